"""What a post may ask for, and whether it may be recommended (岗位)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from desktop.domain.cell_text import plain
from desktop.domain.code_table import code_table
from desktop.domain.credit_code import is_credit_code
from desktop.domain.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class ForbiddenDemand:
    """A demand that no post may make, the words that give it away, and the law."""

    code: str
    label: str
    words: tuple[str, ...]
    source: str


@cache
def forbidden_demands() -> tuple[ForbiddenDemand, ...]:
    """The demands of ``resources/jobs/forbidden.toml``."""
    read = tomllib.loads(resources.path("jobs", "forbidden.toml").read_text(encoding="utf-8"))
    return tuple(
        ForbiddenDemand(each["code"], each["name"], tuple(each["words"]), each["source"])
        for each in read["demand"]
    )


def find_forbidden_demands(text: str, field: str = "demands") -> tuple[Problem, ...]:
    """JOB-020 for each forbidden demand in a text, with the word and the law.

    Source:
        就业促进法 26–31, 劳动合同法 9; domain.md 11: demands must not discriminate.
    """
    read = plain(text)
    problems = []
    for demand in forbidden_demands():
        word = next((word for word in demand.words if word in read), "")
        if word:
            values = {"word": word, "demand": demand.label, "source": demand.source}
            problems.append(Problem("JOB-020", values, Place(field=field)))
    return tuple(problems)


@dataclass(frozen=True, slots=True)
class PostStanding:
    """What decides whether a post may be recommended."""

    valid_to: date
    closed_on: date | None
    checked_on: date | None
    is_listed_bad: bool

    def is_offered(self, day: date) -> bool:
        """Whether people may be recommended for it: checked, open, valid, employer not listed bad."""
        return (
            self.checked_on is not None
            and not self.is_listed_bad
            and (self.closed_on is None or day < self.closed_on)
            and day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post as it is typed; days ISO, wages fen of their unit, yes-or-no None where nothing was said."""

    employer: str
    title: str
    valid_to: str
    credit_code: str = ""
    place: str = ""
    place_kind: str = ""
    kind: str = ""
    wanted_count: int | None = None
    demands: str = ""
    wage_from_cents: int | None = None
    wage_to_cents: int | None = None
    wage_unit: str = "month"
    insured: bool | None = None
    lodging: bool | None = None
    contact: str = ""
    phone: str = ""
    note: str = ""


def check_new_post(new: NewPost, on: date) -> tuple[Problem, ...]:
    """What keeps a post from being taken.

    JOB-011 no employer or title, JOB-012 a credit code that is none, JOB-013 wages the wrong way round or
    impossible, JOB-014 a day that is none or past, JOB-003 an unknown code, JOB-015 a number of people that
    is none, JOB-020 a demand that the law forbids.
    """
    problems = [
        Problem("JOB-011", place=Place(field=field))
        for field in ("employer", "title")
        if not getattr(new, field).strip()
    ]
    if new.credit_code.strip() and not is_credit_code(new.credit_code):
        problems.append(Problem("JOB-012", {"value": new.credit_code}, Place(field="credit_code")))
    wages = [cents for cents in (new.wage_from_cents, new.wage_to_cents) if cents is not None]
    if wages != sorted(wages) or any(cents <= 0 for cents in wages):
        problems.append(Problem("JOB-013", place=Place(field="wage_from_cents")))
    try:
        is_past = date.fromisoformat(new.valid_to) < on
    except ValueError:
        is_past = True
    if is_past:
        problems.append(Problem("JOB-014", {"value": new.valid_to}, Place(field="valid_to")))
    tables = {"kind": "job_kind", "place_kind": "job_place", "wage_unit": "wage_unit"}
    for field, table in tables.items():
        if (code := getattr(new, field)) and code not in code_table(table):
            problems.append(Problem("JOB-003", {"value": code}, Place(field=field)))
    if new.wanted_count is not None and new.wanted_count < 1:
        problems.append(Problem("JOB-015", place=Place(field="wanted_count")))
    for field in ("title", "demands", "note"):
        problems += find_forbidden_demands(getattr(new, field), field)
    return tuple(problems)
