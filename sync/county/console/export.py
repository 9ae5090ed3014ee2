"""The list of villages as a file for a spreadsheet: numbers and states, nothing about a person."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import quote

from starlette.responses import Response

from sync.county.clock import when
from sync.county.console.freshness import freshness_of
from sync.county.console.shown import Ask
from sync.county.console.village_list import Choice
from sync.county.store.village_overview import VillageLine, list_overview

_HEAD = (
    "区划代码",
    "村名",
    "状态",
    "最近同步",
    "在用电脑",
    "版次",
    "落后版次",
    "待确认冲突",
    "近 30 天退回",
)
_WIDTHS = (16, 24, 14, 18, 10, 8, 10, 12, 14)
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t")

Row = tuple[str, str, str, str, int, int, int, int, int]


def as_csv(ask: Ask) -> Response:
    """The list that is asked for as CSV; with a byte order mark, or Excel would not read it as UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_HEAD)
    writer.writerows([harmless(value) for value in row] for row in _rows(ask))
    return _file(("\ufeff" + stream.getvalue()).encode(), "csv", "text/csv; charset=utf-8", ask)


def as_xlsx(ask: Ask) -> Response:
    """The list that is asked for as a workbook."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("各村")
        bold = book.add_format({"bold": True})
        for column, (name, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(_rows(ask), start=1):
            for column, value in enumerate(row):
                write: Callable[..., object] = (
                    sheet.write_number if isinstance(value, int) else sheet.write_string
                )
                write(number, column, value)
        sheet.freeze_panes(1, 2)
    return _file(stream.getvalue(), "xlsx", _WORKBOOK, ask)


def _rows(ask: Ask) -> Sequence[Row]:
    lines = list_overview(ask.county.database, ask.at_ms)
    return [_row(line, ask.at_ms) for line in Choice.of(ask.asked).apply(lines, ask.at_ms)]


def _row(line: VillageLine, now_ms: int) -> Row:
    return (
        line.division_code,
        line.name,
        freshness_of(line.seen_ms, now_ms).label,
        when(line.seen_ms),
        line.devices,
        line.rev,
        line.behind,
        line.conflicts,
        line.refusals,
    )


def harmless(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    is_formula = isinstance(value, str) and value.startswith(_STARTS_A_FORMULA)
    return f"'{value}" if is_formula else value


def _file(data: bytes, suffix: str, media_type: str, ask: Ask) -> Response:
    day = datetime.fromtimestamp(ask.at_ms / 1_000).astimezone().strftime("%Y-%m-%d")
    name = quote(f"各村同步情况-{day}.{suffix}")
    told = f"attachment; filename=\"villages-{day}.{suffix}\"; filename*=UTF-8''{name}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": told})
