"""A village's report of a disaster (灾情报告): its figures, what they must agree with, the named ledgers."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache

import resources
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.reading import Reading

_MOST = 10**10


class ReportKind(StrEnum):
    """Codes of ``disaster_report_kind``."""

    FIRST = "first"
    FOLLOWUP = "followup"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class DisasterFigure:
    """One figure of a report, a row of ``disaster_figure``.

    Attributes:
        code: Names it.
        label: Chinese.
        unit: What it counts.
        decimals: Digits behind the point; values are integers of the last one.
        section: Block of the form it stands in.
        must_explain: A later report that says less has to say why.
        ledger: The list of names it must agree with: ``deaths``, ``houses`` or empty.

    Source:
        domain.md 10, after 自然灾害情况统计调查制度 (应急〔2020〕19号).
    """

    code: str
    label: str
    unit: str
    decimals: int
    section: str
    must_explain: bool
    ledger: str

    def text(self, value: int) -> str:
        """A value in digits, without its unit."""
        return f"{Decimal(value).scaleb(-self.decimals):f}"

    def read(self, typed: str) -> Reading[int]:
        """A value as it is typed; empty is nothing.

        Returns:
            The value in units of the last decimal; MOB-060 where it is none.
        """
        plain = typed.strip().replace("，", "").replace(",", "")
        if not plain:
            return Reading()
        try:
            scaled = Decimal(plain).scaleb(self.decimals)
            value = int(scaled)
        except (InvalidOperation, ValueError, OverflowError):
            value, scaled = -1, Decimal(0)
        if value != scaled or not 0 <= value < _MOST:
            values = {"figure": self.label, "value": typed.strip(), "decimals": str(self.decimals)}
            return Reading(None, (Problem("MOB-060", values, Place(field=self.code)),))
        return Reading(value)


@cache
def disaster_figures() -> tuple[DisasterFigure, ...]:
    """All figures in the order of the form."""
    with resources.path("codes", "disaster_figure.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            DisasterFigure(
                row["code"],
                row["name_zh"],
                row["unit"],
                int(row["decimals"]),
                row["section"],
                row["lower"] == "explain",
                row["ledger"],
            )
            for row in csv.DictReader(stream)
        )


@dataclass(frozen=True, slots=True)
class DeadPerson:
    """A line of the ledger of the dead and missing; villagers and visitors alike."""

    name: str
    sex: str = ""
    age: str = ""
    address: str = ""
    at: str = ""
    cause: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class DestroyedHouse:
    """A line of the ledger of collapsed houses."""

    head: str
    address: str = ""
    rooms: int = 0
    cause: str = ""


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """What a report says in figures and names.

    ``reasons`` tell by figure why it is lower than in the report before.
    """

    figures: Mapping[str, int]
    deaths: tuple[DeadPerson, ...] = ()
    houses: tuple[DestroyedHouse, ...] = ()
    reasons: Mapping[str, str] | None = None

    def value(self, code: str) -> int:
        """A figure; 0 where it is not given."""
        return self.figures.get(code, 0)


_NOT_ABOVE = (
    ("crop_damaged", "crop_affected"),
    ("crop_lost", "crop_damaged"),
    ("collapsed_households", "collapsed_rooms"),
    ("severe_households", "severe_rooms"),
    ("slight_households", "slight_rooms"),
    ("moved", "affected"),
    ("dead", "affected"),
    ("injured", "affected"),
    ("missing", "affected"),
)
"""Pairs of figures of which the first is part of the second, or has at least one of it each."""


def check_figures(
    kind: ReportKind, report: ReportFigures, before: ReportFigures | None
) -> tuple[Problem, ...]:
    """What is wrong with the figures of a report.

    Args:
        kind: Names may still be missing in a first or follow-up report, which is only warned of.
        report: The report.
        before: The one that was reported before it; None for the first.

    Returns:
        MOB-061 a part is larger than the whole, MOB-062 a figure fell without a reason, MOB-063 the ledger
        of the dead or missing does not agree, MOB-064 the ledger of houses does not agree, MOB-065 a line of
        a ledger has no name.

    Source:
        应急〔2020〕19号: deaths and destroyed houses are listed by name in ledgers of their own.
    """
    problems = []
    ledgers = Severity.ERROR if kind is ReportKind.FINAL else Severity.WARNING
    known = {each.code: each for each in disaster_figures()}
    for part, whole in _NOT_ABOVE:
        if whole in report.figures and report.value(part) > report.value(whole):
            values = {"part": known[part].label, "whole": known[whole].label}
            problems.append(Problem("MOB-061", values, Place(field=part)))
    reasons = report.reasons or {}
    for code in fallen(report, before):
        if not reasons.get(code, "").strip():
            figure = known[code]
            values = {
                "figure": figure.label,
                "before": figure.text(before.value(code) if before else 0),
                "now": figure.text(report.value(code)),
            }
            problems.append(Problem("MOB-062", values, Place(field=code)))
    for code, is_missing in (("dead", False), ("missing", True)):
        named = sum(person.is_missing is is_missing for person in report.deaths)
        if named != report.value(code):
            values = {
                "figure": known[code].label,
                "value": str(report.value(code)),
                "named": str(named),
            }
            problems.append(Problem("MOB-063", values, Place(field=code), ledgers))
    collapsed = report.value("collapsed_households")
    if len(report.houses) != collapsed:
        values = {"value": str(collapsed), "named": str(len(report.houses))}
        problems.append(Problem("MOB-064", values, Place(field="collapsed_households"), ledgers))
    nameless = any(not person.name.strip() for person in report.deaths) or any(
        not house.head.strip() for house in report.houses
    )
    if nameless:
        problems.append(Problem("MOB-065"))
    return tuple(problems)


def fallen(report: ReportFigures, before: ReportFigures | None) -> tuple[str, ...]:
    """Codes of figures that are lower than before and have to be explained, in the order of the form."""
    if before is None:
        return ()
    return tuple(
        each.code
        for each in disaster_figures()
        if each.must_explain and report.value(each.code) < before.value(each.code)
    )


def check_times(began_at: datetime, ended_at: datetime | None, now: datetime) -> tuple[Problem, ...]:
    """MOB-066 the disaster begins in the future, MOB-067 it ends before it began or in the future."""
    problems = []
    if began_at > now:
        problems.append(Problem("MOB-066", place=Place(field="began_at")))
    if ended_at is not None and not began_at <= ended_at <= now:
        problems.append(Problem("MOB-067", place=Place(field="ended_at")))
    return tuple(problems)


def next_kind(kinds: Sequence[ReportKind]) -> ReportKind:
    """What the next report is, after those reported so far."""
    return ReportKind.FOLLOWUP if kinds else ReportKind.FIRST
