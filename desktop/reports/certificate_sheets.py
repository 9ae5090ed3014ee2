"""A certificate with its stub (证明、存根) on one sheet, and the stub book of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import Period, day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    Align,
    Block,
    Column,
    Fit,
    Form,
    FormField,
    HeadLine,
    Margins,
    Notice,
    Page,
    Paper,
    Paragraph,
    Row,
    Table,
)
from desktop.reports.fonts import Role
from desktop.reports.internal_papers import ACROSS, internal_head

_SHEET = Page(Paper.A4, False, Margins(24, 26, 16, 28), 11, 22, 16)
_CUT = "┄┄┄┄┄┄┄┄┄　骑缝盖章　{number}　┄┄┄┄┄┄┄┄┄"
_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """What a certificate and its stub say; ``number`` is empty before it is issued.

    ``paragraphs`` that begin with two wide blanks are indented.
    """

    title: str
    number: str
    paragraphs: tuple[str, ...]
    issuer: str
    issued_on: date
    basis: str
    person: str
    recipient: str
    purpose: str
    copies: int
    issued_by: str


def build_certificate(sheet: CertificateSheet) -> Notice:
    """The certificate above, its stub below the line where the seal goes across."""
    blocks: list[Block] = [
        Paragraph(
            text.removeprefix(_INDENT),
            indent=2 if text.startswith(_INDENT) else 0,
            space_before=0.2,
        )
        for text in sheet.paragraphs
    ]
    blocks += [
        Paragraph(f"{sheet.issuer}（盖章）", align=Align.RIGHT, space_before=1.6),
        Paragraph(day_words(sheet.issued_on), align=Align.RIGHT, space_before=0.2),
        Paragraph(f"出具依据：{sheet.basis}", size_pt=9.5, space_before=1.2),
        Paragraph(
            _CUT.format(number=sheet.number or "（开具时编号）"),
            size_pt=10.5,
            align=Align.CENTRE,
            space_before=1.6,
            with_next=True,
        ),
        Paragraph("证明存根", Role.HEI, 14, Align.CENTRE, space_before=0.5, with_next=True),
        Form(
            (
                FormField("编号", sheet.number or "（开具时编号）"),
                FormField("开具日期", sheet.issued_on.isoformat()),
                FormField("证明种类", sheet.title, 2),
                FormField("姓名", sheet.person),
                FormField("份数", f"{sheet.copies} 份"),
                FormField("接收单位", sheet.recipient, 2),
                FormField("用途", sheet.purpose, 2),
                FormField("开具人", sheet.issued_by),
                FormField("领取人签字", ""),
            ),
            pairs=2,
            line_mm=8.5,
        ),
    ]
    return Notice(
        title=(sheet.title,),
        period=day_words(sheet.issued_on),
        page=_SHEET,
        head=HeadLine("", "", f"编号：{sheet.number}" if sheet.number else "编号：（开具时编号）"),
        blocks=tuple(blocks),
        number=sheet.number,
    )


@dataclass(frozen=True, slots=True)
class StubLine:
    """One certificate in the stub book; ``void`` says why it is void, empty for a good one."""

    number: str
    issued_on: str
    kind: str
    person: str
    recipient: str
    purpose: str
    copies: int
    issued_by: str
    void: str = ""


STUB_HEADINGS = (
    "序号",
    "编号",
    "开具日期",
    "证明种类",
    "姓名",
    "接收单位",
    "用途",
    "份数",
    "开具人",
    "作废",
)
"""Columns of the stub book, also as a workbook."""

_SHARES = (4, 18, 9, 18, 7, 15, 14, 4.5, 7, 10)


def build_stub_book(village: Village, year: int, printed_on: date, lines: Sequence[StubLine]) -> Notice:
    """Every certificate of a year in the order of numbers, voided ones included."""
    aligned = {"证明种类", "接收单位", "用途", "作废"}
    columns = tuple(
        Column(
            heading,
            share,
            Align.LEFT if heading in aligned else Align.CENTRE,
            Fit.WRAP if heading in aligned else Fit.SHRINK,
        )
        for heading, share in zip(STUB_HEADINGS, _SHARES, strict=True)
    )
    rows = tuple(Row(stub_cells(number, line)) for number, line in enumerate(lines, start=1))
    void = sum(bool(line.void) for line in lines)
    return Notice(
        title=(village.name, f"{year}年证明存根册"),
        period=Period.year(year).days(),
        page=ACROSS,
        head=internal_head(village, printed_on, f"共 {len(lines)} 份编号，其中作废 {void} 份"),
        blocks=(Table(columns, rows, total_label="", empty_text="本年没有开具证明"),),
        stamp="内部台账",
        coded=False,
    )


def stub_cells(serial: int, line: StubLine) -> tuple[str, ...]:
    """A line of the stub book as texts, in the order of `STUB_HEADINGS`."""
    return (
        str(serial),
        line.number,
        line.issued_on,
        line.kind,
        line.person,
        line.recipient,
        line.purpose,
        str(line.copies),
        line.issued_by,
        line.void,
    )
