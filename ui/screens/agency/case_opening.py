"""Opens cases: at the counter, from a booking or task, or for what the register knows happened."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from desktop.domain.accounts import Right
from desktop.services.agency import agents, case_opening, register_changes
from desktop.services.agency.case_opening import NewCase
from desktop.services.agency.catalogue import read_catalogue_view
from desktop.services.agency.register_changes import Unregistered
from desktop.words import word
from ui.screens.agency import sheets
from ui.screens.agency.case_dialog import CaseDialog
from ui.screens.agency.case_work import CaseWork
from ui.screens.agency.page_presenter import popup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.agency.agents import Agent
    from desktop.services.agency.catalogue import CatalogueView
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyCases", text)


class CaseOpening(CaseWork):
    """Asks who wants what; a case that was opened is shown."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        reload: Callable[[], None],
        show_case: Callable[[str], None],
    ) -> None:
        super().__init__(page, office, runner, shell, reload)
        self._show_case = show_case

    def begin(self, **known: str) -> None:
        """Open a case; what is known of it beforehand as in `prepare_case`."""
        if not self.may(Right.EDIT_SERVICES):
            return
        office = self._office

        def show(read: "tuple[NewCase, CatalogueView, tuple[Agent, ...]]") -> None:
            new, view, found = read
            names = [(each.row.id, each.row.name) for each in found if each.is_at_work]
            items = [each.item for each in view.items]
            dialog = CaseDialog(office, self._runner, new, items, names, self.print_item, self._parent)

            def store(_values: object) -> None:
                case = dialog.read_case()
                self._store(dialog, lambda: case_opening.open_case(office, case), self._opened)

            dialog.submitted.connect(store)
            dialog.open()

        self._read(
            lambda: (
                case_opening.prepare_case(office, **known),
                read_catalogue_view(office),
                agents.list_agents(office),
            ),
            show,
        )

    def _opened(self, case_id: str) -> None:
        self._show_case(case_id)
        self._shell.notify(
            _tr("已立件。"),
            _tr("打印进度单"),
            lambda: self._paper(*sheets.progress_slip(self._office, case_id)),
        )

    def print_item(self, new: NewCase) -> None:
        """Preview what to bring for a case."""
        self._paper(*sheets.item_sheet(self._office, new))

    def offer_life(self, anchor: QPushButton, changes: Sequence[Unregistered]) -> None:
        """Offer what the register knows and nobody took to the police yet."""
        office = self._office

        def mark(each: Unregistered) -> None:
            self._shell.ask(
                _tr("{names} 的{kind}，家里自己去办好了？").format(
                    names=each.names, kind=word(each.kind_label)
                ),
                _tr("以后不再提醒。"),
                _tr("已办好"),
                lambda: self._write(
                    lambda: register_changes.mark_registered(office, each.life_event_id, self._today())
                ),
            )

        popup(
            anchor,
            [
                entry
                for each in changes
                for entry in (
                    (
                        _tr("代办：{kind} {names}…").format(kind=word(each.kind_label), names=each.names),
                        partial(self.begin, life_event_id=each.life_event_id),
                    ),
                    (_tr("　　家里自己办好了…"), partial(mark, each)),
                )
            ],
        )
