"""The grid in which rows of a sheet are typed: texts, what they mean, and every step back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QUndoCommand, QUndoStack

from desktop import messages
from desktop.domain.problem import Problem
from desktop.reports.template import Template
from desktop.services.disclosure.sheet_cells import (
    CellValue,
    GridTable,
    read_cell,
    show_cell,
    show_computed,
    totals,
)
from desktop.services.disclosure.sheet_rows import EnteredRow
from ui.theme import colours

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as typed: the id of the record it changes, and its texts by field."""

    id: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


_Meaning = tuple[dict[str, CellValue], dict[str, Problem]]
"""Values of a row by field, and what is wrong with those that have none."""


class GridModel(QAbstractTableModel):
    """Rows and one empty line after them, in which typing begins a new row.

    ``last_day`` is the end of the period, whose year a day typed without one belongs to. Every change goes
    over `undo`; one paste, one import and one copy of a period are one step each.
    """

    changed = Signal()

    def __init__(self, chosen: Template, table: GridTable, last_day: date, parent: QObject) -> None:
        super().__init__(parent)
        self.table = table
        self.undo = QUndoStack(self)
        self._chosen = chosen
        self._last_day = last_day
        self._rows: tuple[GridRow, ...] = ()
        self._meanings: dict[int, _Meaning] = {}  # by identity of a row that is shown

    # What stands in it

    def set_entered(self, rows: Sequence[EnteredRow]) -> None:
        """Show what is kept, as a new beginning: nothing can be taken back past it."""
        columns = {each.name: each for each in self.table.columns}
        self._replace(
            tuple(
                GridRow(
                    row.id,
                    {
                        n: show_cell(columns[n], v)
                        for n, v in row.cells.items()
                        if n in columns and v is not None
                    },
                )
                for row in rows
            )
        )
        self.undo.clear()

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows of a draft, as a new beginning."""
        self._replace(tuple(rows))
        self.undo.clear()

    def rows(self) -> tuple[GridRow, ...]:
        """The rows that hold something, as typed."""
        return tuple(row for row in self._rows if any(row.texts.values()))

    def all_rows(self) -> tuple[GridRow, ...]:
        """Every row, empty ones included, as it is shown."""
        return self._rows

    def entered(self) -> tuple[EnteredRow, ...]:
        """The rows that hold something, as values; what could not be read is left out."""
        return tuple(EnteredRow(row.id, self._meaning(row)[0]) for row in self.rows())

    def unread(self) -> tuple[tuple[int, int, Problem], ...]:
        """Row and column of each cell whose text means nothing, with its problem."""
        names = [each.name for each in self.table.columns]
        return tuple(
            (place, names.index(name), problem)
            for place, row in enumerate(self._rows)
            for name, problem in self._meaning(row)[1].items()
        )

    def totals(self) -> tuple[tuple[str, str], ...]:
        """Heading and total of each column that has one."""
        sums = totals(self._chosen, self.table.name, [dict(row.cells) for row in self.entered()])
        return tuple((self.table.column(name).heading, text) for name, text in sums.items())

    def _meaning(self, row: GridRow) -> _Meaning:
        known = self._meanings.get(id(row))
        if known is None:
            known = self._meanings[id(row)] = self._read(row)
        return known

    def _read(self, row: GridRow) -> _Meaning:
        cells: dict[str, CellValue] = {}
        problems: dict[str, Problem] = {}
        for column in self.table.columns:
            reading = read_cell(column, row.texts.get(column.name, ""), self._last_day)
            if reading.value is not None:
                cells[column.name] = reading.value
            elif reading.problems:
                problems[column.name] = reading.problems[0]
        return cells, problems

    # Changing it

    def _push(self, rows: Sequence[GridRow], words: str) -> None:
        if tuple(rows) != self._rows:
            self.undo.push(_Change(self, self._rows, tuple(rows), words))

    def _replace(self, rows: tuple[GridRow, ...]) -> None:
        before, after = len(self._rows), len(rows)
        self._meanings.clear()
        # rows come and go at the end, then all are told as changed: a reset would close the editor in use
        if after > before:
            self.beginInsertRows(QModelIndex(), before + 1, after)
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after + 1, before)
        self._rows = rows
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.changed.emit()

    def put(self, place: int, texts: Mapping[str, str], words: str) -> None:
        """Write some cells of a row in one step; the place after the last row begins a new one."""
        rows = list(self._rows)
        if place >= len(rows):
            rows.append(GridRow())
        row = rows[place]
        rows[place] = GridRow(row.id, {**row.texts, **{n: self._tidy(n, t) for n, t in texts.items()}})
        self._push(rows, words)

    def _tidy(self, name: str, text: str) -> str:
        column = self.table.column(name)
        value = read_cell(column, text, self._last_day).value
        return text.strip() if value is None else show_cell(column, value)

    def paste(self, place: int, column: int, block: Sequence[Sequence[str]], words: str) -> None:
        """Write a block of texts from a cell on, to the right and down; computed columns are passed over."""
        typed = [each for each in self.table.columns[column:] if not each.computed]
        rows = list(self._rows)
        for offset, line in enumerate(block):
            while place + offset >= len(rows):
                rows.append(GridRow())
            row = rows[place + offset]
            texts = {each.name: self._tidy(each.name, text) for each, text in zip(typed, line, strict=False)}
            rows[place + offset] = GridRow(row.id, {**row.texts, **texts})
        self._push(rows, words)

    def append(self, added: Sequence[Mapping[str, str]], words: str) -> None:
        """Put rows after the last one in one step."""
        tidied = [GridRow("", {n: self._tidy(n, t) for n, t in texts.items()}) for texts in added]
        self._push((*self.rows(), *tidied), words)

    def append_entered(self, rows: Sequence[EnteredRow], words: str) -> None:
        """Put rows of another period after the last one in one step."""
        columns = {each.name: each for each in self.table.columns}
        self.append(
            [{n: show_cell(columns[n], v) for n, v in row.cells.items() if n in columns} for row in rows],
            words,
        )

    def insert(self, place: int, words: str) -> None:
        """An empty row before a place."""
        rows = list(self._rows)
        rows.insert(min(place, len(rows)), GridRow())
        self._push(rows, words)

    def remove(self, places: Sequence[int], words: str) -> None:
        """Take rows out."""
        gone = set(places)
        self._push([row for place, row in enumerate(self._rows) if place not in gone], words)

    def clear_cells(self, cells: Sequence[tuple[int, int]], words: str) -> None:
        """Empty some cells in one step."""
        rows = list(self._rows)
        for place, column in cells:
            if place < len(rows):
                name = self.table.columns[column].name
                rows[place] = GridRow(rows[place].id, {**rows[place].texts, name: ""})
        self._push(rows, words)

    def move(self, place: int, target: int, words: str) -> bool:
        """Put a row at another place; false when there is none."""
        rows = list(self._rows)
        if not (0 <= place < len(rows) and 0 <= target < len(rows)) or place == target:
            return False
        rows.insert(target, rows.pop(place))
        self._push(rows, words)
        return True

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.table.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        computed = self.table.columns[index.column()].computed
        return flags if computed else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(section + 1) if section < len(self._rows) else "＋"
            return None
        column = self.table.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{column.heading} *" if column.required and not column.computed else column.heading
        if role == Qt.ItemDataRole.ToolTipRole and column.aside:
            return self.tr("不印在表上，只用来分组或区分同名的人")
        if role == Qt.ItemDataRole.ForegroundRole and (column.aside or column.computed):
            return QColor(colours().muted)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.table.columns[index.column()]
        row = self._rows[index.row()] if index.row() < len(self._rows) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if column.form in ("figure", "points")
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        if row is None or not any(row.texts.values()):
            return "" if role == Qt.ItemDataRole.EditRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if column.computed:
                return show_computed(self._chosen, self.table.name, self._meaning(row)[0])[column.name]
            return row.texts.get(column.name, "")
        if role == Qt.ItemDataRole.ForegroundRole:
            if column.name in self._meaning(row)[1]:
                return QColor(colours().error)
            return QColor(colours().muted) if column.computed else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.problem_text(index.row(), index.column())
        if role == Qt.ItemDataRole.BackgroundRole and self._is_missing(row, index.column()):
            return QColor(colours().accent_soft)
        return None

    def _is_missing(self, row: GridRow, column: int) -> bool:
        about = self.table.columns[column]
        return about.required and not about.computed and not row.texts.get(about.name, "")

    def problem_text(self, place: int, column: int) -> str:
        """What is wrong with a cell, in words; empty when nothing is."""
        if not 0 <= place < len(self._rows) or column < 0 or not any(self._rows[place].texts.values()):
            return ""
        about = self.table.columns[column]
        problem = self._meaning(self._rows[place])[1].get(about.name)
        if problem is not None:
            return messages.brief(problem)
        if self._is_missing(self._rows[place], column):
            return self.tr("“{column}”要填").format(column=about.heading)
        return ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.table.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.computed:
            return False
        if str(value) != (self.data(index, Qt.ItemDataRole.EditRole) or ""):
            self.put(index.row(), {column.name: str(value)}, self.tr("填写"))
        return True


class _Change(QUndoCommand):
    """One step from some rows to others."""

    def __init__(
        self, model: GridModel, before: tuple[GridRow, ...], after: tuple[GridRow, ...], words: str
    ) -> None:
        super().__init__(words)
        self._model, self._before, self._after = model, before, after

    def redo(self) -> None:
        self._model._replace(self._after)

    def undo(self) -> None:
        self._model._replace(self._before)
