"""Plans a session on learning items; everything is filled in from the last one of its kind (安排集中学习)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem
from desktop.services.learning.content import LearningItem
from desktop.services.learning.study import SESSION_KINDS
from desktop.services.meetings.planning import MeetingPlan
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.screens.learning.item_dialog import read_day
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form

_ROWS_SHOWN = 5


class SessionDialog(GrowingDialog):
    """Who is due follows from the kind and the branch; attendance is taken in the meetings."""

    submitted = Signal(object, object)  # MeetingPlan, item ids

    def __init__(
        self,
        plan: MeetingPlan,
        items: Sequence[LearningItem],
        chosen: Sequence[str],
        branches: Sequence[tuple[str, str]],
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._plan, self._today = plan, today
        self.setWindowTitle(self.tr("安排集中学习"))
        height = self.fontMetrics().height()
        self.items = QListWidget()
        self.items.setAccessibleName(self.tr("学习内容"))
        for item in sorted(items, key=lambda each: each.id not in chosen):
            entry = QListWidgetItem(item.title)
            entry.setData(Qt.ItemDataRole.UserRole, item.id)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if item.id in chosen else Qt.CheckState.Unchecked)
            self.items.addItem(entry)
        self.items.setFixedHeight((height + 10) * min(max(len(items), 1), _ROWS_SHOWN) + 6)
        self.title_edit = QLineEdit(plan.title)
        self.day = QLineEdit(plan.held_on)
        self.starts_at = QLineEdit(plan.starts_at)
        self.starts_at.setPlaceholderText("08:30")
        self.place = QLineEdit(plan.place)
        self.kinds: dict[str, QCheckBox] = {}
        kinds = QWidget()
        flow = FlowLayout(kinds, 12)
        for code in SESSION_KINDS:
            box = QCheckBox(word(code_table("meeting_kind").label(code)))
            box.setChecked(code in plan.kinds)
            self.kinds[code] = box
            flow.addWidget(box)
        self.branch = CodeCombo(tuple(CodeOption(branch, name) for branch, name in branches))
        self.branch.set_code(plan.branch_id)
        self.form = Form()
        add = self.form.add_field
        add("items", self.tr("学什么"), self.items, required=True, hint=self.tr("按空格打勾"))
        add("kinds", self.tr("算哪种会"), kinds, hint=self.tr("一次会可以算几种，每种各记一次"))
        add("held_on", self.tr("日期"), self.day, required=True)
        add("starts_at", self.tr("时间"), self.starts_at)
        add("place", self.tr("地点"), self.place)
        add("branch", self.tr("哪个支部"), self.branch)
        add("title", self.tr("会议名称"), self.title_edit, required=True)
        if len(branches) < 2:
            self.form["branch"].set_shown(False)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("安排"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form, 1)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(height * 30, self.sizeHint().height())
        self.save.setFocus()

    def chosen(self) -> tuple[str, ...]:
        """Ids of the items ticked."""
        entries = (self.items.item(row) for row in range(self.items.count()))
        return tuple(
            str(entry.data(Qt.ItemDataRole.UserRole))
            for entry in entries
            if entry.checkState() is Qt.CheckState.Checked
        )

    def _submit(self) -> None:
        self.form.clear_problems()
        day, problem = read_day(self.day.text(), self._today)
        if problem is not None:
            self.form["held_on"].show_problem(messages.brief(problem))
            self.form.focus_first_problem()
            return
        plan = replace(
            self._plan,
            kinds=tuple(code for code, box in self.kinds.items() if box.isChecked()),
            held_on=day,
            title=self.title_edit.text(),
            starts_at=self.starts_at.text().strip(),
            place=self.place.text().strip(),
            branch_id=self.branch.code(),
        )
        self.submitted.emit(plan, self.chosen())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the session from being planned."""
        show_at_fields(self.form, problems, otherwise="title")
