"""What a village does for villagers (代办事项目录): papers, terms and who has to come himself, as data.

The catalogue ships with the program (``resources/services``); a county may lay a newer one over it. A village
that gets a faulty one leaves it out and says so, the county refuses it before it goes out.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

import resources
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.rules import Certainty
from desktop.domain.work_day import Term, after_days, after_work_days

ITEMS, MODES, CHANNELS = "service_item", "service_mode", "service_channel_level"
LOCAL_CHANNELS = frozenset(("1", "4", "5"))
"""Codes of service_channel_level where the village can end it: decided, helped with or told here."""

_CODE = re.compile(r"\d{2}|X\d{2,4}")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_AGE16 = 16

T = TypeVar("T", bound=StrEnum)


class PaperForm(StrEnum):
    """How a paper is brought; codes of service_paper_form."""

    ORIGINAL = "original"  # stays until it is given back
    SHOWN = "shown"  # original, looked at and given back at once
    COPY = "copy"
    FILLED = "filled"  # filled in at the service point


class Since(StrEnum):
    """What a person's own term counts from."""

    BIRTH = "birth"
    DEATH = "death"
    ARRIVAL = "arrival"
    AGE16 = "age16"


class Proxy(StrEnum):
    """How far somebody else can act for the person."""

    YES = "yes"
    REST = "rest"  # all but what the person has to do himself
    NO = "no"


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """A paper that an item asks for; ``condition`` says when it is needed."""

    title: str
    form: PaperForm
    required: bool
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an office's limit: so many days or working days of whom."""

    count: int
    is_work_days: bool
    who: str = ""


@dataclass(frozen=True, slots=True)
class ApplyWithin:
    """A person's own term to ask: so many days or months since something."""

    count: int
    is_months: bool
    since: Since


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One item of the catalogue.

    Attributes:
        code: Of ``service_item``, or a county's own that begins with X.
        label: What people call it.
        mode: Code of ``service_mode``.
        channel: Code of ``service_channel_level``: who decides.
        where: Where it is handed in.
        papers: What is to be brought, in the order asked for.
        limit: How long the office may take; empty where nothing is fixed or it is done at once.
        at_once: Whether it is done the day it is handed in.
        apply_within: The person's own term; None for none.
        window: First and last month and day (``09-01``) in which it is taken; None for all year.
        proxy: How far somebody else can act.
        self_part: What the person has to do himself; empty for nothing.
        changes: Codes of ``population_change_kind`` that the register follows with.
        usual_trips: Trips to a window without the village.
        basis: Law or rule it rests on.
        source: Where this entry comes from.
        certainty: How far it can be trusted.
        is_offered: Whether it is done here.
    """

    code: str
    label: str
    mode: str
    channel: str
    where: str
    papers: tuple[PaperNeed, ...]
    limit: tuple[Stage, ...]
    at_once: bool
    apply_within: ApplyWithin | None
    window: tuple[str, str] | None
    proxy: Proxy
    self_part: str
    changes: tuple[str, ...]
    usual_trips: int
    basis: str
    source: str
    certainty: Certainty
    is_offered: bool = True

    @property
    def is_local(self) -> bool:
        """Whether the village can finish it without handing it on."""
        return self.channel in LOCAL_CHANNELS

    def is_taken_on(self, on: date) -> bool:
        """Whether it is taken on a day; a window over the turn of the year is one."""
        if self.window is None:
            return True
        first, last = self.window
        day = f"{on:%m-%d}"
        return first <= day <= last if first <= last else day >= first or day <= last


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Items in the order of their codes, of one version."""

    version: str
    valid_from: date
    items: tuple[ServiceItem, ...]

    def find(self, code: str) -> ServiceItem | None:
        """The item with a code; None when there is none."""
        return next((item for item in self.items if item.code == code), None)

    @property
    def offered(self) -> tuple[ServiceItem, ...]:
        """Items that are done here."""
        return tuple(item for item in self.items if item.is_offered)


# Reading


def read_catalogue(text: str) -> Catalogue:
    """A catalogue out of its file; see ``resources/services/README.md`` for the keys.

    Raises:
        ProblemError: SVC-001 it is no such file, or version or first day are missing; for its items SVC-002
            (an entry is missing or can't be read), SVC-003 (an item twice), each with the item's code; every
            faulty item is named.
    """
    try:
        read = tomllib.loads(text)
        version, valid_from = str(read["version"]), date.fromisoformat(str(read["valid_from"]))
        entries = read["item"]
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ProblemError(Problem("SVC-001", {"reason": str(error)[:80]})) from None
    items: dict[str, ServiceItem] = {}
    problems: list[Problem] = []
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        code = str(entry.get("code", "")) if isinstance(entry, dict) else ""
        try:
            item = _item(entry)
        except _FaultyEntry as fault:
            problems.append(Problem("SVC-002", {"item": code or str(place + 1), "key": fault.key}))
            continue
        if item.code in items:
            problems.append(Problem("SVC-003", {"item": code}))
        items[item.code] = item
    if problems:
        raise ProblemError(problems)
    if not items or not version.strip():
        raise ProblemError(Problem("SVC-001", {"reason": "item"}))
    return Catalogue(version.strip(), valid_from, tuple(items[code] for code in sorted(items)))


