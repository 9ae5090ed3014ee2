"""Reads what is to be mended and takes it from finding to verdict (整改)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.duty_name import SCORE, disclosed_item
from desktop.domain.period import Period, read_words
from desktop.services.obligations import rectification
from desktop.services.obligations.rectification import Rectification, list_rectifications
from ui.screens.attachments.making import make_area
from ui.screens.obligations import rectification_page
from ui.screens.obligations.dialogs import AnswerDialog, FindingDialog, MeasuresDialog, VerifyDialog
from ui.screens.obligations.page_presenter import ObligationsPresenter
from ui.screens.obligations.rectification_page import RectificationPage

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationsPresenter", text)


class RectificationPresenter(ObligationsPresenter):
    """One reading of all there is to mend; what is shown of it is chosen here."""

    def __init__(
        self,
        page: RectificationPage,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        show_score: Callable[[Period | None], None],
        show_calendar: Callable[[], None],
    ) -> None:
        super().__init__(page, office, runner, shell)
        self._page = page
        self._show_score, self._show_calendar = show_score, show_calendar
        self._items: tuple[Rectification, ...] = ()
        self._view = "todo"
        page.make_attachments = partial(make_area, office, runner, shell)
        page.view_wanted.connect(self.show_view)
        page.take_up_wanted.connect(self.take_up)
        page.answer_wanted.connect(self.answer)
        page.verify_wanted.connect(self.verify)
        page.remove_wanted.connect(self.remove)
        page.duty_wanted.connect(self.go_to_duty)
        page.task_wanted.connect(self.go_to_task)

    def load(self) -> None:
        office = self._office

        def show(items: tuple[Rectification, ...]) -> None:
            self._items = items
            year = office.today().year
            self._page.show_rates(year, *rectification.rates(items, Period.year(year)))
            self.show_view(self._view)

        self._read(lambda: list_rectifications(office), show)

    def show_view(self, view: str) -> None:
        """Show a view of everything there is to mend."""
        self._view = view
        self._page.show_rows(self._items, view)

    def show_item(self, wanted: str) -> None:
        """Show one thing to mend in the list of all."""
        self._view = rectification_page.ALL
        self.load()
        self._page.table.select_id(wanted)

    def _item(self, wanted: str) -> Rectification | None:
        return next((each for each in self._items if each.id == wanted), None)

    def find(self) -> None:
        """Ask for something the village found itself."""
        if not self._office.may(Right.ANSWER_DUTIES):
            return
        office = self._office
        dialog = FindingDialog(office.today(), self._page)
        self._keep(dialog)
        dialog.submitted.connect(
            lambda finding: self._store(dialog, lambda: rectification.add_finding(office, finding))
        )
        dialog.open()

    def take_up(self, wanted: str) -> None:
        """Ask for cause, measures and who sees to it."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        dialog = MeasuresDialog(item, self._page)
        self._keep(dialog)
        dialog.submitted.connect(
            lambda measures: self._store(dialog, lambda: rectification.take_up(office, wanted, measures))
        )
        dialog.open()

    def answer(self, wanted: str) -> None:
        """Ask for the result."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        dialog = AnswerDialog(item, office.today(), self._page)
        self._keep(dialog)
        dialog.submitted.connect(
            lambda text, day: self._store(dialog, lambda: rectification.answer(office, wanted, text, day))
        )
        dialog.open()

    def verify(self, wanted: str) -> None:
        """Ask the supervision committee for its word."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        dialog = VerifyDialog(item, self._page)
        self._keep(dialog)

        def send(is_mended: bool, text: str) -> None:
            self._store(
                dialog,
                lambda: rectification.verify_finding(office, wanted, is_mended=is_mended, text=text),
            )

        dialog.submitted.connect(send)
        dialog.open()

    def remove(self, wanted: str) -> None:
        """Take back what was found by mistake, after a question."""
        item, office = self._item(wanted), self._office
        if item is None:
            return
        self._shell.ask(
            _tr("删除这条自查问题？"),
            item.title,
            _tr("删除"),
            lambda: self._write(lambda: rectification.remove_finding(office, wanted)),
            danger=True,
        )

    def go_to_duty(self, wanted: str) -> None:
        """Show the duty that something to mend is about."""
        item = self._item(wanted)
        if item is None:
            return
        if item.duty == SCORE:
            self._show_score(read_words(item.period))
        elif disclosed_item(item.duty):
            self._shell.open_screen("duties")
        else:
            self._show_calendar()

    def go_to_task(self, wanted: str) -> None:
        """Show the task of something to mend; it is made where there is none yet."""
        item, office = self._item(wanted), self._office
        if item is None:
            return

        def show(event_id: str) -> None:
            self._shell.records_changed()
            self._shell.open_record("events", "event", event_id)

        if item.event_id:
            self._shell.open_record("events", "event", item.event_id)
        else:
            self._runner.write(
                lambda _job: rectification.make_task(office, wanted), show, self._shell.show_error
            )
