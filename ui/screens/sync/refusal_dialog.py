"""Corrects what the county refused, field by field, to send it once more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from desktop.services.sync.corrections import can_type, is_covered
from desktop.services.sync.refusals import RefusalView
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.screens.sync.record_words import record_name
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form

_LINES_SHOWN = 8


class RefusalDialog(GrowingDialog):
    """A line for each field that was written; what is not touched is sent as it was."""

    submitted = Signal(object)  # texts by column of the fields that were changed

    def __init__(self, view: RefusalView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("改正：{record}").format(record=record_name(view.table, view.name)))
        self.form = Form()
        self._lines: dict[str, QLineEdit] = {}
        for column, (name, value) in zip(view.values, view.fields, strict=True):
            edit = QLineEdit()
            hint = ""
            if is_covered(column):
                edit.setPlaceholderText(value)
                hint = self.tr("原来填的是 {value}；不改就空着。").format(value=value) if value else ""
            else:
                edit.setText(value)
            edit.setReadOnly(not can_type(column))
            self.form.add_field(column, word(name), edit, hint=hint)
            if can_type(column):
                self._lines[column] = edit
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存并重新上传"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(messages.reason(view.reason), wrap=True))
        if len(view.fields) > _LINES_SHOWN:
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setWidget(self.form)
            scroll.setMinimumHeight(self.fontMetrics().height() * 20)
            layout.addWidget(scroll, 1)
        else:
            layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        next(iter(self._lines.values()), self.save).setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        changed = {column: edit.text() for column, edit in self._lines.items() if edit.isModified()}
        self.submitted.emit(changed)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; the dialog stays open."""
        show_at_fields(self.form, problems)
