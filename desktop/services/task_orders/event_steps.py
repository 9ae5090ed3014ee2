"""What a task from above does to its event: settled by an answer, opened again when it is sent back."""

from db.queries import events as queries
from db.store import Value, Work
from desktop.domain.event_state import (
    CLOSED_STATES,
    REOPENED,
    SETTLED,
    Step,
    next_state,
)
from desktop.services.office import Office

_WAYS: tuple[tuple[Step, ...], ...] = ((Step.SETTLE,), (Step.START, Step.SETTLE), (Step.RESUME, Step.SETTLE))
"""Ways to settle an event, from whichever state it is in."""


def settle(office: Office, work: Work, event_id: str, text: str) -> None:
    """Take an open event to its end with the answer's text; one that is closed already stays as it is."""
    row = queries.find_event(work.connection, event_id)
    if row is None or row.state in CLOSED_STATES:
        return
    for way in _WAYS:
        if _take(office, work, event_id, way, text):
            return


def open_again(office: Office, work: Work, event_id: str, text: str) -> None:
    """Open a settled event for what was sent back; where the rules of events forbid it, it stays closed."""
    _take(office, work, event_id, (Step.REOPEN,), text)


def put_away(office: Office, work: Work, event_id: str, text: str) -> None:
    """Archive a settled event whose answer was accepted."""
    _take(office, work, event_id, (Step.ARCHIVE,), text)


def call_off(office: Office, work: Work, event_id: str, text: str) -> None:
    """Withdraw an event whose task was taken back."""
    _take(office, work, event_id, (Step.WITHDRAW,), text)


def _take(office: Office, work: Work, event_id: str, way: tuple[Step, ...], text: str) -> bool:
    """Take steps one after the other, or none of them where one is not allowed."""
    row = queries.find_event(work.connection, event_id)
    if row is None:
        return False
    states, state = [], row.state
    for step in way:
        after = next_state(state, step, row.reopened_count)
        if after is None:
            return False
        states.append(after)
        state = after
    for step, after in zip(way, states, strict=True):
        work.insert(
            "event_step",
            {
                "event_id": event_id,
                "kind": step.value,
                "text": text or None if step is way[-1] else None,
                "state": after,
                "done_at": office.now_text(),
                "done_by": office.user.id,
            },
        )
    patch: dict[str, Value] = {"state": state}
    if state == SETTLED:
        patch |= {"result": text or None, "settled_at": office.now_text(), "closed_at": office.now_text()}
    elif state == REOPENED:
        patch |= {"reopened_count": row.reopened_count + 1, "closed_at": None}
    elif state in CLOSED_STATES and row.closed_at is None:
        patch["closed_at"] = office.now_text()
    work.update("event", event_id, patch)
    return True
