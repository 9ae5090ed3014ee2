"""Grades of members from ballots, and how many may be excellent (民主评议党员).

Source:
    Domain rules 4.1 (grades); the share of excellent members is a rule of the place.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.party_appraisal import (
    AppraisalFacts,
    Ballots,
    Grade,
    Remark,
    grade_by_ballots,
    grades_by_ballots,
    most_excellent,
    remarks_on,
)

COUNTS = st.integers(0, 40)
BALLOTS = st.builds(Ballots, COUNTS, COUNTS, COUNTS, COUNTS)
ALL = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), BALLOTS, max_size=30)
PERCENT = st.integers(0, 100)


@pytest.mark.parametrize(
    ("ballots", "grade"),
    [
        (Ballots(21, 19), Grade.EXCELLENT),
        (Ballots(20, 20), Grade.GOOD),
        (Ballots(0, 21, 10, 9), Grade.GOOD),
        (Ballots(10, 5, 10, 15), Grade.FAIR),
        (Ballots(0, 0, 10, 30), Grade.POOR),
        (Ballots(), None),
    ],
)
def test_the_grade_is_the_best_that_a_majority_gives_or_betters(ballots, grade):
    assert grade_by_ballots(ballots) is grade


@given(BALLOTS)
def test_a_better_ballot_never_lowers_a_grade(ballots):
    order = list(Grade)
    before = grade_by_ballots(ballots)
    if ballots.poor and before is not None:
        better = Ballots(ballots.excellent + 1, ballots.good, ballots.fair, ballots.poor - 1)
        assert order.index(grade_by_ballots(better)) <= order.index(before)


@given(ALL, PERCENT)
def test_no_more_are_excellent_than_may_be_and_none_with_fewer_ballots_than_one_left_out(ballots, percent):
    grades = grades_by_ballots(ballots, percent)
    excellent = [owner for owner, grade in grades.items() if grade is Grade.EXCELLENT]
    assert len(excellent) <= most_excellent(len(ballots), percent)
    lowered = [
        owner
        for owner, grade in grades.items()
        if grade is Grade.GOOD and grade_by_ballots(ballots[owner]) is Grade.EXCELLENT
    ]
    for owner in excellent:
        assert all(ballots[owner].excellent > ballots[other].excellent for other in lowered)
    assert set(grades) == {owner for owner, each in ballots.items() if each.total}


@given(st.integers(0, 500), PERCENT)
def test_somebody_may_always_be_excellent_and_never_more_than_there_are(appraised, percent):
    assert min(appraised, 1) <= most_excellent(appraised, percent) <= appraised


@pytest.mark.parametrize(
    ("facts", "remarks"),
    [
        (AppraisalFacts(10, 8, 5000, True, 0, 1, 0), (Remark.RECOMMENDED,)),
        (AppraisalFacts(10, 8, 5000, False, 0, 1, 0), ()),
        (AppraisalFacts(0, 0, 5000, True, 0, 1, 0), (Remark.RECOMMENDED,)),
        (AppraisalFacts(10, 7, 5000, True, 0, 1, 0), (Remark.ABSENT,)),
        (
            AppraisalFacts(10, 0, 0, False, 3, 0, 1),
            (Remark.ABSENT, Remark.OWES, Remark.MEASURE, Remark.NO_DEED),
        ),
    ],
)
def test_facts_recommend_whom_nothing_speaks_against(facts, remarks):
    assert remarks_on(facts, 80) == remarks
