"""Numbers of invented people in the disguises of copied workbooks, and numbers that are nobody's."""

import ctypes
import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pypdfium2
from pypdfium2 import raw

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.leak_scanner import is_luhn_valid
from desktop.domain.money import capital
from desktop.reports.data import Sheet, SheetValue
from desktop.reports.template import TableTemplate, Template
from tests.unit.reports.sheets import filled

_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CAPITAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")


@dataclass(frozen=True, slots=True)
class Plant:
    """What was put where: kind of number, disguise, the sheet that holds it, and what is drawn on it."""

    kind: str
    disguise: str
    sheet: Sheet
    drawn: "Drawn | None" = None


def _citizen_id(chance: random.Random) -> str:
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(34_000))
    return make_citizen_id("999901", born, chance.randrange(1, 999))


def _old_id(chance: random.Random) -> str:
    number = _citizen_id(chance)
    while number[6:8] != "19":
        number = _citizen_id(chance)
    return number[:6] + number[8:17]


def _mobile(chance: random.Random) -> str:
    return f"100{chance.randrange(10**8):08d}"  # a range that was never given to subscribers


def _card(chance: random.Random) -> str:
    head = f"622848{chance.randrange(10**12):012d}"
    return next(head + str(last) for last in range(10) if is_luhn_valid(head + str(last)))


KINDS: dict[str, Callable[[random.Random], str]] = {
    "citizen_id": _citizen_id,
    "old_citizen_id": _old_id,
    "mobile": _mobile,
    "bank_card": _card,
}


def _grouped(number: str, mark: str) -> str:
    sizes = {18: (6, 8, 4), 15: (6, 6, 3), 11: (3, 4, 4)}.get(len(number), (4, 4, 4, 4, 4))
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return mark.join(part for part in parts if part)


def _mixed_width(number: str) -> str:
    return "".join(c.translate(_FULL_WIDTH) if i % 2 else c for i, c in enumerate(number))


def _all_but_last(number: str, table: dict[int, int]) -> str:
    return number[:-1].translate(table) + number[-1] if number[-1] == "X" else number.translate(table)


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": lambda number: number,
    "in a sentence": lambda number: f"已发放给{number}本人签领",
    "in brackets": lambda number: f"补助款（{number}）",
    "full width": lambda number: number.translate(_FULL_WIDTH),
    "half of it full width": _mixed_width,
    "grouped by blanks": lambda number: _grouped(number, " "),
    "grouped by dashes": lambda number: _grouped(number, "-"),
    "grouped by wide blanks": lambda number: _grouped(number, "　"),
    "Chinese digits": lambda number: _all_but_last(number, _CHINESE),
    "capital digits": lambda number: _all_but_last(number, _CAPITAL),
    "letters for digits": lambda number: number.replace("0", "O").replace("1", "l"),
    "invisible characters": lambda number: _grouped(number, "\u200b"),
    "lower case": str.lower,
    "circled digits": lambda number: number.translate(_CIRCLED),
    "raised digits": lambda number: number.translate(_RAISED),
    "grouped by dots": lambda number: _grouped(number, "."),
    "grouped by slashes": lambda number: _grouped(number, "/"),
    "every digit apart": " ".join,
    "Chinese digits, every one apart": lambda number: " ".join(_all_but_last(number, _CHINESE)),
    "Chinese digits grouped": lambda number: _grouped(_all_but_last(number, _CHINESE), "-"),
    "letters for digits, grouped": lambda number: _grouped(number.replace("0", "O").replace("1", "l"), " "),
    "one written as yao": lambda number: _all_but_last(number.replace("1", "幺"), _CHINESE),
    "full width grouped by dots": lambda number: _grouped(number, "·").translate(_FULL_WIDTH),
}
"""Kinds of writing that a clerk, a copied workbook or somebody with bad intentions leaves in a text."""


def takes_text(template: Template) -> bool:
    """Whether anybody types a text for it; a sheet of figures alone has no place for a number in disguise."""
    typed = any(each.form in {"text", "long"} and not each.choices for each in template.fields)
    columns = [column for block in template.tables for column in block.columns]
    return typed or any(each.form == "text" and each.compute is None and not each.choices for each in columns)


