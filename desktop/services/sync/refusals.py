"""What the county did not take, with what its author had written: mended or dropped by a person."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from db.changelog.triggers import INSERT
from db.connection import Connection
from db.store import Value, Work
from desktop.domain.ids import RecordId
from desktop.domain.problem import Problem, ProblemError
from desktop.services.history import label_of, shown
from desktop.services.office import Office, actors
from desktop.services.sync.record_names import editing_right, name_of, reading_right, table_of
from sync.village.outbox import owe


class Outcome(Enum):
    """How a refusal was settled; the value is what the register keeps."""

    MENDED = "mended"  # corrected, or taken with later work
    DROPPED = "dropped"  # left at what the county has


@dataclass(frozen=True, slots=True)
class RefusalView:
    """One refused operation.

    Attributes:
        id: For `mend_refusal` and `drop_refusal`.
        table: Table of the record, and its id.
        record_id: The record; it may not exist any more.
        name: What it is called; empty when unknown.
        reason: Why the county did not take it.
        fields: Label and value in words of everything that was written, numbers masked.
        values: The same by column in stored form, to begin a correction with.
        actor: Who wrote it.
        at: When, UTC, by the author's clock.
        is_open: Nobody has settled it yet.
        outcome: How it was settled; None while it is open.
        settled_by: By whom; empty when later work on the record settled it.
        settled_at: When, UTC.
    """

    id: int
    table: str
    record_id: str
    name: str
    reason: Problem
    fields: tuple[tuple[str, str], ...]
    values: Mapping[str, Value]
    actor: str
    at: datetime
    is_open: bool
    outcome: Outcome | None
    settled_by: str
    settled_at: datetime | None


_SELECT = (
    "SELECT pk, kind, record_id, op, code, code_values, fields, actor_id, at_ms, state, settled_by, "
    "settled_at FROM sync_refusal "
)


def list_refusals(office: Office, *, settled: bool = False) -> tuple[RefusalView, ...]:
    """Refused operations that wait for a person, oldest first; of tables that the user may see.

    Args:
        office: The open office.
        settled: Also those that were mended or dropped.
    """
    names = actors(office)
    where = "" if settled else "WHERE state = 'open' "
    with office.store.reading() as connection:
        rows = connection.execute(f"{_SELECT}{where}ORDER BY pk").fetchall()
        found = []
        for (
            pk,
            kind,
            record_id,
            _,
            code,
            code_values,
            fields,
            actor,
            at_ms,
            state,
            settled_by,
            settled_at,
        ) in rows:
            table = table_of(kind)
            if not office.may(reading_right(table)):
                continue
            values = json.loads(fields)
            found.append(
                RefusalView(
                    pk,
                    table,
                    record_id,
                    name_of(connection, table, record_id) or str(values.get("name") or ""),
                    Problem(code, json.loads(code_values)),
                    tuple((label_of(name), shown(name, value)) for name, value in values.items()),
                    values,
                    names.get(actor, actor),
                    datetime.fromtimestamp(at_ms / 1000, UTC),
                    state == "open",
                    None if state == "open" else Outcome(state),
                    names.get(settled_by or "", settled_by or ""),
                    datetime.fromisoformat(settled_at) if settled_at else None,
                )
            )
    return tuple(found)


def may_settle(office: Office, refusal: RefusalView) -> bool:
    """Whether the user at work may mend or drop a refusal."""
    return refusal.is_open and office.may(editing_right(refusal.table))


def mend_refusal(office: Office, refusal_id: int, values: Mapping[str, Value]) -> None:
    """Write corrected values and send the record once more: one transaction with the refusal's end.

    Args:
        office: The open office.
        refusal_id: Which.
        values: Columns in stored form; those left out stay as the record has them now.

    Raises:
        ProblemError: SYN-157 it is settled already, or the record is gone; SYS-403.
    """
    with office.change("edit", "改正县里没有收下的内容") as work:
        kind, record_id, op, table = _open_refusal(office, work.connection, refusal_id)
        row = work.connection.execute(
            f"SELECT pk FROM {table} WHERE id = ?",  # noqa: S608 - own names
            (record_id,),
        ).fetchone()
        if row is None and op != INSERT:
            raise ProblemError(Problem("SYN-157"))
        if row is None:
            work.insert(table, dict(values), RecordId(record_id))
        else:
            work.update(table, record_id, dict(values))
            if not _has_written(work):  # what stands here already stands in no new row of the change log
                owe(work.connection, (kind, int(row[0])), tuple(values))
        _settle(office, work.connection, refusal_id, Outcome.MENDED)


def drop_refusal(office: Office, refusal_id: int) -> None:
    """Leave it at what the county has; the record shows that already.

    A new record that the county did not take stays on this PC, and is sent again when it is edited.

    Raises:
        ProblemError: SYN-157 it is settled already; SYS-403.
    """
    with office.store.local_writing() as connection:
        _open_refusal(office, connection, refusal_id)
        _settle(office, connection, refusal_id, Outcome.DROPPED)


def _open_refusal(office: Office, connection: Connection, refusal_id: int) -> tuple[int, str, int, str]:
    row = connection.execute(
        "SELECT kind, record_id, op FROM sync_refusal WHERE pk = ? AND state = 'open'", (refusal_id,)
    ).fetchone()
    if row is None:
        raise ProblemError(Problem("SYN-157"))
    kind, record_id, op = row
    table = table_of(kind)
    office.require(editing_right(table))
    return kind, record_id, op, table


def _has_written(work: Work) -> bool:
    found = work.connection.execute(
        'SELECT 1 FROM "change" WHERE change_set = ? LIMIT 1', (work.seq,)
    ).fetchone()
    return found is not None


def _settle(office: Office, connection: Connection, refusal_id: int, outcome: Outcome) -> None:
    connection.execute(
        "UPDATE sync_refusal SET state = ?, settled_by = ?, settled_at = ? WHERE pk = ?",
        (outcome.value, office.user.id, office.now_text(), refusal_id),
    )
