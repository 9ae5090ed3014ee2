"""Reading everything anew: what the county does not send again in a whole round is gone there, and goes here.

The county forgets deletions after more than a year. A PC that was away for longer, or whose file is an old
copy, can't be told of them one by one.
"""

from collections.abc import Iterable

from db.changelog.sealed import is_kept
from db.connection import Connection
from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from sync.protocol.messages import Cursor
from sync.protocol.operation import Op, Row
from sync.protocol.registry import registry
from sync.village.outbox import WHOLE_RECORD, owe, waiting_records
from sync.village.state import SyncState, read_cursors, write_cursor
from sync.village.waiting import TABLES

_RECEIVED = "received"
_LABEL = "由县平台同步"


def begin(connection: Connection) -> None:
    """Read every stream from its beginning, and note which of the county's records are here.

    What waits stays and is sent as always.
    """
    connection.execute("DELETE FROM sync_inbox")
    connection.execute("DELETE FROM sync_stale")
    cursors = read_cursors(connection)
    for stream in cursors:
        write_cursor(connection, stream, Cursor())
    for kind in registry():
        if kind.stream in cursors:
            connection.execute(
                "INSERT INTO sync_stale(stream, kind, record_id, rev) "  # noqa: S608 - own names
                # At 0 stands what was never sent, which waits or was refused, and what the county took
                # otherwise than it was sent and whose row has not come.
                f"SELECT ?, ?, id, rev FROM {kind.table} WHERE rev > 0 OR id NOT IN "
                "(SELECT record_id FROM sync_refusal WHERE kind = ? AND op = ? AND NOT is_known)",
                (kind.stream.value, kind.number, kind.number, int(Op.INSERT)),
            )


def came_again(connection: Connection, rows: Iterable[Row]) -> None:
    """Note that the county has sent records."""
    connection.executemany(
        "DELETE FROM sync_stale WHERE kind = ? AND record_id = ?", ((row.kind, row.record_id) for row in rows)
    )


def sweep(store: Store, connection: Connection, state: SyncState, stream: str) -> None:
    """The stream was read to its end: remove what did not come; what has work waiting is looked at later."""
    left = connection.execute(
        "SELECT k, kind, record_id, rev FROM sync_stale WHERE stream = ?", (stream,)
    ).fetchall()
    if not left:
        return
    waiting = waiting_records(connection, state.acknowledged)
    with store.change_set(connection, ChangeSetInfo(UserId(""), _RECEIVED, _LABEL)) as work:
        for place, kind, record_id, rev in left:
            if (kind, record_id) in waiting:
                continue
            connection.execute("DELETE FROM sync_stale WHERE k = ?", (place,))
            table = TABLES[kind]
            is_as_then = connection.execute(
                f"SELECT pk FROM {table} WHERE id = ? AND rev = ?",  # noqa: S608 - own names
                (record_id, rev),
            ).fetchone()
            if not is_as_then:
                continue
            if is_kept(connection, table, record_id):
                owe(connection, (kind, int(is_as_then[0])), (WHOLE_RECORD,))
            else:
                work.delete(table, record_id)
