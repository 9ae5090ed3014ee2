"""What a bookkeeper's word for a subject (科目) means among the kinds of entry.

The same word may be income or expenditure: 捐赠 received is I09, spent it is O09. Words are data
(``resources/disclosure/funds_words.csv``); an office adds its own by answering once.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import resources
from desktop.domain.cell_text import is_blank, plain
from desktop.domain.code_table import code_table
from desktop.domain.funds_item import kinds_of

INCOME, EXPENSE = "I", "O"

_NUMBER = re.compile(r"^[\d.\-]+(?=\D)")
_PARTS = re.compile(r"[-—–_/\\·:：>|]+")
_LEAST_INSIDE = 2


class SidedKinds(NamedTuple):
    """The kind a word means as income and as expenditure; empty where it is none."""

    income: str
    expense: str

    def on(self, side: str) -> str:
        """The kind on a side; with side "" the only one there is, or none."""
        if side == INCOME:
            return self.income
        if side == EXPENSE:
            return self.expense
        return self.income or self.expense if not (self.income and self.expense) else ""


def kind_word(text: str) -> str:
    """A subject as words are compared: without blanks, marks and the number in front of it."""
    word = plain(text).strip("()[]【】:,。")
    return _NUMBER.sub("", word)


@cache
def _words() -> dict[str, SidedKinds]:
    found: dict[str, SidedKinds] = {}
    with resources.path("disclosure", "funds_words.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[kind_word(row["word"])] = SidedKinds(row["income"], row["expense"])
    for entry in code_table("funds_entry_kind").entries:
        _add(found, entry.label, entry.code)
        _add(found, entry.label.partition("(")[0], entry.code)
    for entry in code_table("disclosure_item").entries:
        kinds = kinds_of(entry.code) if len(entry.code) == 4 else ()
        for kind in kinds:
            _add(found, entry.label, kind)
    return found


def _add(found: dict[str, SidedKinds], label: str, kind: str) -> None:
    word = kind_word(label)
    known = found.get(word, SidedKinds("", ""))
    side = "income" if kind.startswith(INCOME) else "expense"
    found[word] = known._replace(**{side: kind})


def _by_code(text: str) -> str:
    word = plain(text).upper()
    if word in code_table("funds_entry_kind"):
        return word
    kinds = kinds_of(word) if len(word) == 4 and word[0] == "F" else ()
    return kinds[0] if kinds else ""


def find_kind(text: str, side: str, learned: Mapping[tuple[str, str], str] | None = None) -> str:
    """The kind a subject means; empty when it is not known or fits the other side only.

    Args:
        text: As in the workbook: a label, a code, 管理费用-办公费, 5510101 办公费.
        side: `INCOME`, `EXPENSE`, or empty while that is not known.
        learned: What this office said before, by side and `kind_word`; it wins.
    """
    word = kind_word(text)
    for known_side in (side,) if side else (INCOME, EXPENSE):
        if kind := (learned or {}).get((known_side, word), ""):
            return kind
    code = _by_code(text)
    if code:
        return code if side in ("", code[0]) else ""
    parts = [part for part in map(kind_word, _PARTS.split(plain(text))) if part]
    for part in (word, *reversed(parts)):
        if (kinds := _words().get(part)) is not None and (kind := kinds.on(side)):
            return kind
    return ""


def kind_in_summary(summary: str, side: str) -> tuple[str, str]:
    """The kind that the longest known word inside a summary means, and that word; both empty for none."""
    text = plain(summary)
    if is_blank(text):
        return "", ""
    best = ""
    for word, kinds in _words().items():
        if len(best) < len(word) >= _LEAST_INSIDE and word in text and kinds.on(side):
            best = word
    return (_words()[best].on(side), best) if best else ("", "")
