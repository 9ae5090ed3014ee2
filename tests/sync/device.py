"""A village PC of a simulated schedule: a real SQLite file in memory with a journal written by triggers.

It keeps the rules of a village's cycle as the product has to keep them. Every public step may end in a
`Fault` at a named point; `restart` is what the next start of the program does.
"""

import json
import pickle
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sync.plan import batching, coalesce, receive, scope
from sync.plan.intake import Key
from sync.plan.scope import Ruling
from sync.protocol.messages import Cursor
from sync.protocol.operation import Op, Operation, Row, Value
from sync.protocol.registry import Stream, registry
from tests.sync.county import County, Identity, Page, Receipt, Reply, stream_of
from tests.sync.ledger import Token, tokens

RULING = Ruling.from_wire(
    {"S": True, "person.religion": False, "restricted.object_class": True, "restricted.dispute_refs": True}
)
PERSON, RESTRICTED, EVENT, CONFLICT = 1, 8, 12, 25
COLUMNS: dict[int, tuple[str, ...]] = {
    PERSON: ("name", "mobile", "citizen_id", "religion", "benefit_items", "extra"),
    RESTRICTED: ("object_class", "dispute_refs", "control_agency"),
    EVENT: ("title", "state", "result"),
    CONFLICT: tuple(registry().table("conflict").fields),
}
HELD = {PERSON: ("religion",), RESTRICTED: ("control_agency",)}


class Fault(Exception):
    """The wire broke, or the program was killed, at a named point."""


Faults = Callable[[str], None]


class Copy(NamedTuple):
    """An old copy of a file, and what the ledger knew of it."""

    file: bytes
    unsent: dict[Token, int]


def calm(point: str) -> None:
    """Nothing goes wrong."""


def _schema() -> str:
    parts = [
        "CREATE TABLE control(applying, action, at_ms, acknowledged, frozen, no, frame, device, epoch, "
        "distrusted, size, reading, life);"
        f"INSERT INTO control VALUES(0, 0, 0, 0, 0, 0, NULL, 0, 0, 0, {batching.FIRST_SIZE}, 0, 1);"
        "CREATE TABLE since(kind, id, name, rev, device, PRIMARY KEY(kind, id, name));"
        "CREATE TABLE gone(kind, id, rev, device, PRIMARY KEY(kind, id));"
        "CREATE TABLE cursor(stream PRIMARY KEY, rev, id, basis);"
        "CREATE TABLE refusal(kind, id);"
        "CREATE TABLE owed(kind, id, name, PRIMARY KEY(kind, id, name));"
        "CREATE TABLE stale(stream, kind, id, rev, PRIMARY KEY(kind, id));"
        "CREATE TABLE change(seq INTEGER PRIMARY KEY AUTOINCREMENT, action, kind, id, op, base, "
        "patch, at_ms);"
    ]
    for kind, columns in COLUMNS.items():
        table = f"t{kind}"
        pairs = " UNION ALL ".join(
            f"SELECT '{name}', OLD.{name}, NEW.{name} WHERE OLD.{name} IS NOT NEW.{name}" for name in columns
        )
        differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
        kept = ", ".join(f"'{name}', OLD.{name}" for name in columns)

        def log(op: Op, row: str, patch: str, kind: int = kind) -> str:
            return (
                "INSERT INTO change(action, kind, id, op, base, patch, at_ms) "
                f"SELECT action, {kind}, {row}.id, {int(op)}, {row}.rev, {patch}, at_ms FROM control;"
            )

        patch = (
            f"(WITH changed(name, old, new) AS ({pairs}) "
            "SELECT json_group_object(name, json_array(old, new)) FROM changed)"
        )
        parts.append(
            f"CREATE TABLE {table}(id PRIMARY KEY, rev INTEGER DEFAULT 0, {', '.join(columns)});"
            f"CREATE TRIGGER {table}i AFTER INSERT ON {table} WHEN (SELECT applying FROM control) = 0 "
            f"BEGIN {log(Op.INSERT, 'NEW', 'NULL')} END;"
            f"CREATE TRIGGER {table}u AFTER UPDATE ON {table} "
            f"WHEN (SELECT applying FROM control) = 0 AND ({differs}) "
            f"BEGIN {log(Op.UPDATE, 'NEW', patch).replace('NEW.rev', 'OLD.rev')} END;"
            f"CREATE TRIGGER {table}d AFTER DELETE ON {table} WHEN (SELECT applying FROM control) = 0 "
            f"BEGIN {log(Op.DELETE, 'OLD', f'json_object({kept})')} END;"
        )
    return "".join(parts)


