"""The calendar of meetings that are owed (履职日历): how each stands, what is planned, why one was missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from db.connection import Connection
from db.queries import obligations as queries
from db.queries.obligations import ReasonRow, SessionRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.disclosure_item import Frequency
from desktop.domain.obligation import (
    SOON_RULE,
    Obligation,
    ObligationState,
    Review,
    list_obligations,
    rule_value,
)
from desktop.domain.period import Period
from desktop.domain.work_day import known_years
from desktop.services.disclosure.duties import DutyCalendar, counted_since
from desktop.services.disclosure.duties import read_calendar as read_disclosure_calendar
from desktop.services.obligations.holders import Holders, read_holders
from desktop.services.office import Office

AHEAD_DAYS = 366
"""So far ahead obligations are shown."""

ACCOUNTS = "F2"
"""Duty of disclosure before which the accounts have to be reviewed."""

LOOK_BACK = timedelta(days=400)
"""So far before the first day meetings and disclosures are read: a period can have begun long before."""
_WARN_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a duty of a period was not done, as the village says it."""

    text: str
    given_on: str
    given_by: str


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting that is planned for an obligation."""

    id: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """One obligation as the calendar shows it.

    Attributes:
        obligation: What is owed.
        state: How it stands on the day asked for.
        days: Days until it is due, negative once its day has passed.
        plan: The next meeting planned for it; None for none.
        reason: Why it was missed; None while nobody said.
    """

    obligation: Obligation
    state: ObligationState
    days: int
    plan: PlannedMeeting | None
    reason: Reason | None

    @property
    def id(self) -> str:
        """Of the obligation."""
        return self.obligation.id

    @property
    def title(self) -> str:
        """What kind of meeting, in words of the vocabulary."""
        return code_table("meeting_kind").label(self.obligation.kind)

    @property
    def is_open(self) -> bool:
        """Whether it can be done now."""
        return self.state in (ObligationState.OPEN, ObligationState.DUE_SOON)


@dataclass(frozen=True, slots=True)
class ObligationCalendar:
    """The obligations of an office on one day.

    Attributes:
        on: The day asked for.
        since: First day from which they count.
        lines: By due day.
        is_assumed: No branch is on record; what the settings say stands for it.
        unknown_years: Years ahead whose holiday order the program does not have.
    """

    on: date
    since: date
    lines: tuple[ObligationLine, ...]
    is_assumed: bool
    unknown_years: tuple[int, ...]

    def count(self, *states: ObligationState) -> int:
        """How many stand in one of some states."""
        return sum(line.state in states for line in self.lines)


def read_calendar(
    office: Office,
    on: date | None = None,
    last: date | None = None,
    since: date | None = None,
    disclosure: DutyCalendar | None = None,
) -> ObligationCalendar:
    """Every obligation from the day the office began to count, as it stands on a day.

    Args:
        office: The office at work.
        on: The day; None for today. Meetings after it are plans.
        last: Last due day; None for a year ahead.
        since: First due day; None for the office's own, the same as for disclosure.
        disclosure: The calendar of disclosure of that day, where the caller has it already.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_DUTIES)
    on = on or office.today()
    end = max(last or on + timedelta(days=AHEAD_DAYS), on)
    with office.store.reading() as connection:
        since = min(since or counted_since(office, connection), on)
        holders = read_holders(office, connection)
        rows = queries.list_sessions(connection, (since - LOOK_BACK).isoformat(), "9999")
        reasons = _reasons(connection)
    disclosure = disclosure or read_disclosure_calendar(office, on, end, since - LOOK_BACK)
    code = office.vault.village.division_code
    held = [row for row in rows if not row.is_planned and row.on <= on.isoformat()]
    found = list_obligations(
        Period(since, end), holders.all, map(holders.session, held), code, list_reviews(disclosure)
    )
    soon = rule_value(SOON_RULE, on, code)
    plans = _plans(holders, (row for row in rows if row.is_planned and row.on >= on.isoformat()))
    return ObligationCalendar(
        on,
        since,
        tuple(
            ObligationLine(
                each,
                each.state(on, soon),
                (each.due_on - on).days,
                _plan_for(each, plans) if each.missing else None,
                _told(reasons.get((each.kind, each.holder.id, each.period.words()))),
            )
            for each in found
        ),
        holders.is_assumed,
        tuple(sorted({on.year, (on + _WARN_AHEAD).year} - known_years())),
    )


def list_reviews(disclosure: DutyCalendar) -> tuple[Review, ...]:
    """Disclosures of the accounts, each of which has to be reviewed before it hangs."""
    return tuple(
        Review(
            line.duty.period,
            line.duty.due_on,
            line.duty.published.posted_on if line.duty.published else None,
        )
        for line in disclosure.lines
        if line.duty.duty == ACCOUNTS
        and line.duty.trigger is None
        and line.duty.frequency in (Frequency.MONTH, Frequency.QUARTER)
    )


_Plans = dict[tuple[str, str], list[PlannedMeeting]]


def _plans(holders: Holders, rows: Iterable[SessionRow]) -> _Plans:
    plans: _Plans = {}
    for row in rows:
        session = holders.session(row)
        planned = PlannedMeeting(row.id, session.on, row.title)
        for kind in session.kinds:
            for debtor in {session.branch_id, session.group_id, ""}:
                plans.setdefault((kind, debtor), []).append(planned)
    return plans


def _plan_for(obligation: Obligation, plans: _Plans) -> PlannedMeeting | None:
    for plan in plans.get((obligation.kind, obligation.holder.id), ()):
        if obligation.opens_on <= plan.on <= obligation.due_on:
            return plan
    return None


def _reasons(connection: Connection) -> dict[tuple[str, str, str], ReasonRow]:
    return {(row.duty, row.subject_id, row.period): row for row in queries.list_reasons(connection)}


def _told(row: ReasonRow | None) -> Reason | None:
    return None if row is None else Reason(row.reason, row.given_on, row.given_by)
