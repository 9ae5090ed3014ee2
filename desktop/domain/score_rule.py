"""The rule file of the village's score (评分规则): what counts, how much, from when it is red or black.

Only work that is on record anyway can count. A file that asks for log-ins, reading time or the like is
refused by name.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256

import resources
from desktop.domain.code_table import code_table
from desktop.domain.period import Period
from desktop.domain.problem import Place, Problem, ProblemError

LONGEST_FILE = 20_000
_LONGEST_LINE = 60
_MOST_KINDS = 20
_MOST_WEIGHT = 1_000


class Work(StrEnum):
    """Work on record of which a score may be made."""

    MEETING = "meeting"
    DISCLOSURE = "disclosure"
    OBJECTION = "objection"
    EVENT = "event"
    RECTIFICATION = "rectification"


_CODES = {Work.MEETING: "meeting_kind", Work.DISCLOSURE: "disclosure_item"}
_FIELDS = frozenset(
    (
        "version",
        "name",
        "valid_from",
        "valid_to",
        "period",
        "red_percent",
        "black_percent",
        "mend_days",
        "kind",
    )
)
_KIND_FIELDS = frozenset(("label", "weight", "work", "codes"))


@dataclass(frozen=True, slots=True)
class ScoreKind:
    """One kind of work; ``codes`` are those of its duties, empty for all."""

    label: str
    weight: int
    work: Work
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """A rule as it was read.

    Attributes:
        version: What people call this version.
        name: What people call the rule.
        valid_from: First day it holds.
        valid_to: Last day; None while it lasts.
        period: ``quarter``, ``half_year`` or ``year``.
        red_percent: Red from this share on.
        black_percent: Black below this share.
        mend_days: Least number of days between a reminder and black.
        kinds: What counts, in the order of the file.
        digest: SHA-256 of the file, 64 hexadecimal digits.
    """

    version: str
    name: str
    valid_from: date
    valid_to: date | None
    period: str
    red_percent: int
    black_percent: int
    mend_days: int
    kinds: tuple[ScoreKind, ...]
    digest: str

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def span(self, day: date) -> Period:
        """The period in which a day lies."""
        if self.period == "year":
            return Period.year(day.year)
        if self.period == "half_year":
            return Period.half_year(day.year, (day.month + 5) // 6)
        return Period.quarter(day.year, (day.month + 2) // 3)


@dataclass(frozen=True, slots=True)
class _Forbidden:
    word: str
    name: str
    source: str


@cache
def _forbidden() -> tuple[_Forbidden, ...]:
    with resources.path("score", "forbidden.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(_Forbidden(row["word"], row["name_zh"], row["source"]) for row in csv.DictReader(stream))


def read_score_rule(text: str) -> ScoreRule:
    """A rule file.

    Raises:
        ProblemError: DTY-060 it is no rule file, DTY-061 it has a field that no rule has, DTY-062 it asks for
            what must not be counted, DTY-063 a value is missing or impossible; each names the field.

    Source:
        What must not be counted: 政务移动互联网应用程序规范化管理办法 (domain.md 0, principle 3).
    """
    if len(text.encode()) > LONGEST_FILE:
        raise ProblemError(Problem("DTY-060"))
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise ProblemError(Problem("DTY-060")) from None
    kinds = told.get("kind")
    if not isinstance(kinds, list) or not all(isinstance(each, dict) for each in kinds):
        raise ProblemError(Problem("DTY-060"))
    if problems := _asks_too_much(told, kinds) or _unknown(told, kinds):
        raise ProblemError(problems)
    reader = _Reader()
    rule = ScoreRule(
        reader.line(told, "version"),
        reader.line(told, "name"),
        reader.day(told, "valid_from") or date.min,
        reader.day(told, "valid_to", needed=False),
        reader.choice(told, "period", ("quarter", "half_year", "year")),
        reader.number(told, "red_percent", 1, 100),
        reader.number(told, "black_percent", 0, 100),
        reader.number(told, "mend_days", 1, 90),
        tuple(_kind(reader, each) for each in kinds),
        sha256(text.encode()).hexdigest(),
    )
    if not reader.problems and rule.black_percent >= rule.red_percent:
        reader.refuse("black_percent")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        reader.refuse("valid_to")
    if not 0 < len(rule.kinds) <= _MOST_KINDS:
        reader.refuse("kind")
    if reader.problems:
        raise ProblemError(reader.problems)
    return rule


def _asks_too_much(told: Mapping[str, object], kinds: list[dict[str, object]]) -> list[Problem]:
    """Names of fields, of work and of kinds in which something forbidden stands."""
    names = [*told, *(name for kind in kinds for name in kind)]
    names += [str(kind.get(field, "")) for kind in kinds for field in ("label", "work")]
    found: dict[str, _Forbidden] = {}
    for name in names:
        for each in _forbidden():
            if each.word in name.casefold().replace("-", "_").replace(" ", "_"):
                found.setdefault(name, each)
    return [
        Problem("DTY-062", {"asked": name, "name": each.name, "source": each.source}, Place(field=name))
        for name, each in found.items()
    ]


def _unknown(told: Mapping[str, object], kinds: list[dict[str, object]]) -> list[Problem]:
    fields = [name for name in told if name not in _FIELDS]
    fields += [name for kind in kinds for name in kind if name not in _KIND_FIELDS]
    return [Problem("DTY-061", {"field": name}, Place(field=name)) for name in dict.fromkeys(fields)]


def _kind(reader: "_Reader", told: Mapping[str, object]) -> ScoreKind:
    work = reader.choice(told, "work", tuple(Work))
    codes = told.get("codes", [])
    table = _CODES.get(Work(work)) if work else None
    if (
        not isinstance(codes, list)
        or (codes and table is None)
        or any(table is None or str(code) not in code_table(table) for code in codes)
    ):
        reader.refuse("codes")
        codes = []
    return ScoreKind(
        reader.line(told, "label"),
        reader.number(told, "weight", 1, _MOST_WEIGHT),
        Work(work) if work else Work.MEETING,
        frozenset(map(str, codes)),
    )


class _Reader:
    """Reads values and gathers what is wrong with them, so that a file is told everything at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def refuse(self, field: str) -> None:
        if all(problem.values["field"] != field for problem in self.problems):
            self.problems.append(Problem("DTY-063", {"field": field}, Place(field=field)))

    def line(self, told: Mapping[str, object], field: str) -> str:
        value = told.get(field)
        if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST_LINE:
            self.refuse(field)
            return ""
        return value.strip()

    def number(self, told: Mapping[str, object], field: str, least: int, most: int) -> int:
        value = told.get(field)
        if type(value) is not int or not least <= value <= most:
            self.refuse(field)
            return least
        return value

    def day(self, told: Mapping[str, object], field: str, *, needed: bool = True) -> date | None:
        value = told.get(field)
        if type(value) is date:
            return value
        if needed or value is not None:
            self.refuse(field)
        return None

    def choice(self, told: Mapping[str, object], field: str, among: tuple[str, ...]) -> str:
        value = told.get(field)
        if not isinstance(value, str) or value not in among:
            self.refuse(field)
            return ""
        return value


@cache
def default_rule() -> ScoreRule:
    """The rule that holds where the county has sent none."""
    return read_score_rule(resources.path("score", "default.toml").read_text(encoding="utf-8"))
