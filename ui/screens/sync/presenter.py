"""Answers the screen of the exchange; what needs the line is imported when it is asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services.sync import conflicts, outbox, receipts, refusals
from desktop.services.sync.conflicts import Choice, ConflictView
from desktop.services.sync.corrections import read_correction, read_corrections
from desktop.services.sync.refusals import RefusalView
from desktop.services.sync.status import Phase, SyncStatus, sync_status
from ui.dialogs.files import choose_file, save_file
from ui.screens.sync.conflict_dialog import ConflictDialog
from ui.screens.sync.enrol_dialog import EnrolDialog
from ui.screens.sync.refusal_dialog import RefusalDialog

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.services.sync.bundles import BundleFile
    from desktop.services.sync.running import SyncReport
    from ui.jobs import JobRunner
    from ui.screens.sync.view import SyncScreen
    from ui.shell.shell_api import Shell

OUTBOX = "outbox"
CONFLICTS = "conflicts"
REFUSALS = "refusals"
RECEIPTS = "receipts"


def _tr(text: str) -> str:
    return QCoreApplication.translate("SyncPresenter", text)


class SyncPresenter:
    """One list and one search text at a time; answers to older questions are dropped."""

    def __init__(self, view: "SyncScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._list = OUTBOX
        self._text = ""
        self._current = ""
        self._county = ""
        self._wanted_record = ""

    def load(self) -> None:
        """Read the state and the list in view anew."""
        wanted = (self._list, self._text)

        def show(read: tuple[SyncStatus, Sequence[object]]) -> None:
            if wanted != (self._list, self._text):
                return
            status, rows = read
            self._county = status.county
            self._view.show_status(status)
            if status.phase is Phase.NOT_ENROLLED:
                self._view.show_not_enrolled()
                return
            self._view.show_counts(
                {OUTBOX: status.waiting, CONFLICTS: status.conflicts, REFUSALS: status.refusals}
            )
            self._view.show_rows(self._list, rows, self._text)
            self._go_to_wanted(rows)

        self._runner.read(partial(self._read, *wanted), show, self._shell.show_error, owner=self._view)

    def _read(self, wanted: str, text: str, _job: JobHandle) -> tuple[SyncStatus, Sequence[object]]:
        office = self._office
        status = sync_status(office)
        if status.phase is Phase.NOT_ENROLLED:
            return status, ()
        if wanted == OUTBOX:
            return status, outbox.list_outbox(office, text)
        if wanted == CONFLICTS:
            return status, conflicts.list_conflicts(office)
        if wanted == REFUSALS:
            return status, refusals.list_refusals(office)
        return status, receipts.list_receipts(office) if office.may(Right.READ_AUDIT) else ()

    def _go_to_wanted(self, rows: Sequence[object]) -> None:
        record, self._wanted_record = self._wanted_record, ""
        for row in rows:
            if record and isinstance(row, ConflictView) and row.record_id == record:
                self._view.select(row.id)
                return

    def search(self, text: str) -> None:
        """Keep only what waits and holds a text."""
        self._text = text
        self.load()

    def show_list(self, wanted: str) -> None:
        """Show another list."""
        self._list = wanted
        self._text = self._view.search.text().strip() if wanted == OUTBOX else ""
        self._view.show_tab(wanted)
        self.load()

    def show_conflict_of(self, record_id: str) -> None:
        """Show the conflicts with the cursor on one of a record."""
        self._wanted_record = record_id
        self.show_list(CONFLICTS)

    def choose(self, row_id: str) -> None:
        """Show one entry beside the list."""
        self._current = row_id
        row = self._view.row(self._list, row_id) if row_id else None
        detail = self._view.detail
        if row is None:
            detail.show_nothing()
        elif self._list == OUTBOX:
            detail.show_outbox(row)
        elif self._list == CONFLICTS:
            detail.show_conflict(row)
        elif self._list == REFUSALS:
            detail.show_refusal(row, may_settle=self._may_settle(row))
        else:
            detail.show_receipt(row, self._office.vault.village.name, self._county)

    def _may_settle(self, view: RefusalView) -> bool:
        return refusals.may_settle(self._office, view)

    def open_record(self, table: str, record_id: str) -> None:
        """Show the record itself."""
        if table == "event":
            self._shell.open_record("events", "event", record_id)
        else:
            self._shell.open_record("register", table, record_id)

    def copy(self, text: str) -> None:
        """Put a receipt's text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self._shell.notify(_tr("已复制"))

    def begin_or_stop(self) -> None:
        """Exchange at once, or stop the run under way between two of its steps."""
        if self._shell.sync.stage:
            self._view.show_stopping()
            self._shell.sync.cancel()
        else:
            self._shell.sync.ask()

    # Deciding

    def settle(self) -> None:
        """Open what decides the entry under the cursor."""
        row = self._view.row(self._list, self._current)
        if isinstance(row, ConflictView) and row.choices:
            dialog = ConflictDialog(row, self._view)
            dialog.decided.connect(partial(self._resolve, dialog, row))
            dialog.open()
        elif isinstance(row, RefusalView) and self._may_settle(row):
            mend = RefusalDialog(row, self._view)
            mend.submitted.connect(partial(self._mend, mend, row))
            mend.open()

    def _resolve(self, dialog: ConflictDialog, view: ConflictView, choice: Choice, text: str) -> None:
        office = self._office

        def work(_job: JobHandle) -> None:
            value = read_correction(office, view.field, text) if choice is Choice.EDITED else None
            conflicts.resolve_conflict(office, view.id, choice, value)

        def done(_none: None) -> None:
            dialog.accept()
            self._settled(_tr("冲突已处理"))

        self._write(work, done, dialog)

    def _mend(self, dialog: RefusalDialog, view: RefusalView, typed: dict[str, str]) -> None:
        office = self._office

        def work(_job: JobHandle) -> None:
            refusals.mend_refusal(office, view.id, {**view.values, **read_corrections(office, typed)})

        def done(_none: None) -> None:
            dialog.accept()
            self._settled(_tr("已改正，下次同步时上传"))

        self._write(work, done, dialog)

    def _write(
        self,
        work: Callable[[JobHandle], None],
        done: Callable[[None], None],
        dialog: ConflictDialog | RefusalDialog,
    ) -> None:
        dialog.setEnabled(False)

        def failed(error: Exception) -> None:
            dialog.setEnabled(True)
            if isinstance(error, ProblemError) and any(problem.place for problem in error.problems):
                dialog.show_problems(error.problems)
            else:
                self._shell.show_error(error)

        self._runner.write(work, done, failed, owner=dialog)

    def drop(self) -> None:
        """Leave it at what the county has."""
        row = self._view.row(self._list, self._current)
        if not isinstance(row, RefusalView):
            return
        self._shell.ask(
            _tr("按县里的？"),
            _tr("档案里保持县里现在的内容，当时填写的不再上传。"),
            _tr("按县里的"),
            partial(self._drop, row.id),
        )

    def _drop(self, refusal_id: int) -> None:
        self._runner.write(
            lambda job: refusals.drop_refusal(self._office, refusal_id),
            lambda _: self._settled(_tr("已按县里的处理")),
            self._shell.show_error,
        )

    def _settled(self, text: str) -> None:
        self._shell.notify(text)
        self._shell.records_changed()

    # Enrolling, sticks

    def enrol(self) -> None:
        """Ask for address and code."""
        if not self._office.may(Right.SETTINGS):
            return
        dialog = EnrolDialog(self._view)
        dialog.submitted.connect(partial(self._enrol, dialog))
        dialog.open()

    def _enrol(self, dialog: EnrolDialog, address: str, code: str) -> None:
        office = self._office
        dialog.show_busy(busy=True)

        def work(_job: JobHandle) -> str:
            from desktop.services.sync.running import enrol

            return enrol(office, address, code).county_name

        def done(county: str) -> None:
            dialog.accept()
            self._shell.notify(_tr("已接入“{county}”").format(county=county))
            self._shell.records_changed()
            self._shell.sync.ask()

        def failed(error: Exception) -> None:
            if isinstance(error, ProblemError):
                dialog.show_problems(error.problems)
            else:
                dialog.show_busy(busy=False)
                self._shell.show_error(error)

        self._runner.converse(work, done, failed, owner=dialog)

    def export(self) -> None:
        """Write what waits into a file for a stick."""
        name = f"{self._office.vault.village.name}-{self._office.today().isoformat()}.cqs"
        save_file(self._view, _tr("导出到U盘"), name, _tr("县平台交换文件 (*.cqs)"), self._export)

    def _export(self, file: Path) -> None:
        def work(job: JobHandle) -> "BundleFile":
            from desktop.services.sync.bundles import export_bundle

            return export_bundle(self._office, file, job)

        def done(made: "BundleFile") -> None:
            told = _tr("已写入 {file}，只有县平台能打开。请把U盘送到县里。")
            self._shell.notify(told.format(file=made.path.name))
            self._shell.records_changed()

        self._shell.run_long(_tr("正在写U盘文件"), work, done, writes=True)

    def take_in(self) -> None:
        """Take in the county's answer from a stick."""
        title = _tr("收下县里的文件")
        choose_file(self._view, title, _tr("县平台交换文件 (*.cqs)"), self._take_in)

    def _take_in(self, file: Path) -> None:
        def work(job: JobHandle) -> "SyncReport":
            from desktop.services.sync.bundles import import_bundle

            return import_bundle(self._office, file, job)

        def done(report: "SyncReport") -> None:
            told = _tr("已收下：县里收到 {sent} 条，发来 {received} 条")
            self._shell.notify(told.format(sent=report.sent, received=report.received))
            self._shell.records_changed()

        self._shell.run_long(_tr("正在收下县里的文件"), work, done, writes=True)
