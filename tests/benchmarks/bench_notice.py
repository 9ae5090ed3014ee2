"""The quarterly notice of 139 entries against a bare canvas and against an office suite.

The bare canvas draws the same texts and rules at the same places with the same fonts and decides
nothing. The office suite prints the same table from a workbook, with its profile already made and
its files already in the disk cache. It has to start for each print and the program is open anyway;
what a fresh process of ours takes, with imports and reading of fonts, stands in a row of its own.
"""

import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop.reports.building import build_notice
from desktop.reports.document import Figure, Notice, RowKind, Table
from desktop.reports.fonts import Role, face
from desktop.reports.layout import LaidNotice, lay_out
from desktop.reports.rendering import render
from tests.benchmarks.row import BenchRow
from tests.unit.reports import pieces

_ENTRIES = 139
_NAME = f"notice of {_ENTRIES} entries"
_ROOT = Path(__file__).resolve().parents[2]
_FRESH = """
from desktop.reports.building import build_notice
from desktop.reports.rendering import render
from tests.unit.reports import pieces
render(build_notice("accounts_quarterly", pieces.accounts(139)), draft=False)
"""


def run() -> list[BenchRow]:
    """Measure; times in milliseconds: medians in the open program, best of the fresh processes."""
    data = pieces.accounts(_ENTRIES)
    laid = lay_out(build_notice("accounts_quarterly", data))
    ours, canvas = _paired(
        lambda: render(build_notice("accounts_quarterly", data), draft=False), lambda: _bare_canvas(laid)
    )
    rows = [
        BenchRow(
            _NAME, ours, "raw reportlab canvas", canvas, "ms", ours / canvas, "<= 2 x", ours <= 2 * canvas
        )
    ]
    fresh = min(_seconds(lambda: _call(sys.executable, "-c", _FRESH)) for _ in range(5)) * 1000
    office = _office()
    against = "LibreOffice headless" if office else "LibreOffice headless: not installed here"
    for name, time_ms, reach, factor in (
        (_NAME, ours, ">= 8 x faster", 8),
        (f"{_NAME}, first one of a fresh process", fresh, "for the record", 0),
    ):
        ratio = office / time_ms
        rows.append(
            BenchRow(name, time_ms, against, office, "ms", ratio, reach, not office or ratio >= factor)
        )
    return rows


def _office() -> float:
    """The office suite's time in milliseconds, best of three; 0 when it is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return 0.0
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder, "notice.xlsx")
        _write_workbook(workbook, build_notice("accounts_quarterly", pieces.accounts(_ENTRIES)))
        command = (
            soffice,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", folder, str(workbook)),
        )
        _call(*command)  # makes the profile, which is not what is measured
        return min(_seconds(lambda: _call(*command)) for _ in range(3)) * 1000


def _bare_canvas(laid: LaidNotice) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    names = {role: face(role).name for role in (Role.TITLE, Role.BODY)}
    stream = io.BytesIO()
    canvas = Canvas(stream, (laid.width, laid.height), pageCompression=1, initialFontName=names[Role.BODY])
    for page in laid.pages:
        for rule in page.rules:
            canvas.setLineWidth(rule.weight)
            canvas.line(rule.x1, rule.y1, rule.x2, rule.y2)
        for text in page.texts:
            canvas.setFont(names[text.role], text.size_pt)
            canvas.drawString(text.x, text.y, text.text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _write_workbook(path: Path, notice: Notice) -> None:
    """The notice's table as a workbook set up to print like it: A4 across, header on each page."""
    import xlsxwriter

    table = next(block for block in notice.blocks if isinstance(block, Table))
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("公开表")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10.5})
        bold = book.add_format({"border": 1, "bold": True, "font_size": 10.5})
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.share * 1.2)
            sheet.write_string(0, index, column.heading, bold)
        for number, row in enumerate((*table.rows, *table.closing), start=1):
            if row.kind is not RowKind.ENTRY:
                sheet.write_string(number, 0, row.label, bold)
            for index, value in enumerate(row.cells):
                if isinstance(value, Figure):
                    sheet.write_number(number, index, value.value / 100, cell)
                elif value:
                    sheet.write_string(number, index, value, cell)


def _call(*command: str) -> None:
    subprocess.run(command, check=True, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _paired(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Medians of both in milliseconds, taken in turns so that a slow moment strikes both."""
    times: tuple[list[float], list[float]] = ([], [])
    for work in (ours, other):
        work()
    for _ in range(9):
        times[0].append(_seconds(ours))
        times[1].append(_seconds(other))
    return statistics.median(times[0]) * 1000, statistics.median(times[1]) * 1000
