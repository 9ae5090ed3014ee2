"""What this PC has and a county that was restored from an old backup has lost.

Records go back as they stood at the county's lost revision: work that waits is taken off, and follows
as work. So does what the county took otherwise than it was sent and whose row never came down: what stood
there nobody here knows. The change log knows which fields changed since the backup, and mostly at which
revision.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from db.connection import Connection
from db.store import Store
from sync.plan.scope import Ruling
from sync.protocol.batch import decode_receipt, encode_page
from sync.protocol.frame import FrameError, FrameKind, Header, open_frame
from sync.protocol.messages import Cursor, ErasureOrder, PageHead
from sync.protocol.operation import COUNTY, Op, Row, Value
from sync.protocol.registry import SCHEMA_VERSION, RecordKind, registry
from sync.protocol.suite import SigningKey
from sync.village.identity import begin_new_epoch
from sync.village.outbox import WHOLE_RECORD, owe
from sync.village.state import SyncState, get_state, read_cursors, write_state

_PORTION = 2_000
"""Records in one page."""


def pages(store: Store, kept_rev: int) -> Iterator[bytes]:
    """Signed pages of everything here that is newer than what the county has kept, stream by stream."""
    with store.reading() as connection:
        state = get_state(connection)
        untidy = _untidy(connection, state, kept_rev)
        found = {
            stream: [
                row
                for kind in registry()
                if kind.stream == stream
                for row in _Kind(connection, state, kind, cursor, kept_rev, untidy).rows()
            ]
            for stream, cursor in sorted(read_cursors(connection).items())
        }
    for stream, rows in found.items():
        for place in range(0, len(rows), _PORTION):
            yield _signed(state, stream, rows[place : place + _PORTION])


def orders(store: Store) -> tuple[ErasureOrder, ...]:
    """Orders to erase that this PC has carried out."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT kind, record_id, ordered_ms, signature FROM sync_erased ORDER BY k"
        ).fetchall()
    return tuple(
        ErasureOrder(
            kind=kind,
            record_id=bytes.fromhex(record_id),
            ordered_ms=ordered_ms,
            signature=bytes(signature),
        )
        for kind, record_id, ordered_ms, signature in rows
    )


def is_given(connection: Connection, life: bytes, kept_rev: int) -> None:
    """Everything is given back: go on under a new epoch, and take commands from their beginning."""
    state = get_state(connection)
    untidy = _untidy(connection, state, kept_rev)
    for kind in registry():
        owed = _Kind(connection, state, kind, Cursor(), kept_rev, untidy).unread_fields()
        for pk, names in owed.items():
            owe(connection, (kind.number, pk), names)
    begin_new_epoch(connection)
    write_state(connection, county_life=life, handle=None, command_no=0)


def _untidy(connection: Connection, state: SyncState, kept_rev: int) -> dict[str, int]:
    """Records that the county, after its backup, took otherwise than they were sent, with the revision."""
    found: dict[str, int] = {}
    for (frame,) in connection.execute("SELECT frame FROM sync_receipt ORDER BY pk DESC"):
        try:
            receipt = decode_receipt(open_frame(bytes(frame), state.county_key))
        except FrameError:
            break  # of another county, before this one
        if receipt.rev <= kept_rev:
            break
        refused = {refusal.record_id for refusal in receipt.refusals}
        for record_id in receipt.untidy:
            if record_id not in refused:
                found.setdefault(record_id.hex(), receipt.rev)
    return found


def _signed(state: SyncState, stream: str, rows: list[Row]) -> bytes:
    header = Header(
        kind=FrameKind.PAGE,
        schema=SCHEMA_VERSION,
        village_id=state.village_id,
        device=state.device,
        epoch=state.epoch,
        no=0,
    )
    head = PageHead(stream=stream, start=Cursor(), end=Cursor())
    return encode_page(header, head, rows, SigningKey.from_bytes(state.signing_key))


_Change = tuple[int, int, int, int, str | None, int, str, str]


