"""What the presenters of the register's small dialogs share: store, say so, offer to undo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.services import history

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class DialogPresenter:
    """Opens dialogs over the register; each stores one action."""

    def __init__(
        self,
        parent: QWidget,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        undo: Callable[[int], None],
    ) -> None:
        self._parent = parent
        self._office = office
        self._runner = runner
        self._shell = shell
        self._undo = undo

    def _write(
        self, dialog: QDialog, write: Callable[[], None], refuse: Callable[[Sequence[Problem]], None]
    ) -> None:
        """Store in the write lane, close the dialog and say what was done, with a way back.

        Args:
            dialog: May be closed before the register is written; the change and its notice stay.
            write: The one service call; runs in the write lane.
            refuse: Shows in the dialog why nothing was stored.
        """
        told = QCoreApplication.translate("RegisterDialogs", "已登记 · {what}").format(
            what=dialog.windowTitle()
        )

        def work(_job: JobHandle) -> int | None:
            write()
            last = history.next_undo(self._office)
            return last.change_set if last is not None else None

        def done(change_set: int | None) -> None:
            if isValid(dialog):
                dialog.accept()
            undo = partial(self._undo, change_set) if change_set is not None else None
            label = QCoreApplication.translate("RegisterDialogs", "撤销") if undo else ""
            self._shell.notify(told, label, undo)
            self._shell.records_changed()

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError) and isValid(dialog):
                refuse(error.problems)
                return
            if isValid(dialog):
                dialog.reject()
            self._shell.show_error(error)

        self._runner.write(work, done, failed, owner=self._parent)  # a window that is gone is told nothing
