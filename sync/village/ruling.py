"""A new ruling of the county: what it lets out is owed from that moment on."""

from collections.abc import Mapping

from db.connection import Connection
from sync.plan.scope import Ruling
from sync.protocol.registry import registry
from sync.village.outbox import owe
from sync.village.state import SyncState, write_state
from sync.village.waiting import TABLES


def take_ruling(connection: Connection, state: SyncState, told: Mapping[str, bool]) -> None:
    """Keep the county's ruling; fields that may leave the village from now on are sent as they stand.

    They were held back when they were written, and what the county sends later must not pass for
    their having been emptied by somebody.
    """
    if dict(told) == dict(state.ruling):
        return
    before, now = Ruling.from_wire(state.ruling), Ruling.from_wire(told)
    for kind in registry():
        opened = sorted(now.travelling(kind) - before.travelling(kind))
        if not opened:
            continue
        is_filled = " OR ".join(f'"{name}" IS NOT NULL' for name in opened)
        rows = connection.execute(
            f"SELECT pk FROM {TABLES[kind.number]} WHERE {is_filled}"  # noqa: S608 - names of the registry
        ).fetchall()
        for (pk,) in rows:
            owe(connection, (kind.number, pk), opened)
    write_state(connection, ruling=dict(told))
