"""What the presenters of learning and deeds have in common: who may edit, and where a record is shown."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from ui.screens.pages.page_presenter import PagePresenter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def held_meetings(office: "Office", days: int) -> tuple[tuple[str, str], ...]:
    """Id and name of the meetings of the last days, the latest first; none without the right to see them."""
    from desktop.services import meetings

    if not office.may(Right.READ_MEETINGS):
        return ()
    today = office.today()
    found = meetings.list_meetings(office, today - timedelta(days=days), today)
    return tuple((each.id, f"{each.held_on} {each.title}") for each in reversed(found))


class LearningPresenter(PagePresenter):
    """Leads one tab; records of the others are shown by the screen."""

    def __init__(
        self,
        page: "QWidget",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_record: Callable[[str, str], None],
    ) -> None:
        super().__init__(page, office, runner, shell)
        self._show_record = show_record

    def _may_edit(self) -> bool:
        return self.may(Right.EDIT_LEARNING)
