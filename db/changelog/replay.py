"""Reads the change log backwards: history, undo, and what has been edited since."""

import json
from dataclasses import dataclass
from typing import Any

from db import schema
from db.changelog.triggers import DELETE, INSERT, UPDATE
from db.connection import Connection
from db.models import RECORDS
from db.store import Value, Work

TABLE_OF_NUMBER = {schema.table_number(model): schema.table_name(model) for model in RECORDS}
NUMBER_OF_TABLE = {name: number for number, name in TABLE_OF_NUMBER.items()}


Step = tuple[str, int, int, dict[str, Value]]
"""One step of an inverse: table, pk, op, columns."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the change log with its change set.

    ``patch`` is ``{column: (old, new)}`` for an update, ``{column: (None, new)}`` for an insert
    (empty: the log keeps only the key), ``{column: (old, None)}`` for a delete.
    """

    seq: int
    change_set: int
    table: str
    record_pk: int
    op: int
    patch: dict[str, tuple[Value, Value]]
    at_ms: int
    actor_id: str
    kind: str
    label: str


def _patch(op: int, text: str | None) -> dict[str, tuple[Value, Value]]:
    if text is None:
        return {}
    loaded: dict[str, Any] = json.loads(text)
    if op == UPDATE:
        return {name: (pair[0], pair[1]) for name, pair in loaded.items()}
    return {name: (old, None) for name, old in loaded.items()}


_SELECT = (
    "SELECT c.seq, c.change_set, c.table_no, c.record_pk, c.op, c.patch, "
    "s.at_ms, s.actor_id, s.kind, s.label FROM change c JOIN change_set s ON s.seq = c.change_set "
)


def _row(raw: tuple[Any, ...]) -> ChangeRow:
    seq, change_set, number, pk, op, patch, at_ms, actor, kind, label = raw
    return ChangeRow(
        seq, change_set, TABLE_OF_NUMBER[number], pk, op, _patch(op, patch), at_ms, actor, kind, label
    )


def changes_of_record(connection: Connection, table: str, record_pk: int) -> tuple[ChangeRow, ...]:
    """Every change of one record, latest first."""
    rows = connection.execute(
        _SELECT + "WHERE c.table_no = ? AND c.record_pk = ? ORDER BY c.seq DESC",
        (NUMBER_OF_TABLE[table], record_pk),
    )
    return tuple(_row(raw) for raw in rows)


@dataclass(frozen=True, slots=True)
class Clash:
    """A record that was edited after the change that is to be taken back.

    ``fields`` is ``{column: (value before, value written then, value now)}``; of a record that was
    added then they are those edited since, and the value before is None; ``gone`` says that it does
    not exist any more.
    """

    table: str
    record_pk: int
    record_id: str
    fields: dict[str, tuple[Value, Value, Value]]
    added_then: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Inverse:
    """What takes a change set back: plain steps, and clashes that a person has to decide.

    ``steps`` are run in this order: (table, pk, op, columns), where op INSERT puts a deleted row
    back, UPDATE sets columns to their old values and DELETE removes an added row.
    """

    steps: tuple[Step, ...]
    clashes: tuple[Clash, ...]


def _current(connection: Connection, table: str, pk: int) -> dict[str, Value] | None:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE pk = ?", (pk,))  # noqa: S608 - own table names
    row = cursor.fetchone()
    if row is None:
        return None
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def chain(connection: Connection, change_set: int) -> tuple[int, ...]:
    """A set and those that took it back and forth, oldest first; an even length means undone."""
    links = [change_set]
    while True:
        (undone_by,) = connection.execute(
            "SELECT undone_by FROM change_set WHERE seq = ?", (links[-1],)
        ).fetchone()
        if undone_by is None:
            return tuple(links)
        links.append(int(undone_by))


