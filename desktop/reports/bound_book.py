"""The sheets of a year as one book: cover, contents, and the archived sheets themselves, numbered on.

Sheets are taken page by page as they were issued; only a small number is added in the outer margin.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.job import JobHandle, NoJob
from desktop.domain.period import day_words
from desktop.reports.document import (
    Align,
    Block,
    Column,
    Fit,
    HeadLine,
    Margins,
    Notice,
    Page,
    Paper,
    Paragraph,
    Row,
    RowKind,
    SignatureLine,
    Table,
)
from desktop.reports.fonts import Role, type_of
from desktop.reports.layout import MM, LaidNotice, LaidPage
from desktop.reports.placed import PlacedText
from desktop.reports.rendering import render_internal, render_laid

if TYPE_CHECKING:
    from datetime import date

    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

_COVER = Page(Paper.A4, False, Margins(70, 25, 30, 25), 14, 30, 18)
_LIST = Page(Paper.A4, True, Margins(18, 14, 16, 18), 10.5, 18, 11)
_NUMBER_PT = 9.0
_EDGE_MM = 5.0
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
    made_on: "date"
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
    from pypdf import PdfReader, PdfWriter
    from pypdf.constants import PageLabelStyle

    job = job or NoJob()
    writer = PdfWriter()
    front = [render_internal(_cover(book)), render_contents(book)]
    for pdf in front:
        writer.append(PdfReader(io.BytesIO(pdf)), import_outline=False)
    before = len(writer.pages)
    writer.add_outline_item(title="封面", page_number=0)
    writer.add_outline_item(title="目录", page_number=1)
    lines: dict[str, IndirectObject] = {}
    bound = [entry for entry in book.entries if entry.pdf is not None]
    for number, entry in enumerate(bound):
        job.check_cancelled()
        job.report(number, len(bound), "bind")
        assert entry.pdf is not None
        first = len(writer.pages)
        writer.append(PdfReader(io.BytesIO(entry.pdf)), import_outline=False)
        if entry.line not in lines:
            lines[entry.line] = writer.add_outline_item(title=entry.line, page_number=first)
        writer.add_outline_item(
            title=f"{entry.title}（{entry.number}）", page_number=first, parent=lines[entry.line]
        )
    number_pages(writer, before)
    writer.set_page_label(0, before - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    if len(writer.pages) > before:
        writer.set_page_label(before, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=1)
    writer.add_metadata({"/Title": _title(book), "/Creator": "村情通桌面版", "/Producer": "村情通桌面版"})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


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
    blocks: list[Block] = [
        Paragraph(f"{book.year}年度", Role.HEI, 22, Align.CENTRE, space_before=1.5),
        Paragraph(f"共 {len(book.entries)} 份，{sheets} 页", size_pt=16, align=Align.CENTRE, space_before=3),
        *(Paragraph(line, size_pt=14, align=Align.CENTRE) for line in lines),
    ]
    return Notice(
        title=(book.full_name, "党务、村务、财务", "公开档案"),
        period=f"{book.year}年",
        page=_COVER,
        blocks=tuple(blocks),
        signature=SignatureLine(
            (), f"{book.village}村民委员会", f"成册日期：{day_words(book.made_on)}", seal=False
        ),
        coded=False,
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
    return Notice(
        title=(book.village, f"{book.year}年", "公开档案目录"),
        period=f"{book.year}年",
        page=_LIST,
        blocks=(Table(columns, tuple(rows), "", "", empty_text="本年没有发布过公开表"),),
        head=HeadLine(right=f"成册日期：{day_words(book.made_on)}"),
        notes=("页码是合订本右边空白处的流水页码；“缺件”的原件在另一台电脑上，本册没有装入。",),
        coded=False,
    )


def number_pages(writer: "PdfWriter", before: int) -> None:
    """Put the running number into the outer margin, half way up, where no sheet has anything."""
    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, RectangleObject

    pages = writer.pages[before:]
    if not pages:
        return
    body = type_of(Role.BODY)
    laid = []
    for number, page in enumerate(pages, start=1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        x = width - _EDGE_MM * MM - body.width(str(number), _NUMBER_PT)
        text = PlacedText(x, height / 2, Role.BODY, _NUMBER_PT, str(number))
        laid.append(LaidNotice(width, height, (LaidPage([text]),)))
    numbers = PdfReader(io.BytesIO(render_laid("页码", laid)))
    opened = DecodedStreamObject()
    opened.set_data(b"q\n")
    opened_ref = writer._add_object(opened)
    for number, (page, overlay) in enumerate(zip(pages, numbers.pages, strict=True), start=1):
        form = DecodedStreamObject()
        form.set_data(_content(overlay))
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): RectangleObject(overlay.mediabox),
                NameObject("/Resources"): overlay["/Resources"].clone(writer),
            }
        )
        name = NameObject(f"/PageNumber{number}")
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        forms = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
        assert isinstance(forms, DictionaryObject)
        forms[name] = writer._add_object(form)
        closed = DecodedStreamObject()
        closed.set_data(f"\nQ {name} Do\n".encode())
        kept = page.raw_get("/Contents")
        inner = kept.get_object()
        parts = list(inner) if isinstance(inner, ArrayObject) else [kept]
        page[NameObject("/Contents")] = ArrayObject([opened_ref, *parts, writer._add_object(closed)])


def _content(page: "PageObject") -> bytes:
    content = page.get_contents()
    return b"" if content is None else content.get_data()
