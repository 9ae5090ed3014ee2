"""What the deeds about one case have in common: dialogs and writing as on the tabs, then a new reading."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.screens.agency.page_presenter import AgencyPresenter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class CaseWork(AgencyPresenter):
    """Does something about a case for the tab that shows it."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        reload: Callable[[], None],
    ) -> None:
        super().__init__(page, office, runner, shell)
        self._reload = reload

    def load(self) -> None:
        self._reload()

    def _today(self) -> str:
        return self._office.today().isoformat()
