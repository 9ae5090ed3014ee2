"""Answers one ledger's page; knows the services of property, not widgets' insides."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.property_ledger import REFERENCES, ledger_field, ledger_fields
from desktop.services import history
from desktop.services.property import records, relations, subsidies
from desktop.services.property.records import ALL, CHILDREN, TITLES, LedgerRecord, Saved
from desktop.words import word
from ui.dialogs.files import choose_file, save_file
from ui.screens.attachments.making import make_area
from ui.screens.property.detail import RecordParts
from ui.screens.property.record_dialog import RecordDialog
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.property.changes import LedgerChange
    from desktop.services.property.importing import ImportPlan
    from ui.jobs import JobRunner
    from ui.screens.property.import_dialog import LedgerImportDialog
    from ui.screens.property.ledger_page import LedgerPage
    from ui.screens.property.subsidy_dialog import SubsidyDialog
    from ui.shell.shell_api import Shell

WORKBOOKS = "*.xlsx *.xls *.xlsb *.ods *.csv *.et"


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
            screen = "matters" if table == "matter" else "property"
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

    def add(self) -> None:
        """Ask for a new record."""
        if self.may_edit:
            self._open_form(self._ledger, None, {})

    def edit(self, record_id: str = "") -> None:
        """Change the record that is shown."""
        if self._parts is not None and self.may_edit and record_id in ("", self._parts.record.id):
            self._open_form(self._ledger, self._parts.record, {})

    def edit_child(self, child_id: str) -> None:
        """Enter a move or a step of the record that is shown, or change one."""
        if self._parts is None or self._ledger not in CHILDREN:
            return
        child, column = CHILDREN[self._ledger]
        existing = next((each for each in self._parts.children if each.id == child_id), None)
        self._open_form(child, existing, {column: self._parts.record.id})

    def _open_form(self, ledger: str, existing: LedgerRecord | None, given: Mapping[str, str]) -> None:
        texts = {**given, **(records.typed_texts(existing) if existing is not None else {})}
        named = {}
        if existing is not None:
            named = {
                field.name: existing.cells[field.name]
                for field in ledger_fields(ledger)
                if field.form in REFERENCES
            }
        title = word(TITLES[ledger])
        words = _tr("修改{title}") if existing is not None else _tr("登记{title}")
        dialog = RecordDialog(ledger, words.format(title=title), texts, named, self._page.window())
        record_id = existing.id if existing is not None else ""
        dialog.hits_wanted.connect(partial(self._find, dialog, ledger))
        dialog.check_wanted.connect(partial(self._check, dialog, ledger, record_id))
        dialog.submitted.connect(partial(self._save, dialog, ledger, record_id))
        dialog.open()

    def _find(self, dialog: RecordDialog, ledger: str, key: str, asked: str) -> None:
        target = ledger_field(ledger, key).target

        def work(_job: JobHandle) -> tuple[ReferenceChoice, ...]:
            if target != "person":
                found = records.find_targets(self._office, target, asked)
                return tuple(ReferenceChoice(each.id, each.name) for each in found)
            from desktop.services.references import find_references

            return tuple(
                ReferenceChoice(each.id, each.name, f"{each.villager_group}　{each.age}　{each.number}")
                for each in find_references(self._office, "person", asked)
            )

        self._runner.read(work, partial(dialog.show_hits, key, asked), self._shell.show_error, owner=dialog)

    def _check(self, dialog: RecordDialog, ledger: str, record_id: str, texts: Mapping[str, str]) -> None:
        def show(problems: Sequence[Problem]) -> None:
            if dialog.isEnabled() and dialog.texts() == texts:
                dialog.show_findings(problems)

        self._runner.read(
            lambda _job: records.check_texts(self._office, ledger, texts, record_id),
            show,
            self._shell.show_error,
            owner=dialog,
        )

    def _save(self, dialog: RecordDialog, ledger: str, record_id: str, texts: Mapping[str, str]) -> None:
        dialog.setEnabled(False)

        def saved(stored: Saved) -> None:
            dialog.accept()
            self._wanted_record = stored.id if ledger == self._ledger else self._current
            told = _tr("已保存{title}").format(title=word(TITLES[ledger]))
            if stored.warnings:
                told = messages.reason(stored.warnings[0])
            self._shell.notify(told)
            self._after_change()

        def failed(error: Exception) -> None:
            dialog.setEnabled(True)
            if isinstance(error, ProblemError) and any(each.place for each in error.problems):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(
            lambda _job: records.save_record(self._office, ledger, texts, record_id), saved, failed
        )

    def _after_change(self) -> None:
        self._shell.records_changed()
        self.load()

    def remove(self) -> None:
        """Ask, then take the record that is shown out of its ledger."""
        if self._parts is None or not self.may_edit:
            return
        record = self._parts.record
        self._ask_removal(self._ledger, record.id, record.title)

    def remove_child(self, child_id: str) -> None:
        """Ask, then take a move or step out."""
        if self._ledger in CHILDREN:
            self._ask_removal(CHILDREN[self._ledger][0], child_id, word(TITLES[CHILDREN[self._ledger][0]]))

    def _ask_removal(self, ledger: str, record_id: str, title: str) -> None:
        def remove() -> None:
            def done(_none: None) -> None:
                self._wanted_record = self._current if ledger != self._ledger else ""
                entry = _tr("已删除，可以撤销")
                self._shell.notify(entry, _tr("撤销"), self._undo)
                self._after_change()

            self._runner.write(
                lambda _job: records.remove_record(self._office, ledger, record_id),
                done,
                self._shell.show_error,
            )

        self._shell.ask(
            _tr("删除“{title}”？").format(title=title),
            _tr("附件一起删除。以后可以在操作记录里找回，也可以马上撤销。"),
            _tr("删除"),
            remove,
            danger=True,
        )

    def _undo(self) -> None:
        def work(_job: JobHandle) -> None:
            entry = history.next_undo(self._office)
            if entry is not None:
                history.undo(self._office, entry.last_change_set)

        self._runner.write(work, lambda _none: self._after_change(), self._shell.show_error)

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
        dialog.setEnabled(False)

        def done(count: int) -> None:
            dialog.accept()
            self._shell.notify(told.format(count=count), _tr("撤销"), self._undo)
            self._after_change()

        def failed(error: Exception) -> None:
            dialog.setEnabled(True)
            if isinstance(error, ProblemError):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(lambda _job: do(), done, failed)

    # Workbooks

    def import_file(self) -> None:
        """Ask for a workbook and show what it would bring."""
        if self.may_edit:
            title = _tr("选择要导入的{title}表格").format(title=word(TITLES[self._ledger]))
            choose_file(self._page.window(), title, f"{_tr('表格')} ({WORKBOOKS})", self.open_import)

    def open_import(self, path: Path) -> None:
        """Show what a workbook would bring into the ledger."""
        from ui.screens.property.import_dialog import LedgerImportDialog

        dialog = LedgerImportDialog(self._ledger, self._office.today(), self._page.window())
        dialog.plan_wanted.connect(partial(self._plan, dialog, path))
        dialog.accepted_plan.connect(partial(self._store, dialog))
        self._plan(dialog, path, dialog.defaults(), None)

    def _plan(
        self,
        dialog: "LedgerImportDialog",
        path: Path,
        defaults: Mapping[str, str],
        chosen: Mapping[str, str] | None,
    ) -> None:
        from desktop.services.property.importing import plan_import

        def show(plan: "ImportPlan") -> None:
            dialog.show_plan(plan)
            dialog.open()

        def failed(error: Exception) -> None:
            if not dialog.isVisible():
                dialog.deleteLater()
            self._shell.show_error(error)

        self._shell.run_long(
            _tr("正在读取表格"),
            lambda job: plan_import(self._office, self._ledger, path, defaults, chosen, job),
            show,
            failed=failed,
        )

    def _store(
        self, dialog: "LedgerImportDialog", plan: "ImportPlan", chosen: Mapping[str, str] | None
    ) -> None:
        from desktop.services.property.importing import store_import

        def done(count: int) -> None:
            dialog.accept()
            self._shell.notify(_tr("导入了 {count} 行").format(count=count), _tr("撤销"), self._undo)
            self.show_view(ALL)
            self._shell.records_changed()

        def failed(error: Exception) -> None:
            dialog.take.setEnabled(True)
            self._shell.show_error(error)

        self._shell.run_long(
            _tr("正在导入"),
            lambda _job: store_import(self._office, plan, chosen),
            done,
            failed=failed,
            writes=True,
            can_cancel=False,
        )

    def export_file(self) -> None:
        """Ask where to, and write what the list shows as a workbook."""
        title = word(TITLES[self._ledger])
        save_file(
            self._page.window(),
            _tr("导出{title}").format(title=title),
            f"{title}.xlsx",
            "Excel (*.xlsx);;CSV (*.csv)",
            self.export_to,
        )

    def export_to(self, path: Path) -> None:
        """Write what the list shows as a workbook."""
        from desktop.services.property.importing import export_ledger

        ids = self._page.shown_ids()

        def done(count: int) -> None:
            self._shell.notify(_tr("导出了 {count} 行").format(count=count))

        self._shell.run_long(
            _tr("正在导出"),
            lambda job: export_ledger(self._office, self._ledger, path, ids, job),
            done,
            writes=True,
        )
