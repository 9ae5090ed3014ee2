"""Reads hazard sites, the households they threaten, cards, patrols and alerts."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.connection import Connection
from db.queries.stored_list import stored_list

_LASTS = "m.to_date IS NULL"
_ALIVE = "p.death_date IS NULL AND coalesce(p.residence_state, '') NOT IN ('70', '80')"
_HOME = "('10', '30', '50', '90')"
_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM household h JOIN household a ON a.kind = 'actual' "
    "AND coalesce(a.household_state, '') <> 'closed' JOIN membership o ON o.household_id = a.id "
    "AND o.to_date IS NULL WHERE h.id = m.household_id AND h.kind <> 'actual' AND o.person_id = p.id)"
)
"""Whether a member of a registered household lives in another one of the village."""
DISABLED = (
    "(p.disability_no IS NOT NULL OR p.disability_category IS NOT NULL OR p.disability_grade IS NOT NULL)"
)
"""Whether a disability of person ``p`` is on record."""


# Alerts


@dataclass(frozen=True, slots=True)
class AlertRow:
    """A time of special watch; moments are UTC ISO texts, ``to_at`` empty while it lasts."""

    id: str
    kind: str
    level: str
    text: str
    source: str
    from_at: str
    to_at: str
    every_hours: int | None


_ALERT = (
    "SELECT id, kind, coalesce(level, ''), coalesce(text, ''), coalesce(source, ''), from_at, "
    "coalesce(to_at, ''), every_hours FROM patrol_alert"
)


def list_alerts(connection: Connection, since: str = "") -> tuple[AlertRow, ...]:
    """Alerts that last or ended after a moment, the latest first; all where no moment is given."""
    rows = connection.execute(
        f"{_ALERT} WHERE to_at IS NULL OR to_at > ? ORDER BY from_at DESC, pk DESC", (since,)
    )
    return tuple(AlertRow(*row) for row in rows)


def find_alert(connection: Connection, alert_id: str) -> AlertRow | None:
    """One alert."""
    row = connection.execute(f"{_ALERT} WHERE id = ?", (alert_id,)).fetchone()
    return AlertRow(*row) if row else None


# Sites


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A hazard site as the file keeps it, with the names and telephones of those whom it names."""

    id: str
    number: str
    name: str
    kind: str
    position: str
    state: str
    scale: str
    cause: str
    monitor_id: str
    monitor: str
    monitor_phone: str
    keeper_id: str
    keeper: str
    keeper_phone: str
    warning_signal: str
    signal_giver: str
    route: str
    shelter_id: str
    shelter: str
    shelter_position: str
    resettlement_unit: str
    rescue_unit: str
    advice: str
    readings: tuple[str, ...]
    found_on: str
    closed_on: str
    route_order: int | None
    note: str


_SITE = (
    "SELECT s.id, coalesce(s.number, ''), s.name, coalesce(s.hazard_kind, ''), coalesce(s.position, ''), "
    "coalesce(s.state, '1'), coalesce(s.scale, ''), coalesce(s.cause, ''), "
    "coalesce(s.monitor_person_id, ''), coalesce(m.name, ''), coalesce(m.mobile, ''), "
    "coalesce(s.keeper_person_id, ''), coalesce(k.name, ''), coalesce(k.mobile, ''), "
    "coalesce(s.warning_signal, ''), coalesce(s.signal_giver, ''), coalesce(s.route, ''), "
    "coalesce(s.shelter_id, ''), coalesce(h.name, ''), coalesce(h.position, ''), "
    "coalesce(s.resettlement_unit, ''), coalesce(s.rescue_unit, ''), coalesce(s.advice, ''), "
    "s.reading_names, coalesce(s.found_on, ''), coalesce(s.closed_on, ''), s.route_order, "
    "coalesce(s.note, '') "
    "FROM hazard_site s LEFT JOIN person m ON m.id = s.monitor_person_id "
    "LEFT JOIN person k ON k.id = s.keeper_person_id LEFT JOIN shelter h ON h.id = s.shelter_id"
)


