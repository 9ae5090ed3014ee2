"""How far this PC has come in its exchange with the county; one row of the register file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from db.connection import Connection
from desktop.domain.problem import Problem, ProblemError
from sync.protocol.messages import Cursor


class Stage(StrEnum):
    """Steps of one run, in their order; ``IDLE`` between two runs."""

    IDLE = "idle"
    CONNECT = "connect"
    SEND = "send"
    RECEIVE = "receive"
    APPLY = "apply"
    ATTACHMENTS = "attachments"
    AUDIT = "audit"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class SyncState:
    """The row of ``sync_state`` (see `db.models.exchange.SyncState` for each column)."""

    village_id: int
    device: int
    epoch: bytes
    signing_key: bytes = field(repr=False)
    sealing_key: bytes = field(repr=False)
    county_key: bytes
    county_sealing_key: bytes | None
    county_name: str
    address: str
    authority_pem: str | None
    fingerprint: str | None
    batch_no: int
    sent_hash: bytes | None
    acknowledged: int
    stage: Stage
    batch_size: int
    page_bytes: int
    ruling: Mapping[str, bool]
    command_no: int
    contact_at: str | None
    in_step_at: str | None
    failures: int
    retry_at: str | None
    trouble: str | None
    is_revoked: bool
    county_life: bytes | None
    handle: bytes | None
    audited_at: str | None
    audit_found: int


_COLUMNS = tuple(each.name for each in fields(SyncState))
_READ = f"SELECT {', '.join(_COLUMNS)} FROM sync_state WHERE k = 1"  # noqa: S608 - own names


def find_state(connection: Connection) -> SyncState | None:
    """The state, or None while this PC is enrolled nowhere."""
    row = connection.execute(_READ).fetchone()
    if row is None:
        return None
    values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    values["stage"] = Stage(values["stage"])
    values["ruling"] = json.loads(values["ruling"])
    values["is_revoked"] = bool(values["is_revoked"])
    return SyncState(**values)


def get_state(connection: Connection) -> SyncState:
    """The state of an enrolled PC.

    Raises:
        ProblemError: SYN-150 this PC is enrolled nowhere.
    """
    state = find_state(connection)
    if state is None:
        raise ProblemError(Problem("SYN-150"))
    return state


def write_state(connection: Connection, **changed: Any) -> None:
    """Change columns of the row, inside a transaction of the caller's."""
    values = {name: _stored(value) for name, value in changed.items()}
    assignments = ", ".join(f"{name} = ?" for name in values)
    connection.execute(
        f"UPDATE sync_state SET {assignments} WHERE k = 1",  # noqa: S608 - own names
        tuple(values.values()),
    )


def insert_state(connection: Connection, **values: Any) -> None:
    """Make the row, instead of any that was there; columns left out take their defaults."""
    stored = {name: _stored(value) for name, value in values.items()}
    connection.execute("DELETE FROM sync_state")
    connection.execute(
        f"INSERT INTO sync_state(k, {', '.join(stored)}) VALUES(1, {', '.join('?' * len(stored))})",
        tuple(stored.values()),
    )


def _stored(value: Any) -> Any:
    if isinstance(value, Mapping):
        return json.dumps(value)
    return str(value) if isinstance(value, Stage) else value


def read_cursors(connection: Connection) -> dict[str, Cursor]:
    """How far each stream has been applied."""
    return {
        stream: Cursor(rev=rev, last_id=bytes.fromhex(last_id), basis=basis)
        for stream, rev, last_id, basis in connection.execute(
            "SELECT stream, rev, last_id, basis FROM sync_cursor"
        )
    }


def write_cursor(connection: Connection, stream: str, cursor: Cursor) -> None:
    """Move one stream's cursor."""
    connection.execute(
        "INSERT OR REPLACE INTO sync_cursor(stream, rev, last_id, basis) VALUES(?, ?, ?, ?)",
        (stream, cursor.rev, cursor.last_id.hex(), cursor.basis),
    )
