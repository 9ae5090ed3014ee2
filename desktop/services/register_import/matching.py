"""Which person of the register a row of the workbook means.

The keys are tried in the order of their certainty: identity number, household number with name,
name with birth date. Whatever could mean several people is asked, never chosen.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.connection import Connection
from db.store import Value
from desktop.domain.problem import Place, Problem, Severity
from desktop.services.register_import.columns import HOUSEHOLD, HOUSEHOLD_CHILDREN, PERSON, ColumnPlan
from desktop.services.register_import.household_key import household_key, number_key, same_group
from desktop.services.register_import.rows import (
    NEW_PERSON,
    SKIP_ROW,
    Decisions,
    PlannedRow,
    RowClass,
    SourceRow,
)

_WHOLE_DATE = len("1980-01-01")
_KEYS = ("pk", "id", "name", "citizen_id", "birth_date")


@dataclass(slots=True)
class KnownPerson:
    """A person of the register, with the columns that the workbook could change.

    ``household_id`` is the hukou household, the last one when the person has left it (then
    ``is_member`` is false), empty when there never was one.
    """

    pk: int
    id: str
    name: str
    citizen_id: str
    birth_date: str
    household_id: str
    household_no: str
    villager_group: str
    is_member: bool
    values: dict[str, Value]


@dataclass(slots=True)
class RegisterIndex:
    """The register by match key; lists hold more than one where several share the key."""

    by_id: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_household_name: dict[tuple[str, str], list[KnownPerson]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_number_name: dict[tuple[str, str], list[KnownPerson]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_name_birth: dict[tuple[str, str], list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_name_group: dict[tuple[str, str], list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_household: dict[tuple[str, str], list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_person_id: dict[str, KnownPerson] = field(default_factory=dict)
    household_columns: frozenset[str] = frozenset()


def load_index(connection: Connection, columns: ColumnPlan) -> RegisterIndex:
    """Everyone in the register with what is needed to match and to compare.

    Args:
        connection: Inside a snapshot.
        columns: What the workbook brings; facts of dwelling, homestead and contract are compared
            with the first one of the household.
    """
    person_columns = columns.columns(PERSON)
    home_columns = [("h", name) for name in columns.columns(HOUSEHOLD)]
    joins = ""
    for table in HOUSEHOLD_CHILDREN:
        if names := columns.columns(table):
            home_columns += [(table, name) for name in names]
            joins += (
                f" LEFT JOIN {table} ON {table}.pk = "  # noqa: S608 - own names
                f"(SELECT min(pk) FROM {table} WHERE household_id = h.id)"
            )
    index = RegisterIndex(household_columns=frozenset(name for _, name in home_columns) - {"household_no"})
    selected = [f"p.{name}" for name in _KEYS]
    selected += ["coalesce(h.id, '')", "coalesce(h.household_no, '')", "coalesce(h.villager_group, '')"]
    selected += ["m.id IS NOT NULL AND m.to_date IS NULL", "m.relation_to_head"]
    selected += [f'p."{name}"' for name in person_columns]
    selected += [f'{table}."{name}"' for table, name in home_columns]
    names_of_values = ("relation_to_head", *person_columns, *(name for _, name in home_columns))
    rows = connection.execute(
        f"SELECT {', '.join(selected)} FROM person p "  # noqa: S608 - columns of the catalogue
        "LEFT JOIN (membership m JOIN household h ON h.id = m.household_id AND h.kind = 'hukou') "
        f"ON m.person_id = p.id{joins} ORDER BY p.pk, m.to_date IS NOT NULL, m.to_date DESC"
    )
    for row in rows:
        pk, person_id, name, citizen_id, birth_date, household_id, household_no, group, is_member = row[:9]
        if person_id in index.by_person_id:
            continue  # earlier stays of the same person
        person = KnownPerson(
            pk,
            person_id,
            name or "",
            citizen_id or "",
            birth_date or "",
            household_id,
            household_no,
            group,
            bool(is_member),
            dict(zip(names_of_values, row[9:], strict=True)),
        )
        add_to_index(index, person)
    return index


def add_to_index(index: RegisterIndex, person: KnownPerson) -> None:
    """Enter one person under every key it has."""
    index.by_person_id[person.id] = person
    if person.citizen_id:
        index.by_id[person.citizen_id].append(person)
    if person.household_id:
        index.by_household[person.household_id, person.name].append(person)
    if person.household_no:
        key = number_key(person.household_no, person.villager_group)
        index.by_household_name[key, person.name].append(person)
        index.by_number_name[person.household_no, person.name].append(person)
    if person.birth_date:
        index.by_name_birth[person.name, person.birth_date].append(person)
    if person.villager_group:
        index.by_name_group[person.name, person.villager_group].append(person)


def _text(source: SourceRow, column: str) -> str:
    value = source.values.get(column)
    return value if isinstance(value, str) else ""


def _share_a_character(one: str, other: str) -> bool:
    return not one or not other or bool(set(one) & set(other))


@dataclass(frozen=True, slots=True)
class _Match:
    people: tuple[KnownPerson, ...] = ()
    matched_by: str = ""
    problem: Problem | None = None


def _place(source: SourceRow, column: str = "") -> Place:
    return Place(sheet=source.sheet, row=source.row_no, field=column)


def _contradicts(person: KnownPerson, citizen_id: str, birth_date: str) -> bool:
    """Two intact numbers or two full birth dates that differ mean two people of one name."""
    if citizen_id and person.citizen_id and citizen_id != person.citizen_id:
        return True
    return bool(
        birth_date
        and person.birth_date
        and not birth_date.startswith(person.birth_date)
        and not person.birth_date.startswith(birth_date)
    )


_NOBODY = _Match()


def _match(source: SourceRow, index: RegisterIndex) -> _Match:
    if not index.by_person_id:
        return _NOBODY  # the first import of an office is its longest
    name, citizen_id = _text(source, "name"), _text(source, "citizen_id")
    birth_date, household_no = _text(source, "birth_date"), _text(source, "household_no")
    if citizen_id and (found := index.by_id.get(citizen_id)):
        if len(found) == 1 and not _share_a_character(found[0].name, name):
            values = {"workbook": name, "register": found[0].name}
            return _Match(tuple(found), "id", Problem("IMP-201", values, _place(source, "citizen_id")))
        return _Match(tuple(found), "id")
    home = number_key(household_no, _text(source, "villager_group")) if household_no else ""
    if home and (found := index.by_household_name.get((home, name)) or _in_some_group(source, index)):
        left = tuple(p for p in found if not _contradicts(p, citizen_id, birth_date))
        if left:
            return _Match(left, "household_name")
    if birth_date and (found := index.by_name_birth.get((name, birth_date))):
        left = tuple(p for p in found if not _contradicts(p, citizen_id, birth_date))
        if left:
            problem = None
            if len(birth_date) < _WHOLE_DATE:  # a year or month alone is likely, not sure
                problem = Problem("IMP-202", {"name": name}, _place(source, "birth_date"))
            return _Match(left, "name_birth", problem)
    if source.id_hint and (group := _text(source, "villager_group")):
        left = tuple(
            p for p in index.by_name_group.get((name, group), ()) if p.citizen_id.startswith(source.id_hint)
        )
        if left:
            return _Match(
                left, "damaged_id", Problem("IMP-203", {"name": name}, _place(source, "citizen_id"))
            )
    return _Match()


def _in_some_group(source: SourceRow, index: RegisterIndex) -> list[KnownPerson]:
    """Namesakes under the row's household number, where the row or the register names no group."""
    group = _text(source, "villager_group")
    people = index.by_number_name.get((_text(source, "household_no"), _text(source, "name")), [])
    return [person for person in people if same_group(group, person.villager_group)]


