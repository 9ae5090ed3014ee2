"""Schemes of points as data (积分办法): categories with ceilings, items, and where entries come from.

Points are whole hundredths. A scheme is read from ``resources/points``, where the county may lay
differences over it, or from the version that the office adopted.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import resources
from desktop.domain.period import Period
from desktop.domain.points_quarter import quarter_of, quarter_period
from desktop.domain.problem import Place, Problem
from desktop.domain.rules import NATION, Certainty

_SCALE = 100
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Subject(StrEnum):
    """Whom a ledger counts for."""

    MEMBER = "member"
    HOUSEHOLD = "household"


class Source(StrEnum):
    """Kinds of record that entries follow from by rule."""

    ATTENDANCE = "attendance"
    MADE_UP = "made_up"
    DEED = "deed"
    DUES = "dues"
    DISCIPLINE = "discipline"


class Span(StrEnum):
    """How long a limit lasts."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def around(self, day: date) -> Period:
        """The month, quarter or year that a day lies in."""
        if self is Span.MONTH:
            return Period.month(day.year, day.month)
        return quarter_period(quarter_of(day)) if self is Span.QUARTER else Period.year(day.year)


@dataclass(frozen=True, slots=True)
class OriginRule:
    """Records that an item follows from.

    Attributes:
        source: Kind of record.
        kinds: Codes of meeting_kind or deed_kind; empty for any.
        states: Codes of attendance_state.
    """

    source: Source
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many entries of an item in a span, for each household where ``same`` says so."""

    count: int
    span: Span
    same: str = ""


@dataclass(frozen=True, slots=True)
class PointsItem:
    """Something that gives or takes points: ``least_x100`` to ``most_x100``, the same where it is fixed.

    ``is_equivalent`` marks what only members count who cannot come (远程履职).
    """

    code: str
    category: str
    label: str
    least_x100: int
    most_x100: int
    is_equivalent: bool = False
    origins: tuple[OriginRule, ...] = ()
    limit: Limit | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether its points leave nothing to decide."""
        return self.least_x100 == self.most_x100


@dataclass(frozen=True, slots=True)
class PointsCategory:
    """Items counted together; a negative one has neither ceiling nor floor.

    ``is_result`` marks what members are compared by (实绩比选).
    """

    code: str
    label: str
    ceiling_x100: int | None = None
    quarter_ceiling_x100: int | None = None
    is_negative: bool = False
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class PointsScheme:
    """The rules of one ledger in one version.

    Attributes:
        subject: Whom it counts for.
        name: As it was adopted.
        version: Whole number; 1 and more.
        valid_from: First day in force.
        categories: In the order of a sheet.
        items: In the order they are offered.
        excused_age: Years from which a member need not come and counts equivalents; None for no age.
        excused_tags: Codes of special_group of members too ill or frail to come.
        source: Where it comes from, in words.
        certainty: How far it can be trusted.
    """

    subject: Subject
    name: str
    version: int
    valid_from: date
    categories: tuple[PointsCategory, ...]
    items: tuple[PointsItem, ...]
    excused_age: int | None = None
    excused_tags: tuple[str, ...] = ()
    source: str = ""
    certainty: Certainty = Certainty.PROPOSAL

    def find_item(self, code: str) -> PointsItem | None:
        """An item by its code."""
        return next((item for item in self.items if item.code == code), None)

    def find_category(self, code: str) -> PointsCategory | None:
        """A category by its code."""
        return next((category for category in self.categories if category.code == code), None)

    def item_label(self, code: str) -> str:
        """What an item is called; the code where the scheme does not know it."""
        item = self.find_item(code)
        return item.label if item else code

    def category_label(self, code: str) -> str:
        """What a category is called; the code where the scheme does not know it."""
        category = self.find_category(code)
        return category.label if category else code

    @property
    def ceiling_x100(self) -> int | None:
        """The most that a year can bring; None where a category has no ceiling."""
        ceilings = [each.ceiling_x100 for each in self.categories if not each.is_negative]
        return None if None in ceilings else sum(each or 0 for each in ceilings)

    @property
    def has_quarter_ceilings(self) -> bool:
        """Whether any category has a ceiling for the quarter."""
        return any(each.quarter_ceiling_x100 is not None for each in self.categories)


