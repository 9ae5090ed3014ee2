"""The register as it stood at the end of a past day, for reading.

The tables of records are copied into temporary ones of the same names, which stay in memory and stand
before the file's own; what was entered later is turned back in the copies. Every query of the program
then reads the past without knowing it.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NoReturn

from db.changelog.replay import NUMBER_OF_TABLE, TABLE_OF_NUMBER
from db.changelog.triggers import INSERT, UPDATE
from db.connection import Connection
from db.store import ChangeSetInfo, Store, Value
from desktop.domain.problem import Problem, ProblemError

_PARTS = ("dwelling", "homestead", "land_contract", "land_parcel")
_TURNED_BACK = ("person", "household", "membership", "event", *_PARTS)
_NOT_THERE_BEFORE = ("event", *_PARTS)
_BY_DATE = frozenset(
    {("membership", "from_date"), ("membership", "to_date"), ("household", "opened_on")},
)
"""Columns that say themselves from which day they hold: their present values are the better knowledge."""

_FIRST_ENTRY_MS = 24 * 3600 * 1000
"""What is entered within a day counts as the first entry of a record: it is completed and corrected then."""


@dataclass(slots=True)
class _Later:
    """What was entered after the day: records added, and the values before, by table and number."""

    added: dict[str, dict[int, int]] = field(default_factory=dict)  # with the moment, in ms
    before: dict[tuple[str, int], dict[str, Value]] = field(default_factory=dict)


class PastStore(Store):
    """Reads like a `Store`; what is written goes to the present one, changes of records are refused."""

    def __init__(self, present: Store, on: date, entered_until: datetime) -> None:
        """Make the copies; takes about a second for 100,000 people.

        Args:
            present: The open register; stays open, and is not closed with this one.
            on: The day.
            entered_until: The end of that day at the office; what was entered later is turned back.

        Raises:
            ProblemError: The file can't be read.
        """
        super().__init__(present.path, present.key())
        self._present = present
        self._one_at_a_time = threading.RLock()
        try:
            with super()._connection() as connection:
                _turn_back(connection, on, round(entered_until.timestamp() * 1000))
        except BaseException:
            super().close()
            raise

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """The one connection that has the copies."""
        with self._one_at_a_time, super()._connection() as connection:
            yield connection

    @contextmanager
    def local_writing(self) -> Iterator[Connection]:
        """What is no history, such as the log of prints, is written into the present register."""
        with self._present.local_writing() as connection:
            yield connection

    def writing(self, info: ChangeSetInfo) -> NoReturn:
        """Nothing of the past can be changed.

        Raises:
            ProblemError: REG-077, always.
        """
        raise ProblemError(Problem("REG-077"))

    def close(self) -> None:
        with self._one_at_a_time:
            super().close()


def first_entry(connection: Connection) -> datetime | None:
    """The moment of the first entry in the register, UTC; None for an empty one."""
    (at_ms,) = connection.execute("SELECT min(at_ms) FROM change_set").fetchone()
    return None if at_ms is None else datetime.fromtimestamp(at_ms / 1000, UTC)


def _turn_back(connection: Connection, on: date, until_ms: int) -> None:
    connection.execute("BEGIN")
    for table in _TURNED_BACK:
        _copy(connection, table)
    _copy(connection, "conflict", "WHERE 0")  # they are of today
    later = _entered_later(connection, until_ms)
    for (table, pk), before in later.before.items():
        columns = {name: value for name, value in before.items() if (table, name) not in _BY_DATE}
        if columns:
            assignments = ", ".join(f'"{name}" = ?' for name in columns)
            connection.execute(
                f"UPDATE temp.{table} SET {assignments} WHERE pk = ?",  # noqa: S608 - columns of the log
                (*columns.values(), pk),
            )
    _leave_out_new_parts(connection, later)
    _follow_dates(connection, on.isoformat())
    connection.execute("COMMIT")


def _copy(connection: Connection, table: str, which: str = "") -> None:
    shapes = connection.execute(
        "SELECT type, name, sql FROM main.sqlite_master"
        " WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type = 'index'",
        (table,),
    ).fetchall()
    for kind, name, sql in shapes:
        if kind == "table":
            connection.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
            connection.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table} {which}")  # noqa: S608 - own names
        else:
            connection.execute(sql.replace(f'"{name}"', f'temp."{name}"', 1))


def _entered_later(connection: Connection, until_ms: int) -> _Later:
    later = _Later()
    numbers = ", ".join(str(NUMBER_OF_TABLE[table]) for table in _TURNED_BACK)
    since = (
        "FROM change c JOIN change_set s ON s.seq = c.change_set"
        f" WHERE s.at_ms >= ? AND c.table_no IN ({numbers}) AND c.op = ?"
    )
    added = connection.execute(
        f"SELECT c.table_no, c.record_pk, s.at_ms {since}",
        (until_ms, INSERT),
    )
    for number, pk, at_ms in added:
        later.added.setdefault(TABLE_OF_NUMBER[number], {})[pk] = at_ms
    # Latest first: the oldest value before is the one that stays.
    changed = connection.execute(
        f"SELECT c.table_no, c.record_pk, s.at_ms, c.patch {since} ORDER BY c.seq DESC",
        (until_ms, UPDATE),
    )
    for number, pk, at_ms, patch in changed:
        table = TABLE_OF_NUMBER[number]
        first_ms = later.added.get(table, {}).get(pk)
        if first_ms is None or at_ms >= first_ms + _FIRST_ENTRY_MS:
            later.before.setdefault((table, pk), {}).update(
                {name: pair[0] for name, pair in json.loads(patch).items()}
            )
    return later


def _leave_out_new_parts(connection: Connection, later: _Later) -> None:
    """Tasks, dwellings and land that a household known on the day got later.

    Of a household that itself was entered later, the earliest that is known is shown.
    """
    new_homes = later.added.get("household", {})
    for table in _NOT_THERE_BEFORE:
        owner = {
            "event": "NULL",
            "land_parcel": "(SELECT h.pk FROM land_contract c JOIN household h ON h.id = c.household_id"
            " WHERE c.id = land_contract_id)",
        }.get(table, "(SELECT h.pk FROM household h WHERE h.id = household_id)")
        for pk in later.added.get(table, ()):
            (home,) = connection.execute(
                f"SELECT {owner} FROM temp.{table} WHERE pk = ?",  # noqa: S608 - own names
                (pk,),
            ).fetchone() or (None,)
            if home not in new_homes:
                connection.execute(f"DELETE FROM temp.{table} WHERE pk = ?", (pk,))  # noqa: S608 - own names


_DATED = (
    ("person", "death_date", "residence_state", "m.residence_state = '80'"),
    ("person", "moved_out_date", "residence_state", "m.residence_state = '70'"),
    ("household", "closed_on", "household_state", "m.household_state = 'closed'"),
)
"""Facts with a day of their own: they hold from that day, however late they were entered."""


def _follow_dates(connection: Connection, on: str) -> None:
    for table, day, state, holds in _DATED:
        connection.execute(
            f"UPDATE temp.{table} SET {day} = m.{day}, {state} = m.{state} FROM main.{table} m"  # noqa: S608 - own names
            f" WHERE m.pk = temp.{table}.pk AND m.{day} <= ? AND {holds}",
            (on,),
        )
    connection.execute("DELETE FROM temp.household WHERE opened_on > ?", (on,))
    connection.execute("DELETE FROM temp.person WHERE birth_date > ?", (on,))
    # Who came later had no place here yet: not even a household left before.
    connection.execute(
        "DELETE FROM temp.person WHERE id IN (SELECT s.person_id FROM temp.membership s"
        " GROUP BY s.person_id HAVING min(coalesce(s.from_date, '')) > ?)",
        (on,),
    )
    connection.execute("DELETE FROM temp.membership WHERE from_date > ?", (on,))
    connection.execute(
        "UPDATE temp.membership SET to_date = NULL, reason_out = NULL WHERE to_date > ?", (on,)
    )
