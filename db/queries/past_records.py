"""Single records as they stood after a change set, and what was changed in them since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from db.changelog.replay import NUMBER_OF_TABLE
from db.changelog.triggers import DELETE, UPDATE
from db.connection import Connection
from db.store import Value


@dataclass(frozen=True, slots=True)
class LaterPatch:
    """One change set that touched a record; ``patch`` is column → old and new value.

    ``removed`` says that it deleted the record.
    """

    at_ms: int
    actor_id: str
    patch: dict[str, tuple[Value, Value]]
    removed: bool


@dataclass(slots=True)
class PastRecord:
    """A record as it stood; ``later`` are the changes since, oldest first."""

    values: dict[str, Value]
    later: list[LaterPatch] = field(default_factory=list)


def last_cut_off(connection: Connection, notice_id: str) -> int:
    """The change set in which the facts of a notice were taken last; 0 when the log does not know.

    The moment alone would not do: it is kept in whole seconds, and entries are made in the same one.
    """
    rows = connection.execute(
        "SELECT c.change_set, c.op, c.patch FROM change c JOIN notice n ON n.pk = c.record_pk "
        "WHERE n.id = ? AND c.table_no = ? ORDER BY c.seq DESC",
        (notice_id, NUMBER_OF_TABLE["notice"]),
    )
    return next((int(seq) for seq, op, patch in rows if op != UPDATE or "cut_off_at" in json.loads(patch)), 0)


def records_after(
    connection: Connection, table: str, ids: Iterable[str], change_set: int
) -> dict[str, PastRecord]:
    """Records by id as they stood when a change set was done.

    Those that were deleted since are brought back from the log; those made since are left out.

    Args:
        connection: A reading connection.
        table: Of records (`db.models.RECORDS`).
        ids: Which.
        change_set: Whose end is the moment.
    """
    number = NUMBER_OF_TABLE[table]
    wanted = list(dict.fromkeys(ids))
    cursor = connection.execute(
        f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - checked name
        (json.dumps(wanted),),
    )
    names = [column[0] for column in cursor.description]
    by_pk = {}
    for row in cursor.fetchall():
        values = dict(zip(names, row, strict=True))
        by_pk[int(values["pk"])] = PastRecord(values)
    missing = set(wanted) - {str(record.values["id"]) for record in by_pk.values()}
    changes = connection.execute(
        "SELECT c.record_pk, c.op, c.patch, s.at_ms, s.actor_id FROM change c "
        "JOIN change_set s ON s.seq = c.change_set "
        "WHERE c.table_no = ? AND c.change_set > ? ORDER BY c.seq DESC",
        (number, change_set),
    )
    made_since = set()
    for pk, op, text, at_ms, actor_id in changes:
        patch = json.loads(text) if text else {}
        if op == DELETE:
            if pk not in by_pk and str(patch.get("id")) in missing:
                by_pk[pk] = PastRecord(patch, [LaterPatch(at_ms, actor_id, {}, removed=True)])
            continue
        record = by_pk.get(pk)
        if record is None:
            continue
        if op != UPDATE:
            made_since.add(pk)
            continue
        record.values |= {name: old for name, (old, _) in patch.items()}
        told = {name: (old, new) for name, (old, new) in patch.items()}
        record.later.insert(0, LaterPatch(at_ms, actor_id, told, removed=False))
    return {str(record.values["id"]): record for pk, record in by_pk.items() if pk not in made_since}
