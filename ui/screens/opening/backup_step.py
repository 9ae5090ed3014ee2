"""The step of the first run that asks for a second place for backups."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.screens.opening.wizard_step import WizardStep
from ui.widgets.dress import button, label
from ui.widgets.problem_line import ProblemLine


class BackupStep(WizardStep):
    """A second place for backups."""

    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder: Path | None = None
        self._chosen = label(self.tr("还没有选"), "strong", wrap=True)
        self.pick = button(self.tr("选择文件夹…"), "", "folder")
        row = QHBoxLayout()
        row.addWidget(self.pick)
        row.addWidget(self._chosen, 1)
        self.problem = ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        kinds = self.tr("选 U 盘、移动硬盘或另一块磁盘。备份也是加密的。")
        later = self.tr("现在没有，可以直接“开始使用”，以后在“备份与设置”里选。")
        for text in (kinds, later):
            layout.addWidget(label(text, "muted", wrap=True))
        self.pick.clicked.connect(self.folder_wanted)

    def title(self) -> str:
        return self.tr("备份再放一份在哪里？")

    def lead(self) -> str:
        return self.tr("程序每 30 分钟在本机备份一次。电脑坏了，要靠放在别处的那一份。")

    def focus_first(self) -> None:
        self.pick.setFocus()

    def set_folder(self, folder: Path) -> None:
        """The folder chosen."""
        self.folder = folder
        self._chosen.setText(str(folder))
