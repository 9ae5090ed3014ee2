"""The frame of a screen that shows a list of one kind of record with one of them beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.dress import label
from ui.widgets.list_pane import ListPane
from ui.widgets.tab_strip import TabStrip


class ListFrame(QWidget):
    """A heading with its tools, tabs, and the list beside the record that is chosen in it.

    Where the list is empty, a picture with a sentence stands in its place.
    """

    def __init__(
        self,
        title: str,
        tools: Sequence[QWidget],
        tabs: TabStrip,
        table: QWidget,
        beside: QWidget,
        *,
        picture: str,
        shares: tuple[int, int],
        search: QWidget | None = None,
        above: QWidget | None = None,
    ) -> None:
        """Put the parts in place.

        Args:
            title: Heading of the screen.
            tools: At the right end of the heading.
            tabs: Views of the list.
            table: The list.
            beside: The record that is chosen.
            picture: Icon shown while the list is empty.
            shares: How the list and what is beside it share the width.
            search: Takes the room between heading and tools; left free without one.
            above: Stands between heading and tabs.
        """
        super().__init__()
        self._pane = ListPane(table, beside, picture=picture, shares=shares)
        self.empty = self._pane.empty
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(title, "title"))
        if search is not None:
            head.addWidget(search, 1)
            head.addStretch()  # takes the room where the search is hidden
        else:
            head.addStretch()
        for tool in tools:
            head.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        if above is not None:
            layout.addWidget(above)
        layout.addWidget(tabs)
        layout.addWidget(self._pane, 1)

    def show_rows(self, *, exist: bool) -> None:
        """Show the list, or what stands in its place while nothing is in it."""
        self._pane.show_rows(exist=exist)
