"""Reads mobilisations with their callers, households and marks, shelters, and reports of disasters."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.connection import Connection
from db.queries.patrols import DISABLED
from db.queries.stored_list import stored_list

_LASTS = "m.to_date IS NULL"
_ALIVE = "p.death_date IS NULL AND coalesce(p.residence_state, '') NOT IN ('70', '80')"
_CHUNK = 900


def _chunks(ids: Iterable[str]) -> Iterable[tuple[str, ...]]:
    wanted = tuple(dict.fromkeys(ids))
    return (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))


def _marks(ids: Sequence[str]) -> str:
    return ", ".join("?" * len(ids))


# The register, as an emergency asks for it


@dataclass(frozen=True, slots=True)
class HomeRow:
    """An open household that people live in or are registered in, with its dwelling's emergency facts."""

    id: str
    kind: str
    number: str
    group: str
    hamlet: str
    address: str
    phone: str
    grid_id: str
    linked_ids: tuple[str, ...]
    evacuation_help: bool
    shelter_id: str


_HOME = (
    "SELECT h.id, h.kind, coalesce(h.household_no, ''), coalesce(h.villager_group, ''), "
    "coalesce(h.hamlet, ''), coalesce(h.address, ''), coalesce(h.household_phone, ''), "
    "coalesce(h.grid_id, ''), coalesce(h.linked_official_id, ''), coalesce(h.linked_party_member_id, ''), "
    "coalesce(max(d.evacuation_help), 0), coalesce(max(d.shelter_id), '') "
    "FROM household h LEFT JOIN dwelling d ON d.household_id = h.id"
)


def _home(row: Sequence[Any]) -> HomeRow:
    linked = tuple(one for one in row[8:10] if one)
    return HomeRow(*[*row[:8], linked, bool(row[10]), *row[11:]])


def list_homes(connection: Connection) -> tuple[HomeRow, ...]:
    """Open households of the kinds that people live in: registered and actual ones."""
    rows = connection.execute(
        f"{_HOME} WHERE h.kind IN ('hukou', 'actual') AND coalesce(h.household_state, '') <> 'closed' "
        "AND h.closed_on IS NULL GROUP BY h.id ORDER BY h.pk"
    )
    return tuple(_home(row) for row in rows)


def find_homes(connection: Connection, ids: Iterable[str]) -> dict[str, HomeRow]:
    """Some households, also closed ones."""
    found: dict[str, HomeRow] = {}
    for part in _chunks(ids):
        rows = connection.execute(f"{_HOME} WHERE h.id IN ({_marks(part)}) GROUP BY h.id", part)
        found |= {row[0]: _home(row) for row in rows}
    return found


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A living member of a household, with what an emergency asks; ``tags`` are codes of special groups."""

    household_id: str
    person_id: str
    name: str
    is_head: bool
    residence_state: str
    birth_date: str
    mobile: str
    tags: frozenset[str]
    is_disabled: bool


def list_residents(
    connection: Connection, households: Iterable[str] | None = None
) -> tuple[ResidentRow, ...]:
    """Living members of open or of some households, the head of each first."""
    select = (
        "SELECT m.household_id, p.id, coalesce(p.name, ''), m.role = 'head', "  # noqa: S608 - own text
        "coalesce(p.residence_state, '10'), coalesce(p.birth_date, ''), coalesce(p.mobile, ''), "
        f"p.group_tags, {DISABLED} "
        "FROM membership m JOIN person p ON p.id = m.person_id JOIN household h ON h.id = m.household_id "
        f"WHERE {_LASTS} AND {_ALIVE} AND "
    )
    order = " ORDER BY m.household_id, m.role <> 'head', m.pk"
    if households is None:
        rows = connection.execute(
            f"{select} h.kind IN ('hukou', 'actual') AND coalesce(h.household_state, '') <> 'closed'{order}"
        ).fetchall()
    else:
        rows = []
        for part in _chunks(households):
            rows += connection.execute(f"{select} h.id IN ({_marks(part)}){order}", part).fetchall()
    return tuple(
        ResidentRow(*[*row[:3], bool(row[3]), *row[4:7], frozenset(stored_list(row[7])), bool(row[8])])
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class GridRow:
    """A grid with its head and its workers."""

    id: str
    code: str
    name: str
    head_id: str
    worker_ids: tuple[str, ...]


def list_grids(connection: Connection) -> tuple[GridRow, ...]:
    """All grids by code."""
    rows = connection.execute(
        "SELECT id, code, name, coalesce(head_person_id, ''), worker_person_ids FROM grid ORDER BY code, pk"
    )
    return tuple(GridRow(*[*row[:4], stored_list(row[4])]) for row in rows)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody who may call others: a name, a number, where they are and where they live."""

    person_id: str
    name: str
    mobile: str
    residence_state: str
    is_alive: bool
    household_id: str
    group: str
    grid_id: str


