"""A dialog of a few fields, put together by who asks: texts, days, codes, people, households, ticks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.chinese_date import read_date
from desktop.services.references import Reference, find_households, find_references
from ui.dialogs.form_dialog import FormDialog
from ui.screens.register.reference_words import reference_choice
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import long_text
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit
from ui.widgets.reference_list_edit import ReferenceListEdit

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner

YES = "1"
"""Value of a box that is ticked."""
_WIDE = 52  # in heights of a line, of more columns
_TALL = 900  # pixels, of more columns: as high as the window lets it


def _tr(text: str) -> str:
    return QCoreApplication.translate("FieldsDialog", text)


def _find_people(office: "Office", text: str) -> Sequence[Reference]:
    return find_references(office, "person", text)


def _find_targets(office: "Office", text: str) -> Sequence[Reference]:
    """People and households, each under its table."""
    people = [replace(each, id=f"person/{each.id}") for each in find_references(office, "person", text)]
    homes = [
        replace(each, id=f"household/{each.id}", name=f"{each.name}户")
        for each in find_households(office, text)
    ]
    return [*people, *homes]


def typed_person(edit: ReferenceEdit) -> tuple[str, str]:
    """Id and name of what stands in a person's line; no id for somebody who is not in the register."""
    choice = edit.choice()
    return ("" if choice.id == choice.name else choice.id, choice.name)


