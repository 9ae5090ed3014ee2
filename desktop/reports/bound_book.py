"""The sheets of a year as one book: cover, contents, and the archived sheets themselves, numbered on.

Sheets are taken page by page as they were issued; only a small number is added in the outer margin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.job import JobHandle, NoJob
from desktop.reports.book_parts import begin_book, bind_sheets, build_contents, build_cover, finish_book
from desktop.reports.document import Align, Column, Fit, Notice, Row, RowKind, Table
from desktop.reports.rendering import render_internal

_MISSING = "缺件"


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One notice of the year.

    Attributes:
        line: 党务, 村务, 财务 or 其他; sheets stand together by it.
        number: Of the notice.
        title: Its title.
        item: Name of the item of disclosure.
        period: Days it speaks of, in words.
        issued: Day of issue, ISO.
        boards: Where it hung and how many days, in words.
        objections: How many there were, in words.
        state: In force, corrected, withdrawn.
        pages: Of its sheet.
        sha256: Of its sheet.
        pdf: The archived bytes; None where they are not here.
    """

    line: str
    number: str
    title: str
    item: str
    period: str
    issued: str
    boards: str
    objections: str
    state: str
    pages: int
    sha256: str
    pdf: bytes | None


@dataclass(frozen=True, slots=True)
class Book:
    """What a bound book says about itself; entries stand in the order printed."""

    village: str
    full_name: str
    year: int
    made_on: date
    entries: tuple[BookEntry, ...]


def render_contents(book: Book) -> bytes:
    """The list of the year's notices with the pages they have in the book."""
    return render_internal(_contents(book, _first_pages(book)))


def bind(book: Book, job: JobHandle | None = None) -> bytes:
    """The whole book.

    Args:
        book: What it holds.
        job: Told how many sheets are bound; may cancel.

    Returns:
        A PDF with bookmarks by line and notice; page numbers count from the first sheet.

    Raises:
        Cancelled: The user asked to stop.
    """
    from pypdf.constants import PageLabelStyle

    writer = begin_book(_cover(book), _contents(book, _first_pages(book)))
    before = len(writer.pages)
    bound = [
        (entry.line, f"{entry.title}（{entry.number}）", entry.pdf)
        for entry in book.entries
        if entry.pdf is not None
    ]
    bind_sheets(writer, bound, job or NoJob())
    writer.set_page_label(0, before - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    if len(writer.pages) > before:
        writer.set_page_label(before, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=1)
    return finish_book(writer, _title(book))


def _title(book: Book) -> str:
    return f"{book.village}{book.year}年党务、村务、财务公开档案"


def _first_pages(book: Book) -> list[int]:
    pages, at = [], 1
    for entry in book.entries:
        pages.append(at if entry.pdf is not None else 0)
        at += entry.pages if entry.pdf is not None else 0
    return pages


def _cover(book: Book) -> Notice:
    sheets = sum(entry.pages for entry in book.entries if entry.pdf is not None)
    lines = [
        f"{line}公开：{count} 份"
        for line in dict.fromkeys(entry.line for entry in book.entries)
        if (count := sum(entry.line == line for entry in book.entries))
    ]
    return build_cover(
        book.village,
        (book.full_name, "党务、村务、财务", "公开档案"),
        book.year,
        book.made_on,
        f"共 {len(book.entries)} 份，{sheets} 页",
        lines,
    )


def _contents(book: Book, first_pages: Sequence[int]) -> Notice:
    rows: list[Row] = []
    line = ""
    for serial, (entry, page) in enumerate(zip(book.entries, first_pages, strict=True), start=1):
        if entry.line != line:
            line = entry.line
            rows.append(Row(kind=RowKind.GROUP, label=f"{line}公开"))
        rows.append(
            Row(
                (
                    str(serial),
                    entry.number,
                    entry.title,
                    entry.issued,
                    entry.boards or "—",
                    entry.objections,
                    entry.state,
                    str(entry.pages),
                    str(page) if page else _MISSING,
                )
            )
        )
    columns = (
        Column("序号", 4, fit=Fit.KEEP),
        Column("编号", 20, fit=Fit.SHRINK),
        Column("名称", 34, Align.LEFT),
        Column("发布日期", 9, fit=Fit.KEEP),
        Column("张贴地点和天数", 20, Align.LEFT),
        Column("异议", 8),
        Column("现状", 7, fit=Fit.SHRINK),
        Column("页数", 4, Align.RIGHT, Fit.KEEP),
        Column("页码", 5, Align.RIGHT, Fit.SHRINK),
    )
    return build_contents(
        book.village,
        "公开档案目录",
        book.year,
        book.made_on,
        Table(columns, tuple(rows), "", "", empty_text="本年没有发布过公开表"),
        "页码是合订本右边空白处的流水页码；“缺件”的原件在另一台电脑上，本册没有装入。",
    )
