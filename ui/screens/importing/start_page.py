"""First page of an import: choose a file, go on with a broken-off import, look at earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.import_batches import ImportBatch
from ui.widgets.dress import button, card, label
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable


@dataclass(frozen=True, slots=True)
class CountColumn:
    """A column of the list of imports: its heading, its width, and the counts of a batch that it adds up."""

    heading: str
    width: int
    counts: tuple[str, ...]


class StartPage(QWidget):
    """A field to drop a workbook on, and the list of imports."""

    file_wanted = Signal()
    file_dropped = Signal(object)  # Path
    resume_requested = Signal(str)  # batch id
    drop_requested = Signal(str)
    undo_requested = Signal(str)
    errors_requested = Signal(str)

    def __init__(
        self, name: str, title: str, hint: str, counted: Sequence[CountColumn], failed: tuple[str, ...]
    ) -> None:
        """Build the page.

        Args:
            name: Under which the list's columns are remembered.
            title: Stands above the field.
            hint: What can be dropped on it, and what happens then.
            counted: Numbers of the list.
            failed: Counts of rows that stand in the error workbook.
        """
        super().__init__()
        self.setAcceptDrops(True)
        self._batches: dict[str, ImportBatch] = {}
        self._failed = failed
        self.choose = button(self.tr("选择文件…"), "primary", "folder")
        self.choose.clicked.connect(self.file_wanted)
        field = card()
        inside = QVBoxLayout(field)
        inside.setContentsMargins(24, 16, 24, 16)
        inside.setSpacing(10)
        inside.addWidget(label(title, "heading"))
        inside.addWidget(label(hint, "muted", wrap=True))
        inside.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._model: RowsModel[ImportBatch] = RowsModel(
            self._columns(counted), lambda batch: batch.batch_id, self
        )
        self.table = VirtualTable(name)
        self.table.setAccessibleName(self.tr("导入记录"))
        self.table.show_model(self._model)
        self.table.current_changed.connect(self._on_current)
        self.resume = button(self.tr("继续导入"))
        self.drop = button(self.tr("放弃"))
        self.errors = button(self.tr("保存错误表…"), icon_name="save")
        self.undo = button(self.tr("撤销这次导入…"), "danger", "undo")
        for pressed, signal in (
            (self.resume, self.resume_requested),
            (self.drop, self.drop_requested),
            (self.errors, self.errors_requested),
            (self.undo, self.undo_requested),
        ):
            pressed.clicked.connect(lambda _=False, wanted=signal: wanted.emit(self.table.current_id()))
        actions = QHBoxLayout()
        for pressed in (self.resume, self.drop, self.errors):
            actions.addWidget(pressed)
        actions.addStretch()
        actions.addWidget(self.undo)
        self._nothing = label(
            self.tr("还没有导入过。以后每次导入的文件和条数都记在这里，可以整次撤销。"), "muted", wrap=True
        )
        self._list = QWidget()
        listed = QVBoxLayout(self._list)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.addWidget(self.table, 1)
        listed.addLayout(actions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(field)
        layout.addWidget(label(self.tr("导入记录"), "strong"))
        layout.addWidget(self._nothing)
        layout.addWidget(self._list, 1)
        layout.addStretch()
        self.show_batches(())

    def _columns(self, counted: Sequence[CountColumn]) -> tuple[RowColumn[ImportBatch], ...]:
        return (
            RowColumn(
                TableColumn("started", self.tr("时间"), 9), lambda batch: show_moment(batch.started_at)
            ),
            RowColumn(TableColumn("file", self.tr("文件"), 16), lambda batch: batch.file_name),
            RowColumn(TableColumn("state", self.tr("状态"), 6), self._state),
            *(
                RowColumn(
                    TableColumn("+".join(each.counts), each.heading, each.width, RIGHT),
                    partial(_count, counts=each.counts),
                )
                for each in counted
            ),
            RowColumn(TableColumn("actor", self.tr("经手人"), 6), lambda batch: batch.actor),
        )

    def _state(self, batch: ImportBatch) -> Cell:
        words = {
            "open": Cell(self.tr("未完成"), "soon"),
            "committed": Cell(self.tr("已导入"), "ok"),
            "undone": Cell(self.tr("已撤销")),
        }
        return words.get(batch.state, Cell(batch.state))

    def show_batches(self, batches: Sequence[ImportBatch], *, may_edit: bool = True) -> None:
        """Show the imports, latest first; who may not edit sees them only."""
        self.choose.setEnabled(may_edit)
        self._batches = {batch.batch_id: batch for batch in batches} if may_edit else {}
        self._model.set_rows(batches)
        self._nothing.setVisible(not batches)
        self._list.setVisible(bool(batches))
        self._on_current(self.table.current_id())

    def _on_current(self, batch_id: str) -> None:
        batch = self._batches.get(batch_id)
        state = batch.state if batch else ""
        failed = sum(batch.counts.get(name, 0) for name in self._failed) if batch else 0
        self.resume.setEnabled(state == "open")
        self.drop.setEnabled(state == "open")
        self.undo.setEnabled(state == "committed")
        self.errors.setEnabled(state in ("committed", "undone") and failed > 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.file_dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))


def _count(batch: ImportBatch, counts: tuple[str, ...]) -> str:
    """Rows of a batch that stand under one of the counts; empty while it is open."""
    return QLocale().toString(sum(batch.counts.get(name, 0) for name in counts)) if batch.counts else ""
