"""What records give points by rule, in one list to confirm (积分建议).

Nothing is typed twice: attendance, deeds, dues and discipline that are on record are read by the scheme's
rules of origin. What was booked, refused or taken back before is not proposed again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.connection import Connection
from db.queries import party as party_queries
from db.queries import points as queries
from db.queries import points_sources as sources
from db.queries.party import MemberRow
from db.queries.points import EntryRow
from db.queries.points_sources import SourceRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.party_membership import Standing, standing_on
from desktop.domain.points_quarter import booking_quarter, quarter_of, quarter_period, quarters_of
from desktop.domain.points_scheme import OriginRule, PointsItem, PointsScheme, Source, Subject
from desktop.services.office import Office
from desktop.services.party.membership import facts_of
from desktop.services.points.circumstances import list_excused
from desktop.services.points.ledger import EntryState, NewEntry, book_in, refuse_in
from desktop.services.points.schemes import scheme_on

_WAIVED = "8"
"""Code of party_fee_basis of those who need not pay."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that a record gives.

    Attributes:
        entry: As it would be booked; its points are None where somebody has to decide within the item.
        name: Whom it counts for.
        item: What for.
        quarter: Where it would be booked.
        title: What the record is.
    """

    entry: NewEntry
    name: str
    item: PointsItem
    quarter: str
    title: str

    @property
    def id(self) -> str:
        """Tells it from the others."""
        return f"{self.entry.origin}:{self.entry.item}"


def list_proposals(office: Office) -> tuple[Proposal, ...]:
    """Entries of members that records give and the ledger lacks, by day.

    This year's records are read; last year's too while one of its quarters is open in a ledger in use.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    with office.store.reading() as connection:
        return choose_new(connection, read_by_rule(office, connection))


