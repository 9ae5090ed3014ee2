"""A paper of the register: preview, print, or keep as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.services.saving import save_bytes
from ui.dialogs.files import save_file
from ui.dialogs.printing import print_document
from ui.widgets.dress import button, label
from ui.widgets.pdf_preview import PagePicture, PdfPreview

if TYPE_CHECKING:
    from desktop.reports.preview import Preview
    from desktop.services.office import Office
    from desktop.services.register import ListKind
    from ui.jobs import JobRunner, JobTicket
    from ui.shell.shell_api import Shell


@dataclass(frozen=True, slots=True)
class Paper:
    """What a print dialog is about.

    Attributes:
        title: Of the dialog.
        name: Of the print job and the file.
        note: What to know before it is printed.
        full_words: The choice to print covered values in full; empty where nothing is covered.
        is_full: Whether that is chosen at first, by those who may.
        make: Makes the pages, in full or not; runs in a lane and logs first.
        may_print: Whether it may still go to a printer.
        on_printed: Called when every page was handed to the printer.
    """

    title: str
    name: str
    note: str
    full_words: str
    is_full: bool
    make: Callable[[bool, JobHandle], bytes]
    may_print: bool = True
    on_printed: Callable[[], None] | None = None


class PrintDialog(QDialog):
    """Shows the very pages that are printed; numbers are covered unless asked otherwise."""

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", paper: Paper, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(paper.title)
        self._runner, self._shell = runner, shell
        self._paper = paper
        self._document: Preview | None = None
        self._pdf = b""
        self._ticket: JobTicket | None = None
        self.preview = PdfPreview(runner)
        self.full = QCheckBox(paper.full_words)
        if not paper.full_words:
            self.full.hide()
        self.full.setEnabled(office.may(Right.REVEAL))
        self.full.setChecked(paper.is_full and office.may(Right.REVEAL))
        self.print = button(self.tr("打印…"), "primary", "print")
        self.keep = button(self.tr("存为 PDF…"))
        self.print.setEnabled(False)
        self.keep.setEnabled(False)
        close = button(self.tr("关闭"))
        foot = QHBoxLayout()
        foot.addWidget(self.full)
        foot.addStretch()
        for widget in (close, self.keep, self.print):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        self.note = label(paper.note, "muted", wrap=True)
        layout.addWidget(self.note)
        layout.addWidget(self.preview, 1)
        layout.addLayout(foot)
        close.clicked.connect(self.reject)
        self.print.clicked.connect(self._on_print)
        self.keep.clicked.connect(self._on_keep)
        self.full.toggled.connect(self._make)
        self.finished.connect(self._close_document)
        self.preview.render_failed.connect(shell.show_error)
        height = self.fontMetrics().height()
        self.resize(height * 44, height * 30)
        self._make()

    def _make(self) -> None:
        """Make the pages; a choice made meanwhile drops those under way."""
        if self._ticket is not None:
            self._ticket.cancel()
        reveal, make = self.full.isChecked(), self._paper.make
        for widget in (self.print, self.keep):
            widget.setEnabled(False)

        def work(job: JobHandle) -> tuple[bytes, "Preview"]:
            from desktop.reports.preview import Preview

            pdf = make(reveal, job)
            return pdf, Preview(pdf)

        self._ticket = self._runner.read(work, self._show, self._fail, owner=self)

    def _show(self, made: tuple[bytes, "Preview"]) -> None:
        self._close_document()
        self._pdf, self._document = made
        document = self._document

        def render(page: int, dpi: float) -> PagePicture:
            return document.page(page, dpi)

        self.preview.show_document(len(document.sizes), render, document.sizes[0].width)
        self.print.setEnabled(self._paper.may_print)
        self.keep.setEnabled(self._paper.may_print)

    def _fail(self, error: Exception) -> None:
        self.reject()
        self._shell.show_error(error)

    def _close_document(self) -> None:
        if self._document is not None:
            self.preview.clear()
            self._document = None

    def _on_print(self) -> None:
        document = self._document
        if document is None:
            return

        def render(page: int, dpi: float) -> PagePicture:
            return document.page(page, dpi, for_print=True)

        sizes = tuple((size.width, size.height) for size in document.sizes)
        sent, on_printed = self.tr("已送到打印机"), self._paper.on_printed

        def printed() -> None:
            self._shell.notify(sent)
            if on_printed is not None:
                on_printed()

        print_document(
            self,
            self._runner,
            self._paper.name,
            sizes,
            render,
            printed,
            self._shell.show_error,
            one_sided=document.is_one_sided,
        )

    def _on_keep(self) -> None:
        save_file(self, self.tr("存为 PDF"), f"{self._paper.name}.pdf", "PDF (*.pdf)", self._keep)

    def _keep(self, path: Path) -> None:
        pdf = self._pdf
        saved = self.tr("已保存 {file}").format(file=path.name)
        self._runner.write(
            lambda job: save_bytes(path, pdf),
            lambda _: self._shell.notify(saved),
            self._shell.show_error,
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegisterPapers", text)


def card_paper(office: "Office", household_id: str) -> Paper:
    """The card of one household."""

    def make(reveal: bool, _job: JobHandle) -> bytes:
        from desktop.services.household_printing import render_household_card

        return render_household_card(office, household_id, reveal=reveal)

    return Paper(
        _tr("打印户卡"),
        _tr("户卡"),
        _tr("打印会记入日志。户卡含个人信息，用完请收好。"),
        _tr("身份证号和手机号按全文打印"),
        False,
        make,
    )


def form_paper(office: "Office", kind: "ListKind", ids: Sequence[str]) -> Paper:
    """Forms for visits to the households of some records."""

    def make(filled: bool, job: JobHandle) -> bytes:
        from desktop.services.household_form_printing import render_household_forms

        return render_household_forms(office, kind, ids, filled=filled, job=job)

    return Paper(
        _tr("打印入户登记表"),
        _tr("入户登记表"),
        _tr("每户另起一张，按组和户编号排好，可以双面打印。打印会记入日志，录入后请锁存或销毁。"),
        _tr("填好已有的内容（含完整的证件号码和电话）"),
        True,
        make,
    )