def plant(template: Template, chance: random.Random) -> Plant:
    """The template's sheet with one number in one of its texts, in a table where there is one."""
    kind = chance.choice(list(KINDS))
    number = KINDS[kind](chance)
    data = filled(template, rows=6)
    places = [
        (block, column.value)
        for block in template.blocks
        if isinstance(block, TableTemplate)
        for column in block.columns
        if column.form == "text"
        and column.compute is None
        and not column.choices
        and column.value in _free(data, block)
    ]
    if not places:
        texts = [
            field.name for field in template.fields if field.form in {"text", "long"} and not field.choices
        ]
        if not texts:  # nothing of it is typed: somebody could only draw on it
            drawn = Drawn(number, chance.choice(list(DRAWINGS)), chance.randrange(2**32))
            return Plant(kind, drawn.how, data, drawn)
        disguise = chance.choice(list(DISGUISES))
        name = chance.choice(texts)
        return Plant(
            kind,
            disguise,
            replace(data, values=dict(data.values or {}) | {name: DISGUISES[disguise](number)}),
        )
    block, column = chance.choice(places)
    rows = [dict(row) for row in data.tables[block.rows]]
    at = chance.randrange(len(rows))
    if chance.random() < _SHARE_DRAWN:
        drawn = Drawn(number, chance.choice(list(DRAWINGS)), chance.randrange(2**32))
        return Plant(kind, drawn.how, data, drawn)
    neighbours = _neighbours(block, column, data)
    split = _split(number, kind, chance)
    if neighbours and split and chance.random() < _SHARE_SPLIT:
        disguise = "split over two cells"
        rows[at][column], rows[at][neighbours[0]] = split
    elif (
        split and kind == "citizen_id" and at + 1 < len(rows) and not block.group_by and chance.random() < 0.1
    ):
        disguise = "split over two rows"
        rows[at][column], rows[at + 1][column] = split
    else:
        disguise = chance.choice(list(DISGUISES))
        rows[at][column] = DISGUISES[disguise](number)
    return Plant(kind, disguise, replace(data, tables=dict(data.tables) | {block.rows: tuple(rows)}))


_SHARE_DRAWN, _SHARE_SPLIT = 0.12, 0.15


