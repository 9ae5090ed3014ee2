"""The inputs of one form in foldable parts, made from the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.catalogue import RESTRICTED_TAG, FieldSpec, Kind
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, Severity
from desktop.services.references import SEPARATOR
from desktop.words import language, word
from ui.screens.register.form_sections import Section
from ui.screens.register.list_edit import ListEdit
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, set_icon
from ui.widgets.form import Form, FormField
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit
from ui.widgets.reference_list_edit import ReferenceListEdit

_REQUIRED = ("name", "head.name")

_Input = QLineEdit | CodeCombo | ListEdit | ReferenceListEdit
"""A `ReferenceEdit` is a line as well."""

_PLACEHOLDERS = {
    Kind.DATE: "1980-02-29",
    Kind.DATERANGE: "1998-09-30 至 2028-09-29",
}


class RecordForm(QWidget):
    """Texts by key in, texts by key out; says which input was changed by hand."""

    edited = Signal(str)  # key of the input
    finished = Signal()  # Enter in the last input
    references_wanted = Signal(str, str)  # key of a reference, and the text that was typed there

    def __init__(self, sections: Sequence[Section], columns: int = 2) -> None:
        super().__init__()
        self._inputs: dict[str, _Input] = {}
        # The word a field is read from, by code: Chinese, whatever language the choice is shown in.
        self._read_as: dict[str, dict[str, str]] = {}
        self._targets: dict[str, str] = {}  # table that a reference points to, by key
        self._lines: dict[str, ReferenceEdit] = {}  # where references are typed, by key
        self._known: dict[str, ReferenceChoice] = {}  # records that references may show, by id
        self._fields: dict[str, FormField] = {}
        self._forms: list[Form] = []
        self._titles: list[str] = []
        self._heads: list[QPushButton | None] = []
        self._form_of: dict[str, int] = {}
        self._silent = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 10, 0)
        self._layout.setSpacing(10)
        for number, section in enumerate(sections):
            self._add_section(number, section, columns)
        self._layout.addStretch()
        names = [field.name for field in self._fields.values()]
        widest = max((name.sizeHint().width() for name in names), default=0)
        for name in names:  # inputs of all parts stand under one another
            name.setMinimumWidth(widest)

    def _add_section(self, number: int, section: Section, columns: int) -> None:
        form = Form(columns)
        head = None
        if section.title:
            head = button(section.title, "quiet")
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            head.setStyleSheet("text-align: left;")
            head.clicked.connect(partial(self._toggle, number))
            self._layout.addWidget(head)
        for key, spec in section.fields:
            title = f"{word(spec.label)}({word(spec.unit)})" if spec.unit else word(spec.label)
            made = self._input(key, spec)
            self._inputs[key] = made
            self._fields[key] = form.add_field(
                key, title, made, required=key in _REQUIRED, takes_enter=key in self._lines
            )
            self._form_of[key] = number
            if isinstance(made, ReferenceEdit | ReferenceListEdit):
                made.settled.connect(partial(form.go_on, key))
        self._forms.append(form)
        self._titles.append(section.title)
        self._heads.append(head)
        form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._layout.addWidget(form)
        form.finished.connect(partial(self._go_on, number))
        if not section.open_at_first:
            form.hide()
        self._show_head(number)

    def _input(self, key: str, spec: FieldSpec) -> _Input:
        told = partial(self._on_edited, key)
        if spec.kind is Kind.CODE:
            table = code_table(spec.code_table)
            self._read_as[key] = {entry.code: entry.label for entry in table.entries}
            shown_as = {code: table.label(code, language()) for code in self._read_as[key]}
            combo = CodeCombo(tuple(CodeOption(code, text) for code, text in shown_as.items()))
            combo.code_changed.connect(told)
            return combo
        if spec.kind is Kind.BOOL:
            self._read_as[key] = {"1": "是", "0": "否"}
            combo = CodeCombo(
                tuple(CodeOption(code, word(text)) for code, text in self._read_as[key].items())
            )
            combo.code_changed.connect(told)
            return combo
        if spec.kind is Kind.LIST and spec.code_table:
            entries = code_table(spec.code_table).entries
            shown = [e.label for e in entries if not e.code.startswith(RESTRICTED_TAG)]
            several = ListEdit(shown, word(spec.label))
            several.text_changed.connect(told)
            return several
        if spec.target:
            return self._reference(key, spec)
        line = QLineEdit()
        numbered = key == "household_no"
        line.setPlaceholderText(self.tr("留空自动编号") if numbered else _PLACEHOLDERS.get(spec.kind, ""))
        line.textChanged.connect(told)
        return line

    def _reference(self, key: str, spec: FieldSpec) -> ReferenceEdit | ReferenceListEdit:
        placeholders = {
            "grid": self.tr("网格名称"),
            "hazard_site": self.tr("隐患点名称"),
            "shelter": self.tr("避险场所名称"),
        }
        line = ReferenceEdit(placeholders.get(spec.target, self.tr("姓名、拼音、身份证尾号")))
        self._targets[key], self._lines[key] = spec.target, line
        line.hits_wanted.connect(partial(self.references_wanted.emit, key))
        made = ReferenceListEdit(line) if spec.kind is Kind.LIST else line
        made.choice_changed.connect(partial(self._on_chosen, key))
        return made

    def align_right(self) -> None:
        """Leave no room for a scroll bar beside the inputs: the form stands in no scroll area."""
        self._layout.setContentsMargins(0, 0, 0, 0)

    def target(self, key: str) -> str:
        """The table that a reference points to."""
        return self._targets[key]

    def show_references(self, key: str, asked: str, hits: Sequence[ReferenceChoice]) -> None:
        """Offer what was found for a text that was typed into a reference."""
        self.know(hits)
        self._lines[key].show_hits(asked, hits)

    def know(self, choices: Iterable[ReferenceChoice]) -> None:
        """Remember records, so that references to them are shown by name."""
        self._known.update((choice.id, choice) for choice in choices)

    def close_hits(self) -> None:
        """Take away what is offered at a reference: the form moves under it."""
        for line in self._lines.values():
            line.close_hits()

    def is_choosing(self, key: str) -> bool:
        """Whether somebody is about to choose in a reference."""
        return key in self._lines and self._lines[key].is_choosing()

    def _on_chosen(self, key: str) -> None:
        self._show_detail(key)
        self._on_edited(key)

    def _show_detail(self, key: str) -> None:
        chosen = self._known.get(self.text(key))
        self._fields[key].show_hint(chosen.detail if chosen is not None else "")

    def add_choice(self, key: str, title: str, options: Sequence[CodeOption]) -> None:
        """Add a choice that is no field of the catalogue to the first part."""
        self._read_as[key] = {option.code: option.label for option in options}
        combo = CodeCombo(tuple(CodeOption(code, word(text)) for code, text in self._read_as[key].items()))
        combo.code_changed.connect(partial(self._on_edited, key))
        self._inputs[key] = combo
        self._fields[key] = self._forms[0].add_field(key, title, combo)
        self._form_of[key] = 0

    def code(self, key: str) -> str:
        """The code chosen in one input, empty for none and for lines."""
        made = self._inputs[key]
        return made.code() if isinstance(made, CodeCombo) else ""

    def list_keys(self) -> tuple[str, ...]:
        """Keys of all inputs in order."""
        return tuple(self._inputs)

    def text(self, key: str) -> str:
        """What stands in one input, as the reader of the field takes it; of a reference the id."""
        made = self._inputs[key]
        if isinstance(made, CodeCombo):
            code = made.code()
            return self._read_as.get(key, {}).get(code, made.currentText().strip()) if code else ""
        if isinstance(made, ReferenceEdit):
            return made.choice().id
        if isinstance(made, ReferenceListEdit):
            return SEPARATOR.join(choice.id for choice in made.choices())
        return made.text().strip()

    def texts(self) -> dict[str, str]:
        """What stands in every input."""
        return {key: self.text(key) for key in self._inputs}

    def set_text(self, key: str, text: str) -> None:
        """Show a value without telling that it was edited."""
        self._silent = True
        made = self._inputs[key]
        if isinstance(made, CodeCombo):
            made.set_code(self._code_of(key, text))
        elif isinstance(made, ListEdit):
            made.set_text(text)
        elif isinstance(made, ReferenceEdit):
            made.set_choice(self._known.get(text, ReferenceChoice(text, text)))
            self._show_detail(key)
        elif isinstance(made, ReferenceListEdit):
            ids = [one for one in text.split(SEPARATOR) if one]
            made.set_choices([self._known.get(one, ReferenceChoice(one, one)) for one in ids])
        else:
            made.setText(text)
        self._silent = False

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show values; inputs that are not named are left as they are."""
        for key, text in texts.items():
            if key in self._inputs:
                self.set_text(key, text)
        for number in range(len(self._forms)):
            self._show_head(number)

    def _code_of(self, key: str, text: str) -> str:
        return next((code for code, known in self._read_as.get(key, {}).items() if known == text), text)

    def offer(self, key: str, values: Sequence[str]) -> None:
        """Offer values that are in use already while one types into a line."""
        made = self._inputs.get(key)
        if isinstance(made, QLineEdit) and values:
            completer = QCompleter(list(values), made)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            made.setCompleter(completer)

    def input(self, key: str) -> _Input:
        """The widget of a key, for focus and tests."""
        return self._inputs[key]

    def field(self, key: str) -> FormField:
        """The row of a key, with the line that says what is wrong."""
        return self._fields[key]

    def show_problems(self, key: str, problems: Sequence[Problem]) -> None:
        """Say at an input what is wrong with it: the gravest first; none takes the line back."""
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        shown = [*errors, *(problem for problem in problems if problem not in errors)]
        text = messages.join(messages.brief(problem) for problem in shown[:2])
        self._fields[key].show_problem(text, "error" if errors else "soon")

    def focus(self, key: str) -> None:
        """Unfold the part an input is in and put the cursor there."""
        self._open(self._form_of[key])
        self._inputs[key].setFocus()

    def first_key(self) -> str:
        """Key of the first input."""
        return next(iter(self._inputs))

    def take_typed(self) -> None:
        """Settle what is half typed in the code boxes."""
        for made in self._inputs.values():
            if isinstance(made, CodeCombo):
                made.take_typed()

    def _toggle(self, number: int) -> None:
        form = self._forms[number]
        form.setVisible(form.isHidden())
        self._show_head(number)

    def _open(self, number: int) -> None:
        self._forms[number].show()
        self._show_head(number)

    def _show_head(self, number: int) -> None:
        head, form = self._heads[number], self._forms[number]
        if head is None:
            return
        filled = sum(bool(self.text(key)) for key in form)
        words = self.tr("{title}（已填 {n} 项）").format(title=self._titles[number], n=filled)
        head.setText(self._titles[number] if form.isVisibleTo(self) else words)
        set_icon(head, "chevron_down" if form.isVisibleTo(self) else "chevron_right")

    def _go_on(self, number: int) -> None:
        """Enter in the last input of a part: on to the next open part, or done."""
        for later in self._forms[number + 1 :]:
            if not later.isHidden():
                later[next(iter(later))].widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.finished.emit()

    def _on_edited(self, key: str, *_: object) -> None:
        if not self._silent:
            self.edited.emit(key)
