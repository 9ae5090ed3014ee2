"""One field of many records at once: what and to which value above, everybody's old and new below."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.catalogue import catalogue
from desktop.domain.problem import Severity
from desktop.services import bulk_edit
from desktop.services.bulk_edit import BulkChange, BulkLine, BulkMode, BulkPlan
from desktop.services.register import ListKind
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.register.form_sections import Section
from ui.screens.register.record_form import RecordForm
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.reference_edit import ReferenceChoice
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

_PLAN_AFTER_MS = 150
_TAG_MODES = {mode.value: mode for mode in (BulkMode.ADD_TAG, BulkMode.REMOVE_TAG)}
_TAG = "tag"


class BulkDialog(GrowingDialog):
    """Asks for a plan whenever an input changed; stores what was seen, and nothing that was not."""

    plan_wanted = Signal(object)  # BulkChange
    submitted = Signal(object)  # BulkChange
    references_wanted = Signal(str, str)  # key of a reference, and the text that was typed there

    def __init__(self, kind: ListKind, ids: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._ids = kind, ids
        self.setWindowTitle(self.tr("批量修改"))
        self.what = CodeCombo(self._choices())
        self.editor = RecordForm(())
        self.summary = label("", "strong", wrap=True)
        self._model: RowsModel[BulkLine] = RowsModel(self._columns(), lambda line: line.id, self)
        self.lines = VirtualTable(f"register.bulk.{kind.value}")
        self.lines.setAccessibleName(self.tr("改动预览"))
        self.lines.show_model(self._model)
        self.lines.horizontalHeader().setStretchLastSection(True)
        self.go = button("", "primary")
        self.go.setAutoDefault(True)  # Enter in the value leads here, Enter here stores
        self._cancel = button(self.tr("取消"))
        self._asked: BulkChange | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PLAN_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self._arrange()
        self.what.code_changed.connect(self._on_what)
        self.form.finished.connect(self._focus_value)
        self.go.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.submit)
        self._show_nothing()
        self.what.setFocus()

    def _choices(self) -> tuple[CodeOption, ...]:
        choices = []
        if self._kind is ListKind.PEOPLE:
            choices += [
                CodeOption(BulkMode.ADD_TAG.value, self.tr("加标签")),
                CodeOption(BulkMode.REMOVE_TAG.value, self.tr("去标签")),
            ]
        for spec in bulk_edit.fields(self._kind):
            whole = self._kind is ListKind.PEOPLE and spec.table == "household"
            words = self.tr("{field}（整户）") if whole else "{field}"
            choices.append(CodeOption(spec.identifier, words.format(field=word(spec.label))))
        return tuple(choices)

    def _columns(self) -> list[RowColumn[BulkLine]]:
        named = self.tr("户主") if self._kind is ListKind.HOUSEHOLDS else self.tr("姓名")
        return [
            RowColumn(TableColumn("name", named, 6), lambda line: line.name or line.number),
            RowColumn(TableColumn("old", self.tr("现在"), 11), lambda line: word(line.old)),
            RowColumn(TableColumn("new", self.tr("改为"), 11), lambda line: word(line.new)),
            RowColumn(TableColumn("why", self.tr("不改的原因"), 14), _why),
        ]

    def _arrange(self) -> None:
        self.form = Form()
        hint = self.tr("打拼音首字母，或者按 F4 列出全部")
        self.form.add_field("what", self.tr("改什么"), self.what, required=True, hint=hint)
        self._inputs = QVBoxLayout()
        self._inputs.setSpacing(8)
        self._inputs.addWidget(self.form)
        self._inputs.addWidget(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(self._counted(len(self._ids)), "heading"))
        layout.addLayout(self._inputs)
        layout.addWidget(self.summary)
        layout.addWidget(self.lines, 1)
        layout.addLayout(foot(self._cancel, self.go))
        height = self.fontMetrics().height()
        self.lines.setMinimumHeight(height * 8)
        self.resize(height * 40, height * 30)

    def _counted(self, count: int) -> str:
        words = self.tr("选中 {n} 人") if self._kind is ListKind.PEOPLE else self.tr("选中 {n} 户")
        return words.format(n=QLocale().toString(count))

    def _on_what(self, code: str) -> None:
        """Bring the chosen field's own input."""
        before = self.editor
        if code in _TAG_MODES:
            self.editor = RecordForm((Section("", (), True),), columns=1)
            options = tuple(CodeOption(tag, words) for tag, words in bulk_edit.tags())
            self.editor.add_choice(_TAG, self.tr("标签"), options)
        elif code:
            section = Section("", ((code, catalogue().get(code)),), True)
            self.editor = RecordForm((section,), columns=1)
        else:
            self.editor = RecordForm(())
        self._inputs.replaceWidget(before, self.editor)
        before.deleteLater()
        self.editor.edited.connect(self.ask_later)
        self.editor.references_wanted.connect(self.references_wanted)
        self.editor.finished.connect(self.go.setFocus)
        if keys := self.editor.list_keys():
            names = (self.form["what"].name, self.editor.field(keys[0]).name)
            widest = max(name.sizeHint().width() for name in names)
            for name in names:
                name.setMinimumWidth(widest)
            self.editor.align_right()
            QWidget.setTabOrder(self.what, self.editor)
        self._show_nothing()

    def _focus_value(self) -> None:
        if self.editor.list_keys():
            self.editor.focus(self.editor.first_key())
        else:
            self.what.setFocus()

    def change(self) -> BulkChange | None:
        """What is asked for by what stands in the inputs; None before a value is given."""
        keys = self.editor.list_keys()
        if not keys or not self.editor.text(keys[0]) or self.editor.is_choosing(keys[0]):
            return None
        mode = _TAG_MODES.get(self.what.code(), BulkMode.SET)
        field = self.what.code() if mode is BulkMode.SET else ""
        return BulkChange(self._kind, self._ids, mode, field, self.editor.text(keys[0]))

    def ask_later(self) -> None:
        """An input changed: ask for another plan once the keys rest."""
        self._show_nothing()
        self._timer.start()

    def _ask(self) -> None:
        self._asked = self.change()
        if self._asked is not None:
            self.plan_wanted.emit(self._asked)

    def _show_nothing(self) -> None:
        self._asked = None
        self.summary.setText("")
        self._model.set_rows([])
        self.go.setText(self.tr("修改"))
        self.go.setEnabled(False)

    def show_plan(self, change: BulkChange, plan: BulkPlan) -> None:
        """Show what a change will do; the answer to an older question is dropped."""
        if change != self._asked:
            return
        (key,) = self.editor.list_keys()
        self.editor.show_problems(key, plan.problems)
        if any(problem.severity is Severity.ERROR for problem in plan.problems):
            return
        count = len(plan.changed)
        person = plan.table == "person"
        told = self.tr("{n} 人要改") if person else self.tr("{n} 户要改")
        parts = [told.format(n=QLocale().toString(count))]
        if plan.same:
            told = self.tr("{n} 人已经是这样") if person else self.tr("{n} 户已经是这样")
            parts.append(told.format(n=QLocale().toString(plan.same)))
        if plan.refused:
            told = self.tr("{n} 个不能改")
            parts.append(told.format(n=QLocale().toString(len(plan.refused))))
        self.summary.setText(self.tr("，").join(parts))
        self._model.set_rows((*plan.refused, *plan.changed))
        told = self.tr("修改 {n} 人") if person else self.tr("修改 {n} 户")
        self.go.setText(told.format(n=QLocale().toString(count)))
        self.go.setEnabled(count > 0)

    def show_references(self, key: str, asked: str, found: Sequence[ReferenceChoice]) -> None:
        """Offer what was found for a text that was typed into a reference."""
        if key in self.editor.list_keys():
            self.editor.show_references(key, asked, found)

    def reference_target(self, key: str) -> str:
        """The table that a reference points to."""
        return self.editor.target(key)

    def submit(self) -> None:
        """Ask for storing what was shown; an input that has changed since is shown first."""
        self.editor.take_typed()
        if self.go.isEnabled() and self._asked is not None and self._asked == self.change():
            self.go.setEnabled(False)
            self.submitted.emit(self._asked)


def _why(line: BulkLine) -> str | Cell:
    return Cell(messages.reason(line.refused), "soon") if line.refused is not None else ""
