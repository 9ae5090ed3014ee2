"""The form of one record of a ledger, made from its fields; what is wrong is told while it is filled in."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem, Severity
from desktop.domain.property_ledger import LedgerField, ledger_fields
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit

CHECK_AFTER_MS = 350
"""After the last key, before the form is checked."""

_YES = "是"
_TWO_COLUMNS_FROM = 12


class RecordDialog(GrowingDialog):
    """Asks for a record; emits what was typed, and shows what was found about it."""

    submitted = Signal(object)  # dict of texts by field
    check_wanted = Signal(object)  # the same, while it is being filled in
    hits_wanted = Signal(str, str)  # field, text

    def __init__(
        self,
        ledger: str,
        title: str,
        texts: Mapping[str, str],
        references: Mapping[str, str],
        parent: QWidget,
    ) -> None:
        """Make the form.

        Args:
            ledger: Whose fields are asked for.
            title: Of the window.
            texts: What stands in the fields at first; references as ids.
            references: Field → name of the record its id stands for.
            parent: Window it belongs to.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self._fields = tuple(field for field in ledger_fields(ledger) if field.form != "parent")
        self._kept = {field.name: texts.get(field.name, "") for field in ledger_fields(ledger)}
        self._touched: set[str] = set()
        wide = len(self._fields) >= _TWO_COLUMNS_FROM
        self.form = Form(2 if wide else 1)
        self.inputs: dict[str, QWidget] = {}
        section = ""
        for field in self._fields:
            if field.section and field.section != section:
                section = field.section
                self.form.add_heading(word(section))
            self._add(field, texts.get(field.name, ""), references.get(field.name, ""))
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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(lambda: self.check_wanted.emit(self.texts()))
        height = self.fontMetrics().height()
        lines = min(30, 5 + 5 * -(-len(self._fields) // (2 if wide else 1)) // 2)
        self.resize(height * (50 if wide else 28), height * lines)
        self.inputs[self._fields[0].name].setFocus()

    def _add(self, field: LedgerField, text: str, name: str) -> None:
        made = self._input(field, text, name)
        self.inputs[field.name] = made
        is_reference = isinstance(made, ReferenceEdit)
        self.form.add_field(
            field.name,
            word(field.label),
            made,
            required=field.required,
            hint=word(field.hint) if field.hint else "",
            takes_enter=is_reference,
        )

    def _input(self, field: LedgerField, text: str, name: str) -> QWidget:
        if field.form in ("code", "yes"):
            options = code_options(field.target) if field.form == "code" else (CodeOption(_YES, word(_YES)),)
            combo = CodeCombo(options)
            combo.set_code(text)
            combo.code_changed.connect(lambda _code, key=field.name: self._on_changed(key))
            return combo
        if field.form in ("person", "record"):
            words = self.tr("输入姓名、拼音或尾号") if field.form == "person" else self.tr("输入名称里的字")
            edit = ReferenceEdit(words)
            edit.set_choice(ReferenceChoice(text, name))
            edit.hits_wanted.connect(lambda asked, key=field.name: self.hits_wanted.emit(key, asked))
            edit.choice_changed.connect(lambda key=field.name: self._on_changed(key))
            edit.settled.connect(lambda key=field.name: self.form.go_on(key))
            return edit
        line = QLineEdit(text)
        line.textEdited.connect(lambda _text, key=field.name: self._on_changed(key))
        return line

    def _on_changed(self, key: str) -> None:
        self._touched.add(key)
        self._timer.start()

    def texts(self) -> dict[str, str]:
        """What stands in the fields now; those that are not shown as they came."""
        texts = dict(self._kept)
        for name, made in self.inputs.items():
            if isinstance(made, CodeCombo):
                texts[name] = made.code()
            elif isinstance(made, ReferenceEdit):
                texts[name] = made.choice().id
            elif isinstance(made, QLineEdit):
                texts[name] = made.text()
        return texts

    def show_hits(self, key: str, asked: str, hits: Sequence[ReferenceChoice]) -> None:
        """Show what was found for a field that points to a record."""
        made = self.inputs[key]
        if isinstance(made, ReferenceEdit):
            made.show_hits(asked, hits)

    def show_findings(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong so far; of fields that nobody has touched only warnings."""
        self._timer.stop()
        self._show(
            [
                problem
                for problem in problems
                if problem.severity is not Severity.ERROR
                or (problem.place is not None and self._is_told(problem.place.field))
            ]
        )

    def _is_told(self, key: str) -> bool:
        made = self.inputs.get(key)
        is_choosing = isinstance(made, ReferenceEdit) and made.is_choosing()
        return key in self._touched and not is_choosing

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what kept the form from being saved; it stays open."""
        self._show(problems)
        self.form.focus_first_problem()

    def _show(self, problems: Sequence[Problem]) -> None:
        self.form.clear_problems()
        for problem in sorted(problems, key=lambda each: each.severity is Severity.ERROR):
            key = problem.place.field if problem.place is not None else ""
            if key in self.form:
                tone = "error" if problem.severity is Severity.ERROR else "soon"
                self.form[key].show_problem(messages.brief(problem), tone)

    def _submit(self) -> None:
        self._timer.stop()
        self.form.clear_problems()
        self.submitted.emit(self.texts())
