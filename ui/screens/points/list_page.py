"""One page of the screen: tools, a list, and what stands beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.list_pane import ListPane
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
        self._pane = ListPane(self.table, beside, picture="star", shares=shares)
        self.empty = self._pane.empty
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
        layout.addWidget(self._pane, 1)

    def show_rows(self, *, exist: bool) -> None:
        """Show the list, or what stands in its place while nothing is in it."""
        self._pane.show_rows(exist=exist)
