"""The agenda of a household on one sheet, to take along on a visit."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.leak_scanner import masked_text
from desktop.domain.village import Village
from desktop.reports.document import (
    Align,
    Column,
    Fit,
    Margins,
    Notice,
    Page,
    Paper,
    Row,
    RowKind,
    SignatureLine,
    Table,
)
from desktop.reports.internal_papers import internal_head

_PAGE = Page(Paper.A4, False, Margins(20, 20, 18, 20), 11, 20, 13)
_ROW_MM = 9.0
_BLANK_ROWS = 4


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One thing to see to: heading of its part, what it is, its day in words."""

    part: str
    text: str
    day: str


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """What the sheet says; numbers in texts are masked on it."""

    village: Village
    head: str
    group: str
    people: int
    visited_on: date | None
    lines: tuple[SheetLine, ...]
    printed_on: date


def build_agenda(data: AgendaSheet) -> Notice:
    """The sheet: a line for each thing with a box to tick and room to write."""
    columns = (
        Column("序号", 6, Align.CENTRE, Fit.KEEP),
        Column("事项", 41, Align.LEFT),
        Column("日期", 16, Align.CENTRE),
        Column("办了", 7, Align.CENTRE),
        Column("现场情况", 30, Align.LEFT),
    )
    rows: list[Row] = []
    part = ""
    for number, line in enumerate(data.lines, start=1):
        if line.part != part:
            part = line.part
            rows.append(Row(kind=RowKind.GROUP, label=part))
        rows.append(Row((str(number), masked_text(line.text), line.day, "□", "")))
    rows.append(Row(kind=RowKind.GROUP, label="当场了解到的"))
    rows += [Row(("", "", "", "", ""))] * _BLANK_ROWS
    table = Table(columns, tuple(rows), total_label="", empty_text="", row_mm=_ROW_MM)
    last = f"上次走访：{data.visited_on.isoformat()}" if data.visited_on else "上次走访：没有记录"
    place = "　".join(part for part in (f"{data.head}户", data.group, f"{data.people}人") if part)
    return Notice(
        title=(data.village.name, "走访议程"),
        period=f"{data.head}户",
        page=_PAGE,
        head=internal_head(data.village, data.printed_on, place),
        blocks=(table,),
        notes=(last, "本单供走访用，用后交回或销毁；证件号码、电话已遮盖。"),
        signature=SignatureLine(("走访人", "走访日期"), seal=False),
        coded=False,
    )
