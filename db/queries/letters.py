"""Villagers' letters as they stand in the file, with what the village made of them."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter (`db.models.villager_letter`); ``event_state`` is its event's, None while there is none."""

    id: str
    number: str
    kind: str
    category: str | None
    title: str
    text: str | None
    place: str | None
    name: str | None
    phone: str | None
    anonymous: bool
    secret: bool
    received_at: str
    withdrawn_at: str | None
    withdrawn_reason: str | None
    hidden_at: str | None
    hidden_reason: str | None
    event_id: str | None
    event_state: str | None


_LETTERS = (
    "SELECT l.id, l.number, l.kind, l.category, l.title, l.text, l.place, l.name, l.phone, l.anonymous, "
    "l.secret, l.received_at, l.withdrawn_at, l.withdrawn_reason, l.hidden_at, l.hidden_reason, "
    "e.id, e.state "
    "FROM villager_letter l LEFT JOIN event e ON e.letter_id = l.id "
)


def list_letters_to_take_in(connection: Connection, ended: tuple[str, ...]) -> tuple[LetterRow, ...]:
    """Letters without an event, and those taken back or hidden whose event is in none of the ended states."""
    marks = ", ".join("?" * len(ended))
    rows = connection.execute(
        f"{_LETTERS} WHERE (e.id IS NULL AND l.withdrawn_at IS NULL AND l.hidden_at IS NULL) "
        f"OR (e.id IS NOT NULL AND (l.withdrawn_at IS NOT NULL OR l.hidden_at IS NOT NULL) "
        f"AND e.state NOT IN ({marks})) ORDER BY l.received_at, l.pk",
        ended,
    )
    return tuple(LetterRow(*row) for row in rows)


def count_letters(connection: Connection, state: str) -> int:
    """Letters whose events are in a state."""
    (count,) = connection.execute(
        "SELECT count(*) FROM event WHERE letter_id IS NOT NULL AND state = ?", (state,)
    ).fetchone()
    return int(count)