def _found(source: SourceRow, person: KnownPerson, matched_by: str) -> PlannedRow:
    known = person.values
    changes = {
        column: (known[column], value)
        for column, value in source.values.items()
        if value is not None and column in known and known[column] != value
    }
    changes.pop("household_no", None)
    moved = _text(source, "household_no")
    group = _text(source, "villager_group") or person.villager_group
    here = number_key(person.household_no, person.villager_group or group)
    there = number_key(moved, group)
    if person.is_member and moved and person.household_no and here != there:
        changes["household_no"] = (person.household_no, moved)
    row_class = RowClass.CHANGED if changes else RowClass.SAME
    return PlannedRow(source, row_class, person.id, matched_by, changes)


def _asked(source: SourceRow, match: _Match, problem: Problem) -> PlannedRow:
    return PlannedRow(
        source,
        RowClass.ASK,
        matched_by=match.matched_by,
        candidates=tuple(person.id for person in match.people),
        problems=(problem,),
    )


def plan_row(source: SourceRow, index: RegisterIndex, answer: str = "") -> PlannedRow:
    """Class one row against the register; an answer of the clerk goes before every match."""
    if answer == SKIP_ROW:
        return PlannedRow(source, RowClass.SKIPPED, matched_by="answer")
    if source.is_faulty:
        return PlannedRow(source, RowClass.FAULTY)
    if answer == NEW_PERSON:
        return PlannedRow(source, RowClass.NEW, matched_by="answer")
    if answer and answer in index.by_person_id:
        return _found(source, index.by_person_id[answer], "answer")
    match = _match(source, index)
    if not match.people:
        return PlannedRow(source, RowClass.NEW)
    if len(match.people) > 1:
        values = {"name": _text(source, "name"), "count": str(len(match.people))}
        return _asked(source, match, Problem("IMP-204", values, _place(source)))
    if match.problem is not None:
        return _asked(source, match, match.problem)
    return _found(source, match.people[0], match.matched_by)


