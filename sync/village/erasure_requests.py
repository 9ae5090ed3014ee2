"""What this office wants erased by law and the county has not heard of yet."""

from db.connection import Connection
from db.store import Store
from sync.protocol.messages import EraseRequest


def ask(connection: Connection, kind: int, record_id: str, reason: str, actor: str, at_ms: int) -> None:
    """Note a request, inside a transaction; asked twice it is one."""
    connection.execute(
        "INSERT OR REPLACE INTO sync_erasure_asked(kind, record_id, reason, actor_id, at_ms) "
        "VALUES(?, ?, ?, ?, ?)",
        (kind, record_id, reason, actor, at_ms),
    )


def waiting(store: Store) -> tuple[EraseRequest, ...]:
    """Requests in the order in which they were made."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT kind, record_id, reason FROM sync_erasure_asked ORDER BY at_ms, k"
        ).fetchall()
    return tuple(
        EraseRequest(kind=kind, record_id=bytes.fromhex(record_id), reason=reason)
        for kind, record_id, reason in rows
    )


def told(store: Store, request: EraseRequest) -> None:
    """The county has erased it."""
    with store.local_writing() as connection:
        connection.execute(
            "DELETE FROM sync_erasure_asked WHERE kind = ? AND record_id = ?",
            (request.kind, request.record_id.hex()),
        )
