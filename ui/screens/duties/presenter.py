"""Answers the screen of duties; reads the calendar once and shows parts of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.disclosure_duty import DutyState
from desktop.domain.job import JobHandle
from desktop.services.disclosure import catalogue, duties, terms, village_facts
from desktop.services.disclosure.catalogue import CatalogueEntry
from desktop.services.disclosure.duties import DutyCalendar, DutyLine
from desktop.services.settings import load_settings
from ui.dialogs.refusal import write_for
from ui.screens.documents.aid_dialog import AidDialog
from ui.screens.documents.making import ask_for_notice
from ui.screens.documents.meetings_dialog import MeetingsDialog
from ui.screens.duties.catalogue_dialog import CatalogueDialog
from ui.screens.duties.facts_dialog import FactsDialog
from ui.screens.duties.terms_dialog import TermsDialog

if TYPE_CHECKING:
    from datetime import date

    from desktop.services.disclosure.terms import TermValue
    from desktop.services.disclosure.village_facts import FactState
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.duties.view import DutiesScreen
    from ui.shell.shell_api import Shell

ALL = "all"

VIEWS: dict[str, frozenset[DutyState]] = {
    "todo": frozenset((DutyState.LATE, DutyState.DUE_SOON, DutyState.OPEN)),
    "late": frozenset((DutyState.LATE,)),
    "soon": frozenset((DutyState.DUE_SOON,)),
    "missed": frozenset((DutyState.MISSED,)),
    "future": frozenset((DutyState.FUTURE,)),
    "done": frozenset((DutyState.DONE,)),
    ALL: frozenset(DutyState),
}
"""View of the list → states it shows."""

_SCREENS = {
    "matter": "matters",
    "funds_entry": "finance",
    "contract": "property",
    "project": "property",
    "subsidy": "property",
}
"""Table of a trigger's record → screen that shows it."""