class _FaultyEntry(Exception):
    """An entry that can't be read; its key says which."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _item(entry: Mapping[str, Any]) -> ServiceItem:
    code = _text(entry, "code", needed=True)
    labels = code_table(ITEMS)
    label = _text(entry, "label")
    if not _CODE.fullmatch(code) or (code not in labels and not (code.startswith("X") and label)):
        raise _FaultyEntry("code" if label or not code.startswith("X") else "label")
    is_offered = entry.get("offered", True)
    if not isinstance(is_offered, bool):
        raise _FaultyEntry("offered")
    return ServiceItem(
        code,
        label or labels.label(code),
        _coded(entry, "mode", MODES),
        _coded(entry, "channel", CHANNELS),
        _text(entry, "where", needed=True),
        _papers(entry),
        _limit(entry),
        _flag(entry, "at_once"),
        _apply_within(entry),
        _window(entry),
        _one_of(entry, "proxy", Proxy, Proxy.YES),
        _text(entry, "self_part"),
        _changes(entry),
        _count(entry, "usual_trips"),
        _text(entry, "basis", needed=True),
        _text(entry, "source", needed=True),
        _one_of(entry, "certainty", Certainty, None),
        is_offered,
    )


def _text(entry: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise _FaultyEntry(key)
    return value.strip()


def _flag(entry: Mapping[str, Any], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise _FaultyEntry(key)
    return value


def _count(entry: Mapping[str, Any], key: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _FaultyEntry(key)
    return value


def _coded(entry: Mapping[str, Any], key: str, table: str) -> str:
    code = _text(entry, key, needed=True)
    if code not in code_table(table):
        raise _FaultyEntry(key)
    return code


def _one_of(entry: Mapping[str, Any], key: str, kind: type[T], usual: T | None) -> T:
    value = entry.get(key, usual)
    try:
        return kind(value)
    except ValueError:
        raise _FaultyEntry(key) from None


def _tables(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = entry.get(key)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise _FaultyEntry(key)
    return value


def _papers(entry: Mapping[str, Any]) -> tuple[PaperNeed, ...]:
    needs = tuple(
        PaperNeed(
            _text(each, "title", needed=True),
            _one_of(each, "form", PaperForm, None),
            _flag(each, "required"),
            _text(each, "condition"),
        )
        for each in _tables(entry, "papers")
    )
    if len({need.title for need in needs}) < len(needs):
        raise _FaultyEntry("papers")
    return needs


def _limit(entry: Mapping[str, Any]) -> tuple[Stage, ...]:
    return tuple(
        Stage(_positive(each, "limit"), _unit(each, "limit", "work_days", "days"), _text(each, "who"))
        for each in _tables(entry, "limit")
    )


def _positive(entry: Mapping[str, Any], key: str) -> int:
    try:
        count = _count(entry, "count")
    except _FaultyEntry:
        count = 0
    if count < 1:
        raise _FaultyEntry(key)
    return count


def _unit(entry: Mapping[str, Any], key: str, yes: str, no: str) -> bool:
    """Whether the unit is the first of two."""
    unit = entry.get("unit")
    if unit not in (yes, no):
        raise _FaultyEntry(key)
    return bool(unit == yes)


def _apply_within(entry: Mapping[str, Any]) -> ApplyWithin | None:
    key = "apply_within"
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise _FaultyEntry(key)
    return ApplyWithin(
        _positive(value, key), _unit(value, key, "months", "days"), _one_of(value, "since", Since, None)
    )


def _window(entry: Mapping[str, Any]) -> tuple[str, str] | None:
    value = entry.get("window")
    if value is None:
        return None
    ends = (value.get("first"), value.get("last")) if isinstance(value, dict) else (None, None)
    if not all(isinstance(end, str) and _MONTH_DAY.fullmatch(end) for end in ends):
        raise _FaultyEntry("window")
    return str(ends[0]), str(ends[1])


def _changes(entry: Mapping[str, Any]) -> tuple[str, ...]:
    value = entry.get("changes", [])
    kinds = code_table("population_change_kind")
    if not isinstance(value, list) or not all(isinstance(code, str) and code in kinds for code in value):
        raise _FaultyEntry("changes")
    return tuple(value)


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue that came with the program."""
    return read_catalogue(resources.path("services", "items.toml").read_text(encoding="utf-8"))


def laid_over(ground: Catalogue, newer: Iterable[Catalogue], on: date) -> Catalogue:
    """The catalogue in force on a day.

    Of the newer ones the one that begins latest and has begun is laid over the ground: its items replace
    those of the same code, all others stay.
    """
    begun = [each for each in newer if each.valid_from <= on]
    if not begun:
        return ground
    chosen = max(begun, key=lambda each: (each.valid_from, each.version))
    items = {item.code: item for item in (*ground.items, *chosen.items)}
    return Catalogue(chosen.version, chosen.valid_from, tuple(items[code] for code in sorted(items)))


def with_place(item: ServiceItem, where: str) -> ServiceItem:
    """An item with the village's own words for where it is handed in."""
    return replace(item, where=where) if where else item


# Terms


def office_term(item: ServiceItem, handed_in: date) -> Term | None:
    """Until when an office has to answer what was handed in on a day; None where nothing is fixed.

    Stages follow each other; the day each begins from is not counted.
    """
    if item.at_once:
        return Term(handed_in)
    if not item.limit:
        return None
    last, unknown = handed_in, set[int]()
    for stage in item.limit:
        term = (after_work_days if stage.is_work_days else after_days)(last, stage.count)
        last = term.last
        unknown |= set(term.unknown_years)
    return Term(last, tuple(sorted(unknown)))


def last_day_to_apply(item: ServiceItem, since: date) -> date | None:
    """The last day on which a person can ask in time; None without a term.

    Args:
        item: The item.
        since: Day of the birth, death or arrival; for ``AGE16`` the day of birth.
    """
    within = item.apply_within
    if within is None:
        return None
    start = _months_after(since, 12 * _AGE16) if within.since is Since.AGE16 else since
    if within.is_months:
        return _months_after(start, within.count)
    return start + timedelta(days=within.count)


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month.

    Source:
        民法典 202: a term of months ends on the day of that number, else on the last day of the month.
    """
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
