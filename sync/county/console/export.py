"""The list of villages as a file for a spreadsheet: numbers and states, nothing about a person."""

from collections.abc import Sequence

from starlette.responses import Response

from sync.county.clock import day_of, when
from sync.county.console.download import TableFile
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

Row = tuple[str, str, str, str, int, int, int, int, int]


def as_csv(ask: Ask) -> Response:
    """The list that is asked for as CSV."""
    return _table(ask).as_csv()


def as_xlsx(ask: Ask) -> Response:
    """The list that is asked for as a workbook."""
    return _table(ask).as_workbook()


def _table(ask: Ask) -> TableFile:
    day = day_of(ask.at_ms).isoformat()
    return TableFile(f"各村同步情况-{day}", f"villages-{day}", "各村", _WIDTHS, (_HEAD, *_rows(ask)))


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
