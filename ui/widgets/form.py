"""Rows of a form: name, input, and a line for what is wrong; Enter moves on."""

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.code_combo import CodeCombo
from ui.widgets.dress import label, set_tone
from ui.widgets.problem_line import ProblemLine


class FormField:
    """One row of a `Form`: its name, and ``below`` one another its input and the line under it."""

    def __init__(self, title: str, widget: QWidget, *, required: bool, hint: str) -> None:
        self.title = title
        self.required = required
        self.widget = widget
        self.required = required
        self.name = label(f"{title} *" if required else title)
        self.name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.name.setContentsMargins(0, 6 if _has_frame(widget) else 0, 0, 0)
        self.name.setBuddy(widget)
        self.problem = ProblemLine()
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(2)
        self.below.addWidget(widget)
        self.below.addWidget(self.problem)
        self.below.addStretch()  # keeps the input beside its name in a row that a neighbour made higher
        if hint:
            self.hint.setText(hint)
        widget.setAccessibleName(title)
        widget.setAccessibleDescription(hint)

    def set_title(self, title: str) -> None:
        """Call the field otherwise, where its meaning follows another choice."""
        self.title = title
        self.name.setText(f"{title} *" if self.required else title)
        self.widget.setAccessibleName(title)

    def show_problem(self, text: str, tone: str = "error") -> None:
        """Say under the input what is wrong; an empty text takes it back."""
        self.problem.show_text(text, tone if text else "")
        set_tone(self.widget, tone if text and tone == "error" else "")
        self._place_hint(is_wanted=not text)

    def show_hint(self, text: str) -> None:
        """Say something small under the input while nothing is wrong with it; empty takes it back."""
        if text or self._has_hint:
            self.hint.setText(text)
            self._place_hint(is_wanted=not self.problem.text())

    @cached_property
    def hint(self) -> QLabel:
        """The small line under the input, made when there is something to say: most fields never have one."""
        made = label("", "small", wrap=True)
        self.below.insertWidget(1, made)
        return made

    @property
    def _has_hint(self) -> bool:
        return "hint" in self.__dict__

    def _place_hint(self, *, is_wanted: bool) -> None:
        """Show the hint where there is one and nothing else takes its place."""
        if self._has_hint:
            self.hint.setVisible(is_wanted and bool(self.hint.text()))

    def set_shown(self, shown: bool) -> None:
        """Show or hide the whole row."""
        for part in (self.name, self.widget):
            part.setVisible(shown)
        self._place_hint(is_wanted=shown and not self.problem.text())
        self.problem.setVisible(shown and bool(self.problem.text()))


class Form(QWidget):
    """Fields one under another, in one or more columns.

    Enter goes to the next field (in a text of several lines Ctrl+Enter is left to the form),
    Enter in the last one emits `finished`; Ctrl+Enter emits it from anywhere.
    """

    finished = Signal()

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._fields: dict[str, FormField] = {}
        self._takers: set[QWidget] = set()
        self._place = 0  # counts places row by row; a heading begins a new row
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        for column in range(columns):
            self._grid.setColumnStretch(column * 2 + 1, 1)

    def add_field(
        self,
        key: str,
        title: str,
        widget: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        takes_enter: bool = False,
    ) -> FormField:
        """Put an input into the next place of the form.

        Args:
            key: Name by which code finds the field again.
            title: Shown before the input; required ones get a star.
            widget: The input.
            required: Only marks the field; whoever reads the form checks it.
            hint: What to type, shown small under the input until there is a problem.
            takes_enter: The input has its own use for Enter, such as taking a hit.

        Returns:
            The field, to show problems on.
        """
        field = FormField(title, widget, required=required, hint=hint)
        row, column = divmod(self._place, self._columns)
        self._place += 1
        self._fields[key] = field
        self._grid.addWidget(field.name, row, column * 2)
        self._grid.addLayout(field.below, row, column * 2 + 1)
        self._watch(widget)
        if takes_enter:
            self._takers.add(widget)
        return field

    def add_heading(self, text: str) -> QLabel:
        """Begin a new part of the form, in a row of its own."""
        made = label(text, "heading")
        made.setContentsMargins(0, 8 if self._place else 0, 0, 0)
        row = -(-self._place // self._columns)
        self._place = (row + 1) * self._columns
        self._grid.addWidget(made, row, 0, 1, 2 * self._columns)
        return made

    def __getitem__(self, key: str) -> FormField:
        return self._fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def clear_problems(self) -> None:
        """Take every problem back."""
        for field in self._fields.values():
            field.show_problem("")

    def focus_first_problem(self) -> bool:
        """Put the cursor where something is wrong; false when nothing is."""
        for field in self._fields.values():
            if field.problem.text():
                field.widget.setFocus()
                return True
        return False

    def go_on(self, key: str) -> None:
        """Move to the field after one whose input has its own use for Enter."""
        self._go_on(self._fields[key].widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finished.emit()
                return True
            if not isinstance(watched, QPlainTextEdit | QAbstractButton) and not self._takes_enter(watched):
                self._go_on(watched)
                return True
        return super().eventFilter(watched, event)

    def _watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)
        for child in widget.findChildren(QWidget):
            if child.focusPolicy() != Qt.FocusPolicy.NoFocus:
                child.installEventFilter(self)

    def _takes_enter(self, watched: QObject) -> bool:
        return any(w is watched or w.isAncestorOf(watched) for w in self._takers)  # type: ignore[arg-type]

    def _go_on(self, watched: QObject) -> None:
        """To the next line of the same input where it has several, else to the next field."""
        inputs = [field.widget for field in self._fields.values()]
        place = next(
            (n for n, w in enumerate(inputs) if w is watched or w.isAncestorOf(watched)),  # type: ignore[arg-type]
            len(inputs),
        )
        if place < len(inputs):
            chosen_from = inputs[place]
            if isinstance(chosen_from, CodeCombo):
                chosen_from.take_typed()
            lines = [line for line in inputs[place].findChildren(QLineEdit) if line.isVisible()]
            after = lines[lines.index(watched) + 1 :] if watched in lines else []
            if after:
                after[0].setFocus(Qt.FocusReason.TabFocusReason)
                return
        for widget in inputs[place + 1 :]:
            if widget.isEnabled() and widget.isVisibleTo(self):
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.finished.emit()


def _has_frame(widget: QWidget) -> bool:
    """Whether its first line stands in a frame, lower than one without, as beside a tick."""
    inner = next((each for each in widget.children() if isinstance(each, QWidget)), None)
    return not any(isinstance(each, QCheckBox | QLabel) for each in (widget, inner))


def long_text(lines: int, text: str = "") -> QPlainTextEdit:
    """An input some lines high; Tab goes on."""
    edit = QPlainTextEdit(text)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().height() * (lines + 1))
    return edit


def align_names(*fields: FormField) -> None:
    """Give the names of fields of several forms one width, so that their inputs stand below one another."""
    width = max(field.name.sizeHint().width() for field in fields)
    for field in fields:
        field.name.setMinimumWidth(width)
