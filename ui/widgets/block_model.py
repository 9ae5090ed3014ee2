"""Rows of a long list, fetched in blocks off the GUI thread as they come into view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop.domain.job import JobHandle
from ui.jobs import JobRunner, JobTicket
from ui.widgets.columns_model import ColumnsModel
from ui.widgets.table_column import Cell, TableColumn, TableRole, cell_data

BLOCK_ROWS = 64
KEPT_BLOCKS = 64  # about 4,000 rows: enough to scroll back and forth without asking again
_WAITING = "…"

Loader = Callable[[Sequence[str]], Sequence[Sequence[str | Cell]]]


class BlockModel(ColumnsModel):
    """A read-only table over a list of record ids in the order shown.

    The ids are cheap and complete; what stands in the rows is asked from ``load`` in blocks,
    in a read lane, when the view first needs it. Until then a cell shows an ellipsis.
    """

    sort_requested = Signal(str, bool)  # sort key, whether descending; answer with set_ids
    load_failed = Signal(object)  # the exception that a block ended with

    def __init__(
        self,
        columns: Sequence[TableColumn],
        load: Loader,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            columns: In their order before the user chooses.
            load: Runs in a read lane; gets up to `BLOCK_ROWS` ids and returns one sequence of
                cells (texts or `Cell`) for each, in the same order and one cell per column.
            runner: Whose read lanes are used.
            parent: Qt's owner.
        """
        super().__init__(columns, parent)
        self._load = load
        self._runner = runner
        self._ids: Sequence[str] = ()
        self._blocks: OrderedDict[int, Sequence[Sequence[str | Cell]]] = OrderedDict()
        self._asked: dict[int, JobTicket] = {}
        self._wanted: dict[int, None] = {}  # blocks seen missing since the last turn, oldest first
        self._generation = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show other rows, or the same in another order; everything is asked anew."""
        self.beginResetModel()
        self._ids = ids
        self._forget()
        self.endResetModel()

    def go_on(self, ids: Sequence[str]) -> bool:
        """Add the rows that follow those shown; what is known of these stays.

        Returns:
            Whether the rows shown are the beginning of these; if not, nothing changes.
        """
        shown = len(self._ids)
        if list(ids[:shown]) != list(self._ids):
            return False
        if len(ids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self._ids = ids
            if shown % BLOCK_ROWS:  # the last block was not a whole one
                self._blocks.pop(shown // BLOCK_ROWS, None)
            self.endInsertRows()
        return True

    def take_first(self, rows: Sequence[Sequence[str | Cell]]) -> None:
        """Take what stands in the first `BLOCK_ROWS` rows from who read it together with the ids."""
        self._blocks[0] = rows

    def reload(self, ids: Sequence[str] | None = None) -> None:
        """Ask anew what stands in the rows of some records (all when None), in their place."""
        if ids is None:
            self._forget()
            if self._ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))
            return
        changed = set(ids)
        for block in list(self._blocks):
            start = block * BLOCK_ROWS
            if changed.intersection(self._ids[start : start + BLOCK_ROWS]):
                del self._blocks[block]
                end = min(start + BLOCK_ROWS, len(self._ids)) - 1
                self.dataChanged.emit(self.index(start, 0), self.index(end, len(self.columns) - 1))

    @property
    def ids(self) -> Sequence[str]:
        """Ids of all rows in the order shown."""
        return self._ids

    def id_at(self, row: int) -> str:
        """Id of the record in a row, counted from 0."""
        return self._ids[row]

    def row_of(self, record_id: str) -> int:
        """Row of a record, -1 when it is not in the list."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def cells_at(self, row: int) -> Sequence[str | Cell]:
        """What the cells of a row show, one per column; ellipses while they are on their way."""
        cells = self._cells(row)
        return (_WAITING,) * len(self.columns) if cells is None else cells

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[column].align
        if role == TableRole.ID:
            return self._ids[row]
        cells = self._cells(row)
        if cells is None:
            return _WAITING if role == Qt.ItemDataRole.DisplayRole else None
        if role == TableRole.SORT:
            return cell_data(cells[column], Qt.ItemDataRole.DisplayRole)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = cell_data(cells[column], Qt.ItemDataRole.DisplayRole)
            return f"{self.columns[column].heading} {text}"
        return cell_data(cells[column], role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort_key:
            descending = order == Qt.SortOrder.DescendingOrder
            self.sort_requested.emit(self.columns[column].sort_key, descending)

    def _cells(self, row: int) -> Sequence[str | Cell] | None:
        """Cells of a row, or None while they are on their way."""
        number, offset = divmod(row, BLOCK_ROWS)
        block = self._blocks.get(number)
        if block is not None:
            self._blocks.move_to_end(number)
            return block[offset] if offset < len(block) else ("",) * len(self.columns)
        if number not in self._asked:
            self._wanted.pop(number, None)
            self._wanted[number] = None
            if not self._timer.isActive():
                self._timer.start()
        return None

    def _ask(self) -> None:
        """Ask for the blocks in view; those asked for before and scrolled past are let go."""
        wanted = list(self._wanted)[-4:]  # a view never shows more than a few blocks
        self._wanted.clear()
        for number in [asked for asked in self._asked if asked not in wanted]:
            self._asked.pop(number).cancel()
        for number in wanted:
            ids = self._ids[number * BLOCK_ROWS : (number + 1) * BLOCK_ROWS]
            if not ids:
                continue
            self._asked[number] = self._runner.read(
                partial(self._fetch, ids),
                partial(self._on_loaded, self._generation, number),
                partial(self._on_failed, self._generation, number),
                owner=self,
            )

    def _fetch(self, ids: Sequence[str], job: JobHandle) -> Sequence[Sequence[str | Cell]]:
        return self._load(ids)

    def _on_loaded(self, generation: int, number: int, rows: Sequence[Sequence[str | Cell]]) -> None:
        if generation != self._generation:
            return
        self._asked.pop(number, None)
        self._blocks[number] = rows
        while len(self._blocks) > KEPT_BLOCKS:
            self._blocks.popitem(last=False)
        start = number * BLOCK_ROWS
        end = min(start + BLOCK_ROWS, len(self._ids)) - 1
        self.dataChanged.emit(self.index(start, 0), self.index(end, len(self.columns) - 1))

    def _on_failed(self, generation: int, number: int, error: Exception) -> None:
        if generation != self._generation:
            return
        self._asked.pop(number, None)
        # Blank rather than asked again at the next repaint, which would fail again for ever.
        self._blocks[number] = ()
        self.load_failed.emit(error)

    def _forget(self) -> None:
        self._generation += 1
        for ticket in self._asked.values():
            ticket.cancel()
        self._asked.clear()
        self._wanted.clear()
        self._blocks.clear()
