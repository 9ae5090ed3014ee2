"""What a post may ask for, and whether it may be recommended (岗位)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from desktop.domain.cell_text import plain
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
