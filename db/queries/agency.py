"""Reads agency services: catalogues, agents, cases with their papers, steps and trips, and bookings."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.store import Value, row_values


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A county's catalogue as it came; ``body`` is its file."""

    id: str
    version: str
    valid_from: str
    body: str


def list_catalogues(connection: Connection) -> tuple[CatalogueRow, ...]:
    """Catalogues that came from the county, the newest first."""
    rows = connection.execute(
        "SELECT id, version, valid_from, body FROM service_catalogue ORDER BY valid_from DESC, version DESC"
    )
    return tuple(CatalogueRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The village's own words for an item."""

    id: str
    item: str
    place: str
    phone: str
    note: str


def list_places(connection: Connection) -> tuple[PlaceRow, ...]:
    """The village's own words, by item."""
    rows = connection.execute(
        "SELECT id, item, coalesce(place, ''), coalesce(phone, ''), coalesce(note, '') FROM service_place "
        "ORDER BY item, pk"
    )
    return tuple(PlaceRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class AgentRow:
    """An agent; no ``items`` means all, days are ISO texts."""

    id: str
    person_id: str
    name: str
    phone: str
    point: str
    items: tuple[str, ...]
    hours: str
    from_on: str
    to_on: str
    account_id: str
    stand_in_id: str
    note: str


def list_agents(connection: Connection) -> tuple[AgentRow, ...]:
    """Everybody who is or was an agent, those at work first, by name."""
    rows = connection.execute(
        "SELECT id, coalesce(person_id, ''), name, coalesce(phone, ''), coalesce(point, ''), items, "
        "coalesce(hours, ''), from_on, coalesce(to_on, ''), coalesce(account_id, ''), "
        "coalesce(stand_in_id, ''), coalesce(note, '') FROM service_agent "
        "ORDER BY to_on IS NOT NULL, point, name, pk"
    )
    return tuple(AgentRow(*(*row[:5], tuple(json.loads(row[5] or "[]")), *row[6:])) for row in rows)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with what its papers and trips come to; "" for what is not known."""

    id: str
    number: str
    code: str
    item: str
    mode: str
    channel: str
    person_id: str
    household_id: str
    applicant: str
    applicant_phone: str
    for_name: str
    agent_id: str
    booking_id: str
    state: str
    opened_at: str
    due_on: str
    submitted_to: str
    submitted_on: str
    finished_on: str
    result: str
    result_text: str
    delivered_on: str
    delivered_way: str
    delivered_to: str
    papers_asked_again: int
    proxy_on: str
    proxy_text: str
    proxy_attested_by: str
    satisfaction: str
    rated_at: str
    event_id: str
    note: str
    public_text: str
    asked_way: str
    happened_on: str
    life_event_id: str
    next_step: str
    lacking: int
    originals: int
    villager_trips: int
    agent_trips: int


_NUMBERS = ("papers_asked_again", "lacking", "originals", "villager_trips", "agent_trips")
_COUNTED = (
    "(SELECT count(*) FROM service_case_paper p WHERE p.case_id = c.id AND p.required "
    "AND p.state = 'missing'), "
    "(SELECT count(*) FROM service_case_paper p WHERE p.case_id = c.id AND p.is_original "
    "AND p.state = 'received'), "
    "(SELECT count(*) FROM service_trip t WHERE t.case_id = c.id AND t.who = 'villager'), "
    "(SELECT count(*) FROM service_trip t WHERE t.case_id = c.id AND t.who = 'agent')"
)
_COLUMNS = ", ".join(
    f"c.{name}" if name in _NUMBERS else f"coalesce(c.{name}, '')"
    for name in CaseRow.__slots__
    if name not in _NUMBERS[1:]
)
_CASES = f"SELECT {_COLUMNS}, {_COUNTED} FROM service_case c"  # noqa: S608 - own text


def list_cases(connection: Connection, states: Sequence[str] | None = None) -> tuple[CaseRow, ...]:
    """Cases in some states or in all: the ones due first in front, those without a day last."""
    where = ""
    values: tuple[str, ...] = ()
    if states is not None:
        where = f" WHERE c.state IN ({', '.join('?' * len(states))})"
        values = tuple(states)
    order = " ORDER BY c.due_on IS NULL, c.due_on, c.opened_at, c.pk"
    return tuple(CaseRow(*row) for row in connection.execute(f"{_CASES}{where}{order}", values))


def list_with_originals(connection: Connection) -> tuple[CaseRow, ...]:
    """Cases of which an original paper is not given back, whatever became of them."""
    rows = connection.execute(
        f"{_CASES} WHERE c.id IN (SELECT case_id FROM service_case_paper "  # noqa: S608 - own text
        "WHERE is_original AND state = 'received') ORDER BY c.opened_at, c.pk"
    )
    return tuple(CaseRow(*row) for row in rows)


def list_cases_about(
    connection: Connection, people: Iterable[str] = (), households: Iterable[str] = ()
) -> tuple[CaseRow, ...]:
    """Cases of some people or households, the latest first."""
    people, households = tuple(people), tuple(households)
    rows = connection.execute(
        f"{_CASES} WHERE c.person_id IN ({', '.join('?' * len(people))}) "
        f"OR c.household_id IN ({', '.join('?' * len(households))}) ORDER BY c.opened_at DESC, c.pk DESC",
        (*people, *households),
    )
    return tuple(CaseRow(*row) for row in rows)


def find_case(connection: Connection, wanted: str) -> CaseRow | None:
    """One case by its id or number."""
    row = connection.execute(f"{_CASES} WHERE c.id = ? OR c.number = ?", (wanted, wanted)).fetchone()
    return None if row is None else CaseRow(*row)


def next_serial(connection: Connection, prefix: str) -> int:
    """The serial after the highest one ever given under a prefix."""
    row = connection.execute(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM service_case WHERE number LIKE ?",
        (len(prefix) + 1, f"{prefix}%"),
    ).fetchone()
    return int(row[0] or 0) + 1


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper of a case."""

    id: str
    case_id: str
    title: str
    form: str
    condition: str
    required: int
    state: str
    is_original: int
    received_on: str
    receipt_no: str
    returned_on: str
    returned_to: str
    held_at: str
    note: str


def list_papers(connection: Connection, case_ids: Iterable[str]) -> dict[str, tuple[PaperRow, ...]]:
    """Papers of some cases in the order asked for, by case."""
    ids = tuple(case_ids)
    rows = connection.execute(
        "SELECT id, case_id, title, coalesce(form, ''), coalesce(condition, ''), required, state, "  # noqa: S608
        "is_original, coalesce(received_on, ''), coalesce(receipt_no, ''), coalesce(returned_on, ''), "
        "coalesce(returned_to, ''), coalesce(held_at, ''), coalesce(note, '') FROM service_case_paper "
        f"WHERE case_id IN ({', '.join('?' * len(ids))}) ORDER BY pk",
        ids,
    )
    found: dict[str, list[PaperRow]] = defaultdict(list)
    for row in rows:
        found[row[1]].append(PaperRow(*row))
    return {case: tuple(papers) for case, papers in found.items()}


@dataclass(frozen=True, slots=True)
class StepRow:
    """What was done about a case."""

    kind: str
    text: str
    done_at: str
    done_by: str


def list_steps(connection: Connection, case_id: str) -> tuple[StepRow, ...]:
    """Steps of a case, oldest first."""
    rows = connection.execute(
        "SELECT kind, coalesce(text, ''), done_at, done_by FROM service_case_step WHERE case_id = ? "
        "ORDER BY done_at, pk",
        (case_id,),
    )
    return tuple(StepRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class TripRow:
    """A trip for a case; without a destination it went to the service point."""

    id: str
    who: str
    went_on: str
    destination: str
    reason: str


def list_trips(connection: Connection, case_id: str) -> tuple[TripRow, ...]:
    """Trips of a case by day."""
    rows = connection.execute(
        "SELECT id, who, went_on, coalesce(destination, ''), coalesce(reason, '') FROM service_trip "
        "WHERE case_id = ? ORDER BY went_on, pk",
        (case_id,),
    )
    return tuple(TripRow(*row) for row in rows)


# Bookings


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking as it came, with the village's latest answer; "" for none."""

    id: str
    number: str
    code: str
    item: str
    name: str
    phone: str
    for_name: str
    wished_on: str
    wished_part: str
    place: str
    text: str
    received_at: str
    withdrawn_at: str
    answer: str
    met_on: str
    met_part: str
    answer_text: str
    case_id: str
    answered_at: str
    answered_by: str


_ANSWER = (
    "(SELECT id FROM service_booking_answer WHERE booking_id = b.id "
    "ORDER BY case_id IS NULL, answered_at DESC, pk DESC LIMIT 1)"
)
_BOOKINGS = (
    "SELECT b.id, b.number, b.code, b.item, b.name, b.phone, coalesce(b.for_name, ''), "  # noqa: S608 - own text
    "coalesce(b.wished_on, ''), coalesce(b.wished_part, ''), coalesce(b.place, ''), coalesce(b.text, ''), "
    "b.received_at, coalesce(b.withdrawn_at, ''), coalesce(a.answer, ''), coalesce(a.met_on, ''), "
    "coalesce(a.met_part, ''), coalesce(a.text, ''), coalesce(a.case_id, ''), coalesce(a.answered_at, ''), "
    "coalesce(a.answered_by, '') FROM service_booking b "
    f"LEFT JOIN service_booking_answer a ON a.id = {_ANSWER}"
)


def list_bookings(connection: Connection) -> tuple[BookingRow, ...]:
    """Bookings, the latest first."""
    rows = connection.execute(f"{_BOOKINGS} ORDER BY b.received_at DESC, b.pk DESC")
    return tuple(BookingRow(*row) for row in rows)


def find_booking(connection: Connection, booking_id: str) -> BookingRow | None:
    """One booking by its id or number."""
    row = connection.execute(
        f"{_BOOKINGS} WHERE b.id = ? OR b.number = ?", (booking_id, booking_id)
    ).fetchone()
    return None if row is None else BookingRow(*row)


# What the register knows


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """A person as an applicant: name, telephone, day of birth, household and its head."""

    id: str
    name: str
    phone: str
    birth_date: str
    death_date: str
    household_id: str
    head_id: str
    head: str


_PERSON = (
    "SELECT p.id, coalesce(p.name, ''), coalesce(p.mobile, ''), coalesce(p.birth_date, ''), "
    "coalesce(p.death_date, ''), coalesce(h.id, ''), coalesce(hp.id, ''), coalesce(hp.name, '') "
    "FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.to_date IS NULL "
    "AND m.household_id IN (SELECT id FROM household WHERE kind = 'hukou') "
    "LEFT JOIN household h ON h.id = m.household_id "
    "LEFT JOIN membership hm ON hm.household_id = h.id AND hm.to_date IS NULL AND hm.role = 'head' "
    "LEFT JOIN person hp ON hp.id = hm.person_id"
)


def find_applicant(connection: Connection, person_id: str) -> ApplicantRow | None:
    """One person as an applicant."""
    row = connection.execute(f"{_PERSON} WHERE p.id = ? ORDER BY m.pk LIMIT 1", (person_id,)).fetchone()
    return None if row is None else ApplicantRow(*row)


def find_by_name_and_phone(connection: Connection, name: str, phone: str) -> tuple[str, ...]:
    """Living people of a name and a telephone; people of the name alone where nobody has the telephone."""
    rows = connection.execute(
        "SELECT id, coalesce(mobile, '') FROM person WHERE name = ? AND death_date IS NULL ORDER BY pk",
        (name,),
    ).fetchall()
    both = tuple(str(person) for person, number in rows if phone and number == phone)
    return both or tuple(str(person) for person, _ in rows)


def head_of(connection: Connection, household_id: str) -> str:
    """Id of the head of a household; empty for none."""
    row = connection.execute(
        "SELECT person_id FROM membership WHERE household_id = ? AND to_date IS NULL AND role = 'head'",
        (household_id,),
    ).fetchone()
    return "" if row is None else str(row[0])


@dataclass(frozen=True, slots=True)
class LifeEventRow:
    """What happened in life by the register and is not known to be entered at the police."""

    id: str
    kind: str
    event_date: str
    person_ids: tuple[str, ...]
    household_ids: tuple[str, ...]
    names: str


def list_unregistered(connection: Connection, kinds: Sequence[str], since: str) -> tuple[LifeEventRow, ...]:
    """Life events of some kinds since a day that are not registered and that no case was opened for."""
    cursor = connection.execute(
        "SELECT id, kind, event_date, person_ids, household_ids FROM life_event e "  # noqa: S608 - own text
        f"WHERE kind IN ({', '.join('?' * len(kinds))}) AND event_date >= ? AND registered_date IS NULL "
        "AND state = 'known' AND NOT EXISTS (SELECT 1 FROM service_case c WHERE c.life_event_id = e.id "
        "AND c.state <> '95' AND coalesce(c.result, '') <> 'withdrawn') ORDER BY event_date, pk",
        (*kinds, since),
    )
    return tuple(_life_event(connection, row) for row in row_values(cursor))


def find_life_event(connection: Connection, event_id: str) -> LifeEventRow | None:
    """One life event."""
    cursor = connection.execute(
        "SELECT id, kind, event_date, person_ids, household_ids FROM life_event WHERE id = ?", (event_id,)
    )
    row = next(row_values(cursor), None)
    return None if row is None else _life_event(connection, row)


def _life_event(connection: Connection, row: dict[str, Value]) -> LifeEventRow:
    people = tuple(json.loads(str(row["person_ids"] or "[]")))
    homes = tuple(json.loads(str(row["household_ids"] or "[]")))
    names = connection.execute(
        f"SELECT group_concat(name, '、') FROM person WHERE id IN ({', '.join('?' * len(people))})",  # noqa: S608
        people,
    ).fetchone()[0]
    return LifeEventRow(
        str(row["id"]), str(row["kind"]), str(row["event_date"] or ""), people, homes, str(names or "")
    )


def links_of_event(connection: Connection, event_id: str) -> tuple[tuple[str, str], ...]:
    """Tables and ids of the people and households that an event is about."""
    rows = connection.execute(
        "SELECT target_table, target_id FROM event_link WHERE event_id = ? ORDER BY pk", (event_id,)
    )
    return tuple((str(table), str(record)) for table, record in rows)
