"""Closes quarters and years of a ledger (季度结账, 年度结账).

A closed quarter keeps its figures for ever; what comes later is booked in the next one. A year is closed by
the meeting of each branch, and begins anew at nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries import meetings as meeting_queries
from db.queries import points as queries
from db.queries.meetings import MeetingRow
from db.queries.points import ClosingRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.points_quarter import quarter_of, quarter_period, quarters_of
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office
from desktop.services.party.membership import branches_on

__all__ = ["ClosingRow", "MeetingRow"]

CLOSING_KINDS = {
    Subject.MEMBER: frozenset({"P01", "P06", "P07"}),
    Subject.HOUSEHOLD: frozenset({"V01", "V02", "V04", "V06"}),
}
"""Kinds of meeting that may close a year of a ledger."""


@dataclass(frozen=True, slots=True)
class QuarterState:
    """One quarter of a ledger.

    Attributes:
        quarter: ``2026-Q3``.
        closing: How it was closed; None while it is open.
        is_over: Whether its last day has passed.
        waiting: Entries of it that nobody has confirmed yet; after a closing they move on.
    """

    quarter: str
    closing: ClosingRow | None
    is_over: bool
    waiting: int

    @property
    def can_be_closed(self) -> bool:
        """Whether it is over and open."""
        return self.is_over and self.closing is None


@dataclass(frozen=True, slots=True)
class YearState:
    """A year of a ledger: its quarters, and the closings of the year itself, one a branch."""

    year: int
    quarters: tuple[QuarterState, ...]
    closings: tuple[ClosingRow, ...]

    @property
    def can_be_closed(self) -> bool:
        """Whether all its quarters are closed."""
        return all(each.closing is not None for each in self.quarters)


def year_state(office: Office, subject: Subject, year: int) -> YearState:
    """How a year of a ledger stands.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    with office.store.reading() as connection:
        return _state(office, connection, subject, year)


def _state(office: Office, connection: Connection, subject: Subject, year: int) -> YearState:
    rows = queries.list_closings(connection, subject.value)
    closed = {row.quarter: row for row in rows}
    through = queries.closed_through(connection, subject.value)
    waiting = [row.quarter for row in queries.list_waiting(connection, subject.value)]
    later = closed.get(through)
    return YearState(
        year,
        tuple(
            QuarterState(
                quarter,
                closed.get(quarter) or (later if quarter <= through else None),
                quarter_period(quarter).last < office.today(),
                waiting.count(quarter),
            )
            for quarter in quarters_of(year)
        ),
        tuple(row for row in rows if row.quarter == str(year)),
    )


def close_quarter(office: Office, subject: Subject, quarter: str, meeting_id: str = "") -> None:
    """Close a quarter, and with it all before that are open.

    Raises:
        ProblemError: PTS-015 it is not over; PTS-016 it is closed already; SYS-403: it takes the right to
            confirm.
    """
    office.require(Right.CONFIRM_POINTS)
    period = quarter_period(quarter)
    if quarter >= quarter_of(office.today()):
        values = {"quarter": period.words(), "last": period.last.isoformat()}
        raise ProblemError(Problem("PTS-015", values))
    with office.change("points", f"积分结账：{period.words()}") as work:
        if quarter <= queries.closed_through(work.connection, subject.value):
            raise ProblemError(Problem("PTS-016", {"quarter": period.words()}))
        _insert(office, work, subject, quarter, meeting_id)


def find_closing_meetings(office: Office, subject: Subject, year: int) -> tuple[MeetingRow, ...]:
    """Meetings that may close a year: held in its last quarter or since, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    first = quarter_period(quarters_of(year)[-1]).first.isoformat()
    with office.store.reading() as connection:
        rows = meeting_queries.list_meetings(connection, first, office.today().isoformat())
    return tuple(row for row in reversed(rows) if CLOSING_KINDS[subject] & set(row.kinds))


def list_closers(office: Office, subject: Subject) -> tuple[tuple[str, str], ...]:
    """Who closes a year of a ledger, as id and name: each branch for its members, else the village.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    if subject is Subject.HOUSEHOLD:
        return (("", ""),)
    with office.store.reading() as connection:
        branches = branches_on(connection, office.today())
    return tuple((each.id, each.name) for each in branches) or (("", ""),)


def close_year(office: Office, subject: Subject, year: int, meeting_id: str, branch_id: str = "") -> None:
    """Close a year by the meeting that heard its points; of members for one branch.

    Raises:
        ProblemError: PTS-017 a quarter of it is open; PTS-018 no meeting that may close it; PTS-019 it is
            closed already; SYS-403: it takes the right to confirm.
    """
    office.require(Right.CONFIRM_POINTS)
    if meeting_id not in {row.id for row in find_closing_meetings(office, subject, year)}:
        raise ProblemError(Problem("PTS-018", {"year": str(year)}, Place(field="meeting")))
    with office.change("points", f"积分年度结账：{year} 年") as work:
        state = _state(office, work.connection, subject, year)
        if not state.can_be_closed:
            values = {"year": str(year), "quarters": _open_words(state.quarters)}
            raise ProblemError(Problem("PTS-017", values))
        if any(row.branch_id == branch_id for row in state.closings):
            raise ProblemError(Problem("PTS-019", {"year": str(year)}))
        _insert(office, work, subject, str(year), meeting_id, branch_id)


def _insert(
    office: Office, work: Work, subject: Subject, quarter: str, meeting_id: str, branch_id: str = ""
) -> None:
    work.insert(
        "points_closing",
        {
            "subject": subject.value,
            "quarter": quarter,
            "branch_id": branch_id or None,
            "closed_on": office.today().isoformat(),
            "closed_by": office.user.id,
            "meeting_id": meeting_id or None,
        },
    )


def _open_words(quarters: Sequence[QuarterState]) -> str:
    return "、".join(quarter_period(each.quarter).words() for each in quarters if each.closing is None)