def show_points(points_x100: int, *, signed: bool = False) -> str:
    """Points as people write them: ``3``, ``-0.5``, ``2.25``; with a plus where asked for."""
    text = f"{abs(points_x100) // _SCALE}"
    if rest := abs(points_x100) % _SCALE:
        text += f".{rest:02d}".rstrip("0")
    return f"{'-' if points_x100 < 0 else '+' if signed and points_x100 else ''}{text}"


def read_points(text: str) -> int | None:
    """Hundredths of a text; None when it is no number, too long, or finer than hundredths."""
    if not re.fullmatch(r"[+-]?\d{1,6}(\.\d{1,2})?", text.strip()):
        return None
    return int(Decimal(text.strip()) * _SCALE)


# Reading and writing


def _hundredths(value: object) -> int:
    scaled = Decimal(str(value)) * _SCALE
    if scaled != int(scaled):
        raise ValueError(f"finer than hundredths: {value}")
    return int(scaled)


def _optional(value: object) -> int | None:
    return None if value is None else _hundredths(value)


def _category(entry: Mapping[str, Any]) -> PointsCategory:
    return PointsCategory(
        entry["code"],
        entry["label"],
        _optional(entry.get("ceiling")),
        _optional(entry.get("quarter_ceiling")),
        bool(entry.get("negative", False)),
        bool(entry.get("result", False)),
    )


def _item(entry: Mapping[str, Any]) -> PointsItem:
    limit = entry.get("limit")
    return PointsItem(
        entry["code"],
        entry["category"],
        entry["label"],
        _hundredths(entry.get("points", entry.get("least"))),
        _hundredths(entry.get("points", entry.get("most"))),
        bool(entry.get("equivalent", False)),
        tuple(
            OriginRule(Source(rule["source"]), tuple(rule.get("kinds", ())), tuple(rule.get("states", ())))
            for rule in entry.get("from", ())
        ),
        Limit(int(limit["count"]), Span(limit["span"]), limit.get("same", "")) if limit else None,
    )


@dataclass(frozen=True, slots=True)
class _Shipped:
    scheme: PointsScheme
    jurisdiction: str
    is_overlay: bool
    dropped: frozenset[str]


def _read_file(file: Path) -> _Shipped:
    entry = tomllib.loads(file.read_text(encoding="utf-8"))
    scheme = PointsScheme(
        Subject(entry["subject"]),
        entry["name"],
        int(entry["version"]),
        date.fromisoformat(entry["from"]),
        tuple(map(_category, entry.get("categories", ()))),
        tuple(map(_item, entry.get("items", ()))),
        entry.get("excused_age"),
        tuple(entry.get("excused_tags", ())),
        entry["source"],
        Certainty(entry["certainty"]),
    )
    return _Shipped(
        scheme,
        entry["jurisdiction"],
        bool(entry.get("overlay", False)),
        frozenset(entry.get("dropped", ())),
    )


@cache
def _shipped(folder: Path) -> tuple[_Shipped, ...]:
    return tuple(_read_file(file) for file in sorted(folder.glob("*.toml")))


def shipped_scheme(
    subject: Subject, on: date, division_code: str = "", folder: Path | None = None
) -> PointsScheme:
    """The scheme that nation, province or county order for a place on a day.

    Args:
        subject: Whose ledger.
        on: The day asked for.
        division_code: Of the village; empty leaves out what places order otherwise.
        folder: Of the schemes; None takes the shipped ones.

    Raises:
        KeyError: None is in force there on that day.
    """
    valid = sorted(
        (
            each
            for each in _shipped(folder or resources.path("points"))
            if each.scheme.subject is subject
            and each.scheme.valid_from <= on
            and (each.jurisdiction == NATION or division_code.startswith(each.jurisdiction))
        ),
        key=lambda each: (each.jurisdiction != NATION, len(each.jurisdiction), each.scheme.valid_from),
    )
    found: PointsScheme | None = None
    for each in valid:
        found = _overlaid(found, each) if each.is_overlay and found else each.scheme
    if found is None:
        raise KeyError(f"no scheme of {subject} on {on}")
    return found


