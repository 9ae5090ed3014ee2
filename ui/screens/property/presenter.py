"""Answers one ledger's page; knows the services of property, not widgets' insides."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.services.property import records, relations, subsidies
from desktop.services.property.records import ALL, CHILDREN, TITLES, LedgerRecord
from desktop.words import word
from ui.dialogs.refusal import write_for
from ui.screens.attachments.making import make_area
from ui.screens.property.detail import RecordParts
from ui.screens.property.record_forms import RecordForms
from ui.screens.property.workbooks import LedgerWorkbooks

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.property.changes import LedgerChange
    from ui.jobs import JobRunner
    from ui.screens.property.ledger_page import LedgerPage
    from ui.screens.property.subsidy_dialog import SubsidyDialog
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("PropertyPresenter", text)


class LedgerPresenter:
    """One view and one search text at a time; answers to older questions are dropped."""

    def __init__(
        self, page: "LedgerPage", ledger: str, office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        self._page = page
        self._ledger = ledger
        self._office = office
        self._runner = runner
        self._shell = shell
        self._view, self._text = ALL, ""
        self._current = ""
        self._parts: RecordParts | None = None
        self._wanted_record = ""
        self.may_edit = office.may(records.editing_right_of(ledger))
        self._may_draft = office.may(Right.DRAFT_NOTICE)
        page.panel.make_attachments = partial(make_area, office, runner, shell)
        self.forms = RecordForms(page, office, runner, shell, self._on_stored)
        self.workbooks = LedgerWorkbooks(
            page, office, shell, ledger, page.shown_ids, self._on_imported, self.forms.undo
        )

    # Reading

    def load(self) -> None:
        """Read the counts and the list anew."""
        asked = (self._view, self._text)
        office, ledger = self._office, self._ledger

        def work(_job: JobHandle) -> tuple[dict[str, int], tuple[LedgerRecord, ...]]:
            return records.count_states(office, ledger), records.list_records(office, ledger, *asked)

        def show(read: tuple[dict[str, int], tuple[LedgerRecord, ...]]) -> None:
            if asked != (self._view, self._text):
                return
            self._page.show_records(read[1], read[0], asked[1])
            if self._wanted_record:
                self._page.table.select_id(self._wanted_record)
                self._wanted_record = ""

        self._runner.read(work, show, self._shell.show_error, owner=self._page)

    def search(self, text: str) -> None:
        """Find records by a text within the view."""
        self._text = text
        self.load()

    def show_view(self, view: str, text: str = "") -> None:
        """Show another view."""
        self._view, self._text = view, text
        self._page.tabs.mark(view)
        self.load()

    def show_record(self, record_id: str) -> None:
        """Show one record in the list of all."""
        self._wanted_record = record_id
        self.show_view(ALL)

    def choose(self, record_id: str) -> None:
        """Read one record for the panel beside the list."""
        self._current = record_id
        if not record_id:
            return
        office, ledger = self._office, self._ledger

        def work(_job: JobHandle) -> RecordParts:
            return RecordParts(
                records.get_record(office, ledger, record_id),
                records.list_children(office, ledger, record_id),
                relations.list_relations(office, ledger, record_id),
            )

        def show(parts: RecordParts) -> None:
            if self._current == record_id:
                self._parts = parts
                self._page.panel.show_record(parts, may_edit=self.may_edit, may_draft=self._may_draft)

        self._runner.read(work, show, self._shell.show_error, owner=self._page)

    def open_relation(self, table: str, record_id: str) -> None:
        """Show a related person, or a record of another ledger."""
        if table == "person":
            self._shell.open_person(record_id)
        else:
            screen = {"matter": "matters", "party_member": "party", "branch": "party"}.get(table, "property")
            self._shell.open_record(screen, table, record_id)

    def show_history(self) -> None:
        """Show who changed the record, when, and from what to what."""
        if self._parts is None:
            return
        record = self._parts.record

        def show(found: "tuple[LedgerChange, ...]") -> None:
            from ui.screens.property.changes_dialog import ChangesDialog

            ChangesDialog(record.title, found, self._page.window()).open()

        from desktop.services.property.changes import list_changes

        self._runner.read(
            lambda _job: list_changes(self._office, self._ledger, record.id),
            show,
            self._shell.show_error,
            owner=self._page,
        )

    # Writing

    def draft_sheet(self) -> None:
        """Draft the sheet that tells of the record, and go to it."""
        if self._parts is None:
            return
        record_id = self._parts.record.id

        from desktop.services.property.disclosing import draft_sheet

        def go(notice_id: str) -> None:
            self._shell.notify(_tr("公开表已起草，核对后送审。"))
            self._shell.records_changed()
            self._shell.open_record("documents", "notice", notice_id)

        self._shell.run_long(
            _tr("正在起草公开表"),
            lambda _job: draft_sheet(self._office, self._ledger, record_id),
            go,
            writes=True,
            can_cancel=False,
        )

    def print_letter(self) -> None:
        """Print the letter that is shown, with its stub and receipt."""
        if self._parts is None:
            return
        record = self._parts.record

        def show(pdf: bytes) -> None:
            from desktop.services.disclosure.sheets import open_sheet
            from ui.dialogs.sheet_printing import print_sheet

            title = _tr("介绍信")
            sheet = open_sheet(pdf)
            print_sheet(self._page.window(), self._runner, title, sheet, lambda: None, self._shell.show_error)

        from desktop.services.party.transfers import print_letter

        self._runner.read(
            lambda _job: print_letter(self._office, record.id),
            show,
            self._shell.show_error,
            owner=self._page,
        )

    def add(self) -> None:
        """Ask for a new record."""
        if self.may_edit:
            self.forms.open_form(self._ledger, None, {})

    def edit(self, record_id: str = "") -> None:
        """Change the record that is shown."""
        if self._parts is not None and self.may_edit and record_id in ("", self._parts.record.id):
            self.forms.open_form(self._ledger, self._parts.record, {})

    def edit_child(self, child_id: str) -> None:
        """Enter a move or a step of the record that is shown, or change one."""
        if self._parts is None or self._ledger not in CHILDREN:
            return
        child, column = CHILDREN[self._ledger]
        existing = next((each for each in self._parts.children if each.id == child_id), None)
        self.forms.open_form(child, existing, {column: self._parts.record.id})

    def _on_stored(self, ledger: str, record_id: str) -> None:
        self._wanted_record = record_id if ledger == self._ledger and record_id else self._current
        self._after_change()

    def _after_change(self) -> None:
        self._shell.records_changed()

    def _on_imported(self) -> None:
        self.show_view(ALL)
        self._shell.records_changed()

    def remove(self) -> None:
        """Ask, then take the record that is shown out of its ledger."""
        if self._parts is None or not self.may_edit:
            return
        record = self._parts.record
        self.forms.ask_removal(self._ledger, record.id, record.title)

    def remove_child(self, child_id: str) -> None:
        """Ask, then take a move or step out."""
        if self._ledger in CHILDREN:
            child = CHILDREN[self._ledger][0]
            self.forms.ask_removal(child, child_id, word(TITLES[child]))

    # Subsidies

    def set_returned(self, returned: bool) -> None:
        """Write down that the bank gave the payments chosen back, or did not."""
        chosen = self._page.table.selected_ids() or ((self._current,) if self._current else ())

        def done(_none: None) -> None:
            self._wanted_record = self._current
            self._after_change()

        self._runner.write(
            lambda _job: subsidies.set_returned(self._office, chosen, returned), done, self._shell.show_error
        )

    def open_subsidy(self, *, pays: bool) -> None:
        """Ask which list is made out of registered land, or paid."""
        from ui.screens.property.subsidy_dialog import SubsidyDialog

        dialog = SubsidyDialog(self._office.today(), self._page.window(), pays=pays)
        dialog.made.connect(partial(self._make_list, dialog))
        dialog.paid.connect(partial(self._pay_list, dialog))
        dialog.open()

    def _make_list(self, dialog: "SubsidyDialog", programme: str, year: int, rate_cents: int) -> None:
        self._run_subsidy(
            dialog,
            lambda: subsidies.make_list(self._office, programme, year, rate_cents),
            _tr("生成了 {count} 户"),
        )

    def _pay_list(self, dialog: "SubsidyDialog", programme: str, year: int, paid_on: date) -> None:
        self._run_subsidy(
            dialog,
            lambda: subsidies.pay_list(self._office, programme, year, paid_on),
            _tr("登记了 {count} 户发放"),
        )

    def _run_subsidy(self, dialog: "SubsidyDialog", do: Callable[[], int], told: str) -> None:
        def done(count: int) -> None:
            self._shell.notify(told.format(count=count), _tr("撤销"), self.forms.undo)
            self._after_change()

        write_for(dialog, self._runner, self._shell, do, done, in_place=True)
