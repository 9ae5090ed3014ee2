"""Death and move-out: asked for in a dialog, written in one action, undone by a click."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services import history
from desktop.services import register_editing as editing
from desktop.services.register_card import PersonCard
from ui.screens.register.life_dialog import LifeDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterLife", text)


class LifePresenter:
    """Opens one dialog for one person."""

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

    def _today(self) -> str:
        return self._office.today().isoformat()

    def record_death(self, person: PersonCard) -> LifeDialog:
        """Ask for the day someone died."""
        dialog = LifeDialog(
            _tr("死亡登记：{name}").format(name=person.name),
            _tr("档案和历史保留；本人离开所在的户，最后一人离开时户销户。承包地和宅基地仍在户内。"),
            _tr("登记死亡"),
            self._parent,
            today=self._today(),
            day_word=_tr("死亡日期"),
            danger=True,
        )
        office, person_id = self._office, person.id

        def write(day: str, _further: str) -> None:
            editing.record_death(office, person_id, day)

        return self._open(dialog, write)

    def record_move_out(self, person: PersonCard) -> LifeDialog:
        """Ask for the day someone's hukou was moved away, and where to."""
        dialog = LifeDialog(
            _tr("迁出登记：{name}").format(name=person.name),
            _tr("户口迁出本村。档案和历史保留，名单里默认不再显示；承包关系不变。"),
            _tr("登记迁出"),
            self._parent,
            today=self._today(),
            day_word=_tr("迁出日期"),
            further=_tr("迁往何处"),
        )
        office, person_id = self._office, person.id

        def write(day: str, further: str) -> None:
            editing.record_move_out(office, person_id, day, further)

        return self._open(dialog, write)

    def _open(self, dialog: LifeDialog, write: Callable[[str, str], None]) -> LifeDialog:
        dialog.submitted.connect(partial(self._write, dialog, write))
        dialog.open()
        return dialog

    def _write(self, dialog: LifeDialog, write: Callable[[str, str], None], day: str, further: str) -> None:
        def work(_job: JobHandle) -> int | None:
            write(day, further)
            last = history.next_undo(self._office)
            return last.change_set if last is not None else None

        def done(change_set: int | None) -> None:
            words = dialog.windowTitle()
            dialog.accept()
            undo = partial(self._undo, change_set) if change_set is not None else None
            self._shell.notify(_tr("已登记 · {what}").format(what=words), _tr("撤销") if undo else "", undo)
            self._shell.records_changed()

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError):
                dialog.show_problem(error.problems[0])
            else:
                dialog.reject()
                self._shell.show_error(error)

        self._runner.write(work, done, failed)
