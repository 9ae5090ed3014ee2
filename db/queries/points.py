"""Reads the ledger of points: entries, closings, schemes, appeals, and whom it counts for."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import Connection
from desktop.domain.points_count import Amount

_MARKS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the file keeps it; ``reversed_by`` is the entry that takes it back, empty for none."""

    id: str
    subject: str
    owner_id: str
    year: int
    quarter: str
    category: str
    item: str
    points_x100: int
    occurred_on: str
    state: str
    origin: str
    evidence: str
    recorded_by: str
    recorded_at: str
    confirmed_by: str
    confirmed_on: str
    refused_reason: str
    reverses_id: str
    note: str
    reversed_by: str


_ENTRY = (
    "SELECT e.id, e.subject, e.owner_id, e.year, e.quarter, e.category, e.item, e.points_x100, "
    "e.occurred_on, e.state, coalesce(e.origin, ''), coalesce(e.evidence, ''), e.recorded_by, e.recorded_at, "
    "coalesce(e.confirmed_by, ''), coalesce(e.confirmed_on, ''), coalesce(e.refused_reason, ''), "
    "coalesce(e.reverses_id, ''), coalesce(e.note, ''), "
    "coalesce((SELECT r.id FROM points_entry r WHERE r.reverses_id = e.id LIMIT 1), '') "
    "FROM points_entry e"
)


def find_entry(connection: Connection, entry_id: str) -> EntryRow | None:
    """One entry."""
    row = connection.execute(f"{_ENTRY} WHERE e.id = ?", (entry_id,)).fetchone()
    return None if row is None else EntryRow(*row)


def list_entries(
    connection: Connection, subject: str, year: int, owner_id: str = "", state: str = ""
) -> tuple[EntryRow, ...]:
    """Entries of a year, of one owner or all, in one state or any, by the day they happened."""
    conditions, values = ["e.subject = ?", "e.year = ?"], [subject, year]
    if owner_id:
        conditions.append("e.owner_id = ?")
        values.append(owner_id)
    if state:
        conditions.append("e.state = ?")
        values.append(state)
    rows = connection.execute(
        f"{_ENTRY} WHERE {' AND '.join(conditions)} ORDER BY e.occurred_on, e.pk",
        values,
    )
    return tuple(EntryRow(*row) for row in rows)


def list_waiting(connection: Connection, subject: str) -> tuple[EntryRow, ...]:
    """Entries of any year that wait to be confirmed, the longest waiting first."""
    rows = connection.execute(
        f"{_ENTRY} WHERE e.subject = ? AND e.state = 'claimed' ORDER BY e.recorded_at, e.pk", (subject,)
    )
    return tuple(EntryRow(*row) for row in rows)


def list_at(connection: Connection, origins: Iterable[str]) -> tuple[EntryRow, ...]:
    """Entries that come from records, in the order they were booked."""
    wanted = tuple(origins)
    found: list[EntryRow] = []
    for start in range(0, len(wanted), _MARKS_AT_ONCE):
        part = wanted[start : start + _MARKS_AT_ONCE]
        marks = ", ".join("?" * len(part))
        rows = connection.execute(f"{_ENTRY} WHERE e.origin IN ({marks}) ORDER BY e.pk", part)
        found += (EntryRow(*row) for row in rows)
    return tuple(found)


Key = tuple[str, str, str]
"""Origin, item and owner of an entry: what a record gives once."""


def list_keys(connection: Connection, subject: str) -> frozenset[Key]:
    """Keys of all entries that follow from a record, also refused ones and those taken back."""
    rows = connection.execute(
        "SELECT DISTINCT origin, item, owner_id FROM points_entry WHERE subject = ? AND origin IS NOT NULL",
        (subject,),
    )
    return frozenset((origin, item, owner) for origin, item, owner in rows)


