"""Figures outside tables: which of a sheet's texts, boxes and bars say something that can be explained.

A mark says what a piece of text is called and which records are behind it; laid out it becomes a spot, a
place on the paper. Tables need neither: their rows carry their records.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LONGEST_VALUE = 40
"""A value of more characters is text that somebody typed: its numbers are marked one by one."""


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A piece of text that is explained.

    Attributes:
        text: What stands on the sheet.
        label: What it is called.
        note: Where it comes from, in words; empty where records tell it.
        origins: Records behind it, as ``table/id``.
    """

    text: str
    label: str = ""
    note: str = ""
    origins: tuple[str, ...] = ()


class PlacedSpot(NamedTuple):
    """A mark on a page: its box in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    mark: FigureMark


def marks_of(value: str, label: str, note: str, origins: tuple[str, ...]) -> tuple[FigureMark, ...]:
    """The marks of a value that is set into a text: the whole of a short one, else its numbers one by one."""
    if not any(character.isdigit() for character in value):
        return ()
    if len(value) <= _LONGEST_VALUE and "\n" not in value:
        return (FigureMark(value, label, note, origins),)
    return tuple(FigureMark(found.group(), label, note, origins) for found in _NUMBER.finditer(value))


def find_marks(text: str, marks: Sequence[FigureMark]) -> list[tuple[int, FigureMark]]:
    """Marks that stand in a text, in their order, each with its first character."""
    found: list[tuple[int, FigureMark]] = []
    start = 0
    for mark in marks:
        place = _find(text, mark.text, start)
        if place >= 0:
            found.append((place, mark))
            start = place + len(mark.text)
    return found


def _find(text: str, wanted: str, start: int) -> int:
    """Where a text stands, not as a part of a longer number; -1 where it does not."""
    while (place := text.find(wanted, start)) >= 0:
        before, after = text[:place][-1:], text[place + len(wanted) :][:1]
        if not (wanted[:1].isdigit() and before.isdigit()) and not (
            wanted[-1:].isdigit() and after.isdigit()
        ):
            return place
        start = place + 1
    return -1


def spots_in(
    line: str,
    marks: Sequence[FigureMark],
    width_of: Callable[[str], float],
    x: float,
    bottom: float,
    top: float,
) -> list[PlacedSpot]:
    """Spots of the marks that stand in a placed line.

    Args:
        line: What stands there.
        marks: In the order of the text.
        width_of: Width of the beginning of the line, in points.
        x: Where it begins.
        bottom: Lower edge of the spots.
        top: Upper edge.
    """
    return [
        PlacedSpot(
            x + width_of(line[:place]), bottom, x + width_of(line[: place + len(mark.text)]), top, mark
        )
        for place, mark in find_marks(line, marks)
    ]


GIVEN: Mapping[str, tuple[str, str]] = {
    "period": ("公开期间", "起草时选定的期间"),
    "period_days": ("公开期间", "起草时选定的期间"),
    "issued_on": ("落款日期", "起草时选定的日期"),
    "posted_on": ("张贴日期", "起草时选定的日期"),
    "take_down_on": ("取下日期", "张贴日期加上这一事项的公开天数"),
    "objections": ("提出异议的期限", "张贴次日起，按这一事项的公示天数算出"),
    "office_phone": ("村委会电话", "“设置”里登记的电话"),
    "supervision_phone": ("村务监督委员会电话", "“设置”里登记的电话"),
    "town_phone": ("乡镇电话", "“设置”里登记的电话"),
    "civil_affairs_phone": ("民政部门电话", "“设置”里登记的电话"),
    "voucher_hours": ("查阅凭证的时间", "“设置”里登记的时间"),
    "number": ("编号", "程序按年度和类别顺序编排"),
}
"""Gap of a template → what it is called and where it comes from, for values that no record is behind."""
