"""Reads what the duty calendar of disclosure is made from: what happened, what hung, what is true here."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class OverlayRow:
    """One overlay of the county as the file keeps it; days are ISO texts."""

    id: str
    code: str
    jurisdiction: str
    valid_from: str
    valid_to: str | None
    field: str
    value: str
    source: str | None


def list_overlays(connection: Connection) -> tuple[OverlayRow, ...]:
    """Overlays that the county has sent, in the order they came."""
    rows = connection.execute(
        "SELECT id, code, jurisdiction, valid_from, valid_to, field, value, source FROM disclosure_overlay "
        "ORDER BY pk"
    )
    return tuple(OverlayRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One notice that hung; ``covers`` is JSON, ``taken_down_on`` empty while it hangs anywhere."""

    notice_id: str
    number: str
    title: str
    item_code: str | None
    covers: str | None
    period_from: str
    period_to: str
    record_id: str | None
    stage: str | None
    posted_on: str
    taken_down_on: str | None
    places: str
    copies: int
    page_count: int | None


def list_publications(connection: Connection) -> tuple[PublicationRow, ...]:
    """Every notice with a posting that was not withdrawn, by first day on a board."""
    rows = connection.execute(
        "SELECT n.id, coalesce(n.number, ''), n.title, n.item_code, n.covers, n.period_from, n.period_to, "
        "n.record_id, n.stage, min(p.posted_on), "
        "CASE WHEN count(*) = count(p.taken_down_on) THEN max(p.taken_down_on) END, "
        "group_concat(p.place, '、'), sum(p.copies), n.page_count "
        "FROM notice n JOIN notice_posting p ON p.notice_id = n.id "
        "WHERE n.state <> 'withdrawn' AND n.period_from IS NOT NULL AND n.period_to IS NOT NULL "
        "GROUP BY n.id ORDER BY min(p.posted_on), n.pk"
    )
    return tuple(PublicationRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class NoticeOnTheWayRow:
    """One notice that is being made; ``covers`` is JSON."""

    id: str
    state: str
    item_code: str | None
    covers: str | None
    period_from: str
    period_to: str
    record_id: str | None
    stage: str | None


def list_on_the_way(connection: Connection) -> tuple[NoticeOnTheWayRow, ...]:
    """Notices that hang nowhere yet and were not withdrawn, the latest first."""
    rows = connection.execute(
        "SELECT id, state, item_code, covers, period_from, period_to, record_id, stage FROM notice n "
        "WHERE state <> 'withdrawn' AND period_from IS NOT NULL AND period_to IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM notice_posting p WHERE p.notice_id = n.id) ORDER BY pk DESC"
    )
    return tuple(NoticeOnTheWayRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """Something that may have to be told: its record, its day and the record's own words."""

    record_id: str
    on: str
    title: str
    kind: str = ""
    amount_cents: int | None = None


def list_major_entries(connection: Connection, least_cents: int, since: str) -> tuple[HappeningRow, ...]:
    """Entries of at least so much money from a day on."""
    rows = connection.execute(
        "SELECT id, entry_on, summary, kind, max(abs(income_cents), abs(expense_cents)) FROM funds_entry "
        "WHERE max(abs(income_cents), abs(expense_cents)) >= ? AND entry_on >= ? ORDER BY entry_on, pk",
        (least_cents, since),
    )
    return tuple(HappeningRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class GrantChangeRow:
    """Grants of one kind that began, changed or ended in a month; ``record_id`` is the first of them."""

    record_id: str
    aid_kind: str
    month: str
    begun: int
    changed: int
    stopped: int


def list_grant_changes(connection: Connection, since_month: str) -> tuple[GrantChangeRow, ...]:
    """Changes of aid by kind and month from a month on; one that ends tells so in the month after."""
    rows = connection.execute(
        "SELECT id, aid_kind, month, sum(how = 'new'), sum(how = 'changed'), sum(how = 'stopped'), min(pk) "
        "FROM (SELECT pk, id, aid_kind, from_month AS month, change_kind AS how FROM aid_grant "
        "      WHERE change_kind IN ('new', 'changed') "
        "      UNION ALL "
        "      SELECT pk, id, aid_kind, substr(date(to_month || '-01', '+1 month'), 1, 7), 'stopped' "
        "      FROM aid_grant WHERE to_month IS NOT NULL AND change_kind = 'stopped') "
        "WHERE month >= ? GROUP BY aid_kind, month ORDER BY month",
        (since_month,),
    )
    return tuple(GrantChangeRow(*row[:6]) for row in rows)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with the days on which it came into its stages; empty for those not reached."""

    id: str
    name: str
    decided_on: str | None
    begun_on: str | None
    accepted_on: str | None


def list_projects(connection: Connection) -> tuple[ProjectRow, ...]:
    """Projects that were not dropped."""
    rows = connection.execute(
        "SELECT id, name, decided_on, begun_on, accepted_on FROM project WHERE dropped_on IS NULL ORDER BY pk"
    )
    return tuple(ProjectRow(*row) for row in rows)


def list_contracts(connection: Connection, since: str) -> tuple[HappeningRow, ...]:
    """Contracts signed from a day on; ``kind`` is ``land`` for those over land."""
    rows = connection.execute(
        "SELECT id, signed_on, name, CASE WHEN land_resource_id IS NULL THEN '' ELSE 'land' END, price_cents "
        "FROM contract WHERE signed_on >= ? ORDER BY signed_on, pk",
        (since,),
    )
    return tuple(HappeningRow(*row) for row in rows)


def list_meetings(
    connection: Connection, kinds: Iterable[str], since: str
) -> tuple[tuple[HappeningRow, bool], ...]:
    """Meetings of some kinds from a day on, each with whether it resolved something."""
    wanted = tuple(kinds)
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        "SELECT m.id, m.held_on, m.title, k.value, coalesce(trim(m.resolution), '') <> '' "  # noqa: S608
        f"FROM meeting m, json_each(m.kinds) k WHERE k.value IN ({marks}) AND m.held_on >= ? "
        "AND m.state = 'held' ORDER BY m.held_on, m.pk",
        (*wanted, since),
    )
    return tuple((HappeningRow(*row[:4]), bool(row[4])) for row in rows)


def meetings_of_decisions(connection: Connection) -> frozenset[str]:
    """Meetings that decided a matter, whose notice is the matter's."""
    rows = connection.execute(
        "SELECT meeting_id FROM matter_step WHERE kind = 'decision' AND meeting_id IS NOT NULL"
    )
    return frozenset(str(row[0]) for row in rows)


def list_payments(connection: Connection) -> tuple[HappeningRow, ...]:
    """Payments of subsidies by programme, year and day, the planned ones by the day they were entered.

    ``record_id`` is the first share, ``title`` the programme's code, ``kind`` is ``paid`` or ``planned``,
    ``amount_cents`` the sum of all shares.
    """
    table_no = 38  # db.models.finance.Subsidy
    rows = connection.execute(
        "SELECT s.id, coalesce(s.paid_on, (SELECT date(c.at_ms / 1000, 'unixepoch', 'localtime') "
        "FROM change h JOIN change_set c ON c.seq = h.change_set "
        "WHERE h.table_no = ? AND h.record_pk = s.pk AND h.op = 1 ORDER BY h.seq LIMIT 1)), "
        "s.programme, CASE WHEN s.paid_on IS NULL THEN 'planned' ELSE 'paid' END, sum(s.amount_cents), "
        "min(s.pk) "
        "FROM subsidy s GROUP BY s.programme, s.year, s.paid_on",
        (table_no,),
    )
    return tuple(HappeningRow(*row[:5]) for row in rows if row[1])


def list_homesteads(connection: Connection, since: str) -> tuple[HappeningRow, ...]:
    """Homesteads approved from a day on, with the villager group of the household."""
    rows = connection.execute(
        "SELECT s.id, s.approval_date, coalesce(h.villager_group, '') FROM homestead s "
        "LEFT JOIN household h ON h.id = s.household_id "
        "WHERE length(s.approval_date) = 10 AND s.approval_date >= ? ORDER BY s.approval_date, s.pk",
        (since,),
    )
    return tuple(HappeningRow(*row) for row in rows)


def household_of(connection: Connection, homestead_id: str) -> str:
    """Id of the household of a homestead; empty when there is none."""
    row = connection.execute("SELECT household_id FROM homestead WHERE id = ?", (homestead_id,)).fetchone()
    return "" if row is None else str(row[0])


def list_applications(connection: Connection, template: str, since: str) -> tuple[HappeningRow, ...]:
    """Days for which applications were typed for a layout; ``record_id`` is the first of each period."""
    rows = connection.execute(
        "SELECT id, period_from, count(*), '', min(pk) FROM sheet_row WHERE template = ? "
        "AND period_from >= ? AND about_id IS NULL GROUP BY period_from, period_to ORDER BY period_from",
        (template, since),
    )
    return tuple(HappeningRow(str(row[0]), str(row[1]), str(row[2])) for row in rows)


_PRESENT = "p.death_date IS NULL AND coalesce(p.residence_state, '') NOT IN ('70', '80')"


def _count(connection: Connection, query: str, *values: str | int) -> int:
    return int(connection.execute(query, values).fetchone()[0])


def count_tagged(connection: Connection, codes: Iterable[str]) -> int:
    """People of the register, present ones, who carry one of the tags of special groups."""
    return _count(
        connection,
        "SELECT count(DISTINCT p.pk) FROM person p, json_each(p.group_tags) t "  # noqa: S608 - own text
        f"WHERE {_PRESENT} AND t.value IN (SELECT value FROM json_each(?))",
        json.dumps(list(codes)),
    )


def count_members(connection: Connection, *, away: bool = False) -> int:
    """Members of the party in the register, or those of them who live elsewhere."""
    condition = " AND p.residence_state = '20'" if away else ""
    return _count(
        connection,
        f"SELECT count(*) FROM person p WHERE {_PRESENT} "  # noqa: S608 - own text
        f"AND p.political_status IN ('01', '02'){condition}",
    )


def count_grants(connection: Connection, aid_kinds: Iterable[str], month: str) -> int:
    """Grants of some kinds that are paid in a month or began later."""
    return _count(
        connection,
        "SELECT count(*) FROM aid_grant WHERE aid_kind IN (SELECT value FROM json_each(?)) "
        "AND (to_month IS NULL OR to_month >= ?)",
        json.dumps(list(aid_kinds)),
        month,
    )


def count_entries(connection: Connection, kinds: Iterable[str], since: str) -> int:
    """Entries of some kinds from a day on."""
    return _count(
        connection,
        "SELECT count(*) FROM funds_entry WHERE kind IN (SELECT value FROM json_each(?)) AND entry_on >= ?",
        json.dumps(list(kinds)),
        since,
    )


def count_subsidies(connection: Connection, since_year: int) -> int:
    """Shares of subsidies from a year on."""
    return _count(connection, "SELECT count(*) FROM subsidy WHERE year >= ?", since_year)


def count_typed(connection: Connection, templates: Iterable[str]) -> int:
    """Rows that were typed for some layouts."""
    return _count(
        connection,
        "SELECT count(*) FROM sheet_row WHERE template IN (SELECT value FROM json_each(?))",
        json.dumps(list(templates)),
    )


def count_points(connection: Connection, subject: str, templates: Iterable[str]) -> int:
    """Entries of a ledger of points, and rows that were typed for its layouts."""
    booked = _count(connection, "SELECT count(*) FROM points_entry WHERE subject = ?", subject)
    return booked + count_typed(connection, templates)


def first_day_of_work(connection: Connection) -> str | None:
    """The day on which the office's file was first written to, None while nothing was."""
    row = connection.execute(
        "SELECT date(at_ms / 1000, 'unixepoch', 'localtime') FROM change_set ORDER BY seq LIMIT 1"
    ).fetchone()
    return None if row is None else str(row[0])


def first_period(connection: Connection) -> str | None:
    """First day of which any posted notice speaks; None when none was posted."""
    row = connection.execute(
        "SELECT min(n.period_from) FROM notice n JOIN notice_posting p ON p.notice_id = n.id"
    ).fetchone()
    return None if row is None or row[0] is None else str(row[0])