def list_standing(connection: Connection, subject: str, first: str) -> dict[str, Key]:
    """Confirmed entries that follow from a record and stand, of what happened from a day on, by id."""
    rows = connection.execute(
        "SELECT id, origin, item, owner_id FROM points_entry e WHERE subject = ? AND occurred_on >= ? "
        "AND state = 'confirmed' AND origin IS NOT NULL AND reverses_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM points_entry r WHERE r.reverses_id = e.id) ORDER BY occurred_on, pk",
        (subject, first),
    )
    return {entry_id: (origin, item, owner) for entry_id, origin, item, owner in rows}


def list_double_ids(connection: Connection) -> tuple[str, ...]:
    """Confirmed entries of an origin, item and owner beside an earlier one, none of both taken back."""
    rows = connection.execute(
        "WITH standing AS (SELECT id, origin, item, owner_id, recorded_at FROM points_entry e "
        "WHERE origin IS NOT NULL AND state = 'confirmed' AND reverses_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM points_entry r WHERE r.reverses_id = e.id)) "
        "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY origin, item, owner_id "
        "ORDER BY recorded_at, id) AS place FROM standing) WHERE place > 1"
    )
    return tuple(str(entry_id) for (entry_id,) in rows)


def count_item(
    connection: Connection, owner_id: str, item: str, first: str, last: str, evidence: str | None = None
) -> int:
    """Entries of an item from day to day that are neither refused nor taken back; of one evidence or any."""
    condition = "" if evidence is None else " AND coalesce(evidence, '') = ?"
    row = connection.execute(
        "SELECT count(*) FROM points_entry e WHERE owner_id = ? AND item = ? AND state != 'refused' "  # noqa: S608
        "AND reverses_id IS NULL AND occurred_on BETWEEN ? AND ? "
        f"AND NOT EXISTS (SELECT 1 FROM points_entry r WHERE r.reverses_id = e.id){condition}",
        (owner_id, item, first, last, *(() if evidence is None else (evidence,))),
    ).fetchone()
    return int(row[0])


def sum_points(
    connection: Connection,
    subject: str,
    year: int,
    *,
    by_quarter: bool = True,
    by_quarter_of_origin: bool = False,
    owner_id: str = "",
) -> dict[str, list[Amount]]:
    """Confirmed points of a year by owner, category and quarter.

    Args:
        connection: The open file.
        subject: Whose ledger.
        year: The year that entries are booked in.
        by_quarter: Whether quarters are told apart; a whole year without ceilings for quarters is summed by
            the file itself.
        by_quarter_of_origin: Whether what takes an entry of an earlier quarter of the year back is told
            apart; needed where a category has a ceiling for the quarter.
        owner_id: Only this owner's; empty for all.
    """
    of_owner, values = ("AND e.owner_id = ?", (owner_id,)) if owner_id else ("", ())
    amounts: dict[str, list[Amount]] = {}
    quarter_of_sum, group = ("quarter", ", quarter") if by_quarter else ("''", "")
    rows = connection.execute(
        f"SELECT owner_id, category, {quarter_of_sum}, sum(points_x100) FROM points_entry e "  # noqa: S608
        f"WHERE subject = ? AND year = ? AND state = 'confirmed' {of_owner} "
        f"GROUP BY owner_id, category{group}",
        (subject, year, *values),
    )
    for owner, category, quarter, points in rows:
        amounts.setdefault(owner, []).append(Amount(category, quarter, points))
    if by_quarter_of_origin:
        moved = connection.execute(
            "SELECT e.owner_id, e.category, e.quarter, o.quarter, e.points_x100 "  # noqa: S608 - own text
            "FROM points_entry e JOIN points_entry o ON o.id = e.reverses_id "
            "WHERE e.reverses_id IS NOT NULL AND e.subject = ? AND e.year = ? AND o.year = e.year "
            f"AND o.quarter < e.quarter {of_owner}",
            (subject, year, *values),
        )
        for owner, category, quarter, of_quarter, points in moved:
            amounts[owner] += (
                Amount(category, quarter, -points),
                Amount(category, quarter, points, of_quarter),
            )
    return amounts


