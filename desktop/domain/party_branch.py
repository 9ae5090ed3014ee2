"""What holds for a party branch by its numbers: its kind, its committee, its term, its fixed day.

Source:
    中国共产党支部工作条例（试行） of 2018; limits are rules by date (``resources/rules/party.toml``).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.chinese_number import small_number
from desktop.domain.contract_state import months_after
from desktop.domain.lunar import day_name
from desktop.domain.problem import Problem, Severity
from desktop.domain.rules import get_rule

OWN, JOINT = "631", "632"
"""Codes of party_organisation_kind."""

_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class BranchNumbers:
    """A branch on a day: its kind, its members, the units it joins, those in its committee (0 for none)."""

    kind: str
    full: int
    probationary: int
    units: int = 0
    has_committee: bool = False
    committee: int = 0


def check_branch(numbers: BranchNumbers, on: date, division_code: str = "") -> tuple[Problem, ...]:
    """What does not fit a branch's numbers; all of it is a matter for the township, so only warnings.

    PTY-010 too few full members for a branch of its own, PTY-011 more members than usual, PTY-012 a joint
    branch of too many units, PTY-013 enough full members for a committee but none, PTY-014 a committee with
    too few full members, PTY-015 a committee that is too small or too large.
    """

    def rule(name: str) -> int:
        return get_rule(f"party.branch.{name}", on, division_code).value

    found: list[tuple[str, dict[str, int]]] = []
    if numbers.kind == OWN and numbers.full < rule("least_full"):
        found.append(("PTY-010", {"count": numbers.full, "least": rule("least_full")}))
    members = numbers.full + numbers.probationary
    if numbers.kind in (OWN, JOINT) and members > rule("most"):
        found.append(("PTY-011", {"count": members, "most": rule("most")}))
    if numbers.kind == JOINT and numbers.units > rule("joint_units"):
        found.append(("PTY-012", {"count": numbers.units, "most": rule("joint_units")}))
    if not numbers.has_committee and numbers.full >= rule("committee_from"):
        found.append(("PTY-013", {"count": numbers.full, "least": rule("committee_from")}))
    if numbers.has_committee and numbers.full < rule("committee_from"):
        found.append(("PTY-014", {"count": numbers.full, "least": rule("committee_from")}))
    least, most = rule("committee_least"), rule("committee_most")
    if numbers.has_committee and numbers.committee and not least <= numbers.committee <= most:
        usual = rule("committee_usual")
        found.append(("PTY-015", {"count": numbers.committee, "least": least, "usual": usual, "most": most}))
    return tuple(
        Problem(code, {name: str(value) for name, value in values.items()}, severity=Severity.WARNING)
        for code, values in found
    )


class TermState(StrEnum):
    """Where a term of office stands."""

    RUNS = "runs"
    SOON = "soon"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Term:
    """A term (届): its end, as postponed where it was, and where it stands."""

    ends: date
    state: TermState


def term_standing(
    from_date: date, to_date: date | None, postponed_to: date | None, on: date, division_code: str = ""
) -> Term:
    """Where a term stands on a day; without an end on record it lasts as long as the rule says."""
    years = get_rule("party.branch.term_years", on, division_code).value
    ends = postponed_to or to_date or months_after(from_date, years * _YEAR_MONTHS)
    if on >= ends:
        return Term(ends, TermState.OVER)
    soon = timedelta(days=get_rule("party.branch.term_soon.days", on, division_code).value)
    return Term(ends, TermState.SOON if on >= ends - soon else TermState.RUNS)


_SOLAR = re.compile(r"(?:每月)?(?:公历|阳历)?(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]?")
_LUNAR = re.compile(
    r"(?:每月)?(?:农历|阴历|旧历)(?:每月)?(初?[一二三四五六七八九十廿卅]{1,3}|\d{1,2})[日号]?"
)
_LAST_DAYS = {"solar": 31, "lunar": 30}


def read_theme_day(text: str) -> str | None:
    """A branch's fixed day as it is kept, ``solar:15`` or ``lunar:1``; None for a text that is none."""
    typed = text.strip().replace(" ", "")
    if re.fullmatch(r"(solar|lunar):\d{1,2}", typed):
        calendar, number = typed.split(":")
        return typed if 1 <= int(number) <= _LAST_DAYS[calendar] else None
    for calendar, form in (("lunar", _LUNAR), ("solar", _SOLAR)):
        if match := form.fullmatch(typed):
            said = match[1].removeprefix("初")
            day = int(said) if said.isdigit() else small_number(said)
            return f"{calendar}:{day}" if day and 1 <= day <= _LAST_DAYS[calendar] else None
    return None


def show_theme_day(stored: str) -> str:
    """The fixed day as people say it; "" for none."""
    calendar, _, number = stored.partition(":")
    if not number.isdigit():
        return ""
    return f"农历{day_name(int(number))}" if calendar == "lunar" else f"每月{int(number)}日"
