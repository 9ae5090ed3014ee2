"""Items of disclosure (公开事项) as a place and a day order them: how often, who examines, where it hangs.

The national catalogue, what provinces and counties order otherwise and since when are data
(``resources/disclosure``). A county sends further overlays of the same form.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import resources
from desktop.domain.code_table import code_table
from desktop.domain.rules import NATION, Certainty


class Frequency(StrEnum):
    """How often an item is owed; one item may have several."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"  # told after the year
    PLAN_YEAR = "plan_year"  # told when the year begins
    AT_ONCE = "at_once"  # within days of what made it due
    STAGES = "stages"  # before, during and after a project
    STANDING = "standing"  # hangs all the time


class Reviewer(StrEnum):
    """Who examines a notice before it hangs."""

    SUPERVISION = "supervision"  # 村务监督委员会
    ASSEMBLY = "assembly"  # 村民会议、村民代表会议
    BRANCH = "branch"  # 党支部委员会
    PANEL = "panel"  # 评议小组
    TOWNSHIP = "township"
    COUNTY = "county"


class Decision(StrEnum):
    """The body of the village that decides on a notice after its examination."""

    NONE = ""  # the examination is enough
    COMMITTEES = "committees"  # 村“两委”联席会议
    BRANCH = "branch"  # 支部委员会
    ASSEMBLY = "assembly"  # 村民会议、村民代表会议


class Scope(StrEnum):
    """Who may read it."""

    SOCIETY = "society"  # the wall
    BRANCH = "branch"  # members of the branch
    RESTRICTED = "restricted"  # certain people


@dataclass(frozen=True, slots=True)
class DisclosureItem:
    """One item as it is ordered somewhere on some day.

    Attributes:
        code: Such as V15; label in the code table ``disclosure_item``.
        duty: Items with the same duty hang on one sheet and are owed together.
        frequency: How often; several may hold.
        reviewer: Who examines it.
        decision: Who decides on it after that.
        scope: Who may read it.
        notice: Rule for the days objections are heard; empty when people are told, not asked.
        within: Rule for the days until an at-once item hangs.
        seal: Body whose seal goes on the sheet.
        layout: Template it is printed with.
        owed_if: Facts that must all hold in the village; none means always owed.
        mask: Fields that never appear on its sheets.
        basis: Where the duty stands, in words.
        certainty: How far that can be trusted.
    """

    code: str
    duty: str
    frequency: frozenset[Frequency]
    reviewer: Reviewer
    decision: Decision
    scope: Scope
    notice: str
    within: str
    seal: str
    layout: str
    owed_if: frozenset[str]
    mask: frozenset[str]
    basis: str
    certainty: Certainty

    @property
    def label(self) -> str:
        """Its official name."""
        return code_table("disclosure_item").label(self.code)


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a jurisdiction orders otherwise for an item, for all items of a duty or of a kind.

    ``code`` is an item, a duty, or the letter of a kind of affairs (D, V or F). ``field`` is an attribute
    of `DisclosureItem`, ``value`` as the file writes it.
    """

    code: str
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    field: str
    value: str
    source: str = ""

    def covers(self, division_code: str, on: date) -> bool:
        """Whether it holds in a place on a day."""
        inside = self.jurisdiction == NATION or division_code.startswith(self.jurisdiction)
        return inside and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def _frequencies(text: str) -> frozenset[Frequency]:
    return frozenset(map(Frequency, text.split()))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_READ: dict[str, Any] = {
    "frequency": _frequencies,
    "reviewer": Reviewer,
    "decision": Decision,
    "scope": Scope,
    "owed_if": _words,
    "mask": _words,
    "certainty": Certainty,
}
"""How a column is read; all others are texts."""


def read_value(field: str, text: str) -> Any:
    """A column of the catalogue as the item holds it.

    Raises:
        ValueError: The column can't hold it.
    """
    return _READ.get(field, str)(text)


CHANGEABLE = frozenset(field.name for field in fields(DisclosureItem)) - {"code", "basis", "certainty"}
"""Attributes that an overlay may name."""


@cache
def national_items() -> tuple[DisclosureItem, ...]:
    """The shipped catalogue without any overlay, in the order of the code table."""
    with resources.path("disclosure", "items.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            DisclosureItem(**{name: _READ.get(name, str)(text) for name, text in row.items()})
            for row in csv.DictReader(stream)
        )


@cache
def shipped_overlays() -> tuple[Overlay, ...]:
    """The overlays that come with the program, in the order of the file."""
    with resources.path("disclosure", "overlays.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Overlay(
                row["code"],
                row["jurisdiction"],
                date.fromisoformat(row["from"]),
                date.fromisoformat(row["to"]) if row["to"] else None,
                row["field"],
                row["value"],
                row["source"],
            )
            for row in csv.DictReader(stream)
        )


def items_in_force(
    division_code: str, on: date, county: Iterable[Overlay] = ()
) -> tuple[DisclosureItem, ...]:
    """The catalogue of a place on a day, in the order of the code table.

    Args:
        division_code: Of the village.
        on: The day asked for.
        county: Overlays that the county has sent; they come after shipped ones of the same
            jurisdiction.

    Raises:
        ValueError: An overlay names a field that can't be changed, or a value the field can't hold.
    """
    valid = [each for each in (*shipped_overlays(), *county) if each.covers(division_code, on)]
    # stable: of two from the same day, the one named later, a county's own, has the last word
    valid.sort(key=lambda each: (each.jurisdiction != NATION, len(each.jurisdiction), each.valid_from))
    return tuple(_overlaid(item, valid) for item in national_items())


def _overlaid(item: DisclosureItem, overlays: list[Overlay]) -> DisclosureItem:
    changes: dict[str, Any] = {}
    for overlay in overlays:
        if overlay.code not in (item.code, item.duty, item.code[:1]):
            continue
        if overlay.field not in CHANGEABLE:
            raise ValueError(f"{overlay.code}: {overlay.field} can't be overlaid")
        changes[overlay.field] = read_value(overlay.field, overlay.value)
        if overlay.field != "decision":  # who decides says nothing about why it is owed
            changes["basis"] = overlay.source or item.basis
    return replace(item, **changes) if changes else item
