"""The list of screens on the left."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.shell.screen_spec import ScreenSpec
from ui.theme import colours
from ui.widgets.dress import label, tool_button

_STEPS = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
_GAP = 6  # between the village's name and the first screen
_LEAST_ROWS = 5  # of the sections, always in sight however low the window is


class _Row(QToolButton):
    """A row of the list. Qt's own arrow keys would pass over what is in no button group, the headings."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # goes on to the list
        else:
            super().keyPressEvent(event)


class _Sections(QScrollArea):
    """The sections, scrolled where they are too tall. Arrow keys move between rows, they don't scroll."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class Navigation(QWidget):
    """One button a screen, under the headings of their sections; Up and Down move between them.

    Where the window is too low for all of them, one section is open at a time: that of the screen in
    view, or the one whose heading was pressed; where even that is too tall the sections scroll. Narrow, it
    shows icons only.
    """

    chosen = Signal(str)  # key of the screen
    narrow_wished = Signal(bool)  # the user folded or unfolded the texts

    def __init__(self, village: str, screens: Sequence[ScreenSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, QToolButton] = {}
        self._headings: dict[str, QToolButton] = {}
        self._section_of = {spec.key: spec.section for spec in screens}
        self._group = QButtonGroup(self)
        self._narrow = False
        self._current_section = ""
        self._arranged: tuple[bool, str, str] | None = None  # what `_arrange` has last shown
        self._open_section = next((spec.section for spec in screens if spec.section), "")
        self._village = label(village, wrap=True)
        self._village.setObjectName("village")
        self._fold = tool_button("chevron_left", self.tr("收起文字"))
        self._scroll = scroll = _Sections()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sections = QWidget()
        sections.setObjectName("sections")
        inside = QVBoxLayout(sections)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        layout = QVBoxLayout(self)
        # Its own minimum counts every section that is open just now; `minimumSizeHint` says the true one.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(0, 8, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self._village)
        layout.addSpacing(_GAP)
        for spec in (s for s in screens if not s.at_foot):
            if spec.section and spec.section not in self._headings:
                inside.addWidget(self._heading(spec))
            (inside if spec.section else layout).addWidget(self._button(spec))
        inside.addStretch()
        scroll.setWidget(sections)
        layout.addWidget(scroll, 1)
        for spec in (s for s in screens if s.at_foot):
            layout.addWidget(self._button(spec))
        layout.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignRight)
        self._group.idClicked.connect(self._on_clicked)
        self._fold.clicked.connect(lambda: self.narrow_wished.emit(not self._narrow))
        self._show_narrow()

    def show_current(self, key: str) -> None:
        """Mark the screen in view, and open its section."""
        self._buttons[key].setChecked(True)
        self._current_section = self._section_of[key]
        self._open_section = self._current_section or self._open_section
        self._arrange()
        self._scroll.ensureWidgetVisible(self._buttons[key], 0, 0)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons and titles."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_narrow()

    def _show_narrow(self) -> None:
        narrow = self._narrow
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for each in self._buttons.values():
            each.setToolButtonStyle(style)
        text_only = Qt.ToolButtonStyle.ToolButtonTextOnly
        for each in self._headings.values():
            each.setToolButtonStyle(text_only if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            each.setText(each.accessibleName()[:2] if narrow else each.accessibleName())
        self._village.setVisible(not narrow)
        self._fit()
        self._fold.setIcon(icon("chevron_right" if narrow else "chevron_left", colours().muted))
        name = self.tr("展开文字") if narrow else self.tr("收起文字")
        self._fold.setToolTip(name)
        self._fold.setAccessibleName(name)
        self._arrange()

    def _fit(self) -> None:
        """As wide as the longest title asks for: English titles are longer than Chinese ones."""
        one = self.fontMetrics().horizontalAdvance("国")
        titles = (each.sizeHint().width() for each in self._buttons.values())
        self.setFixedWidth(one * 4 if self._narrow else max(one * 10, *titles))

    def buttons(self) -> dict[str, QToolButton]:
        """The buttons by key of their screen."""
        return dict(self._buttons)

    def headings(self) -> dict[str, QToolButton]:
        """The headings by section, as the screens name it."""
        return dict(self._headings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show every section where there is room for all, the open one where there is not."""
        crowded = self._is_crowded()
        arranged = crowded, self._open_section, self._current_section
        if arranged == self._arranged:
            return
        self._arranged = arranged
        for section, heading in self._headings.items():
            is_open = not crowded or section == self._open_section
            heading.setEnabled(crowded)
            heading.setIcon(icon("chevron_down" if is_open else "chevron_right", colours().muted))
            heading.setChecked(crowded and not is_open and section == self._current_section)
            for key, button in self._buttons.items():
                if self._section_of[key] == section:
                    button.setVisible(is_open)

    def minimumSizeHint(self) -> QSize:
        """Room for what has no section, and for some rows of the sections, which scroll."""
        whole = self._height_of(self._without_section())
        headings = [each.sizeHint().height() + 2 for each in self._headings.values()]
        return QSize(self.width(), whole - sum(headings) + sum(headings[:_LEAST_ROWS]))

    def _is_crowded(self) -> bool:
        return self._height_of(list(self._buttons)) > self.height()

    def _without_section(self) -> list[str]:
        return [key for key, section in self._section_of.items() if not section]

    def _height_of(self, keys: Sequence[str]) -> int:
        """How much the list needs with the buttons of so many screens."""
        layout = self.layout()
        if layout is None:  # asked by Qt before everything is made
            return 0
        rows: list[QWidget] = [*(self._buttons[key] for key in keys), *self._headings.values(), self._fold]
        if not self._narrow:
            rows.append(self._village)
        margins = layout.contentsMargins()
        heights = sum(row.sizeHint().height() + layout.spacing() for row in rows)
        return heights + margins.top() + margins.bottom() + _GAP

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        order = sorted(
            (each for each in self.findChildren(_Row) if each.isVisible() and each.isEnabled()),
            key=lambda each: each.mapTo(self, QPoint()).y(),
        )
        focused = next((n for n, each in enumerate(order) if each.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        elif 0 <= focused + step < len(order):
            order[focused + step].setFocus()
            if self._scroll.isAncestorOf(order[focused + step]):
                self._scroll.ensureWidgetVisible(order[focused + step], 0, 0)

    def _heading(self, spec: ScreenSpec) -> QToolButton:
        made = _Row()
        made.setProperty("role", "section")
        made.setCheckable(True)
        made.setAccessibleName(spec.shown_section())
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        height = round(self.fontMetrics().height() * 0.8)
        made.setIconSize(QSize(height, height))
        made.clicked.connect(partial(self._on_heading, spec.section))
        self._headings[spec.section] = made
        return made

    def _button(self, spec: ScreenSpec) -> QToolButton:
        made = _Row()
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

    def _on_heading(self, section: str) -> None:
        self._open_section = "" if section == self._open_section else section
        self._arrange()
