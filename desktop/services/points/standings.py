"""What members and households come to: by place, by name, by branch and group; the history of one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import points as queries
from db.queries import points_sources as sources
from db.queries.points import EntryRow, OwnerRow
from db.queries.points_sources import OriginRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.period import Period
from desktop.domain.points_count import Standing, count_points, count_span, rank
from desktop.domain.points_quarter import quarter_period, quarters_of
from desktop.domain.points_scheme import PointsScheme, Subject
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office
from desktop.services.points.schemes import scheme_on

__all__ = ["EntryRow", "OriginRow", "OwnerRow"]

NO_GROUP = "未编组"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One member or household with what counts; ``place`` is shared by equals and starts at 1."""

    place: int
    owner: OwnerRow
    standing: Standing


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """A branch with a group: how many it has, and what they come to, in hundredths."""

    branch: str
    group: str
    count: int
    total_x100: int

    @property
    def average_x100(self) -> int:
        """Each one's share, rounded half up."""
        return (2 * self.total_x100 + self.count) // (2 * self.count)


@dataclass(frozen=True, slots=True)
class StandingsAsked:
    """What is asked for.

    Attributes:
        subject: Whose ledger.
        first: First quarter, ``2026-Q1``.
        last: Last quarter, of the same year.
        branch_id: Only this branch's; empty for all.
        group: Only the group of this name; empty for all.
        group_id: Only this party group's; empty for all.
    """

    subject: Subject
    first: str
    last: str
    branch_id: str = ""
    group: str = ""
    group_id: str = ""

    @classmethod
    def year(cls, subject: Subject, year: int) -> "StandingsAsked":
        """All of a year."""
        quarters = quarters_of(year)
        return cls(subject, quarters[0], quarters[-1])

    @property
    def period(self) -> Period:
        """The days of the quarters."""
        return Period(quarter_period(self.first).first, quarter_period(self.last).last)


def list_standings(office: Office, asked: StandingsAsked) -> tuple[StandingRow, ...]:
    """Everybody who counts, also with nothing, by place; namesakes by group.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    with office.store.reading() as connection:
        return read_standings(office, connection, asked)


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """A ledger as its page shows it: the rows asked for, the rules that hold, years that can be chosen."""

    rows: tuple[StandingRow, ...]
    scheme: PointsScheme
    years: tuple[int, ...]


def read_ledger(office: Office, asked: StandingsAsked) -> LedgerRead:
    """What is asked for, in one snapshot.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    with office.store.reading() as connection:
        years = {*queries.list_years(connection, asked.subject.value), office.today().year}
        return LedgerRead(
            read_standings(office, connection, asked),
            scheme_of_period(office, connection, asked.subject, asked.period),
            tuple(sorted(years, reverse=True)),
        )


def read_standings(office: Office, connection: Connection, asked: StandingsAsked) -> tuple[StandingRow, ...]:
    """As `list_standings`, in a snapshot of somebody who has checked the right."""
    scheme = scheme_of_period(office, connection, asked.subject, asked.period)
    is_year = (asked.first, asked.last) == (asked.first[:4] + "-Q1", asked.first[:4] + "-Q4")
    amounts = queries.sum_points(
        connection,
        asked.subject.value,
        asked.period.first.year,
        by_quarter=scheme.has_quarter_ceilings or not is_year,
        by_quarter_of_origin=scheme.has_quarter_ceilings,
    )
    days = asked.period.first.isoformat(), asked.period.last.isoformat()
    owners = {owner.id: owner for owner in queries.list_owners(connection, asked.subject.value, *days)}
    gone = [owner_id for owner_id in amounts if owner_id not in owners]
    owners |= queries.find_owners(connection, asked.subject.value, gone)
    standings = {
        owner.id: count_points(amounts.get(owner.id, ()), scheme.categories)
        if is_year
        else count_span(amounts.get(owner.id, ()), scheme.categories, asked.first, asked.last)
        for owner in owners.values()
        if asked.branch_id in ("", owner.branch_id)
        and asked.group in ("", owner.group)
        and asked.group_id in ("", owner.group_id)
    }
    return tuple(StandingRow(each.place, owners[each.owner_id], each.standing) for each in rank(standings))


