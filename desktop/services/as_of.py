"""The register as of a past day (查看某日的情况): the same services over another state of the file.

Who belonged to a household follows from the dates of the stays, whenever they were entered; what else
was known of people and households is what the register said at the end of that day. Of records that
were entered later the earliest known is shown.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db.past import PastStore, first_entry
from desktop.domain.accounts import Right
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

_FULL_DATE = len("2026-01-01")
_KEPT = frozenset({Right.READ_REGISTER, Right.READ_EVENTS, Right.PRINT})
"""What can be done with the past: look at it and put it on paper."""


@dataclass(frozen=True, slots=True)
class PastOffice(Office):
    """The office with its register as of a day; nothing in it can be changed.

    Its clock stands at the end of that day, so that ages and periods are those of then.

    Attributes:
        on: The day.
        begins_on: Day of the first entry in the register; earlier days show the earliest known.
        seen_on: The day on which it is looked at.
    """

    on: date = date.min
    begins_on: date = date.min
    seen_on: date = date.min

    def may(self, right: Right) -> bool:
        return right in _KEPT and Office.may(self, right)

    def close(self) -> None:
        """Let the copy of the register go; the office itself stays open."""
        self.store.close()


def read_past_day(office: Office, text: str) -> date:
    """The day that a text names.

    Raises:
        ProblemError: REG-076 it is no whole date before today; what `read_date` finds.
    """
    reading = read_date(text, office.today())
    if reading.value is None and reading.problems:
        raise ProblemError(reading.problems)
    known = reading.value or ""
    day = date.fromisoformat(known) if len(known) == _FULL_DATE else None
    if day is None or day >= office.today():
        raise ProblemError(Problem("REG-076", place=Place(field="day")))
    return day


def open_past(office: Office, on: date) -> PastOffice:
    """The office as of the end of a day; close it when it is no longer looked at.

    Takes about a second for 100,000 people: call it in a read lane.

    Raises:
        ProblemError: SYS-403; the file can't be read.
    """
    office.require(Right.READ_REGISTER)
    ends_at = datetime.combine(on + timedelta(days=1), time.min).astimezone()
    store = PastStore(office.store, on, ends_at)
    with store.reading() as connection:
        first = first_entry(connection)
    begins_on = first.astimezone().date() if first is not None else office.today()
    return PastOffice(
        store,
        office.vault,
        office.user,
        lambda: ends_at - timedelta(seconds=1),
        on=on,
        begins_on=begins_on,
        seen_on=office.today(),
    )
