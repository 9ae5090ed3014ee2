"""A new recovery sheet: shown once, to be printed now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.printing import print_document
from ui.widgets.dress import button, label
from ui.widgets.problem_line import ProblemLine

if TYPE_CHECKING:
    from desktop.reports.preview import Preview
    from desktop.services.office import Office
    from desktop.vault.recovery import RecoverySheet
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


_GROUPS_IN_ROW = 4


def _in_rows(groups: Sequence[str]) -> str:
    """As on paper, so that both can be compared."""
    starts = range(0, len(groups), _GROUPS_IN_ROW)
    return "\n".join("  ".join(groups[start : start + _GROUPS_IN_ROW]) for start in starts)


class SheetDialog(GrowingDialog):
    """The code in groups of four, and a button to print it; it is kept nowhere."""

    def __init__(
        self, sheet: "RecoverySheet", office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("新的恢复单"))
        self._sheet, self._office, self._runner, self._shell = sheet, office, runner, shell
        self._code = label(_in_rows(sheet.groups), "codeword")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._done = ProblemLine()
        self.print = button(self.tr("打印…"), "primary", "print")
        self.print.clicked.connect(self._print)
        self.close_button = button(self.tr("我已收好"))
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.print)
        foot.addStretch()
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        text = self.tr("忘记密码时靠它进来。请打印后锁进柜子，不要拍照。旧的恢复单已经作废。")
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(self._code)
        layout.addWidget(self._done)
        layout.addLayout(foot)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())

    def _print(self) -> None:
        sheet, office = self._sheet, self._office

        def work(_job: JobHandle) -> "Preview":
            from desktop.reports.office_sheets import render_recovery_sheet
            from desktop.reports.preview import Preview

            return Preview(
                render_recovery_sheet(sheet.village, office.user.login, sheet.groups, office.today())
            )

        self._runner.read(work, self._send, self._shell.show_error, owner=self)

    def _send(self, pages: "Preview") -> None:
        sizes = tuple((size.width, size.height) for size in pages.sizes)
        print_document(
            self,
            self._runner,
            self.tr("村情通恢复单"),
            sizes,
            lambda number, dpi: pages.page(number, dpi, for_print=True),
            lambda: self._done.show_text(self.tr("已送往打印机。"), "ok"),
            self._shell.show_error,
        )
