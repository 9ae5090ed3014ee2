"""Who has to be fetched when people leave their houses: of those at home, by reasons that are data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.evacuation_help import Resident, help_reasons, help_rules, household_reasons
from desktop.domain.rules import get_rule

DAY = date(2026, 6, 20)
GROWN, OLD, OLDER, VERY_OLD, SMALL = "1985-01-01", "1960-01-01", "1950-01-01", "1940-01-01", "2023-01-01"
RESIDENTS = st.builds(
    Resident,
    st.one_of(st.just(""), st.dates(date(1930, 1, 1), DAY).map(date.isoformat)),
    st.frozensets(st.sampled_from(("T04", "D05", "C01", "G01", "A01"))),
    st.booleans(),
    st.booleans(),
)


def reasons(*residents: Resident, is_registered: bool = False) -> list[tuple[str, ...]]:
    return [
        tuple(rule.code for rule in found)
        for found in help_reasons(residents, DAY, is_registered=is_registered)
    ]


@pytest.mark.parametrize(
    ("births", "words"),
    [
        ((GROWN, SMALL), ()),
        ((OLD, GROWN), ()),
        ((OLD,), ("独居老人",)),
        ((OLD, OLD), ()),
        ((OLDER, OLDER), ("家里只有老人",)),
        ((OLDER, OLD), ()),
        ((VERY_OLD, GROWN), ("高龄老人",)),
        ((OLD, SMALL), ("小孩没有青壮年照看",)),
        ((SMALL,), ("小孩没有青壮年照看",)),
        ((GROWN, OLD, SMALL), ()),
        (("", SMALL), ()),
        (("",), ()),
        ((), ()),
    ],
)
def test_age_and_company_decide(births: tuple[str, ...], words: tuple[str, ...]) -> None:
    # domain.md 10: 需协助转移人员 come first
    assert household_reasons(help_reasons([Resident(birth) for birth in births], DAY)) == words


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (Resident(GROWN, frozenset({"T04"})), "registered"),
        (Resident(GROWN, frozenset({"D05"})), "frail"),
        (Resident(GROWN, frozenset({"C01"})), "disabled"),
        (Resident(GROWN, is_disabled=True), "disabled"),
        (Resident(GROWN, frozenset({"G01"})), "ill"),
        (Resident(GROWN, frozenset({"G03"})), "birth"),
        (Resident(GROWN, frozenset({"D04"})), "very_old"),
    ],
)
def test_what_the_register_says_of_somebody_counts_for_them_alone(person: Resident, code: str) -> None:
    assert reasons(person, Resident(GROWN)) == [(code,), ()]


def test_where_the_register_asks_for_help_everybody_at_home_gets_it() -> None:
    assert reasons(Resident(GROWN), Resident(is_home=False), is_registered=True) == [("registered",), ()]


def test_whoever_is_left_alone_by_those_away_is_helped() -> None:
    assert reasons(Resident(OLD), Resident(GROWN, is_home=False)) == [("alone",), ()]


def test_the_eightieth_birthday_makes_very_old() -> None:
    # domain.md 13: thresholds of 80, 90 and 100 years
    assert reasons(Resident("1946-06-21"), Resident(GROWN)) == [(), ()]
    assert reasons(Resident("1946-06-20"), Resident(GROWN)) == [("very_old",), ()]


def test_a_partial_birth_date_counts_where_it_may_be_true() -> None:
    assert reasons(Resident("1946"), Resident(GROWN)) == [("very_old",), ()]


def test_reasons_of_a_household_are_told_once_the_most_urgent_first() -> None:
    both = [Resident(VERY_OLD), Resident(OLDER, frozenset({"D05"}))]
    assert household_reasons(help_reasons(both, DAY)) == ("失能半失能", "高龄老人", "家里只有老人")


def test_the_reasons_name_only_codes_and_ages_that_there_are() -> None:
    for rule in help_rules():
        assert all(tag in code_table("special_group") for tag in rule.tags)
        assert not any(tag.startswith("R") for tag in rule.tags), "class R is never asked"
        for key in filter(None, (rule.age_from, rule.alone_from, rule.all_from, *rule.none_between)):
            assert get_rule(key, DAY).value > 0


@given(st.lists(RESIDENTS, max_size=6), st.booleans())
def test_nobody_away_is_counted_and_everybody_is_answered(
    residents: list[Resident], is_registered: bool
) -> None:
    found = help_reasons(residents, DAY, is_registered=is_registered)
    assert len(found) == len(residents)
    assert all(not why for one, why in zip(residents, found, strict=True) if not one.is_home)
    if is_registered:
        assert all(why for one, why in zip(residents, found, strict=True) if one.is_home)