def list_years(connection: Connection, subject: str) -> tuple[int, ...]:
    """Years with entries, the latest first."""
    rows = connection.execute(
        "SELECT DISTINCT year FROM points_entry WHERE subject = ? ORDER BY year DESC", (subject,)
    )
    return tuple(int(year) for (year,) in rows)


def is_group(connection: Connection, record_id: str) -> bool:
    """Whether a record is a party group."""
    row = connection.execute("SELECT 1 FROM party_group WHERE id = ?", (record_id,)).fetchone()
    return row is not None


def list_quarters(connection: Connection, subject: str) -> frozenset[str]:
    """Quarters that entries are booked in."""
    rows = connection.execute("SELECT DISTINCT quarter FROM points_entry WHERE subject = ?", (subject,))
    return frozenset(str(quarter) for (quarter,) in rows)


# Closings


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """A closed quarter (``2026-Q3``) or year (``2026``) of a ledger."""

    id: str
    subject: str
    quarter: str
    branch_id: str
    closed_on: str
    closed_by: str
    meeting_id: str


def list_closings(connection: Connection, subject: str) -> tuple[ClosingRow, ...]:
    """All closings of a ledger in their order."""
    rows = connection.execute(
        "SELECT id, subject, quarter, coalesce(branch_id, ''), closed_on, closed_by, "
        "coalesce(meeting_id, '') FROM points_closing WHERE subject = ? ORDER BY quarter, pk",
        (subject,),
    )
    return tuple(ClosingRow(*row) for row in rows)


def closed_through(connection: Connection, subject: str) -> str:
    """The last closed quarter; empty while none is."""
    row = connection.execute(
        "SELECT max(quarter) FROM points_closing WHERE subject = ? AND quarter LIKE '%-Q%'", (subject,)
    ).fetchone()
    return str(row[0] or "")