_EMPTY: list[bytes] = []


def _empty_file() -> bytes:
    if not _EMPTY:
        made = sqlite3.connect(":memory:")
        made.executescript(_schema())
        _EMPTY.append(made.serialize())
        made.close()
    return _EMPTY[0]


class Device:
    """One PC; ``streams`` are those it has the right to."""

    def __init__(self, county: County, streams: tuple[Stream, ...], name: str) -> None:
        self.county, self.streams, self.name = county, streams, name
        self.ledger = county.ledger
        self.file = sqlite3.connect(":memory:", isolation_level=None)
        self.file.deserialize(_empty_file())
        self._control: dict[str, Value] | None = None  # the row of `control`, once it was read
        county.pcs.append(self)
        identity = county.enrol()
        self._set(device=identity.device, epoch=identity.epoch, life=county.life)
        for stream in streams:
            self.file.execute("INSERT INTO cursor VALUES(?, 0, '', 0)", (stream.value,))

    # --- the file ---

    def _get(self, name: str) -> Value:
        if self._control is None:
            cursor = self.file.execute("SELECT * FROM control")
            names = [column for column, *_ in cursor.description]
            self._control = dict(zip(names, cursor.fetchone(), strict=True))
        return self._control[name]

    def _set(self, **values: object) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        self.file.execute(f"UPDATE control SET {names}", tuple(values.values()))
        if self._control is not None:
            self._control |= values

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.file.execute("BEGIN IMMEDIATE")
        yield
        self.file.execute("COMMIT")

    def batch_size(self, size: int) -> None:
        self._set(size=size)

    def newest_change(self) -> int:
        return self.file.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]

    def refused(self) -> set[Key]:
        return set(self.file.execute("SELECT kind, id FROM refusal"))

    def restart(self) -> None:
        if self.file.in_transaction:
            self.file.execute("ROLLBACK")
            self._control = None

    def close(self) -> None:
        self.file.close()

    def backup(self) -> Copy:
        return Copy(self.file.serialize(), self.ledger.unsent_of(self))

    def restore(self, copy: Copy) -> None:
        """Back to an old copy of the file; all that was done since is gone with the disk."""
        self.ledger.disk_lost(self, self._covered_by_county(), copy.unsent)
        # What is owed counts as sent, and a county that was restored has it no more.
        held = self.tokens()
        if self._get("life") == self.county.life:
            held = {token for token in held if token[0] in self.owed_keys()}
        self.file.deserialize(copy.file)
        self._control = None
        self.ledger.gone_with(held, self.tokens() | self.county.elsewhere(self))
        self.ledger.look_at_held(self)

    def tokens(self) -> set[Token]:
        """Everything that this PC has of what users wrote."""
        return set().union(*(tokens(key, row) for key, row in self.registers().items()))

    def _covered_by_county(self) -> int:
        """Journal number up to which the county has this PC's work, received receipts or not."""
        frozen = self._get("frozen")
        taken = self.county.batches.get((self.identity, self._get("no") + 1))
        in_flight = taken is not None and taken[0] == self._get("frame")
        return frozen if frozen and in_flight else self._get("acknowledged")

    @property
    def identity(self) -> Identity:
        return Identity(self._get("device"), self._get("epoch"))

    def ids(self, kind: int) -> list[str]:
        return [found for (found,) in self.file.execute(f"SELECT id FROM t{kind} ORDER BY id")]

    def has_any(self, kind: int) -> bool:
        return bool(self.file.execute(f"SELECT EXISTS (SELECT 1 FROM t{kind})").fetchone()[0])

    def row(self, kind: int, record_id: str) -> dict[str, Value] | None:
        cursor = self.file.execute(
            f"SELECT {', '.join(COLUMNS[kind])} FROM t{kind} WHERE id = ?", (record_id,)
        )
        found = cursor.fetchone()
        return dict(zip(COLUMNS[kind], found, strict=True)) if found else None

    def rev(self, kind: int, record_id: str) -> int | None:
        found = self.file.execute(f"SELECT rev FROM t{kind} WHERE id = ?", (record_id,)).fetchone()
        return found[0] if found else None

    # --- what the user does ---

    @contextmanager
    def action(self, at_ms: int) -> Iterator[None]:
        with self.transaction():
            self._set(action=self._get("action") + 1, at_ms=at_ms)
            yield

    def insert(self, kind: int, record_id: str, values: dict[str, Value], rev: int = 0) -> None:
        # One statement for a table, whatever is written: each is compiled with the journal's triggers.
        marks = ", ".join("?" * (len(COLUMNS[kind]) + 2))
        self.file.execute(
            f"INSERT INTO t{kind} VALUES({marks})", (record_id, rev, *map(values.get, COLUMNS[kind]))
        )

    def update(self, kind: int, record_id: str, values: dict[str, Value], rev: int | None = None) -> None:
        row = self.row(kind, record_id)
        if row is None:
            return
        names = ", ".join(f"{name} = ?" for name in row)
        self.file.execute(
            f"UPDATE t{kind} SET rev = coalesce(?, rev), {names} WHERE id = ?",
            (rev, *(row | values).values(), record_id),
        )

    def delete(self, kind: int, record_id: str) -> None:
        self.file.execute(f"DELETE FROM t{kind} WHERE id = ?", (record_id,))
        self.ledger.forget_held(self, (kind, record_id))

    def undo_delete(self, chance: random.Random) -> bool:
        """Bring a deleted record back as it was, at the revision that it was deleted at."""
        latest = (
            "SELECT kind, id, base, patch, max(seq) FROM change WHERE op = 3 GROUP BY kind, id ORDER BY 5"
        )
        gone = [change[:4] for change in self.file.execute(latest) if self.row(change[0], change[1]) is None]
        if not gone:
            return False
        kind, record_id, base, patch = chance.choice(gone)
        self.insert(kind, record_id, json.loads(patch), base)
        self.ledger.look_at_held(self, (kind, record_id))
        return True

    # --- sending ---

    def waiting(self) -> list[tuple[int, Operation]]:
        """What is not acknowledged yet, with journal numbers, trimmed to what may travel."""
        found = []
        rows: dict[Key, dict[str, Value] | None] = {}
        changes = self.file.execute(
            "SELECT seq, action, kind, id, op, base, patch, at_ms FROM change WHERE seq > ? "
            "ORDER BY seq DESC",
            (self._get("acknowledged"),),
        ).fetchall()
        for seq, action, kind, record_id, op, base, patch, at_ms in changes:
            key = (kind, record_id)
            now = rows[key] if key in rows else self.row(kind, record_id)
            fields: dict[str, Value] = {}
            before: dict[str, Value] = {}
            if op == Op.INSERT:
                assert now is not None
                fields = {name: value for name, value in now.items() if value is not None}
                rows[key] = None
            elif op == Op.UPDATE:
                if now is None:  # only fields that stay here were changed before it was taken away
                    continue
                changed = json.loads(patch)
                fields = {name: new for name, (_, new) in changed.items()}
                old = {name: old for name, (old, _) in changed.items()}
                rules = registry().find(kind).fields
                if seq > self._get("distrusted"):
                    before = {name: value for name, value in old.items() if rules[name].needs_before}
                rows[key] = now | old
            else:
                before = json.loads(patch)
                rows[key] = before
            operation = Operation(kind, record_id, Op(op), base, action, at_ms, self.name, fields, before)
            trimmed = scope.trim(operation, RULING)
            if trimmed is not None:
                found.append((seq, trimmed))
        return found[::-1]

    def pending(self) -> set[Key]:
        return {(operation.kind, operation.record_id) for _, operation in self.waiting()} | self.owed_keys()

    def owed_keys(self) -> set[Key]:
        owed = self.file.execute("SELECT DISTINCT kind, id FROM owed ORDER BY kind, id").fetchall()
        return {key for key in owed if self.row(*key) is not None}

    def owed(self) -> list[Operation]:
        """Fields that are sent as they stand; no name: the whole record, which came back."""
        made = []
        for place, key in enumerate(sorted(self.owed_keys()), 1):
            found = self.file.execute("SELECT name FROM owed WHERE kind = ? AND id = ?", key).fetchall()
            names = {name for (name,) in found}
            is_whole = "" in names
            row = self.row(*key)
            fields = {name: row[name] for name in (travelling(key[0]) if is_whole else sorted(names))}
            op = Op.INSERT if is_whole else Op.UPDATE
            made.append(Operation(*key, op, self.rev(*key), -place, self._get("at_ms"), self.name, fields))
        return made

    def send(self, fault: Faults) -> bool:
        """One batch. Returns whether the county took one, or had to be told nothing."""
        self.meet_county(fault)
        if not self._get("frozen") and not self._freeze(fault):
            return False
        fault("frozen")
        no = self._get("no") + 1
        frame = self._get("frame")
        self.ledger.on_the_wire.append((self.identity, no, frame))
        fault("request lost")
        reply = self.county.push(self.identity, no, frame)
        fault("reply lost")
        fault("before acknowledging")
        if reply.renewed is not None:
            self._renew(reply)
        elif reply.receipt is not None:
            self._acknowledge(reply.receipt, pickle.loads(frame), fault)
        return True

    def _freeze(self, fault: Faults) -> bool:
        waiting = self.waiting()
        count = batching.take([operation for _, operation in waiting], self._get("size"))
        boundary = waiting[count - 1][0] if waiting else 0
        operations = coalesce.coalesce(operation for _, operation in waiting[:count])
        fault("before freezing")
        if not operations:
            with self.transaction():
                self._set(acknowledged=max(boundary, self._get("acknowledged")))
            return self._freeze(fault) if waiting else self._freeze_owed()
        self.ledger.whole_actions(waiting, count)
        with self.transaction():
            self._set(frozen=boundary, frame=self.frame(operations))
        return True

    def _freeze_owed(self) -> bool:
        """What is owed goes when nothing else waits: joined with later work it would pass for that."""
        operations = tuple(self.owed())
        if operations:
            with self.transaction():
                self._set(frozen=self._get("acknowledged"), frame=self.frame(operations))
        return bool(operations)

    def frame(self, operations: tuple[Operation, ...]) -> bytes:
        return pickle.dumps(operations)

    def _acknowledge(self, receipt: Receipt, sent: tuple[Operation, ...], fault: Faults) -> None:
        with self.transaction():
            self._set(applying=1)
            for operation in sent:
                if operation not in [one for one, _ in receipt.refusals]:
                    self._note_sent(operation, receipt.rev)
                if (operation.kind, operation.record_id) not in receipt.untidy:
                    self.file.execute(
                        f"UPDATE t{operation.kind} SET rev = ? WHERE id = ?",
                        (receipt.rev, operation.record_id),
                    )
            fault("while acknowledging")
            for operation, _ in receipt.refusals:
                self.file.execute("INSERT INTO refusal VALUES(?, ?)", (operation.kind, operation.record_id))
            for operation in sent:
                if operation.action < 0:
                    key = (operation.kind, operation.record_id)
                    self.file.execute("DELETE FROM owed WHERE kind = ? AND id = ?", key)
            self._set(applying=0, acknowledged=self._get("frozen"), no=receipt.no, frozen=0, frame=None)

    # --- a county that was restored ---

    def meet_county(self, fault: Faults) -> None:
        """Give back what the county has lost, if it was restored since this PC was there."""
        life = self._get("life")
        if life == self.county.life:
            return
        if self.county.is_behind(self.identity, self._get("no"), bool(self._get("frozen"))):
            self._renew(Reply(renewed=self.county.renew(self.identity)))
        rows = tuple(self.rows_to_give_back(self.county.kept[life]))
        unread = self.unread(self.county.kept[life])
        fault("request lost")
        anew = self.county.take_back(self.identity, life, rows)
        fault("reply lost")
        with self.transaction():
            self._set(device=anew.device, epoch=anew.epoch, no=0, frozen=0, frame=None, life=self.county.life)
            self.file.executemany("INSERT OR IGNORE INTO owed VALUES(?, ?, ?)", sorted(unread))

    def unread(self, kept: int) -> set[tuple[int, str, str]]:
        """Own fields that a lost county took otherwise than they were sent, and whose row never came.

        What stood there nobody here knows, so they are not given back but sent again as they stand.
        """
        found = set()
        for kind, record_id, name, at_rev in self.file.execute(
            "SELECT kind, id, name, rev FROM since WHERE device > 0 AND rev > ?", (kept,)
        ).fetchall():
            rev = self.rev(kind, record_id)
            if rev is not None and rev < at_rev and (not name or name in travelling(kind)):
                found.add((kind, record_id, name))
        return found

    def _note_sent(self, operation: Operation, rev: int) -> None:
        key = (operation.kind, operation.record_id)
        if operation.op is Op.DELETE:
            self._note_gone(key, operation.base, self._get("device"))
        made = [""] if operation.op is Op.INSERT else []
        self._note_since(key, [*operation.fields, *made], rev, self._get("device"))

    def _note_since(self, key: Key, names: list[str], rev: int, device: int) -> None:
        self.file.executemany(
            "INSERT OR REPLACE INTO since VALUES(?, ?, ?, ?, ?)",
            [(*key, name, rev, device) for name in names],
        )

    def _note_gone(self, key: Key, rev: int, device: int) -> None:
        self.file.execute("INSERT OR REPLACE INTO gone VALUES(?, ?, ?, ?)", (*key, rev, device))

    def _note_received(self, row: Row, values: dict[str, Value], old: dict[str, Value] | None) -> None:
        other = [name for name, value in values.items() if old is None or old.get(name) != value]
        made = [""] if old is None else []
        self._note_since((row.kind, row.record_id), [*made, *other], row.rev, 0)

    def rows_to_give_back(self, kept: int) -> Iterator[Row]:
        """Records as the county had them, without what waits; deleted ones."""
        pending: dict[Key, list[tuple]] = {}
        changes = "SELECT kind, id, op, base, patch FROM change WHERE seq > ? ORDER BY seq DESC"
        for kind, record_id, op, base, patch in self.file.execute(changes, (self._get("acknowledged"),)):
            pending.setdefault((kind, record_id), []).append((op, base, patch))
        for kind in (kind for kind in COLUMNS if stream_of(kind) in self.streams):
            cursor, _ = self._cursor(stream_of(kind))
            absent: set[str] = set()
            for record_id in {*self.ids(kind), *(one for number, one in pending if number == kind)}:
                now, rev = self.row(kind, record_id), self.rev(kind, record_id) or 0
                for op, base, patch in pending.get((kind, record_id), []):
                    if op == Op.DELETE:
                        now, rev = json.loads(patch), base
                    elif op == Op.INSERT:
                        now = None
                    elif now is not None:
                        now |= {name: old for name, (old, _) in json.loads(patch).items()}
                key = (kind, record_id)
                if now is not None and rev > kept:
                    yield from self._row_to_give_back(key, now, rev, kept)
                elif now is None:
                    absent.add(record_id)
            for record_id, base, device in self.file.execute(
                "SELECT id, rev, device FROM gone WHERE kind = ?", (kind,)
            ).fetchall():
                if record_id in absent or (
                    self.row(kind, record_id) is None and (kind, record_id) not in pending
                ):
                    rev = max(cursor.rev, base)
                    yield Row(kind, record_id, rev, True, False, device, self.name, 0, {})

    def _row_to_give_back(self, key: Key, now: dict[str, Value], rev: int, kept: int) -> Iterator[Row]:
        parts: dict[int, dict[str, Value]] = {}
        devices: dict[int, int] = {}
        made = 0
        unread = {name for *one, name in self.unread(kept) if tuple(one) == key}
        for name, at_rev, device in self.file.execute(
            "SELECT name, rev, device FROM since WHERE kind = ? AND id = ?", key
        ).fetchall():
            if at_rev <= kept or name in unread or (name and name not in travelling(key[0])):
                continue
            place = min(at_rev, rev)
            fields = parts.setdefault(place, {})
            devices[place] = devices.get(place) or device
            if name:
                fields[name] = now.get(name)
            else:
                made = place
        for place in sorted(parts):
            fields = {
                name: value for name, value in parts[place].items() if value is not None or place != made
            }
            yield Row(*key, place, False, place == made, devices[place], self.name, 0, fields)

    def _renew(self, reply: Reply) -> None:
        """Another number from now on; what waits is sent under it, and joined with nothing unseen."""
        with self.transaction():
            self._set(device=reply.renewed.device, epoch=reply.renewed.epoch, no=0, frozen=0, frame=None)
            self._set(distrusted=self.newest_change())

    # --- receiving ---

    def ask(self, stream: Stream, limit: int, fault: Faults) -> Page | None:
        """The next page of a stream; None when this PC first has to do something else."""
        self.meet_county(fault)
        cursor, basis = self._cursor(stream)
        is_new = not any(self.has_any(kind) for kind in COLUMNS if stream_of(kind) is stream)
        fault("request lost")
        page = self.county.read(self.identity, self._get("no"), stream, cursor, basis, is_new, limit)
        fault("reply lost")
        if isinstance(page, Reply):
            if page.reset:
                self.reset()
                self.county.was_reset(self.identity)
            else:
                self._renew(page)
            return None
        return replace(page, reading=self._get("reading"))

    def reset(self) -> None:
        """Read everything anew; what does not come again is gone at the county."""
        self.ledger.counts["reset"] += 1
        with self.transaction():
            self._set(reading=self._get("reading") + 1)
            self.file.execute("UPDATE cursor SET rev = 0, id = '', basis = 0")
            self.file.execute("DELETE FROM stale")
            for kind in COLUMNS:
                self.file.execute(
                    f"INSERT INTO stale SELECT ?, ?, id, rev FROM t{kind} WHERE rev > 0 "
                    "OR id NOT IN (SELECT id FROM refusal WHERE kind = ?)",
                    (stream_of(kind).value, kind, kind),
                )

    def sweep(self, stream: Stream) -> None:
        """The stream was read to its end: take away what did not come."""
        left = self.file.execute(
            "SELECT kind, id, rev FROM stale WHERE stream = ?", (stream.value,)
        ).fetchall()
        pending = self.pending() if left else set()
        for kind, record_id, rev in left:
            if (kind, record_id) in pending:
                continue
            self.file.execute("DELETE FROM stale WHERE kind = ? AND id = ?", (kind, record_id))
            if self.rev(kind, record_id) == rev:
                self.delete(kind, record_id)

    def apply(self, page: Page, fault: Faults) -> bool:
        """Write a page in one transaction. Returns whether it was written."""
        cursor, basis = self._cursor(page.stream)
        if not self.is_for_now(page, cursor):
            return False
        with self.transaction():
            keys = [(row.kind, row.record_id) for row in page.rows]
            own = {key: rev for key in keys if (rev := self.rev(*key)) is not None}
            plan = receive.plan_page(page.rows, self.pending(), own, RULING)
            assert not isinstance(plan, receive.AskWhole), "a part of a record came that is not here"
            if isinstance(plan, receive.SendFirst):
                return False
            self._set(applying=1)
            fault("while applying")
            for upsert in plan.upserts:
                self._write(upsert.row, upsert.values, own)
            for row in plan.deletes:
                self._note_gone((row.kind, row.record_id), row.rev, 0)
                self.delete(row.kind, row.record_id)
            self.file.executemany("DELETE FROM stale WHERE kind = ? AND id = ?", keys)
            if not page.more:
                self.sweep(page.stream)
            fault("before the cursor")
            assert _place(page.end) >= _place(cursor), "a cursor went back"
            self.file.execute(
                "UPDATE cursor SET rev = ?, id = ?, basis = ? WHERE stream = ?",
                (page.end.rev, page.end.last_id.hex(), self.basis(page, basis), page.stream.value),
            )
            self._set(applying=0)
            fault("before committing")
        return True

    def _cursor(self, stream: Stream) -> tuple[Cursor, int]:
        rev, last_id, basis = self.file.execute(
            "SELECT rev, id, basis FROM cursor WHERE stream = ?", (stream.value,)
        ).fetchone()
        return Cursor(rev=rev, last_id=bytes.fromhex(last_id)), basis

    def basis(self, page: Page, basis: int) -> int:
        """Only at the end of a stream has everything up to the cursor been read."""
        return basis if page.more else page.end.rev

    def is_for_now(self, page: Page, cursor: Cursor) -> bool:
        """A page asked for before something else was sent or read may hold what is older."""
        asked = (page.start, page.reader, page.last_no, page.reading)
        return asked == (cursor, self.identity, self._get("no"), self._get("reading"))

    def _write(self, row: Row, values: dict[str, Value], own: dict[Key, int]) -> None:
        kept = {name: value for name, value in values.items() if name in COLUMNS[row.kind]}
        self._note_received(row, kept, self.row(row.kind, row.record_id))
        if (row.kind, row.record_id) not in own:
            self.insert(row.kind, row.record_id, kept, row.rev)
        else:
            self.update(row.kind, row.record_id, kept, row.rev)

    def receive(self, stream: Stream, limit: int, fault: Faults) -> bool:
        """One page. Returns whether to go on: rows were written, or this PC got another number."""
        page = self.ask(stream, limit, fault)
        return page is None or (self.apply(page, fault) and bool(page.rows))

    def held_values(self) -> dict[tuple[Key, str], Value]:
        """Values of fields that stay in the village."""
        return {
            ((kind, record_id), name): value
            for kind, names in HELD.items()
            for record_id, *values in self.file.execute(f"SELECT id, {', '.join(names)} FROM t{kind}")
            for name, value in zip(names, values, strict=True)
        }

    def held_values_of(self, key: Key) -> dict[tuple[Key, str], Value]:
        """The same of one record."""
        row = self.row(*key) if key[0] in HELD else None
        return {(key, name): row[name] for name in HELD[key[0]]} if row else {}

    def registers(self) -> dict[Key, dict[str, Value]]:
        """Every record as far as it travels, without clocks' times."""
        found = {}
        for kind in COLUMNS:
            names = travelling(kind)
            for record_id, *values in self.file.execute(
                f"SELECT id, {', '.join(names)} FROM t{kind} ORDER BY id"
            ):
                pairs = zip(names, values, strict=True)
                found[kind, record_id] = {name: value for name, value in pairs if value is not None}
        return found


def _place(cursor: Cursor) -> tuple[int, bytes]:
    return (cursor.rev, cursor.last_id)


@cache
def travelling(kind: int) -> tuple[str, ...]:
    """The columns of a simulated table that leave the village."""
    allowed = RULING.travelling(registry().find(kind))
    return tuple(name for name in COLUMNS[kind] if name in allowed)
