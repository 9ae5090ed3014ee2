"""The window of one meeting: its list, its agenda, its minutes; every deed is stored at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.meeting_attendance import AttendanceState
from desktop.domain.meeting_due import Standing
from desktop.domain.problem import Problem, ProblemError
from desktop.services import matter_notices, matters
from desktop.services.matters import MatterState
from desktop.services.meetings import attendance, grades, holding, planning, reading, seats, topics
from desktop.services.meetings.grades import APPRAISING, NewGrade
from desktop.services.meetings.holding import Closed, Closing
from desktop.services.meetings.planning import TopicDraft
from desktop.services.meetings.reading import MeetingDetail
from desktop.services.meetings.topics import TopicMinutes
from desktop.services.office import actors
from ui.dialogs.closed import unless_closed
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import write_for
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.events.finding_edit import Found
from ui.screens.meetings.agenda_page import AgendaPage
from ui.screens.meetings.attendance_page import AttendancePage
from ui.screens.meetings.grades_dialog import GradesDialog
from ui.screens.meetings.meeting_words import kind_words
from ui.screens.meetings.minutes_page import MinutesPage
from ui.screens.meetings.small_dialogs import (
    MakeUpDialog,
    PersonDialog,
    ProxyDialog,
    ReasonDialog,
    SignDialog,
    TaskDialog,
)
from ui.screens.meetings.topic_dialog import TopicDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_Changes = tuple[tuple[str, ...], tuple[str, ...]]
_Read = tuple[MeetingDetail, tuple[Problem, ...], _Changes]

_PAGES = ("attendance", "agenda", "minutes")


class MeetingDialog(GrowingDialog):
    """Three pages; Ctrl+1 to Ctrl+3 turn them. It reads the meeting anew after every deed."""

    paper_wanted = Signal(str)  # minutes
    cards_wanted = Signal(object)  # person ids
    changed = Signal()

    def __init__(
        self,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        meeting_id: str,
        find: Callable[[str], Sequence[Found]],
        parent: QWidget,
        page: str = "attendance",
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._shell = office, runner, shell
        self.meeting_id, self._find = meeting_id, find
        self.detail: MeetingDetail | None = None
        self._told = ""
        self._may = office.may(Right.EDIT_MEETINGS)
        self.setWindowTitle(self.tr("会议"))
        self._title = label("", "heading", wrap=True)
        self._line = label("", "muted", wrap=True)
        self.tabs = TabStrip(
            (
                ("attendance", self.tr("签到")),
                ("agenda", self.tr("议程和表决")),
                ("minutes", self.tr("会议记录")),
            )
        )
        self.attendance = AttendancePage(office.today())
        self.agenda = AgendaPage()
        self.minutes = MinutesPage()
        self._pages = QStackedWidget()
        for shown in (self.attendance, self.agenda, self.minutes):
            self._pages.addWidget(shown)
        self._note = label("", "small", wrap=True)
        close = button(self.tr("关闭"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._line)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._note)
        layout.addLayout(foot(close))
        height = self.fontMetrics().height()
        self.resize(height * 56, height * 36)
        self.tabs.chosen.connect(self.show_page)
        for number, name in enumerate(_PAGES, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self.show_page, name))
        self._connect()
        self.show_page(page)
        self.load()

    def _connect(self) -> None:
        page = self.attendance
        page.mark_wanted.connect(self._mark)
        page.rest_wanted.connect(
            lambda state: self._do(lambda: attendance.mark_rest(self._office, self.meeting_id, state))
        )
        page.scanned.connect(self._scan)
        page.guest_wanted.connect(self._ask_person)
        page.standing_wanted.connect(self._set_standing)
        page.removed.connect(self._remove_people)
        page.renew_wanted.connect(
            lambda: self._do(lambda: planning.renew_roll(self._office, self.meeting_id))
        )
        page.make_up_wanted.connect(self._ask_make_up)
        page.cards_wanted.connect(lambda: self.cards_wanted.emit(page.person_ids()))
        agenda = self.agenda
        agenda.add_wanted.connect(lambda: self.open_topic(""))
        agenda.edit_wanted.connect(self.open_topic)
        agenda.move_wanted.connect(
            lambda topic, by: self._do(lambda: topics.move_topic(self._office, topic, by))
        )
        agenda.removed.connect(self._ask_remove_topic)
        agenda.task_wanted.connect(self._ask_task)
        agenda.task_opened.connect(self._open_task)
        agenda.grades_wanted.connect(self._ask_grades)
        agenda.drafts_wanted.connect(self._draft)
        minutes = self.minutes
        minutes.close_wanted.connect(self._close_minutes)
        minutes.print_wanted.connect(lambda: self.paper_wanted.emit("minutes"))
        minutes.sign_wanted.connect(self._ask_sign)
        minutes.open_again_wanted.connect(self._ask_open_again)

    # Showing

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self.tabs.mark(name)
        self._pages.setCurrentIndex(_PAGES.index(name))
        if name == "attendance":
            self.attendance.search.setFocus()

    def load(self) -> None:
        """Read the meeting anew."""
        office, meeting_id = self._office, self.meeting_id

        def work(_job: object) -> _Read:
            detail = reading.get_meeting(office, meeting_id)
            changes: _Changes = ((), ())
            if detail.row.state == "planned":
                changes = planning.find_roll_changes(office, meeting_id)
            return detail, holding.find_problems(office, meeting_id), changes

        self._runner.read(work, self._show, self._shell.show_error, owner=self)

    def _show(self, read: _Read) -> None:
        detail, problems, changes = read
        self.detail = detail
        row = detail.row
        may_edit = self._may and detail.state in ("planned", "held")
        self._title.setText(row.title)
        when = "—".join(part for part in (row.starts_at, row.ends_at) if part)
        parts = (row.held_on, when, row.place, kind_words(row.kinds))
        self._line.setText("　".join(part for part in parts if part))
        self.attendance.show_meeting(detail, may_edit=may_edit)
        self.attendance.show_changes(*changes)
        office = self._office
        self.agenda.show_meeting(
            detail,
            may_edit=may_edit,
            appraises=bool(set(APPRAISING) & set(row.kinds)),
            may_draft=office.may(Right.DRAFT_NOTICE) and row.state == "held",
        )
        self.minutes.show_meeting(
            detail, problems, office.today(), may_edit=may_edit, may_print=office.may(Right.PRINT)
        )
        self._note.setText(self._told)
        self._note.setVisible(bool(self._told))
        self._told = ""

    # Writing

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        """Store a deed, then read anew."""
        self._runner.write(lambda job: work(), self._stored(done), self._shell.show_error)

    def _stored(self, done: Callable[[Any], None] | None = None) -> Callable[[Any], None]:
        """What to do when something is stored."""

        def stored(result: Any) -> None:
            if done is not None:
                done(result)
            self.changed.emit()
            self.load()

        return unless_closed(self, stored, lambda _result: self._shell.records_changed())

    def _ask(self, dialog: Any, work: Callable[..., Any], done: Callable[[Any], None] | None = None) -> None:
        """Open a dialog; what it submits is stored, and what is wrong with it stands at its fields."""

        def submitted(*given: Any) -> None:
            write_for(
                dialog, self._runner, self._shell, lambda: work(*given), self._stored(done), in_place=True
            )

        dialog.submitted.connect(submitted)
        dialog.open()

    def _names(self, ids: Sequence[str]) -> tuple[str, ...]:
        rows = self.detail.attendance if self.detail else ()
        return tuple(row.name for row in rows if row.id in ids)

    def _mark(self, ids: tuple[str, ...], state: AttendanceState) -> None:
        office = self._office
        if state is AttendanceState.LEAVE:
            dialog = ReasonDialog(self.tr("请假"), self._leave_reasons(), self)
            self._ask(dialog, lambda reason: attendance.mark(office, ids, state, reason))
        elif state is AttendanceState.PROXY:
            self._runner.read(
                lambda job: attendance.list_proxies(office, ids[0]),
                partial(self._ask_proxy, ids),
                self._shell.show_error,
                owner=self,
            )
        else:
            self._do(lambda: attendance.mark(office, ids, state))

    def _leave_reasons(self) -> tuple[str, ...]:
        return (
            self.tr("外出务工"),
            self.tr("住院"),
            self.tr("照看病人"),
            self.tr("外出学习"),
            self.tr("年老行动不便"),
            self.tr("公务"),
        )

    def _ask_proxy(self, ids: tuple[str, ...], people: tuple[tuple[str, str], ...]) -> None:
        dialog = ProxyDialog("、".join(self._names(ids)), people, self)
        self._ask(
            dialog,
            lambda person: attendance.mark(self._office, ids, AttendanceState.PROXY, proxy_id=person),
        )

    def _scan(self, text: str) -> None:
        def told(row: Any) -> None:
            self._told = self.tr("{name} 已到会").format(name=row.name)

        def failed(error: Exception) -> None:
            if not isinstance(error, ProblemError):
                self._shell.show_error(error)
                return
            self._told = messages.brief(error.problems[0])  # the next card is waiting: no box to close
            self.load()

        office, meeting_id = self._office, self.meeting_id
        self._runner.write(
            lambda job: attendance.scan(office, meeting_id, text),
            self._stored(told),
            unless_closed(self, failed, self._shell.show_error),
        )

    def _ask_person(self) -> None:
        office, meeting_id = self._office, self.meeting_id

        def add(ids: tuple[str, ...], standing: Standing) -> None:
            attendance.add_people(office, meeting_id, ids, standing)

        dialog = PersonDialog(self._find, self._runner, self)
        dialog.picker.failed.connect(self._shell.show_error)
        self._ask(dialog, add)

    def _set_standing(self, ids: tuple[str, ...], standing: Standing) -> None:
        office = self._office
        if standing is Standing.NOT_COUNTED:
            reasons = (
                self.tr("长期卧床、生活不能自理"),
                self.tr("出国半年以上"),
                self.tr("外出半年以上，组织关系未转"),
                self.tr("精神病患者不能表达意志"),
            )
            dialog = ReasonDialog(self.tr("不计入应到"), reasons, self)
            self._ask(dialog, lambda reason: attendance.set_standings(office, ids, standing, reason))
        else:
            self._do(lambda: attendance.set_standings(office, ids, standing))

    def _remove_people(self, ids: tuple[str, ...]) -> None:
        self._shell.ask(
            self.tr("从名单删除 {names}？").format(names="、".join(self._names(ids)[:5])),
            self.tr("应到人数随着减少。"),
            self.tr("删除"),
            lambda: self._do(lambda: attendance.remove_people(self._office, ids)),
            danger=True,
        )

    def _ask_make_up(self, ids: tuple[str, ...]) -> None:
        dialog = MakeUpDialog(self._names(ids), self._office.today(), self)
        self._ask(dialog, lambda day, how, told: attendance.make_up(self._office, ids, day, how, told))

    def open_topic(self, topic_id: str) -> None:
        """Ask for a new item, or for what the minutes say of one."""
        office, detail = self._office, self.detail
        if detail is None:
            return

        def work(_job: object) -> tuple[tuple[str, str], ...]:
            found = matters.list_matters(office) if office.may(Right.READ_NOTICES) else ()
            return tuple((each.id, each.title) for each in found if each.state is MatterState.RUNNING)

        def show(known: tuple[tuple[str, str], ...]) -> None:
            topic = next((each for each in detail.topics if each.id == topic_id), None)
            offered = known
            if topic is not None and topic.matter_id and topic.matter_id not in dict(known):
                offered = (*known, (topic.matter_id, topic.matter))
            code = office.vault.village.division_code
            dialog = TopicDialog(detail, offered, code, self, topic)

            def store(draft: TopicDraft, minutes: TopicMinutes | None) -> None:
                if topic is None:
                    topics.add_topic(office, self.meeting_id, draft)
                else:
                    topics.edit_topic(office, topic.id, draft, minutes)

            self._ask(dialog, store)

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _ask_remove_topic(self, topic_id: str) -> None:
        detail = self.detail
        topic = next((each for each in detail.topics if each.id == topic_id), None) if detail else None
        if topic is None:
            return
        self._shell.ask(
            self.tr("删除议题“{title}”？").format(title=topic.title),
            self.tr("发言、票数和决议一起删除；已经转成的任务还在。"),
            self.tr("删除"),
            lambda: self._do(lambda: topics.remove_topic(self._office, topic_id)),
            danger=True,
        )

    def _ask_task(self, topic_id: str) -> None:
        office, detail = self._office, self.detail
        topic = next((each for each in detail.topics if each.id == topic_id), None) if detail else None
        if topic is None:
            return

        def show(users: tuple[tuple[str, str], ...]) -> None:
            dialog = TaskDialog(topic, users, office.today(), self)
            self._ask(
                dialog,
                lambda title, due_on, handler: topics.make_task(office, topic_id, title, due_on, handler),
            )

        self._runner.read(lambda job: tuple(actors(office).items()), show, self._shell.show_error, owner=self)

    def _open_task(self, event_id: str) -> None:
        self.accept()
        self._shell.open_record("events", "event", event_id)

    def _ask_grades(self) -> None:
        office, detail = self._office, self.detail
        if detail is None:
            return

        def work(_job: object) -> tuple[tuple[str, str, str], ...]:
            found = [
                (seat.person_id, seat.name, seat.post)
                for body in ("committee", "supervision")
                for seat in seats.list_seats(office, body, office.today())
            ]
            return tuple({each[0]: each for each in found}.values())

        def show(offered: tuple[tuple[str, str, str], ...]) -> None:
            dialog = GradesDialog(detail.grades, offered, self._find, self._runner, self)

            def store(given: tuple[NewGrade, ...]) -> None:
                grades.set_grades(office, self.meeting_id, given)

            self._ask(dialog, store)

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _draft(self) -> None:
        def told(ids: tuple[str, ...]) -> None:
            self._told = self.tr("已起草 {count} 份决议公告，在“三务公开”里送审").format(count=len(ids))

        self._do(lambda: matter_notices.draft_notices(self._office, self.meeting_id), told)

    def _close_minutes(self, closing: Closing) -> None:
        office, meeting_id = self._office, self.meeting_id

        def stored(closed: Closed) -> None:
            said = [self.tr("会议记录已保存")]
            if closed.matters:
                told = self.tr("{count} 件四议两公开事项已登记这一步")
                said.append(told.format(count=len(closed.matters)))
            said += [messages.reason(problem) for problem in closed.warnings]
            self._told = "　".join(said)

        def failed(error: Exception) -> None:
            if not (isinstance(error, ProblemError) and self.minutes.show_problems(error.problems)):
                self._shell.show_error(error)

        self._runner.write(
            lambda job: holding.close_minutes(office, meeting_id, closing),
            self._stored(stored),
            unless_closed(self, failed, self._shell.show_error),
        )

    def _ask_sign(self) -> None:
        dialog = SignDialog(self._office.today(), self)
        self._ask(dialog, lambda day: holding.sign_minutes(self._office, self.meeting_id, day))

    def _ask_open_again(self) -> None:
        dialog = TextDialog(
            self.tr("重新打开会议记录"),
            self.tr("为什么要更正？原来的签字日期和原因会记在备注里。"),
            self.tr("重新打开"),
            self,
        )
        dialog.submitted.connect(
            lambda reason: self._do(lambda: holding.open_again(self._office, self.meeting_id, reason))
        )
        dialog.open()
