"""The dialogs of agency services: fields as elsewhere, with one person, a tick, and papers to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from desktop.services.references import find_references
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.widgets.reference_edit import ReferenceChoice, ReferenceEdit

YES = "1"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyDialog", text)


class AgencyDialog(FieldsDialog):
    """A few fields; see `FieldsDialog`."""

    def add_person(
        self,
        key: str,
        title: str,
        chosen: ReferenceChoice | None = None,
        *,
        required: bool = False,
        hint: str = "",
    ) -> ReferenceEdit:
        """One person of the register; a name that is not in it stays as it was typed."""
        edit = self._reference(
            _tr("姓名、拼音，回车选中"), lambda office, text: find_references(office, "person", text)
        )
        if chosen is not None:
            edit.set_choice(chosen)
        self.form.add_field(key, title, edit, required=required, hint=hint, takes_enter=True)
        edit.settled.connect(lambda: self.form.go_on(key))
        self._readers[key] = lambda: edit.choice().id
        return edit

    def add_tick(self, key: str, title: str, words: str, *, is_on: bool = False) -> QCheckBox:
        """A box to tick; its value is `YES` or nothing."""
        box = QCheckBox(words)
        box.setChecked(is_on)
        self.form.add_field(key, title, box)
        self._readers[key] = lambda: YES if box.isChecked() else ""
        return box


def typed_person(edit: ReferenceEdit) -> tuple[str, str]:
    """Id and name of what stands in a person's line; no id for somebody who is not in the register."""
    choice = edit.choice()
    return ("" if choice.id == choice.name else choice.id, choice.name)


def joined(parts: Sequence[str]) -> str:
    """Parts that say something, side by side."""
    return "　".join(part for part in parts if part)
