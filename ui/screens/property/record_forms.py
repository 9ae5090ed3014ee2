"""Opens the form of any ledger's record, finds what its fields point to, stores it, takes it out again."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem
from desktop.domain.property_ledger import REFERENCES, ledger_field, ledger_fields
from desktop.services import history
from desktop.services.property import records
from desktop.services.property.records import TITLES, LedgerRecord, Saved
from desktop.words import word
from ui.dialogs.refusal import write_for
from ui.screens.property.record_dialog import RecordDialog
from ui.widgets.reference_edit import ReferenceChoice

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("PropertyPresenter", text)


class RecordForms:
    """The forms of one page; tells the page what was stored."""

    def __init__(
        self,
        owner: QWidget,
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        stored: Callable[[str, str], None],
    ) -> None:
        """Keep what the forms need.

        Args:
            owner: Widget in whose window they open.
            office: The office at work.
            runner: Its lanes.
            shell: For problems and notes.
            stored: Called with ledger and id of what was stored, the id empty where something was taken out.
        """
        self._owner = owner
        self._office = office
        self._runner = runner
        self._shell = shell
        self._stored = stored

    def open_existing(self, ledger: str, record_id: str) -> None:
        """Change a record that is known by its id."""
        self._runner.read(
            lambda _job: records.get_record(self._office, ledger, record_id),
            lambda found: self.open_form(ledger, found, {}),
            self._shell.show_error,
            owner=self._owner,
        )

    def open_new(self, ledger: str, given: Mapping[str, str]) -> None:
        """Ask for a new record of which some references are known, shown by their names."""
        asked = {field.name: given[field.name] for field in ledger_fields(ledger) if given.get(field.name)}
        self._runner.read(
            lambda _job: records.name_targets(self._office, ledger, asked),
            lambda names: self._open(ledger, "", asked, names),
            self._shell.show_error,
            owner=self._owner,
        )

    def open_form(self, ledger: str, existing: LedgerRecord | None, given: Mapping[str, str]) -> None:
        """Ask for a new record, or change one; ``given`` stands in a new form at first."""
        if existing is None:
            self._open(ledger, "", given, {})
            return
        named = {
            field.name: existing.cells[field.name]
            for field in ledger_fields(ledger)
            if field.form in REFERENCES
        }
        self._open(ledger, existing.id, {**given, **records.typed_texts(existing)}, named)

    def _open(self, ledger: str, record_id: str, texts: Mapping[str, str], named: Mapping[str, str]) -> None:
        title = word(TITLES[ledger])
        words = _tr("修改{title}") if record_id else _tr("登记{title}")
        dialog = RecordDialog(ledger, words.format(title=title), texts, named, self._owner.window())
        dialog.hits_wanted.connect(partial(self._find, dialog, ledger))
        dialog.check_wanted.connect(partial(self._check, dialog, ledger, record_id))
        dialog.submitted.connect(partial(self._save, dialog, ledger, record_id))
        dialog.open()

    def _find(self, dialog: RecordDialog, ledger: str, key: str, asked: str) -> None:
        target = ledger_field(ledger, key).target

        def work(_job: JobHandle) -> tuple[ReferenceChoice, ...]:
            if target == "party_member":
                from desktop.services.party.members import find_members

                return tuple(ReferenceChoice(*each) for each in find_members(self._office, asked))
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
        def saved(stored: Saved) -> None:
            told = _tr("已保存{title}").format(title=word(TITLES[ledger]))
            if stored.warnings:
                told = messages.reason(stored.warnings[0])
            self._shell.notify(told)
            self._stored(ledger, stored.id)

        write_for(
            dialog,
            self._runner,
            self._shell,
            lambda: records.save_record(self._office, ledger, texts, record_id),
            saved,
        )

    def ask_removal(self, ledger: str, record_id: str, title: str) -> None:
        """Ask, then take a record out of its ledger."""

        def remove() -> None:
            def done(_none: None) -> None:
                entry = _tr("已删除，可以撤销")
                self._shell.notify(entry, _tr("撤销"), self.undo)
                self._stored(ledger, "")

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

    def undo(self) -> None:
        """Take the last action back."""

        def work(_job: JobHandle) -> None:
            entry = history.next_undo(self._office)
            if entry is not None:
                history.undo(self._office, entry.last_change_set)

        self._runner.write(work, lambda _none: self._stored("", ""), self._shell.show_error)
