"""A line that names somebody of the register, looked up while typing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from desktop.services.references import find_references
from ui.screens.register.reference_words import reference_choice
from ui.widgets.reference_edit import ReferenceEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from desktop.services.references import Reference
    from ui.jobs import JobRunner


class PersonLine(ReferenceEdit):
    """Type a name, its pinyin or the end of a number; arrows and Enter choose."""

    failed = Signal(object)  # an exception

    def __init__(self, office: "Office", runner: "JobRunner", parent: "QWidget | None" = None) -> None:
        super().__init__(QCoreApplication.translate("PersonLine", "姓名、拼音或身份证尾号，回车选中"), parent)
        self._office = office
        self._runner = runner
        self.hits_wanted.connect(self._look)

    def _look(self, text: str) -> None:
        def show(found: "tuple[Reference, ...]") -> None:
            self.show_hits(text, [reference_choice(each) for each in found])

        self._runner.read(
            lambda job: find_references(self._office, "person", text), show, self.failed.emit, owner=self
        )
