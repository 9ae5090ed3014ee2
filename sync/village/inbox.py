"""Pages that come down from the county: kept as they arrive, applied a whole revision at a time.

A page is never laid over work that waits: it is dropped, the work is sent, the page fetched again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import msgspec

from db.changelog.sealed import SEALS, is_kept, is_sealed
from db.connection import Connection
from db.store import ChangeSetInfo, Store, Work
from desktop.domain.ids import UserId
from desktop.domain.problem import Problem, ProblemError
from sync.plan.receive import Apply, AskWhole, Upsert, plan_page
from sync.plan.scope import Ruling
from sync.protocol.batch import decode_page, decode_page_head
from sync.protocol.frame import open_frame
from sync.protocol.messages import Cursor, PageHead
from sync.protocol.operation import Row, Value
from sync.protocol.registry import registry
from sync.village import stale
from sync.village.outbox import WHOLE_RECORD, oldest_frozen, owe, waiting_records
from sync.village.state import SyncState, get_state, read_cursors, write_cursor, write_state
from sync.village.waiting import TABLES, has_waiting

RECEIVED = "received"
"""Kind of the change sets that the county sent down: history, never outbox, never undone here."""

RECEIVED_LABEL = "由县平台同步"
_LAST_ID = b"\xff" * 16


class OpenedPages:
    """Pages that one run has opened already, by their place in the inbox, so that none is opened twice."""

    def __init__(self) -> None:
        self._pages: dict[int, _Page] = {}

    def put(self, page: "_Page") -> None:
        """Remember a page; an older one is forgotten where they would be too many."""
        while self._pages and sum(len(each.rows) for each in self._pages.values()) > _MOST_OPENED:
            del self._pages[next(iter(self._pages))]
        self._pages[page.seq] = page

    def find(self, seq: int) -> "_Page | None":
        """The page of a place, or None."""
        return self._pages.get(seq)

    def forget(self, seqs: Iterable[int]) -> None:
        """Let go of pages that have left the inbox."""
        for seq in seqs:
            self._pages.pop(seq, None)


_MOST_OPENED = 10_000
"""Rows of pages that are kept as objects; each takes about 2 KB."""


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
        cursors[stream] = decode_page_head(open_frame(frame, county_key)).end
    return cursors


def keep_page(store: Store, data: bytes, opened: OpenedPages | None = None) -> PageHead | None:
    """Put a page that arrived into the inbox, in a transaction of its own.

    Args:
        store: The open register.
        data: The page's frame.
        opened: Where to remember what was found in it.

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
            kept = connection.execute(
                "INSERT INTO sync_inbox(stream, frame) VALUES(?, ?)", (head.stream, data)
            )
            if opened is not None:
                opened.put(_Page(kept.lastrowid, head, rows))
        return head


def apply_inbox(store: Store, stream: str, opened: OpenedPages | None = None) -> Applied:
    """Apply every whole revision of a stream's pages: records, history and cursor in one transaction.

    Args:
        store: The open register.
        stream: Whose pages.
        opened: What is known of pages already.

    Raises:
        FrameError: A page was damaged on the disk.
        ProblemError: STO-004 and others, as `Store.writing`; nothing was applied.
    """
    opened = opened or OpenedPages()
    with store.local_writing() as connection:
        state = get_state(connection)
        found = connection.execute(
            "SELECT seq, frame FROM sync_inbox WHERE stream = ? ORDER BY seq", (stream,)
        ).fetchall()
        if not found:
            return Applied(0, Left.NOTHING)
        if len(found) > 1 and _is_one_revision(state, opened, found[0], found[-1]):
            return Applied(0, Left.MORE)
        pages = [_page(state, opened, kept) for kept in found]
        cursor = read_cursors(connection)[stream]
        arrived, reached = _whole_revisions(pages, cursor)
        if reached is None:
            return Applied(0, Left.MORE)
        rows = _latest(arrived)
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
        _write(store, connection, plan, held)
        write_cursor(connection, stream, reached)
        done = [page.seq for page in pages if _end(page) <= (reached.rev, reached.last_id)]
        connection.executemany("DELETE FROM sync_inbox WHERE seq = ?", [(seq,) for seq in done])
        opened.forget(done)
        stale.came_again(connection, rows)
        if reached == pages[-1].head.end and not pages[-1].head.more:
            stale.sweep(store, connection, state, stream)
        if was_idle and oldest_frozen(connection) is None:
            _step_over_history(connection)
        return Applied(len(rows), Left.NOTHING if reached == pages[-1].head.end else Left.MORE)


@dataclass(frozen=True, slots=True)
class _Page:
    seq: int
    head: PageHead
    rows: tuple[Row, ...]


def _page(state: SyncState, opened: OpenedPages, kept: tuple[int, bytes]) -> _Page:
    page = opened.find(kept[0])
    if page is None:
        page = _Page(kept[0], *decode_page(open_frame(kept[1], state.county_key)))
        opened.put(page)
    return page