# Schemes


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A version that the office adopted; ``body`` is JSON."""

    id: str
    subject: str
    name: str
    version: int
    valid_from: str
    body: str
    adopted_on: str
    meeting_id: str


def list_schemes(connection: Connection, subject: str) -> tuple[SchemeRow, ...]:
    """Versions of a ledger, the latest first."""
    rows = connection.execute(
        "SELECT id, subject, name, version, valid_from, body, coalesce(adopted_on, ''), "
        "coalesce(meeting_id, '') FROM points_scheme WHERE subject = ? "
        "ORDER BY valid_from DESC, version DESC, id DESC",
        (subject,),
    )
    return tuple(SchemeRow(*row) for row in rows)


# Appeals


@dataclass(frozen=True, slots=True)
class AppealRow:
    """An appeal; ``outcome`` is a code of appeal_outcome, empty while it is open."""

    id: str
    entry_id: str
    appellant_id: str
    text: str
    received_on: str
    due_on: str
    answer: str
    answered_on: str
    answered_by: str
    outcome: str


def list_appeals(connection: Connection) -> tuple[AppealRow, ...]:
    """All appeals by the day they came in."""
    rows = connection.execute(
        "SELECT id, entry_id, coalesce(appellant_id, ''), text, received_on, due_on, coalesce(answer, ''), "
        "coalesce(answered_on, ''), coalesce(answered_by, ''), coalesce(outcome, '') FROM points_appeal "
        "ORDER BY received_on, pk"
    )
    return tuple(AppealRow(*row) for row in rows)


def list_appealed(connection: Connection) -> frozenset[str]:
    """Entries against which an appeal is open."""
    rows = connection.execute("SELECT entry_id FROM points_appeal WHERE outcome IS NULL")
    return frozenset(str(entry_id) for (entry_id,) in rows)


# Owners


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """Whom a ledger counts for.

    Attributes:
        id: Of the party_member or household row.
        name: Of the member, or of the household's head.
        branch_id: Of a member; empty for households.
        branch: Its name.
        group: Party group of a member, villagers' group of a household.
        person_id: The member, or the head.
        hamlet: Tells namesakes apart.
        group_id: Of the party group; empty for households.
    """

    id: str
    name: str
    branch_id: str
    branch: str
    group: str
    person_id: str
    hamlet: str = ""
    group_id: str = ""


_MEMBERS = (
    "SELECT m.id, coalesce(p.name, ''), coalesce(m.branch_id, ''), coalesce(b.name, ''), "
    "coalesce(g.name, ''), m.person_id, '', coalesce(g.id, '') FROM party_member m "
    "LEFT JOIN person p ON p.id = m.person_id LEFT JOIN branch b ON b.id = m.branch_id "
    "LEFT JOIN party_group g ON g.id = m.group_id"
)
_HOUSEHOLDS = (
    "SELECT h.id, coalesce(p.name, ''), '', '', coalesce(h.villager_group, ''), coalesce(p.id, ''), "
    "coalesce(h.hamlet, '') FROM household h LEFT JOIN membership m ON m.household_id = h.id "
    "AND m.role = 'head' AND m.to_date IS NULL LEFT JOIN person p ON p.id = m.person_id"
)
_OWNERS = {"member": (_MEMBERS, "m"), "household": (_HOUSEHOLDS, "h")}
_COUNTED_STATUS = ("1", "2")
"""Codes of party_member_status of those who have points: full and probationary members."""


def list_owners(connection: Connection, subject: str, first: str, last: str) -> tuple[OwnerRow, ...]:
    """Members who belonged to the village between two days, or households not closed, each once."""
    if subject == "household":
        rows = connection.execute(
            f"{_HOUSEHOLDS} WHERE h.kind = 'hukou' AND coalesce(h.household_state, '') != 'closed' "
            "GROUP BY h.id ORDER BY h.villager_group, p.name, h.id"
        )
        return tuple(OwnerRow(*row) for row in rows)
    marks = ", ".join("?" * len(_COUNTED_STATUS))
    rows = connection.execute(
        f"{_MEMBERS} WHERE m.status IN ({marks}) AND coalesce(m.joined_on, '') <= ? "
        "AND coalesce(m.arrived_on, '') <= ? AND (m.left_on IS NULL OR m.left_on > ?) "
        "AND (p.death_date IS NULL OR p.death_date > ?) ORDER BY b.pk, g.pk, p.name, m.pk",
        (*_COUNTED_STATUS, last, last, first, first),
    )
    return tuple(OwnerRow(*row) for row in rows)


def find_owners(connection: Connection, subject: str, ids: Sequence[str]) -> dict[str, OwnerRow]:
    """Owners by id, also those who left."""
    statement, alias = _OWNERS[subject]
    found: dict[str, OwnerRow] = {}
    for start in range(0, len(ids), _MARKS_AT_ONCE):
        part = ids[start : start + _MARKS_AT_ONCE]
        rows = connection.execute(
            f"{statement} WHERE {alias}.id IN ({', '.join('?' * len(part))}) GROUP BY {alias}.id", part
        )
        found |= {str(row[0]): OwnerRow(*row) for row in rows}
    return found


def people_of(connection: Connection, subject: str, owner_id: str) -> frozenset[str]:
    """Persons that an entry counts for: the member, or everybody of the household now."""
    statement = (
        "SELECT person_id FROM party_member WHERE id = ?"
        if subject == "member"
        else "SELECT person_id FROM membership WHERE household_id = ? AND to_date IS NULL"
    )
    return frozenset(str(person) for (person,) in connection.execute(statement, (owner_id,)))


@dataclass(frozen=True, slots=True)
class CircumstanceRow:
    """What excuses a member from coming: birth date (partial), codes of special_group, living elsewhere."""

    member_id: str
    birth_date: str
    tags: tuple[str, ...]
    is_floating: bool


def list_circumstances(connection: Connection, on: str) -> tuple[CircumstanceRow, ...]:
    """Circumstances of all members on a day."""
    rows = connection.execute(
        "SELECT m.id, coalesce(p.birth_date, ''), coalesce(p.group_tags, '[]'), EXISTS (SELECT 1 FROM "
        "party_float f WHERE f.member_id = m.id AND f.kind = '1' AND f.left_on <= ?1 "
        "AND (f.back_on IS NULL OR f.back_on > ?1)) "
        "FROM party_member m JOIN person p ON p.id = m.person_id",
        (on,),
    )
    return tuple(
        CircumstanceRow(str(member), str(birth), tuple(json.loads(tags)), bool(floating))
        for member, birth, tags, floating in rows
    )


# Sheets

_FIRST_OF_QUARTER = (
    "substr(quarter, 1, 4) || CASE substr(quarter, 7, 1) "
    "WHEN '1' THEN '-01-01' WHEN '2' THEN '-04-01' WHEN '3' THEN '-07-01' ELSE '-10-01' END"
)
_LAST_OF_QUARTER = (
    "substr(quarter, 1, 4) || CASE substr(quarter, 7, 1) "
    "WHEN '1' THEN '-03-31' WHEN '2' THEN '-06-30' WHEN '3' THEN '-09-30' ELSE '-12-31' END"
)
_COUNTS_FROM = (
    f"CASE WHEN reverses_id IS NULL THEN max(occurred_on, {_FIRST_OF_QUARTER}) "
    f"ELSE min(max(confirmed_on, {_FIRST_OF_QUARTER}), {_LAST_OF_QUARTER}) END"
)
"""The day from which an entry counts: when it happened or was taken back, within its quarter."""


def sum_points_by(connection: Connection, subject: str, year: int, last: str) -> dict[str, list[Amount]]:
    """Confirmed points of a year up to a day, that day included, by owner, category and quarter."""
    amounts: dict[str, list[Amount]] = {}
    rows = connection.execute(
        "SELECT owner_id, category, quarter, sum(points_x100) FROM points_entry "  # noqa: S608 - own text
        f"WHERE subject = ? AND year = ? AND state = 'confirmed' AND {_COUNTS_FROM} <= ? "
        "GROUP BY owner_id, category, quarter",
        (subject, year, last),
    )
    for owner, category, quarter, points in rows:
        amounts.setdefault(owner, []).append(Amount(category, quarter, points))
    return amounts


@dataclass(frozen=True, slots=True)
class ItemSum:
    """How often an owner did something in a span, what it gave, and the entries, taken back ones left out."""

    owner_id: str
    category: str
    item: str
    count: int
    points_x100: int
    evidence: str
    ids: tuple[str, ...]


def sum_items(connection: Connection, subject: str, first: str, last: str) -> tuple[ItemSum, ...]:
    """Confirmed entries booked in quarters ``first`` to ``last`` by owner and item, the most points first."""
    rows = connection.execute(
        "SELECT owner_id, category, item, count(*), sum(points_x100), "
        "coalesce(group_concat(DISTINCT evidence), ''), group_concat(id) FROM points_entry e "
        "WHERE subject = ? AND quarter BETWEEN ? AND ? AND state = 'confirmed' AND reverses_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM points_entry r WHERE r.reverses_id = e.id) "
        "GROUP BY owner_id, category, item ORDER BY 5 DESC, item",
        (subject, first, last),
    )
    return tuple(
        ItemSum(owner, category, item, count, points, evidence, tuple(str(ids).split(",")))
        for owner, category, item, count, points, evidence, ids in rows
    )


def list_counting(connection: Connection, subject: str, first: str, last: str) -> dict[str, tuple[str, ...]]:
    """Ids of confirmed entries booked in quarters ``first`` to ``last``, by owner."""
    rows = connection.execute(
        "SELECT owner_id, group_concat(id) FROM points_entry WHERE subject = ? AND quarter BETWEEN ? AND ? "
        "AND state = 'confirmed' GROUP BY owner_id",
        (subject, first, last),
    )
    return {str(owner): tuple(str(ids).split(",")) for owner, ids in rows}


def count_in_year(connection: Connection, subject: str, year: int) -> int:
    """How many entries a year has."""
    row = connection.execute(
        "SELECT count(*) FROM points_entry WHERE subject = ? AND year = ?", (subject, year)
    ).fetchone()
    return int(row[0])
