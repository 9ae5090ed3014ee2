"""Numbers of invented people in the disguises of copied workbooks, and numbers that are nobody's."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.leak_scanner import is_luhn_valid
from desktop.reports.data import Sheet, SheetValue
from desktop.reports.template import TableTemplate, Template
from tests.unit.reports.sheets import filled

_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_CAPITAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")


@dataclass(frozen=True, slots=True)
class Plant:
    """What was put where: the kind of number, its disguise, and the sheet that holds it."""

    kind: str
    disguise: str
    sheet: Sheet


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
}


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
    neighbours = _neighbours(block, column, data)
    if neighbours and kind == "citizen_id" and chance.random() < 0.1:
        disguise = "split over two cells"
        cut = chance.randrange(4, 14)
        rows[at][column], rows[at][neighbours[0]] = number[:cut], number[cut:]
    else:
        disguise = chance.choice(list(DISGUISES))
        rows[at][column] = DISGUISES[disguise](number)
    return Plant(kind, disguise, replace(data, tables=dict(data.tables) | {block.rows: tuple(rows)}))


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
