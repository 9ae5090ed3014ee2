"""Reads inspections, board entries, the village covenant and credit, with the households they are about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.connection import Connection
from db.queries.stored_list import stored_list

_LASTS = "m.to_date IS NULL"
_ALIVE = "p.death_date IS NULL AND coalesce(p.residence_state, '') NOT IN ('70', '80')"


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """An open hukou household: its head, where it is, how many live members it has and how many are here."""

    id: str
    number: str
    head: str
    head_id: str
    group: str
    hamlet: str
    address: str
    members: int
    at_home: int


def list_households(connection: Connection, ids: Iterable[str] | None = None) -> tuple[HouseholdRow, ...]:
    """Open hukou households with a living member, or those of some ids, also closed ones."""
    condition = "h.kind = 'hukou' AND coalesce(h.household_state, '') <> 'closed'"
    parameters: tuple[str, ...] = ()
    if ids is not None:
        parameters = tuple(ids)
        condition = f"h.id IN ({', '.join('?' * len(parameters))})"
    rows = connection.execute(
        "SELECT h.id, coalesce(h.household_no, ''), "  # noqa: S608 - own text
        "coalesce(max(CASE WHEN m.role = 'head' THEN p.name END), ''), "
        "coalesce(max(CASE WHEN m.role = 'head' THEN p.id END), ''), "
        "coalesce(h.villager_group, ''), coalesce(h.hamlet, ''), coalesce(h.address, ''), "
        f"coalesce(sum({_ALIVE}), 0), "
        f"coalesce(sum({_ALIVE} AND coalesce(p.residence_state, '10') IN ('10', '30', '50', '90')), 0) "
        f"FROM household h LEFT JOIN membership m ON m.household_id = h.id AND {_LASTS} "
        f"LEFT JOIN person p ON p.id = m.person_id WHERE {condition} GROUP BY h.id",
        parameters,
    )
    found = tuple(HouseholdRow(*row) for row in rows)
    return found if ids is not None else tuple(row for row in found if row.members)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A living member with what protection asks; ``tags`` are codes of special groups."""

    household_id: str
    person_id: str
    birth_date: str
    tags: frozenset[str]
    is_disabled: bool


def list_members(connection: Connection, households: Iterable[str]) -> dict[str, tuple[MemberRow, ...]]:
    """Living members of some households, by household."""
    ids = tuple(dict.fromkeys(households))
    found: dict[str, list[MemberRow]] = defaultdict(list)
    rows = connection.execute(
        "SELECT m.household_id, p.id, coalesce(p.birth_date, ''), p.group_tags, "  # noqa: S608 - own text
        "p.disability_no IS NOT NULL OR p.disability_category IS NOT NULL OR p.disability_grade IS NOT NULL "
        f"FROM membership m JOIN person p ON p.id = m.person_id WHERE {_LASTS} AND {_ALIVE} "
        f"AND m.household_id IN ({', '.join('?' * len(ids))}) ORDER BY m.pk",
        ids,
    )
    for household, person, born, tags, disabled in rows:
        read = frozenset(stored_list(tags))
        found[household].append(MemberRow(household, person, born, read, bool(disabled)))
    return {household: tuple(members) for household, members in found.items()}


def aid_of(connection: Connection, households: Iterable[str], month: str) -> dict[str, frozenset[str]]:
    """Kinds of aid granted in a month to some households or to their members, by household."""
    ids = tuple(dict.fromkeys(households))
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        "SELECT g.household_id, g.aid_kind FROM aid_grant g WHERE g.from_month <= ? "  # noqa: S608 - own text
        f"AND (g.to_month IS NULL OR g.to_month >= ?) AND g.household_id IN ({marks}) "
        "UNION SELECT m.household_id, g.aid_kind FROM aid_grant g "
        f"JOIN membership m ON m.person_id = g.head_person_id AND {_LASTS} WHERE g.from_month <= ? "
        f"AND (g.to_month IS NULL OR g.to_month >= ?) AND m.household_id IN ({marks})",
        (month, month, *ids, month, month, *ids),
    )
    found: dict[str, set[str]] = defaultdict(set)
    for household, kind in rows:
        found[str(household)].add(str(kind))
    return {household: frozenset(kinds) for household, kinds in found.items()}


