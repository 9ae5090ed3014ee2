"""The household card on paper: preview, print, or keep as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from ui.dialogs.files import save_file
from ui.dialogs.printing import print_document
from ui.widgets.dress import button, label
from ui.widgets.pdf_preview import PagePicture, PdfPreview

if TYPE_CHECKING:
    from desktop.reports.preview import Preview
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class PrintDialog(QDialog):
    """Shows the very pages that are printed; numbers are covered unless asked otherwise."""

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", household_id: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("打印户卡"))
        self._office, self._runner, self._shell = office, runner, shell
        self._household_id = household_id
        self._document: Preview | None = None
        self._pdf = b""
        self.preview = PdfPreview(runner)
        self.full = QCheckBox(self.tr("身份证号和手机号按全文打印"))
        self.full.setEnabled(office.may(Right.REVEAL))
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
        layout.addWidget(label(self.tr("打印会记入日志。户卡含个人信息，用完请收好。"), "muted", wrap=True))
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
        """Make the pages; in the write lane, since making them is logged first."""
        reveal = self.full.isChecked()

        def work(_job: JobHandle) -> tuple[bytes, "Preview"]:
            from desktop.reports.preview import Preview
            from desktop.services.household_printing import render_household_card

            pdf = render_household_card(self._office, self._household_id, reveal=reveal)
            return pdf, Preview(pdf)

        self._runner.write(work, self._show, self._fail, owner=self)

    def _show(self, made: tuple[bytes, "Preview"]) -> None:
        self._close_document()
        self._pdf, self._document = made
        document = self._document

        def render(page: int, dpi: float) -> PagePicture:
            return document.page(page, dpi)

        self.preview.show_document(len(document.sizes), render, document.sizes[0].width)
        self.print.setEnabled(True)
        self.keep.setEnabled(True)

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
        sent = self.tr("已送到打印机")
        print_document(
            self,
            self._runner,
            self.tr("户卡"),
            sizes,
            render,
            lambda: self._shell.notify(sent),
            self._shell.show_error,
        )

    def _on_keep(self) -> None:
        save_file(self, self.tr("存为 PDF"), self.tr("户卡.pdf"), "PDF (*.pdf)", self._keep)

    def _keep(self, path: Path) -> None:
        pdf = self._pdf
        saved = self.tr("已保存 {file}").format(file=path.name)
        self._runner.write(
            lambda job: path.write_bytes(pdf),
            lambda _: self._shell.notify(saved),
            self._shell.show_error,
        )


def open_print_dialog(
    parent: QWidget, office: "Office", runner: "JobRunner", shell: "Shell", household_id: str
) -> PrintDialog:
    """Open the dialog for one household."""
    dialog = PrintDialog(office, runner, shell, household_id, parent)
    dialog.open()
    return dialog
