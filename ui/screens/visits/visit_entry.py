"""Finds whom a visit was to, opens its form and stores it; used wherever a visit can be entered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.problem import ProblemError
from desktop.services.visits import entries
from desktop.services.visits.entries import EntryForm, NewVisit
from ui.dialogs.closed import accept_if_open, unless_closed
from ui.screens.events.work import EventWork
from ui.screens.visits.visit_dialog import FindDialog, VisitDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitEntry", text)


def log_from_anywhere(
    page: "QWidget", office: "Office", runner: "JobRunner", shell: "Shell"
) -> Callable[[], None]:
    """What asks for a visit over any screen."""
    return VisitEntry(page, office, runner, shell).find


class VisitEntry:
    """Asks for visits over a page; the screen in view reads anew after each that was stored."""

    def __init__(self, page: "QWidget", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._page, self._office, self._runner, self._shell = page, office, runner, shell

    def find(self) -> None:
        """Ask whom the visit was to, then for the visit."""
        if not self._office.may(Right.EDIT_VISITS):
            return
        search = EventWork(self._page, self._office, self._runner, self._shell)
        dialog = FindDialog(search.find, self._runner, self._page)
        dialog.picker.failed.connect(self._shell.show_error)
        dialog.found.connect(self.enter)
        dialog.open()

    def enter(self, kind: str, target_id: str) -> None:
        """Ask for a visit to a person or household."""
        office = self._office
        if office.may(Right.EDIT_VISITS) and target_id:
            self._runner.read(
                lambda job: entries.open_entry(office, kind, target_id),
                lambda start: self._ask(start, start.visitors),
                self._shell.show_error,
                owner=self._page,
            )

    def change(self, visit_id: str) -> None:
        """Ask for a visit again to put it right."""
        office = self._office
        if not office.may(Right.EDIT_VISITS) or not visit_id:
            return

        def work() -> tuple[EntryForm, dict[str, str]]:
            row = entries.get_visit(office, visit_id).row
            start = entries.open_entry(office, row.target_table, row.target_id)
            people = entries.named_visitors(office, row.visitor_ids)
            return replace(start, new=entries.typed_visit(row)), people

        self._runner.read(
            lambda job: work(),
            lambda read: self._ask(*read, visit_id),
            self._shell.show_error,
            owner=self._page,
        )

    def _ask(self, start: EntryForm, people: Mapping[str, str], visit_id: str = "") -> None:
        office = self._office
        dialog = VisitDialog(
            office,
            self._runner,
            start,
            people,
            self._page,
            is_new=not visit_id,
            may_log=office.may(Right.EDIT_EVENTS),
        )

        def store(new: NewVisit) -> None:
            dialog.wait(True)

            def work() -> None:
                if visit_id:
                    entries.correct_visit(office, visit_id, new)
                else:
                    entries.log_visit(office, new)

            refused = unless_closed(dialog, failed, self._shell.show_error)
            self._runner.write(lambda job: work(), lambda _: stored(new), refused)

        def stored(new: NewVisit) -> None:
            accept_if_open(dialog)
            told = _tr("已登记走访：{name}").format(name=start.title)
            if new.events:
                told += _tr("，登记任务 {n} 件").format(n=len(new.events))
            if new.patches:
                told += _tr("，待确认的变更 {n} 项").format(n=len(new.patches))
            self._shell.notify(told)
            self._shell.records_changed()

        def failed(error: Exception) -> None:
            dialog.wait(False)
            if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        dialog.submitted.connect(store)
        dialog.open()
