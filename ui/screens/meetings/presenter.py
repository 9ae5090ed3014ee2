"""Answers the screen of meetings; knows the meetings services, not widgets' insides."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.meeting_period import months_later
from desktop.services import meetings
from desktop.services.meetings import planning, reading
from desktop.services.meetings.planning import Choices, MeetingPlan
from desktop.services.meetings.reading import FullMeetingRow, MeetingDetail, state_of
from ui.dialogs.refusal import write_for
from ui.screens.attachments.making import make_area
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.events.finding_edit import Found, found_people
from ui.screens.meetings.meeting_dialog import MeetingDialog
from ui.screens.meetings.plan_dialog import PlanDialog
from ui.screens.meetings.seats_dialog import SeatsDialog
from ui.screens.register.print_dialog import Paper, PrintDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.meetings.view import MeetingsScreen
    from ui.shell.shell_api import Shell

VIEWS = ("planned", "unsigned", "held", "all", "calendar")
_AHEAD_DAYS = 400


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeetingsPresenter", text)


def _is_in(view: str, row: FullMeetingRow) -> bool:
    state = state_of(row)
    if view == "planned":
        return state == "planned"
    if view == "unsigned":
        return state == "held"
    return view != "held" or state in ("held", "signed")


class MeetingsPresenter:
    """One view and one meeting at a time; answers to older questions are dropped."""

    def __init__(self, view: "MeetingsScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._shown = ("planned", "", office.today().year)  # view, text, year
        self._month = office.today().replace(day=1)
        self._current = ""
        self._detail: MeetingDetail | None = None
        self._wanted = ""
        self._opens = ""
        view.detail.make_attachments = partial(make_area, office, runner, shell)

    # Reading

    def load(self) -> None:
        """Read the list anew; planned meetings are shown whatever their year."""
        asked, office = self._shown, self._office
        today = office.today()

        def work(_job: JobHandle) -> tuple[tuple[FullMeetingRow, ...], tuple[int, ...]]:
            year = asked[2]
            first, last = date(year, 1, 1), date(year, 12, 31)
            if year == today.year:
                last = max(last, today + timedelta(days=_AHEAD_DAYS))
            return reading.list_all(office, first, last), reading.list_years(office)

        def show(read: tuple[tuple[FullMeetingRow, ...], tuple[int, ...]]) -> None:
            if asked != self._shown:
                return
            rows, years = read
            view, text, year = asked
            counts = {each: sum(_is_in(each, row) for row in rows) for each in VIEWS if each != "calendar"}
            found = [row for row in rows if _is_in(view, row) and _holds(row, text)]
            if view not in ("planned", "calendar"):
                found.reverse()
            self._view.show_years(years, year)
            self._view.show_meetings(found, counts, text)
            if view == "calendar":
                self.show_month(self._month)
            if self._wanted and self._view.select_meeting(self._wanted):
                self._wanted = ""

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def search(self, text: str) -> None:
        """Find meetings of the year by a text, or go back to those to come."""
        self.show_view("all" if text else "planned", text)

    def show_view(self, view: str, text: str = "") -> None:
        """Show another view."""
        self._shown = (view, text, self._shown[2])
        self._view.show_view(view)
        self.load()

    def show_year(self, year: int) -> None:
        """Show another year."""
        if year != self._shown[2]:
            self._shown = (*self._shown[:2], year)
            self.load()

    def show_month(self, month: date) -> None:
        """Show a month of the calendar."""
        self._month = month.replace(day=1)
        office, first = self._office, self._month

        def show(rows: tuple[FullMeetingRow, ...]) -> None:
            if self._month == first:
                self._view.show_month(first, rows)

        self._runner.read(
            lambda job: reading.list_all(office, first, months_later(first, 1) - timedelta(days=1)),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def show_meeting(self, meeting_id: str) -> None:
        """Show one meeting in the list of all, of its year."""
        self._wanted = meeting_id

        def show(detail: MeetingDetail) -> None:
            year = int(detail.row.held_on[:4])
            self._shown = ("all", "", year)
            self._view.show_view("all")
            self.load()

        self._runner.read(
            lambda job: reading.get_meeting(self._office, meeting_id),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def choose(self, meeting_id: str) -> None:
        """Read one meeting for the panel beside the list."""
        self._current = meeting_id
        if not meeting_id:
            return
        office = self._office

        def show(detail: MeetingDetail) -> None:
            if self._current == meeting_id:
                self._detail = detail
                self._view.show_detail(
                    detail,
                    may_edit=office.may(Right.EDIT_MEETINGS),
                    may_print=office.may(Right.PRINT),
                )

        self._runner.read(
            lambda job: reading.get_meeting(office, meeting_id),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    # Deeds

    def do(self, deed: str) -> None:
        """Do what the panel's button is named for."""
        detail = self._detail
        if detail is None:
            return
        row = detail.row
        if deed == "open":
            self.open_meeting(row.id)
        elif deed in ("call", "sheet", "minutes"):
            self.print_paper(deed, row.id, row.title)
        elif deed == "edit":
            self._with_choices(lambda choices: self._open_plan(planning.plan_of(row), choices, row.id))
        elif deed == "next":
            self.plan(row.kinds[0], row.branch_id, row.party_group_id)
        elif deed == "cancel":
            dialog = TextDialog(
                _tr("取消会议"),
                _tr("“{title}”为什么不开了？").format(title=row.title),
                _tr("取消会议"),
                self._view,
                danger=True,
            )
            dialog.submitted.connect(
                lambda reason: self._run(lambda: planning.cancel_meeting(self._office, row.id, reason))
            )
            dialog.open()
        elif deed == "remove":
            self._shell.ask(
                _tr("删除“{title}”？").format(title=row.title),
                _tr("签到、议程和附件一起删除，公开表里不再有它。修改记录里还查得到。"),
                _tr("删除"),
                lambda: self._run(lambda: meetings.remove_meeting(self._office, row.id)),
                danger=True,
            )

    def open_current(self) -> None:
        """Open the meeting that is chosen."""
        if self._current:
            self.open_meeting(self._current)

    def open_meeting(self, meeting_id: str, page: str = "attendance") -> None:
        """Open the window of a meeting."""
        dialog = MeetingDialog(
            self._office, self._runner, self._shell, meeting_id, self._find, self._view, page
        )
        dialog.changed.connect(self.load)
        dialog.finished.connect(lambda _result: self._shell.records_changed())
        dialog.paper_wanted.connect(
            lambda paper: self.print_paper(
                paper, meeting_id, dialog.detail.row.title if dialog.detail else "", dialog
            )
        )
        dialog.cards_wanted.connect(lambda people: self._print_cards(people, dialog))
        dialog.open()

    def plan(self, kind: str, branch_id: str = "", party_group_id: str = "", on: date | None = None) -> None:
        """Ask for the next meeting of a kind, filled in from the last one."""
        office = self._office
        if not office.may(Right.EDIT_MEETINGS):
            return

        def work(_job: JobHandle) -> tuple[MeetingPlan, Choices]:
            proposed = planning.propose_plan(office, kind, branch_id, party_group_id, on)
            return proposed, planning.list_choices(office)

        def show(read: tuple[MeetingPlan, Choices]) -> None:
            self._open_plan(read[0], read[1], "")

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def plan_on(self, on: date) -> None:
        """Plan on a day of the calendar."""
        self.plan("P05", on=on)

    def add(self) -> None:
        """Plan what is most likely next: a meeting like the one that is chosen, else a theme day."""
        row = self._detail.row if self._detail else None
        if row is not None:
            self.plan(row.kinds[0], row.branch_id, row.party_group_id)
        else:
            self.plan("P05")

    def _with_choices(self, done: Callable[[Choices], None]) -> None:
        self._runner.read(
            lambda job: planning.list_choices(self._office), done, self._shell.show_error, owner=self._view
        )

    def _open_plan(self, plan: MeetingPlan, choices: Choices, meeting_id: str) -> None:
        office = self._office
        dialog = PlanDialog(office, self._runner, plan, choices, self._view, is_new=not meeting_id)

        def save(given: MeetingPlan) -> None:
            def work() -> str:
                if meeting_id:
                    planning.edit_plan(office, meeting_id, given)
                    return meeting_id
                return planning.plan_meeting(office, given)

            def saved(stored: str) -> None:
                self._wanted = stored
                view = self._shown[0]
                if view != "calendar":
                    view = view if meeting_id else "planned"
                    self._shown = (view, "", self._shown[2])
                    self._view.show_view(view)
                self._shell.records_changed()

            write_for(dialog, self._runner, self._shell, work, saved)

        dialog.submitted.connect(save)
        dialog.open()

    def open_seats(self) -> None:
        """Show who sits in which body."""
        SeatsDialog(self._office, self._runner, self._shell, self._find, self._view).open()

    def _run(self, work: Callable[[], object]) -> None:
        def done(_result: object) -> None:
            self._shell.records_changed()

        self._runner.write(lambda job: work(), done, self._shell.show_error)

    def _find(self, text: str) -> Sequence[Found]:
        return found_people(self._office, text)

    # Paper

    def print_paper(
        self, kind: str, meeting_id: str, title: str, parent: "MeetingDialog | None" = None
    ) -> None:
        """Preview one of a meeting's papers."""
        office = self._office
        names = {"call": _tr("会议通知"), "sheet": _tr("会议签到表"), "minutes": _tr("会议记录")}

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.meetings import papers

            renders = {
                "call": papers.render_call,
                "sheet": papers.render_attendance_sheet,
                "minutes": papers.render_minutes,
            }
            return renders[kind](office, meeting_id)

        def printed() -> None:
            """A notice that was printed is on its way to people."""
            if kind == "call" and office.may(Right.EDIT_MEETINGS):
                self._run(lambda: planning.note_called(office, meeting_id))

        paper = Paper(names[kind], f"{title} {names[kind]}", title, "", False, make, on_printed=printed)
        self._open_paper(paper, parent)

    def _print_cards(self, people: tuple[str, ...], parent: "MeetingDialog") -> None:
        office = self._office

        def make(_full: bool, _job: JobHandle) -> bytes:
            from desktop.services.meetings import papers

            return papers.render_cards(office, people)

        name = _tr("签到卡")
        note = _tr("一张 A4 纸十张，沿线剪开。二维码里只有编号，没有个人信息。")
        self._open_paper(Paper(name, name, note, "", False, make), parent)

    def print_book(self) -> None:
        """Preview the bound minutes of the year that is shown."""
        office, year = self._office, self._shown[2]

        def make(_full: bool, job: JobHandle) -> bytes:
            from desktop.services.meetings import papers

            return papers.render_year_book(office, year, job)

        name = _tr("{year}年会议记录合订本").format(year=year)
        note = _tr("封面、目录、全年已完成的会议记录和移交登记，打印后装订，由移交人、接收人、监交人签字。")
        self._open_paper(Paper(name, name, note, "", False, make))

    def _open_paper(self, paper: Paper, parent: "MeetingDialog | None" = None) -> None:
        if self._office.may(Right.PRINT):
            PrintDialog(self._office, self._runner, self._shell, paper, parent or self._view).open()


def _holds(row: FullMeetingRow, text: str) -> bool:
    """Whether a meeting holds a text in what is searched."""
    searched = (row.title, row.resolution, row.chair, row.place, row.theme, row.lecture, row.content)
    return not text or any(text in each for each in searched)
