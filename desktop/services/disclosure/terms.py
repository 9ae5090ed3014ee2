"""Days and thresholds of disclosure (期限与标准): the rule in force, or what the office sets instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.accounts import Right
from desktop.domain.disclosure_duty import AT_ONCE_RULE, DutyTerms
from desktop.domain.disclosure_item import Frequency, national_items
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import Rule, rule_or_first
from desktop.services.office import Office
from desktop.services.settings import TERM, load_shared, put_setting

MAJOR_CENTS = "disclosure.major.cents"
MAJOR_DAYS = "disclosure.major.days"
SOON_DAYS = "disclosure.due_soon.days"
LEAST_COUNT = "disclosure.least_count"

DUE_DAYS = {
    Frequency.MONTH: "disclosure.due.month.day",
    Frequency.QUARTER: "disclosure.due.quarter.day",
    Frequency.HALF_YEAR: "disclosure.due.half_year.day",
    Frequency.YEAR: "disclosure.due.year.day",
    Frequency.PLAN_YEAR: "disclosure.due.plan_year.day",
}
"""Frequency → rule for the day of the month on which it falls due."""

TERMS: dict[str, tuple[str, int, int]] = {
    **{
        key: (f"{name}公开的事项，几日前公开", 1, 31)
        for key, name in zip(DUE_DAYS.values(), ("按月", "按季度", "按半年", "按年", "年度计划"), strict=True)
    },
    SOON_DAYS: ("提前几天提醒", 0, 60),
    MAJOR_CENTS: ("一笔多少钱以上算重大财务事项", 10_000, 10_000_000_000),
    MAJOR_DAYS: ("重大财务事项几天内公开", 1, 30),
    AT_ONCE_RULE: ("其他即时公开事项几天内公开", 1, 30),
    "disclosure.change_of_officials.days": ("干部、代表变动几天内公开", 1, 30),
    "disclosure.post.days": ("公开几天", 1, 90),
    "disclosure.notice.days": ("公示几天（没有专门规定的）", 1, 90),
    "aid.notice.days": ("救助公示几天", 1, 90),
    "asset.notice.days": ("集体资产公示几天", 1, 90),
    "homestead.notice.days": ("宅基地公示几天", 1, 90),
    "board.notice.days": ("红黑榜公示几天", 1, 30),
    "party.notice.work_days": ("发展党员公示几个工作日", 1, 60),
    "land.notice.work_days": ("征地预公告几个工作日", 1, 60),
    LEAST_COUNT: ("按组公布参保人数时，不足几人就并组", 1, 20),
}
"""Rule → what it is in words of the vocabulary, least and most the office may set."""


@dataclass(frozen=True, slots=True)
class TermValue:
    """One value as it holds at this office.

    Attributes:
        rule: The rule in force, with its source and certainty.
        own: What the office set in its place; None while it follows the rule.
    """

    rule: Rule
    own: int | None

    @property
    def value(self) -> int:
        """What holds, in the rule's unit."""
        return self.rule.value if self.own is None else self.own


def _own(office: Office) -> dict[str, int]:
    with office.store.reading() as connection:
        return {key: int(value) for key, value in load_shared(connection, TERM).items()}


def find_term(office: Office, key: str, on: date) -> TermValue:
    """One value on a day: the office's own, else the rule in force.

    Raises:
        ValueError: There is no such rule.
    """
    return TermValue(rule_or_first(key, on, office.vault.village.division_code), _own(office).get(key))


def list_terms(office: Office, on: date) -> dict[str, TermValue]:
    """All values that an office may set, in the order of `TERMS`."""
    own, division_code = _own(office), office.vault.village.division_code
    return {key: TermValue(rule_or_first(key, on, division_code), own.get(key)) for key in TERMS}


def duty_terms(office: Office, on: date) -> DutyTerms:
    """What the duty calendar needs."""
    values = {key: term.value for key, term in list_terms(office, on).items()}
    rules = {item.within for item in national_items() if item.within} | {AT_ONCE_RULE}
    return DutyTerms(
        {frequency: values[key] for frequency, key in DUE_DAYS.items()},
        {key: values[key] for key in rules},
    )


def set_terms(office: Office, changed: Mapping[str, int | None], since: str | None = None) -> None:
    """Set values of the office's own in one action.

    Args:
        office: The office at work.
        changed: New values; None goes back to the rule.
        since: First day from which duties count; empty goes back to the usual one, None leaves it.

    Raises:
        ProblemError: DOC-075 a value is out of its bounds, DOC-140 no day, by field; SYS-403.
        KeyError: A value that an office can't set.
    """
    office.require(Right.SETTINGS)
    problems = []
    for key, value in changed.items():
        _, least, most = TERMS[key]
        if value is not None and not least <= value <= most:
            scale = 100 if key == MAJOR_CENTS else 1
            low, high = str(least // scale), str(most // scale)
            problems.append(Problem("DOC-075", {"low": low, "high": high}, Place(field=key)))
    if since and not is_day(since):
        problems.append(Problem("DOC-140", place=Place(field="duties_since")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", "修改公开期限") as work:
        if since is not None:
            put_setting(work, "duties_since", since or None)
        for key, value in changed.items():
            put_setting(work, f"{TERM}{key}", value)
