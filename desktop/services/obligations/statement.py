"""The statement of duties missed and why, for the township (未履职情况说明)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.queries import obligations as queries
from desktop.domain.accounts import Right
from desktop.domain.duty_name import disclosure_duty
from desktop.domain.obligation import ObligationState
from desktop.domain.period import Period
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.disclosure.duties import DutyCalendar
from desktop.services.disclosure.duties import read_calendar as read_disclosure_calendar
from desktop.services.obligations.calendar import ObligationCalendar, read_calendar
from desktop.services.obligations.counting import counted_from
from desktop.services.office import Office

HEADINGS = ("序号", "应当履行的事项", "谁的事", "期间", "最后日期", "现在", "原因")


@dataclass(frozen=True, slots=True)
class Miss:
    """One duty that was not done in time.

    Attributes:
        duty: As `desktop.domain.duty_name` writes it.
        subject_id: Branch or group; empty for the village.
        title: What was owed, in words of the vocabulary.
        holder: Who owed it.
        period: What it counted for.
        due_on: Its last day.
        done_on: The day it was made good; None while it was not.
        reason: As the village says it; empty while nobody did.
        is_meeting: Whether it is a meeting, not a disclosure.
    """

    duty: str
    subject_id: str
    title: str
    holder: str
    period: Period
    due_on: date
    done_on: date | None
    reason: str
    is_meeting: bool

    @property
    def id(self) -> str:
        """Names the line."""
        return f"{self.duty}/{self.subject_id}/{self.period.first.isoformat()}"


def list_misses(office: Office, span: Period, on: date | None = None) -> tuple[Miss, ...]:
    """Duties with their last day in a span that were not done by then: meetings, then disclosures.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_DUTIES)
    on = on or office.today()
    since = counted_from(office, span)
    if since is None:
        return ()
    disclosure = read_disclosure_calendar(office, on, span.last, since)
    calendar = read_calendar(office, on, span.last, since, disclosure)
    return (*_meetings(calendar, span), *_disclosures(office, disclosure, span))


def _meetings(calendar: ObligationCalendar, span: Period) -> list[Miss]:
    return [
        Miss(
            line.obligation.kind,
            line.obligation.holder.id,
            line.title,
            line.obligation.holder.name,
            line.obligation.period,
            line.obligation.due_on,
            line.obligation.done_on,
            line.reason.text if line.reason else "",
            is_meeting=True,
        )
        for line in calendar.lines
        if line.state in (ObligationState.MISSED, ObligationState.DONE_LATE)
        and span.first <= line.obligation.due_on <= span.last
    ]


def _disclosures(office: Office, calendar: DutyCalendar, span: Period) -> list[Miss]:
    with office.store.reading() as connection:
        reasons = {
            (row.duty, row.period): row.reason
            for row in queries.list_reasons(connection)
            if not row.subject_id
        }
    found = []
    for line in calendar.lines:
        duty = line.duty
        name = disclosure_duty(duty.duty)
        is_missed = duty.published is None and calendar.on > duty.due_on
        if (is_missed or duty.is_done_late) and span.first <= duty.due_on <= span.last:
            found.append(
                Miss(
                    name,
                    "",
                    line.title,
                    office.vault.village.name,
                    duty.period,
                    duty.due_on,
                    duty.published.posted_on if duty.published else None,
                    reasons.get((name, duty.period.words()), ""),
                    is_meeting=False,
                )
            )
    return found


def render_statement(office: Office, span: Period) -> bytes:
    """The statement on paper, without ranking; that it was printed is logged first.

    Raises:
        ProblemError: SYS-403.
    """
    from desktop.reports.obligation_sheets import build_statement
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    rows = tuple(tuple(row[1:]) for row in _rows(list_misses(office, span)))
    office.log_access("print", "duty_reason", None, purpose="未履职情况说明")
    return render_internal(build_statement(office.vault.village, span, office.today(), rows))


def export_statement(office: Office, path: Path, span: Period, purpose: str) -> int:
    """The statement as a workbook; returns the number of rows.

    Raises:
        ProblemError: REG-040 no purpose was given, IMP-080 the file can't be written, SYS-403.
    """
    from desktop.exchange.list_writer import write_list

    office.require(Right.EXPORT)
    if not purpose.strip():
        raise ProblemError(Problem("REG-040", place=Place(field="purpose")))
    rows = _rows(list_misses(office, span))
    office.log_access("export", "duty_reason", None, HEADINGS, purpose.strip())
    return write_list(path, HEADINGS, rows, sheet_name="未履职情况说明")


def _rows(misses: tuple[Miss, ...]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            miss.title,
            miss.holder,
            miss.period.words(),
            miss.due_on.isoformat(),
            f"{miss.done_on.isoformat()} 补办" if miss.done_on else "没有办",
            miss.reason,
        )
        for number, miss in enumerate(misses, start=1)
    ]