def _split(number: str, kind: str, chance: random.Random) -> tuple[str, str] | None:
    """Two parts of a number as two columns may hold them; an old one has no check digit and is not split."""
    cuts = {"citizen_id": range(4, 14), "bank_card": range(4, 14, 4), "mobile": (3, 7)}.get(kind)
    if cuts is None:
        return None
    cut = chance.choice(list(cuts))
    return number[:cut], number[cut:]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number that is drawn on the finished page in a way that a reader of paper may not see."""

    number: str
    how: str
    seed: int

    def on(self, pdf: bytes) -> bytes:
        """The file with the number on one of its pages."""
        chance = random.Random(self.seed)
        document = pypdfium2.PdfDocument(pdf)
        page = document[chance.randrange(len(document))]
        width, height = page.get_size()
        at = (chance.uniform(60, width - 220), chance.uniform(120, height - 120))
        DRAWINGS[self.how](document, page, self.number, at, chance)
        raw.FPDFPage_GenerateContent(page.raw)
        stream = io.BytesIO()
        document.save(stream)
        document.close()
        return stream.getvalue()


_Point = tuple[float, float]


def _draw(document: Any, page: Any, text: str, at: _Point, size: float = 10, turn: float = 0) -> Any:
    made = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", size)
    wide = (text + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(made, ctypes.cast(ctypes.create_string_buffer(wide), raw.FPDF_WIDESTRING))
    cos, sin = math.cos(turn), math.sin(turn)
    raw.FPDFPageObj_Transform(made, cos, sin, -sin, cos, *at)
    raw.FPDFPage_InsertObject(page.raw, made)
    return made


def _covered(document: Any, page: Any, number: str, at: _Point, chance: random.Random) -> None:
    _draw(document, page, number, at)
    cover = raw.FPDFPageObj_CreateNewRect(at[0] - 2, at[1] - 4, 160, 16)
    raw.FPDFPageObj_SetFillColor(cover, 255, 255, 255, 255)
    raw.FPDFPath_SetDrawMode(cover, 1, False)
    raw.FPDFPage_InsertObject(page.raw, cover)


def _invisible(document: Any, page: Any, number: str, at: _Point, chance: random.Random) -> None:
    raw.FPDFTextObj_SetTextRenderMode(_draw(document, page, number, at), raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _white(document: Any, page: Any, number: str, at: _Point, chance: random.Random) -> None:
    raw.FPDFPageObj_SetFillColor(_draw(document, page, number, at), 255, 255, 255, 255)


def _sign_by_sign(turn: float, lean: float, begin: _Point = (0, 0)) -> "_Drawing":
    """Each sign as an object of its own, turned by one angle and put beside the last one along another."""

    def draw(document: Any, page: Any, number: str, at: _Point, chance: random.Random) -> None:
        x, y = at[0] + begin[0], at[1] + begin[1]
        for place, sign in enumerate(number):
            along = place * _SIGN_STEP
            _draw(document, page, sign, (x + along * math.cos(lean), y + along * math.sin(lean)), 10, turn)

    return draw


_SIGN_STEP = 7.0  # points
_Drawing = Callable[[Any, Any, str, _Point, random.Random], None]

DRAWINGS: dict[str, _Drawing] = {
    "drawn over the sheet": lambda d, p, number, at, _: _draw(d, p, number, at),
    "drawn tiny": lambda d, p, number, at, _: _draw(d, p, number, at, 1),
    "drawn upwards": lambda d, p, number, at, _: _draw(d, p, number, at, 10, math.pi / 2),
    "drawn upside down": lambda d, p, number, at, _: _draw(d, p, number, (at[0] + 150, at[1]), 10, math.pi),
    "drawn aslant": lambda d, p, number, at, _: _draw(d, p, number, at, 10, 0.5),
    "drawn in white": _white,
    "drawn invisible": _invisible,
    "drawn below a white patch": _covered,
    "drawn sign by sign": _sign_by_sign(0, 0),
    "drawn sign by sign upwards": _sign_by_sign(math.pi / 2, math.pi / 2),
    "drawn sign by sign downwards": _sign_by_sign(-math.pi / 2, -math.pi / 2, (0, 60)),
    "drawn sign by sign upside down": _sign_by_sign(math.pi, math.pi, (150, 0)),
    "drawn sign by sign aslant": _sign_by_sign(0.5, 0.5),
    "drawn sign by sign, each turned": _sign_by_sign(math.pi / 2, 0),
    "drawn sign by sign, upright on a slope": _sign_by_sign(0, 0.3),
    "drawn sign by sign, one below another": _sign_by_sign(0, -math.pi / 2, (0, 60)),
}


def _free(data: Sheet, block: TableTemplate) -> set[str]:
    row = data.tables[block.rows][0]
    return {name for name, value in row.items() if isinstance(value, str)} - {block.group_by}


def _neighbours(block: TableTemplate, column: str, data: Sheet) -> list[str]:
    names = [each.value for each in block.columns]
    after = block.columns[names.index(column) + 1 :][:1]
    return [each.value for each in after if each.form == "text" and not each.choices and each.compute is None]


def harmless(template: Template, chance: random.Random) -> Sheet:
    """The template's sheet full of numbers that are nobody's."""
    data = filled(template, rows=chance.randrange(1, 30))
    tables: dict[str, tuple[dict[str, SheetValue], ...]] = {}
    for block in template.blocks:
        if not isinstance(block, TableTemplate):
            continue
        texts = [c.value for c in block.columns if c.form == "text" and not c.choices and c.compute is None]
        rows = [dict(row) for row in data.tables[block.rows]]
        for row in rows:
            for name in texts:
                if (
                    isinstance(row.get(name), str)
                    and name not in {"name", "head", block.group_by}
                    and chance.random() < 0.5
                ):
                    row[name] = chance.choice(_HARMLESS)(chance)
        tables[block.rows] = tuple(rows)
    return replace(data, tables=tables)


_HARMLESS: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: f"{chance.randrange(1, 200)}",
    lambda chance: f"{chance.randrange(1, 10**6)}",
    lambda chance: f"办公电话0999-70000{chance.randrange(1, 4):02d}",
    lambda chance: "大写：" + capital(chance.randrange(10**9)),
    lambda chance: "二〇二六年" + "一二三四五六七八九"[chance.randrange(9)] + "月十八日村民代表会议决定",
    lambda chance: f"发票号{chance.randrange(10**8):08d}、{chance.randrange(10**8):08d}",
    lambda chance: f"统一社会信用代码9199990{chance.randrange(1, 9)}MA{chance.randrange(10**7):07d}X",
    lambda chance: (
        f"①硬化{chance.randrange(99)}米②清淤{chance.randrange(99)}处③补种{chance.randrange(999)}株"
    ),
    lambda chance: (
        f"K{chance.randrange(9)}+{chance.randrange(999):03d}至K{chance.randrange(9)}+{chance.randrange(999):03d}"
    ),
    lambda chance: f"东经120°{chance.randrange(60):02d}′{chance.randrange(60):02d}″",
    lambda chance: f"{chance.randrange(10**7) / 100:.2f}元",
    lambda chance: f"凭证2026{chance.randrange(1, 13):02d}{chance.randrange(10**4):04d}",
    lambda chance: f"示财〔2026〕{chance.randrange(1, 400)}号",
    lambda chance: f"合同HT-2026{chance.randrange(10**5):05d}",
    lambda chance: f"2026年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日至2028年12月31日",
    lambda chance: f"2026-07-{chance.randrange(1, 29):02d} 08:30 至 17:00",
    lambda chance: f"第{chance.randrange(10**6):06d}号收据，共{chance.randrange(1, 99)}张",
    lambda chance: f"{chance.randrange(10**4) / 100:.2f}亩，四至见图{chance.randrange(1, 99)}",
    lambda chance: f"999901101201JC{chance.randrange(10**5):05d}",  # a parcel's code
    lambda chance: f"户号999901101201{chance.randrange(10**4):04d}",
    lambda chance: "、".join(str(chance.randrange(100, 9999)) for _ in range(6)),
)
