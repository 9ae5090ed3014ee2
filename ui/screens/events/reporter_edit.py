"""Who reported something: typed, or taken from the register with his telephone in one keystroke."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import JobRunner
from ui.screens.events.finding_edit import FindingEdit, Found
from ui.widgets.passing import mark_passing

_ROWS_SHOWN = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReporterEdit", text)


class ReporterEdit(FindingEdit):
    """A name; Enter takes the first person found, Tab leaves it as it was typed."""

    chosen = Signal(str)  # id of the person of the register

    def __init__(
        self, find: Callable[[str], Sequence[Found]], runner: JobRunner, parent: QWidget | None = None
    ) -> None:
        hint = _tr("姓名、拼音首字母；不在档案里的直接写姓名")
        super().__init__(find, runner, hint, _tr("档案里的人"), _ROWS_SHOWN, parent)
        self._person_id = ""
        mark_passing(self.search, passes=False)  # a name that is not in the register stays as it was typed
        self.setFocusProxy(self.search)
        self.search.textEdited.connect(self._typed)

    def name(self) -> str:
        """Who it is, as typed or taken."""
        return self.search.text().strip()

    def person_id(self) -> str:
        """The person of the register; empty for somebody typed."""
        return self._person_id

    def set_reporter(self, name: str, person_id: str) -> None:
        """Show who it is."""
        self.search.set_text_silently(name)
        self._person_id = person_id
        self.hits.hide()

    def _typed(self) -> None:
        self._person_id = ""

    def _is_wanted(self, hit: Found) -> bool:
        return hit.target.table == "person"

    def _has_chosen(self) -> bool:
        return bool(self._person_id)

    def _take(self, hit: Found) -> None:
        self.set_reporter(hit.title, hit.target.id)
        self.chosen.emit(hit.target.id)
