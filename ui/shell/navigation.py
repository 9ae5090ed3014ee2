"""The list of screens on the left."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.shell.screen_spec import ScreenSpec
from ui.theme import colours
from ui.widgets.dress import label, tool_button


class Navigation(QWidget):
    """One button a screen; Up and Down move between them. Narrow, it shows icons only."""

    chosen = Signal(str)  # key of the screen
    narrow_wished = Signal(bool)  # the user folded or unfolded the texts

    def __init__(self, village: str, screens: Sequence[ScreenSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._narrow = False
        self._village = label(village, wrap=True)
        self._village.setObjectName("village")
        self._fold = tool_button("chevron_left", self.tr("收起文字"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self._village)
        layout.addSpacing(6)
        for spec in (s for s in screens if not s.at_foot):
            layout.addWidget(self._button(spec))
        layout.addStretch()
        for spec in (s for s in screens if s.at_foot):
            layout.addWidget(self._button(spec))
        layout.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignRight)
        self._group.idClicked.connect(self._on_clicked)
        self._fold.clicked.connect(lambda: self.narrow_wished.emit(not self._narrow))
        self.set_narrow(False)

    def show_current(self, key: str) -> None:
        """Mark the screen in view."""
        self._buttons[key].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons and titles."""
        self._narrow = narrow
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for each in self._buttons.values():
            each.setToolButtonStyle(style)
        self._village.setVisible(not narrow)
        self._fit()
        self._fold.setIcon(icon("chevron_right" if narrow else "chevron_left", colours().muted))
        name = self.tr("展开文字") if narrow else self.tr("收起文字")
        self._fold.setToolTip(name)
        self._fold.setAccessibleName(name)

    def _fit(self) -> None:
        """As wide as the longest title asks for: English titles are longer than Chinese ones."""
        one = self.fontMetrics().horizontalAdvance("国")
        titles = (each.sizeHint().width() for each in self._buttons.values())
        self.setFixedWidth(one * 4 if self._narrow else max(one * 10, *titles))

    def buttons(self) -> dict[str, QToolButton]:
        """The buttons by key of their screen."""
        return dict(self._buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key())
        order = list(self._buttons.values())
        focused = next((n for n, each in enumerate(order) if each.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        elif 0 <= focused + step < len(order):
            order[focused + step].setFocus()

    def _button(self, spec: ScreenSpec) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setText(spec.shown_title())
        made.setToolTip(f"{spec.shown_title()}  {spec.shortcut}")
        made.setAccessibleName(spec.shown_title())
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setIcon(icon(spec.icon, colours().text))
        height = round(self.fontMetrics().height() * 1.1)
        made.setIconSize(QSize(height, height))
        self._group.addButton(made, len(self._buttons))
        self._buttons[spec.key] = made
        return made

    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(list(self._buttons)[number])
