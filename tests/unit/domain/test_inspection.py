"""Scores, pairs of inspectors, walking order and trends of inspections."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.inspection import (
    SUBJECTS,
    InspectionItem,
    InspectionSubject,
    ItemScheme,
    Trend,
    find_scheme_problem,
    inspectors_for,
    mean_x100,
    percent,
    points_text,
    read_scheme,
    read_score,
    scheme_in_force,
    shipped_scheme,
    trend,
    walk_key,
)
from desktop.domain.points_scheme import Subject
from desktop.domain.points_scheme import shipped_scheme as shipped_points

ITEM = InspectionItem("courtyard", "房前屋后整洁", 1_000)
people = st.lists(st.sampled_from("甲乙丙丁戊"), unique=True, max_size=5)


@given(score=st.integers(0, 1_000))
def test_a_score_up_to_the_ceiling_is_read_as_it_is_shown(score: int) -> None:
    assert read_score(points_text(score), ITEM).value == score


@given(score=st.integers(1_001, 99_999))
def test_a_score_above_the_ceiling_is_refused(score: int) -> None:
    (problem,) = read_score(points_text(score), ITEM).problems
    assert (problem.code, problem.values["most"]) == ("BRD-009", "10")


@pytest.mark.parametrize(
    ("typed", "read", "codes"),
    [
        ("", None, []),
        ("８", 800, []),
        ("7.5", 750, []),
        ("八", 800, []),
        ("-1", None, ["BRD-009"]),
        ("好", None, ["BRD-008"]),
    ],
)
def test_scores_are_read_as_clerks_type_them(typed: str, read: int | None, codes: list[str]) -> None:
    reading = read_score(typed, ITEM)
    assert (reading.value, [problem.code for problem in reading.problems]) == (read, codes)


def test_what_is_given_whole_takes_its_points_or_nothing() -> None:
    deed = InspectionItem("good_deed", "好人好事", 500, is_whole=True)
    assert [read_score(text, deed).value for text in ("0", "5")] == [0, 500]
    assert [problem.code for problem in read_score("3", deed).problems] == ["BRD-014"]


@given(
    inspectors=people,
    barred=st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.just(("一户",)), max_size=5),
    least=st.integers(2, 3),
)
def test_nobody_inspects_the_household_of_relatives_and_a_pair_goes_wherever_enough_are_left(
    inspectors: list[str], barred: dict[str, tuple[str, ...]], least: int
) -> None:
    """Source: domain.md 5.2, inspector pairs; standing aside as `desktop.domain.interest`."""
    going = inspectors_for("一户", inspectors, barred, least)
    free = [one for one in inspectors if one not in barred]
    assert not set(going) & barred.keys()
    assert len(going) == (least if len(free) >= least else 0)


def test_households_are_walked_by_group_and_door_as_people_count() -> None:
    doors = [("十组", "", "2号"), ("二组", "", "10号"), ("", "", "1号"), ("二组", "", "9号")]
    walked = sorted(doors, key=lambda each: walk_key(*each))
    assert walked == [("二组", "", "9号"), ("二组", "", "10号"), ("十组", "", "2号"), ("", "", "1号")]


@given(percents=st.lists(st.integers(0, 100), min_size=2, max_size=8), margin=st.integers(1, 20))
def test_a_trend_turns_round_when_every_figure_does(percents: list[int], margin: int) -> None:
    opposite = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER, Trend.SAME: Trend.SAME}
    assert trend([100 - each for each in percents], margin) is opposite[trend(percents, margin)]


def test_a_trend_compares_the_latest_round_with_up_to_three_before() -> None:
    assert trend([50], 5) is Trend.NEW
    assert trend([10, 80, 80, 80, 70], 5) is Trend.WORSE
    assert trend([80, 80, 84], 5) is Trend.SAME
    assert trend([80, 80, 85], 5) is Trend.BETTER


@given(scores=st.lists(st.integers(0, 1_000), min_size=1, max_size=50))
def test_a_mean_lies_between_the_lowest_and_the_highest(scores: list[int]) -> None:
    mean = mean_x100(scores)
    assert mean is not None
    assert min(scores) <= mean <= max(scores)


def test_nothing_has_no_mean_and_no_part() -> None:
    assert mean_x100([]) is None
    assert percent(0, 0) == 0


def test_the_shipped_subjects_are_those_of_the_field_and_count_under_the_points_scheme() -> None:
    """Source: domain.md 5.2, subjects of the household board [SEED] and its table of points [P]."""
    scheme = shipped_scheme()
    labels = [code_table(SUBJECTS).label(subject.code) for subject in scheme.subjects]
    assert labels == ["庭院卫生", "垃圾分类", "五水共治", "好人好事"]
    points = shipped_points(Subject.HOUSEHOLD, date(2026, 3, 1), "")
    for subject in scheme.subjects:
        for item in subject.items:
            known = points.find_item(item.code)
            assert known is not None, item.code
            assert known.most_x100 == item.most_x100
            assert known.is_fixed == item.is_whole
    assert find_scheme_problem(scheme) is None


def test_an_office_may_set_items_of_its_own_from_a_day_on() -> None:
    own = ItemScheme("2027-1", date(2027, 1, 1), (InspectionSubject("courtyard", (ITEM,)),))
    kept = read_scheme(own.version, own.valid_from.isoformat(), own.body())
    assert kept == own
    assert scheme_in_force((kept,), date(2026, 12, 31)) == shipped_scheme()
    assert scheme_in_force((kept,), date(2027, 1, 1)) == own


@pytest.mark.parametrize("most", [0, -100, 10_001])
def test_an_item_with_a_ceiling_that_cannot_be_is_refused(most: int) -> None:
    item = InspectionItem("courtyard", "房前屋后整洁", most)
    scheme = ItemScheme("x", date(2027, 1, 1), (InspectionSubject("courtyard", (item,)),))
    problem = find_scheme_problem(scheme)
    assert problem is not None
    assert problem.code == "BRD-015"
