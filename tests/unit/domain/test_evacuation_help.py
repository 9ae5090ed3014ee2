"""Who has to be fetched when people leave their houses."""

from datetime import date

import pytest

from desktop.domain.evacuation_help import Evacuee, help_reasons

DAY = date(2026, 6, 20)
GROWN, OLD, VERY_OLD, SMALL = "1985-01-01", "1960-01-01", "1940-01-01", "2023-01-01"


@pytest.mark.parametrize(
    ("births", "reasons"),
    [
        ((GROWN, SMALL), ()),
        ((OLD, GROWN), ()),
        ((OLD,), ("独居老人",)),
        ((OLD, OLD), ()),
        ((VERY_OLD, GROWN), ("高龄老人",)),
        ((VERY_OLD,), ("高龄老人", "独居老人")),
        ((OLD, SMALL), ("老人带小孩",)),
        ((SMALL,), ("只有小孩",)),
        (("",), ()),
        ((), ()),
    ],
)
def test_age_and_company_decide(births: tuple[str, ...], reasons: tuple[str, ...]) -> None:
    assert help_reasons([Evacuee(birth) for birth in births], False, DAY) == reasons


def test_what_the_register_says_comes_first() -> None:
    assert help_reasons([Evacuee(GROWN)], True, DAY) == ("登记为需协助",)


def test_an_empty_house_needs_nobody() -> None:
    assert help_reasons([], True, DAY) == ()


@pytest.mark.parametrize("person", [Evacuee(GROWN, frozenset({"D05"})), Evacuee(GROWN, disability_grade="2")])
def test_who_can_hardly_move_is_fetched(person: Evacuee) -> None:
    assert help_reasons([person, Evacuee(GROWN)], False, DAY) == ("行动不便",)


def test_a_slight_disability_alone_asks_for_nobody() -> None:
    assert help_reasons([Evacuee(GROWN, disability_grade="4")], False, DAY) == ()


def test_the_eightieth_birthday_makes_very_old() -> None:
    # domain.md 13: thresholds of 80, 90 and 100 years
    assert help_reasons([Evacuee("1946-06-21"), Evacuee(GROWN)], False, DAY) == ()
    assert help_reasons([Evacuee("1946-06-20"), Evacuee(GROWN)], False, DAY) == ("高龄老人",)