def list_sites(connection: Connection) -> tuple[SiteRow, ...]:
    """All sites, closed ones too, in the order in which they were entered."""
    return tuple(_site(row) for row in connection.execute(f"{_SITE} ORDER BY s.pk"))


def find_site(connection: Connection, site_id: str) -> SiteRow | None:
    """One site."""
    row = connection.execute(f"{_SITE} WHERE s.id = ?", (site_id,)).fetchone()
    return _site(row) if row else None


def _site(row: Sequence[Any]) -> SiteRow:
    return SiteRow(*[*row[:23], stored_list(row[23]), *row[24:]])


@dataclass(frozen=True, slots=True)
class ShelterRow:
    """A place of safety."""

    id: str
    name: str
    position: str


def list_shelters(connection: Connection) -> tuple[ShelterRow, ...]:
    """Places of safety that are in use, by name."""
    rows = connection.execute(
        "SELECT id, name, coalesce(position, '') FROM shelter WHERE closed_on IS NULL ORDER BY name, pk"
    )
    return tuple(ShelterRow(*row) for row in rows)


# Threatened households


@dataclass(frozen=True, slots=True)
class ThreatRow:
    """A household that a site threatens: by its house in the register, or by a record of its own.

    ``dwelling_id`` or ``threat_id`` says where that stands; the other is empty.
    """

    site_id: str
    household_id: str
    dwelling_id: str
    threat_id: str
    note: str


