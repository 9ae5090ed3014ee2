"""Answers the screen of certificates; knows the certificates service, not widgets' insides."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from desktop.services import certificates
from desktop.services.certificates import (
    CertificateKind,
    CertificateRequest,
    CertificateSummary,
    Issued,
    Preview,
)
from ui.dialogs.closed import accept_if_open, unless_closed
from ui.dialogs.files import choose_file, save_file
from ui.screens.certificates.issue_dialog import IssueDialog
from ui.screens.certificates.refused_dialog import RefusedDialog
from ui.screens.certificates.table_model import short_number
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.events.finding_edit import Found, found_people
from ui.screens.register.print_dialog import Paper, PrintDialog

if TYPE_CHECKING:
    from desktop.reports.preview import Preview as Pages
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.certificates.view import CertificatesScreen
    from ui.shell.shell_api import Shell

VIEWS = ("year", "void", "all")


def _tr(text: str) -> str:
    return QCoreApplication.translate("CertificatesPresenter", text)


class CertificatesPresenter:
    """One view and one certificate at a time; answers to older questions are dropped."""

    def __init__(
        self, view: "CertificatesScreen", office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._shown = ("year", "")  # view and text
        self._found: dict[str, CertificateSummary] = {}
        self._current = ""
        self._wanted = ""
        self._pages: Pages | None = None
        self._mark = ""  # of the sheet that was looked at

    def load(self) -> None:
        """Read the list anew."""
        asked = self._shown
        office = self._office

        def show(found: tuple[CertificateSummary, ...]) -> None:
            if asked != self._shown:
                return
            counts = {view: sum(self._is_in(view, each) for each in found) for view in VIEWS}
            shown = [each for each in found if self._is_in(asked[0], each)]
            self._found = {each.id: each for each in shown}
            self._view.show_certificates(shown, counts, asked[1])
            if self._wanted:
                self._view.select_certificate(self._wanted)
                self._wanted = ""

        self._runner.read(
            lambda job: certificates.list_certificates(office, text=asked[1]),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def _is_in(self, view: str, each: CertificateSummary) -> bool:
        if view == "void":
            return each.is_void
        return view == "all" or each.issued_on.startswith(f"{self._office.today().year}-")

    def search(self, text: str) -> None:
        """Find certificates by a text among all, or go back to this year's."""
        self.show_view("all" if text else "year", text)

    def show_view(self, view: str, text: str = "") -> None:
        """Show another view."""
        self._shown = (view, text)
        self._view.show_view(view)
        self.load()

    def show_certificate(self, certificate_id: str) -> None:
        """Show one certificate in the list of all."""
        self._wanted = certificate_id
        self.show_view("all")

    def choose(self, certificate_id: str) -> None:
        """Show one certificate beside the list."""
        self._current = certificate_id
        chosen = self._found.get(certificate_id)
        if chosen is not None:
            self._view.show_detail(chosen)

    # Issuing

    def add(self) -> None:
        """Ask for a new certificate."""
        self._open_issue("")

    def add_for(self, person_id: str) -> None:
        """Ask for a new certificate about a person that is known already."""
        self._open_issue(person_id)

    def _open_issue(self, person_id: str) -> None:
        office = self._office
        if not office.may(Right.ISSUE_CERTIFICATE):
            return

        def work(_job: JobHandle) -> tuple[tuple[CertificateKind, ...], str, str]:
            from desktop.services.register_card import person_card

            name = person_card(office, person_id).name if person_id else ""
            return certificates.allowed_kinds(office), certificates.list_source(office), name

        def show(read: tuple[tuple[CertificateKind, ...], str, str]) -> None:
            kinds, source, name = read
            papers = certificates.refused_papers()
            dialog = IssueDialog(kinds, papers, self._find, self._runner, self._view, source=source)
            if person_id:
                dialog.choose_person(person_id, name)
            dialog.picker.failed.connect(self._shell.show_error)
            dialog.sheet.render_failed.connect(self._shell.show_error)
            dialog.preview_wanted.connect(partial(self._preview, dialog))
            dialog.issue_wanted.connect(partial(self._issue, dialog))
            dialog.finished.connect(lambda _result: self._drop_pages())
            dialog.open()

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def _find(self, text: str) -> Sequence[Found]:
        return found_people(self._office, text)

    def _preview(self, dialog: IssueDialog, request: CertificateRequest) -> None:
        office = self._office
        dialog.setEnabled(False)

        def work(_job: JobHandle) -> tuple[Preview, "Pages"]:
            from desktop.reports.preview import Preview as Opened

            made = certificates.preview_certificate(office, request)
            return made, Opened(made.pdf)

        def show(made: tuple[Preview, "Pages"]) -> None:
            dialog.setEnabled(True)
            self._drop_pages()
            self._mark, self._pages = made[0].mark, made[1]
            pages = made[1]
            dialog.sheet.show_document(len(pages.sizes), pages.page, pages.sizes[0].width)
            dialog.show_preview(request)

        self._runner.write(
            work,
            unless_closed(dialog, show, lambda made: made[1].close()),
            unless_closed(dialog, partial(self._fail, dialog), self._shell.show_error),
        )

    def _issue(self, dialog: IssueDialog, request: CertificateRequest) -> None:
        dialog.setEnabled(False)
        mark = self._mark

        def issued(made: Issued) -> None:
            accept_if_open(dialog)
            told = _tr("已开具 {number}，存档并登记了存根。")
            self._shell.notify(told.format(number=short_number(made.number)))
            self._wanted = made.id
            self._shell.records_changed()
            self.show_view("year")
            name = _tr("证明 {number}").format(number=made.number)
            note = _tr("印好后在骑缝处盖章，撕下存根留村里。")
            paper = Paper(_tr("打印证明"), name, note, "", False, lambda _full, _job: made.pdf)
            PrintDialog(self._office, self._runner, self._shell, paper, self._view).open()

        self._runner.write(
            lambda job: certificates.issue_certificate(self._office, request, mark),
            issued,
            unless_closed(dialog, partial(self._fail, dialog), self._shell.show_error),
        )

    def _fail(self, dialog: IssueDialog, error: Exception) -> None:
        dialog.setEnabled(True)
        if isinstance(error, ProblemError):
            dialog.show_problems(error.problems)
        else:
            self._shell.show_error(error)

    def _drop_pages(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def close(self) -> None:
        """The screen goes away."""
        self._drop_pages()

    # One certificate

    def open_sheet(self) -> None:
        """Show the archived sheet; a reprint is written down."""
        chosen = self._found.get(self._current)
        if chosen is None:
            return
        office, certificate_id = self._office, chosen.id

        def make(_full: bool, _job: JobHandle) -> bytes:
            return certificates.certificate_pdf(office, certificate_id)

        def printed() -> None:
            self._runner.write(
                lambda job: certificates.record_print(office, certificate_id),
                lambda _none: None,
                self._shell.show_error,
            )

        note = (
            _tr("已作废，只能看，不能再打印。") if chosen.is_void else _tr("存档的原件。再打印会记入日志。")
        )
        name = _tr("证明 {number}").format(number=chosen.number)
        may_print = not chosen.is_void
        paper = Paper(_tr("存档的证明"), name, note, "", False, make, may_print, printed)
        PrintDialog(office, self._runner, self._shell, paper, self._view).open()

    def void(self) -> None:
        """Ask why a certificate is void."""
        chosen = self._found.get(self._current)
        if chosen is None or chosen.is_void:
            return
        certificate_id = chosen.id
        dialog = TextDialog(
            _tr("作废证明"),
            _tr("为什么作废？编号、存档和存根都会保留。"),
            _tr("作废"),
            self._view,
            danger=True,
        )
        dialog.submitted.connect(
            lambda text: self._run(
                lambda: certificates.void_certificate(self._office, certificate_id, text), self._changed
            )
        )
        dialog.open()

    def _run(self, work: Callable[[], Any], done: Callable[[], None]) -> None:
        self._runner.write(lambda job: work(), lambda _result: done(), self._shell.show_error)

    def _changed(self) -> None:
        self._shell.records_changed()

    def open_person(self, person_id: str) -> None:
        """Show the card of the person it is about."""
        self._shell.open_person(person_id)

    # Lists

    def open_refused(self) -> None:
        """Show what the village does not issue, and whose job it is."""
        RefusedDialog(certificates.refused_papers(), certificates.find_refused, self._view).open()

    def print_stubs(self) -> None:
        """Preview the stub book of this year."""
        office = self._office
        year = office.today().year

        def make(_full: bool, _job: JobHandle) -> bytes:
            return certificates.render_stub_book(office, year)

        name = _tr("{year}年证明存根册").format(year=year)
        note = _tr("全年每个编号一行，作废的也在。打印会记入日志。")
        paper = Paper(name, name, note, "", False, make)
        PrintDialog(office, self._runner, self._shell, paper, self._view).open()

    def export_stubs(self) -> None:
        """Ask where the stub book of this year goes as a workbook."""
        year = self._office.today().year
        save_file(
            self._view,
            _tr("导出存根册"),
            _tr("{year}年证明存根册").format(year=year) + ".xlsx",
            _tr("Excel 工作簿 (*.xlsx);;CSV (*.csv)"),
            partial(self._export, year),
        )

    def _export(self, year: int, path: Path) -> None:
        def told(count: int) -> None:
            self._shell.notify(_tr("已导出 {count} 份证明的存根。").format(count=count))

        self._shell.run_long(
            _tr("正在导出"),
            lambda job: certificates.export_stub_book(self._office, year, path),
            told,
            writes=True,
        )

    def ask_code(self) -> None:
        """Ask for the number and the check code of a paper, typed or scanned."""
        dialog = TextDialog(
            _tr("核对编号和校验码"),
            _tr("打上编号和右下角的校验码，或者用扫码枪扫方块码。"),
            _tr("核对"),
            self._view,
        )
        dialog.submitted.connect(self._verify_code)
        dialog.open()

    def _verify_code(self, text: str) -> None:
        def show(found: tuple[CertificateSummary, bool] | None) -> None:
            if found is None:
                self._shell.notify(_tr("没有这个编号的证明。"))
                return
            certificate, agrees = found
            told = _tr("编号 {number} 的校验码不符，纸上的内容和存档不一样。")
            if agrees and certificate.is_void:
                told = _tr("这是存档的证明 {number}，但是已经作废。")
            elif agrees:
                told = _tr("编号 {number} 和校验码相符，请再对一对内容。")
            self._shell.notify(told.format(number=certificate.number))
            self.show_certificate(certificate.id)

        self._runner.read(
            lambda job: certificates.verify_code(self._office, text),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def verify(self) -> None:
        """Say whether a file is one of the archived sheets."""
        choose_file(self._view, _tr("核对文件"), _tr("PDF 文件 (*.pdf)"), self._verify)

    def _verify(self, path: Path) -> None:
        def show(found: CertificateSummary | None) -> None:
            if found is None:
                self._shell.notify(_tr("这个文件不是存档里的任何一份证明，可能被改动过。"))
                return
            told = _tr("这就是存档的证明 {number}，一字未改。")
            if found.is_void:
                told = _tr("这是存档的证明 {number}，但是已经作废。")
            self._shell.notify(told.format(number=found.number))

        self._runner.read(
            lambda job: certificates.find_archived(self._office, path.read_bytes()),
            show,
            self._shell.show_error,
            owner=self._view,
        )
