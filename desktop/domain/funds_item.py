"""The 44 items of financial disclosure (财务公开事项) and which kind of entry belongs to which.

Classes F1 to F8 and their items are those of the code table ``disclosure_item``; which kind of entry
(``funds_entry_kind``) an item of income or expenditure takes is ``resources/disclosure/funds_kinds.csv``.

Source:
    农村集体经济组织财务公开规定 (2011): eight classes, 44 items.
"""

import csv
from dataclasses import dataclass
from functools import cache

import resources
from desktop.domain.code_table import code_table

INCOME, EXPENDITURE = "F2", "F3"
CASH = "F401"


@dataclass(frozen=True, slots=True)
class FundsItem:
    """One item: its code such as F305, its class such as F3, and its official name."""

    code: str
    class_code: str
    label: str


@cache
def funds_items() -> tuple[FundsItem, ...]:
    """All items, in the order of the regulation."""
    return tuple(
        FundsItem(entry.code, entry.code[:2], entry.label)
        for entry in code_table("disclosure_item").entries
        if entry.code.startswith("F") and len(entry.code) == 4
    )


@cache
def funds_classes() -> tuple[tuple[str, str], ...]:
    """Code and name of the eight classes."""
    return tuple(
        (entry.code, entry.label)
        for entry in code_table("disclosure_item").entries
        if entry.code.startswith("F") and len(entry.code) == 2
    )


@cache
def _items_by_kind() -> dict[str, str]:
    with resources.path("disclosure", "funds_kinds.csv").open(encoding="utf-8", newline="") as stream:
        return {row["kind"]: row["item"] for row in csv.DictReader(stream)}


def item_of(kind: str) -> str:
    """The item an entry of a kind is disclosed under, such as F302 for O02.

    Raises:
        KeyError: There is no such kind.
    """
    return _items_by_kind()[kind]


@cache
def standing_items() -> dict[tuple[str, str], str]:
    """Item under which a kind of asset or debt is disclosed with its balance, by table and kind."""
    with resources.path("disclosure", "standing_kinds.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["table"], row["kind"]): row["item"] for row in csv.DictReader(stream)}


def kinds_of(item: str) -> tuple[str, ...]:
    """Kinds of entry that an item or a whole class takes."""
    return tuple(kind for kind, code in _items_by_kind().items() if code.startswith(item))


def is_income(kind: str) -> bool:
    """Whether entries of a kind are income."""
    return item_of(kind).startswith(INCOME)


def short_label(kind: str) -> str:
    """A kind's name without what the table explains in brackets, for columns without room."""
    return code_table("funds_entry_kind").label(kind).partition("(")[0]
