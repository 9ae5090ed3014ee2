"""How long a matter may take, and how a pause moves the end."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.event_limit import (
    LAST_MINUTE,
    Amount,
    LimitClass,
    TimeUnit,
    class_at,
    counted_minutes,
    due_moment,
    event_limit,
    extended,
    moved,
    paused,
    usual_class,
)
from desktop.domain.event_state import COUNTY, TOWNSHIP, VILLAGE, Urgency
from desktop.domain.rules import Certainty, get_rule
from desktop.domain.work_day import is_work_day

CHINA = timezone(timedelta(hours=8))
ON = date(2026, 10, 12)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


MOMENTS = st.datetimes(datetime(2025, 12, 1), datetime(2027, 2, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=CHINA)
)
SPANS = st.integers(0, 40 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
UNITS = st.sampled_from(list(TimeUnit))


@pytest.mark.parametrize(
    ("limit_class", "accept", "handle", "extension"),
    [
        ("urgent", (15, "minutes"), (1440, "minutes"), (0, 0, False)),
        ("normal", (1, "work_days"), (3, "work_days"), (2, 1, False)),
        ("complex", (1, "work_days"), (7, "work_days"), (8, 1, True)),
        ("hard", (1, "work_days"), (15, "work_days"), (0, 0, False)),
        ("township", (1, "work_days"), (15, "work_days"), (15, 1, False)),
        ("county", (2, "work_days"), (30, "work_days"), (30, 1, False)),
        ("petition", (15, "days"), (60, "days"), (30, 1, True)),
        ("accounts", (1, "work_days"), (5, "days"), (0, 0, False)),
    ],
)
def test_limits_are_those_of_the_table(limit_class, accept, handle, extension):
    """domain.md 8.2."""
    limit = event_limit(LimitClass(limit_class), ON)
    assert (limit.accept.count, limit.accept.unit) == accept
    assert (limit.handle.count, limit.handle.unit) == handle
    assert (limit.extend_days, limit.extend_times, limit.secretary_decides) == extension


def test_every_class_has_its_words_and_what_the_law_says_is_told_from_what_is_proposed():
    assert {entry.code for entry in code_table("event_limit_class").entries} == set(LimitClass)
    assert get_rule("event.petition.handle.days", ON).certainty is Certainty.LOOKED_UP
    assert get_rule("event.normal.handle.work_days", ON).certainty is Certainty.PROPOSAL


@pytest.mark.parametrize(
    ("urgency", "category", "expected"),
    [
        (Urgency.NORMAL, "0402", LimitClass.NORMAL),
        (Urgency.NORMAL, "0601", LimitClass.ACCOUNTS),
        (Urgency.HARD, "0602", LimitClass.ACCOUNTS),
        (Urgency.URGENT, "0601", LimitClass.URGENT),
        (Urgency.COMPLEX, "", LimitClass.COMPLEX),
    ],
)
def test_a_question_on_accounts_has_its_own_limit(urgency, category, expected):
    assert usual_class(urgency, category) is expected


def test_above_the_village_the_limit_of_the_level_counts_but_for_what_is_urgent_or_ruled_by_law():
    assert class_at(LimitClass.NORMAL, VILLAGE) is LimitClass.NORMAL
    assert class_at(LimitClass.NORMAL, TOWNSHIP) is LimitClass.TOWNSHIP
    assert class_at(LimitClass.HARD, COUNTY) is LimitClass.COUNTY
    for own in (LimitClass.URGENT, LimitClass.PETITION, LimitClass.ACCOUNTS):
        assert class_at(own, COUNTY) is own


def test_working_days_jump_over_the_holiday_and_count_the_working_weekend():
    """State Council's order for 2026: 1–7 October off, Saturday 10 October worked."""
    due = due_moment(at("2026-09-30T10:00"), Amount(3, TimeUnit.WORK_DAYS))
    assert due.at == at("2026-10-10T23:59")
    assert due.unknown_years == ()