class TickBoxes(QWidget):
    """Boxes of which any number is ticked; the first takes the focus."""

    changed = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self.boxes: dict[str, QCheckBox] = {}
        self.set_options(options, ticked)

    def set_options(self, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> None:
        """Other boxes in place of those shown."""
        for box in self.boxes.values():
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for key, text in options:
            box = QCheckBox(text)
            box.setChecked(key in ticked)
            box.toggled.connect(self.changed)
            self._flow.addWidget(box)
            self.boxes[key] = box
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def ticked(self) -> tuple[str, ...]:
        """Keys of the boxes that are ticked, in their order."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())


class FieldsDialog(FormDialog):
    """Asks for some fields; what is wrong with them is told in place, and the dialog stays open.

    Values come as plain texts, those of lists as tuples of texts; a day that can be read comes as ISO text.
    """

    submitted = Signal(object)  # dict of values by field

    def __init__(
        self,
        title: str,
        yes: str,
        office: "Office",
        runner: "JobRunner",
        parent: QWidget,
        *,
        about: str = "",
        danger: bool = False,
        columns: int = 1,
    ) -> None:
        super().__init__(title, yes, parent, about=about, danger=danger, columns=columns, scrolls=columns > 1)
        self._office, self._runner = office, runner
        self._readers: dict[str, Callable[[], str | tuple[str, ...]]] = {}
        self._choices: dict[str, CodeCombo] = {}  # where nothing chosen is no answer
        if columns > 1:
            self.resize(self.fontMetrics().height() * _WIDE, _TALL)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = next(iter(self.form), "")
        if first and not event.spontaneous():
            self.form[first].widget.setFocus()

    # Fields

    def add_text(
        self, key: str, title: str, value: str = "", *, required: bool = False, hint: str = ""
    ) -> QLineEdit:
        """One line."""
        edit = QLineEdit(value)
        self.form.add_field(key, title, edit, required=required, hint=hint)
        self._readers[key] = lambda: edit.text().strip()
        return edit

    def add_long_text(
        self, key: str, title: str, value: str = "", *, required: bool = False, lines: int = 4, hint: str = ""
    ) -> QPlainTextEdit:
        """Several lines; Tab goes on."""
        edit = long_text(lines, value)
        self.form.add_field(key, title, edit, required=required, hint=hint)
        self._readers[key] = lambda: edit.toPlainText().strip()
        return edit

    def add_day(
        self, key: str, title: str, value: str = "", *, required: bool = True, future: bool = False
    ) -> QLineEdit:
        """A day in any notation."""
        edit = self.add_text(key, title, value, required=required)
        self._readers[key] = lambda: self._day(edit.text(), future)
        return edit

    def _day(self, text: str, future: bool) -> str:
        today: date = self._office.today()
        return read_date(text, today, allow_future=future).value or text.strip()

    def add_code(
        self, key: str, title: str, options: Sequence[CodeOption], value: str = "", *, required: bool = True
    ) -> CodeCombo:
        """One of some values; where one is required, an empty box is refused before anybody is asked."""
        combo = CodeCombo(options)
        combo.set_code(value)
        self.form.add_field(key, title, combo, required=required)
        if required and all(option.code for option in options):
            self._choices[key] = combo
        self._readers[key] = combo.code
        return combo

    def add_tick(self, key: str, title: str, words: str, *, is_on: bool = False) -> QCheckBox:
        """A box to tick; its value is `YES` or nothing."""
        box = QCheckBox(words)
        box.setChecked(is_on)
        self.form.add_field(key, title, box)
        self._readers[key] = lambda: YES if box.isChecked() else ""
        return box

    def add_ticks(
        self, key: str, title: str, options: Sequence[tuple[str, str]], ticked: Sequence[str] = ()
    ) -> TickBoxes:
        """Any number of some values."""
        boxes = TickBoxes(options, ticked)
        self.form.add_field(key, title, boxes)
        self._readers[key] = boxes.ticked
        return boxes

    def add_household(self, key: str, title: str, chosen: ReferenceChoice | None = None) -> ReferenceEdit:
        """A household, found by any of its people."""
        edit = self._reference(_tr("户内任何人的姓名、拼音，回车选中"), find_households)
        if chosen is not None:
            edit.set_choice(chosen)
        self.form.add_field(key, title, edit, required=True, takes_enter=True)
        edit.settled.connect(lambda: self.form.go_on(key))
        self._readers[key] = lambda: edit.choice().id
        return edit

    def add_person(
        self,
        key: str,
        title: str,
        chosen: ReferenceChoice | None = None,
        *,
        required: bool = False,
        hint: str = "",
    ) -> ReferenceEdit:
        """One person of the register, or nobody; a name that is not in it stays as it was typed."""
        edit = self._reference(_tr("姓名、拼音，回车选中"), _find_people)
        if chosen is not None:
            edit.set_choice(chosen)
        self.form.add_field(key, title, edit, required=required, hint=hint, takes_enter=True)
        edit.settled.connect(lambda: self.form.go_on(key))
        self._readers[key] = lambda: edit.choice().id
        return edit

    def add_target(self, key: str, title: str) -> ReferenceEdit:
        """One person or household; its value is ``person/ID`` or ``household/ID``."""
        edit = self._reference(_tr("姓名、拼音，回车选中；也可以选户"), _find_targets)
        self.form.add_field(key, title, edit, required=True, takes_enter=True)
        edit.settled.connect(lambda: self.form.go_on(key))
        self._readers[key] = lambda: edit.choice().id
        return edit

    def add_people(
        self, key: str, title: str, chosen: Sequence[ReferenceChoice] = (), *, required: bool = True
    ) -> ReferenceListEdit:
        """Several people of the register."""
        line = self._reference(_tr("姓名、拼音，回车选中"), _find_people)
        return self._add_list(key, title, line, chosen, required=required)

    def add_households(
        self, key: str, title: str, chosen: Sequence[ReferenceChoice] = ()
    ) -> ReferenceListEdit:
        """Several households, each found by any of its people; also none."""
        line = self._reference(_tr("户内任何人的姓名、拼音，回车选中"), find_households)
        return self._add_list(key, title, line, chosen, required=False)

    def _add_list(
        self,
        key: str,
        title: str,
        line: ReferenceEdit,
        chosen: Sequence[ReferenceChoice],
        *,
        required: bool,
    ) -> ReferenceListEdit:
        edit = ReferenceListEdit(line)
        edit.set_choices(chosen)
        self.form.add_field(key, title, edit, required=required, takes_enter=True)
        edit.settled.connect(lambda: self.form.go_on(key))
        self._readers[key] = lambda: tuple(choice.id for choice in edit.choices())
        return edit

    def _reference(
        self, placeholder: str, find: Callable[["Office", str], Sequence[Reference]]
    ) -> ReferenceEdit:
        edit = ReferenceEdit(placeholder)
        edit.hits_wanted.connect(partial(self._look, edit, find))
        return edit

    def _look(
        self, edit: ReferenceEdit, find: Callable[["Office", str], Sequence[Reference]], text: str
    ) -> None:
        def show(found: Sequence[Reference]) -> None:
            edit.show_hits(text, [reference_choice(each) for each in found])

        self._runner.read(lambda job: find(self._office, text), show, lambda _error: None, owner=self)

    # What was typed

    def values(self) -> Mapping[str, str | tuple[str, ...]]:
        """Every field as it stands."""
        return {key: read() for key, read in self._readers.items()}

    def submit(self) -> None:
        """Hand on what was typed."""
        self.form.clear_problems()
        values = self.values()
        if any(not combo.code() and combo.isVisibleTo(self) for combo in self._choices.values()):
            for key in self.form:
                if self.form[key].required and values.get(key) in ("", ()):
                    words = self.tr("请选一项。") if key in self._choices else self.tr("请填写。")
                    self.form[key].show_problem(words)
            self.form.focus_first_problem()
            return
        self.submitted.emit(dict(values))
