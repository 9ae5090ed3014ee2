"""What points ask for today (今日): entries to confirm, appeals to answer, a quarter to close."""

from dataclasses import dataclass

from db.queries import points as queries
from desktop.domain.accounts import Right
from desktop.domain.points_quarter import quarter_of, quarters_of
from desktop.domain.points_scheme import Subject
from desktop.services.office import Office
from desktop.services.points import appeals, waiting


@dataclass(frozen=True, slots=True)
class PointsToday:
    """What waits.

    Attributes:
        waiting: Entries that the user at work can take: what records give, and claims.
        appeals: Open appeals; 0 for those who don't answer them.
        late_appeals: Those of them whose answer is overdue.
        to_close: Quarters that are over, in a ledger that is in use, and open; 0 for those who don't close.
    """

    waiting: int
    appeals: int
    late_appeals: int
    to_close: int

    @property
    def is_any(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.waiting or self.appeals or self.to_close)


def read_reminders(office: Office) -> PointsToday:
    """What waits for the user at work.

    Raises:
        ProblemError: SYS-403.
    """
    today = office.today()
    confirms = office.may(Right.CONFIRM_POINTS)
    may_take = confirms or office.may(Right.EDIT_POINTS)
    takeable = [each for each in waiting.list_waiting(office) if each.blocked is None] if may_take else []
    open_ones = [each for each in appeals.list_appeals(office) if each.is_open] if confirms else []
    return PointsToday(
        len(takeable),
        len(open_ones),
        sum(each.is_overdue(today) for each in open_ones),
        _to_close(office) if confirms else 0,
    )


def _to_close(office: Office) -> int:
    today = office.today()
    over = [
        quarter
        for year in (today.year - 1, today.year)
        for quarter in quarters_of(year)
        if quarter < quarter_of(today)
    ]
    count = 0
    with office.store.reading() as connection:
        for subject in Subject:
            closed = queries.closed_through(connection, subject.value)
            booked = queries.list_quarters(connection, subject.value)
            count += sum(quarter > closed and quarter in booked for quarter in over)
    return count
