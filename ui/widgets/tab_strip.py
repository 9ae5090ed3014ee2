"""A row of buttons of which one is chosen: the views of a list, each with its count."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.widgets.dress import set_tone


class TabStrip(QWidget):
    """Tells which one the user chose; what is shown then is the owner's matter."""

    chosen = Signal(str)  # key of the tab

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = dict(tabs)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for key, text in tabs:
            tab = QPushButton(text)
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setProperty("role", "tab")
            tab.clicked.connect(lambda _=False, wanted=key: self.chosen.emit(wanted))
            self._group.addButton(tab)
            self._tabs[key] = tab
            layout.addWidget(tab)
        layout.addStretch()

    def tab(self, key: str) -> QPushButton:
        """The button of a tab. Not by brackets: Qt's binding would take the strip for a list of its own."""
        return self._tabs[key]

    def mark(self, key: str) -> None:
        """Show a tab as the chosen one."""
        self._tabs[key].setChecked(True)

    def show_count(self, key: str, count: int, tone: str = "") -> None:
        """Put a count behind a tab's name, in the colour of its meaning."""
        tab = self._tabs[key]
        tab.setText(f"{self._names[key]}  {QLocale().toString(count)}")
        set_tone(tab, tone)
