"""Rows of a table that add up others: 小计, 合计, 共计, 总计."""

import re
from collections.abc import Iterable

from desktop.domain.cell_text import plain, text_of
from desktop.domain.reading import Cell

_TOTAL = re.compile(
    r"(?:本页|本组|全村|全组|本户|本表|总)?(?:小计|合计|共计|总计|累计|总和|总数)(?:数|人数|户数|[:：(（].*)?|合计.{0,6}|.{0,8}(?:小计|合计)[:：]?"
)
_NOTE_BEGINNINGS = (
    "注:",
    "说明:",
    "备注:",
    "填表人",
    "制表",
    "填报人",
    "审核",
    "负责人",
    "填表说明",
    "联系电话:",
    "填表日期",
    "制表日期",
    "单位负责人",
    "填报单位",
    "填表单位",
    "经办人",
    "统计人",
)


def is_total_word(text: str) -> bool:
    """Whether a cell's text names a sum."""
    word = plain(text)
    return 2 <= len(word) <= 14 and _TOTAL.fullmatch(word) is not None


def is_total_row(cells: Iterable[Cell]) -> bool:
    """Whether a row is a sum: one of its first two filled cells names one."""
    filled = 0
    for cell in cells:
        text = cell if isinstance(cell, str) else text_of(cell)
        if not text or text.isspace():
            continue
        if ("计" in text or "总" in text) and is_total_word(text):
            return True
        filled += 1
        if filled == 2:
            return False
    return False


def is_note_row(cells: Iterable[Cell]) -> bool:
    """Whether a row is a note under the table (注：…, 填表人：…) and not a record."""
    texts = [word for cell in cells if (word := plain(cell if isinstance(cell, str) else text_of(cell)))]
    return 1 <= len(texts) <= 8 and texts[0].replace("：", ":").startswith(_NOTE_BEGINNINGS)
