"""A search box with what it finds below it; Enter takes the first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from desktop.services.events import Target
from ui.jobs import JobRunner
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Found:
    """A person or household that can be chosen: where it is, its name, and what tells it apart."""

    target: Target
    title: str
    detail: str


def found_people(office: "Office", text: str, most: int = 8) -> list[Found]:
    """People of the register whom a text may mean, told apart by what stands behind the name."""
    from desktop.services.search import find_people

    return [
        Found(
            Target("person", hit.id),
            hit.name,
            "　".join(part for part in (hit.sex, hit.age, hit.villager_group, hit.masked_id) if part),
        )
        for hit in find_people(office, text, most)
    ]


class FindingEdit(QWidget):
    """Base of inputs that choose from the register; a subclass says what becomes of a hit that was taken."""

    entered = Signal()  # Enter with nothing to choose
    failed = Signal(object)  # an exception

    def __init__(
        self,
        find: Callable[[str], Sequence[Found]],
        runner: JobRunner,
        hint: str,
        name: str,
        rows_shown: int,
        parent: QWidget | None,
    ) -> None:
        """Build the box.

        Args:
            find: Asks the register; called off the GUI thread.
            runner: Calls it.
            hint: Stands in the empty box.
            name: What the list of hits is called.
            rows_shown: How many hits it shows at once.
            parent: Widget it belongs to.
        """
        super().__init__(parent)
        self._find = find
        self._runner = runner
        self._rows_shown = rows_shown
        self._asked = ""
        self.search = SearchBox(hint)
        self.hits = QListWidget()
        self.hits.setAccessibleName(name)
        self.hits.hide()
        self._parts = QVBoxLayout(self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(4)
        self._parts.addWidget(self.search)
        self._parts.addWidget(self.hits)
        self.search.search_requested.connect(self._look)
        self.search.went_down.connect(self._go_to_hits)
        self.search.returnPressed.connect(self._take_first)
        self.hits.itemActivated.connect(self._take_item)
        self.hits.itemClicked.connect(self._take_item)

    def _take(self, hit: Found) -> None:
        raise NotImplementedError

    def _is_wanted(self, hit: Found) -> bool:
        """Whether a hit is one of those that can be chosen here; called off the GUI thread."""
        return True

    def _has_chosen(self) -> bool:
        """Whether hits would come too late: something was chosen meanwhile."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # taking a hit must not press a button of the dialog as well
        else:
            super().keyPressEvent(event)

    def _look(self, text: str) -> None:
        self._asked = text
        if not text:
            self.hits.hide()
            return

        def work(_job: JobHandle) -> Sequence[Found]:
            return [hit for hit in self._find(text) if self._is_wanted(hit)]

        def show(found: Sequence[Found]) -> None:
            if self._asked == text and not self._has_chosen():
                self._show_hits(found)

        self._runner.read(work, show, self.failed.emit, owner=self)

    def _show_hits(self, found: Sequence[Found]) -> None:
        self.hits.clear()
        for hit in found:
            item = QListWidgetItem(f"{hit.title}　{hit.detail}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.hits.addItem(item)
        row = self.hits.sizeHintForRow(0) if found else 0
        self.hits.setFixedHeight(row * min(len(found), self._rows_shown) + 2 * self.hits.frameWidth())
        self.hits.setVisible(bool(found))
        if found:
            self.hits.setCurrentRow(0)

    def _go_to_hits(self) -> None:
        if self.hits.isVisible():
            self.hits.setFocus()

    def _take_first(self) -> None:
        if self.hits.isVisible() and self.hits.count():
            self._take_item(self.hits.item(max(self.hits.currentRow(), 0)))
        else:
            self.entered.emit()

    def _take_item(self, item: QListWidgetItem) -> None:
        hit: Found = item.data(Qt.ItemDataRole.UserRole)
        self._take(hit)
