"""The grid's hands: editors with offers, paste from a spreadsheet, keys and dragging of rows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from desktop.services.disclosure.name_offers import NameOffer
from ui.screens.documents.grid_model import GridModel

Ask = Callable[[str, Callable[[Sequence[NameOffer]], None]], None]
"""Asks for people by a text; the answer comes on the GUI thread."""

_LEAST_EM, _ROOM_EM = 4, 92


class _Editors(QStyledItemDelegate):
    """A line for every cell; choices and people of the register are offered below it."""

    def __init__(self, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._offers: dict[str, NameOffer] = {}
        self.open_editor: QWidget | None = None

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        self.open_editor = line
        line.setFrame(False)
        model = index.model()
        assert isinstance(model, GridModel)
        column = model.table.columns[index.column()]
        line.setAccessibleName(column.heading)
        if column.choices or column.names_person:
            words = QStringListModel(list(column.choices), line)
            offers = QCompleter(words, line)
            offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(offers)
            if column.names_person:
                offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
                line.textEdited.connect(lambda text: self._look_up(line, words, text))
            else:
                offers.setFilterMode(Qt.MatchFlag.MatchContains)
        return line

    def _look_up(self, line: QLineEdit, words: QStringListModel, text: str) -> None:
        if not text.strip():
            return

        def show(offers: Sequence[NameOffer]) -> None:
            if not isValid(line) or line.text() != text:  # the answer may come when the cell is left
                return
            self._offers = {_words(each): each for each in offers}
            words.setStringList(list(self._offers))
            completer = line.completer()
            if self._offers and line.hasFocus():
                completer.complete()

        self._ask(text, show)

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        assert isinstance(editor, QLineEdit)
        assert isinstance(model, GridModel)
        column = model.table.columns[index.column()]
        offer = self._offers.get(editor.text()) if column.names_person else None
        if offer is None:
            super().setModelData(editor, model, index)
            return
        known = {each.name for each in model.table.columns if not each.computed}
        fills = {name: text for name, text in offer.fills().items() if name in known and text}
        model.put(index.row(), fills | {column.name: offer.name}, self.tr("填写"))


def _words(offer: NameOffer) -> str:
    head = f"（{offer.head}户）" if offer.head and offer.head != offer.name else ""
    return "　".join(part for part in (f"{offer.name}{head}", offer.group, offer.hamlet) if part)


class GridView(QTableView):
    """Typing begins editing; Enter goes on to the right, then to the next row."""

    moved = Signal()

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors = _Editors(ask, self)
        self.setItemDelegate(self._editors)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        header = self.verticalHeader()
        header.setSectionsMovable(True)
        header.sectionMoved.connect(self._on_dragged)
        header.setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.horizontalHeader().setHighlightSections(False)
        self.setCornerButtonEnabled(False)

    def show_model(self, model: GridModel) -> None:
        """Show a table; widths follow the shares of its columns."""
        self.setModel(model)
        em = self.fontMetrics().horizontalAdvance("国")
        whole = sum(each.share for each in model.table.columns)
        for place, column in enumerate(model.table.columns):
            least = max(_LEAST_EM, len(column.heading) + 2) * em
            self.setColumnWidth(place, max(least, round(column.share / whole * _ROOM_EM * em * 0.7)))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.setCurrentIndex(model.index(0, 0))

    def grid(self) -> GridModel:
        """The table shown."""
        model = self.model()
        assert isinstance(model, GridModel)
        return model

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell and into the keyboard's reach."""
        self.setCurrentIndex(self.grid().index(row, column))
        self.setFocus()

    def selected_cells(self) -> list[tuple[int, int]]:
        """Row and column of each selected cell, in reading order."""
        return sorted((each.row(), each.column()) for each in self.selectedIndexes())

    def selected_rows(self) -> list[int]:
        """Rows with a selected cell."""
        return sorted({row for row, _ in self.selected_cells()})

    def event(self, event: QEvent) -> bool:
        # keys of the grid come before shortcuts of the window of the same name
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._knows(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _knows(self, event: QKeyEvent) -> bool:
        keys = QKeySequence.StandardKey
        return any(event.matches(key) for key in (keys.Copy, keys.Paste, keys.Undo, keys.Redo))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, key = QKeySequence.StandardKey, event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.Paste):
            self.paste()
        elif event.matches(keys.Undo):
            self.grid().undo.undo()
        elif event.matches(keys.Redo):
            self.grid().undo.redo()
        elif key == Qt.Key.Key_Delete and control:
            self.remove_rows()
        elif key == Qt.Key.Key_Delete:
            self.grid().clear_cells(self.selected_cells(), self.tr("清空"))
        elif key == Qt.Key.Key_Insert:
            self.insert_row()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def commitData(self, editor: QWidget) -> None:
        # a list of offers that goes away takes the focus from an editor that is closed already
        if editor is self._editors.open_editor:
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        if editor is not self._editors.open_editor:
            return
        self._editors.open_editor = None
        super().closeEditor(editor, hint)
        if hint == QStyledItemDelegate.EndEditHint.SubmitModelCache:
            self._go_on()

    def _go_on(self) -> None:
        model, at = self.grid(), self.currentIndex()
        typed = [place for place, each in enumerate(model.table.columns) if not each.computed]
        after = [place for place in typed if place > at.column()]
        row = at.row() if after else min(at.row() + 1, model.rowCount() - 1)
        self.selectionModel().setCurrentIndex(
            model.index(row, after[0] if after else typed[0]),
            QItemSelectionModel.SelectionFlag.ClearAndSelect,
        )

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet does."""
        lines: dict[int, list[str]] = {}
        for row, column in self.selected_cells():
            lines.setdefault(row, []).append(str(self.grid().index(row, column).data() or ""))
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def paste(self) -> None:
        """Write what a spreadsheet put on the clipboard from the current cell on."""
        text = QApplication.clipboard().text()
        at = self.currentIndex()
        if text and at.isValid():
            self.grid().paste(at.row(), at.column(), block_of(text), self.tr("粘贴"))

    def insert_row(self) -> None:
        """An empty row above the current one."""
        self.grid().insert(max(self.currentIndex().row(), 0), self.tr("插入一行"))

    def remove_rows(self) -> None:
        """Take the selected rows out."""
        self.grid().remove(self.selected_rows(), self.tr("删除行"))

    def move_row(self, step: int) -> None:
        """Move the current row up or down."""
        at = self.currentIndex()
        if self.grid().move(at.row(), at.row() + step, self.tr("移动行")):
            self.setCurrentIndex(self.grid().index(at.row() + step, at.column()))

    def _on_dragged(self, _logical: int, before: int, after: int) -> None:
        # the header only shows rows in another order: put it back and move the row itself
        header = self.verticalHeader()
        header.blockSignals(True)
        header.moveSection(after, before)
        header.blockSignals(False)
        self.grid().move(before, after, self.tr("移动行"))


def block_of(text: str) -> list[list[str]]:
    """Lines and cells of a text that a spreadsheet put on the clipboard.

    A cell with line ends or quotation marks stands between quotation marks, doubled inside.
    """
    import csv

    lines = list(csv.reader(text.rstrip("\r\n").splitlines(keepends=True), delimiter="\t"))
    return [[" ".join(cell.split("\n")) for cell in line] for line in lines]
