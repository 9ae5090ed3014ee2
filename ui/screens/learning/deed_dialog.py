"""The one short form of a real deed (登记实事)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from desktop.services.events import Target
from desktop.services.learning.deeds import Deed, NewDeed
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.jobs import JobRunner
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.screens.learning.item_dialog import read_day
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form, long_text


@dataclass(frozen=True, slots=True)
class DeedChoices:
    """What the form offers: ids and names of branches, of meetings held lately, of open tasks."""

    branches: tuple[tuple[str, str], ...] = ()
    meetings: tuple[tuple[str, str], ...] = ()
    events: tuple[tuple[str, str], ...] = ()


class DeedDialog(GrowingDialog):
    """What, kind, day and who are needed; everybody at a meeting is taken over at once."""

    submitted = Signal(object)  # NewDeed
    meeting_chosen = Signal(str)

    def __init__(
        self,
        find: Callable[[str], Sequence[Found]],
        runner: JobRunner,
        today: date,
        choices: DeedChoices,
        parent: QWidget,
        *,
        existing: Deed | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._branches = choices.branches
        self.setWindowTitle(self.tr("修改实事") if existing else self.tr("登记实事"))
        self.form = Form()
        self.title_edit = QLineEdit()
        self.title_edit.setPlaceholderText(self.tr("一句话，如 帮王大爷收稻谷"))
        self.kind = CodeCombo(code_options("deed_kind"))
        self.done_on = QLineEdit(today.isoformat())
        self.ended_on = QLineEdit()
        self.ended_on.setPlaceholderText(self.tr("做了几天的才填"))
        self.place = QLineEdit()
        self.meeting = CodeCombo(tuple(CodeOption(i, name) for i, name in choices.meetings))
        self.picker = TargetPicker(find, runner)
        self.hours = QLineEdit()
        self.hours.setPlaceholderText(self.tr("每人几小时，如 2、1.5"))
        self.beneficiaries = QLineEdit()
        self.beneficiaries.setPlaceholderText(self.tr("如 王大爷一家、三组村民"))
        self.beneficiary_count = QLineEdit()
        self.result_edit = long_text(3)
        self.organiser = QLineEdit()
        self.branch = CodeCombo(tuple(CodeOption(i, name) for i, name in choices.branches))
        self.event_link = CodeCombo(tuple(CodeOption(i, name) for i, name in choices.events))
        add = self.form.add_field
        add("title", self.tr("做了什么"), self.title_edit, required=True)
        add("kind", self.tr("类别"), self.kind, required=True)
        add("done_on", self.tr("日期"), self.done_on, required=True)
        add("participants", self.tr("参加的人"), self.picker, required=True, takes_enter=True)
        add(
            "meeting",
            self.tr("从会议带入"),
            self.meeting,
            hint=self.tr("选一次会议，到会的人都带进来"),
        )
        add("place", self.tr("地点"), self.place)
        add("hours", self.tr("每人时长"), self.hours)
        add("beneficiaries", self.tr("帮了谁"), self.beneficiaries)
        add("beneficiary_count", self.tr("受益人数"), self.beneficiary_count)
        add("result", self.tr("结果"), self.result_edit)
        add("event", self.tr("关联任务"), self.event_link)
        add("branch", self.tr("支部"), self.branch)
        add("ended_on", self.tr("结束日期"), self.ended_on)
        add("organiser", self.tr("组织人"), self.organiser)
        if len(choices.branches) < 2:
            self.form["branch"].set_shown(False)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(scrolled(self.form), 1)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.meeting.code_changed.connect(self._take_meeting)
        height = self.fontMetrics().height()
        self.resize(height * 32, height * 29)
        if existing is not None:
            self._show(existing)
        elif len(choices.branches) == 1:
            self.branch.set_code(choices.branches[0][0])
        self.title_edit.setFocus()

    def add_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Take people over who are not chosen yet."""
        known = dict(self.picker.chosen())
        known.update({Target("person", person): name for person, name in people})
        self.picker.set_targets(tuple(known.items()))

    def _take_meeting(self, meeting_id: str) -> None:
        if meeting_id:
            self.meeting_chosen.emit(meeting_id)

    def _show(self, deed: Deed) -> None:
        self.title_edit.setText(deed.title)
        self.kind.set_code(deed.kind)
        self.done_on.setText(deed.done_on)
        self.ended_on.setText(deed.ended_on)
        self.place.setText(deed.place)
        self.picker.set_targets([(Target("person", each.person_id), each.name) for each in deed.participants])
        hours = {each.hours for each in deed.participants if each.hours}
        self.hours.setText(hours.pop() if len(hours) == 1 else "")
        self.beneficiaries.setText(deed.beneficiaries)
        self.beneficiary_count.setText(str(deed.beneficiary_count or ""))
        self.result_edit.setPlainText(deed.result)
        self.organiser.setText(deed.organiser)
        self.branch.set_code(deed.branch_id)
        self.meeting.set_code(deed.meeting_id)
        self.event_link.set_code(deed.event_id)

    def _submit(self) -> None:
        self.form.clear_problems()
        days = {}
        for key, edit in (("done_on", self.done_on), ("ended_on", self.ended_on)):
            days[key], problem = read_day(edit.text(), self._today)
            if problem is not None:
                self.form[key].show_problem(messages.brief(problem))
        if self.form.focus_first_problem():
            return
        self.submitted.emit(
            NewDeed(
                title=self.title_edit.text(),
                kind=self.kind.code(),
                done_on=days["done_on"],
                participants=tuple(target.id for target in self.picker.targets()),
                ended_on=days["ended_on"],
                place=self.place.text(),
                hours=self.hours.text(),
                organiser=self.organiser.text(),
                beneficiaries=self.beneficiaries.text(),
                beneficiary_count=self.beneficiary_count.text(),
                result=self.result_edit.toPlainText(),
                branch_id=self.branch.code(),
                meeting_id=self.meeting.code(),
                event_id=self.event_link.code(),
            )
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the deed from being taken; the form stays open."""
        show_at_fields(self.form, problems)
