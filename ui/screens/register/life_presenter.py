"""Death and move-out: asked for in a dialog, written in one action, undone by a click."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.services import register_editing as editing
from desktop.services.register_card import PersonCard
from ui.screens.register.dialog_presenter import DialogPresenter
from ui.screens.register.life_dialog import LifeDialog

if TYPE_CHECKING:
    pass


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterLife", text)


class LifePresenter(DialogPresenter):
    """Opens one dialog for one person."""

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
        def store(day: str, further: str) -> None:
            self._write(dialog, lambda: write(day, further), lambda found: dialog.show_problem(found[0]))

        dialog.submitted.connect(store)
        dialog.open()
        return dialog
