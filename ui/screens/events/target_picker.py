"""Chooses the people and households that a matter is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from desktop.services.events import Target
from ui.jobs import JobRunner
from ui.widgets.dress import label, tool_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.search_box import SearchBox

_ROWS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A person or household that can be chosen: where it is, its name, and what tells it apart."""

    target: Target
    title: str
    detail: str


class TargetPicker(QWidget):
    """A search box; Enter takes the first hit, chosen ones stand as chips below it."""

    changed = Signal()
    failed = Signal(object)  # an exception

    def __init__(
        self, find: Callable[[str], Sequence[Found]], runner: JobRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._runner = runner
        self._asked = ""
        self._chosen: dict[Target, str] = {}
        self.search = SearchBox(self.tr("姓名、拼音、身份证尾号、户编号"))
        self.hits = QListWidget()
        self.hits.setAccessibleName(self.tr("找到的人和户"))
        self.hits.hide()
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.search)
        layout.addWidget(self.hits)
        layout.addWidget(self._chips)
        self.search.search_requested.connect(self._look)
        self.search.went_down.connect(self._go_to_hits)
        self.search.returnPressed.connect(self._take_first)
        self.hits.itemActivated.connect(self._take)
        self.hits.itemClicked.connect(self._take)
        self._show_chips()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # taking a hit must not press a button of the dialog as well
        else:
            super().keyPressEvent(event)

    def targets(self) -> tuple[Target, ...]:
        """Who was chosen, in the order of choosing."""
        return tuple(self._chosen)

    def chosen(self) -> tuple[tuple[Target, str], ...]:
        """Who was chosen, with names, in the order of choosing."""
        return tuple(self._chosen.items())

    def set_targets(self, chosen: Sequence[tuple[Target, str]]) -> None:
        """Show who is chosen already, with names."""
        self._chosen = dict(chosen)
        self._show_chips()

    def _look(self, text: str) -> None:
        self._asked = text
        if not text:
            self.hits.hide()
            return

        def work(_job: JobHandle) -> Sequence[Found]:
            return self._find(text)

        def show(found: Sequence[Found]) -> None:
            if self._asked == text:
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

    def _take(self, item: QListWidgetItem) -> None:
        hit: Found = item.data(Qt.ItemDataRole.UserRole)
        self._chosen[hit.target] = hit.title
        self.search.set_text_silently("")
        self.hits.hide()
        self.search.setFocus()
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        while (item := self._chip_flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for target, title in self._chosen.items():
            chip = QWidget()
            chip.setProperty("role", "chip")
            chip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            row = QHBoxLayout(chip)
            row.setContentsMargins(8, 2, 2, 2)
            row.setSpacing(2)
            row.addWidget(label(title))
            away = tool_button("close", self.tr("去掉“{name}”").format(name=title))
            away.clicked.connect(lambda _=False, gone=target: self._drop(gone))
            row.addWidget(away)
            self._chip_flow.addWidget(chip)
        self._chips.setVisible(bool(self._chosen))

    def _drop(self, target: Target) -> None:
        self._chosen.pop(target, None)
        self._show_chips()
        self.changed.emit()
