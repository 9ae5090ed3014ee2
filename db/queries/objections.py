"""Reads objections to notices."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection

_COLUMNS = (
    "o.id, o.notice_id, o.person_id, coalesce(p.name, o.person_name), o.channel, o.text, o.received_on, "
    "o.answer_due, o.answer, o.answered_on, o.answered_by, o.satisfied, o.next_step, o.settled_on"
)
_FROM = "FROM objection o LEFT JOIN person p ON p.id = o.person_id"


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection as the file keeps it; days are ISO texts, ``person`` is who brought it."""

    id: str
    notice_id: str
    person_id: str | None
    person: str | None
    channel: str
    text: str
    received_on: str
    answer_due: str
    answer: str | None
    answered_on: str | None
    answered_by: str | None
    satisfied: int | None
    next_step: str | None
    settled_on: str | None


def list_objections(connection: Connection, notice_id: str) -> tuple[ObjectionRow, ...]:
    """Objections to a notice, oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE o.notice_id = ? ORDER BY o.received_on, o.pk",
        (notice_id,),
    )
    return tuple(ObjectionRow(*row) for row in rows)


def list_open(connection: Connection) -> tuple[ObjectionRow, ...]:
    """Objections not settled yet, those due first in front."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE o.settled_on IS NULL ORDER BY o.answer_due, o.pk"
    )
    return tuple(ObjectionRow(*row) for row in rows)


def find_objection(connection: Connection, objection_id: str) -> ObjectionRow | None:
    """One objection by its id."""
    row = connection.execute(f"SELECT {_COLUMNS} {_FROM} WHERE o.id = ?", (objection_id,)).fetchone()
    return None if row is None else ObjectionRow(*row)


def count_open(connection: Connection, notice_ids: Iterable[str]) -> int:
    """How many objections to some notices are not settled yet."""
    ids = tuple(notice_ids)
    marks = ", ".join("?" * len(ids))
    row = connection.execute(
        f"SELECT count(*) FROM objection WHERE settled_on IS NULL AND notice_id IN ({marks})",  # noqa: S608
        ids,
    ).fetchone()
    return int(row[0])


def find_stopping(connection: Connection, notice_id: str) -> str | None:
    """Number of a notice whose open objection stops another one; None when there is none.

    It stops what tells the outcome of the same matter: a notice of the same record, or of the same item
    and period, that is no version of the notice objected to.
    """
    row = connection.execute(
        "SELECT asked.number FROM notice told JOIN notice asked ON asked.id != told.id"
        " AND asked.objections_until IS NOT NULL"
        " AND (asked.record_id = told.record_id OR (asked.record_id IS NULL AND told.record_id IS NULL"
        " AND asked.item_code = told.item_code AND asked.period_from = told.period_from"
        " AND asked.period_to = told.period_to))"
        " AND (asked.number IS NULL OR told.number IS NULL"
        " OR substr(asked.number, 1, length(asked.number) - length('-v' || asked.version))"
        " != substr(told.number, 1, length(told.number) - length('-v' || told.version)))"
        " JOIN objection o ON o.notice_id = asked.id AND o.settled_on IS NULL WHERE told.id = ? LIMIT 1",
        (notice_id,),
    ).fetchone()
    return None if row is None else str(row[0] or "")
