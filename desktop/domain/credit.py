"""Credit for the whole village (整村授信): a bank's table from points to grades, and a household's consent.

The village gives points and a list of recommended households; the bank decides grade and money, and nothing
flows back.

Source:
    domain.md 5.3; consent, purpose and term: 个人信息保护法 13, 14, 19, 28.
"""

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import resources
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem

GRADES = "credit_grade"
NOT_RATED = "N"
ITEMS = "credit_item"
"""Code table of what a household may agree to hand over."""

NEEDED_ITEMS = ("head", "points")
"""Without these a list says nothing."""


@dataclass(frozen=True, slots=True)
class CreditGrade:
    """One grade: least points in hundredths, the bank's line in yuan (0 for none), its words on interest."""

    code: str
    least_x100: int
    line_from: int = 0
    line_to: int = 0
    interest: str = ""

    @property
    def label(self) -> str:
        """Its name."""
        return code_table(GRADES).label(self.code)


@dataclass(frozen=True, slots=True)
class GradeTable:
    """A bank's table as it stands from a day on; ``bank`` is empty for the shipped one."""

    bank: str
    version: str
    valid_from: date
    grades: tuple[CreditGrade, ...]
    source: str = ""

    def body(self) -> str:
        """The grades as the store keeps them."""
        return json.dumps([asdict(grade) for grade in self.grades], ensure_ascii=False)

    def grade(self, points_x100: int) -> str:
        """The code of the grade that so many points reach; `NOT_RATED` below the lowest."""
        reached = [grade for grade in self.grades if points_x100 >= grade.least_x100]
        return max(reached, key=lambda grade: grade.least_x100).code if reached else NOT_RATED


def read_table(bank: str, version: str, valid_from: str, body: str, source: str = "") -> GradeTable:
    """A table as the store keeps it; the opposite of `GradeTable.body`."""
    grades = tuple(
        CreditGrade(
            each["code"],
            int(each["least_x100"]),
            int(each.get("line_from", 0)),
            int(each.get("line_to", 0)),
            each.get("interest", ""),
        )
        for each in json.loads(body)
    )
    return GradeTable(bank, version, date.fromisoformat(valid_from), grades, source)


@cache
def shipped_table() -> GradeTable:
    """The table that comes with the program, until a bank gives its own."""
    read = tomllib.loads(resources.path("boards", "credit.toml").read_text(encoding="utf-8"))
    grades = tuple(
        CreditGrade(
            each["code"],
            each["least"] * 100,
            each.get("line_from", 0),
            each.get("line_to", 0),
            each.get("interest", ""),
        )
        for each in read["grades"]
    )
    return GradeTable("", read["version"], date.fromisoformat(read["valid_from"]), grades, read["source"])


def table_in_force(tables: Iterable[GradeTable], bank: str, on: date) -> GradeTable:
    """A bank's latest table that began by a day, else the shipped one."""
    begun = [table for table in tables if table.bank == bank and table.valid_from <= on]
    return max(begun, key=lambda table: (table.valid_from, table.version), default=shipped_table())


def find_table_problems(table: GradeTable) -> tuple[Problem, ...]:
    """What is wrong with a table.

    BRD-061 no bank, BRD-070 the points of a grade don't fall below those of the grade above it, BRD-071 a
    grade that is unknown or stands twice, BRD-072 no grade at all, BRD-073 a line that ends below its
    beginning.
    """
    problems = []
    if not table.bank.strip():
        problems.append(Problem("BRD-061", place=Place(field="bank")))
    if not table.grades:
        problems.append(Problem("BRD-072", place=Place(field="grades")))
    codes: list[str] = []
    for number, grade in enumerate(table.grades, start=1):
        place = Place(row=number, field="grades")
        if grade.code not in code_table(GRADES) or grade.code in codes:
            problems.append(Problem("BRD-071", {"grade": grade.code}, place))
        elif number > 1 and grade.least_x100 >= table.grades[number - 2].least_x100:
            problems.append(Problem("BRD-070", {"grade": grade.label}, place))
        if grade.line_from < 0 or (grade.line_to and grade.line_to < grade.line_from):
            problems.append(Problem("BRD-073", {"grade": grade.label}, place))
        codes.append(grade.code)
    return tuple(problems)


class ConsentState(StrEnum):
    """Whether a household's consent holds."""

    HOLDS = "holds"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def consent_state(
    signed_on: date, valid_to: date, withdrawn_on: date | None, on: date, remind_days: int
) -> ConsentState | None:
    """Whether a consent holds on a day; None before it was signed.

    Source:
        个人信息保护法 15: consent can be withdrawn at any time; what was done before stands.
    """
    if on < signed_on:
        return None
    if withdrawn_on is not None and withdrawn_on <= on:
        return ConsentState.WITHDRAWN
    if on > valid_to:
        return ConsentState.EXPIRED
    return ConsentState.EXPIRING if on + timedelta(days=remind_days) >= valid_to else ConsentState.HOLDS


def holds(state: ConsentState | None) -> bool:
    """Whether data may be handed over under a consent in this state."""
    return state in (ConsentState.HOLDS, ConsentState.EXPIRING)


def last_day_of_term(signed_on: date, months: int) -> date:
    """The last day of a term of so many months: a year from 1 March ends on the last of February."""
    years, month = divmod(signed_on.month - 1 + months, 12)
    first = date(signed_on.year + years, month + 1, 1)
    next_first = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=signed_on.day - 1), next_first) - timedelta(days=1)


def panel_left(panel: Sequence[str], aside: Iterable[str]) -> tuple[str, ...]:
    """Members of a panel who judge a household: all but those who stand aside."""
    away = set(aside)
    return tuple(one for one in panel if one not in away)
