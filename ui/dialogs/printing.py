"""Sending a document to a printer: the very pages of the preview, drawn at the printer's resolution."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog

from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from ui.jobs import JobRunner, Progress
from ui.widgets.pdf_preview import PagePicture

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QWidget

PRINT_DPI = 300  # sharper than village printers, a quarter of the pixels of 600


def print_document(
    parent: "QWidget",
    runner: JobRunner,
    title: str,
    sizes: tuple[tuple[float, float], ...],
    render: Callable[[int, float], PagePicture],
    printed: Callable[[], None],
    failed: Callable[[Exception], None],
    progress: Callable[[Progress], None] | None = None,
) -> "QPrintDialog":
    """Ask for a printer, then print; pages are drawn off the GUI thread.

    Args:
        parent: Window the dialog belongs to.
        runner: Its read lane draws and sends the pages.
        title: Name of the print job; must not name a person.
        sizes: Width and height of each page in points.
        render: Draws a page, counted from 0, at so many dots per inch.
        printed: Called when every page was handed to the printer.
        failed: Gets the error otherwise.
        progress: Gets pages done of pages to do.

    Returns:
        The dialog, already open.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    width, height = sizes[0]
    paper = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    printer.setPageSize(paper)
    across = width > height
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    )
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, len(sizes))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)

    def on_accepted() -> None:
        work = partial(_print_pages, printer, len(sizes), render)
        runner.read(work, lambda _: printed(), failed, progress, label=title)

    dialog.accepted.connect(on_accepted)
    QDialog.open(dialog)  # the receiver form of QPrintDialog.open wants a slot by name
    return dialog


def _print_pages(
    printer: "QPrinter", pages: int, render: Callable[[int, float], PagePicture], job: JobHandle
) -> None:
    """Draw and send the chosen pages.

    Raises:
        ProblemError: SYS-025 the printer does not take the job.
    """
    first, last = (printer.fromPage() or 1) - 1, (printer.toPage() or pages) - 1
    painter = QPainter()
    if not painter.begin(printer):
        raise ProblemError(Problem("SYS-025", {"printer": printer.printerName() or printer.outputFileName()}))
    try:
        for number in range(first, last + 1):
            job.report(number - first, last - first + 1)
            job.check_cancelled()
            if number > first:
                printer.newPage()
            picture = render(number, PRINT_DPI)
            size = (picture.width, picture.height, 4 * picture.width)
            image = QImage(picture.rgba, *size, QImage.Format.Format_RGBA8888)
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), image)
    finally:
        painter.end()