@dataclass(slots=True)
class _Kind:
    """The records of one kind and what the change log knows of them."""

    connection: Connection
    state: SyncState
    kind: RecordKind
    cursor: Cursor
    kept_rev: int
    untidy: Mapping[str, int]
    names: tuple[str, ...] = field(init=False)
    otherwise: frozenset[int] = field(init=False)
    unread: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.otherwise = frozenset(
            pk
            for pk, record_id, rev in self.connection.execute(
                f"SELECT pk, id, rev FROM {self.kind.table} "  # noqa: S608 - own names
                "WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(self.untidy)),),
            )
            if rev < self.untidy[record_id]
        )
        # An answer that came while a record was away could not be noted with it. It is here again, as
        # new as far as its revision tells, and a deletion taken back leaves nothing to send.
        away = frozenset(
            pk
            for (pk,) in self.connection.execute(
                'SELECT DISTINCT c.record_pk FROM "change" c '  # noqa: S608 - own names
                f"JOIN change_set s ON s.seq = c.change_set JOIN {self.kind.table} t ON t.pk = c.record_pk "
                "WHERE c.table_no = ? AND c.op = ? AND t.rev IN (0, c.base_rev) AND s.kind <> 'received'",
                (self.kind.number, Op.DELETE),
            )
        )
        self.unread = self.otherwise | away
        self.names = tuple(sorted(Ruling.from_wire(self.state.ruling).travelling(self.kind)))

    def rows(self) -> Iterator[Row]:
        """Rows to give back."""
        if not self.names:
            return
        changes = self._changes()
        columns = ", ".join(f'"{name}"' for name in self.names)
        present: set[int] = set()
        for pk, record_id, rev, *values in self.connection.execute(
            f"SELECT pk, id, rev, {columns} FROM {self.kind.table}"  # noqa: S608 - own names
        ):
            present.add(pk)
            log = changes.get(pk, [])
            fields = dict(zip(self.names, values, strict=True))
            if self._was_gone(log):
                yield from self._gone(log)
            elif rev > self.kept_rev:
                yield from self._row(record_id, rev, fields, log)
        for pk, log in changes.items():
            if pk not in present:
                yield from self._gone(log)

    def _was_gone(self, log: list[_Change]) -> bool:
        """Whether a record that is here was deleted at the county, and coming back waits to be sent."""
        answered = [change for change in log if not self._waits(change)]
        return bool(answered) and answered[-1][2] == Op.DELETE

    def unread_fields(self) -> dict[int, tuple[str, ...]]:
        """Fields by record, to be sent again as they stand: their outcome was lost with the county.

        The log does not tell which of this PC's changes since the county's last row were in which batch, so
        a few too many may be among them: at worst somebody is asked about a field in vain.
        """
        found: dict[int, tuple[str, ...]] = {}
        for pk, log in self._changes().items() if self.unread else ():
            own = [change for change in self._after_received(log) if change[1] <= self.state.acknowledged]
            if pk not in self.unread or not own:
                continue
            names = {name for change in own if change[2] == Op.UPDATE for name in _patch(change)}
            # Made, or brought back: a few fields would not do that.
            is_whole = pk in self.otherwise and any(change[2] == Op.INSERT for change in own)
            found[pk] = (WHOLE_RECORD,) if is_whole else tuple(sorted(names & {*self.names}))
        return {pk: names for pk, names in found.items() if names}

    @staticmethod
    def _after_received(log: list[_Change]) -> list[_Change]:
        """This PC's own work since the county's row came last."""
        own: list[_Change] = []
        for change in log:
            own = [] if change[7] == "received" else [*own, change]
        return own

    def _changes(self) -> dict[int, list[_Change]]:
        """Rows of the change log since the backup, by record, in their order."""
        (before,) = self.connection.execute(
            'SELECT COALESCE(MAX(c.seq), 0) FROM "change" c JOIN change_set s ON s.seq = c.change_set '
            "WHERE s.kind = 'received' AND c.base_rev BETWEEN 1 AND ?",
            (self.kept_rev,),
        ).fetchone()
        found: dict[int, list[_Change]] = {}
        for pk, *change in self.connection.execute(
            "SELECT c.record_pk, c.seq, c.op, c.base_rev, c.patch, s.at_ms, s.actor_id, s.kind "
            'FROM "change" c JOIN change_set s ON s.seq = c.change_set '
            "WHERE c.table_no = ? AND c.seq > ? ORDER BY c.seq",
            (self.kind.number, before),
        ):
            found.setdefault(pk, []).append((pk, *change))
        return found

    def _row(self, record_id: str, rev: int, fields: dict[str, Value], log: list[_Change]) -> Iterator[Row]:
        """The record at its revision: without what is sent as work, with what changed since the backup."""
        own = self._after_received(log)
        unread = [one for one in own if one[0] in self.unread and one[2] == Op.UPDATE]
        work = {change[1] for change in unread} | {change[1] for change in log if self._waits(change)}
        answered = [change for change in log if change[1] not in work]
        for change in reversed(log):
            if change[1] in work and change[2] == Op.UPDATE:
                old = {name: pair[0] for name, pair in _patch(change).items()}
                fields |= {name: value for name, value in old.items() if name in fields}
        told: list[Row] = []
        for change, at_rev in self._latest_first(answered, rev):
            is_whole = change[2] == Op.INSERT
            changed = fields.keys() if is_whole else _patch(change).keys() & fields.keys()
            part = {name: fields.pop(name) for name in list(changed)}
            if is_whole:
                part = _filled(part)
            if part or is_whole:
                told.append(self._as_row(record_id, at_rev, change, part, is_whole=is_whole))
        if not answered and not unread:
            told.append(Row(self.kind.number, record_id, rev, False, True, COUNTY, "", 0, _filled(fields)))
        yield from _folded(told[::-1])

    @staticmethod
    def _latest_first(answered: list[_Change], rev: int) -> Iterator[tuple[_Change, int]]:
        """Changes with the revision at which the county had them, the latest first.

        That of what came down stands in the log. Of this PC's own work the log has the revision before it:
        it is at most that of the next change of the record.
        """
        for change in reversed(answered):
            base = change[3]
            is_received = change[7] == "received"
            yield change, min(rev, base) if is_received else rev
            if base:
                rev = min(rev, base)

    def _as_row(
        self, record_id: str, rev: int, change: _Change, part: dict[str, Value], *, is_whole: bool
    ) -> Row:
        *_, at_ms, actor, kind = change
        device = COUNTY if kind == "received" else self.state.device
        return Row(self.kind.number, record_id, rev, False, is_whole, device, actor, at_ms, part)

    def _gone(self, log: list[_Change]) -> Iterator[Row]:
        """A record that the county had deleted, or that it has and that is still to be deleted there."""
        answered = [change for change in log if not self._waits(change)]
        gone = next((change for change in reversed(log) if change[2] == Op.DELETE), None)
        if gone is None:
            return
        old = _patch(gone)
        if answered and answered[-1][2] == Op.DELETE:
            last = answered[-1]
            *_, at_ms, actor, source = last
            device = COUNTY if source == "received" else self.state.device
            rev = max(self.cursor.rev, last[3])
            yield Row(self.kind.number, str(old["id"]), rev, True, False, device, actor, at_ms, {})
        elif gone[3] > self.kept_rev:
            fields: dict[str, Value] = {name: old.get(name) for name in self.names}
            yield from self._row(str(old["id"]), gone[3], fields, log)

    def _waits(self, change: _Change) -> bool:
        return change[1] > self.state.acknowledged and change[7] != "received"


def _folded(rows: list[Row]) -> Iterator[Row]:
    """Rows of one record, oldest first, with those of one revision in one."""
    for _, same in groupby(rows, key=lambda row: row.rev):
        first, *rest = same
        for row in rest:
            first = replace(
                first,
                whole=first.whole or row.whole,
                device=first.device or row.device,
                fields={**first.fields, **row.fields},
            )
        yield first


def _filled(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if value is not None}


def _patch(change: _Change) -> Mapping[str, Any]:
    patch: dict[str, Any] = json.loads(change[4] or "{}")
    return patch
