"""The step of the first run that asks what the register holds at first."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout

from ui.screens.opening.wizard_step import WizardStep
from ui.widgets.dress import button, label
from ui.widgets.problem_line import ProblemLine


class StartWith(Enum):
    """What the new register holds at first."""

    WORKBOOK = "workbook"
    SAMPLE = "sample"
    EMPTY = "empty"


class StartStep(WizardStep):
    """A workbook, sample data, or nothing."""

    workbook_wanted = Signal()

    def __init__(self, *, sample_offered: bool) -> None:
        super().__init__()
        self.workbook: Path | None = None
        self._group = QButtonGroup(self)
        self.options: dict[StartWith, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        offers = [
            (
                StartWith.WORKBOOK,
                self.tr("导入现有的花名册（Excel、WPS 表格）"),
                self.tr("不用先整理：标题行、合并单元格、号码格式不对，程序会逐行检查，可以整批撤销。"),
            ),
            (
                StartWith.SAMPLE,
                self.tr("先用示范村的数据试试"),
                self.tr(
                    "1,200 个虚构的人，连同任务、账目和会议，只用来试。正式用的时候另选一个空文件夹新建。"
                ),
            ),
            (StartWith.EMPTY, self.tr("从空白开始"), self.tr("一户一户登记，以后也可以再导入。")),
        ]
        for choice, title, text in offers:
            if choice is StartWith.SAMPLE and not sample_offered:
                continue
            option = QRadioButton(title)
            self.options[choice] = option
            self._group.addButton(option)
            remark = label(text, "small", wrap=True)
            remark.setIndent(26)
            layout.addWidget(option)
            layout.addWidget(remark)
            if choice is StartWith.WORKBOOK:
                self._chosen = label("", "", wrap=True)
                self._pick = button(self.tr("选择文件…"))
                row = QHBoxLayout()
                row.setContentsMargins(26, 0, 0, 6)
                row.addWidget(self._pick)
                row.addWidget(self._chosen, 1)
                layout.addLayout(row)
                self._pick.clicked.connect(self._on_pick)
        self.problem = ProblemLine()
        layout.addWidget(self.problem)
        self.options[StartWith.WORKBOOK].setChecked(True)

    def title(self) -> str:
        return self.tr("从哪里开始？")

    def focus_first(self) -> None:
        self.options[self.choice()].setFocus()

    def choice(self) -> StartWith:
        """What was chosen."""
        return next(choice for choice, option in self.options.items() if option.isChecked())

    def set_workbook(self, path: Path) -> None:
        """The workbook to import."""
        self.workbook = path
        self.options[StartWith.WORKBOOK].setChecked(True)
        self._chosen.setText(path.name)
        self.problem.show_text("")

    def check(self) -> bool:
        missing = self.choice() is StartWith.WORKBOOK and self.workbook is None
        self.problem.show_text(self.tr("请先选择花名册文件，或者选另一项。") if missing else "", "soon")
        if missing:
            self._pick.setFocus()
        return not missing

    def _on_pick(self) -> None:
        self.options[StartWith.WORKBOOK].setChecked(True)
        self.workbook_wanted.emit()
