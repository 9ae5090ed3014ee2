"""Erasing a person by law: asked for in a dialog, done in the write lane, never undone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.domain.ids import RecordId
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services.register_card import PersonCard
from ui.screens.register.erasure_dialog import ErasureDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterErasure", text)


class ErasurePresenter:
    """Opens the dialog for one person; ``gone`` is called when the person is not here any more."""

    def __init__(
        self, parent: QWidget, office: "Office", runner: "JobRunner", shell: "Shell", gone: Callable[[], None]
    ) -> None:
        self._parent = parent
        self._office = office
        self._runner = runner
        self._shell = shell
        self._gone = gone

    def ask(self, person: PersonCard) -> ErasureDialog:
        """Ask for the reason and the typed name."""
        dialog = ErasureDialog(person.name, self._parent)
        dialog.submitted.connect(lambda name, reason: self._erase(dialog, person.id, name, reason))
        dialog.open()
        return dialog

    def _erase(self, dialog: ErasureDialog, person_id: str, name: str, reason: str) -> None:
        office = self._office

        def work(_job: JobHandle) -> bool:
            from desktop.services.erasure import erase_person

            return erase_person(office, RecordId(person_id), name, reason)

        def done(is_done: bool) -> None:
            if isValid(dialog):
                dialog.accept()
            if is_done:
                self._shell.notify(_tr("已依法删除"))
                self._gone()
            else:
                self._shell.notify(_tr("已记下；与县里同步后，县里和各台电脑一起删除"))
            self._shell.records_changed()

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError) and isValid(dialog):
                dialog.show_problems(error.problems)
                return
            if isValid(dialog):
                dialog.reject()
            self._shell.show_error(error)

        self._runner.write(work, done, failed)