def plan_rows(rows: Sequence[SourceRow], index: RegisterIndex, decisions: Decisions) -> list[PlannedRow]:
    """Class every row; the second row of one person in the same file is asked or recognised.

    Two rows of one file that mean the same person (same number, or same name and birth date in one
    household) are not both taken: when they agree the later one is `SAME`, otherwise it is asked.
    Rows without number, household number and birth date are matched by name within the household
    that their fellow members were found in.

    Returns:
        One planned row per source row, in the order of the file.
    """
    answers = decisions.answers
    first_look = [plan_row(row, index, answers.get(row.key, "") if answers else "") for row in rows]
    homes = _homes(first_look, index)
    planned: list[PlannedRow] = []
    seen = _Seen()
    told: set[tuple[object, str]] = set()
    for looked_at in first_look:
        row = looked_at
        if row.row_class is RowClass.NEW and row.source.household in homes and not row.matched_by:
            row = _at_home(row.source, index, homes[row.source.household])
        if row.row_class in _TAKEN and row.matched_by != "answer":
            position = seen.enter(row, len(planned))
            if position is not None:
                row = _repeated(row, planned[position])
        planned.append(_once_per_household(row, index, told))
    return planned


_TAKEN = (RowClass.NEW, RowClass.CHANGED, RowClass.SAME)


def _homes(rows: Sequence[PlannedRow], index: RegisterIndex) -> dict[int, str]:
    """The register's household of each household of the file, where the members found agree on one."""
    found: dict[int, set[str]] = {}
    for row in rows:
        if row.person_id and row.source.household >= 0:
            household_id = index.by_person_id[row.person_id].household_id
            found.setdefault(row.source.household, set()).add(household_id)
    return {number: ids.pop() for number, ids in found.items() if len(ids) == 1 and "" not in ids}


