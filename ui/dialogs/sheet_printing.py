"""Printing sheets for the wall: an A3 page is asked about where only A4 paper may be at hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from desktop.reports.tiling import is_tiled
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.printing import print_document
from ui.widgets.dress import button, foot, label

if TYPE_CHECKING:
    from desktop.services.disclosure.sheets import Sheet
    from ui.jobs import JobRunner


class TilingDialog(GrowingDialog):
    """A3 paper, or two sheets of A4 glued together."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("用什么纸"))
        self.whole = QRadioButton(self.tr("A3 纸，一页一张"))
        self.tiled = QRadioButton(self.tr("打印机只有 A4 纸：一页分成两张，剪开贴起来"))
        self.whole.setChecked(True)
        self.yes = button(self.tr("继续"), "primary")
        no = button(self.tr("取消"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("这一份要印在 A3 纸上。"), "strong"))
        layout.addWidget(self.whole)
        layout.addWidget(self.tiled)
        layout.addWidget(
            label(
                self.tr("纸边有记号：②沿记号剪开，①在记号以外涂胶，把②贴在①上，重叠 8 毫米。"),
                "small",
                wrap=True,
            )
        )
        layout.addLayout(foot(no, self.yes))
        self.yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())


def print_sheet(
    parent: QWidget,
    runner: "JobRunner",
    title: str,
    sheet: "Sheet",
    printed: Callable[[], None],
    failed: Callable[[Exception], None],
) -> None:
    """Ask for paper where it matters and for a printer, then print.

    Args:
        parent: Window the dialogs belong to.
        runner: Its read lane draws and sends the pages.
        title: Name of the print job; must not name a person.
        sheet: Stays open until it is printed.
        printed: Called when every page was handed to the printer.
        failed: Gets the error otherwise.
    """

    def go_on(tiled: bool) -> None:
        print_document(parent, runner, title, sheet.sizes, sheet.page_for_print, printed, failed, tiled=tiled)

    if not any(is_tiled(*size) for size in sheet.sizes):
        go_on(False)
        return
    dialog = TilingDialog(parent)
    dialog.accepted.connect(lambda: go_on(dialog.tiled.isChecked()))
    dialog.open()