def scheme_of_period(
    office: Office, connection: Connection, subject: Subject, period: Period
) -> PointsScheme:
    """The scheme whose ceilings hold for a period: its last day's, or today's before it ends."""
    on = min(period.last, max(office.today(), period.first))
    return scheme_on(connection, subject, on, office.vault.village.division_code)


def group_totals(rows: Iterable[StandingRow]) -> tuple[GroupTotal, ...]:
    """Sums by branch and group, the groups in the order of their names."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        sums[row.owner.branch, row.owner.group or NO_GROUP].append(row.standing.total_x100)
    return tuple(GroupTotal(*key, len(points), sum(points)) for key, points in sorted(sums.items()))


# One owner


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry with everything a person wants to read of it.

    Attributes:
        row: As it is kept.
        item: What for.
        category: Of which kind.
        origin: The record it follows from; None for a claim, or where the record is gone.
        recorded_by: Name of who entered it.
        confirmed_by: Name of who confirmed or refused it.
        is_appealed: Whether an appeal against it is open.
    """

    row: EntryRow
    item: str
    category: str
    origin: OriginRow | None
    recorded_by: str
    confirmed_by: str
    is_appealed: bool = False

    @property
    def state_label(self) -> str:
        """Its state in a word of the vocabulary."""
        if self.is_appealed:
            return "申诉中"
        if self.row.reversed_by:
            return "已冲销"
        return "冲销" if self.row.reverses_id else code_table("points_state").label(self.row.state)

    @property
    def proof(self) -> str:
        """The record or the evidence in words."""
        return self.origin.title if self.origin and self.origin.title else self.row.evidence


@dataclass(frozen=True, slots=True)
class OwnerHistory:
    """A member's or household's year.

    Attributes:
        owner: Whose.
        year: Which.
        scheme: The one whose ceilings hold.
        standing: What counts.
        entries: All entries in the order they happened, also waiting and refused ones.
    """

    owner: OwnerRow
    year: int
    scheme: PointsScheme
    standing: Standing
    entries: tuple[EntryLine, ...]


def get_history(office: Office, subject: Subject, owner_id: str, year: int) -> OwnerHistory:
    """One owner's year.

    Raises:
        ProblemError: PTS-006 there is no such owner, SYS-403.
    """
    office.require(Right.READ_POINTS)
    with office.store.reading() as connection:
        owner = queries.find_owners(connection, subject.value, (owner_id,)).get(owner_id)
        if owner is None:
            raise ProblemError(Problem("PTS-006"))
        rows = queries.list_entries(connection, subject.value, year, owner_id)
        scheme = scheme_of_period(office, connection, subject, Period.year(year))
        amounts = queries.sum_points(
            connection,
            subject.value,
            year,
            by_quarter_of_origin=scheme.has_quarter_ceilings,
            owner_id=owner_id,
        )
        lines = entry_lines(office, connection, rows)
    return OwnerHistory(
        owner, year, scheme, count_points(amounts.get(owner_id, ()), scheme.categories), lines
    )


def entry_lines(office: Office, connection: Connection, rows: Sequence[EntryRow]) -> tuple[EntryLine, ...]:
    """Entries with their words; items are named by the scheme of the day they happened."""
    names = {
        str(user): str(name) for user, name in connection.execute("SELECT id, display_name FROM account")
    }
    appealed = queries.list_appealed(connection)
    schemes: dict[tuple[str, str], PointsScheme] = {}
    lines = []
    for row in rows:
        key = (row.subject, row.occurred_on)
        if key not in schemes:
            schemes[key] = scheme_on(
                connection,
                Subject(row.subject),
                date.fromisoformat(row.occurred_on),
                office.vault.village.division_code,
            )
        scheme = schemes[key]
        lines.append(
            EntryLine(
                row,
                scheme.item_label(row.item),
                scheme.category_label(row.category),
                sources.find_origin(connection, row.origin) if row.origin else None,
                names.get(row.recorded_by, ""),
                names.get(row.confirmed_by, ""),
                row.id in appealed,
            )
        )
    return tuple(lines)
