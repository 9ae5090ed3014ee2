"""Yes, no and unknown as ticked and written in tables."""

from desktop.domain.cell_text import is_blank, plain, text_of
from desktop.domain.problem import Problem
from desktop.domain.reading import Cell, Reading

_YES = (
    "是 有 √ ✓ ✔ ☑ 对 已 1 y yes true t ○ ● 正确 需要 愿意 会 属于 符合 已参保 已领 已办 "
    "已接 是的 能 可 v 享受 ■ 在领 领取 唯一"
).split()
_NO = (
    "否 无 × ✗ ✘ ✖ x 不是 没有 未 0 n no false f 没 不 不需要 不愿意 不会 不属于 不符合 "
    "未参保 未领 未办 未接 非 错 不能 □ ☐ 未享受 未领取 不享受"
).split()
_WORDS: dict[str, bool] = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
_READINGS = {True: Reading(True), False: Reading(False)}


def read_yes_no(cell: Cell) -> Reading[bool]:
    """Whether a cell says yes or no.

    Returns:
        True or False; blank, a dash and a slash are unknown: neither value nor problem. Another
        word: no value and FLD-631.
    """
    if isinstance(cell, bool):
        return _READINGS[cell]
    if cell is None:
        return Reading()
    text = cell if isinstance(cell, str) else text_of(cell)
    known = _WORDS.get(text)
    if known is not None:
        return _READINGS[known]
    word = plain(text).lower()
    known = _WORDS.get(word)
    if known is not None:
        return _READINGS[known]
    if is_blank(word):
        return Reading()
    return Reading(None, (Problem("FLD-631", {"value": text[:30]}),))
