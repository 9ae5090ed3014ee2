"""The ledger of points of members and households: booked, confirmed, refused, taken back (积分台账).

An entry's figures never change and it is never deleted; a wrong one is taken back by an entry of its own.
What happened in a closed quarter is booked in the next one, with a note.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.connection import Connection
from db.queries import interests
from db.queries import points as queries
from db.queries.points import EntryRow
from db.store import Value, Work
from desktop.domain.accounts import Right, Role, rights_of
from desktop.domain.points_confirm import Confirmer, confirm_problem
from desktop.domain.points_quarter import booking_quarter, quarter_of, quarter_period, year_of
from desktop.domain.points_scheme import PointsItem, PointsScheme, Subject, show_points
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office
from desktop.services.points.circumstances import list_excused
from desktop.services.points.schemes import scheme_on

__all__ = ["EntryRow", "EntryState", "NewEntry"]


class EntryState(StrEnum):
    """How an entry stands; code of the table ``points_state``."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry as it is entered.

    Attributes:
        subject: Whose ledger.
        owner_id: The party_member or household row it counts for.
        item: Code of the scheme in force on the day.
        occurred_on: ISO day.
        points_x100: Hundredths; None takes the item's own where it leaves nothing to decide.
        origin: Record it follows from, ``table/id``; empty for a claim.
        evidence: What proves it, in words, or the household that a visit was to.
        note: Remark.
    """

    subject: Subject
    owner_id: str
    item: str
    occurred_on: str
    points_x100: int | None = None
    origin: str = ""
    evidence: str = ""
    note: str = ""


# Booking


def book(
    office: Office, entries: Sequence[NewEntry], *, state: EntryState = EntryState.CLAIMED
) -> tuple[str, ...]:
    """Enter entries as one action; see `book_in`.

    Raises:
        ProblemError: What `book_in` finds; SYS-403, for confirmed ones also without the right to confirm.
    """
    office.require(Right.EDIT_POINTS)
    if state is EntryState.CONFIRMED:
        office.require(Right.CONFIRM_POINTS)
    with office.change("points", f"登记积分 {len(entries)} 笔") as work:
        return book_in(office, work, entries, state=state)


def book_in(office: Office, work: Work, entries: Iterable[NewEntry], *, state: EntryState) -> tuple[str, ...]:
    """Enter entries inside a transaction that is open already; the caller has checked the right.

    What a record gave already is not entered twice: an entry of the same origin, item and owner that
    was neither refused nor taken back stands for the new one.

    Returns:
        Ids of the entries, those that stood already included, in the order asked for.

    Raises:
        ProblemError: PTS-002 the scheme of the day does not know the item; PTS-003 points outside of what
            the item gives; PTS-004 no day, or one still to come; PTS-005 a claim without evidence; PTS-006
            there is no such owner; PTS-014 an equivalent for somebody who can come; PTS-020 more than the
            item's limit.
    """
    books = _Books(office, work.connection)
    return tuple(_book_one(office, work, books, entry, state) for entry in entries)


class _Books:
    """What entries of one action share, read once: schemes and excused members by day, what is closed."""

    def __init__(self, office: Office, connection: Connection) -> None:
        self._connection = connection
        self._code = office.vault.village.division_code
        self._schemes: dict[tuple[Subject, date], PointsScheme] = {}
        self._excused: dict[date, frozenset[str]] = {}
        self._closed: dict[Subject, str] = {}

    def scheme(self, subject: Subject, on: date) -> PointsScheme:
        """The scheme of a day."""
        if (subject, on) not in self._schemes:
            self._schemes[subject, on] = scheme_on(self._connection, subject, on, self._code)
        return self._schemes[subject, on]

    def is_excused(self, owner_id: str, on: date) -> bool:
        """Whether a member need not come on a day."""
        if on not in self._excused:
            scheme = self.scheme(Subject.MEMBER, on)
            self._excused[on] = list_excused(self._connection, scheme, on)
        return owner_id in self._excused[on]

    def closed_through(self, subject: Subject) -> str:
        """The last closed quarter."""
        if subject not in self._closed:
            self._closed[subject] = queries.closed_through(self._connection, subject.value)
        return self._closed[subject]


def _book_one(office: Office, work: Work, books: _Books, entry: NewEntry, state: EntryState) -> str:
    connection = work.connection
    if entry.origin:
        for row in queries.list_at(connection, (entry.origin,)):
            stands = row.state != EntryState.REFUSED and not row.reversed_by and not row.reverses_id
            if stands and (row.item, row.owner_id) == (entry.item, entry.owner_id):
                return row.id
    on, item = _checked(office, connection, books, entry)
    quarter = booking_quarter(on, books.closed_through(entry.subject))
    points = item.least_x100 if entry.points_x100 is None else entry.points_x100
    return work.insert(
        "points_entry",
        {
            "subject": entry.subject.value,
            "owner_id": entry.owner_id,
            "year": year_of(quarter),
            "quarter": quarter,
            "category": item.category,
            "item": item.code,
            "points_x100": points,
            "occurred_on": entry.occurred_on,
            "origin": entry.origin or None,
            "evidence": entry.evidence.strip() or None,
            "recorded_by": office.user.id,
            "recorded_at": office.now_text(),
            "note": _with_late_note(entry.note, on, quarter) or None,
            **_state_values(office, state),
        },
    )


def _state_values(office: Office, state: EntryState) -> dict[str, Value]:
    if state is not EntryState.CONFIRMED:
        return {"state": state.value}
    return {
        "state": state.value,
        "confirmed_by": office.user.id,
        "confirmed_on": office.today().isoformat(),
    }


def _with_late_note(note: str, on: date, quarter: str) -> str:
    """The note, with the reason where something is booked in a later quarter than it happened in."""
    own = quarter_of(on)
    if own == quarter:
        return note.strip()
    late = f"{quarter_period(own).words()}已结账，记入{quarter_period(quarter).words()}"
    return "；".join(part for part in (note.strip(), late) if part)


def _checked(
    office: Office, connection: Connection, books: _Books, entry: NewEntry
) -> tuple[date, PointsItem]:
    """The day and the item of an entry that may be entered."""
    try:
        on = date.fromisoformat(entry.occurred_on)
    except ValueError:
        on = date.max
    if on > office.today():
        raise ProblemError(Problem("PTS-004", {"value": entry.occurred_on[:20]}, Place(field="occurred_on")))
    scheme = books.scheme(entry.subject, on)
    item = scheme.find_item(entry.item)
    if item is None:
        values = {"item": entry.item[:40], "scheme": scheme.name, "version": str(scheme.version)}
        raise ProblemError(Problem("PTS-002", values, Place(field="item")))
    problems = _entry_problems(connection, books, item, entry, on)
    if problems:
        raise ProblemError(problems)
    return on, item


def _entry_problems(
    connection: Connection, books: _Books, item: PointsItem, entry: NewEntry, on: date
) -> list[Problem]:
    problems = []
    points = entry.points_x100
    if (points is None and not item.is_fixed) or (
        points is not None and not item.least_x100 <= points <= item.most_x100
    ):
        values = {
            "item": item.label,
            "points": "" if points is None else show_points(points),
            "least": show_points(item.least_x100),
            "most": show_points(item.most_x100),
        }
        problems.append(Problem("PTS-003", values, Place(field="points")))
    if not entry.origin and not entry.evidence.strip():
        problems.append(Problem("PTS-005", {"item": item.label}, Place(field="evidence")))
    if not queries.find_owners(connection, entry.subject.value, (entry.owner_id,)):
        return [Problem("PTS-006", place=Place(field="owner"))]
    if item.is_equivalent and not books.is_excused(entry.owner_id, on):
        problems.append(Problem("PTS-014", {"item": item.label}, Place(field="item")))
    if item.limit is not None:
        span = item.limit.span.around(on)
        same = entry.evidence.strip() if item.limit.same else None
        known = queries.count_item(
            connection, entry.owner_id, item.code, span.first.isoformat(), span.last.isoformat(), same
        )
        if known >= item.limit.count:
            values = {"item": item.label, "count": str(item.limit.count), "span": span.words()}
            problems.append(Problem("PTS-020", values, Place(field="item")))
    return problems


# Confirming and refusing


def confirm(office: Office, entry_ids: Sequence[str]) -> None:
    """Confirm entries that wait, as one action; what a closing left behind moves into the open quarter.

    Raises:
        ProblemError: PTS-001 there is no such entry; PTS-007 it does not wait; PTS-011 to PTS-013 somebody
            else has to (`confirm_problem`).
    """
    with office.change("points", f"确认积分 {len(entry_ids)} 笔") as work:
        confirm_in(office, work, entry_ids)


def confirm_in(office: Office, work: Work, entry_ids: Sequence[str]) -> None:
    """As `confirm`, inside a transaction that is open already."""
    guard = Guard(office, work.connection)
    for entry_id in entry_ids:
        row = _waiting(work.connection, entry_id)
        if problem := guard.why_not_confirm(row):
            raise ProblemError(problem)
        on = date.fromisoformat(row.occurred_on)
        closed = queries.closed_through(work.connection, row.subject)
        quarter = max(booking_quarter(on, closed), row.quarter)
        values = _state_values(office, EntryState.CONFIRMED)
        if quarter != row.quarter:
            note = _with_late_note(row.note, on, quarter)
            values |= {"quarter": quarter, "year": year_of(quarter), "note": note}
        work.update("points_entry", entry_id, values)


def refuse(office: Office, entry_ids: Sequence[str], reason: str) -> None:
    """Refuse entries that wait, with the reason; they stay in the history.

    Raises:
        ProblemError: PTS-001, PTS-007, PTS-010 no reason, PTS-011 to PTS-013.
    """
    with office.change("points", f"不予确认积分 {len(entry_ids)} 笔") as work:
        refuse_in(office, work, entry_ids, reason)


def refuse_in(office: Office, work: Work, entry_ids: Sequence[str], reason: str) -> None:
    """As `refuse`, inside a transaction that is open already."""
    if not reason.strip():
        raise ProblemError(Problem("PTS-010", place=Place(field="reason")))
    guard = Guard(office, work.connection)
    for entry_id in entry_ids:
        row = _waiting(work.connection, entry_id)
        if problem := guard.why_not_confirm(row):
            raise ProblemError(problem)
        values = {
            "state": EntryState.REFUSED.value,
            "refused_reason": reason.strip(),
            "confirmed_by": office.user.id,
            "confirmed_on": office.today().isoformat(),
        }
        work.update("points_entry", entry_id, values)


def _found(connection: Connection, entry_id: str) -> EntryRow:
    row = queries.find_entry(connection, entry_id)
    if row is None:
        raise ProblemError(Problem("PTS-001"))
    return row


def _waiting(connection: Connection, entry_id: str) -> EntryRow:
    row = _found(connection, entry_id)
    if row.state != EntryState.CLAIMED:
        raise ProblemError(Problem("PTS-007"))
    return row


class Guard:
    """Who may confirm what, with the users read once."""

    def __init__(self, office: Office, connection: Connection) -> None:
        self._user = office.user
        self._connection = connection
        self._users = interests.list_users(connection)

    def why_not_confirm(self, row: EntryRow) -> Problem | None:
        """What keeps the user at work from confirming an entry, as `confirm_problem` finds it."""
        owners = queries.people_of(self._connection, row.subject, row.owner_id)
        here = Confirmer(self._user.id, *_duties(self._user.role))
        colleagues = []
        for user in self._users:
            is_owner = bool(user.person_id) and user.person_id in owners
            each = Confirmer(user.id, *_duties(Role(user.role)), is_owner)
            if user.id == self._user.id:
                here = each
            else:
                colleagues.append(each)
        return confirm_problem(here, colleagues, row.recorded_by, by_rule=bool(row.origin))

    def why_not_reverse(self) -> Problem | None:
        """What keeps the user at work from taking entries back: PTS-013 the post does not confirm points."""
        return None if _duties(self._user.role)[0] else Problem("PTS-013")


def _duties(role: Role) -> tuple[bool, bool]:
    rights = rights_of(role)
    return Right.CONFIRM_POINTS in rights, Right.EDIT_POINTS in rights


# Taking back


def reverse(office: Office, entry_id: str, reason: str) -> str:
    """Take a confirmed entry back by one of the opposite points; see `reverse_in`.

    Raises:
        ProblemError: What `reverse_in` finds; SYS-403: it takes the right to confirm.
    """
    office.require(Right.CONFIRM_POINTS)
    with office.change("points", "冲销积分 1 笔") as work:
        return reverse_in(office, work, entry_id, reason)


def reverse_in(office: Office, work: Work, entry_id: str, reason: str) -> str:
    """Take a confirmed entry back inside a transaction that is open already; the caller checked the right.

    The entry that does it stands in the same quarter, or in the first open one where that is closed.

    Returns:
        The id of the entry that takes it back.

    Raises:
        ProblemError: PTS-001 there is no such entry; PTS-008 it is not confirmed; PTS-009 it was taken back
            before, or takes one back itself; PTS-010 no reason.
    """
    if not reason.strip():
        raise ProblemError(Problem("PTS-010", place=Place(field="reason")))
    row = _found(work.connection, entry_id)
    if row.state != EntryState.CONFIRMED:
        raise ProblemError(Problem("PTS-008"))
    if row.reversed_by or row.reverses_id:
        raise ProblemError(Problem("PTS-009"))
    closed = queries.closed_through(work.connection, row.subject)
    quarter = max(booking_quarter(date.fromisoformat(row.occurred_on), closed), row.quarter)
    return work.insert(
        "points_entry",
        {
            "subject": row.subject,
            "owner_id": row.owner_id,
            "year": year_of(quarter),
            "quarter": quarter,
            "category": row.category,
            "item": row.item,
            "points_x100": -row.points_x100,
            "occurred_on": row.occurred_on,
            "origin": row.origin or None,
            "evidence": row.evidence or None,
            "recorded_by": office.user.id,
            "recorded_at": office.now_text(),
            "reverses_id": row.id,
            "note": f"冲销：{reason.strip()}",
            **_state_values(office, EntryState.CONFIRMED),
        },
    )


def list_doubles(connection: Connection) -> tuple[EntryRow, ...]:
    """Entries that two PCs booked from the same record before they met; of each the later ones.

    Nothing could keep the second PC from it; whoever confirms points takes them back.
    """
    return tuple(
        row
        for entry_id in queries.list_double_ids(connection)
        if (row := queries.find_entry(connection, entry_id))
    )