def choose_new(connection: Connection, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Of all that records give what the ledger lacks, by day and within the limits of items."""
    known = queries.list_keys(connection, Subject.MEMBER)
    new = [each for each in found if _key(each) not in known]
    new.sort(key=lambda each: each.entry.occurred_on)
    return tuple(_within_limits(connection, new))


def _key(proposal: Proposal) -> tuple[str, str, str]:
    return proposal.entry.origin, proposal.entry.item, proposal.entry.owner_id


def _first_day(office: Office, connection: Connection) -> date:
    today = office.today()
    closed = queries.closed_through(connection, Subject.MEMBER)
    lags = bool(closed) and closed < quarters_of(today.year - 1)[-1]
    return date(today.year - lags, 1, 1)


def read_by_rule(office: Office, connection: Connection) -> list[Proposal]:
    """All that records give, booked or not; read in a snapshot of somebody who has checked the right."""
    closed = queries.closed_through(connection, Subject.MEMBER)
    members = {row.person_id: row for row in party_queries.list_members(connection)}
    schemes = _Schemes(office, connection)
    first = _first_day(office, connection)
    return [
        proposal
        for source, rows in _sources(connection, members, first, office.today())
        for row in rows
        for proposal in _of_row(schemes, members, source, row, closed)
    ]


def list_stale(office: Office, connection: Connection, found: Sequence[Proposal]) -> tuple[EntryRow, ...]:
    """Entries of members that their records don't give any more: somebody put the record right since.

    Args:
        office: The office at work.
        connection: The snapshot in which ``found`` was read.
        found: All that records give (`read_by_rule`).
    """
    given = {_key(each) for each in found}
    first = _first_day(office, connection).isoformat()
    stale = [
        entry_id
        for entry_id, key in queries.list_standing(connection, Subject.MEMBER, first).items()
        if key[0].partition("/")[0] in _RULED and key not in given
    ]
    return tuple(row for entry_id in stale if (row := queries.find_entry(connection, entry_id)))


_RULED = frozenset({"meeting_attendance", "deed_participant", "party_discipline", "party_member"})
"""Tables of records that rules of origin read."""


def _sources(
    connection: Connection, members: dict[str, MemberRow], first: date, last: date
) -> Iterator[tuple[Source, Iterable[SourceRow]]]:
    days = first.isoformat(), last.isoformat()
    yield Source.ATTENDANCE, sources.list_attendance(connection, *days)
    yield Source.MADE_UP, sources.list_made_up(connection, *days)
    yield Source.DEED, sources.list_deeds(connection, *days)
    yield Source.DISCIPLINE, sources.list_discipline(connection, *days)
    for year in range(first.year, last.year + 1):
        for quarter in quarters_of(year):
            if quarter_period(quarter).last < last:
                yield Source.DUES, _unpaid(connection, members.values(), quarter)


def _unpaid(connection: Connection, members: Iterable[MemberRow], quarter: str) -> list[SourceRow]:
    """Members of before a quarter who had not paid for each of its months when it ended.

    Nobody where no payment for the quarter is on record at all: dues are kept elsewhere then.
    """
    period = quarter_period(quarter)
    months = [f"{period.first.year}-{period.first.month + n:02d}" for n in range(3)]
    paid = sources.paid_months(connection, period.last.isoformat())
    if not any(a <= months[-1] and months[0] <= b for spans in paid.values() for a, b in spans):
        return []
    return [
        SourceRow(f"party_member/{row.id}#{quarter}", row.person_id, period.last.isoformat(), (), "", "")
        for row in members
        if row.fee_basis not in ("", _WAIVED)
        and (row.joined_on or "9") < period.first.isoformat()
        and row.arrived_on < period.first.isoformat()
        and not all(any(a <= month <= b for a, b in paid.get(row.id, ())) for month in months)
    ]


class _Schemes:
    """Schemes and excused members by day, each asked for once."""

    def __init__(self, office: Office, connection: Connection) -> None:
        self._connection = connection
        self._code = office.vault.village.division_code
        self._schemes: dict[date, PointsScheme] = {}
        self._items: dict[tuple[Source, date], tuple[tuple[PointsItem, bool], ...]] = {}
        self._excused: dict[date, frozenset[str]] = {}

    def on(self, day: date) -> PointsScheme:
        if day not in self._schemes:
            self._schemes[day] = scheme_on(self._connection, Subject.MEMBER, day, self._code)
        return self._schemes[day]

    def items_from(self, source: Source, day: date) -> tuple[tuple[PointsItem, bool], ...]:
        """Items that records of a kind may give on a day, each with whether it takes points."""
        if (source, day) not in self._items:
            scheme = self.on(day)
            taking = {each.code for each in scheme.categories if each.is_negative}
            self._items[source, day] = tuple(
                (item, item.category in taking)
                for item in scheme.items
                if any(rule.source is source for rule in item.origins)
            )
        return self._items[source, day]

    def is_excused(self, member_id: str, day: date) -> bool:
        if day not in self._excused:
            self._excused[day] = list_excused(self._connection, self.on(day), day)
        return member_id in self._excused[day]


def _of_row(
    schemes: _Schemes, members: dict[str, MemberRow], source: Source, row: SourceRow, closed: str
) -> Iterator[Proposal]:
    member, on = members.get(row.person_id), date.fromisoformat(row.on)
    if member is None or standing_on(facts_of(member), on) is Standing.NONE:
        return
    for item, takes in schemes.items_from(source, on):
        if not any(_applies(rule, source, row) for rule in item.origins):
            continue
        if takes and source is Source.ATTENDANCE and schemes.is_excused(member.id, on):
            continue
        evidence = row.whom if item.limit is not None and item.limit.same else ""
        entry = NewEntry(
            Subject.MEMBER,
            member.id,
            item.code,
            row.on,
            item.least_x100 if item.is_fixed else None,
            row.origin,
            evidence,
        )
        yield Proposal(entry, member.name, item, booking_quarter(on, closed), _title(source, row))


def _applies(rule: OriginRule, source: Source, row: SourceRow) -> bool:
    return (
        rule.source is source
        and (not rule.kinds or bool(set(rule.kinds) & set(row.kinds)))
        and (not rule.states or row.state in rule.states)
    )


def _title(source: Source, row: SourceRow) -> str:
    if source is Source.DISCIPLINE:
        return code_table("party_discipline_kind").label(row.kinds[0])
    if source is Source.DUES:
        return quarter_period(quarter_of(date.fromisoformat(row.on))).words()
    return row.title


def _within_limits(connection: Connection, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Those that limits of items leave, what is booked already counted in."""
    taken: Counter[tuple[str, ...]] = Counter()
    for each in proposals:
        limit, entry = each.item.limit, each.entry
        if limit is None:
            yield each
            continue
        span = limit.span.around(date.fromisoformat(entry.occurred_on))
        first, last = span.first.isoformat(), span.last.isoformat()
        same = entry.evidence if limit.same else None
        key = (entry.owner_id, entry.item, first, same or "")
        if key not in taken:
            taken[key] = queries.count_item(connection, entry.owner_id, entry.item, first, last, same)
        if taken[key] < limit.count:
            taken[key] += 1
            yield each


def accept(office: Office, proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Book what records give; confirmed at once where the user's post confirms points, else waiting for it.

    Returns:
        Ids of the entries.

    Raises:
        ProblemError: What `book_in` finds, PTS-003 also where points are still to be decided; SYS-403.
    """
    office.require(Right.EDIT_POINTS)
    state = EntryState.CONFIRMED if office.may(Right.CONFIRM_POINTS) else EntryState.CLAIMED
    with office.change("points", f"按记录登记积分 {len(proposals)} 笔") as work:
        return book_in(office, work, [each.entry for each in proposals], state=state)


def dismiss(office: Office, proposals: Sequence[Proposal], reason: str) -> None:
    """Refuse what records would give, with the reason; it is not proposed again.

    Raises:
        ProblemError: PTS-010 no reason, SYS-403: it takes the right to confirm.
    """
    office.require(Right.CONFIRM_POINTS)
    with office.change("points", f"不予登记积分 {len(proposals)} 笔") as work:
        dismiss_in(office, work, proposals, reason)


def dismiss_in(office: Office, work: Work, proposals: Sequence[Proposal], reason: str) -> None:
    """As `dismiss`, inside a transaction that is open already."""
    entries = [
        replace(each.entry, points_x100=each.entry.points_x100 or each.item.most_x100) for each in proposals
    ]
    refuse_in(office, work, book_in(office, work, entries, state=EntryState.CLAIMED), reason)
