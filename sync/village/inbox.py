"""Pages that come down from the county: kept as they arrive, applied a whole revision at a time.

A page is never laid over work that waits: it is dropped, the work is sent, the page fetched again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import msgspec

from db.connection import Connection
from db.store import ChangeSetInfo, Store, Work
from desktop.domain.ids import UserId
from desktop.domain.problem import Problem, ProblemError
from sync.plan.receive import Apply, AskWhole, Upsert, plan_page
from sync.plan.scope import Ruling
from sync.protocol.batch import decode_page
from sync.protocol.frame import open_frame
from sync.protocol.messages import Cursor, PageHead
from sync.protocol.operation import Row, Value
from sync.protocol.registry import registry
from sync.village.outbox import oldest_frozen, waiting_records
from sync.village.state import SyncState, get_state, read_cursors, write_cursor, write_state
from sync.village.waiting import TABLES, has_waiting

RECEIVED = "received"
"""Kind of the change sets that the county sent down: history, never outbox, never undone here."""

RECEIVED_LABEL = "由县平台同步"
_LAST_ID = b"\xff" * 16


class Left(Enum):
    """What is to be done after a stream's pages were looked at."""

    NOTHING = "nothing"  # everything that arrived is applied
    MORE = "more"  # the rest of a revision is still at the county
    SEND_FIRST = "send_first"  # pages were dropped: work waits on their records
    ASK_AGAIN = "ask_again"  # pages were dropped: parts of records came that are not here


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a stream's pages did."""

    rows: int
    left: Left


def next_cursors(connection: Connection, county_key: bytes) -> dict[str, Cursor]:
    """Where to go on reading each stream: after the pages that lie here, applied or not."""
    cursors = read_cursors(connection)
    latest = connection.execute(
        "SELECT stream, frame FROM sync_inbox WHERE seq IN (SELECT max(seq) FROM sync_inbox GROUP BY stream)"
    ).fetchall()
    for stream, frame in latest:
        cursors[stream] = decode_page(open_frame(frame, county_key))[0].end
    return cursors


def keep_page(store: Store, data: bytes) -> PageHead | None:
    """Put a page that arrived into the inbox, in a transaction of its own.

    Args:
        store: The open register.
        data: The page's frame.

    Returns:
        Where it stands; None when it does not follow on what is here (a copy, or an answer overtaken).

    Raises:
        FrameError: The frame is damaged or not the county's.
        ProblemError: SYN-154 the page is of another village.
    """
    with store.local_writing() as connection:
        state = get_state(connection)
        frame = open_frame(data, state.county_key)
        if frame.header.village_id != state.village_id:
            raise ProblemError(Problem("SYN-154"))
        head, rows = decode_page(frame)
        if head.start != next_cursors(connection, state.county_key).get(head.stream):
            return None
        if rows or head.end != head.start:
            connection.execute("INSERT INTO sync_inbox(stream, frame) VALUES(?, ?)", (head.stream, data))
        return head


def apply_inbox(store: Store, stream: str) -> Applied:
    """Apply every whole revision of a stream's pages: records, history and cursor in one transaction.

    Raises:
        FrameError: A page was damaged on the disk.
        ProblemError: STO-004 and others, as `Store.writing`; nothing was applied.
    """
    with store.local_writing() as connection:
        state = get_state(connection)
        found = connection.execute(
            "SELECT seq, frame FROM sync_inbox WHERE stream = ? ORDER BY seq", (stream,)
        ).fetchall()
        if not found:
            return Applied(0, Left.NOTHING)
        if len(found) > 1 and _is_one_revision(state, found[0], found[-1]):
            return Applied(0, Left.MORE)
        pages = [_page(state, kept) for kept in found]
        cursor = read_cursors(connection)[stream]
        rows, reached = _whole_revisions(pages, cursor)
        if reached is None:
            return Applied(0, Left.MORE)
        ruling = Ruling.from_wire(state.ruling)
        held = _revisions_here(connection, rows)
        pending = waiting_records(connection, state.acknowledged) if rows else set()
        plan = plan_page(rows, pending, held, ruling)
        if not isinstance(plan, Apply):
            connection.execute("DELETE FROM sync_inbox WHERE stream = ?", (stream,))
            if isinstance(plan, AskWhole):
                write_cursor(connection, stream, msgspec.structs.replace(cursor, basis=0))
                return Applied(0, Left.ASK_AGAIN)
            return Applied(0, Left.SEND_FIRST)
        was_idle = not has_waiting(connection, state.acknowledged)
        _write(store, connection, plan)
        write_cursor(connection, stream, reached)
        _forget_pages(connection, pages, reached)
        if was_idle and oldest_frozen(connection) is None:
            _step_over_history(connection)
        return Applied(len(rows), Left.NOTHING if reached == pages[-1].head.end else Left.MORE)


