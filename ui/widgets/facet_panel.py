"""Groups of values with live counts; each value can be wanted, not wanted, or left alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.theme import colours
from ui.widgets.filter_terms import FilterSet, FilterTerm

_GROUP = Qt.ItemDataRole.UserRole
_CODE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a group with the number of records that have it under the filter in use."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A group of values in the order shown; ``open_at_first`` unfolds it before any choice."""

    key: str
    title: str
    values: tuple[FacetValue, ...]
    open_at_first: bool = True


class FacetPanel(QWidget):
    """The panel beside a list.

    Click, Space or Enter wants a value; right click, Alt+click or ``-`` excludes it; the same
    again lets it go. The panel changes nothing by itself: it emits the new filter, whoever owns
    it shows filter and counts with `show_groups`.
    """

    changed = Signal(object)  # the new FilterSet

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = FilterSet()
        self._folded: dict[str, bool] = {}
        self._tree = _FacetTree()
        self._tree.setAccessibleName(self.tr("筛选"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tree)
        self._tree.included.connect(self._on_included)
        self._tree.excluded.connect(self._on_excluded)
        self._tree.menu_requested.connect(self._on_menu_requested)
        self._tree.itemExpanded.connect(self._on_folding)
        self._tree.itemCollapsed.connect(self._on_folding)

    @property
    def tree(self) -> QTreeWidget:
        """The tree of groups and values, for focus and tests."""
        return self._tree

    def show_groups(self, groups: Sequence[FacetGroup], filters: FilterSet) -> None:
        """Show groups, counts and the state of each value.

        Values keep their place, folding, current value and scroll position are kept.
        """
        self._filters = filters
        current = self._tree.currentItem()
        kept = (current.data(0, _GROUP), current.data(0, _CODE)) if current else None
        scrolled = self._tree.verticalScrollBar().value()
        self._tree.blockSignals(True)
        self._tree.clear()
        for group in groups:
            top = QTreeWidgetItem([group.title, ""])
            top.setData(0, _GROUP, group.key)
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            self._tree.addTopLevelItem(top)
            for value in group.values:
                item = self._item(group.key, value)
                top.addChild(item)
                if kept == (group.key, value.code):
                    self._tree.setCurrentItem(item)
            if kept == (group.key, None):
                self._tree.setCurrentItem(top)
            top.setExpanded(not self._folded.get(group.key, not group.open_at_first))
        self._tree.blockSignals(False)
        self._tree.verticalScrollBar().setValue(scrolled)

    def _item(self, group: str, value: FacetValue) -> QTreeWidgetItem:
        term = self._filters.find(group, value.code)
        item = QTreeWidgetItem([value.label, f"{value.count:,}"])
        item.setData(0, _GROUP, group)
        item.setData(0, _CODE, value.code)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        c = colours()
        if term is None:
            item.setIcon(0, icon("box_empty", c.line_strong))
            state = self.tr("未选")
        elif term.excluded:
            item.setIcon(0, icon("box_excluded", c.overdue))
            state = self.tr("排除")
            item.setText(0, term.words)
        else:
            item.setIcon(0, icon("box_checked", c.accent))
            state = self.tr("选中")
        if value.count == 0 and term is None:
            for column in (0, 1):
                item.setForeground(column, self._tree.palette().placeholderText())
        spoken = self.tr("{label}，{count} 条，{state}")
        item.setData(
            0,
            Qt.ItemDataRole.AccessibleTextRole,
            spoken.format(label=value.label, count=value.count, state=state),
        )
        item.setToolTip(0, self.tr("单击：只看“{label}”；右击或 Alt+单击：排除").format(label=value.label))
        return item

    def _term(self, item: QTreeWidgetItem, *, excluded: bool) -> FilterTerm:
        group, code = str(item.data(0, _GROUP)), str(item.data(0, _CODE))
        known = self._filters.find(group, code)
        return FilterTerm(group, code, known.label if known else item.text(0), excluded)

    def _on_included(self, item: QTreeWidgetItem) -> None:
        self.changed.emit(self._filters.toggled(self._term(item, excluded=False)))

    def _on_excluded(self, item: QTreeWidgetItem) -> None:
        self.changed.emit(self._filters.toggled(self._term(item, excluded=True)))

    def _on_menu_requested(self, item: QTreeWidgetItem, where: QPoint) -> None:
        """The menu key offers what the mouse does with its buttons."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("只看"), lambda: self._on_included(item))
        menu.addAction(self.tr("排除"), lambda: self._on_excluded(item))
        menu.popup(where)

    def _on_folding(self, item: QTreeWidgetItem) -> None:
        self._folded[str(item.data(0, _GROUP))] = not item.isExpanded()


class _FacetTree(QTreeWidget):
    """Tells apart the ways of choosing a value."""

    included = Signal(object)  # QTreeWidgetItem of a value
    excluded = Signal(object)  # QTreeWidgetItem of a value
    menu_requested = Signal(object, QPoint)  # QTreeWidgetItem of a value, global place

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        height = self.fontMetrics().height()
        self.setIconSize(QSize(height, height))
        self.setIndentation(14)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is None or item.data(0, _CODE) is None:
            super().mousePressEvent(event)
            return
        self.setCurrentItem(item)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.button() == Qt.MouseButton.RightButton or alt:
            self.excluded.emit(item)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.included.emit(item)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks are two clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and item.data(0, _CODE) is not None:
            if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.included.emit(item)
                return
            if event.key() == Qt.Key.Key_Minus:
                self.excluded.emit(item)
                return
            if event.key() == Qt.Key.Key_Menu:
                place = self.visualItemRect(item).bottomLeft()
                self.menu_requested.emit(item, self.viewport().mapToGlobal(place))
                return
        super().keyPressEvent(event)

    def drawBranches(self, painter: object, rect: object, index: QModelIndex | QPersistentModelIndex) -> None:
        if not index.parent().isValid():
            super().drawBranches(painter, rect, index)  # type: ignore[arg-type]
