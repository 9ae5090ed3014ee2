"""Reads who still lacks what; what is done about it is studying."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.learning import needs
from desktop.services.learning.needs import Survey
from ui.screens.learning.needs_page import NeedsPage
from ui.screens.learning.page_presenter import LearningPresenter
from ui.screens.learning.study_work import StudyWork

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("LearningPresenter", text)


class NeedsPresenter(LearningPresenter):
    """Shows one survey of the register's rules."""

    def __init__(
        self,
        page: NeedsPage,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_record: Callable[[str, str], None],
    ) -> None:
        super().__init__(page, office, runner, shell, show_record)
        self._page = page
        self._survey: Survey | None = None
        self._study = StudyWork(page, office, runner, shell, show_record, self.load)
        page.session_wanted.connect(self._study.plan_session)
        page.note_wanted.connect(self._study.note)
        page.person_opened.connect(shell.open_person)
        page.item_opened.connect(lambda item_id: show_record("learning_item", item_id))

    def load(self) -> None:
        def show(told: Survey) -> None:
            self._survey = told
            self._page.show_survey(told, may_edit=self._may_edit())

        self._read(lambda: needs.survey(self._office), show)

    def print_list(self) -> None:
        """Preview the list of who still has to study what."""
        told = self._survey
        if told is None or not self._office.may(Right.PRINT):
            return

        def make() -> bytes:
            from desktop.services.learning.printing import render_lacking

            return render_lacking(self._office, told)

        self._paper(_tr("还要学习的人员和内容"), _tr("村里安排学习用，不张贴。打印会记入日志。"), make)