@dataclass(frozen=True, slots=True)
class _Page:
    seq: int
    head: PageHead
    rows: tuple[Row, ...]


def _page(state: SyncState, kept: tuple[int, bytes]) -> _Page:
    return _Page(kept[0], *decode_page(open_frame(kept[1], state.county_key)))


def _is_one_revision(state: SyncState, first: tuple[int, bytes], last: tuple[int, bytes]) -> bool:
    """Whether all pages are parts of one revision that goes on; those between need not be opened."""
    rows, end = _page(state, first).rows, _page(state, last).head
    return end.more and bool(rows) and rows[0].rev == end.end.rev


def _whole_revisions(pages: Sequence[_Page], cursor: Cursor) -> tuple[list[Row], Cursor | None]:
    """Rows of the revisions that are here to their end, and the cursor behind them; None when none is."""
    rows = [row for page in pages for row in page.rows if _place(row) > (cursor.rev, cursor.last_id)]
    last = pages[-1].head
    if not last.more:
        return rows, last.end
    rows = [row for row in rows if row.rev < last.end.rev]
    if not rows:
        return [], None
    return rows, Cursor(rev=rows[-1].rev, last_id=_LAST_ID, basis=last.end.basis)


def _place(row: Row) -> tuple[int, bytes]:
    return row.rev, bytes.fromhex(row.record_id)


def _forget_pages(connection: Connection, pages: Sequence[_Page], reached: Cursor) -> None:
    done = [
        (page.seq,)
        for page in pages
        if (page.head.end.rev, page.head.end.last_id) <= (reached.rev, reached.last_id)
    ]
    connection.executemany("DELETE FROM sync_inbox WHERE seq = ?", done)


