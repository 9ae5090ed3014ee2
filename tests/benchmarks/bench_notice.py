"""The quarterly notice of 139 entries against a bare canvas and against an office suite.

The bare canvas draws the same texts and rules at the same places with the same fonts and decides
nothing. The office suite prints the same table from a workbook, with its profile already made and
its files already in the disk cache. It has to start for each print and the program is open anyway;
what a fresh process of ours takes, with imports and reading of fonts, stands in a row of its own.
"""

import io
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.reports.building import build_notice
from desktop.reports.fonts import Role, face
from desktop.reports.laid_page import LaidNotice
from desktop.reports.layout import lay_out
from desktop.reports.rendering import render
from tests.benchmarks import office_suite
from tests.benchmarks.clock import seconds
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
    fresh = min(seconds(lambda: _call(sys.executable, "-c", _FRESH)) for _ in range(5)) * 1000
    installed = office_suite.is_installed()
    office = (
        office_suite.time_apart([build_notice("accounts_quarterly", data)], rounds=3) if installed else 0.0
    )
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


def _call(*command: str) -> None:
    subprocess.run(command, check=True, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _paired(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Medians of both in milliseconds, taken in turns so that a slow moment strikes both."""
    times: tuple[list[float], list[float]] = ([], [])
    for work in (ours, other):
        work()
    for _ in range(9):
        times[0].append(seconds(ours))
        times[1].append(seconds(other))
    return statistics.median(times[0]) * 1000, statistics.median(times[1]) * 1000
