"""A list with the record beside it that is chosen in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.empty_state import EmptyState


class ListPane(QWidget):
    """List and record share the width; where the list is empty, a picture with a sentence takes its place."""

    def __init__(
        self, table: QWidget, beside: QWidget | None, *, picture: str, shares: tuple[int, int]
    ) -> None:
        """Put the parts in place.

        Args:
            table: The list.
            beside: The record that is chosen; None leaves the width to the list.
            picture: Icon shown while the list is empty.
            shares: How the list and what is beside it share the width.
        """
        super().__init__()
        self._table = table
        self.empty = EmptyState(picture)
        self._list = QStackedWidget()
        self._list.addWidget(table)
        self._list.addWidget(self.empty)
        split = QSplitter(Qt.Orientation.Horizontal)
        for part, share in zip((self._list, beside), shares, strict=True):
            if part is not None:
                split.addWidget(part)
                split.setStretchFactor(split.indexOf(part), share)
        split.setSizes([10_000 * share for share in shares])  # shares, not pixels; else one takes it all
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def show_rows(self, *, exist: bool) -> None:
        """Show the list, or what stands in its place while nothing is in it."""
        self._list.setCurrentWidget(self._table if exist else self.empty)