def _revisions_here(connection: Connection, rows: Iterable[Row]) -> dict[tuple[int, str], int]:
    by_kind: dict[int, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row.record_id)
    found: dict[tuple[int, str], int] = {}
    for kind, ids in by_kind.items():
        if registry().find(kind) is None:
            continue
        held = connection.execute(
            f"SELECT id, rev FROM {TABLES[kind]} "  # noqa: S608 - own names
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        found |= {(kind, record_id): rev for record_id, rev in held}
    return found


def _step_over_history(connection: Connection) -> None:
    """Move the outbox's cursor over what was received, so that the next look at it is short."""
    (newest,) = connection.execute('SELECT COALESCE(MAX(seq), 0) FROM "change"').fetchone()
    write_state(connection, acknowledged=newest)


# --- writing ---------------------------------------------------------------------------------------------


def _write(store: Store, connection: Connection, plan: Apply) -> None:
    """One change set for each author, in the order in which their work reached the county."""
    authors: dict[tuple[int, str], tuple[list[Upsert], list[Row]]] = {}
    for upsert in plan.upserts:
        authors.setdefault((upsert.row.device, upsert.row.actor), ([], []))[0].append(upsert)
    for row in plan.deletes:
        authors.setdefault((row.device, row.actor), ([], []))[1].append(row)
    for (_, actor), (upserts, deletes) in authors.items():
        at_ms = max(row.at_ms for row in [*(upsert.row for upsert in upserts), *deletes])
        info = ChangeSetInfo(UserId(actor), RECEIVED, RECEIVED_LABEL, at_ms=at_ms)
        with store.change_set(connection, info) as work:
            if len(upserts) > _MANY:
                work.expect_many()
            for kind, group in _by_kind(upserts).items():
                _Writing(work, kind).upsert(group)
            for row in deletes:
                work.delete(TABLES[row.kind], row.record_id)
                _forget_extra(connection, row)
    for row in plan.unknown:
        _keep_extra(connection, row, row.fields)


_MANY = 2_000


def _by_kind(upserts: Iterable[Upsert]) -> dict[int, list[Upsert]]:
    kinds: dict[int, list[Upsert]] = {}
    for upsert in upserts:
        kinds.setdefault(upsert.row.kind, []).append(upsert)
    return kinds


class _Writing:
    """Writes rows of one table."""

    def __init__(self, work: Work, kind: int) -> None:
        self._work = work
        self._connection = work.connection
        self._kind = kind
        self._table = TABLES[kind]
        found = registry().find(kind)
        self._fields = found.fields if found else {}
        self._empty = _empty_values(self._connection, self._table)

    def upsert(self, upserts: Sequence[Upsert]) -> None:
        here = _revisions_here(self._connection, (upsert.row for upsert in upserts))
        new = [upsert for upsert in upserts if (upsert.row.kind, upsert.row.record_id) not in here]
        filled: set[str] = set()
        filled.update(*(upsert.row.fields for upsert in new))
        filled.update(self._empty)
        columns = tuple(name for name in self._fields if name in filled)  # most of seventy are empty
        numbers = self._numbers_before() if new else {}
        self._work.insert_many(
            self._table,
            ("pk", "id", "rev", *columns),
            (
                (
                    numbers.get(upsert.row.record_id),
                    upsert.row.record_id,
                    upsert.row.rev,
                    *(self._value(upsert.values, name) for name in columns),
                )
                for upsert in new
            ),
        )
        for upsert in upserts:
            if (upsert.row.kind, upsert.row.record_id) in here:
                patch = {
                    name: self._value(upsert.values, name) for name in upsert.values if name in self._fields
                }
                self._work.update(self._table, upsert.row.record_id, {**patch, "rev": upsert.row.rev})
            unknown = {name: value for name, value in upsert.row.fields.items() if name not in self._fields}
            if unknown:
                _keep_extra(self._connection, upsert.row, unknown)

    def _numbers_before(self) -> dict[str, int]:
        """Local numbers of records that were here and are gone: one that comes back keeps its history."""
        rows = self._connection.execute(
            "SELECT json_extract(patch, '$.id'), record_pk FROM \"change\" WHERE table_no = ? AND op = 3",
            (self._kind,),
        )
        return dict(rows.fetchall())

    def _value(self, values: Mapping[str, Value], name: str) -> Value:
        value = values.get(name)
        return self._empty.get(name) if value is None else value


def _empty_values(connection: Connection, table: str) -> dict[str, Value]:
    """What stands for empty in columns that may not be: their default, else nothing or nought."""
    found: dict[str, Value] = {}
    for _, name, storage, is_required, default, _ in connection.execute(f"PRAGMA table_info({table})"):
        if is_required:
            nothing: Value = 0 if storage == "INTEGER" else ""
            found[name] = nothing if default is None else json.loads(default.replace("'", '"'))
    return found


def _keep_extra(connection: Connection, row: Row, fields: Mapping[str, Value]) -> None:
    kept = connection.execute(
        "SELECT fields FROM sync_extra WHERE kind = ? AND record_id = ?", (row.kind, row.record_id)
    ).fetchone()
    joined = {**(json.loads(kept[0]) if kept and not row.whole else {}), **fields}
    connection.execute(
        "INSERT OR REPLACE INTO sync_extra(kind, record_id, rev, fields) VALUES(?, ?, ?, ?)",
        (row.kind, row.record_id, row.rev, json.dumps(joined, ensure_ascii=False)),
    )


def _forget_extra(connection: Connection, row: Row) -> None:
    connection.execute("DELETE FROM sync_extra WHERE kind = ? AND record_id = ?", (row.kind, row.record_id))
