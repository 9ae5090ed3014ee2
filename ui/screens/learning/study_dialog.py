"""Notes that people studied an item alone or made up for it (登记已学、补课)."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from desktop.services.events import Target
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.jobs import JobRunner
from ui.screens.events.finding_edit import Found
from ui.screens.events.target_picker import TargetPicker
from ui.screens.learning.item_dialog import read_day
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form

_ROWS_SHOWN = 8


class StudyDialog(GrowingDialog):
    """Those who lack the item are listed with a box each; others are found by name."""

    submitted = Signal(object, str, str)  # person ids, ISO day, note

    def __init__(
        self,
        title: str,
        lacking: Sequence[tuple[str, str]],
        find: Callable[[str], Sequence[Found]],
        runner: JobRunner,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.setWindowTitle(self.tr("登记已学"))
        self.people = QListWidget()
        self.people.setAccessibleName(self.tr("还没学的人"))
        for person_id, name in lacking:
            entry = QListWidgetItem(name)
            entry.setData(Qt.ItemDataRole.UserRole, person_id)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if len(lacking) == 1 else Qt.CheckState.Unchecked)
            self.people.addItem(entry)
        height = self.fontMetrics().height()
        self.people.setFixedHeight((height + 10) * min(max(len(lacking), 1), _ROWS_SHOWN) + 6)
        self.people.setVisible(bool(lacking))
        self.picker = TargetPicker(find, runner)
        self.day = QLineEdit(today.isoformat())
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("如 送学上门、线上自学，可不填"))
        self.form = Form()
        if lacking:
            self.form.add_field(
                "people", self.tr("谁学了"), self.people, required=True, hint=self.tr("按空格打勾")
            )
        self.form.add_field("others", self.tr("还有谁"), self.picker, takes_enter=True)
        self.form.add_field("studied_on", self.tr("哪天学的"), self.day, required=True)
        self.form.add_field("note", self.tr("怎么学的"), self.note)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("登记"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "strong", wrap=True))
        layout.addWidget(self.form, 1)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(height * 28, self.sizeHint().height())
        (self.people if lacking else self.picker.search).setFocus()

    def chosen(self) -> tuple[str, ...]:
        """Ids of everybody ticked or found."""
        entries = (self.people.item(row) for row in range(self.people.count()))
        ticked = [
            str(entry.data(Qt.ItemDataRole.UserRole))
            for entry in entries
            if entry.checkState() is Qt.CheckState.Checked
        ]
        return tuple(dict.fromkeys((*ticked, *(_id(target) for target in self.picker.targets()))))

    def _submit(self) -> None:
        self.form.clear_problems()
        day, problem = read_day(self.day.text(), self._today)
        if problem is not None:
            self.form["studied_on"].show_problem(messages.brief(problem))
            self.form.focus_first_problem()
            return
        self.submitted.emit(self.chosen(), day, self.note.text())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept it from being noted."""
        show_at_fields(self.form, problems, otherwise="others")


def _id(target: Target) -> str:
    return target.id
