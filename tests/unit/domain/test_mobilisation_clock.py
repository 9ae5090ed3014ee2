"""The clock since the order, counting rounds, and times typed afterwards."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mobilisation_clock import (
    Stage,
    Timetable,
    elapsed_words,
    open_rounds,
    read_true_time,
)
from desktop.domain.rules import get_rule

CHINA = timezone(timedelta(hours=8))
START = datetime(2026, 6, 20, 3, 10, 20, tzinfo=CHINA)
NOW = datetime(2026, 6, 20, 11, 0, tzinfo=CHINA)


def test_the_timetable_is_that_of_the_rules() -> None:
    # domain.md 10: heads by T0+3, workers by T0+8, every household by T0+15, then rounds of 30 minutes
    assert Timetable.on(START.date()) == Timetable(3, 8, 15, 30)
    assert get_rule("mobilisation.caller.households", START.date()).value == 8


@pytest.mark.parametrize(
    ("minutes", "stage"),
    [
        (0, Stage.HEADS),
        (3, Stage.WORKERS),
        (8, Stage.HOUSEHOLDS),
        (14, Stage.HOUSEHOLDS),
        (15, Stage.ROUNDS),
        (600, Stage.ROUNDS),
    ],
)
def test_each_stage_lasts_until_its_minute(minutes: int, stage: Stage) -> None:
    assert Timetable().stage(timedelta(minutes=minutes)) is stage


@pytest.mark.parametrize(
    ("elapsed", "words"),
    [
        (timedelta(), "T+00:00"),
        (timedelta(minutes=7, seconds=30), "T+07:30"),
        (timedelta(hours=7, minutes=50), "T+7:50:00"),
        (timedelta(seconds=-5), "T-00:05"),
    ],
)
def test_the_clock_is_read_from_afar(elapsed: timedelta, words: str) -> None:
    assert elapsed_words(elapsed) == words


@given(st.integers(0, 100_000))
def test_as_many_rounds_are_due_as_have_had_their_moment(minutes: int) -> None:
    table, until = Timetable(), START + timedelta(minutes=minutes)
    due = table.rounds_due(START, until)
    assert table.round_due(due, START) <= until < table.round_due(due + 1, START)


def test_rounds_that_were_left_out_stay_open() -> None:
    assert open_rounds([1, 3], 4) == (2, 4)


@pytest.mark.parametrize("typed", ["3:12", "0312", "03：12", "3点12分", "6-20 3:12", "6月20日 3:12"])
def test_a_time_of_day_is_read_in_any_notation(typed: str) -> None:
    assert read_true_time(typed, START, NOW).value == datetime(2026, 6, 20, 3, 12, tzinfo=CHINA)


def test_nothing_typed_means_now() -> None:
    assert read_true_time("", START, NOW).value == NOW


def test_the_minute_of_the_order_itself_is_no_earlier_than_the_order() -> None:
    assert read_true_time("3:10", START, NOW).value == START


def test_a_time_after_midnight_belongs_to_the_next_day() -> None:
    evening = datetime(2026, 6, 20, 23, 50, tzinfo=CHINA)
    read = read_true_time("0:05", evening, evening + timedelta(hours=1))
    assert read.value == datetime(2026, 6, 21, 0, 5, tzinfo=CHINA)


def test_now_in_another_zone_is_the_same_moment() -> None:
    assert read_true_time("10:59", START, NOW.astimezone(UTC)).value == NOW - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("25:00", "MOB-020"), ("早上", "MOB-020"), ("11:30", "MOB-021"), ("6-19 3:12", "MOB-021")],
)
def test_what_is_no_time_or_can_not_have_been_is_refused(typed: str, code: str) -> None:
    (problem,) = read_true_time(typed, START, NOW).problems
    assert problem.code == code
