"""Reads visits, what was learnt on them, walk lists, and the facts from which classes of visits follow."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries.stored_list import stored_list
from desktop.domain.catalogue import RESTRICTED_TAG

_ALIVE = "p.death_date IS NULL AND coalesce(p.residence_state, '') NOT IN ('70', '80')"
_HERE = "coalesce(p.residence_state, '10') IN ('10', '30', '50', '90')"
_OPEN_HUKOU = "h.kind = 'hukou' AND coalesce(h.household_state, '') <> 'closed'"

_DAY = "date(s.at_ms / 1000, 'unixepoch', 'localtime')"
_ENTERED = (
    f"coalesce((SELECT {_DAY} FROM change c JOIN change_set s ON s.seq = c.change_set "  # noqa: S608
    "WHERE c.table_no = {number} AND c.record_pk = {row}.pk AND c.op = 1 LIMIT 1), {start})"
)
_PERSON, _HOUSEHOLD, _MEMBERSHIP, _GRID, _AID_GRANT, _BODY_SEAT = 1, 2, 3, 9, 18, 85  # numbers of tables


@dataclass(frozen=True, slots=True)
class HomeRow:
    """An open household that can be visited; ids of who is responsible are empty for none.

    ``entered_on`` is the ISO day on which the register got it, empty where the log does not tell.
    """

    id: str
    number: str
    group: str
    address: str
    grid_id: str
    grid: str
    official_id: str
    party_member_id: str
    phone: str
    entered_on: str


def list_homes(connection: Connection, household_id: str = "") -> dict[str, HomeRow]:
    """Open hukou households by id, or one of them."""
    rows = connection.execute(
        "SELECT h.id, coalesce(h.household_no, ''), coalesce(h.villager_group, ''), "
        "coalesce(h.address, h.hamlet, ''), coalesce(h.grid_id, ''), coalesce(g.name, ''), "
        "coalesce(h.linked_official_id, ''), coalesce(h.linked_party_member_id, ''), "
        "coalesce(h.household_phone, ''), " + _ENTERED.format(number=_HOUSEHOLD, row="h", start="''") + " "
        f"FROM household h LEFT JOIN grid g ON g.id = h.grid_id WHERE {_OPEN_HUKOU} "
        "AND (? = '' OR h.id = ?)",
        (household_id, household_id),
    )
    return {row[0]: HomeRow(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A living person of an open household."""

    id: str
    household_id: str
    name: str
    is_head: bool
    is_here: bool
    birth_date: str
    tags: frozenset[str]
    is_disabled: bool
    political_status: str
    mobile: str


