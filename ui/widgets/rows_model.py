"""A short list that is wholly in memory: frozen rows, columns as functions of a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.columns_model import ColumnsModel
from ui.widgets.table_column import Cell, TableColumn, TableRole, cell_data

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RowColumn(Generic[Row]):
    """A column over rows: what it shows of one, and what it sorts by (the text when not given)."""

    column: TableColumn
    cell: Callable[[Row], str | Cell]
    sort: Callable[[Row], Any] | None = None


class RowsModel(ColumnsModel, Generic[Row]):
    """A read-only table over frozen rows, sorted in memory; meant for up to a few thousand rows."""

    def __init__(
        self,
        columns: Sequence[RowColumn[Row]],
        id_of: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__([column.column for column in columns], parent)
        self._row_columns = tuple(columns)
        self._id_of = id_of
        self._rows: list[Row] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, sorted as the user last chose."""
        self.beginResetModel()
        self._rows = list(rows)
        self._order()
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Row]:
        """Rows in the order shown."""
        return tuple(self._rows)

    @property
    def ids(self) -> Sequence[str]:
        """Ids of all rows in the order shown."""
        return tuple(self._id_of(row) for row in self._rows)

    def row_at(self, row: int) -> Row:
        """The frozen row in a line of the table, counted from 0."""
        return self._rows[row]

    def id_at(self, row: int) -> str:
        """Id of the record in a row, counted from 0."""
        return self._id_of(self._rows[row])

    def row_of(self, record_id: str) -> int:
        """Row of a record, -1 when it is not in the list."""
        return next((n for n, row in enumerate(self._rows) if self._id_of(row) == record_id), -1)

    def cells_at(self, row: int) -> Sequence[str | Cell]:
        """What the cells of a row show, one per column."""
        shown = self._rows[row]
        return [column.cell(shown) for column in self._row_columns]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._row_columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.column.align
        if role == TableRole.ID:
            return self._id_of(row)
        if role == TableRole.SORT:
            return self._sort_value(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.column.heading} {cell_data(column.cell(row), Qt.ItemDataRole.DisplayRole)}"
        return cell_data(column.cell(row), role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns) or not self.columns[column].sort_key:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self.id_at(index.row()) for index in before]
        self._sorted_by = (column, order)
        self._order()
        places = {self._id_of(row): number for number, row in enumerate(self._rows)}
        after = [self.index(places[i], old.column()) for i, old in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _order(self) -> None:
        if self._sorted_by is None:
            return
        number, order = self._sorted_by
        column = self._row_columns[number]
        # Rows without a value stand last in either direction.
        filled = [row for row in self._rows if self._sort_value(row, column) not in (None, "")]
        blank = [row for row in self._rows if self._sort_value(row, column) in (None, "")]
        filled.sort(
            key=lambda row: self._sort_value(row, column),
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        self._rows = filled + blank

    def _sort_value(self, row: Row, column: RowColumn[Row]) -> Any:
        if column.sort is not None:
            return column.sort(row)
        return cell_data(column.cell(row), Qt.ItemDataRole.DisplayRole)