_DIALOGS = frozenset(("meeting", "aid_grant", "homestead"))
"""Tables of which the records are looked at without a screen of their own."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("DutiesPresenter", text)


class DutiesPresenter:
    """One reading of the calendar, seen by state, month and line of affairs."""

    def __init__(self, view: "DutiesScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._view_key, self._month, self._line = "todo", ALL, ALL
        self._calendar: DutyCalendar | None = None
        self._entries: dict[str, CatalogueEntry] = {}
        self._chosen: DutyLine | None = None
        self._wanted = ""
        # held here, since a dialog that only Qt knows outlives the watcher of its window at the end
        self._dialog: QDialog | None = None

    def today(self) -> "date":
        """The day at the office."""
        return self._office.today()

    def load(self) -> None:
        """Read the calendar anew."""
        office = self._office

        def work(_job: JobHandle) -> tuple[DutyCalendar, tuple[CatalogueEntry, ...]]:
            return duties.read_calendar(office), catalogue.read_catalogue(office, office.today())

        def show(read: tuple[DutyCalendar, tuple[CatalogueEntry, ...]]) -> None:
            self._calendar = read[0]
            self._entries = {entry.item.code: entry for entry in read[1]}
            self._view.show_hints(self._hints(read[0]))
            self._show()

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def show_view(self, view: str, *, everything: bool = False) -> None:
        """Show another view; ``everything`` drops the choice of month and line."""
        self._view_key = view
        if everything:
            self._month = self._line = ALL
        self._show()

    def show_month(self, month: str) -> None:
        """Show what falls due in a month, of all states; the same month again shows all of them."""
        self._month = ALL if month == self._month else month
        if self._month != ALL:
            self._view_key = ALL
        elif self._view_key == ALL:
            self._view_key = "todo"
        self._show()

    def show_line(self, line: str) -> None:
        """Show one line of affairs, or all."""
        self._line = line
        self._show()

    def show_duty(self, duty_id: str) -> None:
        """Show one duty in the list of all."""
        self._wanted = duty_id
        self.show_view(ALL, everything=True)

    def _show(self) -> None:
        self._view.mark(self._view_key, self._month, self._line)
        calendar = self._calendar
        if calendar is None:
            return
        of_line = [line for line in calendar.lines if self._line in (ALL, line.line)]
        of_month = [line for line in of_line if self._month in (ALL, _month_of(line))]
        self._view.show_counts(
            {key: sum(line.state in states for line in of_month) for key, states in VIEWS.items()},
            {month: _count(of_line, month) for month in self._view.month_keys()},
        )
        shown = [line for line in of_month if line.state in VIEWS[self._view_key]]
        if self._view_key in ("done", "missed"):
            shown.reverse()  # what was last is looked for first
        self._view.show_duties(shown, self._view_key)
        if self._wanted:
            self._view.select_duty(self._wanted)
            self._wanted = ""

    def _hints(self, calendar: DutyCalendar) -> list[tuple[str, str, Callable[[], None] | None]]:
        hints: list[tuple[str, str, Callable[[], None] | None]] = []
        if calendar.open_facts:
            text = _tr("有 {count} 项村情还没有回答，有关的事项暂不列入。")
            hints.append((text.format(count=len(calendar.open_facts)), _tr("去回答"), self.open_facts))
        for problem in calendar.problems:
            told = _tr("县里下发的一条规定认不得，没有采用：{why}").format(why=messages.reason(problem))
            hints.append((told, "", None))
        if calendar.unknown_years:
            years = "、".join(map(str, calendar.unknown_years))
            text = _tr("程序里还没有 {years} 年的放假调休安排，按工作日算的期限以国务院办公厅通知为准。")
            hints.append((text.format(years=years), "", None))
        return hints

    def choose(self, duty_id: str) -> None:
        """Show one duty beside the list."""
        calendar = self._calendar
        line = next((line for line in calendar.lines if line.id == duty_id), None) if calendar else None
        self._chosen = line
        if line is None:
            return
        trigger = line.duty.trigger
        self._view.show_detail(
            line,
            self._entries[line.item.code],
            may_make=self._office.may(Right.DRAFT_NOTICE),
            opens=trigger is not None and self._opens(trigger.table),
        )

    def _opens(self, table: str) -> bool:
        """Whether the user can look at records of a table from here."""
        right = duties.RIGHTS.get(table, Right.READ_NOTICES)
        return table in {*_SCREENS, *_DIALOGS} and self._office.may(right)

    # Doing

    def make(self) -> None:
        """Ask for any notice."""
        ask_for_notice(self._office, self._runner, self._shell, self._view, self._on_made)

    def make_chosen(self) -> None:
        """Ask for the notice that ends the duty beside the list."""
        if self._chosen is not None:
            request = duties.request_for(self._office, self._chosen)
            ask_for_notice(self._office, self._runner, self._shell, self._view, self._on_made, request)

    def do_it(self, _duty_id: str) -> None:
        """What is next with the duty: its sheet, the one on the way, or a new one."""
        line = self._chosen
        if line is None:
            return
        if line.duty.published is not None:
            self.open_notice(line.duty.published.notice_id)
        elif line.on_the_way:
            self.open_notice(line.on_the_way)
        else:
            self.make_chosen()

    def _on_made(self, notice_id: str) -> None:
        self._shell.records_changed()
        self.open_notice(notice_id)

    def open_notice(self, notice_id: str) -> None:
        """Show a notice in the list of notices."""
        self._shell.open_record("documents", "notice", notice_id)

    def open_record(self, table: str, record_id: str) -> None:
        """Show the record that made a duty, on its screen or in the dialog in which it is entered."""
        office, runner, shell = self._office, self._runner, self._shell
        trigger = self._chosen.duty.trigger if self._chosen is not None else None
        if table in _SCREENS:
            shell.open_record(_SCREENS[table], table, record_id)
        elif table == "aid_grant":
            AidDialog(office, runner, shell, self._view).open()
        elif table == "meeting":
            dialog = MeetingsDialog(office, runner, shell, self._view)
            if trigger is not None:
                dialog.show_day(trigger.on)
            dialog.open()
        else:
            runner.read(
                lambda job: duties.find_household(office, record_id),
                shell.open_household,
                shell.show_error,
                owner=self._view,
            )

    # What duties follow from

    def open_catalogue(self) -> None:
        """Show the items in force and where their values come from."""
        office = self._office

        def work(_job: JobHandle) -> tuple[CatalogueEntry, ...]:
            return catalogue.read_catalogue(office, office.today())

        def show(entries: tuple[CatalogueEntry, ...]) -> None:
            self._dialog = CatalogueDialog(entries, self._view)
            self._dialog.open()

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def open_facts(self) -> None:
        """Show what is true of the village, and ask for what nothing shows."""
        office = self._office

        def show(facts: "dict[str, FactState]") -> None:
            items = {item.code: item for item in (entry.item for entry in self._entries.values())}
            self._dialog = dialog = FactsDialog(facts, tuple(items.values()), self._view)
            dialog.set_may_answer(office.may(Right.DRAFT_NOTICE))
            dialog.answered.connect(lambda name, holds: self._answer(dialog, name, holds))
            dialog.open()

        self._runner.read(
            lambda job: village_facts.read_facts(office, office.today()),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def _answer(self, dialog: FactsDialog, name: str, holds: bool | None) -> None:
        office = self._office

        def work(_job: JobHandle) -> "dict[str, FactState]":
            village_facts.answer_fact(office, name, holds)
            return village_facts.read_facts(office, office.today())

        def done(facts: "dict[str, FactState]") -> None:
            if isValid(dialog):
                dialog.show_facts(facts)
            self._shell.records_changed()

        self._runner.write(work, done, self._shell.show_error)

    def open_terms(self) -> None:
        """Show the days and thresholds, for who may change them to be changed."""
        office = self._office

        def work(_job: JobHandle) -> "tuple[dict[str, TermValue], str, date]":
            calendar = duties.read_calendar(office)
            return (
                terms.list_terms(office, office.today()),
                load_settings(office).duties_since,
                calendar.since,
            )

        def show(read: "tuple[dict[str, TermValue], str, date]") -> None:
            self._dialog = dialog = TermsDialog(*read, office.today(), self._view)
            dialog.set_may_change(office.may(Right.SETTINGS))
            dialog.submitted.connect(lambda changed, since: self._set_terms(dialog, changed, since))
            dialog.open()

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def _set_terms(self, dialog: TermsDialog, changed: dict[str, int | None], since: str | None) -> None:
        office = self._office

        def done(_none: None) -> None:
            self._shell.notify(_tr("已保存，公开任务按新的期限重新算过。"))
            self._shell.records_changed()

        write_for(dialog, self._runner, self._shell, lambda: terms.set_terms(office, changed, since), done)


def _month_of(line: DutyLine) -> str:
    return line.duty.due_on.isoformat()[:7]


def _count(lines: list[DutyLine], month: str) -> tuple[int, str]:
    """How many of a month are still to be done, and how bad it stands."""
    states = [line.state for line in lines if _month_of(line) == month and line.state is not DutyState.DONE]
    late = any(state in (DutyState.LATE, DutyState.MISSED) for state in states)
    soon = DutyState.DUE_SOON in states
    return len(states), "overdue" if late else "soon" if soon else ""