def test_a_year_without_an_order_is_counted_by_weekdays_and_says_so():
    due = due_moment(at("2031-10-01T10:00"), Amount(1, TimeUnit.WORK_DAYS))
    assert (due.at, due.unknown_years) == (at("2031-10-02T23:59"), (2031,))
    assert moved(at("2031-10-02T23:59"), 10, TimeUnit.WORK_DAYS).unknown_years == (2031,)


def test_what_is_urgent_runs_around_the_clock_also_on_a_holiday():
    assert due_moment(at("2026-10-01T23:50"), Amount(15, TimeUnit.MINUTES)).at == at("2026-10-02T00:05")


def test_calendar_days_end_with_the_last_day():
    assert due_moment(at("2026-10-01T23:50"), Amount(5, TimeUnit.DAYS)).at == at("2026-10-06T23:59")


def test_a_pause_over_a_weekend_gives_only_its_working_time_back():
    # Friday noon to Monday noon of an ordinary week: half of Friday, half of Monday
    due = at("2026-10-20T23:59")
    later = paused(due, at("2026-10-16T12:00"), at("2026-10-19T12:00"), TimeUnit.WORK_DAYS)
    assert later.at == at("2026-10-21T23:59")
    assert paused(due, at("2026-10-17T08:00"), at("2026-10-18T20:00"), TimeUnit.WORK_DAYS).at == due


def test_a_pause_of_ten_minutes_on_a_friday_ends_on_monday():
    assert moved(at("2026-10-16T23:59"), 10, TimeUnit.WORK_DAYS).at == at("2026-10-19T00:09")


def test_an_extension_is_in_days_of_the_limit():
    assert extended(at("2026-10-16T23:59"), 2, TimeUnit.WORK_DAYS).at == at("2026-10-20T23:59")
    assert extended(at("2026-10-16T23:59"), 30, TimeUnit.DAYS).at == at("2026-11-15T23:59")


@given(MOMENTS, MOMENTS, SPANS, UNITS)
def test_a_pause_never_shortens_a_limit(due, stopped, span, unit):
    assert paused(due, stopped, stopped + span, unit).at >= due


@given(MOMENTS, MOMENTS, SPANS, SPANS, UNITS)
def test_a_longer_pause_is_never_due_earlier(due, stopped, span, more, unit):
    shorter = paused(due, stopped, stopped + span, unit)
    assert paused(due, stopped, stopped + span + more, unit).at >= shorter.at


@given(MOMENTS, MOMENTS, SPANS, SPANS, UNITS)
def test_two_pauses_one_after_the_other_are_worth_one(due, stopped, span, more, unit):
    middle, end = stopped + span, stopped + span + more
    parted = counted_minutes(stopped, middle, unit) + counted_minutes(middle, end, unit)
    assert parted == counted_minutes(stopped, end, unit)
    twice = paused(paused(due, stopped, middle, unit).at, middle, end, unit).at
    assert twice == paused(due, stopped, end, unit).at


@given(MOMENTS, SPANS, UNITS)
def test_what_is_put_off_is_put_off_by_exactly_the_time_that_counts(due, span, unit):
    minutes = int(span.total_seconds()) // 60
    later = moved(due, minutes, unit).at
    assert counted_minutes(due, later, unit) == minutes


@given(MOMENTS, st.integers(1, 60))
def test_a_limit_of_working_days_ends_with_a_working_day_and_never_early(start, count):
    due = due_moment(start, Amount(count, TimeUnit.WORK_DAYS))
    assert due.at.time() == LAST_MINUTE
    assert is_work_day(due.at.date())
    assert due.at.date() >= start.date() + timedelta(days=count)
    assert due_moment(start, Amount(count + 1, TimeUnit.WORK_DAYS)).at > due.at


@given(MOMENTS, SPANS)
def test_every_minute_counts_for_what_is_urgent(start, span):
    assert counted_minutes(start, start + span, TimeUnit.MINUTES) == span.total_seconds() // 60
