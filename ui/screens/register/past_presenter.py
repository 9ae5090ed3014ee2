"""Asks for a past day, opens the register as of it, and lets it go again."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from desktop.domain.problem import ProblemError
from desktop.services import as_of
from ui.screens.register.life_dialog import LifeDialog
from ui.screens.register.past_page import PastPage

if TYPE_CHECKING:
    from desktop.services.as_of import PastOffice
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterPast", text)


class PastPresenter:
    """Holds at most one past day at a time, among the pages of the register."""

    def __init__(
        self,
        parent: QWidget,
        pages: QStackedWidget,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
    ) -> None:
        self._parent = parent
        self._pages = pages
        self._office = office
        self._runner = runner
        self._shell = shell
        self._before: QWidget | None = None
        self.page: PastPage | None = None

    def ask(self, household_id: str = "") -> LifeDialog:
        """Ask for the day; ``household_id`` is the card to open, "" for the list."""
        dialog = LifeDialog(
            _tr("查看某日的情况"),
            _tr("看那一天户里有谁、地址和标签是什么。只能看，不能改；户卡可以打印。"),
            _tr("查看"),
            self._parent,
            today=_usual_day(self._office.today()).isoformat(),
            day_word=_tr("哪一天"),
            hint=_tr("写全年月日，今天以前的任何一天"),
        )
        dialog.day.setText(_usual_day(self._office.today()).isoformat())
        dialog.day.selectAll()
        dialog.submitted.connect(partial(self._open, dialog, household_id))
        dialog.open()
        return dialog

    def is_shown(self) -> bool:
        """Whether a past day is in view."""
        return self.page is not None and self._pages.currentWidget() is self.page

    def focus_first(self) -> None:
        """Give the keyboard to the past day in view."""
        if self.page is not None:
            self.page.focus_first()

    def _open(self, dialog: LifeDialog, household_id: str, text: str, _further: str) -> None:
        try:
            day = as_of.read_past_day(self._office, text)
        except ProblemError as error:
            dialog.show_problem(error.problems[0])
            return

        def show(past: "PastOffice") -> None:
            if isValid(dialog):
                dialog.accept()
            self._show(past, household_id)

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.reject()
            self._shell.show_error(error)

        self._runner.read(lambda job: as_of.open_past(self._office, day), show, failed)

    def _show(self, past: "PastOffice", household_id: str) -> None:
        before = self._before if self.is_shown() else self._pages.currentWidget()
        self.leave()
        self._before = before
        page = self.page = PastPage(past, self._runner, self._shell)
        page.today_wanted.connect(self.leave)
        page.other_day_wanted.connect(partial(self._ask_other, household_id))
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.load()
        if household_id:
            page.open("household", household_id)

    def _ask_other(self, household_id: str) -> None:
        self.ask(household_id)

    def leave(self, *, at_once: bool = False) -> None:
        """Back to the present, to the page from which the past was opened.

        ``at_once`` waits for reads under way: the office is about to be closed.
        """
        page, self.page = self.page, None
        if page is None:
            return
        page.stop()
        if self._before is not None and self._pages.currentWidget() is page:
            self._pages.setCurrentWidget(self._before)
        self._pages.removeWidget(page)
        past = page.office
        page.deleteLater()
        if at_once:
            past.close()
        else:
            self._runner.read(lambda job: past.close(), lambda _: None, self._shell.show_error)


def _usual_day(today: date) -> date:
    """The last day of the month before: what reports ask for most."""
    return today.replace(day=1) - timedelta(days=1)