def _without_effect(connection: Connection, after: int) -> set[int]:
    """Sets later than one that are taken back at present, together with what took them back."""
    links = {
        int(seq): (undoes, undone_by)
        for seq, undoes, undone_by in connection.execute(
            "SELECT seq, undoes, undone_by FROM change_set WHERE seq > ?", (after,)
        )
    }
    gone: set[int] = set()
    for seq, (undoes, _) in links.items():
        if undoes is not None and undoes in links:
            continue  # part of a chain that begins later on
        members = [seq]
        while (following := links[members[-1]][1]) is not None:
            members.append(int(following))
        if undoes is not None:
            gone.update(members)  # takes an older set back: judged by that set's own values
        elif len(members) % 2 == 0:
            gone.update(members)
    return gone


def _later_changes(connection: Connection, first: ChangeRow, ignored: set[int]) -> set[tuple[int, int]]:
    """Records that later sets touched, as far as those are not to be ignored: (table number, pk)."""
    rows = connection.execute(
        "SELECT table_no, record_pk, change_set FROM change WHERE seq > ?", (first.seq,)
    )
    return {(number, pk) for number, pk, change_set in rows if change_set not in ignored}


def _edited_since(
    connection: Connection,
    key: tuple[str, int],
    first: ChangeRow,
    ignored: set[int],
    now: dict[str, Value],
) -> dict[str, tuple[Value, Value, Value]]:
    """Fields of a record added then that later sets changed: nothing before, the value then and now."""
    rows = connection.execute(
        _SELECT + "WHERE c.table_no = ? AND c.record_pk = ? AND c.seq > ? ORDER BY c.seq",
        (NUMBER_OF_TABLE[key[0]], key[1], first.seq),
    )
    then: dict[str, Value] = {}
    for row in map(_row, rows):
        if row.op == UPDATE and row.change_set not in ignored:
            for name, (old, _) in row.patch.items():
                then.setdefault(name, old)
    return {name: (None, old, now[name]) for name, old in then.items() if now[name] != old}


def inverse(
    connection: Connection,
    change_sets: tuple[int, ...],
    forced: frozenset[tuple[str, int]] = frozenset(),
) -> Inverse:
    """Work out how to take change sets back as they stand against today's values.

    A field that still holds what was written then goes back to the value before; one that was
    changed since is a clash and is left alone. A record added then is removed, unless it was
    edited since: then it is a clash too, and what it stands on (a person's stay and household)
    is kept with it. A record deleted then is put back.

    Args:
        connection: Inside a transaction.
        change_sets: The sets to take back, any order.
        forced: Table and pk of records that go back whole although they were edited since.
    """
    marks = ",".join("?" * len(change_sets))
    rows = [
        _row(raw)
        for raw in connection.execute(
            _SELECT + f"WHERE c.change_set IN ({marks}) ORDER BY c.seq DESC",
            change_sets,
        )
    ]
    if not rows:
        return Inverse((), ())
    ignored = set(change_sets) | _without_effect(connection, rows[-1].change_set)
    later = _later_changes(connection, rows[-1], ignored)
    # Net effect per record: the oldest "before" and the newest "after" inside these sets.
    added: set[tuple[str, int]] = {(row.table, row.record_pk) for row in rows if row.op == INSERT}
    steps: list[Step] = []
    clashes: list[Clash] = []
    before_after: dict[tuple[str, int], dict[str, tuple[Value, Value]]] = {}
    deleted: dict[tuple[str, int], dict[str, Value]] = {}
    order: dict[tuple[str, int], None] = {}
    for row in rows:  # latest first
        key = (row.table, row.record_pk)
        order.setdefault(key)
        if row.op == DELETE:
            deleted[key] = {name: old for name, (old, _) in row.patch.items()}
        elif row.op == UPDATE:
            fields = before_after.setdefault(key, {})
            for name, (old, new) in row.patch.items():
                fields[name] = (old, fields[name][1] if name in fields else new)
    for key in order:
        table, pk = key
        touched = (NUMBER_OF_TABLE[table], pk) in later and key not in forced
        now = _current(connection, table, pk)
        if key in added and key in deleted:
            continue  # added and removed again inside the sets: nothing to take back
        if key in added:
            edited = _edited_since(connection, key, rows[-1], ignored, now) if now and touched else {}
            _undo_insert(key, now, touched, edited, steps, clashes)
        elif key in deleted:
            row_then = {**deleted[key], **{name: old for name, (old, _) in before_after.get(key, {}).items()}}
            if now is None:
                steps.append((table, pk, INSERT, row_then))
            else:
                clashes.append(Clash(table, pk, str(now["id"]), {}))
        else:
            _undo_update(key, now, before_after[key], key in forced, steps, clashes)
    return Inverse(_without_footing(connection, steps, clashes), tuple(clashes))


