"""Counts what waits for one account."""

from dataclasses import dataclass

from db.connection import Connection
from db.models.events import LIVE


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Numbers of living events by what they wait for; ids of urgent ones."""

    urgent: tuple[str, ...]
    overdue: int
    today: int
    new: int
    feedback: int


def count_waiting(connection: Connection, user_id: str, today: str, *, takes: bool) -> WaitingRow:
    """What is the account's, and with ``takes`` what nobody handles."""
    own = "(handler_id = :user OR :takes AND handler_id IS NULL)"
    acting = "state IN ('10', '30', '40', '50', '65', '85')"
    values = {"user": user_id, "today": today, "takes": int(takes)}
    overdue, due, new, feedback = connection.execute(
        f"SELECT coalesce(sum({acting} AND due_on < :today), 0), "
        f"coalesce(sum({acting} AND due_on = :today), 0), "
        f"coalesce(sum(state = '10'), 0), coalesce(sum(state = '70'), 0) FROM event WHERE {LIVE} AND {own}",
        values,
    ).fetchone()
    urgent = connection.execute(
        f"SELECT id FROM event WHERE {LIVE} AND {own} AND {acting} AND urgency = 'urgent'", values
    )
    return WaitingRow(tuple(str(row[0]) for row in urgent), overdue, due, new, feedback)
