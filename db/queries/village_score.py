"""Reads what a village's score is made of beside duties: rules, objections, events, when work began."""

from dataclasses import dataclass

from db.connection import Connection
from desktop.domain.event_state import MERGED, REFUSED, WITHDRAWN


@dataclass(frozen=True, slots=True)
class ScoreRuleRow:
    """A rule as it came; ``signature`` is hexadecimal, days are ISO texts."""

    id: str
    version: str
    valid_from: str
    valid_to: str
    body: str
    signature: str
    issued_on: str


def list_score_rules(connection: Connection) -> tuple[ScoreRuleRow, ...]:
    """Rules that came from the county, the newest first."""
    rows = connection.execute(
        "SELECT id, version, valid_from, coalesce(valid_to, ''), body, signature, coalesce(issued_on, '') "
        "FROM score_rule ORDER BY valid_from DESC, issued_on DESC, version DESC, id"
    )
    return tuple(ScoreRuleRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something with a last day and the day it was done, empty while it was not; without contents.

    Days are those of China, whatever the zone of the PC: every machine has to reckon alike.


    ``table`` and ``record_id`` are where a screen shows it.
    """

    id: str
    due_on: str
    done_on: str
    table: str
    record_id: str
    title: str


def list_objections_due(connection: Connection, first: str, last: str) -> tuple[DueRow, ...]:
    """Objections whose answer is due in some days; answered means answered and not passed on since."""
    rows = connection.execute(
        "SELECT o.id, o.answer_due, "
        "CASE WHEN o.settled_on IS NULL AND o.satisfied = 0 THEN '' ELSE coalesce(o.answered_on, '') END, "
        "'notice', o.notice_id, n.title FROM objection o JOIN notice n ON n.id = o.notice_id "
        "WHERE o.answer_due BETWEEN ? AND ? ORDER BY o.answer_due, o.id",
        (first, last),
    )
    return tuple(DueRow(*row) for row in rows)


def list_events_due(connection: Connection, first: str, last: str) -> tuple[DueRow, ...]:
    """Events and tasks due in some days; those refused, withdrawn or merged with others are no work."""
    rows = connection.execute(
        "SELECT id, due_on, coalesce(date(closed_at, '+8 hours'), ''), 'event', id, title FROM event "
        "WHERE due_on BETWEEN ? AND ? AND state NOT IN (?, ?, ?) ORDER BY due_on, id",
        (first, last, REFUSED, WITHDRAWN, MERGED),
    )
    return tuple(DueRow(*row) for row in rows)


def first_day_on_record(connection: Connection) -> str:
    """The earliest day of any work that can count, the same on every PC; empty while there is none."""
    row = connection.execute(
        "SELECT min(day) FROM (SELECT min(held_on) AS day FROM meeting "
        "UNION ALL SELECT min(posted_on) FROM notice_posting "
        "UNION ALL SELECT min(date(received_at, '+8 hours')) FROM event)"
    ).fetchone()
    return str(row[0] or "")
