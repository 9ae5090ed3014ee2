"""A list with the record beside it that is chosen in it."""

from PySide6.QtCore import QEvent, Qt
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
        self.empty = EmptyState(picture)
        self._table, self._beside, self._shares = table, beside, shares
        self._list: QStackedWidget | None = None
        self._exist = True
        for part in (table, self.empty, beside):
            if part is not None:
                part.setParent(self)

    def event(self, event: QEvent) -> bool:
        # Only now, as a splitter measures what it is given: Qt would dress all of it, and anew with each
        # parent that the pane is given while its screen is made.
        if event.type() == QEvent.Type.Polish and self._list is None:
            self._list = self._arrange()
        return super().event(event)

    def _arrange(self) -> QStackedWidget:
        """Put the parts in place; returns what shows the list or the picture."""
        split = QSplitter(Qt.Orientation.Horizontal, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        place = QStackedWidget()
        split.addWidget(place)
        place.addWidget(self._table)
        place.addWidget(self.empty)
        if self._beside is not None:
            split.addWidget(self._beside)
        for number, share in enumerate(self._shares[: split.count()]):
            split.setStretchFactor(number, share)
        # shares, not pixels; else one takes it all
        split.setSizes([10_000 * share for share in self._shares])
        split.setChildrenCollapsible(False)
        place.setCurrentWidget(self._table if self._exist else self.empty)
        return place

    def show_rows(self, *, exist: bool) -> None:
        """Show the list, or what stands in its place while nothing is in it."""
        self._exist = exist
        if self._list is not None:
            self._list.setCurrentWidget(self._table if exist else self.empty)
