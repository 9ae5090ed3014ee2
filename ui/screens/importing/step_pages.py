"""The four pages of an import, one after another, and the line that says which one is in view."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.widgets.dress import label, set_tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportSteps", text)


class StepPages(QStackedWidget):
    """Shows one page at a time; ``line`` names the steps, and ``file`` the workbook from the second on."""

    def __init__(self, pages: Sequence[QWidget]) -> None:
        super().__init__()
        self.line = QHBoxLayout()
        self.line.setSpacing(18)
        self.file = label("", "muted")
        self._steps = []
        names = (_tr("1 选择文件"), _tr("2 核对列"), _tr("3 预览和改错"), _tr("4 完成"))
        for page, name in zip(pages, names, strict=True):
            self.addWidget(page)
            step = label(name, "muted")
            self._steps.append(step)
            self.line.addWidget(step)
        self.line.addStretch()
        self.show_page(0)

    def show_page(self, number: int, file_name: str = "") -> None:
        """Go to a page, counted from 0."""
        self.setCurrentIndex(number)
        self.file.setText(file_name)
        for position, step in enumerate(self._steps):
            step.setProperty("role", "strong" if position == number else "muted")
            step.style().unpolish(step)
            step.style().polish(step)
            set_tone(step, "ok" if position < number else "")
