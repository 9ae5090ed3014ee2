"""A table, or in its place why it has nothing to show."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.widgets.empty_state import EmptyState
from ui.widgets.virtual_table import VirtualTable


class TableStack(QStackedWidget):
    """Shows the table, or an empty state over its whole place."""

    def __init__(self, table: VirtualTable, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = EmptyState(picture)
        self.addWidget(table)
        self.addWidget(self.empty)

    def show_table(self) -> None:
        """There is something to show."""
        self.setCurrentIndex(0)

    def show_nothing(self, title: str, text: str = "") -> None:
        """Say why there is nothing, and what to do."""
        self.empty.show_text(title, text)
        self.setCurrentWidget(self.empty)
