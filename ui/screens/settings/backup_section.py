"""Backups: how old, where, proven when; make, prove, copy away, choose the second place."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import messages
from desktop.services.backup import BackupFile, BackupStatus, Reason
from ui.widgets.dress import button, foot, label, set_tone
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable


def backup_time(moment: datetime) -> str:
    """A moment of a backup by the clock on the wall, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


class BackupSection(QWidget):
    """What the status line says about backups, in full, with the list."""

    make_wanted = Signal()
    make_elsewhere_wanted = Signal()
    prove_wanted = Signal()
    place_wanted = Signal()
    place_dropped = Signal()
    restore_wanted = Signal(str)  # path of the backup
    go_back_wanted = Signal(object)  # BackupFile

    def __init__(self, *, may_back_up: bool, may_restore: bool, may_set: bool) -> None:
        super().__init__()
        self._newest = label("", wrap=True)
        self._proven = label("", wrap=True)
        self._second = label("", wrap=True)
        make = button(self.tr("立即备份"), "primary", "backup")
        elsewhere = button(self.tr("备份到别处…"), icon_name="save")
        prove = button(self.tr("试恢复一次"), icon_name="check")
        place = button(self.tr("选择第二备份位置…"), icon_name="folder")
        self._no_place = button(self.tr("不用第二位置"))
        for pressed, signal in (
            (make, self.make_wanted),
            (elsewhere, self.make_elsewhere_wanted),
            (prove, self.prove_wanted),
            (place, self.place_wanted),
            (self._no_place, self.place_dropped),
        ):
            pressed.clicked.connect(signal)
        for pressed in (make, elsewhere, prove):
            pressed.setEnabled(may_back_up)
        place.setEnabled(may_set)
        self._may_set = may_set
        self._may_restore = may_restore
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for pressed in (make, elsewhere, prove):
            actions.addWidget(pressed)
        actions.addStretch()
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._second, 1)
        second.addWidget(place)
        second.addWidget(self._no_place)
        self._model: RowsModel[BackupFile] = RowsModel(self._columns(), lambda file: str(file.path), self)
        self.table = VirtualTable("settings.backups")
        self.table.setAccessibleName(self.tr("备份列表"))
        self.table.show_model(self._model)
        self.restore = button(self.tr("恢复到另一个文件夹…"))
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self.table.current_id()))
        self.go_back = button(self.tr("换回这份备份…"))
        self.go_back.clicked.connect(self._on_go_back)
        self.table.current_changed.connect(self._on_current)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self._newest, self._proven):
            layout.addWidget(widget)
        layout.addLayout(actions)
        layout.addLayout(second)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot(self.restore, self.go_back))
        self._on_current("")

    def _columns(self) -> tuple[RowColumn[BackupFile], ...]:
        reasons = {
            Reason.AUTO: self.tr("定时"),
            Reason.MANUAL: self.tr("手动"),
            Reason.CLOSE: self.tr("关闭程序时"),
            Reason.BEFORE_IMPORT: self.tr("导入之前"),
            Reason.BEFORE_UNDO: self.tr("撤销导入之前"),
            Reason.BEFORE_RESTORE: self.tr("恢复之前"),
            Reason.BEFORE_MIGRATION: self.tr("升级之前"),
        }
        return (
            RowColumn(TableColumn("made", self.tr("时间"), 10), lambda file: backup_time(file.made_at)),
            RowColumn(TableColumn("reason", self.tr("原因"), 8), lambda file: reasons[file.reason]),
            RowColumn(
                TableColumn("size", self.tr("大小"), 6, RIGHT),
                lambda file: QLocale().formattedDataSize(
                    file.size_bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
                ),
            ),
            RowColumn(TableColumn("name", self.tr("文件"), 26), lambda file: file.path.name),
        )

    def show_status(self, status: BackupStatus, backups: Sequence[BackupFile]) -> None:
        """Show when, where and how sure."""
        if status.newest is None:
            self._newest.setText(self.tr("还没有备份。"))
            set_tone(self._newest, "overdue")
        else:
            self._newest.setText(
                self.tr(
                    "最近一次备份：{time}。程序开着时每半小时自动备份，导入和恢复之前也会先备份。"
                ).format(time=backup_time(status.newest.made_at))
            )
            set_tone(self._newest, "ok")
        if status.proof_problems:
            told = messages.join(messages.sentence(problem) for problem in status.proof_problems)
            failed = self.tr("上次试恢复没有通过：{problem}").format(problem=told)
            if status.proven_at is not None:
                last = self.tr("上一次通过是 {time}。").format(time=backup_time(status.proven_at))
                failed = messages.join((failed, last))
            self._proven.setText(failed)
            set_tone(self._proven, "overdue")
        elif status.proven_at is None:
            self._proven.setText(self.tr("备份还没有试恢复过。每周会自动试一次，确认备份真的能用。"))
            set_tone(self._proven, "soon")
        else:
            self._proven.setText(
                self.tr("{time} 试恢复通过：备份完整，可以恢复。").format(time=backup_time(status.proven_at))
            )
            set_tone(self._proven, "soon" if status.is_proof_late else "ok")
        if status.second_place is None:
            self._second.setText(
                self.tr("没有第二备份位置。电脑坏了备份也会丢，建议选一个 U 盘或另一块硬盘。")
            )
            set_tone(self._second, "soon")
        else:
            at = backup_time(status.second_at) if status.second_at else self.tr("还没有")
            told = self.tr("第二备份位置：{place}（最近一次 {time}）").format(
                place=status.second_place, time=at
            )
            if status.lacks_newest:
                told = messages.join((told, self.tr("最近的备份还没有抄过去，接上以后程序会补抄。")))
            self._second.setText(told)
            set_tone(
                self._second, "overdue" if status.is_second_late else "soon" if status.lacks_newest else ""
            )
        self._no_place.setVisible(status.second_place is not None)
        self._no_place.setEnabled(self._may_set)
        self._model.set_rows(backups)
        self._on_current(self.table.current_id())

    def _on_current(self, path: str) -> None:
        for each in (self.restore, self.go_back):
            each.setEnabled(bool(path) and self._may_restore)

    def _on_go_back(self) -> None:
        self.go_back_wanted.emit(self._model.row_at(self._model.row_of(self.table.current_id())))
