"""Answers the screen of the exchange; what needs the line is imported when it is asked for."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services.sync import conflicts, outbox, receipts, refusals, settled
from desktop.services.sync.conflicts import Choice, ConflictView
from desktop.services.sync.corrections import read_correction, read_corrections
from desktop.services.sync.enrolment_sheet import read_sheet
from desktop.services.sync.refusals import RefusalView
from desktop.services.sync.status import Phase, SyncStatus, sync_status
from ui.dialogs.closed import accept_if_open
from ui.dialogs.files import choose_file, save_file
from ui.dialogs.refusal import refused_in
from ui.screens.sync.certificate_dialog import CertificateDialog
from ui.screens.sync.conflict_dialog import ConflictDialog
from ui.screens.sync.enrol_dialog import EnrolAnswer, EnrolDialog
from ui.screens.sync.receipts_dialog import ReceiptsDialog
from ui.screens.sync.refusal_dialog import RefusalDialog
from ui.screens.sync.retire_dialog import RetireDialog
from ui.shell.sync_runner import SyncOutcome

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
SETTLED = "settled"
RECEIPTS = "receipts"
SEARCHABLE = frozenset({OUTBOX, SETTLED})

_KEYS_DESTROYED = "SYN-190"


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
        self._status = SyncStatus(Phase.NOT_ENROLLED)
        self._wanted_record = ""

    def load(self) -> None:
        """Read the state and the list in view anew."""
        wanted = (self._list, self._text)

        def show(read: tuple[SyncStatus, Sequence[object]]) -> None:
            if wanted != (self._list, self._text):
                return
            status, rows = read
            self._county, self._status = status.county, status
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
        if wanted == SETTLED:
            return status, settled.list_settled(office, text)
        return status, receipts.list_receipts(office) if office.may(Right.READ_AUDIT) else ()

    def _go_to_wanted(self, rows: Sequence[object]) -> None:
        record, self._wanted_record = self._wanted_record, ""
        for row in rows:
            if record and isinstance(row, ConflictView) and row.record_id == record:
                self._view.select(row.id)
                return

    def search(self, text: str) -> None:
        """Keep only entries that hold a text."""
        self._text = text
        self.load()

    def show_list(self, wanted: str) -> None:
        """Show another list."""
        self._list = wanted
        self._text = self._view.search.text().strip() if wanted in SEARCHABLE else ""
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
        elif isinstance(row, ConflictView):
            detail.show_conflict(row)
        elif isinstance(row, RefusalView):
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
            accept_if_open(dialog)
            self._settled(_tr("冲突已处理"))

        self._write(work, done, dialog)

    def _mend(self, dialog: RefusalDialog, view: RefusalView, typed: dict[str, str]) -> None:
        office = self._office

        def work(_job: JobHandle) -> None:
            refusals.mend_refusal(office, view.id, {**view.values, **read_corrections(office, typed)})

        def done(_none: None) -> None:
            accept_if_open(dialog)
            self._settled(_tr("已改正，下次同步时上传"))

        self._write(work, done, dialog)

    def _write(
        self,
        work: Callable[[JobHandle], None],
        done: Callable[[None], None],
        dialog: ConflictDialog | RefusalDialog,
    ) -> None:
        dialog.setEnabled(False)

        self._runner.write(work, done, refused_in(dialog, self._shell))

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
        """Ask for what the county's sheet says, again where this PC was shut out or takes no sticks."""
        if not self._office.may(Right.SETTINGS):
            return
        dialog = EnrolDialog(partial(read_sheet, self._office), self._view, self._why_again())
        dialog.submitted.connect(partial(self._enrol, dialog))
        dialog.open()

    def _why_again(self) -> str:
        if self._status.phase is Phase.SHUT_OUT:
            return _tr(
                "县里已停用这台电脑。要再和县里交换，请向县里要一张新的接入单，在这里填写；待上传的内容都不会丢。"
            )
        if self._status.phase is not Phase.NOT_ENROLLED and not self._status.takes_sticks:
            return _tr(
                "这台电脑接入得早，还不能用 U 盘交换。请向县里要一张新的接入单重新接入，"
                "待上传的内容都不会丢。接入后请县里停用原来的编号。"
            )
        return ""

    def _enrol(self, dialog: EnrolDialog, answer: EnrolAnswer) -> None:
        office = self._office
        dialog.show_busy(busy=True)

        def work(_job: JobHandle) -> str:
            from desktop.services.sync.running import enrol

            made = enrol(
                office,
                answer.url,
                answer.code,
                authority=answer.authority,
                fingerprint=answer.fingerprint,
                county_key=answer.key,
            )
            return made.county_name

        def done(county: str) -> None:
            dialog.accept()
            self._shell.notify(_tr("已接入“{county}”").format(county=county))
            self._shell.records_changed()
            self._shell.sync.ask()

        self._runner.converse(work, done, partial(self._told_no, dialog), owner=dialog)

    def change_certificate(self) -> None:
        """Ask what the county's server is to be known by from now on."""
        if not self._office.may(Right.SETTINGS):
            return
        dialog = CertificateDialog(self._view)
        dialog.submitted.connect(partial(self._pin, dialog))
        dialog.open()

    def _pin(self, dialog: CertificateDialog, authority: Path | None, fingerprint: str) -> None:
        dialog.show_busy(busy=True)

        def work(_job: JobHandle) -> None:
            from desktop.services.sync.pinning import pin_certificate

            pin_certificate(self._office, authority=authority, fingerprint=fingerprint)

        def done(_none: None) -> None:
            dialog.accept()
            self._shell.notify(_tr("县平台的新证书核对无误，已记下"))
            self._shell.sync.ask()

        self._runner.converse(work, done, partial(self._told_no, dialog), owner=dialog)

    def retire(self) -> None:
        """Ask what becomes of this PC, which is used no more."""
        if not self._office.may(Right.SETTINGS):
            return
        dialog = RetireDialog(self._office.vault.village.name, self._view)
        dialog.submitted.connect(partial(self._retire, dialog))
        dialog.open()

    def _retire(self, dialog: RetireDialog, destroys: bool) -> None:
        dialog.show_busy(busy=True)

        def work(job: JobHandle) -> None:
            from desktop.services.sync.retirement import retire

            retire(self._office, job, destroys=destroys)

        def done(_none: None) -> None:
            dialog.accept()
            self._shell.notify(_tr("已告诉县里：这台电脑不再使用"))
            self._shell.records_changed()

        def failed(error: Exception) -> None:
            if not self._told_of_destruction(error):
                self._told_no(dialog, error)

        self._runner.converse(work, done, failed, owner=dialog)

    def _told_no(self, dialog: EnrolDialog | CertificateDialog | RetireDialog, error: Exception) -> None:
        if isinstance(error, ProblemError):
            dialog.show_problems(error.problems)
        else:
            dialog.show_busy(busy=False)
            self._shell.show_error(error)

    def _told_of_destruction(self, error: Exception) -> bool:
        """Let the window leave an office whose keys are destroyed, as after a run that brought the order."""
        if not isinstance(error, ProblemError) or error.problems[0].code != _KEYS_DESTROYED:
            return False
        self._shell.sync.ended.emit(SyncOutcome(asked=True, error=error))
        return True

    # Paper, sticks

    def print_receipts(self) -> None:
        """Ask for the days of which the county's receipts are wanted on paper."""
        dialog = ReceiptsDialog(self._office.today(), self._view)
        dialog.submitted.connect(partial(self._choose_file, dialog))
        dialog.open()

    def _choose_file(self, dialog: ReceiptsDialog, first: date, last: date) -> None:
        dialog.accept()
        name = _tr("{village}-上报回执.pdf").format(village=self._office.vault.village.name)
        save_file(
            self._view,
            _tr("存为 PDF"),
            name,
            "PDF (*.pdf)",
            lambda file: self._save_receipts(file, first, last),
        )

    def _save_receipts(self, file: Path, first: date, last: date) -> None:
        def work(_job: JobHandle) -> int:
            from desktop.services.sync.receipt_printing import save_receipts

            return save_receipts(self._office, file, first, last).batches

        def done(batches: int) -> None:
            told = _tr("已保存 {file}，共 {n} 批")
            self._shell.notify(told.format(file=file.name, n=f"{batches:,}"))

        self._shell.run_long(_tr("正在做回执"), work, done, writes=True)

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

        def failed(error: Exception) -> None:
            if not self._told_of_destruction(error):
                self._shell.show_error(error)

        self._shell.run_long(_tr("正在收下县里的文件"), work, done, failed=failed, writes=True)
