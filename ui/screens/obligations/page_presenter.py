"""What the presenters of obligations have in common: quarters, workbooks, dialogs that are held."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from desktop.domain.job import JobHandle
from desktop.domain.period import Period
from ui.dialogs.files import save_file
from ui.screens.pages.page_presenter import PagePresenter

_WORKBOOKS = "*.xlsx"
_QUARTERS_BACK = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationsPresenter", text)


def last_quarter(today: date) -> Period:
    """The quarter before that of a day."""
    number = today.year * 4 + (today.month + 2) // 3 - 2
    return Period.quarter(number // 4, number % 4 + 1)


def quarters(today: date) -> tuple[Period, ...]:
    """Quarters that can be looked at, the running one first."""
    number = today.year * 4 + (today.month + 2) // 3 - 1
    return tuple(
        Period.quarter(each // 4, each % 4 + 1) for each in range(number, number - _QUARTERS_BACK, -1)
    )


class ObligationsPresenter(PagePresenter):
    """Leads one page."""

    _held: QDialog | None = None

    def _keep(self, dialog: QDialog) -> None:
        """Hold a dialog: one that only Qt knows outlives the watcher of its window at the end."""
        self._held = dialog

    def _save_workbook(self, name: str, write: Callable[[Path, JobHandle], int]) -> None:
        def save(path: Path) -> None:
            self._shell.run_long(
                _tr("正在写工作簿"),
                lambda job: write(path, job),
                lambda count: self._shell.notify(_tr("已写好，{count} 行。").format(count=count)),
            )

        save_file(self._parent, _tr("存为工作簿"), name, _WORKBOOKS, save)