def _overlaid(below: PointsScheme, above: _Shipped) -> PointsScheme:
    over = above.scheme
    categories = {each.code: each for each in (*below.categories, *over.categories)}
    items = {each.code: each for each in (*below.items, *over.items) if each.code not in above.dropped}
    return replace(
        over,
        categories=tuple(categories.values()),
        items=tuple(items.values()),
        excused_age=below.excused_age if over.excused_age is None else over.excused_age,
        excused_tags=over.excused_tags or below.excused_tags,
    )


def scheme_body(scheme: PointsScheme) -> str:
    """Categories and items as the JSON that a register keeps."""
    body = {
        "categories": [asdict(each) for each in scheme.categories],
        "items": [asdict(each) for each in scheme.items],
        "excused_age": scheme.excused_age,
        "excused_tags": scheme.excused_tags,
        "source": scheme.source,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_scheme(subject: str, name: str, version: int, valid_from: str, body: str) -> PointsScheme:
    """A scheme as a register keeps it; the reverse of `scheme_body`.

    Raises:
        ValueError: The text is none; also for what a newer program wrote.
        KeyError: A part is missing.
        TypeError: It has parts that this program does not know.
    """
    read = json.loads(body)
    items = []
    for each in read["items"]:
        origins = tuple(
            OriginRule(Source(rule["source"]), tuple(rule["kinds"]), tuple(rule["states"]))
            for rule in each.pop("origins")
        )
        limit = each.pop("limit")
        made = Limit(limit["count"], Span(limit["span"]), limit["same"]) if limit else None
        items.append(PointsItem(**each, origins=origins, limit=made))
    return PointsScheme(
        Subject(subject),
        name,
        version,
        date.fromisoformat(valid_from),
        tuple(PointsCategory(**each) for each in read["categories"]),
        tuple(items),
        read["excused_age"],
        tuple(read["excused_tags"]),
        read["source"],
    )


def check_scheme(scheme: PointsScheme) -> tuple[Problem, ...]:
    """What keeps a scheme from being adopted.

    PTS-030 no name; PTS-031 a code stands twice or is none; PTS-032 an item of no category; PTS-033 the
    least points are above the most; PTS-034 an item gives points where its category takes them, or the
    reverse; PTS-035 a ceiling that is not above zero, or one of a category that takes points; PTS-036 an
    entry without a label; PTS-037 no items.
    """
    problems = []
    if not scheme.name.strip():
        problems.append(Problem("PTS-030", place=Place(field="name")))
    if not scheme.items:
        problems.append(Problem("PTS-037", place=Place(field="items")))
    for kind, entries in (("categories", scheme.categories), ("items", scheme.items)):
        problems += _code_problems(kind, entries)
    for category in scheme.categories:
        for ceiling in (category.ceiling_x100, category.quarter_ceiling_x100):
            if ceiling is not None and (ceiling <= 0 or category.is_negative):
                values = {"category": category.label, "value": show_points(ceiling)}
                problems.append(Problem("PTS-035", values, Place(field=category.code)))
    for item in scheme.items:
        problems += _item_problems(scheme, item)
    return tuple(problems)


def _code_problems(kind: str, entries: Iterable[PointsCategory | PointsItem]) -> list[Problem]:
    problems, known = [], set()
    for entry in entries:
        if entry.code in known or not _CODE.fullmatch(entry.code):
            problems.append(Problem("PTS-031", {"code": entry.code[:40]}, Place(field=kind)))
        known.add(entry.code)
        if not entry.label.strip():
            problems.append(Problem("PTS-036", {"code": entry.code[:40]}, Place(field=kind)))
    return problems


def _item_problems(scheme: PointsScheme, item: PointsItem) -> list[Problem]:
    place = Place(field=item.code)
    category = scheme.find_category(item.category)
    if category is None:
        return [Problem("PTS-032", {"item": item.label}, place)]
    if item.least_x100 > item.most_x100:
        return [Problem("PTS-033", {"item": item.label}, place)]
    wrong = item.most_x100 > 0 if category.is_negative else item.least_x100 < 0
    if wrong or item.least_x100 == item.most_x100 == 0:
        return [Problem("PTS-034", {"item": item.label, "category": category.label}, place)]
    return []
