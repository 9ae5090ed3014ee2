"""Papers of the party: the letter that moves a member's relation, with its stub and receipt."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import Align, Block, Margins, Notice, Page, Paper, Paragraph
from desktop.reports.fonts import Role

_LETTER = Page(Paper.A4, False, Margins(20, 24, 14, 26), 11, 20, 14)
_CUT = "┄┄┄┄┄┄┄┄┄┄　第 {number} 号　骑缝盖章　┄┄┄┄┄┄┄┄┄┄"


@dataclass(frozen=True, slots=True)
class TransferLetter:
    """What a letter says; ``birth`` is a partial date, ``fee_paid_to`` a month or day, "" for unknown."""

    number: str
    name: str
    sex: str
    ethnicity: str
    birth: str
    citizen_id: str
    is_probationary: bool
    from_organisation: str
    to_organisation: str
    fee_paid_to: str
    issued_on: date
    valid_days: int


def build_letter(village: Village, letter: TransferLetter) -> Notice:
    """Stub, letter and receipt on one sheet, divided by lines over which the seal goes."""
    kind = "预备党员" if letter.is_probationary else "正式党员"
    who = "，".join(
        part
        for part in (
            f"{letter.name}同志",
            letter.sex,
            letter.ethnicity,
            f"{letter.birth[:4]}年生" if letter.birth else "",
            f"系中共{kind}",
        )
        if part
    )
    paid = _paid_words(letter.fee_paid_to)
    blocks: list[Block] = [
        Paragraph("存　根", Role.HEI, 15, Align.CENTRE, with_next=True),
        *_body(f"{who}，组织关系由{letter.from_organisation}转到{letter.to_organisation}。"),
        *_end(letter, ""),
        _cut(letter),
        Paragraph(
            "中国共产党党员组织关系介绍信", Role.HEI, 18, Align.CENTRE, space_before=0.4, with_next=True
        ),
        Paragraph(f"{letter.to_organisation}：", space_before=0.4),
        *_body(f"{who}，组织关系由{letter.from_organisation}转去，请接转。{paid}"),
        *_body(f"公民身份号码：{letter.citizen_id}" if letter.citizen_id else ""),
        *_body(f"（有效期{letter.valid_days}天）"),
        *_end(letter, f"{letter.from_organisation}（盖章）"),
        _cut(letter),
        Paragraph("回　执　联", Role.HEI, 15, Align.CENTRE, space_before=0.4, with_next=True),
        Paragraph(f"{letter.from_organisation}：", space_before=0.3),
        *_body(f"你处转来的{letter.name}同志的组织关系已经转到我处，特此回复。"),
        *_body("经办人：　　　　　　　　　　联系电话："),
        Paragraph("（接收党组织盖章）　　　　　", align=Align.RIGHT, space_before=0.6),
        Paragraph("年　　月　　日　　", align=Align.RIGHT, space_before=0.2),
    ]
    return Notice(
        title=(f"第 {letter.number} 号",),
        period=day_words(letter.issued_on),
        page=_LETTER,
        blocks=tuple(blocks),
        number="",
        coded=False,
    )


def _body(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text, indent=2, space_before=0.2),) if text else ()


def _end(letter: TransferLetter, issuer: str) -> tuple[Paragraph, ...]:
    signed = (Paragraph(issuer, align=Align.RIGHT, space_before=0.5),) if issuer else ()
    return (*signed, Paragraph(day_words(letter.issued_on), align=Align.RIGHT, space_before=0.2))


def _cut(letter: TransferLetter) -> Paragraph:
    return Paragraph(_CUT.format(number=letter.number), size_pt=10.5, align=Align.CENTRE, space_before=0.8)


def _paid_words(text: str) -> str:
    if len(text) < len("2026-01"):
        return ""
    return f"党费交到{int(text[:4])}年{int(text[5:7])}月。"
