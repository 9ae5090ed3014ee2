"""Writes a plan into the register: one transaction, whatever its size."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.store import Value, Work
from desktop.domain.household_numbering import HouseholdNumbers
from desktop.domain.ids import RecordId, new_id, new_ids
from desktop.domain.job import JobHandle
from desktop.services.register_import.columns import (
    HOUSEHOLD,
    HOUSEHOLD_CHILDREN,
    MEMBERSHIP,
    PERSON,
    ColumnPlan,
)
from desktop.services.register_import.household_key import household_key, number_key, same_group
from desktop.services.register_import.rows import PlannedRow, RowClass, SourceRow

HEAD_CODE = "02"
_OF_EVERY_HOUSEHOLD = ("id", "kind", "household_no", "household_state")
_RELATIVES = frozenset({"father_person_id", "mother_person_id", "spouse_person_id", "guardian_person_id"})
_LEFT_STATES = {"80": "20", "70": "40"}  # residence state to the reason for leaving
_BLOCK = 2_000
_MANY = 5_000


@dataclass(slots=True)
class _FileHousehold:
    """A household of the file: the household of the register that it is or becomes."""

    id: str
    is_new: bool


class PlanWriter:
    """Turns planned rows into records inside one open change set."""

    def __init__(
        self,
        work: Work,
        columns: ColumnPlan,
        division_code: str,
        today: date,
        job: JobHandle,
    ) -> None:
        from db.search.index import name_key  # late: only a write needs the pinyin tables

        self._name_key = name_key
        self._work = work
        self._connection: Connection = work.connection
        self._columns = columns
        self._today = today.isoformat()
        self._job = job
        self._numbers = HouseholdNumbers(division_code, self._used_numbers())
        self._households: dict[object, _FileHousehold] = {}
        self._people: list[tuple[Value, ...]] = []
        self._memberships: list[tuple[Value, ...]] = []
        self._life_events: list[tuple[Value, ...]] = []
        self._relatives: list[tuple[object, str, Mapping[str, str]]] = []
        self._named: dict[tuple[object, str], list[str]] = {}
        self._facts = columns.columns(PERSON)
        self._household_columns: tuple[str, ...] = _OF_EVERY_HOUSEHOLD
        self._ids: list[RecordId] = []

    def _used_numbers(self) -> Iterator[str]:
        rows = self._connection.execute("SELECT household_no FROM household WHERE household_no IS NOT NULL")
        return (str(number) for (number,) in rows)

    def write(self, planned: Sequence[PlannedRow]) -> None:
        """Write every row that is new or changed; the others leave no trace in the register.

        Raises:
            Cancelled: The user asked to stop; the caller's transaction is rolled back.
        """
        taken = [row for row in planned if row.row_class in (RowClass.NEW, RowClass.CHANGED)]
        if len(taken) > _MANY:
            self._work.expect_many()
        self._plan_households(planned)
        for position, row in enumerate(taken):
            if position % _BLOCK == 0:
                self._flush()
                self._ids = new_ids(2 * min(_BLOCK, len(taken) - position))[::-1]
                self._job.check_cancelled()
                self._job.report(position, len(taken), "write")
            if row.row_class is RowClass.NEW:
                self._add(row)
            else:
                self._change(row)
        self._flush()
        self._link_relatives()
        self._job.report(len(taken), len(taken), "index")

    # Households

    def _plan_households(self, planned: Sequence[PlannedRow]) -> None:
        """Find or make the household of every file household that has a row to write."""
        members: dict[object, list[PlannedRow]] = {}
        for row in planned:
            if row.row_class in (RowClass.NEW, RowClass.CHANGED, RowClass.SAME):
                members.setdefault(household_key(row.source), []).append(row)
        known = self._known_households()
        of_person = self._households_of_people(
            [row.person_id for rows in members.values() for row in rows if row.person_id]
        )
        names = self._columns.columns(HOUSEHOLD)
        self._household_columns = tuple(dict.fromkeys((*_OF_EVERY_HOUSEHOLD, *names)))
        self._ids = new_ids(len(members))[::-1]
        added: list[tuple[Value, ...]] = []
        for key, rows in members.items():
            values = _first_values([row.source for row in rows], names)
            number = values.get("household_no")
            existing = _known_household(known, key, str(number), values) if number else None
            if existing is None and not number:
                homes = Counter(of_person[row.person_id] for row in rows if row.person_id in of_person)
                existing = homes.most_common(1)[0][0] if homes else None
            if existing is not None:
                household = _FileHousehold(existing, False)
                self._work.update(HOUSEHOLD, existing, _changed_values(rows, names))
            elif any(row.row_class is RowClass.NEW for row in rows) or number:
                household = self._new_household(values, added)
            else:
                continue
            self._households[key] = household
        self._work.insert_many(HOUSEHOLD, self._household_columns, added)
        for key, household in self._households.items():
            self._write_children(household, members[key])

    def _known_households(self) -> dict[str, list[tuple[str, str]]]:
        """Group and id of every hukou household under a number."""
        rows = self._connection.execute(
            "SELECT household_no, coalesce(villager_group, ''), id FROM household "
            "WHERE kind = 'hukou' AND household_no IS NOT NULL"
        )
        known: dict[str, list[tuple[str, str]]] = {}
        for number, group, household_id in rows:
            known.setdefault(str(number), []).append((str(group), str(household_id)))
        return known

    def _households_of_people(self, person_ids: Sequence[str]) -> dict[str, str]:
        if not person_ids:
            return {}
        wanted = set(person_ids)
        rows = self._connection.execute(
            "SELECT m.person_id, m.household_id FROM membership m JOIN household h ON h.id = m.household_id "
            "WHERE m.to_date IS NULL AND h.kind = 'hukou'"
        )
        return {person: household for person, household in rows if person in wanted}

    def _new_household(self, values: dict[str, Value], added: list[tuple[Value, ...]]) -> _FileHousehold:
        household_id = self._ids.pop()
        number = values.get("household_no") or self._numbers.next_number(
            str(values.get("villager_group") or "")
        )
        row: dict[str, Value] = {
            **values,
            "id": household_id,
            "kind": "hukou",
            "household_no": number,
            "household_state": values.get("household_state") or "active",
        }
        added.append(tuple([row.get(name) for name in self._household_columns]))
        return _FileHousehold(household_id, True)

    def _write_children(self, household: _FileHousehold, rows: Sequence[PlannedRow]) -> None:
        for table in HOUSEHOLD_CHILDREN:
            names = self._columns.columns(table)
            if not names:
                continue
            found = None
            if not household.is_new:
                found = self._connection.execute(
                    f"SELECT id FROM {table} WHERE household_id = ? ORDER BY pk LIMIT 1",  # noqa: S608
                    (household.id,),
                ).fetchone()
            if found:
                self._work.update(table, str(found[0]), _changed_values(rows, names))
            elif values := _first_values([row.source for row in rows], names):
                self._work.insert(table, {"household_id": household.id, **values})

    # People

    def _add(self, row: PlannedRow) -> None:
        source = row.source
        values = source.values
        person_id = self._ids.pop()
        get = values.get
        name = get("name")
        key = self._name_key(str(name)) if name else None
        self._people.append((person_id, key, *map(get, self._facts)))
        home = household_key(source)
        household = self._households[home]
        self._named.setdefault((home, str(name)), []).append(person_id)
        if source.references:
            self._relatives.append((home, person_id, source.references))
        relation = get("relation_to_head")
        left_for = _LEFT_STATES.get(str(get("residence_state") or ""))
        self._memberships.append(
            (
                self._ids.pop(),
                person_id,
                household.id,
                "head" if relation == HEAD_CODE and not left_for else "member",
                relation,
                get("moved_in_date"),
                (get("death_date") or get("moved_out_date") or self._today) if left_for else None,
                left_for,
            )
        )
        if source.event_kind:
            self._life_events.append(self._life_event(source, person_id))

    def _link_relatives(self) -> None:
        """Point father, mother, spouse and guardian at the member of that name, where only one has it."""
        for home, person_id, references in self._relatives:
            patch: dict[str, Value] = {}
            for identifier, name in references.items():
                found = self._named.get((home, name), [])
                if identifier in _RELATIVES and len(found) == 1 and found[0] != person_id:
                    patch[identifier] = found[0]
            self._work.update(PERSON, person_id, patch)

    def _life_event(self, source: SourceRow, person_id: str) -> tuple[Value, ...]:
        happened_on = source.values.get("death_date") or source.values.get("moved_out_date")
        note = f"{source.sheet} {source.row_no}"
        return (new_id(), source.event_kind, happened_on, "known", json.dumps([person_id]), note)

    def _change(self, row: PlannedRow) -> None:
        changed = {name: new for name, (_, new) in row.changes.items()}
        people = self._columns.columns(PERSON)
        self._work.update(PERSON, row.person_id, {n: v for n, v in changed.items() if n in people})
        if "relation_to_head" in changed:
            self._connection.execute(
                "UPDATE membership SET relation_to_head = ?1, "
                "role = CASE WHEN ?1 = ?2 THEN 'head' ELSE 'member' END "
                "WHERE person_id = ?3 AND to_date IS NULL AND household_id IN "
                "(SELECT id FROM household WHERE kind = 'hukou')",
                (changed["relation_to_head"], HEAD_CODE, row.person_id),
            )
        if "household_no" in changed:
            self._move(row, self._households[household_key(row.source)])

    def _move(self, row: PlannedRow, household: _FileHousehold) -> None:
        """End the stay in the old hukou household, begin one in the household the workbook names."""
        self._connection.execute(
            "UPDATE membership SET to_date = ?, reason_out = '40' WHERE person_id = ? AND to_date IS NULL "
            "AND household_id IN (SELECT id FROM household WHERE kind = 'hukou')",
            (self._today, row.person_id),
        )
        relation = row.source.values.get("relation_to_head")
        self._memberships.append(
            (
                new_id(),
                row.person_id,
                household.id,
                "head" if relation == HEAD_CODE else "member",
                relation,
                self._today,
                None,
                None,
            )
        )

    def _flush(self) -> None:
        self._work.insert_many(PERSON, ("id", "name_key", *self._facts), self._people)
        self._work.insert_many(MEMBERSHIP, _MEMBERSHIP_COLUMNS, self._memberships)
        self._work.insert_many("life_event", _LIFE_EVENT_COLUMNS, self._life_events)
        self._people.clear()
        self._memberships.clear()
        self._life_events.clear()


_MEMBERSHIP_COLUMNS = (
    "id",
    "person_id",
    "household_id",
    "role",
    "relation_to_head",
    "from_date",
    "to_date",
    "reason_out",
)
_LIFE_EVENT_COLUMNS = ("id", "kind", "event_date", "state", "person_ids", "note")


def _known_household(
    known: Mapping[str, Sequence[tuple[str, str]]], key: object, number: str, values: Mapping[str, Value]
) -> str | None:
    """The household of the register that a number of the file means; None when there is none, or several."""
    group = str(values.get("villager_group") or "")
    homes = known.get(number, ())
    exact = [household_id for home, household_id in homes if number_key(number, home) == key]
    possible = exact or [household_id for home, household_id in homes if same_group(group, home)]
    return possible[0] if len(possible) == 1 else None


def _first_values(sources: Sequence[SourceRow], names: Sequence[str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name in names:
        for source in sources:
            value = source.values.get(name)
            if value is not None:
                values[name] = value
                break
    return values


def _changed_values(rows: Sequence[PlannedRow], names: Sequence[str]) -> dict[str, Value]:
    """What the preview told would change in the facts of a household."""
    return {
        name: row.changes[name][1]
        for row in rows
        for name in names
        if name in row.changes and name != "household_no"
    }
