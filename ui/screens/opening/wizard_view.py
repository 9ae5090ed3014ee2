"""The first run: village, first user, recovery sheet, what to start with, where backups go."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from ui.screens.opening.backup_step import BackupStep
from ui.screens.opening.first_user_step import UserStep
from ui.screens.opening.opening_page import OpeningPage
from ui.screens.opening.recovery_sheet_step import SheetStep
from ui.screens.opening.start_step import StartStep, StartWith
from ui.screens.opening.village_step import VillageStep
from ui.screens.opening.wizard_step import WizardStep
from ui.widgets.dress import button, label
from ui.widgets.problem_line import ProblemLine


@dataclass(frozen=True, slots=True)
class Start:
    """Choices of the last two steps; ``backup_folder`` None means later."""

    start_with: StartWith
    workbook: Path | None
    backup_folder: Path | None


class WizardView(OpeningPage):
    """Five steps; Enter goes on, Alt+Left goes back. Nothing is made before the end of step two."""

    create_requested = Signal(object, object)  # Village, FirstUser
    print_requested = Signal()
    save_sheet_requested = Signal()
    answers_given = Signal(object)  # {position: character} of the recovery code
    workbook_wanted = Signal()
    folder_wanted = Signal()
    other_folder_requested = Signal()
    restore_requested = Signal()
    finished = Signal(object)  # Start

    def __init__(self, folder: Path, *, sample_offered: bool) -> None:
        super().__init__("", "", 40)
        self._steps = (
            self.tr("1 村"),
            self.tr("2 您和密码"),
            self.tr("3 恢复单"),
            self.tr("4 从哪里开始"),
            self.tr("5 备份放哪里"),
        )
        self._marks = [label(step, "muted") for step in self._steps]
        marks = QHBoxLayout()
        marks.setSpacing(14)
        for mark in self._marks:
            marks.addWidget(mark)
        marks.addStretch()
        self.village_step = VillageStep(folder)
        self.user_step = UserStep()
        self.sheet_step = SheetStep()
        self.start_step = StartStep(sample_offered=sample_offered)
        self.backup_step = BackupStep()
        self._pages: tuple[WizardStep, ...] = (
            self.village_step,
            self.user_step,
            self.sheet_step,
            self.start_step,
            self.backup_step,
        )
        self._step = 0
        self.back = button(self.tr("上一步"))
        self.next = button(self.tr("下一步"), "primary")
        self.problem = ProblemLine()
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.next)
        self.body.addLayout(marks)
        for page in self._pages:
            self.body.addWidget(page)
        self.body.addWidget(self.problem)
        self.body.addLayout(row)
        self.back.setShortcut("Alt+Left")
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        for page in self._pages:
            page.finished.connect(self._on_next)
        self.village_step.other_folder_requested.connect(self.other_folder_requested)
        self.village_step.restore_requested.connect(self.restore_requested)
        self.sheet_step.print_requested.connect(self.print_requested)
        self.sheet_step.save_requested.connect(self.save_sheet_requested)
        self.start_step.workbook_wanted.connect(self.workbook_wanted)
        self.backup_step.folder_wanted.connect(self.folder_wanted)
        self._go(0)

    @property
    def step(self) -> int:
        """The step shown, counted from 0."""
        return self._step

    def show_sheet(self, groups: Sequence[str], positions: Sequence[int]) -> None:
        """Go on to the recovery sheet; ``positions`` are asked back, counted from 1."""
        self.set_busy("")
        self.sheet_step.show_code(groups, positions)
        self._go(2)

    def show_wrong_answers(self, positions: Sequence[int]) -> None:
        """Say which answers differ from the sheet; none means go on."""
        if positions:
            self.sheet_step.show_wrong(positions)
        else:
            self._go(3)

    def show_problem(self, text: str) -> None:
        """Say why the step could not be done."""
        self.set_busy("")
        self.problem.show_text(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pages[self._step].focus_first()

    def _go(self, step: int) -> None:
        self.problem.show_text("")
        self._step = step
        for number, each in enumerate(self._pages):
            each.setVisible(number == step)
        for number, mark in enumerate(self._marks):
            mark.setProperty("role", "strong" if number == step else "muted")
            mark.style().unpolish(mark)
            mark.style().polish(mark)
        page = self._pages[step]
        self.title.setText(page.title())
        self.lead.setText(page.lead())
        self.lead.setVisible(bool(page.lead()))
        # Once the office is made there is no way back to before it.
        self.back.setVisible(step not in (0, 2, 3))
        last = step == len(self._pages) - 1
        self.next.setText(self.tr("开始使用") if last else self.tr("下一步"))
        page.focus_first()

    def _on_back(self) -> None:
        if self.back.isVisible():
            self._go(self.step - 1)

    def _on_next(self) -> None:
        self.problem.show_text("")
        if not self._pages[self.step].check():
            return
        if self.step == 0:
            self.user_step.set_village(self.village_step.village().name)
            self._go(1)
        elif self.step == 1:
            self.set_busy(self.tr("正在建立档案…"))
            self.create_requested.emit(self.village_step.village(), self.user_step.user())
        elif self.step == 2:
            self.answers_given.emit(self.sheet_step.answers())
        elif self.step == 3:
            self._go(4)
        else:
            self.finished.emit(
                Start(self.start_step.choice(), self.start_step.workbook, self.backup_step.folder)
            )
