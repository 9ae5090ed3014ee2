"""First page of the import: choose a file, go on with a broken-off import, look at earlier ones."""

from collections.abc import Sequence
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


class StartPage(QWidget):
    """A field to drop a workbook on, and the list of imports."""

    file_wanted = Signal()
    file_dropped = Signal(object)  # Path
    resume_requested = Signal(str)  # batch id
    drop_requested = Signal(str)
    undo_requested = Signal(str)
    errors_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._batches: dict[str, ImportBatch] = {}
        choose = button(self.tr("选择文件…"), "primary", "folder")
        choose.clicked.connect(self.file_wanted)
        hint = label(
            self.tr(
                "把花名册拖到这里，或者点“选择文件”。Excel（xlsx、xls、xlsb）、ods、csv 都可以；"
                "标题行、合并单元格、多个工作表不用先整理。导入前会先给您看一遍，确认后才写入。"
            ),
            "muted",
            wrap=True,
        )
        field = card()
        inside = QVBoxLayout(field)
        inside.setContentsMargins(24, 18, 24, 18)
        inside.setSpacing(10)
        inside.addWidget(label(self.tr("导入花名册"), "heading"))
        inside.addWidget(hint)
        inside.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._model: RowsModel[ImportBatch] = RowsModel(self._columns(), lambda batch: batch.batch_id, self)
        self.table = VirtualTable("register_import.batches")
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(field)
        layout.addWidget(label(self.tr("导入记录"), "strong"))
        layout.addWidget(self.table, 1)
        layout.addLayout(actions)
        self._on_current("")

    def _columns(self) -> tuple[RowColumn[ImportBatch], ...]:
        def count(name: str) -> object:
            return lambda batch: str(batch.counts.get(name, "")) if batch.counts else ""

        return (
            RowColumn(
                TableColumn("started", self.tr("时间"), 9), lambda batch: show_moment(batch.started_at)
            ),
            RowColumn(TableColumn("file", self.tr("文件"), 16), lambda batch: batch.file_name),
            RowColumn(TableColumn("state", self.tr("状态"), 6), self._state),
            RowColumn(TableColumn("new", self.tr("新增"), 4, RIGHT), count("new")),  # type: ignore[arg-type]
            RowColumn(TableColumn("changed", self.tr("更新"), 4, RIGHT), count("changed")),  # type: ignore[arg-type]
            RowColumn(TableColumn("same", self.tr("相同"), 4, RIGHT), count("same")),  # type: ignore[arg-type]
            RowColumn(TableColumn("failed", self.tr("未导入"), 5, RIGHT), self._failed),
            RowColumn(TableColumn("actor", self.tr("经手人"), 6), lambda batch: batch.actor),
        )

    def _state(self, batch: ImportBatch) -> Cell:
        words = {
            "open": Cell(self.tr("未完成"), "soon"),
            "committed": Cell(self.tr("已导入"), "ok"),
            "undone": Cell(self.tr("已撤销")),
        }
        return words.get(batch.state, Cell(batch.state))

    @staticmethod
    def _failed(batch: ImportBatch) -> str:
        if not batch.counts:
            return ""
        return QLocale().toString(batch.counts.get("faulty", 0) + batch.counts.get("ask", 0))

    def show_batches(self, batches: Sequence[ImportBatch]) -> None:
        """Show the imports, latest first."""
        self._batches = {batch.batch_id: batch for batch in batches}
        self._model.set_rows(batches)
        self._on_current(self.table.current_id())

    def _on_current(self, batch_id: str) -> None:
        batch = self._batches.get(batch_id)
        state = batch.state if batch else ""
        failed = batch is not None and self._failed(batch) not in ("", "0")
        self.resume.setEnabled(state == "open")
        self.drop.setEnabled(state == "open")
        self.undo.setEnabled(state == "committed")
        self.errors.setEnabled(state in ("committed", "undone") and failed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.file_dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))
