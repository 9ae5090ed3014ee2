"""What every page of the screen works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from ui.dialogs.closed import accept_if_open

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("PointsContext", text)


SCREENS_OF = {
    "meeting": "meetings",
    "deed": "learning",
    "party_member": "party",
    "inspection_round": "boards",
    "board_entry": "boards",
    "event": "events",
}
"""Table of a record that points follow from → the screen that shows it."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """The office, its lanes and the shell."""

    office: "Office"
    runner: "JobRunner"
    shell: "Shell"
    screen: QWidget

    def read(self, work: Callable[[], Any], show: Callable[[Any], None]) -> None:
        """Ask in a read lane and show the answer."""
        self.runner.read(lambda _job: work(), show, self.shell.show_error, owner=self.screen)

    def write(self, work: Callable[[], Any], told: str, dialog: QDialog | None = None) -> None:
        """Store something, close its dialog, tell it, and read anew; problems go to the dialog."""

        def done(_result: object) -> None:
            if dialog is not None:
                accept_if_open(dialog)
            self.shell.notify(told)
            self.shell.records_changed()

        def failed(error: Exception) -> None:
            if dialog is not None and isValid(dialog):
                dialog.setEnabled(True)
                if isinstance(error, ProblemError) and hasattr(dialog, "show_problems"):
                    dialog.show_problems(error.problems)
                    return
            self.shell.show_error(error)

        def run(_job: JobHandle) -> Any:
            return work()

        if dialog is not None:
            dialog.setEnabled(False)
            self.runner.write(run, done, failed)
            return
        # hundreds of entries of an inspection take a moment
        self.shell.run_long(_tr("正在记入积分台账"), run, done, failed=failed, writes=True, can_cancel=False)

    def open_origin(self, table: str, record_id: str) -> None:
        """Show the record that an entry follows from."""
        if table in SCREENS_OF:
            self.shell.open_record(SCREENS_OF[table], table, record_id)
