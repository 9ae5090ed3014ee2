"""What goes to the printer is the page of the preview, at the size of its paper."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.problem import ProblemError
from desktop.reports.office_sheets import render_recovery_sheet
from desktop.reports.preview import Preview
from tests.support.vault import VILLAGE
from ui.dialogs.printing import print_document
from ui.jobs import JobRunner

GROUPS = tuple("0ABC" for _ in range(11))
MILLIMETRE = 72 / 25.4


@pytest.fixture
def sheet() -> Preview:
    return Preview(render_recovery_sheet(VILLAGE, "文书", GROUPS, date(2026, 11, 22)))


def dialog_into(
    qtbot: QtBot, runner: JobRunner, sheet: Preview, target: Path
) -> tuple[QPrintDialog, list[str], list[Exception]]:
    window = QWidget()
    qtbot.addWidget(window)
    printed: list[str] = []
    failed: list[Exception] = []
    sizes = tuple((size.width, size.height) for size in sheet.sizes)
    dialog = print_document(
        window, runner, "恢复单", sizes, sheet.page, lambda: printed.append("done"), failed.append
    )
    dialog._window = window  # type: ignore[attr-defined]
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return dialog, printed, failed


def test_a_sheet_is_printed_on_the_paper_it_was_made_for(
    qtbot: QtBot, runner: JobRunner, sheet: Preview, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    dialog, printed, failed = dialog_into(qtbot, runner, sheet, target)
    dialog.accepted.emit(dialog.printer())  # accepting on Linux would ask for a file name again
    qtbot.waitUntil(lambda: printed == ["done"] or bool(failed), timeout=20_000)
    assert failed == []
    with Preview(target.read_bytes()) as paper:
        assert len(paper.sizes) == len(sheet.sizes) == 1
        assert abs(paper.sizes[0].width - 210 * MILLIMETRE) < 3
        assert abs(paper.sizes[0].height - 297 * MILLIMETRE) < 3
        there, wanted = paper.page(0, 40), sheet.page(0, 40)
    dark = [sum(1 for value in page.rgba[::4] if value < 128) for page in (there, wanted)]
    assert dark[0] > 0
    assert 0.5 < dark[0] / dark[1] < 2.0


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_take_the_job_is_told(
    qtbot: QtBot, runner: JobRunner, sheet: Preview, tmp_path: Path
) -> None:
    dialog, printed, failed = dialog_into(qtbot, runner, sheet, tmp_path / "no such folder" / "out.pdf")
    dialog.accepted.emit(dialog.printer())
    qtbot.waitUntil(lambda: bool(printed) or bool(failed), timeout=20_000)
    assert printed == []
    assert isinstance(failed[0], ProblemError)
    assert failed[0].problems[0].code == "SYS-025"
