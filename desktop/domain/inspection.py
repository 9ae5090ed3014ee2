"""Inspections of households by subject and month: items, scores, who may inspect whom, how it goes on.

Scores are whole hundredths of a point. The shipped items lie in ``resources/boards/inspections.toml``; an
office keeps versions of its own in the same form.
"""

import json
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

import resources
from desktop.domain.code_table import code_table
from desktop.domain.decimal_number import read_decimal
from desktop.domain.natural_order import natural_key
from desktop.domain.problem import Place, Problem
from desktop.domain.reading import Reading

SUBJECTS = "board_subject"
"""Code table of what households are inspected for and stand on boards for."""

_HUNDRED = 100
_TREND_OF = 3  # earlier rounds that the latest is compared with
_MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class InspectionItem:
    """One item: its code, its name, its ceiling in hundredths; ``is_whole`` leaves only that or nothing.

    The code is that of the item of the household points scheme under which a score is booked.
    """

    code: str
    name: str
    most_x100: int
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class InspectionSubject:
    """What is looked at in a round of one subject; ``code`` is a code of `SUBJECTS`."""

    code: str
    items: tuple[InspectionItem, ...]

    @property
    def label(self) -> str:
        """Its name."""
        return code_table(SUBJECTS).label(self.code)

    @property
    def most_x100(self) -> int:
        """What a household can get in one round."""
        return sum(item.most_x100 for item in self.items)

    def item(self, code: str) -> InspectionItem | None:
        """One of its items."""
        return next((item for item in self.items if item.code == code), None)


@dataclass(frozen=True, slots=True)
class ItemScheme:
    """The subjects with their items as they are in force from a day on."""

    version: str
    valid_from: date
    subjects: tuple[InspectionSubject, ...]

    def subject(self, code: str) -> InspectionSubject | None:
        """One subject; None when nothing is inspected under that code."""
        return next((subject for subject in self.subjects if subject.code == code), None)

    def body(self) -> str:
        """The subjects as the store keeps them."""
        return json.dumps([asdict(subject) for subject in self.subjects], ensure_ascii=False)


def read_scheme(version: str, valid_from: str, body: str) -> ItemScheme:
    """A version as the store keeps it; the opposite of `ItemScheme.body`."""
    subjects = tuple(
        InspectionSubject(
            each["code"],
            tuple(
                InspectionItem(
                    item["code"],
                    item["name"],
                    int(item["most_x100"]),
                    bool(item.get("is_whole", False)),
                )
                for item in each["items"]
            ),
        )
        for each in json.loads(body)
    )
    return ItemScheme(version, date.fromisoformat(valid_from), subjects)


@cache
def shipped_scheme() -> ItemScheme:
    """The items that come with the program."""
    read = tomllib.loads(resources.path("boards", "inspections.toml").read_text(encoding="utf-8"))
    subjects = tuple(
        InspectionSubject(
            each["code"],
            tuple(
                InspectionItem(
                    item["code"],
                    item["name"],
                    item["most"] * _HUNDRED,
                    item.get("whole", False),
                )
                for item in each["items"]
            ),
        )
        for each in read["subject"]
    )
    return ItemScheme(read["version"], date.fromisoformat(read["valid_from"]), subjects)


def scheme_in_force(schemes: Iterable[ItemScheme], on: date) -> ItemScheme:
    """The latest version that began by a day, else the shipped one."""
    begun = [scheme for scheme in schemes if scheme.valid_from <= on]
    return max(begun, key=lambda scheme: scheme.valid_from, default=shipped_scheme())


def find_scheme_problem(scheme: ItemScheme) -> Problem | None:
    """What is wrong with a version: BRD-015 an item without a name, a ceiling that can't be, or twice."""
    for subject in scheme.subjects:
        codes = [item.code for item in subject.items]
        if subject.code not in code_table(SUBJECTS) or len(set(codes)) < len(codes):
            return Problem("BRD-015", {"item": subject.label})
        for item in subject.items:
            if not item.name.strip() or not 0 < item.most_x100 <= _MOST_POINTS * _HUNDRED:
                return Problem("BRD-015", {"item": item.name or subject.label})
    return None


def read_score(text: str, item: InspectionItem) -> Reading[int]:
    """The score that was typed, in hundredths; a blank is no score.

    Returns:
        With BRD-008 what is no number, with BRD-009 what lies below zero or above the ceiling, with BRD-014
        a part of what is given whole or not at all.
    """
    typed = text.strip()
    if not typed:
        return Reading()
    value = read_decimal(typed).value
    if value is None:
        return Reading(None, (Problem("BRD-008", {"value": typed[:20], "item": item.name}),))
    score = int((value * _HUNDRED).to_integral_value())
    if not 0 <= score <= item.most_x100:
        values = {"value": typed[:20], "item": item.name, "most": points_text(item.most_x100)}
        return Reading(None, (Problem("BRD-009", values, Place(field=item.code)),))
    if item.is_whole and score not in (0, item.most_x100):
        values = {"value": typed[:20], "item": item.name, "most": points_text(item.most_x100)}
        return Reading(None, (Problem("BRD-014", values, Place(field=item.code)),))
    return Reading(score)


def points_text(points_x100: int) -> str:
    """Points for people: 950 hundredths are 9.5."""
    return f"{(Decimal(points_x100) / _HUNDRED).normalize():f}"


def walk_key(group: str, number: str, address: str) -> tuple[object, ...]:
    """A key that sorts households as one walks them: by group, then door or household number."""
    return (not group, natural_key(group), natural_key(address or number), natural_key(number))


def inspectors_for(
    household: str, inspectors: Sequence[str], barred: Mapping[str, Collection[str]], least: int
) -> tuple[str, ...]:
    """Who of a round's inspectors goes to a household: the first ones who need not stand aside.

    Args:
        household: The household.
        inspectors: People of the round in their order.
        barred: By person, the households that are the person's own or a close relative's.
        least: How many go together.

    Returns:
        As many as ``least``, or nobody where too few are left.
    """
    free = [one for one in inspectors if household not in barred.get(one, ())]
    return tuple(free[:least]) if len(free) >= least else ()


class Trend(StrEnum):
    """How a household's latest round compares with those before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"


def trend(percents: Sequence[int], margin: int) -> Trend:
    """The latest of some rounds against the mean of up to three before it.

    Args:
        percents: Points of the ceiling in percent, the latest last.
        margin: Difference in percent points below which nothing changed.
    """
    if len(percents) <= 1:
        return Trend.NEW
    before = percents[-1 - _TREND_OF : -1]
    difference = percents[-1] * len(before) - sum(before)
    if abs(difference) < margin * len(before):
        return Trend.SAME
    return Trend.BETTER if difference > 0 else Trend.WORSE


def percent(points_x100: int, most_x100: int) -> int:
    """Part of a ceiling in whole percent, rounded down; 0 of nothing."""
    return points_x100 * _HUNDRED // most_x100 if most_x100 > 0 else 0


def mean_x100(scores: Collection[int]) -> int | None:
    """Mean of scores, rounded half up; None of none."""
    return None if not scores else (2 * sum(scores) + len(scores)) // (2 * len(scores))