def list_residents(connection: Connection, household_id: str = "") -> tuple[ResidentRow, ...]:
    """Everybody living of the open households, in the order of memberships; tags without restricted ones."""
    rows = connection.execute(
        "SELECT p.id, h.id, coalesce(p.name, ''), m.role = 'head', "  # noqa: S608 - own text
        f"{_HERE}, coalesce(p.birth_date, ''), p.group_tags, "
        "p.disability_no IS NOT NULL OR p.disability_category IS NOT NULL OR p.disability_grade IS NOT NULL, "
        "coalesce(p.political_status, ''), coalesce(p.mobile, '') "
        "FROM membership m JOIN household h ON h.id = m.household_id JOIN person p ON p.id = m.person_id "
        f"WHERE m.to_date IS NULL AND {_OPEN_HUKOU} AND {_ALIVE} "
        "AND (? = '' OR h.id = ?) ORDER BY m.pk",
        (household_id, household_id),
    )
    return tuple(
        ResidentRow(
            row[0],
            row[1],
            row[2],
            bool(row[3]),
            bool(row[4]),
            row[5],
            frozenset(tag for tag in stored_list(row[6]) if not tag.startswith(RESTRICTED_TAG)),
            bool(row[7]),
            row[8],
            row[9],
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Aid or a post that somebody has: ISO days from which it holds and on which it was entered."""

    from_on: str
    entered_on: str


def list_held(connection: Connection, day: str) -> dict[str, dict[tuple[str, str], HeldRow]]:
    """By person, kinds of aid (``aid``, its code) and posts (``post``, ``seat`` or ``grid``) on a day."""
    month = day[:7]
    rows = connection.execute(
        "SELECT a.head_person_id, 'aid', a.aid_kind, a.from_month || '-01', "  # noqa: S608 - own text
        + _ENTERED.format(number=_AID_GRANT, row="a", start="a.from_month || '-01'")
        + " FROM aid_grant a WHERE a.from_month <= ? AND (a.to_month IS NULL OR a.to_month >= ?) "
        "UNION ALL SELECT b.person_id, 'post', 'seat', coalesce(substr(b.from_date || '-01-01', 1, 10), ''), "
        + _ENTERED.format(number=_BODY_SEAT, row="b", start="''")
        + " FROM body_seat b WHERE coalesce(b.from_date, '') <= ? AND (b.to_date IS NULL OR b.to_date > ?) "
        "UNION ALL SELECT g.head_person_id, 'post', 'grid', '', "
        + _ENTERED.format(number=_GRID, row="g", start="''")
        + " FROM grid g WHERE g.head_person_id IS NOT NULL",
        (month, month, day, day),
    )
    found: dict[str, dict[tuple[str, str], HeldRow]] = defaultdict(dict)
    for person, source, code, from_on, entered_on in rows:
        first = max(from_on, entered_on) or day
        held = HeldRow(from_on or first, entered_on or first)
        known = found[str(person)].get((source, code))
        if known is None or max(held.from_on, held.entered_on) < max(known.from_on, known.entered_on):
            found[str(person)][source, code] = held
    return found


@dataclass(frozen=True, slots=True)
class FactChangeRow:
    """A change of somebody's record from which a class of visits may follow.

    ``day`` is that of the change on the clock of the office; ``patch`` has old and new values by column,
    and is empty where the record was made.
    """

    person_id: str
    day: str
    is_first: bool
    patch: Mapping[str, Sequence[object]]

    def value(self, column: str) -> tuple[object, object]:
        """Old and new value; None twice where the column was not changed."""
        old, new = self.patch.get(column, (None, None))
        return old, new

    def values(self, column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Old and new entries of a list."""
        old, new = self.value(column)
        return stored_list(old if isinstance(old, str) else None), stored_list(
            new if isinstance(new, str) else None
        )

    def begins(self, *columns: str) -> bool:
        """Whether one of some columns was empty before and is filled now."""
        return any(new is not None and old is None for old, new in map(self.value, columns))


def list_fact_changes(connection: Connection, people: Iterable[str]) -> tuple[FactChangeRow, ...]:
    """Changes of special groups, disability and political status of some people, the earliest first."""
    rows = connection.execute(
        f"SELECT p.id, {_DAY}, c.op = 1, c.patch FROM person p "  # noqa: S608 - own text
        "JOIN change c ON c.table_no = ? AND c.record_pk = p.pk JOIN change_set s ON s.seq = c.change_set "
        "WHERE p.id IN (SELECT value FROM json_each(?)) AND (c.op = 1 OR (c.op = 2 AND ("
        "instr(c.patch, '\"group_tags\"') OR instr(c.patch, '\"political_status\"') "
        "OR instr(c.patch, '\"disability_')))) ORDER BY c.seq",
        (_PERSON, json.dumps(list(people))),
    )
    return tuple(
        FactChangeRow(row[0], row[1], bool(row[2]), json.loads(row[3]) if row[3] and not row[2] else {})
        for row in rows
    )


def last_comings_and_goings(connection: Connection, households: Iterable[str], day: str) -> dict[str, str]:
    """By household, the ISO day on which somebody last came, went away, left it or died, up to a day."""
    ids = json.dumps(list(households))
    rows = connection.execute(
        f"SELECT m.household_id, max({_DAY}) FROM membership m JOIN person p ON p.id = m.person_id "  # noqa: S608
        "JOIN change c ON (c.table_no = ? AND c.record_pk = p.pk AND (c.op = 1 "
        "OR instr(c.patch, '\"residence_state\"') OR instr(c.patch, '\"death_date\"'))) "
        "OR (c.table_no = ? AND c.record_pk = m.pk) "
        "JOIN change_set s ON s.seq = c.change_set "
        "WHERE m.household_id IN (SELECT value FROM json_each(?)) "
        f"AND {_DAY} <= ? GROUP BY m.household_id",
        (_PERSON, _MEMBERSHIP, ids, day),
    )
    return {str(household): str(day) for household, day in rows}


# Visits


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as the file keeps it; ``visited_at`` is a UTC moment."""

    id: str
    target_table: str
    target_id: str
    household_id: str
    object_class: str
    visited_at: str
    visitor_ids: tuple[str, ...]
    visitors: str
    form: str
    met: str
    outcome: str
    needs: str
    hazards: str
    disputes: str
    policies: tuple[str, ...]
    note: str
    event_ids: tuple[str, ...]
    late_reason: str
    also_ids: tuple[str, ...]
    walk_list_id: str

    @property
    def objects(self) -> frozenset[str]:
        """Ids of everybody and everything the visit went to: people, and the household it was at."""
        return frozenset(each for each in (self.target_id, self.household_id, *self.also_ids) if each)


_VISIT = (
    "v.id, v.target_table, v.target_id, coalesce(v.household_id, ''), coalesce(v.object_class, ''), "
    "v.visited_at, v.visitor_ids, coalesce(v.visitors, ''), v.form, coalesce(v.met, ''), "
    "coalesce(v.outcome, ''), coalesce(v.needs, ''), coalesce(v.hazards, ''), coalesce(v.disputes, ''), "
    "v.policies, coalesce(v.note, ''), v.event_ids, coalesce(v.entered_late_reason, ''), v.also_ids, "
    "coalesce(v.walk_list_id, '')"
)
_LISTS = (6, 14, 16, 18)


def _visit(row: Sequence[object]) -> VisitRow:
    values = [stored_list(value) if place in _LISTS else value for place, value in enumerate(row)]  # type: ignore[arg-type]
    return VisitRow(*values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class VisitedRow:
    """What cycles and figures need of a visit; ``visited_at`` is a UTC moment."""

    visited_at: str
    form: str
    outcome: str
    objects: frozenset[str]
    visitor_ids: tuple[str, ...]
    visitors: str


def list_visited(connection: Connection, since: str = "", until: str = "") -> tuple[VisitedRow, ...]:
    """Visits of a span of moments, the earliest first; an empty end leaves it open."""
    rows = connection.execute(
        "SELECT visited_at, form, coalesce(outcome, ''), target_id, coalesce(household_id, ''), also_ids, "
        "visitor_ids, coalesce(visitors, '') FROM visit WHERE visited_at >= ? AND (? = '' OR visited_at < ?) "
        "ORDER BY visited_at",
        (since, until, until),
    )
    return tuple(
        VisitedRow(
            row[0],
            row[1],
            row[2],
            frozenset(each for each in (row[3], row[4], *stored_list(row[5])) if each),
            stored_list(row[6]),
            row[7],
        )
        for row in rows
    )


def list_visits(
    connection: Connection, *, since: str = "", until: str = "", most: int = -1
) -> tuple[VisitRow, ...]:
    """Visits of a span of moments, the latest first; an empty end leaves it open, -1 gives all of them."""
    rows = connection.execute(
        f"SELECT {_VISIT} FROM visit v WHERE v.visited_at >= ? AND (? = '' OR v.visited_at < ?) "  # noqa: S608
        "ORDER BY v.visited_at DESC, v.pk DESC LIMIT ?",
        (since, until, until, most),
    )
    return tuple(_visit(row) for row in rows)


def visits_about(connection: Connection, ids: Iterable[str]) -> tuple[VisitRow, ...]:
    """Visits that went to any of some people or households, the latest first."""
    wanted = tuple(dict.fromkeys(ids))
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        f"SELECT {_VISIT} FROM visit v WHERE v.target_id IN ({marks}) "  # noqa: S608 - own text
        f"OR v.household_id IN ({marks}) "
        f"OR EXISTS (SELECT 1 FROM json_each(v.also_ids) a WHERE a.value IN ({marks})) "
        "ORDER BY v.visited_at DESC, v.pk DESC",
        wanted * 3,
    )
    return tuple(_visit(row) for row in rows)


def find_visit(connection: Connection, visit_id: str) -> VisitRow | None:
    """One visit."""
    row = connection.execute(f"SELECT {_VISIT} FROM visit v WHERE v.id = ?", (visit_id,)).fetchone()  # noqa: S608
    return None if row is None else _visit(row)


# Objects by hand


@dataclass(frozen=True, slots=True)
class ObjectRow:
    """Somebody put into a class by hand; days are ISO texts, ``cycle_days`` None for that of the class."""

    id: str
    target_table: str
    target_id: str
    object_class: str
    cycle_days: int | None
    from_on: str
    to_on: str
    reason: str


_OBJECT = (
    "id, target_table, target_id, object_class, cycle_days, from_on, coalesce(to_on, ''), "
    "coalesce(reason, '')"
)


def list_objects(connection: Connection, day: str = "") -> tuple[ObjectRow, ...]:
    """Those in force on a day; all of them for no day."""
    rows = connection.execute(
        f"SELECT {_OBJECT} FROM visit_object "  # noqa: S608 - own text
        "WHERE ? = '' OR (from_on <= ? AND (to_on IS NULL OR to_on >= ?)) ORDER BY from_on DESC, pk DESC",
        (day, day, day),
    )
    return tuple(ObjectRow(*row) for row in rows)


def find_object(connection: Connection, object_id: str) -> ObjectRow | None:
    """One of them."""
    row = connection.execute(f"SELECT {_OBJECT} FROM visit_object WHERE id = ?", (object_id,)).fetchone()  # noqa: S608
    return None if row is None else ObjectRow(*row)


# Patches


@dataclass(frozen=True, slots=True)
class PatchRow:
    """A fact that a visit found changed; values as their column stores them, as text."""

    id: str
    visit_id: str
    target_table: str
    target_id: str
    field: str
    old_value: str
    new_value: str
    state: str
    decided_at: str
    decided_by: str
    reason: str


_PATCH = (
    "id, visit_id, target_table, target_id, field, coalesce(old_value, ''), coalesce(new_value, ''), state, "
    "coalesce(decided_at, ''), coalesce(decided_by, ''), coalesce(reason, '')"
)


def list_patches(connection: Connection, state: str = "") -> tuple[PatchRow, ...]:
    """Patches in a state, or all of them, the latest first."""
    rows = connection.execute(
        f"SELECT {_PATCH} FROM visit_patch WHERE ? = '' OR state = ? ORDER BY pk DESC",  # noqa: S608 - own text
        (state, state),
    )
    return tuple(PatchRow(*row) for row in rows)


def patches_of(connection: Connection, visit_id: str) -> tuple[PatchRow, ...]:
    """Patches of one visit, in the order in which they were written."""
    rows = connection.execute(
        f"SELECT {_PATCH} FROM visit_patch WHERE visit_id = ? ORDER BY pk",  # noqa: S608 - own text
        (visit_id,),
    )
    return tuple(PatchRow(*row) for row in rows)


def find_patch(connection: Connection, patch_id: str) -> PatchRow | None:
    """One patch."""
    row = connection.execute(f"SELECT {_PATCH} FROM visit_patch WHERE id = ?", (patch_id,)).fetchone()  # noqa: S608
    return None if row is None else PatchRow(*row)


# Walk lists


@dataclass(frozen=True, slots=True)
class WalkListRow:
    """A walk list as the file keeps it; ``target_ids`` are people and households."""

    id: str
    title: str
    planned_on: str
    visitor_ids: tuple[str, ...]
    target_ids: tuple[str, ...]
    closed_on: str


_WALK = "id, title, planned_on, visitor_ids, target_ids, coalesce(closed_on, '')"


def list_walk_lists(connection: Connection) -> tuple[WalkListRow, ...]:
    """All walk lists, the latest first."""
    rows = connection.execute(f"SELECT {_WALK} FROM walk_list ORDER BY planned_on DESC, pk DESC")  # noqa: S608
    return tuple(_walk(row) for row in rows)


def find_walk_list(connection: Connection, list_id: str) -> WalkListRow | None:
    """One walk list."""
    row = connection.execute(f"SELECT {_WALK} FROM walk_list WHERE id = ?", (list_id,)).fetchone()  # noqa: S608
    return None if row is None else _walk(row)


def _walk(row: Sequence[str]) -> WalkListRow:
    return WalkListRow(row[0], row[1], row[2], stored_list(row[3]), stored_list(row[4]), row[5])


def entered_homes(connection: Connection, list_id: str) -> Mapping[str, str]:
    """Households of the visits that were entered from a walk list, with the visit of each."""
    rows = connection.execute(
        "SELECT coalesce(household_id, target_id), id FROM visit WHERE walk_list_id = ? ORDER BY pk",
        (list_id,),
    )
    return {str(home): str(visit) for home, visit in rows}


# Names


def names_of(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """Names of people by id, of those who have died too: a record of a visit goes on naming them."""
    ids = tuple(dict.fromkeys(people))
    rows = connection.execute(
        f"SELECT id, coalesce(name, '') FROM person WHERE id IN ({', '.join('?' * len(ids))})",  # noqa: S608
        ids,
    )
    return {str(person): str(name) for person, name in rows}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody living in a household; ``role`` as in the membership."""

    id: str
    name: str
    role: str
    is_here: bool


def members_of(connection: Connection, household_id: str) -> tuple[MemberRow, ...]:
    """Living members of a household, the head first."""
    rows = connection.execute(
        f"SELECT p.id, coalesce(p.name, ''), m.role, {_HERE} FROM membership m "  # noqa: S608 - own text
        f"JOIN person p ON p.id = m.person_id WHERE m.household_id = ? AND m.to_date IS NULL AND {_ALIVE} "
        "ORDER BY m.role <> 'head', m.pk",
        (household_id,),
    )
    return tuple(MemberRow(row[0], row[1], row[2], bool(row[3])) for row in rows)


def household_of(connection: Connection, person_id: str) -> str:
    """The hukou household of a person now; empty for none."""
    row = connection.execute(
        "SELECT m.household_id FROM membership m JOIN household h ON h.id = m.household_id "
        "WHERE m.person_id = ? AND m.to_date IS NULL AND h.kind = 'hukou' LIMIT 1",
        (person_id,),
    ).fetchone()
    return "" if row is None else str(row[0])


def heads_of(connection: Connection, households: Iterable[str]) -> dict[str, str]:
    """Names of the heads by household, closed ones too."""
    ids = tuple(dict.fromkeys(households))
    rows = connection.execute(
        "SELECT m.household_id, coalesce(p.name, '') FROM membership m "  # noqa: S608 - own text
        "JOIN person p ON p.id = m.person_id "
        f"WHERE m.role = 'head' AND m.household_id IN ({', '.join('?' * len(ids))}) "
        "ORDER BY m.to_date IS NULL, m.pk",
        ids,
    )
    return {str(household): str(name) for household, name in rows}


def person_of_account(connection: Connection, account_id: str) -> str:
    """Who somebody who signs in is in the register; empty when that is not said."""
    row = connection.execute("SELECT person_id FROM account WHERE id = ?", (account_id,)).fetchone()
    return "" if row is None or row[0] is None else str(row[0])
