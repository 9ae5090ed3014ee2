"""Areas of land and houses, between mu (亩) and square metres."""

import re
from decimal import Decimal
from functools import lru_cache

from desktop.domain.cell_text import is_blank, plain, text_of
from desktop.domain.decimal_number import find_decimal, from_float, round_half_up
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

MU = "亩"
SQUARE_METRES = "平方米"

_M2_PER_MU = Decimal(2000) / Decimal(3)
# Worth of each unit in square metres.
_UNITS = {
    "亩": _M2_PER_MU,
    "畝": _M2_PER_MU,
    "mu": _M2_PER_MU,
    "分": _M2_PER_MU / 10,
    "厘": _M2_PER_MU / 100,
    "毫": _M2_PER_MU / 1000,
    "公顷": Decimal(10_000),
    "ha": Decimal(10_000),
    "顷": _M2_PER_MU * 100,
    "平方公里": Decimal(1_000_000),
    "平方千米": Decimal(1_000_000),
    "平方米": Decimal(1),
    "平米": Decimal(1),
    "平方": Decimal(1),
    "平": Decimal(1),
    "方": Decimal(1),
    "m2": Decimal(1),
    "㎡": Decimal(1),
}
_NAMES = "|".join(sorted(_UNITS, key=len, reverse=True))
_PART = re.compile(rf"([\d.,]+|[零〇一二两三四五六七八九十百千万半]+)({_NAMES})(半)?(?:地|田)?")
_TRAILING_TENTHS = re.compile(r"(亩|畝)([\d一二三四五六七八九])$")
_ABOUT = re.compile(r"约|大约|大概|左右|上下")


def read_area(cell: Cell, unit: str = MU, bare_unit: str = "") -> Reading[Decimal]:
    """An area in the unit of its field, two digits after the point.

    Args:
        cell: Number, or text such as ``2.5亩``, ``2亩5分``, ``一亩三分``, ``1667㎡``.
        unit: Unit of the field: `MU` or `SQUARE_METRES`.
        bare_unit: Unit that the heading gives for bare numbers; the field's when left out or no
            unit of area.

    Returns:
        The area; hint FLD-621 when it was converted from another unit (``values`` hold both),
        hint FLD-603 when its writer called it approximate, hint FLD-602 when rounded. No value
        and FLD-620 when it is no area. A dash or 无 is blank, not zero.

    Source:
        1 亩 = 10 分 = 100 厘 = 2000/3 m²; 1 hectare = 15 亩 (State Council order on units, 1984).
    """
    if cell is None:
        return Reading()
    counted = bare_unit if bare_unit in _UNITS else unit
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        exact = from_float(cell) if isinstance(cell, float) else Decimal(cell)
        if exact is None or exact < 0 or exact > 10**12:
            return _not_an_area(str(cell))
        return _converted(exact, counted, unit, f"{cell:.15g}", ())
    return _read_text(cell if isinstance(cell, str) else text_of(cell), unit, counted)


@lru_cache(maxsize=16384)
def _read_text(cell: str, unit: str, bare_unit: str) -> Reading[Decimal]:
    text = plain(cell).lower().replace("平方m", "㎡").replace("m²", "m2")
    if is_blank(text):
        return Reading()
    beside: tuple[Problem, ...] = ()
    if _ABOUT.search(text):
        text = _ABOUT.sub("", text)
        beside = (Problem("FLD-603", {"value": cell[:30]}, severity=Severity.HINT),)
    bare = find_decimal(text)
    if bare is not None:
        return _converted(bare, bare_unit, unit, cell, beside) if 0 <= bare <= 10**12 else _not_an_area(cell)
    text = _TRAILING_TENTHS.sub(r"\1\2分", text)
    total, at = Decimal(0), 0
    units: set[str] = set()
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return _not_an_area(cell)
        value = Decimal("0.5") if part[1] == "半" else find_decimal(part[1])
        if value is None:
            return _not_an_area(cell)
        total += (value + (Decimal("0.5") if part[3] else 0)) * _UNITS[part[2]]
        units.add(part[2])
        at = part.end()
    in_mu = bool(units & {"亩", "畝", "mu", "分", "厘", "毫"})
    # In whole units of the field nothing was converted: 2亩5分 is 2.5 亩.
    same = (unit == MU) == in_mu and not units & {"公顷", "ha", "顷", "平方公里", "平方千米"}
    return _converted(total, "" if not same else unit, unit, cell, beside, in_m2=True)


def _converted(
    value: Decimal, from_unit: str, unit: str, typed: str, beside: tuple[Problem, ...], *, in_m2: bool = False
) -> Reading[Decimal]:
    square_metres = value if in_m2 else value * _UNITS[from_unit]
    exact = square_metres / _UNITS[unit]
    area = round_half_up(exact, 2)
    if from_unit != unit:
        values = {"typed": typed[:30], "area": str(area), "unit": unit}
        beside += (Problem("FLD-621", values, severity=Severity.HINT),)
    elif abs(area - exact) > Decimal("1e-9"):
        values = {"value": typed[:30], "rounded": str(area)}
        beside += (Problem("FLD-602", values, severity=Severity.HINT),)
    return Reading(area, beside)


def _not_an_area(value: str) -> Reading[Decimal]:
    return Reading(None, (Problem("FLD-620", {"value": value[:30]}),))