def _at_home(source: SourceRow, index: RegisterIndex, household_id: str) -> PlannedRow:
    """Match by name among the members of a household."""
    people = tuple(
        person
        for person in index.by_household.get((household_id, _text(source, "name")), ())
        if not _contradicts(person, _text(source, "citizen_id"), _text(source, "birth_date"))
    )
    if len(people) == 1:
        return _found(source, people[0], "household_name")
    if people:
        values = {"name": _text(source, "name"), "count": str(len(people))}
        return _asked(source, _Match(people, "household_name"), Problem("IMP-204", values, _place(source)))
    return PlannedRow(source, RowClass.NEW)


def _once_per_household(row: PlannedRow, index: RegisterIndex, told: set[tuple[object, str]]) -> PlannedRow:
    """Let only the first row of a household change the household's own facts, as the writing does."""
    if row.row_class not in _TAKEN or not index.by_person_id:
        return row
    source = row.source
    key = household_key(source)
    dropped = []
    for column in index.household_columns:
        if source.values.get(column) is None:
            continue
        if (key, column) in told:
            dropped.append(column)
        told.add((key, column))
    if not any(column in row.changes for column in dropped):
        return row
    changes = {column: pair for column, pair in row.changes.items() if column not in dropped}
    row_class = RowClass.CHANGED if changes else RowClass.SAME
    return row._replace(changes=changes, row_class=row_class)


class _Seen:
    """Rows of the file met so far, by what tells a person."""

    def __init__(self) -> None:
        self._by_person: dict[str, int] = {}
        self._by_id: dict[str, int] = {}
        self._by_name: dict[tuple[str, str, object], tuple[int, bool]] = {}

    def enter(self, row: PlannedRow, position: int) -> int | None:
        """Enter a row unless an earlier one is about the same person; the position of that one.

        Name and full birth date tell a person within one household, and within one villagers'
        group when one of the two rows has no number.
        """
        source = row.source
        if row.person_id and row.person_id in self._by_person:
            return self._by_person[row.person_id]
        citizen_id = _text(source, "citizen_id")
        if citizen_id and citizen_id in self._by_id:
            return self._by_id[citizen_id]
        keys = _name_keys(source)
        for key, in_household in keys:
            earlier, has_number = self._by_name.get(key, _NOWHERE)
            if earlier >= 0 and not (citizen_id and has_number) and (in_household or not citizen_id):
                return earlier
        if row.person_id:
            self._by_person[row.person_id] = position
        if citizen_id:
            self._by_id[citizen_id] = position
        for key, _ in keys:
            self._by_name.setdefault(key, (position, bool(citizen_id)))
        return None


_NOWHERE = (-1, True)


def _name_keys(source: SourceRow) -> list[tuple[tuple[str, str, object], bool]]:
    """Keys by name and birth date: within the file's household, then within the group."""
    birth_date = _text(source, "birth_date")
    if len(birth_date) < _WHOLE_DATE:
        return []
    name, group = _text(source, "name"), _text(source, "villager_group")
    keys: list[tuple[tuple[str, str, object], bool]] = []
    if source.household >= 0:
        keys.append(((name, birth_date, source.household), True))
    if group:
        keys.append(((name, birth_date, group), False))
    return keys


def _repeated(row: PlannedRow, first: PlannedRow) -> PlannedRow:
    values = {
        "name": _text(row.source, "name"),
        "sheet": first.source.sheet,
        "row": str(first.source.row_no),
    }
    differs = [
        column
        for column, value in row.source.values.items()
        if value is not None and first.source.values.get(column) != value
    ]
    if differs:
        problem = Problem("IMP-205", values, _place(row.source))
        return PlannedRow(row.source, RowClass.ASK, problems=(problem,))
    hint = Problem("IMP-206", values, _place(row.source), Severity.HINT)
    return PlannedRow(row.source, RowClass.SAME, row.person_id, "file", problems=(hint,))
