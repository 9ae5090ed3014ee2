"""One page of the screen: tools, a list, and what stands beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.empty_state import EmptyState
from ui.widgets.virtual_table import VirtualTable


class ListPage(QWidget):
    """A row of tools over a list; a picture with a sentence stands in the place of an empty one."""

    def __init__(
        self,
        name: str,
        title: str,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        beside: QWidget | None = None,
        shares: tuple[int, int] = (3, 2),
    ) -> None:
        """Put the parts in place.

        Args:
            name: Of the list, under which its columns are kept.
            title: What the list is, for those who can't see it.
            left: Tools at the left end: what is shown.
            right: Tools at the right end: what can be done.
            beside: The record that is chosen; None leaves the width to the list.
            shares: How both share the width.
        """
        super().__init__()
        self.table = VirtualTable(name)
        self.table.setAccessibleName(title)
        self.empty = EmptyState("star")
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for each in left:
            tools.addWidget(each)
        tools.addStretch()
        for each in right:
            tools.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(tools)
        if beside is None:
            layout.addWidget(self._list, 1)
            return
        split = QSplitter(Qt.Orientation.Horizontal)
        for place, part in enumerate((self._list, beside)):
            split.addWidget(part)
            split.setStretchFactor(place, shares[place])
        split.setSizes([10_000 * share for share in shares])
        split.setChildrenCollapsible(False)
        layout.addWidget(split, 1)

    def show_rows(self, *, exist: bool) -> None:
        """Show the list, or what stands in its place while nothing is in it."""
        self._list.setCurrentWidget(self.table if exist else self.empty)