def _is_one_revision(
    state: SyncState, opened: OpenedPages, first: tuple[int, bytes], last: tuple[int, bytes]
) -> bool:
    """Whether all pages are parts of one revision that goes on; those between need not be opened."""
    rows, end = _page(state, opened, first).rows, _page(state, opened, last).head
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


def _end(page: _Page) -> tuple[int, bytes]:
    return page.head.end.rev, page.head.end.last_id


def _latest(rows: Sequence[Row]) -> Sequence[Row]:
    """Each record once: one that moved on while its pages were fetched has come twice."""
    latest: dict[tuple[int, str], Row] = {}
    for row in rows:
        key = (row.kind, row.record_id)
        earlier = latest.pop(key, None)
        if earlier is None or row.whole or row.deleted:
            latest[key] = row
        else:
            latest[key] = replace(row, whole=earlier.whole, fields={**earlier.fields, **row.fields})
    return rows if len(latest) == len(rows) else tuple(latest.values())


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


def _write(store: Store, connection: Connection, plan: Apply, held: Mapping[tuple[int, str], int]) -> None:
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
                _Writing(work, kind, held).upsert(group)
            for row in deletes:
                if is_kept(connection, TABLES[row.kind], row.record_id):
                    _bring_back(work, row)
                    continue
                work.delete(TABLES[row.kind], row.record_id)
                _forget_extra(connection, row)
    for row in plan.unknown:
        _keep_extra(connection, row, row.fields)


def _bring_back(work: Work, row: Row) -> None:
    """What was issued is not deleted: it is sent again as one that comes back, with the deletion seen."""
    table = TABLES[row.kind]
    work.update(table, row.record_id, {"rev": row.rev})
    (pk,) = work.connection.execute(
        f"SELECT pk FROM {table} WHERE id = ?",  # noqa: S608 - own names
        (row.record_id,),
    ).fetchone()
    owe(work.connection, (row.kind, int(pk)), (WHOLE_RECORD,))


_MANY = 2_000


def _by_kind(upserts: Iterable[Upsert]) -> dict[int, list[Upsert]]:
    kinds: dict[int, list[Upsert]] = {}
    for upsert in upserts:
        kinds.setdefault(upsert.row.kind, []).append(upsert)
    return kinds


_SORTED_BY_NAME = "person"


class _Writing:
    """Writes rows of one table."""

    def __init__(self, work: Work, kind: int, held: Mapping[tuple[int, str], int]) -> None:
        self._work = work
        self._connection = work.connection
        self._kind = kind
        self._held = held
        self._table = TABLES[kind]
        found = registry().find(kind)
        self._fields = found.fields if found else {}
        self._empty = _empty_values(self._connection, self._table)
        self._sealed = SEALS[self._table].columns if self._table in SEALS else ()

    def upsert(self, upserts: Sequence[Upsert]) -> None:
        new = [upsert for upsert in upserts if not self._is_here(upsert.row)]
        if new:
            self._insert(new)
        for upsert in upserts:
            if self._is_here(upsert.row):
                patch = {
                    name: self._empty.get(name) if value is None else value
                    for name, value in upsert.values.items()
                    if name in self._fields
                }
                if is_sealed(self._connection, self._table, upsert.row.record_id):
                    patch = {name: value for name, value in patch.items() if name not in self._sealed}
                self._work.update(self._table, upsert.row.record_id, {**patch, "rev": upsert.row.rev})
            if not upsert.row.fields.keys() <= self._fields.keys():
                known = self._fields
                unknown = {name: value for name, value in upsert.row.fields.items() if name not in known}
                _keep_extra(self._connection, upsert.row, unknown)

    def _is_here(self, row: Row) -> bool:
        return (row.kind, row.record_id) in self._held

    def _insert(self, new: Sequence[Upsert]) -> None:
        filled = set(self._empty).union(*(upsert.values for upsert in new))
        columns = [name for name in self._fields if name in filled]  # most of seventy are empty
        written = [upsert.values for upsert in new]
        cells = [self._column(written, name) for name in columns]
        if self._table == _SORTED_BY_NAME and "name" in columns:
            from db.search.index import name_key  # late: only a write needs the pinyin tables

            # What the index would add afterwards, a second writing of every row.
            columns.append("name_key")
            cells.append(list(map(name_key, cells[columns.index("name")])))
        numbers = self._numbers_before()
        ids = [upsert.row.record_id for upsert in new]
        self._work.insert_many(
            self._table,
            ("pk", "id", "rev", *columns),
            zip(
                map(numbers.get, ids),
                ids,
                (upsert.row.rev for upsert in new),
                *cells,
                strict=True,
            ),
        )

    def _column(self, rows: Sequence[Mapping[str, Value]], name: str) -> Sequence[Value]:
        values = [row.get(name) for row in rows]
        if name not in self._empty:
            return values
        empty = self._empty[name]
        return [empty if value is None else value for value in values]

    def _numbers_before(self) -> dict[str, int]:
        """Local numbers of records that were here and are gone: one that comes back keeps its history."""
        rows = self._connection.execute(
            "SELECT json_extract(patch, '$.id'), record_pk FROM \"change\" WHERE table_no = ? AND op = 3",
            (self._kind,),
        )
        return dict(rows.fetchall())


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
