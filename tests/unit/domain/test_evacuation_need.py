"""Who is moved first: of those at home, by reasons that are data (domain.md 7.4 and 10)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.evacuation_need import Resident, needs_of

TODAY = date(2026, 6, 10)
RESIDENTS = st.builds(
    Resident,
    st.one_of(st.just(""), st.dates(date(1930, 1, 1), TODAY).map(date.isoformat)),
    st.frozensets(st.sampled_from(("T04", "D05", "C01", "G01", "A01"))),
    st.booleans(),
    st.booleans(),
)


def reasons(*residents: Resident, asked: bool = False) -> list[tuple[str, ...]]:
    return [tuple(rule.code for rule in found) for found in needs_of(residents, TODAY, asked=asked)]


def test_each_reason_of_its_own() -> None:
    middle = "1980-01-01"
    assert reasons(Resident(middle, frozenset({"T04"}))) == [("asked",)]
    assert reasons(Resident(middle, frozenset({"D05"}))) == [("frail",)]
    assert reasons(Resident(middle, is_disabled=True)) == [("disabled",)]
    assert reasons(Resident(middle, frozenset({"G03"}))) == [("ill",)]
    assert reasons(Resident(middle)) == [()]


def test_old_people_alone_at_home_are_helped_and_those_with_family_are_not() -> None:
    old, son = Resident("1944-05-06"), Resident("1980-02-03")
    away = Resident("1980-02-03", is_home=False)
    assert reasons(old, old) == [("alone",), ("alone",)]
    assert reasons(old, away) == [("alone",), ()]
    assert reasons(old, son) == [(), ()]


def test_a_small_child_is_helped_until_its_birthday() -> None:
    mother = Resident("1990-01-01")
    assert reasons(mother, Resident("2019-06-11")) == [(), ("child",)]
    assert reasons(mother, Resident("2019-06-10")) == [(), ()]


def test_where_the_register_asks_for_help_everybody_at_home_gets_it() -> None:
    assert reasons(Resident("1980-01-01"), Resident(is_home=False), asked=True) == [("asked",), ()]


@given(st.lists(RESIDENTS, max_size=6), st.booleans())
def test_nobody_away_is_counted_and_everybody_is_answered(residents: list[Resident], asked: bool) -> None:
    found = needs_of(residents, TODAY, asked=asked)
    assert len(found) == len(residents)
    assert all(not needs for one, needs in zip(residents, found, strict=True) if not one.is_home)
    if asked:
        assert all(needs for one, needs in zip(residents, found, strict=True) if one.is_home)
