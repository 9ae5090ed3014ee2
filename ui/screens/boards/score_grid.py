"""The grid in which the scores of a round are typed: a household a row, Enter goes on."""

import re
from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop import messages
from desktop.domain.inspection import points_text, read_score
from desktop.services.boards.inspections import LineEntry, RoundDetail, RoundLine
from desktop.words import word
from ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
_REASON, _REMARK = "not_seen_reason", "remark"
_FIXED = ("head", "place", "total")
_HEADING_CHARS, _HEADING_LETTERS = 5, 11
"""A line of a heading, in hanzi or in letters."""

CHINESE = re.compile("[\u4e00-\u9fff]")


class ScoreModel(QAbstractTableModel):
    """Households in walking order; what is typed is kept as text until the row is left."""

    def __init__(self, detail: RoundDetail, parent: QWidget) -> None:
        super().__init__(parent)
        self._detail = detail
        self._items = detail.subject.items
        self._keys = ("head", "place", *(item.code for item in self._items), "total", _REASON, _REMARK)
        self._texts: list[dict[str, str]] = [_texts(line) for line in detail.lines]
        self._touched: set[int] = set()

    @property
    def lines(self) -> tuple[RoundLine, ...]:
        """The households."""
        return self._detail.lines

    def typed_columns(self) -> tuple[int, ...]:
        """Columns of scores, which Enter goes through."""
        return tuple(range(2, 2 + len(self._items)))

    def entry(self, row: int) -> LineEntry | None:
        """What was typed for a row that was touched and can be kept; None otherwise."""
        if row not in self._touched or any(self.problem(row, column) for column in self.typed_columns()):
            return None
        texts = self._texts[row]
        scores = {item.code: texts.get(item.code, "") for item in self._items}
        return LineEntry(self.lines[row].household.id, scores, texts.get(_REASON, ""), texts.get(_REMARK, ""))

    def touched(self) -> tuple[int, ...]:
        """Rows with something that is not kept yet."""
        return tuple(sorted(self._touched))

    def keep(self, row: int) -> None:
        """What stands in a row was stored."""
        self._touched.discard(row)

    def put_back(self, row: int) -> None:
        """Storing a row failed: it is still to be kept."""
        self._touched.add(row)

    def problem(self, row: int, column: int) -> str:
        """What is wrong with a cell, in words; empty when nothing is."""
        key = self._keys[column]
        item = self._detail.subject.item(key)
        if item is None:
            return ""
        reading = read_score(self._texts[row].get(key, ""), item)
        return messages.brief(reading.problems[0]) if reading.problems else ""

    def fill_away(self, reason: str) -> int:
        """Give households that live elsewhere and have nothing yet their reason; returns how many."""
        filled = 0
        for row, line in enumerate(self.lines):
            if line.household.is_away and not any(self._texts[row].values()):
                self._texts[row][_REASON] = reason
                self._touched.add(row)
                filled += 1
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        return filled

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._keys)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1)
        key = self._keys[section]
        item = self._detail.subject.item(key)
        if item is not None:
            lines = wrap(
                word(item.name), _HEADING_CHARS if CHINESE.search(word(item.name)) else _HEADING_LETTERS
            )
            return "\n".join((*lines, f"({points_text(item.most_x100)})"))
        return {
            "head": self.tr("户主"),
            "place": self.tr("小组、住址"),
            "total": self.tr("合计"),
            _REASON: self.tr("没看到的原因"),
            _REMARK: self.tr("备注"),
        }[key]

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_open = not self._detail.summary.row.closed_on
        return base | Qt.ItemFlag.ItemIsEditable if is_open and self._is_typed(index) else base

    def _is_typed(self, index: Index) -> bool:
        key = self._keys[index.column()]
        if key in _FIXED:
            return False
        return bool(self.lines[index.row()].inspectors) or key in (_REASON, _REMARK)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, key = index.row(), self._keys[index.column()]
        line = self.lines[row]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._shown(row, key, line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = key == "total" or self._detail.subject.item(key) is not None
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.problem(row, index.column()) or self._hint(line)
        if role == Qt.ItemDataRole.ForegroundRole:
            if self.problem(row, index.column()):
                return QColor(colours().error)
            if key in ("place", "total") or not line.inspectors:
                return QColor(colours().muted)
        if role == Qt.ItemDataRole.BackgroundRole and key in self._missing(row):
            return QColor(colours().accent_soft)
        return None

    def _missing(self, row: int) -> tuple[str, ...]:
        """Scores that are missing in a row in which some are there."""
        texts = self._texts[row]
        empty = tuple(item.code for item in self._items if not texts.get(item.code))
        return empty if len(empty) < len(self._items) else ()

    def _shown(self, row: int, key: str, line: RoundLine) -> str:
        if key == "head":
            return f"{line.household.head} ＊" if self._hint(line) else line.household.head
        if key == "place":
            return "　".join(part for part in (line.household.group, line.household.address) if part)
        if key == "total":
            scores = [read_score(self._texts[row].get(item.code, ""), item).value for item in self._items]
            known = [score for score in scores if score is not None]
            return points_text(sum(known)) if known else ""
        return self._texts[row].get(key, "")

    def _hint(self, line: RoundLine) -> str:
        if not line.inspectors:
            return self.tr("检查人都要回避，请加人")
        if line.aside:
            told = self.tr("{aside}回避，由{inspectors}看")
            return told.format(aside="、".join(line.aside), inspectors="、".join(line.inspectors))
        return self.tr("全户外出") if line.household.is_away else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self._is_typed(index):
            return False
        row, key, text = index.row(), self._keys[index.column()], str(value).strip()
        if text == self._texts[row].get(key, ""):
            return True
        self._texts[row][key] = text
        self._touched.add(row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        return True


def _texts(line: RoundLine) -> dict[str, str]:
    scores: Mapping[str, int] = line.scores
    return {code: points_text(score) for code, score in scores.items()} | {
        _REASON: line.not_seen_reason,
        _REMARK: line.remark,
    }


class _Lines(QStyledItemDelegate):
    """Remembers the line that is open: one that loses the focus while it closes must not commit again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open_editor: QWidget | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        self.open_editor = line
        return line


class ScoreView(QTableView):
    """Typing begins editing; Enter goes through the scores of a row, then to the next household.

    A row is handed on to be stored as soon as it is left.
    """

    row_left = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.horizontalHeader().setHighlightSections(False)
        self._lines = _Lines(self)
        self.setItemDelegate(self._lines)

    def show_model(self, model: ScoreModel) -> None:
        """Show a round, with the cursor on the first score that is missing."""
        self.setModel(model)
        em = self.fontMetrics().horizontalAdvance("国")
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        widths = {0: 5.5, 1: 8.5, model.columnCount() - 3: 3.5, model.columnCount() - 2: 7.5}
        for column in range(model.columnCount()):
            self.setColumnWidth(column, round(em * widths.get(column, 6)))
        header.setStretchLastSection(True)
        self.setCurrentIndex(self._first_missing(model))

    def _first_missing(self, model: ScoreModel) -> QModelIndex:
        for row in range(model.rowCount()):
            for column in model.typed_columns():
                cell = model.index(row, column)
                has_reason = model.index(row, model.columnCount() - 2).data()
                if not cell.data() and not has_reason and cell.flags() & Qt.ItemFlag.ItemIsEditable:
                    return cell
        return model.index(0, model.typed_columns()[0] if model.typed_columns() else 0)

    def is_editing(self) -> bool:
        """Whether a line is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def grid(self) -> ScoreModel | None:
        """The round shown."""
        model = self.model()
        return model if isinstance(model, ScoreModel) else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if previous.isValid() and previous.row() != current.row():
            self.row_left.emit(previous.row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.is_editing() and self.currentIndex().isValid():
            self.row_left.emit(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def commitData(self, editor: QWidget) -> None:
        if editor is self._lines.open_editor:
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if editor is not self._lines.open_editor:
            return
        self._lines.open_editor = None
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_on()

    def _go_on(self) -> None:
        model, at = self.grid(), self.currentIndex()
        if model is None or not at.isValid():
            return
        after = [column for column in model.typed_columns() if column > at.column()]
        has_reason = model.index(at.row(), model.columnCount() - 2).data()
        if after and not has_reason:
            self.setCurrentIndex(model.index(at.row(), after[0]))
        elif at.row() + 1 < model.rowCount():
            self.setCurrentIndex(model.index(at.row() + 1, model.typed_columns()[0]))
        else:
            self.row_left.emit(at.row())
