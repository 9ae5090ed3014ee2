"""The step of the first run that shows the recovery sheet and has it rehearsed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.screens.opening.wizard_step import WizardStep
from ui.widgets.dress import button, label
from ui.widgets.problem_line import ProblemLine

GROUPS_PER_LINE = 4


class SheetStep(WizardStep):
    """Shows the code once, to print or copy; six characters are asked back."""

    print_requested = Signal()
    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        code = QWidget()
        code.setLayout(self._grid)
        self.print_button = button(self.tr("打印恢复单"), "primary", "print")
        self.save_button = button(self.tr("存成 PDF（放 U 盘）"), "", "save")
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch()
        self.answer_lines: dict[int, QLineEdit] = {}
        self._asked = QHBoxLayout()
        self._asked.setSpacing(10)
        self.problem = ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(code)
        layout.addLayout(buttons)
        question = self.tr("印好或抄好以后，请照着纸上填这几个位置的字符，证明恢复单在手里：")
        layout.addWidget(label(question, wrap=True))
        layout.addLayout(self._asked)
        layout.addWidget(self.problem)
        self.print_button.clicked.connect(self.print_requested)
        self.save_button.clicked.connect(self.save_requested)

    def title(self) -> str:
        return self.tr("把恢复单印出来，锁进柜子")

    def lead(self) -> str:
        return self.tr("忘了密码，只有它能打开。电脑里不存这个码，谁也查不到。")

    def show_code(self, groups: Sequence[str], positions: Sequence[int]) -> None:
        """Show the code in its groups and ask for some characters of it."""
        at = 1
        for number, group in enumerate(groups):
            cell = QHBoxLayout()
            cell.setSpacing(8)
            cell.addWidget(label(f"{at}–{at + len(group) - 1}", "small"))
            text = label(group, "codeword")
            cell.addWidget(text)
            cell.addStretch()
            self._grid.addLayout(cell, number // GROUPS_PER_LINE, number % GROUPS_PER_LINE)
            at += len(group)
        for position in positions:
            line = QLineEdit()
            line.setMaxLength(1)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 3)
            name = self.tr("第 {position} 位").format(position=position)
            line.setAccessibleName(name)
            column = QVBoxLayout()
            column.setSpacing(2)
            over: QLabel = label(name, "small")
            over.setBuddy(line)
            column.addWidget(over, 0, Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
            self._asked.addLayout(column)
            self.answer_lines[position] = line
            line.textEdited.connect(self._on_typed)
            line.returnPressed.connect(self.finished)
        self._asked.addStretch()

    def focus_first(self) -> None:
        self.print_button.setFocus()

    def answers(self) -> Mapping[int, str]:
        """What was typed by position."""
        return {position: line.text() for position, line in self.answer_lines.items()}

    def check(self) -> bool:
        empty = [line for line in self.answer_lines.values() if not line.text().strip()]
        if empty:
            self.problem.show_text(
                self.tr("请先填好这 {count} 个字符。").format(count=len(self.answer_lines))
            )
            empty[0].setFocus()
        return not empty

    def show_wrong(self, positions: Sequence[int]) -> None:
        """Mark the answers that differ from the sheet."""
        listed = "、".join(str(position) for position in positions)
        text = self.tr("第 {positions} 位和恢复单不一样，请对照纸上再填。").format(positions=listed)
        self.problem.show_text(text)
        for position in positions:
            self.answer_lines[position].clear()
        self.answer_lines[positions[0]].setFocus()

    def _on_typed(self, text: str) -> None:
        """One character each: go on to the next line by itself."""
        self.problem.show_text("")
        lines = list(self.answer_lines.values())
        typed_in = self.sender()
        if text and isinstance(typed_in, QLineEdit) and typed_in is not lines[-1]:
            lines[lines.index(typed_in) + 1].setFocus()
