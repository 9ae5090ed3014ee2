"""LibreOffice headless prints the tables of notices from workbooks, to compare with."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop.reports.document import Figure, Notice, Paragraph, RowKind, Table
from tests.benchmarks.clock import seconds


def is_installed() -> bool:
    """Whether there is one to compare with."""
    return shutil.which("soffice") is not None


def time_apart(notices: Sequence[Notice], rounds: int = 1) -> float:
    """Best time in milliseconds of printing each notice by a start of its own."""
    return _time(notices, rounds, together=False)


def time_together(notices: Sequence[Notice], rounds: int = 1) -> float:
    """Best time in milliseconds of printing all notices in one start, each to its own file."""
    return _time(notices, rounds, together=True)


def _time(notices: Sequence[Notice], rounds: int, together: bool) -> float:
    with tempfile.TemporaryDirectory() as folder:
        workbooks = []
        for number, notice in enumerate(notices):
            workbooks.append(Path(folder, f"notice{number:03d}.xlsx"))
            _write_workbook(workbooks[-1], notice)
        starts = [workbooks] if together else [[each] for each in workbooks]
        _convert(folder, workbooks[:1])  # makes the profile, which is not what is measured
        best = min(seconds(lambda: [_convert(folder, each) for each in starts]) for _ in range(rounds))
        missing = [each.name for each in workbooks if not each.with_suffix(".pdf").is_file()]
        if missing:
            raise RuntimeError(f"not printed: {missing}")
        return best * 1000


def _convert(folder: str, workbooks: Sequence[Path]) -> None:
    profile = Path(folder, "profile").as_uri()
    command = ("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf")
    names = (str(each) for each in workbooks)
    subprocess.run(
        (*command, "--outdir", folder, *names),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _write_workbook(path: Path, notice: Notice) -> None:
    """The notice's tables and running text set up to print like it: its side up, a header on each page."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 10.5})
        bold = book.add_format({"border": 1, "bold": True, "font_size": 10.5})
        running = book.add_format({"text_wrap": True, "font_size": 16})
        for place, block in enumerate(notice.blocks, start=1):
            if not isinstance(block, Table | Paragraph):
                continue
            sheet = book.add_worksheet(f"公开表{place}")
            if notice.page.across:
                sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            if isinstance(block, Paragraph):
                sheet.set_column(0, 0, 80)
                sheet.write_string(0, 0, block.text, running)
                continue
            sheet.repeat_rows(0)
            for index, column in enumerate(block.columns):
                sheet.set_column(index, index, column.share * 1.2)
                sheet.write_string(0, index, column.heading, bold)
            for number, row in enumerate((*block.rows, *block.closing), start=1):
                if row.kind is not RowKind.ENTRY:
                    sheet.write_string(number, 0, row.label, bold)
                for index, value in enumerate(row.cells):
                    if isinstance(value, Figure):
                        sheet.write_number(number, index, value.value / 10**value.decimals, cell)
                    elif value:
                        sheet.write_string(number, index, value, cell)
