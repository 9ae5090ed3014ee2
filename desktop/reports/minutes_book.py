"""The minutes of a year as one book: cover, contents, the minutes, and the page for handing it over."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.job import JobHandle, NoJob
from desktop.reports.book_parts import begin_book, bind_sheets, build_contents, build_cover, finish_book
from desktop.reports.document import (
    Align,
    Block,
    Column,
    Fit,
    Form,
    FormField,
    Margins,
    Notice,
    Page,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from desktop.reports.internal_papers import DAY_TO_WRITE
from desktop.reports.rendering import render_internal

_HANDOVER = Page(Paper.A4, False, Margins(30, 24, 24, 26), 12, 22, 14)


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """One meeting of the year: its part of the book, day, kinds and title, numbers in words, its pages."""

    part: str
    held_on: str
    kinds: str
    title: str
    numbers: str
    signed: str
    pages: int
    pdf: bytes


@dataclass(frozen=True, slots=True)
class MinutesBook:
    """What a bound book of minutes says about itself; entries stand in the order printed."""

    village: str
    full_name: str
    year: int
    made_on: date
    entries: tuple[MinutesEntry, ...]


def bind_minutes(book: MinutesBook, job: JobHandle | None = None) -> bytes:
    """The whole book as PDF, with bookmarks by part and meeting; pages count from the first minutes.

    Args:
        book: What it holds.
        job: Told how many are bound; may cancel.

    Raises:
        Cancelled: The user asked to stop.
    """
    from pypdf import PdfReader

    writer = begin_book(_cover(book), _contents(book))
    sheets = [(entry.part, f"{entry.held_on} {entry.title}", entry.pdf) for entry in book.entries]
    bind_sheets(writer, sheets, job or NoJob())
    last = len(writer.pages)
    writer.append(PdfReader(io.BytesIO(render_internal(_handover(book)))), import_outline=False)
    writer.add_outline_item(title="移交登记", page_number=last)
    return finish_book(writer, _title(book))


def _title(book: MinutesBook) -> str:
    return f"{book.village}{book.year}年会议记录"


def _cover(book: MinutesBook) -> Notice:
    parts = list(dict.fromkeys(entry.part for entry in book.entries))
    lines = [f"{part}：{sum(entry.part == part for entry in book.entries)} 次" for part in parts]
    pages = sum(entry.pages for entry in book.entries)
    return build_cover(
        book.village,
        (book.full_name, "会议记录"),
        book.year,
        book.made_on,
        f"共 {len(book.entries)} 次会议，{pages} 页",
        lines,
    )


def _contents(book: MinutesBook) -> Notice:
    rows: list[Row] = []
    part, at = "", 1
    for serial, entry in enumerate(book.entries, start=1):
        if entry.part != part:
            part = entry.part
            rows.append(Row(kind=RowKind.GROUP, label=part))
        cells = (
            str(serial),
            entry.held_on,
            entry.kinds,
            entry.title,
            entry.numbers,
            entry.signed or "未签字",
            str(entry.pages),
            str(at),
        )
        rows.append(Row(cells))
        at += entry.pages
    columns = (
        Column("序号", 4, fit=Fit.KEEP),
        Column("日期", 9, fit=Fit.KEEP),
        Column("类别", 20, Align.LEFT),
        Column("会议名称", 34, Align.LEFT),
        Column("实到/应到", 8, fit=Fit.KEEP),
        Column("签字日期", 9, fit=Fit.KEEP),
        Column("页数", 5, Align.RIGHT, Fit.KEEP),
        Column("页码", 5, Align.RIGHT, Fit.KEEP),
    )
    return build_contents(
        book.village,
        "会议记录目录",
        book.year,
        book.made_on,
        Table(columns, tuple(rows), "", ""),
        "页码是合订本右边空白处的流水页码。",
    )


def _handover(book: MinutesBook) -> Notice:
    pages = sum(entry.pages for entry in book.entries)
    text = (
        f"本册收录{book.village}{book.year}年会议记录 {len(book.entries)} 次，共 {pages} 页，"
        "页码连续，无缺页、涂改。经移交人、接收人当面清点无误，由监交人见证，移交存档。"
    )
    blocks: Sequence[Block] = (
        Paragraph(text, indent=2),
        Form(
            (
                FormField("移 交 人", ""),
                FormField("移交日期", DAY_TO_WRITE),
                FormField("接 收 人", ""),
                FormField("接收日期", DAY_TO_WRITE),
                FormField("监 交 人", ""),
                FormField("监交日期", DAY_TO_WRITE),
                FormField("存放地点", "", 2),
                FormField("备　　注", "", 2),
            ),
            pairs=2,
            line_mm=14,
        ),
    )
    return Notice(
        title=(f"{book.year}年会议记录", "移交登记"),
        period=f"{book.year}年",
        page=_HANDOVER,
        blocks=tuple(blocks),
        coded=False,
    )
