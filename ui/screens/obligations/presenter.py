"""Answers the screen of obligations: reads calendar, mending and score, and does what is asked."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from desktop.domain.accounts import Right
from desktop.domain.duty_name import SCORE, disclosed_item
from desktop.domain.job import JobHandle
from desktop.domain.period import Period, read_words
from desktop.services.meetings import planning
from desktop.services.meetings.planning import Choices, MeetingPlan
from desktop.services.obligations import rectification, score_rules
from desktop.services.obligations.calendar import ObligationCalendar, ObligationLine, read_calendar
from desktop.services.obligations.reasons import give_reason
from desktop.services.obligations.rectification import Rectification, list_rectifications
from desktop.services.obligations.score import LostPoint, VillageScore, export_score, read_score
from desktop.services.obligations.statement import Miss, export_statement, list_misses
from desktop.words import word
from ui.dialogs.files import save_file
from ui.dialogs.refusal import AskingDialog, write_for
from ui.screens.attachments.making import make_area
from ui.screens.meetings.plan_dialog import PlanDialog
from ui.screens.obligations import calendar_page, rectification_page
from ui.screens.obligations.dialogs import (
    AnswerDialog,
    FindingDialog,
    MeasuresDialog,
    ReasonDialog,
    VerifyDialog,
)
from ui.screens.obligations.misses_dialog import MissesDialog
from ui.screens.obligations.obligation_words import period_words
from ui.screens.obligations.rules_dialog import RulesDialog

if TYPE_CHECKING:
    from desktop.services.obligations.score_rules import KnownRule, RuleInForce
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.obligations.view import ObligationsScreen
    from ui.shell.shell_api import Shell

T = TypeVar("T")

CALENDAR, MENDING, SCORING = "calendar", "rectification", "score"
_WORKBOOKS = "*.xlsx"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationsPresenter", text)


class ObligationsPresenter:
    """One reading of each page; what is shown of it is chosen here."""

    def __init__(
        self, view: "ObligationsScreen", office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._page = CALENDAR
        self._calendar: ObligationCalendar | None = None
        self._calendar_view = "todo"
        self._items: tuple[Rectification, ...] = ()
        self._mending_view = "todo"
        self._span: Period | None = None
        self._plan_when_read: tuple[str, str] | None = None
        # held here, since a dialog that only Qt knows outlives the watcher of its window at the end
        self._dialog: QDialog | None = None
        self._misses: MissesDialog | None = None
        self._misses_span = self.statement_span()
        view.mending.make_attachments = partial(make_area, office, runner, shell)

    def load(self) -> None:
        """Read the page in view anew."""
        {CALENDAR: self._load_calendar, MENDING: self._load_mending, SCORING: self._load_score}[self._page]()

    def show_page(self, page: str) -> None:
        """Go to a page."""
        self._page = page
        self._view.mark_page(page)
        self.load()

    # The calendar

    def _load_calendar(self) -> None:
        office = self._office

        def show(calendar: ObligationCalendar) -> None:
            self._calendar = calendar
            self._view.calendar.show_hint(self._hint(calendar))
            self.show_calendar(self._calendar_view)
            if self._plan_when_read is not None:
                wanted, self._plan_when_read = self._plan_when_read, None
                self._plan_first(*wanted)

        self._runner.read(lambda job: read_calendar(office), show, self._shell.show_error, owner=self._view)

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

    def show_calendar(self, view: str) -> None:
        """Show obligations of a view."""
        calendar = self._calendar
        self._calendar_view = view
        if calendar is None:
            return
        page = self._view.calendar
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
        self.show_page(CALENDAR)

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
            self._ask_plan(line)

    def _ask_plan(self, line: ObligationLine) -> None:
        office, owed, today = self._office, line.obligation, self._office.today()
        day = owed.planned_on if owed.planned_on is not None and owed.planned_on >= today else None
        # what was missed is made good soon; what is owed has to be held by its last day
        latest = owed.due_on if owed.due_on >= today else today + _MAKE_GOOD

        def propose(_job: JobHandle) -> tuple[MeetingPlan, Choices]:
            branch, group = owed.holder.id, ""
            if owed.holder.branch_id:
                branch, group = owed.holder.branch_id, owed.holder.id
            plan = planning.propose_plan(office, owed.kind, branch, group, day)
            if date.fromisoformat(plan.held_on) > latest:
                plan = planning.propose_plan(office, owed.kind, branch, group, latest)
            return plan, planning.list_choices(office)

        def ask(proposed: tuple[MeetingPlan, Choices]) -> None:
            dialog = PlanDialog(office, self._runner, *proposed, self._view, is_new=True)
            self._dialog = dialog
            dialog.submitted.connect(lambda made: self._plan(dialog, made))
            dialog.open()

        self._runner.read(propose, ask, self._shell.show_error, owner=self._view)

    def _plan(self, dialog: PlanDialog, plan: MeetingPlan) -> None:
        office = self._office

        def done(meeting_id: str) -> None:
            self._shell.notify(
                _tr("已安排：{title}").format(title=plan.title),
                _tr("看会议"),
                lambda: self.open_meeting(meeting_id),
            )

        self._write(dialog, lambda: planning.plan_meeting(office, plan), done)

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
        dialog = ReasonDialog(title, told, reason, self._view)
        self._dialog = dialog
        office = self._office
        dialog.submitted.connect(
            lambda text: self._write(
                dialog, lambda: give_reason(office, owed.kind, owed.holder.id, owed.period, text)
            )
        )
        dialog.open()

    def _line(self, obligation_id: str) -> ObligationLine | None:
        lines = self._calendar.lines if self._calendar else ()
        return next((line for line in lines if line.id == obligation_id), None)

    # The statement

    def statement_span(self) -> Period:
        """The quarter a statement is made of: the one in which most is known, the last in its first weeks."""
        today = self._office.today()
        quarter = Period.quarter(today.year, (today.month + 2) // 3)
        if (today - quarter.first).days >= _WEEKS_OF_LAST:
            return quarter
        return last_quarter(today)

    def open_misses(self) -> None:
        """Show what was missed in a quarter, with reasons to be given, printed and saved."""
        office = self._office
        dialog = MissesDialog(self.spans(), self._view)
        dialog.set_may(
            explain=office.may(Right.ANSWER_DUTIES),
            print_=office.may(Right.PRINT),
            save=office.may(Right.EXPORT),
        )
        self._misses, self._misses_span = dialog, self.statement_span()
        dialog.span_wanted.connect(self._show_misses)
        dialog.reason_wanted.connect(self._explain_miss)
        dialog.print_wanted.connect(self.print_statement)
        dialog.save_wanted.connect(self.save_statement)
        dialog.open()
        self._show_misses(self._misses_span)

    def _show_misses(self, span: Period) -> None:
        office, dialog = self._office, self._misses
        self._misses_span = span

        def show(misses: tuple[Miss, ...]) -> None:
            # answers of several lanes may overtake each other: only that of the quarter asked for last counts
            if dialog is not None and dialog is self._misses and span == self._misses_span:
                dialog.show_misses(misses, span)

        self._runner.read(
            lambda job: list_misses(office, span), show, self._shell.show_error, owner=self._view
        )

    def _explain_miss(self, miss: Miss) -> None:
        told = _tr("{holder}　{period}").format(holder=word(miss.holder), period=period_words(miss.period))
        title = _tr("没有按时开的原因：{title}").format(title=word(miss.title))
        if not miss.is_meeting:
            title = _tr("没有按时公开的原因：{title}").format(title=word(miss.title))
        dialog = ReasonDialog(title, told, miss.reason, self._misses or self._view)
        self._dialog = dialog
        office = self._office
        dialog.submitted.connect(
            lambda text: self._write(
                dialog,
                lambda: give_reason(office, miss.duty, miss.subject_id, miss.period, text, miss.title),
                lambda _: self._show_misses(self._misses_span),
            )
        )
        dialog.open()

    def print_statement(self) -> None:
        """Preview the statement of what was missed."""
        span, office = self._misses_span, self._office

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.obligations.statement import render_statement

            return render_statement(office, span)

        self._preview(
            _tr("未履职情况说明（{period}）").format(period=period_words(span)),
            _tr("报乡镇用，只列没有按时办的和原因，不排名。打印会记入日志。"),
            make,
        )

    def save_statement(self) -> None:
        """Write the statement as a workbook."""
        span, office = self._misses_span, self._office
        purpose = "报送乡镇：未履职情况说明"
        self._save_workbook(
            _tr("未履职情况说明{period}.xlsx").format(period=period_words(span)),
            lambda path, job: export_statement(office, path, span, purpose),
        )

    # Mending

    def _load_mending(self) -> None:
        office = self._office

        def show(items: tuple[Rectification, ...]) -> None:
            self._items = items
            year = office.today().year
            self._view.mending.show_rates(year, *rectification.rates(items, Period.year(year)))
            self.show_mending(self._mending_view)

        self._runner.read(
            lambda job: list_rectifications(office), show, self._shell.show_error, owner=self._view
        )

    def show_mending(self, view: str) -> None:
        """Show a view of everything there is to mend."""
        self._mending_view = view
        self._view.mending.show_rows(self._items, view)

    def show_item(self, wanted: str) -> None:
        """Show one thing to mend in the list of all."""
        self._mending_view = rectification_page.ALL
        self.show_page(MENDING)
        self._view.mending.table.select_id(wanted)

    def _item(self, wanted: str) -> Rectification | None:
        return next((each for each in self._items if each.id == wanted), None)

    def find(self) -> None:
        """Ask for something the village found itself."""
        if not self._office.may(Right.ANSWER_DUTIES):
            return
        office = self._office
        dialog = FindingDialog(office.today(), self._view)
        self._dialog = dialog
        dialog.submitted.connect(
            lambda finding: self._write(dialog, lambda: rectification.add_finding(office, finding))
        )
        dialog.open()

    def take_up(self, wanted: str) -> None:
        """Ask for cause, measures and who sees to it."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        dialog = MeasuresDialog(item, self._view)
        self._dialog = dialog
        dialog.submitted.connect(
            lambda measures: self._write(dialog, lambda: rectification.take_up(office, wanted, measures))
        )
        dialog.open()

    def answer(self, wanted: str) -> None:
        """Ask for the result."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        dialog = AnswerDialog(item, office.today(), self._view)
        self._dialog = dialog
        dialog.submitted.connect(
            lambda text, day: self._write(dialog, lambda: rectification.answer(office, wanted, text, day))
        )
        dialog.open()

    def verify(self, wanted: str) -> None:
        """Ask the supervision committee for its word."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        dialog = VerifyDialog(item, self._view)
        self._dialog = dialog

        def send(is_mended: bool, text: str) -> None:
            self._write(
                dialog,
                lambda: rectification.verify_finding(office, wanted, is_mended=is_mended, text=text),
            )

        dialog.submitted.connect(send)
        dialog.open()

    def remove(self, wanted: str) -> None:
        """Take back what was found by mistake, after a question."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        self._shell.ask(
            _tr("删除这条自查问题？"),
            item.title,
            _tr("删除"),
            lambda: self._write(None, lambda: rectification.remove_finding(office, wanted)),
            danger=True,
        )

    def go_to_duty(self, wanted: str) -> None:
        """Show the duty that something to mend is about."""
        item = self._item(wanted)
        if item is None:
            return
        if item.duty == SCORE:
            self._span = read_words(item.period)
            self.show_page(SCORING)
        elif disclosed_item(item.duty):
            self._shell.open_screen("duties")
        else:
            self._calendar_view = calendar_page.ALL
            self.show_page(CALENDAR)

    def go_to_task(self, wanted: str) -> None:
        """Show the task of something to mend; it is made where there is none yet."""
        item, office = self._item(wanted), self._office
        if item is None:
            return

        def show(event_id: str) -> None:
            self._shell.records_changed()
            self._shell.open_record("events", "event", event_id)

        if item.event_id:
            self._shell.open_record("events", "event", item.event_id)
        else:
            self._runner.write(
                lambda _job: rectification.make_task(office, wanted), show, self._shell.show_error
            )

    # The score

    def spans(self) -> tuple[Period, ...]:
        """Quarters that can be looked at, the running one first."""
        today = self._office.today()
        number = today.year * 4 + (today.month + 2) // 3 - 1
        return tuple(
            Period.quarter(each // 4, each % 4 + 1) for each in range(number, number - _QUARTERS_BACK, -1)
        )

    def show_span(self, span: Period) -> None:
        """Look at another quarter."""
        self._span = span
        self._load_score()

    def _load_score(self) -> None:
        office, span = self._office, self._span

        def show(found: VillageScore) -> None:
            self._view.score.show_score(found)
            self._view.show_spans(self.spans(), found.score.span)

        self._runner.read(
            lambda job: read_score(office, span), show, self._shell.show_error, owner=self._view
        )

    def mend(self, wanted: str) -> None:
        """Go where a lost point is mended."""
        lost = self._view.score.lost_point(wanted)
        if lost is None:
            return
        if lost.table == "meeting":
            self._mend_meeting(lost)
        elif lost.table == "notice":
            self._mend_notice(lost)
        elif lost.table == "event":
            self._shell.open_record("events", "event", lost.record_id)
        else:
            self.show_item(lost.record_id)

    def _mend_meeting(self, lost: LostPoint) -> None:
        if lost.record_id or lost.obligation is None:
            self.open_meeting(lost.record_id)
            return
        if self._office.may(Right.EDIT_MEETINGS):
            self._ask_plan(lost.obligation)

    def _mend_notice(self, lost: LostPoint) -> None:
        if lost.record_id:
            self._shell.open_record("documents", "notice", lost.record_id)
            return
        if lost.duty is None:
            return
        from desktop.services.disclosure.duties import request_for
        from ui.screens.documents.making import ask_for_notice

        request = request_for(self._office, lost.duty)
        ask_for_notice(self._office, self._runner, self._shell, self._view, self._on_made, request)

    def _on_made(self, notice_id: str) -> None:
        self._shell.records_changed()
        self._shell.open_record("documents", "notice", notice_id)

    def open_rules(self) -> None:
        """Show the rule in force and the versions that came."""
        office = self._office
        day = min(office.today(), self._span.last) if self._span else office.today()

        def work(_job: JobHandle) -> "tuple[RuleInForce, tuple[KnownRule, ...]]":
            return score_rules.rule_on(office, day), score_rules.list_rules(office)

        def show(read: "tuple[RuleInForce, tuple[KnownRule, ...]]") -> None:
            self._dialog = RulesDialog(*read, self._view)
            self._dialog.open()

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def print_score(self) -> None:
        """Preview the page for the township."""
        span, office = self._span or self.spans()[0], self._office

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.obligations.score import render_score

            return render_score(office, span)

        self._preview(
            _tr("履职评分表（{period}）").format(period=period_words(span)),
            _tr("报乡镇用的一页，不排名、不张贴。打印会记入日志。"),
            make,
        )

    def save_score(self) -> None:
        """Write the score as a workbook."""
        span, office = self._span or self.spans()[0], self._office
        purpose = "报送乡镇：村级履职评分表"
        self._save_workbook(
            _tr("履职评分表{period}.xlsx").format(period=period_words(span)),
            lambda path, job: export_score(office, path, purpose, span),
        )

    # Common

    def _save_workbook(self, name: str, write: Callable[[Path, JobHandle], int]) -> None:
        def save(path: Path) -> None:
            self._shell.run_long(
                _tr("正在写工作簿"),
                lambda job: write(path, job),
                lambda count: self._shell.notify(_tr("已写好，{count} 行。").format(count=count)),
            )

        save_file(self._view, _tr("存为工作簿"), name, _WORKBOOKS, save)

    def _preview(self, name: str, note: str, make: Callable[[bool, JobHandle], bytes]) -> None:
        from ui.screens.register.print_dialog import Paper, PrintDialog

        paper = Paper(name, name, note, "", False, make)
        PrintDialog(self._office, self._runner, self._shell, paper, self._view).open()

    def _write(
        self,
        dialog: AskingDialog | None,
        work: Callable[[], T],
        told: Callable[[T], None] | None = None,
    ) -> None:
        """Store something; problems with a field stay in the dialog."""

        def done(outcome: T) -> None:
            if told is not None:
                told(outcome)
            self._shell.records_changed()
            self.load()

        if dialog is not None:
            write_for(dialog, self._runner, self._shell, work, done)
        else:
            self._runner.write(lambda _job: work(), done, self._shell.show_error)


_WEEKS_OF_LAST = 45
"""So many days of a quarter a statement still speaks of the one before."""
_QUARTERS_BACK = 8
_MAKE_GOOD = timedelta(days=7)


def last_quarter(today: date) -> Period:
    """The quarter before that of a day."""
    number = today.year * 4 + (today.month + 2) // 3 - 2
    return Period.quarter(number // 4, number % 4 + 1)
