"""Reads the calendar of meetings that are owed; plans them, and takes down why one was missed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.meetings import planning
from desktop.services.meetings.planning import Choices, MeetingPlan
from desktop.services.obligations.calendar import ObligationCalendar, ObligationLine, read_calendar
from desktop.services.obligations.reasons import give_reason
from desktop.words import word
from ui.screens.meetings.plan_dialog import PlanDialog
from ui.screens.obligations import calendar_page
from ui.screens.obligations.calendar_page import CalendarPage
from ui.screens.obligations.dialogs import ReasonDialog
from ui.screens.obligations.obligation_words import period_words
from ui.screens.obligations.page_presenter import ObligationsPresenter
from ui.screens.obligations.statement_work import StatementWork

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


_MAKE_GOOD = timedelta(days=7)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationsPresenter", text)


class CalendarPresenter(ObligationsPresenter):
    """One reading of the calendar; what is shown of it is chosen here."""

    def __init__(self, page: CalendarPage, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._calendar: ObligationCalendar | None = None
        self._view = "todo"
        self._plan_when_read: tuple[str, str] | None = None
        self.statement = StatementWork(page, office, runner, shell, self.load)
        page.view_wanted.connect(self.show_view)
        page.plan_wanted.connect(self.plan)
        page.meeting_wanted.connect(self.open_meeting)
        page.reason_wanted.connect(self.explain)

    def load(self) -> None:
        office = self._office

        def show(calendar: ObligationCalendar) -> None:
            self._calendar = calendar
            self._page.show_hint(self._hint(calendar))
            self.show_view(self._view)
            if self._plan_when_read is not None:
                wanted, self._plan_when_read = self._plan_when_read, None
                self._plan_first(*wanted)

        self._read(lambda: read_calendar(office), show)

    def _hint(self, calendar: ObligationCalendar) -> str:
        parts = []
        if calendar.is_assumed:
            parts.append(
                _tr(
                    "还没有登记党支部，先按“备份与设置”里的党支部情况算；在“党建”里登记以后按支部、党小组分别算。"
                )
            )
        if calendar.unknown_years:
            years = "、".join(map(str, calendar.unknown_years))
            parts.append(
                _tr("程序里还没有 {years} 年的放假调休安排，固定日是不是放假以通知为准。").format(years=years)
            )
        return "".join(parts)

    def show_view(self, view: str) -> None:
        """Show obligations of a view."""
        calendar = self._calendar
        self._view = view
        if calendar is None:
            return
        page = self._page
        page.show_counts(
            {key: calendar.count(*states) for key, states in calendar_page.VIEWS.items()},
        )
        lines = [line for line in calendar.lines if line.state in calendar_page.VIEWS[view]]
        if view in ("missed", "done"):
            lines.reverse()
        page.show_lines(lines, view)

    def plan_for(self, kind: str, holder_id: str) -> None:
        """Plan the meeting of a kind that is owed next; asked by other screens."""
        self._plan_when_read = (kind, holder_id)
        self.load()

    def _plan_first(self, kind: str, holder_id: str) -> None:
        calendar = self._calendar
        for line in calendar.lines if calendar else ():
            owed = line.obligation
            if (owed.kind, owed.holder.id) == (kind, holder_id) and line.is_open and owed.missing:
                self.plan(line.id)
                return

    def plan(self, obligation_id: str) -> None:
        """Ask for day and place of a meeting that is owed, everything else known."""
        line = self._line(obligation_id)
        if line is not None and self._office.may(Right.EDIT_MEETINGS):
            self.ask_plan(line)

    def ask_plan(self, line: ObligationLine) -> None:
        """Ask for day and place of a meeting, proposed so that it is held by its last day."""
        office, owed, today = self._office, line.obligation, self._office.today()
        day = owed.planned_on if owed.planned_on is not None and owed.planned_on >= today else None
        # what was missed is made good soon; what is owed has to be held by its last day
        latest = owed.due_on if owed.due_on >= today else today + _MAKE_GOOD

        def propose() -> tuple[MeetingPlan, Choices]:
            branch, group = owed.holder.id, ""
            if owed.holder.branch_id:
                branch, group = owed.holder.branch_id, owed.holder.id
            plan = planning.propose_plan(office, owed.kind, branch, group, day)
            if date.fromisoformat(plan.held_on) > latest:
                plan = planning.propose_plan(office, owed.kind, branch, group, latest)
            return plan, planning.list_choices(office)

        def ask(proposed: tuple[MeetingPlan, Choices]) -> None:
            dialog = PlanDialog(office, self._runner, *proposed, self._page, is_new=True)
            self._keep(dialog)
            dialog.submitted.connect(lambda made: self._plan(dialog, made))
            dialog.open()

        self._read(propose, ask)

    def _plan(self, dialog: PlanDialog, plan: MeetingPlan) -> None:
        office = self._office

        def done(meeting_id: str) -> None:
            self._shell.notify(
                _tr("已安排：{title}").format(title=plan.title),
                _tr("看会议"),
                lambda: self.open_meeting(meeting_id),
            )

        self._store(dialog, lambda: planning.plan_meeting(office, plan), done)

    def open_meeting(self, meeting_id: str) -> None:
        """Show a meeting on its screen."""
        self._shell.open_record("meetings", "meeting", meeting_id)

    def explain(self, obligation_id: str) -> None:
        """Ask why a meeting was missed."""
        line = self._line(obligation_id)
        if line is None:
            return
        owed = line.obligation
        told = _tr("{holder}　{period}").format(
            holder=word(owed.holder.name), period=period_words(owed.period)
        )
        reason = line.reason.text if line.reason else ""
        title = _tr("没有按时开的原因：{title}").format(title=word(line.title))
        dialog = ReasonDialog(title, told, reason, self._page)
        self._keep(dialog)
        office = self._office
        dialog.submitted.connect(
            lambda text: self._store(
                dialog, lambda: give_reason(office, owed.kind, owed.holder.id, owed.period, text)
            )
        )
        dialog.open()

    def _line(self, obligation_id: str) -> ObligationLine | None:
        lines = self._calendar.lines if self._calendar else ()
        return next((line for line in lines if line.id == obligation_id), None)
