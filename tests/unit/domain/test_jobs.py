"""Rules of work and jobs: codes of employers, registrations, labour force, demands, and what fits whom."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.credit_code import check_character, is_credit_code
from desktop.domain.job_match import Offer, Reason, Wish, match
from desktop.domain.job_post import PostStanding, find_forbidden_demands, forbidden_demands
from desktop.domain.job_seeker import LabourAges, in_labour_force, validity

TODAY = date(2026, 11, 23)
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.text(LETTERS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_wrong_character_is_always_noticed(first: str, place: int, letter: str) -> None:
    """GB 32100-2015: the check character notices every single wrong character."""
    code = first + check_character(first)
    assert is_credit_code(code.lower())
    assert is_credit_code(f"{code[:9]} {code[9:]}")
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_credit_code(wrong) is (wrong == code)


@pytest.mark.parametrize("text", ["", "123", "91330825MA00000I0X", "甲" * 18])
def test_what_is_no_code_is_none(text: str) -> None:
    assert not is_credit_code(text)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 300))
def test_a_registration_counts_ninety_days_from_its_newest_day(registered: date, later: int) -> None:
    renewed = registered + timedelta(later)
    told = validity(registered, renewed, 90, renewed + timedelta(89))
    assert (told.days_left, told.is_over) == (0, False)
    assert validity(registered, renewed, 90, renewed + timedelta(90)).is_over


@pytest.mark.parametrize(
    ("age", "sex", "inside"),
    [(15, "1", False), (16, "1", True), (60, "1", True), (61, "1", False), (55, "2", True), (56, "2", False)],
)
def test_the_labour_force_has_the_bounds_of_the_survey(age: int, sex: str, *, inside: bool) -> None:
    """Labour survey: men 16 to 60, women 16 to 55."""
    assert in_labour_force(age, sex, LabourAges(16, 60, 55)) is inside


def test_every_forbidden_demand_is_found_by_each_of_its_words() -> None:
    for demand in forbidden_demands():
        for word in demand.words:
            found = find_forbidden_demands(f"包吃住，{word}，能加班")
            assert demand.label in {problem.values["demand"] for problem in found}


def test_what_the_work_needs_may_be_asked() -> None:
    assert find_forbidden_demands("要有电工证，能上夜班，识字，会用手机") == ()


@pytest.mark.parametrize(
    ("change", "offered"),
    [
        ({}, True),
        ({"checked_on": None}, False),
        ({"is_listed_bad": True}, False),
        ({"closed_on": TODAY}, False),
        ({"valid_to": TODAY - timedelta(1)}, False),
        ({"valid_to": TODAY}, True),
    ],
)
def test_only_a_checked_open_valid_post_is_offered(change: dict[str, object], *, offered: bool) -> None:
    facts = {"valid_to": TODAY + timedelta(9), "closed_on": None, "checked_on": TODAY, "is_listed_bad": False}
    assert PostStanding(**(facts | change)).is_offered(TODAY) is offered  # type: ignore[arg-type]


WISH = Wish("01", "缝纫", "3", 400_000, TODAY, frozenset({"sew"}))
SKILLS = {"sew": "缝纫"}


def test_what_fits_in_everything_comes_first_and_says_why() -> None:
    fits = match(WISH, Offer("01", "缝纫工", "会缝纫", "3", 500_000, TODAY), SKILLS)
    assert fits.reasons == (Reason.KIND, Reason.PLACE, Reason.WAGE, Reason.SKILL, Reason.SOON)
    farther = match(WISH, Offer("01", "缝纫工", "会缝纫", "5", 300_000, TODAY), SKILLS)
    assert {Reason.FARTHER, Reason.LESS_WAGE} <= set(farther.reasons)
    assert farther.points < fits.points


def test_nearer_to_home_than_asked_is_no_drawback() -> None:
    assert Reason.NEARER in match(WISH, Offer(place="2"), SKILLS).reasons


@given(st.integers(0, 900_000), st.integers(0, 900_000))
def test_more_pay_never_makes_a_post_fit_less(one: int, more: int) -> None:
    low, high = sorted((one, more))
    first, second = (match(WISH, Offer("01", "工", "", "3", wage), SKILLS).points for wage in (low, high))
    assert first <= second


def test_where_nothing_is_said_nothing_is_held_against_it() -> None:
    assert match(Wish(), Offer("01", "工", "", "5", 100), {}).reasons == ()