def households_of_people(connection: Connection, people: Iterable[str]) -> frozenset[str]:
    """Every household that one of some people belongs to now."""
    ids = tuple(people)
    rows = connection.execute(
        f"SELECT DISTINCT m.household_id FROM membership m WHERE {_LASTS} "  # noqa: S608 - own text
        f"AND m.person_id IN ({', '.join('?' * len(ids))})",
        ids,
    )
    return frozenset(str(household) for (household,) in rows)


def names_of(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """Names of living people by id."""
    ids = tuple(dict.fromkeys(people))
    rows = connection.execute(
        "SELECT id, coalesce(name, '') FROM person WHERE death_date IS NULL "  # noqa: S608 - own text
        f"AND id IN ({', '.join('?' * len(ids))})",
        ids,
    )
    return {str(person): str(name) for person, name in rows}


# Inspections


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A version of the items of inspections; ``body`` is JSON."""

    id: str
    version: str
    valid_from: str
    body: str


def list_schemes(connection: Connection) -> tuple[SchemeRow, ...]:
    """The office's own versions, the latest first."""
    rows = connection.execute(
        "SELECT id, version, valid_from, body FROM inspection_scheme ORDER BY valid_from DESC, pk DESC"
    )
    return tuple(SchemeRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round as the file keeps it; ``groups`` empty for the whole village."""

    id: str
    subject: str
    month: str
    planned_on: str
    walked_on: str
    groups: tuple[str, ...]
    inspector_ids: tuple[str, ...]
    scheme: str
    closed_on: str
    note: str


_ROUND = (
    "id, subject, month, planned_on, coalesce(walked_on, ''), groups, inspector_ids, scheme, "
    "coalesce(closed_on, ''), coalesce(note, '')"
)


def _round(row: Sequence[Any]) -> RoundRow:
    return RoundRow(*[*row[:5], stored_list(row[5]), stored_list(row[6]), *row[7:]])


def list_rounds(connection: Connection) -> tuple[RoundRow, ...]:
    """All rounds, the latest first."""
    rows = connection.execute(
        f"SELECT {_ROUND} FROM inspection_round ORDER BY month DESC, planned_on DESC, pk DESC"  # noqa: S608
    )
    return tuple(_round(row) for row in rows)


def find_round(connection: Connection, round_id: str) -> RoundRow | None:
    """One round."""
    row = connection.execute(
        f"SELECT {_ROUND} FROM inspection_round WHERE id = ?",  # noqa: S608 - own text
        (round_id,),
    ).fetchone()
    return None if row is None else _round(row)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score, or with an empty ``item`` what is said of the household as a whole."""

    id: str
    round_id: str
    household_id: str
    item: str
    score_x100: int | None
    not_seen_reason: str
    remark: str


def list_scores(connection: Connection, round_id: str) -> tuple[ScoreRow, ...]:
    """Everything entered for a round."""
    rows = connection.execute(
        "SELECT id, round_id, household_id, item, score_x100, coalesce(not_seen_reason, ''), "
        "coalesce(remark, '') FROM inspection_score WHERE round_id = ? ORDER BY pk",
        (round_id,),
    )
    return tuple(ScoreRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class RoundTotal:
    """What a household got in a round that was closed."""

    household_id: str
    round_id: str
    month: str
    subject: str
    scheme: str
    points_x100: int


def list_totals(
    connection: Connection, household_id: str = "", subject: str = "", *, since: str = ""
) -> tuple[RoundTotal, ...]:
    """Points of households in closed rounds, the earliest first; all, or of one household or subject."""
    rows = connection.execute(
        "SELECT s.household_id, r.id, r.month, r.subject, r.scheme, sum(s.score_x100) "
        "FROM inspection_score s JOIN inspection_round r ON r.id = s.round_id "
        "WHERE r.closed_on IS NOT NULL AND s.score_x100 IS NOT NULL AND (?1 = '' OR s.household_id = ?1) "
        "AND (?2 = '' OR r.subject = ?2) AND r.month >= ?3 GROUP BY s.household_id, r.id "
        "ORDER BY r.month, r.pk",
        (household_id, subject, since),
    )
    return tuple(RoundTotal(*row) for row in rows)


# Boards


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An entry as the file keeps it, with the days of the sheet it stands on; "" for what is unknown."""

    id: str
    household_id: str
    colour: str
    subject: str
    item: str
    points_x100: int | None
    fact: str
    found_on: str
    round_id: str
    covenant_id: str
    told_on: str
    told_by: str
    told_way: str
    mend_by: str
    mended_on: str
    mended_text: str
    help_text: str
    help_on: str
    event_id: str
    approved_on: str
    approved_by: str
    dropped_on: str
    dropped_reason: str
    notice_id: str
    taken_down_on: str
    notice_number: str
    posted_on: str
    sheet_down_on: str
    open_objections: int


_BOARD = (
    "e.id, e.household_id, e.colour, e.subject, coalesce(e.item, ''), e.points_x100, e.fact, e.found_on, "
    "coalesce(e.round_id, ''), coalesce(e.covenant_id, ''), coalesce(e.told_on, ''), "
    "coalesce(e.told_by, ''), coalesce(e.told_way, ''), coalesce(e.mend_by, ''), coalesce(e.mended_on, ''), "
    "coalesce(e.mended_text, ''), coalesce(e.help_text, ''), coalesce(e.help_on, ''), "
    "coalesce(e.event_id, ''), coalesce(e.approved_on, ''), coalesce(e.approved_by, ''), "
    "coalesce(e.dropped_on, ''), coalesce(e.dropped_reason, ''), coalesce(n.id, ''), "
    "coalesce(e.taken_down_on, ''), coalesce(n.number, ''), "
    "coalesce((SELECT min(posted_on) FROM notice_posting p WHERE p.notice_id = n.id), ''), "
    # a sheet is down when none of its copies hangs any more
    "coalesce((SELECT max(taken_down_on) FROM notice_posting p WHERE p.notice_id = n.id "
    "AND NOT EXISTS (SELECT 1 FROM notice_posting q WHERE q.notice_id = n.id "
    "AND q.taken_down_on IS NULL)), ''), "
    "(SELECT count(*) FROM objection o WHERE o.notice_id = n.id AND o.settled_on IS NULL) "
    # on a sheet that was withdrawn it never stood: it may be printed again
    "FROM board_entry e LEFT JOIN notice n ON n.id = e.notice_id AND n.state <> 'withdrawn'"
)


def list_entries(connection: Connection, household_id: str = "") -> tuple[BoardRow, ...]:
    """Entries of all households or of one, the latest first."""
    rows = connection.execute(
        f"SELECT {_BOARD} WHERE ?1 = '' OR e.household_id = ?1 ORDER BY e.found_on DESC, e.pk DESC",
        (household_id,),
    )
    return tuple(BoardRow(*row) for row in rows)


def find_entry(connection: Connection, entry_id: str) -> BoardRow | None:
    """One entry."""
    row = connection.execute(f"SELECT {_BOARD} WHERE e.id = ?", (entry_id,)).fetchone()
    return None if row is None else BoardRow(*row)


def hanging_postings(connection: Connection, notice_id: str) -> tuple[str, ...]:
    """Ids of the sheets of a notice that hang now."""
    rows = connection.execute(
        "SELECT id FROM notice_posting WHERE notice_id = ? AND taken_down_on IS NULL ORDER BY pk",
        (notice_id,),
    )
    return tuple(str(posting) for (posting,) in rows)


# The village covenant


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the file keeps it; points in hundredths, "" for what is unknown."""

    id: str
    number: str
    title: str
    text: str
    points_x100: int | None
    least_points_x100: int | None
    adopted_on: str
    meeting_id: str
    legal_note: str
    filed_with: str
    filed_on: str
    repealed_on: str
    is_for_board: bool


def list_articles(connection: Connection) -> tuple[ArticleRow, ...]:
    """All articles, also drafts and repealed ones."""
    rows = connection.execute(
        "SELECT id, number, title, text, points_x100, least_points_x100, coalesce(adopted_on, ''), "
        "coalesce(meeting_id, ''), coalesce(legal_note, ''), coalesce(filed_with, ''), "
        "coalesce(filed_on, ''), coalesce(repealed_on, ''), is_for_board FROM covenant_item ORDER BY pk"
    )
    return tuple(ArticleRow(*[*row[:12], bool(row[12])]) for row in rows)


# Credit


@dataclass(frozen=True, slots=True)
class TableRow:
    """A bank's table as the file keeps it; ``body`` is JSON."""

    id: str
    bank: str
    version: str
    valid_from: str
    source: str
    body: str


def list_tables(connection: Connection) -> tuple[TableRow, ...]:
    """Tables of all banks, the latest first."""
    rows = connection.execute(
        "SELECT id, bank, version, valid_from, coalesce(source, ''), body FROM credit_table "
        "ORDER BY valid_from DESC, pk DESC"
    )
    return tuple(TableRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent as the file keeps it; ``person`` is who signed."""

    id: str
    household_id: str
    person_id: str
    person: str
    bank: str
    purpose: str
    items: tuple[str, ...]
    signed_on: str
    valid_to: str
    withdrawn_on: str


def list_consents(connection: Connection) -> tuple[ConsentRow, ...]:
    """All consents, the latest first."""
    rows = connection.execute(
        "SELECT c.id, c.household_id, c.person_id, coalesce(p.name, ''), c.bank, c.purpose, c.items, "
        "c.signed_on, c.valid_to, coalesce(c.withdrawn_on, '') FROM credit_consent c "
        "LEFT JOIN person p ON p.id = c.person_id ORDER BY c.signed_on DESC, c.pk DESC"
    )
    return tuple(ConsentRow(*[*row[:6], stored_list(row[6]), *row[7:]]) for row in rows)


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A sitting of the panel as the file keeps it."""

    id: str
    held_on: str
    year: int
    quarter: str
    panel_ids: tuple[str, ...]
    meeting_id: str
    bank: str
    scheme: str
    handed_over_on: str
    handed_over_to: str
    note: str


def list_panels(connection: Connection, panel_id: str = "") -> tuple[PanelRow, ...]:
    """Sittings, the latest first; or one."""
    rows = connection.execute(
        "SELECT id, held_on, year, coalesce(quarter, ''), panel_ids, coalesce(meeting_id, ''), bank, scheme, "
        "coalesce(handed_over_on, ''), coalesce(handed_over_to, ''), coalesce(note, '') FROM credit_panel "
        "WHERE ?1 = '' OR id = ?1 ORDER BY held_on DESC, pk DESC",
        (panel_id,),
    )
    return tuple(PanelRow(*[*row[:4], stored_list(row[4]), *row[5:]]) for row in rows)


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A household on a panel's list as the file keeps it."""

    id: str
    panel_id: str
    household_id: str
    consent_id: str
    points_x100: int
    grade: str
    recommended: bool
    aside_ids: tuple[str, ...]
    reason: str


def list_recommendations(connection: Connection, panel_id: str) -> tuple[RecommendationRow, ...]:
    """The list of a sitting, the most points first."""
    rows = connection.execute(
        "SELECT id, panel_id, household_id, coalesce(consent_id, ''), points_x100, grade, recommended, "
        "aside_ids, coalesce(reason, '') FROM credit_recommendation WHERE panel_id = ? "
        "ORDER BY points_x100 DESC, pk",
        (panel_id,),
    )
    return tuple(RecommendationRow(*[*row[:6], bool(row[6]), stored_list(row[7]), row[8]]) for row in rows)


def contact_of(connection: Connection, households: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Telephone and identity number of the heads of some households, by household."""
    ids = tuple(households)
    rows = connection.execute(
        "SELECT m.household_id, coalesce(p.mobile, ''), coalesce(p.citizen_id, '') "  # noqa: S608 - own text
        f"FROM membership m JOIN person p ON p.id = m.person_id WHERE m.role = 'head' AND {_LASTS} "
        f"AND m.household_id IN ({', '.join('?' * len(ids))})",
        ids,
    )
    return {str(row[0]): (str(row[1]), str(row[2])) for row in rows}
