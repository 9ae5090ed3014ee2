"""Keeps the search index equal to the records, inside the transaction that changed them."""

from collections.abc import Iterable, Iterator

from db.connection import Connection
from db.search.event_words import event_tokens
from db.search.readings import name_key
from db.search.tokens import household_tokens, name_words, person_tokens

__all__ = ["name_key", "rebuild", "refresh"]

_PERSON, _HOUSEHOLD, _EVENT = 1, 2, 12  # numbers of the tables in the change log
_PERSON_COLUMNS = "p.pk, p.name, p.former_name, p.citizen_id, p.mobile, p.name_key"
_HOUSEHOLD_COLUMNS = "h.pk, h.household_no, h.villager_group, h.hamlet, h.address, h.household_phone"
_EVENT_COLUMNS = "e.pk, e.number, e.title, e.text, e.place"

PersonRow = tuple[int, str | None, str | None, str | None, str | None, str | None]
HouseholdRow = tuple[int, str | None, str | None, str | None, str | None, str | None]
EventRow = tuple[int, str, str, str | None, str | None]


def refresh(connection: Connection) -> None:
    """Make the words of all dirty rows anew and forget that they were dirty.

    Called inside the writing transaction. A row that is gone loses its words.
    """
    (dirty_rows,) = connection.execute("SELECT count(*) FROM search_dirty").fetchone()
    if dirty_rows < _MANY:
        _refresh(connection)
        return
    _gather(connection, _GATHERED_MANY)
    _refresh(connection)
    _gather(connection, _GATHERED)
    for remembered in (name_words, name_key):  # some 20 MB after the names of a whole town
        remembered.cache_clear()


_MANY = 5_000
_GATHERED, _GATHERED_MANY = 1 << 20, 1 << 24
"""Bytes of words that the index gathers before it writes them: its usual measure, and for imports."""


def _gather(connection: Connection, size: int) -> None:
    for table in ("person", "household", "event"):
        connection.execute(f"INSERT INTO {table}_search({table}_search, rank) VALUES('hashsize', ?)", (size,))


def _refresh(connection: Connection) -> None:
    _forget(connection, "person", _PERSON)
    _forget(connection, "household", _HOUSEHOLD)
    _forget(connection, "event", _EVENT)
    dirty = "(SELECT DISTINCT record_pk FROM search_dirty WHERE table_no = {number})"
    people = connection.execute(
        f"SELECT {_PERSON_COLUMNS} FROM {dirty.format(number=_PERSON)} d JOIN person p ON p.pk = d.record_pk"
    )
    _add_people(connection, people.fetchall())
    households = connection.execute(
        f"SELECT {_HOUSEHOLD_COLUMNS} FROM {dirty.format(number=_HOUSEHOLD)} d"
        " JOIN household h ON h.pk = d.record_pk"
    )
    _add_households(connection, households.fetchall())
    events = connection.execute(
        f"SELECT {_EVENT_COLUMNS} FROM {dirty.format(number=_EVENT)} d JOIN event e ON e.pk = d.record_pk"
    )
    _add_events(connection, events.fetchall())
    connection.execute("DELETE FROM search_dirty")


def rebuild(connection: Connection) -> None:
    """Make the whole index anew; nobody else may write meanwhile.

    For a file whose index another program left behind, and for tests.
    """
    for table in ("person", "household", "event"):
        connection.execute(f"INSERT INTO {table}_search({table}_search) VALUES('delete-all')")
    _add_people(connection, connection.execute(f"SELECT {_PERSON_COLUMNS} FROM person p"))
    _add_households(connection, connection.execute(f"SELECT {_HOUSEHOLD_COLUMNS} FROM household h"))
    _add_events(connection, connection.execute(f"SELECT {_EVENT_COLUMNS} FROM event e"))
    connection.execute("DELETE FROM search_dirty")


def _forget(connection: Connection, table: str, number: int) -> None:
    # Only rows that have words already: most dirty rows of an import are new.
    connection.execute(
        f"DELETE FROM {table}_search WHERE rowid IN (SELECT DISTINCT d.record_pk FROM search_dirty d"
        f" JOIN {table}_search_docsize s ON s.id = d.record_pk WHERE d.table_no = ?)",
        (number,),
    )


def _add_people(connection: Connection, rows: Iterable[PersonRow]) -> None:
    late_keys: list[tuple[str | None, int]] = []

    def words() -> Iterator[tuple[int, str]]:
        for pk, name, former_name, citizen_id, mobile, key in rows:
            if key is None or name is None or key != name_key(name):
                late_keys.append((name_key(name), pk))
            yield pk, person_tokens(name, former_name, citizen_id, mobile)

    connection.executemany("INSERT INTO person_search(rowid, tokens) VALUES(?, ?)", words())
    changed = "UPDATE person SET name_key = ?1 WHERE pk = ?2 AND name_key IS NOT ?1"
    connection.executemany(changed, late_keys)


def _add_households(connection: Connection, rows: Iterable[HouseholdRow]) -> None:
    connection.executemany(
        "INSERT INTO household_search(rowid, tokens) VALUES(?, ?)",
        ((pk, household_tokens(*values)) for pk, *values in rows),
    )


def _add_events(connection: Connection, rows: Iterable[EventRow]) -> None:
    connection.executemany(
        "INSERT INTO event_search(rowid, tokens) VALUES(?, ?)",
        ((pk, event_tokens(number, title, text, place)) for pk, number, title, text, place in rows),
    )
