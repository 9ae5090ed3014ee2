"""Amounts of money: read from cells, and written in the capital characters of receipts."""

import re
from decimal import Decimal
from functools import lru_cache

from desktop.domain.cell_text import is_blank, plain, text_of
from desktop.domain.decimal_number import find_decimal, from_float, round_half_up
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

_MARKS = re.compile(r"^(?:人民币|RMB|CNY|¥|￥|\$)+|(?:人民币|RMB|CNY)$", re.IGNORECASE)
_ABOUT = re.compile(r"约|大约|大概|左右|上下")
_PER = re.compile(
    r"(?:/亩/年|/亩·年|/亩|每亩每年|每亩|每人每月|每年|每月|每天|/月|/年|/天|/人|一年|一月)$|^(?:每年|每月|每天|年|月|日)(?=\d)"
)
_PARTS = re.compile(
    r"(?:(?P<yuan>.+?)(?:元|圆|块钱|块))?(?:(?P<jiao>[^元圆块角毛]+)(?:角|毛))?(?:(?P<fen>[^元圆角毛分]+)分)?[整正]?"
)
_BRACKETED = re.compile(r"\((.+)\)")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_SECTION_UNITS = ("", "拾", "佰", "仟")
_BIG_UNITS = ("", "万", "亿", "万亿")
MOST_CENTS = 10**18


def read_money(cell: Cell, unit: str = "元") -> Reading[int]:
    """An amount in cents.

    Args:
        cell: Number or text such as ``¥1,200.00``, ``1200元``, ``1.2万``, ``壹仟贰佰元整``, ``(300)``.
        unit: What a bare number counts, from the heading: 元, 百元, 千元 or 万元.

    Returns:
        Whole cents; hint FLD-611 when parts of a cent were rounded, hint FLD-603 for approximate
        amounts. No value and FLD-610 when it is no amount. A dash, 无 or / is blank, not zero.
    """
    if cell is None:
        return Reading()
    if type(cell) is float and -1e9 < cell < 1e9:
        # Within these limits a double holds every cent: the nearest one is what was typed.
        hundredfold = cell * 100
        cents = round(hundredfold)
        if abs(hundredfold - cents) < 1e-5:
            return Reading(cents * _factor(unit))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        exact = from_float(cell) if isinstance(cell, float) else Decimal(cell)
        return _not_money(str(cell)) if exact is None else _in_cents(exact * _factor(unit), ())
    return _read_text(cell if isinstance(cell, str) else text_of(cell), unit)


_FACTORS = {"百元": 100, "千元": 1000, "万元": 10_000}


def _factor(unit: str) -> int:
    return _FACTORS.get(unit, 1)


@lru_cache(maxsize=16384)
def _read_text(cell: str, unit: str) -> Reading[int]:
    text = plain(cell)
    if is_blank(text):
        return Reading()
    beside: tuple[Problem, ...] = ()
    if _ABOUT.search(text):
        text = _ABOUT.sub("", text)
        beside = (Problem("FLD-603", {"value": cell[:30]}, severity=Severity.HINT),)
    text = _PER.sub("", text)
    sign = 1
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed is not None:
        sign, text = -1, bracketed[1]
    if text[:1] in "-−负":
        sign, text = -sign, text[1:]
    text = _MARKS.sub("", text)
    factor = 1
    if text.endswith(("万元", "万块")):
        text = text[:-1]
    value = find_decimal(text)
    if value is not None and "万" not in text:
        factor = _factor(unit)
    if value is None:
        value = _with_parts(text)
    return _not_money(cell) if value is None else _in_cents(sign * value * factor, beside)


def _with_parts(text: str) -> Decimal | None:
    parts = _PARTS.fullmatch(text)
    if parts is None or not any(parts.groups()):
        return None
    total = Decimal(0)
    for name, worth in (("yuan", Decimal(1)), ("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        written = parts[name]
        if written is None:
            continue
        if name != "yuan" and len(written) > 1:
            written = written.removeprefix("零")
        value = find_decimal(written)
        if value is None:
            return None
        total += value * worth
    return total


def _in_cents(yuan: Decimal, beside: tuple[Problem, ...]) -> Reading[int]:
    exact = yuan * 100
    if abs(exact) >= MOST_CENTS:
        return _not_money(str(yuan))
    cents = int(round_half_up(exact, 0))
    if cents != exact:
        beside += (Problem("FLD-611", {"value": str(yuan)}, severity=Severity.HINT),)
    return Reading(cents, beside)


def _not_money(value: str) -> Reading[int]:
    return Reading(None, (Problem("FLD-610", {"value": value[:30]}),))


def show_money(cents: int) -> str:
    """An amount for tables: ``1,200.00``, negative ones ``-1,200.00``."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02}"


def capital(cents: int) -> str:
    """An amount in capital characters: ``壹仟贰佰元整``, ``壹万零伍元叁角整``, ``叁角零伍分``.

    Raises:
        ValueError: The amount has more than sixteen digits before the point.

    Source:
        Rules for filling bills and settlement vouchers (annex 1 of the Payment and Settlement
        Measures, 1997): 整 after yuan or jiao, none after fen; 零 between figures for skipped places.
    """
    if abs(cents) >= MOST_CENTS:
        raise ValueError(cents)
    yuan, rest = divmod(abs(cents), 100)
    jiao, fen = divmod(rest, 10)
    text = "负" if cents < 0 else ""
    if yuan:
        text += _capital_whole(yuan) + "元"
    if jiao:
        text += _CAPITALS[jiao] + "角"
    if fen:
        text += ("零" if yuan and not jiao else "") + _CAPITALS[fen] + "分"
        return text
    return (text or "零元") + "整"


def _capital_whole(value: int) -> str:
    text = ""
    sections: list[int] = []
    while value:
        value, section = divmod(value, 10_000)
        sections.append(section)
    gap = False
    for place in reversed(range(len(sections))):
        section = sections[place]
        if section == 0:
            gap = bool(text)
            if place == 2 and len(sections) > 3:
                text += "亿"
            continue
        if text and (gap or section < 1000):
            text += "零"
        text += _capital_section(section) + ("万" if place == 3 else _BIG_UNITS[place])
        gap = False
    return text


def _capital_section(section: int) -> str:
    text = ""
    skipped = False
    for place in (3, 2, 1, 0):
        digit = section // 10**place % 10
        if digit:
            text += ("零" if skipped and text else "") + _CAPITALS[digit] + _SECTION_UNITS[place]
            skipped = False
        else:
            skipped = True
    return text
