"""One conflict: both values side by side, and the choice between them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from desktop.services.sync.conflicts import Choice, ConflictView
from desktop.services.sync.corrections import can_type
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.sync.record_words import record_name, withheld_words
from ui.screens.sync.table_model import kept_words, other_words, side_moment, side_words
from ui.widgets.dress import button, label
from ui.widgets.form import Form


class ConflictDialog(GrowingDialog):
    """Three columns: the field, what the county has now, the other value."""

    decided = Signal(object, str)  # Choice, text of the third value

    def __init__(self, view: ConflictView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("冲突：{record}").format(record=record_name(view.table, view.name)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        columns = (
            (word(view.label) or self.tr("整条记录"), "", ""),
            (kept_words(view), side_words(view.kept), side_moment(view.kept)),
            (other_words(view), side_words(view.other), side_moment(view.other)),
        )
        headings = (self.tr("项目"), self.tr("县里现在的值"), self.tr("另一个值"))
        for column, (heading, told) in enumerate(zip(headings, columns, strict=True)):
            grid.setColumnStretch(column, 2 if column else 1)
            grid.addWidget(label(heading, "muted"), 0, column)
            for row, (text, role) in enumerate(zip(told, ("strong", "small", "small"), strict=True), 1):
                grid.addWidget(label(text, role, wrap=True), row, column, Qt.AlignmentFlag.AlignTop)
        self.keep = button(self.tr("保留县里的"), "primary")
        self.take_other = button(self.tr("改用另一个"))
        self.third = QLineEdit()
        self.form = Form()
        self.form.add_field("third", self.tr("两个都不对，填正确的"), self.third)
        self.write = button(self.tr("用填的值"))
        self.write.setEnabled(False)
        cancel = button(self.tr("以后再说"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(cancel)
        foot.addStretch()
        foot.addWidget(self.take_other)
        foot.addWidget(self.keep)
        own = QHBoxLayout()
        own.addWidget(self.form, 1)
        own.addWidget(self.write, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(grid)
        if view.is_withheld:
            layout.addWidget(label(withheld_words(), "muted", wrap=True))
        if view.field and view.now != view.kept.value:
            now = view.now or self.tr("（空）")
            layout.addWidget(label(self.tr("本机档案里现在是：{value}").format(value=now), wrap=True))
        layout.addLayout(own)
        layout.addLayout(foot)
        may_type = Choice.EDITED in view.choices and "." not in view.field and can_type(view.field)
        self.form.setVisible(may_type)
        self.write.setVisible(may_type)
        self._offer(self.keep, Choice.KEPT, view.choices)
        self._offer(self.take_other, Choice.OTHER, view.choices)
        self.write.clicked.connect(lambda: self._decide(Choice.EDITED))
        self.third.textChanged.connect(lambda text: self.write.setEnabled(bool(text.strip())))
        self.form.finished.connect(self.write.click)
        self.resize(self.fontMetrics().height() * 32, self.sizeHint().height())
        self.keep.setFocus()

    def _offer(self, pressed: QPushButton, choice: Choice, choices: Sequence[Choice]) -> None:
        pressed.setVisible(choice in choices)
        pressed.clicked.connect(lambda: self._decide(choice))

    def _decide(self, choice: Choice) -> None:
        self.form.clear_problems()
        self.decided.emit(choice, self.third.text())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say under the input what is wrong with it; the dialog stays open."""
        told = messages.join(messages.brief(problem) for problem in problems)
        self.form["third"].show_problem(told)
        self.form.focus_first_problem()