def find_staff(connection: Connection, ids: Iterable[str]) -> dict[str, StaffRow]:
    """People by id with the household that they live in."""
    found: dict[str, StaffRow] = {}
    for part in _chunks(ids):
        rows = connection.execute(
            "SELECT p.id, coalesce(p.name, ''), coalesce(p.mobile, ''), "  # noqa: S608 - own text
            f"coalesce(p.residence_state, '10'), {_ALIVE}, coalesce(h.id, ''), "
            "coalesce(h.villager_group, ''), coalesce(h.grid_id, '') FROM person p "
            f"LEFT JOIN membership m ON m.person_id = p.id AND {_LASTS} "
            "LEFT JOIN household h ON h.id = m.household_id AND h.kind IN ('hukou', 'actual') "
            f"WHERE p.id IN ({_marks(part)}) ORDER BY h.kind = 'hukou', m.pk",
            part,
        )
        for row in rows:
            if row[0] not in found or (row[5] and not found[row[0]].household_id):
                found[row[0]] = StaffRow(*[*row[:4], bool(row[4]), *row[5:]])
    return found


def people_tagged(connection: Connection, tags: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Living people of some special groups as id and tag, in the order of the tags."""
    rows = connection.execute(
        "SELECT p.id, t.value FROM person p, json_each(p.group_tags) t "  # noqa: S608 - own text
        f"WHERE p.group_tags IS NOT NULL AND t.value IN ({_marks(tags)}) AND {_ALIVE} ORDER BY p.pk",
        tuple(tags),
    )
    found = [(str(person), str(tag)) for person, tag in rows]
    return tuple(sorted(found, key=lambda each: tags.index(each[1])))


# Shelters


@dataclass(frozen=True, slots=True)
class ShelterRow:
    """A shelter as the file keeps it."""

    id: str
    name: str
    position: str
    capacity: int | None
    keeper_id: str
    keeper: str
    phone: str
    stock: str
    closed_on: str
    note: str


_SHELTER = (
    "SELECT s.id, s.name, coalesce(s.position, ''), s.capacity, coalesce(s.keeper_person_id, ''), "
    "coalesce(p.name, ''), coalesce(s.keeper_phone, p.mobile, ''), coalesce(s.stock, ''), "
    "coalesce(s.closed_on, ''), coalesce(s.note, '') "
    "FROM shelter s LEFT JOIN person p ON p.id = s.keeper_person_id"
)


def list_shelters(connection: Connection) -> tuple[ShelterRow, ...]:
    """All shelters, the open ones first."""
    rows = connection.execute(f"{_SHELTER} ORDER BY s.closed_on IS NOT NULL, s.name, s.pk")
    return tuple(ShelterRow(*row) for row in rows)


# Orders and mobilisations


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order of the county or township; ``mobilisation_id`` is what came of it here."""

    id: str
    number: str
    issuer: str
    kind: str
    level: str
    area: str
    text: str
    issued_at: str
    deadline_at: str
    is_drill: bool
    cleared_at: str
    clear_text: str
    withdrawn_at: str
    mobilisation_id: str


def list_orders(connection: Connection) -> tuple[OrderRow, ...]:
    """All orders, the latest first."""
    rows = connection.execute(
        "SELECT o.id, o.number, o.issuer, o.kind, o.level, coalesce(o.area, ''), o.text, o.issued_at, "
        "coalesce(o.deadline_at, ''), o.is_drill, coalesce(o.cleared_at, ''), coalesce(o.clear_text, ''), "
        "coalesce(o.withdrawn_at, ''), coalesce((SELECT max(m.id) FROM mobilisation m "
        "WHERE m.order_id = o.id), '') FROM mobilisation_order o ORDER BY o.issued_at DESC, o.pk DESC"
    )
    return tuple(OrderRow(*[*row[:9], bool(row[9]), *row[10:]]) for row in rows)


@dataclass(frozen=True, slots=True)
class MobilisationRow:
    """A mobilisation as the file keeps it; moments are UTC texts."""

    id: str
    number: str
    order_id: str
    source: str
    kind: str
    level: str
    text: str
    groups: tuple[str, ...]
    site_ids: tuple[str, ...]
    started_at: str
    deadline_at: str
    is_drill: bool
    cleared_at: str
    cleared_by: str
    clear_text: str
    entered_late: bool
    note: str


_MOBILISATION = (
    "SELECT id, number, coalesce(order_id, ''), coalesce(source, ''), kind, level, coalesce(text, ''), "
    "groups, site_ids, started_at, coalesce(deadline_at, ''), is_drill, coalesce(cleared_at, ''), "
    "coalesce(cleared_by, ''), coalesce(clear_text, ''), entered_late, coalesce(note, '') FROM mobilisation"
)


def _mobilisation(row: Sequence[Any]) -> MobilisationRow:
    lists = (stored_list(row[7]), stored_list(row[8]))
    return MobilisationRow(
        *[*row[:7], *lists, *row[9:11], bool(row[11]), *row[12:15], bool(row[15]), row[16]]
    )


def list_mobilisations(connection: Connection) -> tuple[MobilisationRow, ...]:
    """All mobilisations: those that run first, then the latest first."""
    rows = connection.execute(f"{_MOBILISATION} ORDER BY cleared_at IS NOT NULL, started_at DESC, pk DESC")
    return tuple(_mobilisation(row) for row in rows)


def list_running(connection: Connection) -> tuple[MobilisationRow, ...]:
    """Mobilisations without all-clear, the earliest first."""
    rows = connection.execute(f"{_MOBILISATION} WHERE cleared_at IS NULL ORDER BY started_at, pk")
    return tuple(_mobilisation(row) for row in rows)


def find_mobilisation(connection: Connection, mobilisation_id: str) -> MobilisationRow | None:
    """One mobilisation."""
    row = connection.execute(f"{_MOBILISATION} WHERE id = ?", (mobilisation_id,)).fetchone()
    return None if row is None else _mobilisation(row)


def next_serial(connection: Connection, prefix: str) -> int:
    """The number after the highest that begins so."""
    row = connection.execute(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM mobilisation WHERE substr(number, 1, ?) = ?",
        (len(prefix) + 1, len(prefix), prefix),
    ).fetchone()
    return int(row[0] or 0) + 1


@dataclass(frozen=True, slots=True)
class CallRow:
    """A line of the call tree as the file keeps it."""

    id: str
    person_id: str
    name: str
    phone: str
    role: str
    caller_id: str
    sequence: int
    area: str
    skipped_reason: str
    stands_in_for: str


def list_calls(connection: Connection, mobilisation_id: str) -> tuple[CallRow, ...]:
    """The call tree of a mobilisation in its order, those who could not call at the end."""
    rows = connection.execute(
        "SELECT id, coalesce(person_id, ''), name, coalesce(phone, ''), role, coalesce(caller_id, ''), "
        "sequence, coalesce(area, ''), coalesce(skipped_reason, ''), coalesce(stands_in_for, '') "
        "FROM mobilisation_call WHERE mobilisation_id = ? ORDER BY skipped_reason IS NOT NULL, sequence, pk",
        (mobilisation_id,),
    )
    return tuple(CallRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A household of a mobilisation as the file keeps it."""

    id: str
    household_id: str
    call_id: str
    sequence: int
    needs_help: bool
    help_text: str
    people: int
    site_id: str
    shelter_id: str


def list_lines(connection: Connection, mobilisation_id: str) -> tuple[LineRow, ...]:
    """The households of a mobilisation by route."""
    rows = connection.execute(
        "SELECT id, household_id, coalesce(call_id, ''), sequence, needs_help, coalesce(help_text, ''), "
        "coalesce(people, 0), coalesce(site_id, ''), coalesce(shelter_id, '') "
        "FROM mobilisation_household WHERE mobilisation_id = ? ORDER BY sequence, pk",
        (mobilisation_id,),
    )
    return tuple(LineRow(*[*row[:4], bool(row[4]), *row[5:]]) for row in rows)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark as the file keeps it."""

    id: str
    target_table: str
    target_id: str
    mark: str
    people: int | None
    at: str
    entered_at: str
    shelter_id: str
    reported_by: str
    way: str
    text: str
    round: int
    void_of_id: str


def list_marks(connection: Connection, mobilisation_id: str) -> tuple[MarkRow, ...]:
    """Every mark of a mobilisation in the order in which they were written down."""
    rows = connection.execute(
        "SELECT id, target_table, coalesce(target_id, ''), mark, people, at, entered_at, "
        "coalesce(shelter_id, ''), coalesce(reported_by, ''), coalesce(way, ''), coalesce(text, ''), "
        "coalesce(round, 0), coalesce(void_of_id, '') FROM mobilisation_mark WHERE mobilisation_id = ? "
        "ORDER BY entered_at, id",
        (mobilisation_id,),
    )
    return tuple(MarkRow(*row) for row in rows)


# Reports


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A disaster report as the file keeps it; JSON columns are read."""

    id: str
    mobilisation_id: str
    kind: str
    report_no: int
    disaster: str
    began_at: str
    ended_at: str
    place: str
    figures: dict[str, int]
    reasons: dict[str, str]
    response_on: bool
    text: str
    deaths: tuple[dict[str, Any], ...]
    houses: tuple[dict[str, Any], ...]
    written_at: str
    reported_at: str
    reported_to: str
    reported_by: str
    way: str
    corrects_id: str


_REPORT = (
    "SELECT id, coalesce(mobilisation_id, ''), kind, report_no, disaster, began_at, coalesce(ended_at, ''), "
    "coalesce(place, ''), figures, coalesce(reasons, '{}'), response_on, coalesce(text, ''), "
    "coalesce(deaths, '[]'), coalesce(houses, '[]'), written_at, coalesce(reported_at, ''), "
    "coalesce(reported_to, ''), reported_by, coalesce(way, ''), coalesce(corrects_id, '') "
    "FROM disaster_report"
)


def _report(row: Sequence[Any]) -> ReportRow:
    ledgers = (tuple(json.loads(row[12])), tuple(json.loads(row[13])))
    figures = (json.loads(row[8]), json.loads(row[9]))
    return ReportRow(*[*row[:8], *figures, bool(row[10]), row[11], *ledgers, *row[14:]])


def list_reports(connection: Connection, mobilisation_id: str = "") -> tuple[ReportRow, ...]:
    """Reports, of one mobilisation or all, the latest first."""
    condition, values = ("WHERE mobilisation_id = ?", (mobilisation_id,)) if mobilisation_id else ("", ())
    rows = connection.execute(
        f"{_REPORT} {condition} ORDER BY written_at DESC, report_no DESC, pk DESC", values
    )
    return tuple(_report(row) for row in rows)
