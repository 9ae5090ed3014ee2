"""The filter in use as a readable sentence of chips, each of which can be taken away."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.theme import colours
from ui.widgets.dress import button, label, set_icon
from ui.widgets.filter_terms import FilterSet, FilterTerm
from ui.widgets.flow_layout import FlowLayout


class ChipBar(QWidget):
    """Shows a filter set; a click, Delete or Backspace on a chip asks to remove it, Esc all.

    The bar hides itself while there is nothing to show.
    """

    removed = Signal(object)  # the FilterTerm whose chip was taken away
    cleared = Signal()  # everything is to go

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = FlowLayout(self)
        self._chips: list[QToolButton] = []
        self.setAccessibleName(self.tr("筛选条件"))
        self.hide()

    def show_filter(self, filters: FilterSet) -> None:
        """Show a filter in words; an empty one hides the bar."""
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._empty()
        for joiner, term in filters.parts():
            if joiner:
                self._layout.addWidget(label(joiner, "joiner"))
            self._layout.addWidget(self._chip(term))
        if filters:
            clear = button(self.tr("清除全部"), "link")
            clear.setToolTip(self.tr("Esc 也可以清除"))
            clear.clicked.connect(self.cleared)
            self._layout.addWidget(clear)
        self.setVisible(bool(filters))
        self.updateGeometry()
        if had_focus and self._chips:
            self._chips[-1].setFocus()

    def chips(self) -> tuple[QToolButton, ...]:
        """The chips shown, in sentence order."""
        return tuple(self._chips)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removed.emit(watched.property("term"))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cleared.emit()
                return True
        return super().eventFilter(watched, event)

    def _chip(self, term: FilterTerm) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("role", "chip")
        chip.setProperty("tone", "excluded" if term.excluded else "")
        chip.setProperty("term", term)
        chip.setText(term.words)
        set_icon(chip, "close", colours().muted)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the word
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setAccessibleName(self.tr("去掉条件：{words}").format(words=term.words))
        chip.setToolTip(self.tr("去掉这个条件"))
        chip.clicked.connect(self._on_chip_clicked)
        chip.installEventFilter(self)
        self._chips.append(chip)
        return chip

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        self.removed.emit(chip.property("term"))

    def _empty(self) -> None:
        self._chips.clear()
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
