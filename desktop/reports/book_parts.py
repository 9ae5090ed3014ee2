"""What the bound books of a year share: cover, contents, the numbered sheets behind them, bookmarks.

Sheets are taken page by page as they are; only a small number is added in the outer margin.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.job import JobHandle
from desktop.domain.period import day_words
from desktop.reports.document import (
    Align,
    Block,
    HeadLine,
    Margins,
    Notice,
    Page,
    Paper,
    Paragraph,
    SignatureLine,
    Table,
)
from desktop.reports.fonts import Role, type_of
from desktop.reports.laid_page import MM, LaidNotice, LaidPage
from desktop.reports.placed import PlacedText
from desktop.reports.rendering import render_internal, render_laid

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

_COVER = Page(Paper.A4, False, Margins(70, 25, 30, 25), 14, 30, 18)
_LIST = Page(Paper.A4, True, Margins(18, 14, 16, 18), 10.5, 18, 11)
_NUMBER_PT = 9.0
_EDGE_MM = 5.0
_MADE_BY = "村情通桌面版"

Sheet = tuple[str, str, bytes]
"""Part of the book that a sheet belongs to, the words of its bookmark, its PDF."""


def build_cover(
    village: str, title: tuple[str, ...], year: int, made_on: date, total: str, lines: Sequence[str]
) -> Notice:
    """The cover: whose it is, the year, how much is in it in all and by part."""
    blocks: list[Block] = [
        Paragraph(f"{year}年度", Role.HEI, 22, Align.CENTRE, space_before=1.5),
        Paragraph(total, size_pt=16, align=Align.CENTRE, space_before=3),
        *(Paragraph(line, size_pt=14, align=Align.CENTRE) for line in lines),
    ]
    return Notice(
        title=title,
        period=f"{year}年",
        page=_COVER,
        blocks=tuple(blocks),
        signature=SignatureLine((), f"{village}村民委员会", f"成册日期：{day_words(made_on)}", seal=False),
        coded=False,
    )


def build_contents(village: str, name: str, year: int, made_on: date, table: Table, note: str) -> Notice:
    """The list of what the book holds; ``note`` says what its page numbers are."""
    return Notice(
        title=(village, f"{year}年", name),
        period=f"{year}年",
        page=_LIST,
        blocks=(table,),
        head=HeadLine(right=f"成册日期：{day_words(made_on)}"),
        notes=(note,),
        coded=False,
    )


def begin_book(cover: Notice, contents: Notice) -> "PdfWriter":
    """A book with its front, each with its bookmark."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for notice in (cover, contents):
        writer.append(PdfReader(io.BytesIO(render_internal(notice))), import_outline=False)
    writer.add_outline_item(title="封面", page_number=0)
    writer.add_outline_item(title="目录", page_number=1)
    return writer


def bind_sheets(writer: "PdfWriter", sheets: Sequence[Sheet], job: JobHandle) -> None:
    """Put sheets behind what the book holds already, with bookmarks by part, and number their pages.

    Raises:
        Cancelled: The user asked to stop.
    """
    from pypdf import PdfReader

    before = len(writer.pages)
    parts: dict[str, IndirectObject] = {}
    for number, (part, title, pdf) in enumerate(sheets):
        job.check_cancelled()
        job.report(number, len(sheets), "bind")
        first = len(writer.pages)
        writer.append(PdfReader(io.BytesIO(pdf)), import_outline=False)
        if part not in parts:
            parts[part] = writer.add_outline_item(title=part, page_number=first)
        writer.add_outline_item(title=title, page_number=first, parent=parts[part])
    _number_pages(writer, before)


def finish_book(writer: "PdfWriter", title: str) -> bytes:
    """The book as PDF."""
    writer.add_metadata({"/Title": title, "/Creator": _MADE_BY, "/Producer": _MADE_BY})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _number_pages(writer: "PdfWriter", before: int) -> None:
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
