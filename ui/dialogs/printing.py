"""Sending a document to a printer: the very pages of the preview, drawn at the printer's resolution."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLineF, QMarginsF, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtWidgets import QDialog

from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.tiling import ink, is_tiled, tiles
from ui.jobs import JobRunner, Progress
from ui.widgets.pdf_preview import PagePicture

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QWidget

PRINT_DPI = 300  # sharper than village printers, a quarter of the pixels of 600
_MARK_DOTS, _MARK_EDGE, _MARK_LENGTH = 2, 45, 60  # of a seam's strokes, at that resolution
_MARK_PT = 6.0


def _tr(text: str) -> str:
    return QCoreApplication.translate("Printing", text)


def print_document(
    parent: "QWidget",
    runner: JobRunner,
    title: str,
    sizes: tuple[tuple[float, float], ...],
    render: Callable[[int, float], PagePicture],
    printed: Callable[[], None],
    failed: Callable[[Exception], None],
    progress: Callable[[Progress], None] | None = None,
    tiled: bool = False,
    one_sided: bool = False,
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
        tiled: Whether pages of A3 are laid on two sheets of A4, with marks for scissors and glue.
        one_sided: Whether the dialog begins with one side of each sheet, whatever the printer is set to.

    Returns:
        The dialog, already open.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    if one_sided:
        printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    _turn(printer, sizes[0], tiled)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, len(sizes))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)

    def on_accepted() -> None:
        work = partial(_print_pages, printer, sizes, render, tiled)
        runner.read(work, lambda _: printed(), failed, progress, label=title)

    dialog.accepted.connect(on_accepted)
    QDialog.open(dialog)  # the receiver form of QPrintDialog.open wants a slot by name
    return dialog


def _turn(printer: "QPrinter", size: tuple[float, float], tiled: bool) -> None:
    """Give the next page the sheet that holds it."""
    width, height = size
    if tiled and is_tiled(width, height):
        # two A4 sheets side by side make A3 across; each stands then, and lies below the other else
        short, long = min(width, height) / math.sqrt(2), min(width, height)
        across = height > width
    else:
        short, long, across = min(width, height), max(width, height), width > height
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    sheet = QPageSize(QSizeF(short, long), QPageSize.Unit.Point)
    printer.setPageLayout(QPageLayout(sheet, turned, QMarginsF(0, 0, 0, 0)))


def _print_pages(
    printer: "QPrinter",
    sizes: Sequence[tuple[float, float]],
    render: Callable[[int, float], PagePicture],
    tiled: bool,
    job: JobHandle,
) -> None:
    """Draw and send the chosen pages.

    Raises:
        ProblemError: SYS-025 the printer does not take the job.
    """
    first, last = (printer.fromPage() or 1) - 1, (printer.toPage() or len(sizes)) - 1
    _turn(printer, sizes[first], tiled)
    painter = QPainter()
    if not painter.begin(printer):
        raise ProblemError(Problem("SYS-025", {"printer": printer.printerName() or printer.outputFileName()}))
    try:
        for number in range(first, last + 1):
            job.report(number - first, last - first + 1)
            job.check_cancelled()
            if number > first:
                _turn(printer, sizes[number], tiled)
                printer.newPage()
            picture = render(number, PRINT_DPI)
            size = (picture.width, picture.height, 4 * picture.width)
            image = QImage(picture.rgba, *size, QImage.Format.Format_RGBA8888)
            if tiled and is_tiled(*sizes[number]):
                _draw_tiles(printer, painter, image, ink(picture.rgba, picture.width, picture.height))
            else:
                painter.drawImage(QRect(0, 0, printer.width(), printer.height()), image)
    finally:
        painter.end()


def _draw_tiles(printer: "QPrinter", painter: QPainter, image: QImage, inked: tuple[int, int]) -> None:
    """Draw a page on two sheets."""
    dots = PRINT_DPI / 72
    across = image.width() > image.height()
    for place, tile in enumerate(tiles(inked[0] / dots, inked[1] / dots)):
        if place:
            printer.newPage()
        along = QRectF(tile.first * dots, 0, (tile.last - tile.first) * dots, image.height())
        target = QRectF(tile.offset * dots, 0, along.width() * tile.scale, image.height() * tile.scale)
        mark = tile.mark * dots
        if across:
            painter.drawImage(target, image, along)
        else:
            painter.drawImage(
                target.transposed().translated(-target.x(), target.x()),
                image,
                QRectF(0, along.x(), image.width(), along.width()),
            )
        _draw_mark(printer, painter, mark, across, place)


def _draw_mark(printer: "QPrinter", painter: QPainter, mark: float, across: bool, place: int) -> None:
    """Two short strokes at the ends of a seam, and what to do there."""
    end = printer.height() if across else printer.width()
    pen = QPen(Qt.GlobalColor.black, _MARK_DOTS)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    for a, b in (
        (_MARK_EDGE, _MARK_EDGE + _MARK_LENGTH),
        (end - _MARK_EDGE - _MARK_LENGTH, end - _MARK_EDGE),
    ):
        line = QLineF(mark, a, mark, b) if across else QLineF(a, mark, b, mark)
        painter.drawLine(line)
    font = QFont(painter.font())
    font.setPointSizeF(_MARK_PT)
    painter.setFont(font)
    words = _tr("① 涂胶") if place == 0 else _tr("② 剪开")
    metrics = painter.fontMetrics()
    start = _MARK_EDGE + _MARK_LENGTH + metrics.height() / 3
    if across:
        painter.save()
        painter.translate(mark + (metrics.height() * 0.3 if place == 0 else metrics.height() * 1.1), start)
        painter.rotate(90)
        painter.drawText(0, 0, words)
        painter.restore()
    else:
        painter.drawText(QPointF(start, mark + metrics.height() * 1.1), words)
