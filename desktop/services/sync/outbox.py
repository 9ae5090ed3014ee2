"""What waits for the county, as people read it: one line per action."""

from dataclasses import dataclass
from datetime import UTC, datetime

from db.connection import Connection
from desktop.domain.accounts import Right
from desktop.services.office import Office, actors
from desktop.services.sync.record_names import name_of, reading_right
from sync.village.outbox import ids_of, list_actions
from sync.village.waiting import TABLES, find_acknowledged

_NAMES = 3


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One action that the county has not answered for.

    Attributes:
        change_set: Its number, for `desktop.services.history`.
        at: UTC moment.
        actor: Who.
        label: The action in words.
        records: How many records it touches.
        names: What the first few of them are called, as far as the user may see them.
    """

    change_set: int
    at: datetime
    actor: str
    label: str
    records: int
    names: tuple[str, ...]


def list_outbox(office: Office, text: str = "", limit: int = 500) -> tuple[OutboxEntry, ...]:
    """Actions that wait, oldest first; ``text`` keeps those whose label, author or names hold it.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    names = actors(office)
    with office.store.reading() as connection:
        found = [
            OutboxEntry(
                action.change_set,
                datetime.fromtimestamp(action.at_ms / 1000, UTC),
                names.get(action.actor, action.actor),
                action.label,
                action.records,
                _names(office, connection, action.first),
            )
            for action in list_actions(connection, find_acknowledged(connection), limit, _NAMES)
        ]
    wanted = text.strip().casefold()
    return tuple(
        entry
        for entry in found
        if any(wanted in part.casefold() for part in (entry.label, entry.actor, *entry.names))
    )


def _names(office: Office, connection: Connection, keys: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    visible = [key for key in keys if office.may(reading_right(TABLES[key[0]]))]
    ids = ids_of(connection, visible)
    named = (name_of(connection, TABLES[key[0]], ids[key]) for key in visible)
    return tuple(dict.fromkeys(name for name in named if name))
