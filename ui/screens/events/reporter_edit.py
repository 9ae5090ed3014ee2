"""Who reported something: typed, or taken from the register with his telephone in one keystroke."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from ui.jobs import JobRunner
from ui.screens.events.target_picker import Found
from ui.widgets.search_box import SearchBox

_ROWS_SHOWN = 5


class ReporterEdit(QWidget):
    """A name; Enter takes the first person found, Tab leaves it as it was typed."""

    chosen = Signal(str)  # id of the person of the register
    entered = Signal()  # Enter with nothing to choose
    failed = Signal(object)  # an exception

    def __init__(
        self, find: Callable[[str], Sequence[Found]], runner: JobRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._runner = runner
        self._asked = ""
        self._person_id = ""
        self.search = SearchBox(self.tr("姓名、拼音首字母；不在档案里的直接写姓名"))
        self.hits = QListWidget()
        self.hits.setAccessibleName(self.tr("档案里的人"))
        self.hits.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.search)
        layout.addWidget(self.hits)
        self.setFocusProxy(self.search)
        self.search.search_requested.connect(self._look)
        self.search.textEdited.connect(self._typed)
        self.search.went_down.connect(self._go_to_hits)
        self.search.returnPressed.connect(self._take_first)
        self.hits.itemActivated.connect(self._take)
        self.hits.itemClicked.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # taking a hit must not press a button of the dialog as well
        else:
            super().keyPressEvent(event)

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

    def _look(self, text: str) -> None:
        self._asked = text
        if not text:
            self.hits.hide()
            return

        def work(_job: JobHandle) -> Sequence[Found]:
            return [hit for hit in self._find(text) if hit.target.table == "person"]

        def show(found: Sequence[Found]) -> None:
            if self._asked == text and not self._person_id:
                self._show_hits(found)

        self._runner.read(work, show, self.failed.emit, owner=self)

    def _show_hits(self, found: Sequence[Found]) -> None:
        self.hits.clear()
        for hit in found:
            item = QListWidgetItem(f"{hit.title}　{hit.detail}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.hits.addItem(item)
        row = self.hits.sizeHintForRow(0) if found else 0
        self.hits.setFixedHeight(row * min(len(found), _ROWS_SHOWN) + 2 * self.hits.frameWidth())
        self.hits.setVisible(bool(found))
        if found:
            self.hits.setCurrentRow(0)

    def _go_to_hits(self) -> None:
        if self.hits.isVisible():
            self.hits.setFocus()

    def _take_first(self) -> None:
        if self.hits.isVisible() and self.hits.count():
            self._take(self.hits.item(max(self.hits.currentRow(), 0)))
        else:
            self.entered.emit()

    def _take(self, item: QListWidgetItem) -> None:
        hit: Found = item.data(Qt.ItemDataRole.UserRole)
        self.set_reporter(hit.title, hit.target.id)
        self.chosen.emit(hit.target.id)