def list_threats(connection: Connection) -> tuple[ThreatRow, ...]:
    """Every pair of site and household as each place says it; both places may say the same."""
    rows = connection.execute(
        "SELECT d.hazard_site_id, d.household_id, d.id, '', '' FROM dwelling d "
        "JOIN household h ON h.id = d.household_id WHERE d.hazard_site_id IS NOT NULL "
        "AND coalesce(h.household_state, '') <> 'closed' "
        "UNION ALL SELECT t.site_id, t.household_id, '', t.id, coalesce(t.note, '') FROM hazard_threat t "
        "JOIN household h ON h.id = t.household_id WHERE t.to_on IS NULL "
        "AND coalesce(h.household_state, '') <> 'closed'"
    )
    return tuple(ThreatRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A household with where it is, how it is reached and what its houses say about moving."""

    id: str
    number: str
    group: str
    hamlet: str
    address: str
    phone: str
    structure: str
    shelter_id: str
    needs_help: bool


def list_homes(connection: Connection, households: Iterable[str]) -> dict[str, HomeRow]:
    """Some households by id."""
    ids = tuple(dict.fromkeys(households))
    rows = connection.execute(
        "SELECT h.id, coalesce(h.household_no, ''), coalesce(h.villager_group, ''), "  # noqa: S608 - own text
        "coalesce(h.hamlet, ''), coalesce(h.address, max(d.dwelling_address), ''), "
        "coalesce(h.household_phone, ''), coalesce(max(d.dwelling_structure), ''), "
        "coalesce(max(d.shelter_id), ''), coalesce(max(d.evacuation_help), 0) "
        "FROM household h LEFT JOIN dwelling d ON d.household_id = h.id "
        f"WHERE h.id IN ({_marks(ids)}) GROUP BY h.id",
        ids,
    )
    return {str(row[0]): HomeRow(*[*row[:8], bool(row[8])]) for row in rows}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A living member of a household; ``tags`` are codes of special_group."""

    household_id: str
    person_id: str
    name: str
    sex: str
    birth_date: str
    phone: str
    relation: str
    is_head: bool
    is_home: bool
    place: str
    tags: frozenset[str]
    is_disabled: bool


def list_members(connection: Connection, households: Iterable[str]) -> tuple[MemberRow, ...]:
    """Living members of some households, the head of each first.

    Who lives in another household of the village is not at home here.
    """
    ids = tuple(dict.fromkeys(households))
    rows = connection.execute(
        "SELECT m.household_id, p.id, coalesce(p.name, ''), coalesce(p.sex, ''), "  # noqa: S608 - own text
        "coalesce(p.birth_date, ''), coalesce(p.mobile, ''), coalesce(m.relation_to_head, ''), "
        f"coalesce(m.role, '') = 'head', coalesce(p.residence_state, '10') IN {_HOME} AND NOT {_ELSEWHERE}, "
        "coalesce(p.current_place, ''), p.group_tags, "
        f"{DISABLED} "
        f"FROM membership m JOIN person p ON p.id = m.person_id WHERE {_LASTS} AND {_ALIVE} "
        f"AND m.household_id IN ({_marks(ids)}) ORDER BY coalesce(m.role, '') = 'head' DESC, m.pk",
        ids,
    )
    return tuple(
        MemberRow(
            *[*row[:7], bool(row[7]), bool(row[8]), row[9], frozenset(stored_list(row[10])), bool(row[11])]
        )
        for row in rows
    )


def list_tagged(connection: Connection, tags: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Households, with the names of their heads, of which a living member belongs to one of some groups."""
    rows = connection.execute(
        "SELECT h.id, coalesce(max(CASE WHEN m.role = 'head' THEN p.name END), '') FROM household h "  # noqa: S608
        f"JOIN membership m ON m.household_id = h.id AND {_LASTS} JOIN person p ON p.id = m.person_id "
        f"WHERE h.kind = 'hukou' AND coalesce(h.household_state, '') <> 'closed' AND {_ALIVE} GROUP BY h.id "
        "HAVING sum(p.group_tags IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(p.group_tags) t "
        f"WHERE t.value IN ({_marks(tags)}))) > 0 ORDER BY h.villager_group, h.pk",
        tuple(tags),
    )
    return tuple((str(household), str(head)) for household, head in rows)


def find_dwelling(connection: Connection, household_id: str) -> str:
    """The house of a household that no site threatens by the register; empty for none."""
    row = connection.execute(
        "SELECT id FROM dwelling WHERE household_id = ? AND hazard_site_id IS NULL ORDER BY pk LIMIT 1",
        (household_id,),
    ).fetchone()
    return str(row[0]) if row else ""


def _marks(ids: Sequence[str]) -> str:
    return ", ".join("?" * len(ids))


# Patrols


@dataclass(frozen=True, slots=True)
class PatrolRow:
    """One patrol of one site; moments are UTC ISO texts, ``readings`` values as texts by name."""

    id: str
    site_id: str
    patrolled_at: str
    patroller_ids: tuple[str, ...]
    patrollers: str
    weather: str
    readings: dict[str, str]
    signs: tuple[str, ...]
    result: str
    action: str
    reported_to: str
    reported_at: str
    event_id: str
    alert_id: str
    note: str
    entered_at: str


_PATROL = (
    "SELECT id, site_id, patrolled_at, patroller_ids, coalesce(patrollers, ''), coalesce(weather, ''), "
    "readings, signs, result, coalesce(action, ''), coalesce(reported_to, ''), coalesce(reported_at, ''), "
    "coalesce(event_id, ''), coalesce(alert_id, ''), coalesce(note, ''), entered_at FROM patrol"
)


def _patrol(row: Sequence[Any]) -> PatrolRow:
    readings = json.loads(row[6]) if row[6] else {}
    return PatrolRow(*[*row[:3], stored_list(row[3]), *row[4:6], readings, stored_list(row[7]), *row[8:]])


def list_patrols(connection: Connection, first: str, last: str, site_id: str = "") -> tuple[PatrolRow, ...]:
    """Patrols from a moment until before another, of one site or of all, the latest first."""
    rows = connection.execute(
        f"{_PATROL} WHERE patrolled_at >= ? AND patrolled_at < ? AND (? = '' OR site_id = ?) "
        "ORDER BY patrolled_at DESC, pk DESC",
        (first, last, site_id, site_id),
    )
    return tuple(_patrol(row) for row in rows)


def find_patrol(connection: Connection, patrol_id: str) -> PatrolRow | None:
    """One patrol."""
    row = connection.execute(f"{_PATROL} WHERE id = ?", (patrol_id,)).fetchone()
    return _patrol(row) if row else None


def latest_patrols(connection: Connection, until: str) -> dict[str, PatrolRow]:
    """The last patrol of each site up to a moment."""
    rows = connection.execute(
        f"{_PATROL} WHERE pk IN (SELECT pk FROM (SELECT pk, row_number() OVER (PARTITION BY site_id "  # noqa: S608 - own text
        "ORDER BY patrolled_at DESC, pk DESC) AS place FROM patrol WHERE patrolled_at <= ?) "
        "WHERE place = 1)",
        (until,),
    )
    return {row.site_id: row for row in map(_patrol, rows)}


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that was read at a site before."""

    value: str
    patrolled_at: str


def last_values(connection: Connection, site_id: str, before: str) -> dict[str, ValueRow]:
    """The last value of each reading of a site before a moment, with when it was read."""
    rows = connection.execute(
        "SELECT each.key, each.value, p.patrolled_at FROM patrol p, json_each(p.readings) each "
        "WHERE p.site_id = ? AND p.patrolled_at < ? AND p.readings IS NOT NULL "
        "ORDER BY p.patrolled_at, p.pk",
        (site_id, before),
    )
    return {str(name): ValueRow(str(value), str(at)) for name, value, at in rows}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A cycle of a site's own in a season, with who goes."""

    id: str
    site_id: str
    season: str
    cycle_days: int | None
    patroller_ids: tuple[str, ...]
    from_on: str
    to_on: str


def list_plans(connection: Connection) -> tuple[PlanRow, ...]:
    """All plans, ended ones too."""
    rows = connection.execute(
        "SELECT id, site_id, season, cycle_days, patroller_ids, from_on, coalesce(to_on, '') "
        "FROM patrol_plan ORDER BY from_on, pk"
    )
    return tuple(PlanRow(*[*row[:4], stored_list(row[4]), *row[5:]]) for row in rows)


# Cards


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card that is with a household; ``body`` is JSON, what stands on it."""

    id: str
    site_id: str
    household_id: str
    number: str
    body: str
    issued_on: str
    copies: int
    signed_on: str
    signed_by: str
    taken_back_on: str


_CARD = (
    "SELECT id, site_id, household_id, number, body, issued_on, copies, coalesce(signed_on, ''), "
    "coalesce(signed_by, ''), coalesce(taken_back_on, '') FROM hazard_card"
)


def list_cards(connection: Connection, household_id: str = "") -> tuple[CardRow, ...]:
    """Cards that were not taken back, of one household or of all, the oldest first."""
    rows = connection.execute(
        f"{_CARD} WHERE taken_back_on IS NULL AND (? = '' OR household_id = ?) ORDER BY issued_on, pk",
        (household_id, household_id),
    )
    return tuple(CardRow(*row) for row in rows)


def list_card_numbers(connection: Connection, beginning: str) -> tuple[str, ...]:
    """Numbers given so far that begin with a text."""
    rows = connection.execute(
        "SELECT number FROM hazard_card WHERE substr(number, 1, ?) = ?", (len(beginning), beginning)
    )
    return tuple(str(number) for (number,) in rows)


def names_of(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """Names of people by id, of the dead too: they patrolled all the same."""
    ids = tuple(dict.fromkeys(people))
    rows = connection.execute(
        f"SELECT id, coalesce(name, '') FROM person WHERE id IN ({_marks(ids)})",  # noqa: S608 - own text
        ids,
    )
    return {str(person): str(name) for person, name in rows}
