"""Figures of agency services: what counts, what leaves a rate, and that numbers agree."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.period import Period
from desktop.domain.service_figure import CaseOutcome, count_figures, figures_by, most_common

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
DONE = CaseOutcome(
    item="16",
    agent="a",
    opened_on=date(2026, 10, 8),
    result="granted",
    finished_on=date(2026, 10, 9),
    delivered_on=date(2026, 10, 10),
    due_on=date(2026, 10, 9),
    villager_trips=1,
    agent_trips=1,
    is_asked_again=False,
    satisfaction="1",
    usual_trips=2,
)
_days = st.dates(date(2026, 9, 1), date(2026, 11, 30))
CASES = st.builds(
    CaseOutcome,
    item=st.sampled_from(["01", "16", "26"]),
    agent=st.sampled_from(["", "a", "b"]),
    opened_on=_days,
    result=st.sampled_from(["", "granted", "refused", "withdrawn"]),
    finished_on=st.none() | _days,
    delivered_on=st.none() | _days,
    due_on=st.none() | _days,
    villager_trips=st.integers(0, 4),
    agent_trips=st.integers(0, 4),
    is_asked_again=st.booleans(),
    satisfaction=st.sampled_from(["", "1", "2", "3", "4", "9"]),
    usual_trips=st.integers(0, 3),
)


def test_done_with_one_trip_and_nothing_asked_again_is_done_at_once() -> None:
    # domain.md 12: villager_trips ≤ 1 and no request for missing papers
    cases = [
        DONE,
        replace(DONE, villager_trips=0),
        replace(DONE, villager_trips=2),
        replace(DONE, is_asked_again=True),
    ]
    assert count_figures(cases, OCTOBER).at_once.text() == "2/4"


def test_the_common_services_are_the_ten_that_were_done_most_often() -> None:
    # domain.md 12: 一次办结率 ≥ 90 % for the ten common services
    often = [replace(DONE, item=f"{number:02d}") for number in range(1, 13) for _ in range(20 - number)]
    open_ones = [replace(DONE, item="99", delivered_on=None)] * 30
    assert most_common([*often, *open_ones], OCTOBER) == tuple(f"{number:02d}" for number in range(1, 11))


def test_a_case_counts_in_the_period_in_which_the_person_has_its_result() -> None:
    later = replace(DONE, delivered_on=date(2026, 11, 2))
    figures = count_figures([later], OCTOBER)
    assert (figures.received, figures.done) == (1, 0)


def test_what_was_refused_or_withdrawn_leaves_every_rate_and_is_told_apart() -> None:
    # domain.md 12, pitfall 2
    cases = [DONE, replace(DONE, result="refused"), replace(DONE, result="withdrawn", finished_on=None)]
    figures = count_figures(cases, OCTOBER)
    assert (figures.done, figures.refused, figures.withdrawn) == (1, 1, 1)
    assert figures.at_once.whole == figures.on_time.whole == 1


def test_late_is_a_result_after_its_day_and_where_nothing_is_fixed_nothing_is_late() -> None:
    late = replace(DONE, finished_on=date(2026, 10, 10))
    free = replace(late, due_on=None)
    assert count_figures([late, free], OCTOBER).on_time.text() == "1/2"


def test_satisfaction_is_of_those_who_said_something() -> None:
    cases = [
        DONE,
        replace(DONE, satisfaction="3"),
        replace(DONE, satisfaction="9"),
        replace(DONE, satisfaction=""),
    ]
    figures = count_figures(cases, OCTOBER)
    assert (figures.satisfied.text(), figures.rated.text()) == ("1/2", "2/4")


def test_a_rate_of_ten_or_more_is_told_in_per_cent() -> None:
    assert count_figures([DONE] * 10, OCTOBER).at_once.text() == "100.0%"


def test_trips_spared_are_never_below_nothing() -> None:
    many = replace(DONE, villager_trips=5)
    assert count_figures([DONE, many], OCTOBER).spared_trips == 1


@given(st.lists(CASES, max_size=12))
def test_items_add_up_to_the_whole_and_no_rate_has_more_than_its_whole(cases: list[CaseOutcome]) -> None:
    total = count_figures(cases, OCTOBER)
    parts = figures_by(cases, OCTOBER, lambda case: case.item).values()
    assert sum(each.received for each in parts) == total.received
    assert sum(each.done for each in parts) == total.done
    assert sum(each.spared_trips for each in parts) == total.spared_trips
    for rate in (total.on_time, total.at_once, total.satisfied, total.rated):
        assert 0 <= rate.part <= rate.whole


@given(st.lists(CASES, max_size=12), st.integers(0, 90))
def test_two_periods_beside_each_other_hold_what_the_long_one_holds(
    cases: list[CaseOutcome], days: int
) -> None:
    first, last = date(2026, 9, 1), date(2026, 11, 30)
    middle = first + timedelta(days=days)
    whole = count_figures(cases, Period(first, last))
    halves = [count_figures(cases, Period(first, middle))]
    if middle < last:
        halves.append(count_figures(cases, Period(middle + timedelta(days=1), last)))
    assert sum(half.done for half in halves) == whole.done
    assert sum(half.received for half in halves) == whole.received
