"""How far a task from above is, late or early, and whether the same was asked before."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.event_state import CLOSED_STATES, ENDED_STATES, OPEN_STATES
from desktop.domain.task_order import (
    ACCEPTED,
    EVIDENCE,
    OPEN,
    QUANTITY,
    RETURNED,
    TABLE,
    USED,
    Asked,
    Follow,
    TaskFacts,
    TaskState,
    TaskWord,
    find_answered_before,
    follow,
    missing_of,
    plain_title,
)

DUE = "2026-11-25T09:00:00+00:00"


def at(day: int, hour: int = 9, minute: int = 0) -> str:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC).isoformat()


def test_a_task_goes_from_new_over_returned_to_accepted() -> None:
    returned, accepted = TaskWord(1, RETURNED, at(24)), TaskWord(2, ACCEPTED, at(25))
    assert TaskFacts(DUE).state is TaskState.NEW
    assert TaskFacts(DUE, 1, at(23)).state is TaskState.ANSWERED
    assert TaskFacts(DUE, 1, at(23), (returned,)).state is TaskState.RETURNED
    assert TaskFacts(DUE, 2, at(23), (returned,)).state is TaskState.ANSWERED
    assert TaskFacts(DUE, 2, at(23), (returned, accepted)).state is TaskState.ACCEPTED
    assert TaskFacts(DUE, 0, "", (), at(23)).state is TaskState.WITHDRAWN


def test_where_an_answer_was_used_changes_no_state() -> None:
    used = TaskWord(1, USED, at(26), used_in="县防汛会议")
    assert TaskFacts(DUE, 1, at(23), (used,)).state is TaskState.ANSWERED
    facts = TaskFacts(DUE, 1, at(23), (used, TaskWord(1, ACCEPTED, at(25))))
    assert facts.state is TaskState.ACCEPTED
    assert [each.used_in for each in facts.uses] == ["县防汛会议"]


def test_what_is_accepted_cannot_be_withdrawn_any_more() -> None:
    facts = TaskFacts(DUE, 1, at(23), (TaskWord(1, ACCEPTED, at(24)),), at(25))
    assert facts.state is TaskState.ACCEPTED


def test_the_first_answer_counts_for_early_or_late_and_the_last_minute_is_in_time() -> None:
    early = TaskFacts(DUE, 2, at(23), (TaskWord(1, RETURNED, at(26)),)).timing(at(29))
    assert (early.is_late, early.days, early.is_answered) == (False, 2, True)
    assert not TaskFacts(DUE, 1, DUE).timing(at(29)).is_late
    assert TaskFacts(DUE, 1, at(25, 9, 1)).timing(at(29)).is_late
    waiting = TaskFacts(DUE).timing(at(27))
    assert (waiting.is_late, waiting.days, waiting.is_answered) == (True, 2, False)


@given(
    answers=st.integers(0, 4),
    verdicts=st.lists(st.tuples(st.integers(1, 4), st.sampled_from([ACCEPTED, RETURNED, USED])), max_size=6),
    withdrawn=st.booleans(),
)
def test_a_task_is_never_open_once_it_is_accepted_or_withdrawn(answers, verdicts, withdrawn) -> None:
    words = tuple(TaskWord(number, verdict, at(1 + n)) for n, (number, verdict) in enumerate(verdicts))
    facts = TaskFacts(DUE, answers, at(2) if answers else "", words, at(20) if withdrawn else "")
    newest = facts.newest
    if withdrawn or (newest and newest.verdict == ACCEPTED):
        assert facts.state not in OPEN
    if facts.state is TaskState.ANSWERED:
        assert answers > 0


def asked(order_id: str, **more: object) -> Asked:
    values: dict[str, object] = {
        "number": "",
        "issuer": "示范县民政局",
        "title": "上报独居老人情况",
        "columns": frozenset(),
        "issued_at": at(20),
        "answered_at": "",
    }
    return Asked(order_id, **{**values, **more})  # type: ignore[arg-type]


def test_the_same_number_of_the_same_issuer_is_the_same_thing_however_long_ago() -> None:
    old = asked("a", number="民〔2025〕1号", title="旧题目", answered_at="2025-01-02T00:00:00+00:00")
    assert find_answered_before(asked("b", number="民〔2025〕1号"), [old], 92) == old
    other = asked("b", number="民〔2025〕1号", issuer="示范县农业局")
    assert find_answered_before(other, [old], 92) is None


def test_the_same_title_or_columns_count_within_the_days_only() -> None:
    title = asked("a", title="上报10月独居老人情况", answered_at=at(10))
    assert find_answered_before(asked("b", title="上报11月独居老人情况"), [title], 92) == title
    assert find_answered_before(asked("b", title="上报11月独居老人情况"), [title], 5) is None
    table = asked("c", title="甲", columns=frozenset({"姓名", "年龄"}), answered_at=at(12))
    again = asked("d", title="乙", columns=frozenset({"姓名", "年龄"}))
    assert find_answered_before(again, [title, table], 92) == table
    assert find_answered_before(asked("d", columns=frozenset({"姓名"})), [table], 92) is None


def test_what_nobody_answered_is_no_answer_and_a_task_is_not_its_own_precedent() -> None:
    one = asked("a", answered_at=at(12))
    assert find_answered_before(one, [one, asked("b")], 92) is None


@given(st.text())
def test_figures_and_blanks_do_not_tell_titles_apart(text) -> None:
    assert plain_title(f"{text} 12 月") == plain_title(text) + "月"


def test_what_is_missing_is_told_in_the_order_it_is_asked() -> None:
    asks = (TABLE, QUANTITY, EVIDENCE)
    assert missing_of(asks, evidence=0, quantity=None, rows=None) == (EVIDENCE, QUANTITY, TABLE)
    assert missing_of(asks, evidence=1, quantity=0, rows=0) == ()
    assert missing_of((), evidence=0, quantity=None, rows=None) == ()


def test_days_left_are_those_of_the_calendar_as_the_event_counts_them() -> None:
    now = (datetime.fromisoformat(DUE) - timedelta(hours=47)).isoformat()
    assert TaskFacts(DUE).timing(now).days == 2


def test_half_a_day_left_is_no_whole_day() -> None:
    now = (datetime.fromisoformat(DUE) - timedelta(hours=5)).isoformat()
    assert TaskFacts(DUE).timing(now).days == 0


@pytest.mark.parametrize("state", (*OPEN_STATES, *CLOSED_STATES))
def test_an_event_is_sent_to_where_its_task_stands_and_stays_once_it_has_ended(state: str) -> None:
    """docs/decisions/0046: the task leads."""
    is_open, has_ended = state in OPEN_STATES, state in ENDED_STATES
    wanted = {
        TaskState.NEW: None,
        TaskState.ANSWERED: Follow.SETTLE if is_open else None,
        TaskState.RETURNED: None if is_open or has_ended else Follow.OPEN_AGAIN,
        TaskState.ACCEPTED: None if has_ended else Follow.PUT_AWAY,
        TaskState.WITHDRAWN: None if has_ended else Follow.CALL_OFF,
    }
    assert {task: follow(task, state) for task in TaskState} == wanted
