"""Readings of a site: as typed, as kept, and what is out of the ordinary."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.hazard_reading import ReadingSpec, ReadingWarning, read_spec, read_value, warnings_of

BOUNDS = st.one_of(st.none(), st.decimals(-999, 999, places=2))
NAMES = st.from_regex(r"[裂缝水位倾斜]{1,6}[1-9]?", fullmatch=True)
UNITS = st.sampled_from(("", "毫米", "米", "度"))


@given(NAMES, UNITS, BOUNDS, BOUNDS, BOUNDS)
def test_what_is_kept_reads_back_as_it_was(
    name: str, unit: str, jump: Decimal | None, most: Decimal | None, least: Decimal | None
) -> None:
    spec = ReadingSpec(name, unit, jump, most, least)
    assert read_spec(spec.text).value == spec


def test_a_reading_is_typed_as_people_write_it() -> None:
    assert read_spec("裂缝1(毫米) 变化 5 上限30").value == ReadingSpec(
        "裂缝1", "毫米", Decimal(5), Decimal(30)
    )
    assert read_spec("水位").value == ReadingSpec("水位")
    assert read_spec("  ").problems == ()
    assert [problem.code for problem in read_spec("裂缝（毫米").problems] == ["PTL-020"]


@given(st.decimals(-1000, 1000, places=3))
def test_a_value_reads_back_as_it_was(value: Decimal) -> None:
    assert read_value(str(value)).value == value


def test_what_is_no_number_is_told() -> None:
    for text in ("大概12", "NaN", "Infinity", "99999999"):
        assert [problem.code for problem in read_value(text).problems] == ["PTL-021"]
    assert read_value(" ") == (None, ())
    assert read_value("12．5").value == Decimal("12.5")


def test_a_jump_is_a_change_of_its_own_measure_or_of_a_share() -> None:
    own, shared = ReadingSpec("裂缝", jump=Decimal(5)), ReadingSpec("水位")
    ten = Decimal(10)
    assert warnings_of(own, Decimal(15), ten, 20) == (ReadingWarning.JUMP,)
    assert warnings_of(own, Decimal("14.9"), ten, 20) == ()
    assert warnings_of(shared, Decimal(12), ten, 20) == ()
    assert warnings_of(shared, Decimal("7.9"), ten, 20) == (ReadingWarning.JUMP,)
    assert warnings_of(shared, Decimal(100), None, 20) == ()


def test_bounds_are_told_apart_and_belong_to_the_ordinary() -> None:
    spec = ReadingSpec("水位", "米", Decimal(999), Decimal(98), Decimal(90))
    values = ("98", "98.1", "90", "89")
    found = [warnings_of(spec, Decimal(value), None, 20) for value in values]
    assert found == [(), (ReadingWarning.ABOVE,), (), (ReadingWarning.BELOW,)]
