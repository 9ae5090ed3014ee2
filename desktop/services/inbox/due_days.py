"""Moving the due day of an own plan: what a limit or somebody above has set stays."""

from datetime import date

from db.queries import inbox as queries
from db.queries.inbox import InboxRow
from desktop.domain.accounts import Right
from desktop.domain.event_state import OPEN_STATES, Step
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office


def may_move(state: str, limit_class: str, order_id: str) -> bool:
    """Whether a due day is the village's own to move: open, no limit by rule, no order from above."""
    return state in OPEN_STATES and not limit_class and not order_id


def move_due(office: Office, event_id: str, day: date) -> None:
    """Give an event another due day, with a note that says so.

    Raises:
        ProblemError: INB-001 there is none, INB-002 its day follows from a rule or an order or it is closed,
            INB-003 the day has passed, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    with office.store.reading() as connection:
        rows = queries.load_rows(connection, (event_id,))
    if not rows:
        raise ProblemError(Problem("INB-001"))
    row: InboxRow = rows[0]
    if not may_move(row.state, row.limit_class, row.order_id):
        raise ProblemError(Problem("INB-002", {"title": row.title}))
    if day < office.today():
        raise ProblemError(Problem("INB-003", {"day": day.isoformat()}))
    if row.due_on == day.isoformat():
        return
    told = f"期限由{row.due_on or '未定'}改为{day.isoformat()}"
    with office.change("edit", f"改期限：{row.title}") as work:
        work.update("event", row.id, {"due_on": day.isoformat()})
        work.insert(
            "event_step",
            {
                "event_id": row.id,
                "kind": Step.NOTE.value,
                "text": told,
                "state": row.state,
                "done_at": office.now_text(),
                "done_by": office.user.id,
            },
        )