def _without_footing(connection: Connection, steps: list[Step], clashes: list[Clash]) -> tuple[Step, ...]:
    """Steps without the removal of stays and households that a record kept as a clash stands on."""
    people = {clash.record_id for clash in clashes if clash.table == "person"}
    households = {clash.record_id for clash in clashes if clash.table == "household"}
    if not people and not households:
        return tuple(steps)
    kept: set[tuple[str, int]] = set()
    removed = {(table, pk) for table, pk, op, _ in steps if op == DELETE}
    for table, pk in removed:
        if table == "membership":
            person_id, household_id = connection.execute(
                "SELECT person_id, household_id FROM membership WHERE pk = ?", (pk,)
            ).fetchone()
            if person_id in people:
                kept.add((table, pk))
                households.add(household_id)
    for table, pk in removed:
        if table == "household":
            (household_id,) = connection.execute("SELECT id FROM household WHERE pk = ?", (pk,)).fetchone()
            if household_id in households:
                kept.add((table, pk))
    return tuple(step for step in steps if (step[0], step[1]) not in kept)


def _undo_insert(
    key: tuple[str, int],
    now: dict[str, Value] | None,
    touched: bool,
    edited: dict[str, tuple[Value, Value, Value]],
    steps: list[Step],
    clashes: list[Clash],
) -> None:
    if now is None:
        return
    if touched:
        clashes.append(Clash(*key, str(now["id"]), edited, added_then=True))
    else:
        steps.append((*key, DELETE, {}))


def _undo_update(
    key: tuple[str, int],
    now: dict[str, Value] | None,
    fields: dict[str, tuple[Value, Value]],
    is_forced: bool,
    steps: list[Step],
    clashes: list[Clash],
) -> None:
    if now is None:
        clashes.append(Clash(*key, "", {name: (*pair, None) for name, pair in fields.items()}, gone=True))
        return
    back = {
        name: old
        for name, (old, new) in fields.items()
        if (is_forced or now[name] == new) and now[name] != old
    }
    changed_since = {
        name: (old, new, now[name])
        for name, (old, new) in fields.items()
        if name not in back and now[name] not in (new, old)
    }
    if back:
        steps.append((*key, UPDATE, back))
    if changed_since:
        clashes.append(Clash(*key, str(now["id"]), changed_since))


def apply_steps(work: Work, steps: tuple[Step, ...]) -> None:
    """Run an inverse's steps inside an open change set."""
    for table, pk, op, values in steps:
        if op == DELETE:
            work.connection.execute(f"DELETE FROM {table} WHERE pk = ?", (pk,))  # noqa: S608 - own table names
        elif op == UPDATE:
            assignments = ", ".join(f'"{name}" = ?' for name in values)
            work.connection.execute(
                f"UPDATE {table} SET {assignments} WHERE pk = ?",  # noqa: S608 - columns of the log
                (*values.values(), pk),
            )
        else:
            columns = {"pk": pk, **{name: value for name, value in values.items() if name != "pk"}}
            names = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join("?" * len(columns))
            work.connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - columns of the log
                tuple(columns.values()),
            )
