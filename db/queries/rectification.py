"""Reads orders to mend something, what the village does about them, and verdicts."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class RectificationRow:
    """An order with what the village does about it, or something the village found itself.

    ``order_id`` is empty for what was found, ``id`` for an order that nobody took up; days are ISO texts,
    empty for none.
    """

    id: str
    order_id: str
    number: str
    title: str
    content: str
    issuer: str
    source: str
    found_on: str
    due_on: str
    duty: str
    period: str
    reminder_count: int
    first_reminded_on: str
    reminded_on: str
    withdrawn_on: str
    withdrawn_reason: str
    cause: str
    measures: str
    owner: str
    received_on: str
    mended_on: str
    answer: str
    answered_on: str
    answered_by: str
    answer_no: int
    verified_on: str
    verified_by: str
    verified_text: str
    event_id: str
    attachments: int


_MINE = (
    "coalesce(r.cause, ''), coalesce(r.measures, ''), coalesce(r.owner, ''), coalesce(r.received_on, ''), "
    "coalesce(r.mended_on, ''), coalesce(r.answer, ''), coalesce(r.answered_on, ''), "
    "coalesce(r.answered_by, ''), coalesce(r.answer_no, 0), coalesce(r.verified_on, ''), "
    "coalesce(r.verified_by, ''), coalesce(r.verified_text, ''), coalesce(r.event_id, ''), "
    "(SELECT count(*) FROM attachment a WHERE a.target_table = 'rectification' AND a.target_id = r.id)"
)
_ALL = (
    "SELECT coalesce(r.id, ''), o.id, o.number, o.title, coalesce(o.content, ''), o.issuer, '', o.issued_on, "  # noqa: S608
    "o.due_on, coalesce(o.duty, ''), coalesce(o.period, ''), o.reminder_count, "
    "coalesce(o.first_reminded_on, ''), coalesce(o.reminded_on, ''), coalesce(o.withdrawn_on, ''), "
    f"coalesce(o.withdrawn_reason, ''), {_MINE} "
    "FROM rectification_order o LEFT JOIN rectification r ON r.order_id = o.id "
    "UNION ALL "
    "SELECT r.id, '', '', coalesce(r.title, ''), '', '', coalesce(r.source, ''), coalesce(r.found_on, ''), "
    "coalesce(r.due_on, ''), coalesce(r.duty, ''), coalesce(r.period, ''), 0, '', '', '', '', "
    f"{_MINE} FROM rectification r WHERE r.order_id IS NULL"
)


def list_rectifications(connection: Connection) -> tuple[RectificationRow, ...]:
    """Everything to mend, by the day it was ordered or found."""
    rows = connection.execute(f"SELECT * FROM ({_ALL}) ORDER BY 8, 2, 1")  # noqa: S608 - own text
    return tuple(RectificationRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict of the county."""

    order_id: str
    answer_no: int
    verdict: str
    text: str
    decided_on: str
    decided_by: str


def list_verdicts(connection: Connection) -> tuple[VerdictRow, ...]:
    """Every verdict, by answer."""
    rows = connection.execute(
        "SELECT order_id, answer_no, verdict, coalesce(text, ''), decided_on, coalesce(decided_by, '') "
        "FROM rectification_verdict ORDER BY answer_no, decided_on, pk"
    )
    return tuple(VerdictRow(*row) for row in rows)
