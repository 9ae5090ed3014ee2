"""The village's own rules (村规民约): what an article may say, what a breach takes, when it is in force.

Source:
    村民委员会组织法 (2018) 27: adopted by the villagers' assembly, filed with the township, and without
    infringing personal, democratic or lawful property rights.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import resources
from desktop.domain.cell_text import plain
from desktop.domain.natural_order import natural_key
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.rules import get_rule

ASSEMBLY = "V01"
"""The kind of meeting that makes the village's own rules."""

_DIGITS = "〇一二三四五六七八九"
_TURNED_ROUND = re.compile(
    r"(?:不|不得|不准|不许|不能|不应|不可|禁止|严禁|杜绝|没有|取消)"
    r"(?:以任何[名方]义?式?|对[^，。；]{0,6}|擅自|任意|随意|采取|使用|进行|收取|实行|设定|搞)?$"
)


@dataclass(frozen=True, slots=True)
class CovenantCheck:
    """Words that point to an infringement of rights, and the law against it."""

    code: str
    label: str
    words: tuple[str, ...]
    source: str


@cache
def covenant_checks() -> tuple[CovenantCheck, ...]:
    """The list of ``resources/boards/covenant_checks.toml``."""
    read = tomllib.loads(resources.path("boards", "covenant_checks.toml").read_text(encoding="utf-8"))
    return tuple(
        CovenantCheck(each["code"], each["name"], tuple(each["words"]), each["source"])
        for each in read["check"]
    )


def find_infringements(text: str) -> tuple[Problem, ...]:
    """BRD-041 as a warning for each right that an article's words seem to touch."""
    read = plain(text)
    found = []
    for check in covenant_checks():
        word = next((word for word in check.words if _says(read, word)), "")
        if word:
            values = {"word": word, "right": check.label, "source": check.source}
            found.append(Problem("BRD-041", values, Place(field="text"), Severity.WARNING))
    return tuple(found)


def _says(text: str, word: str) -> bool:
    """Whether a word stands in a text without being forbidden there itself: not in 不得罚款."""
    at = text.find(word)
    while at >= 0:
        if not _TURNED_ROUND.search(text[:at]):
            return True
        at = text.find(word, at + 1)
    return False


def points_bounds(on: date, division_code: str = "") -> tuple[int, int]:
    """Least and most hundredths of points that a breach may take, both positive."""
    least = get_rule("covenant.points.least", on, division_code).value
    most = get_rule("covenant.points.most", on, division_code).value
    return least * 100, most * 100


class CovenantState(StrEnum):
    """Where an article stands."""

    DRAFT = "draft"
    UNFILED = "unfiled"
    IN_FORCE = "in_force"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """Days of an article; None for what has not happened."""

    adopted_on: date | None = None
    filed_on: date | None = None
    repealed_on: date | None = None


def article_state(facts: ArticleFacts, on: date) -> CovenantState:
    """Where an article stands on a day; without filing it is not to be counted by."""
    if facts.repealed_on is not None and facts.repealed_on <= on:
        return CovenantState.REPEALED
    if facts.adopted_on is None or facts.adopted_on > on:
        return CovenantState.DRAFT
    if facts.filed_on is None or facts.filed_on > on:
        return CovenantState.UNFILED
    return CovenantState.IN_FORCE


def filing_due(adopted_on: date, division_code: str = "") -> date:
    """The day by which the rules should be with the township."""
    return adopted_on + timedelta(days=get_rule("covenant.filing.days", adopted_on, division_code).value)


def article_number(place: int) -> str:
    """What the article at a place is called, counted from 1: 第十一条; up to ninety-nine."""
    tens, ones = divmod(place, 10)
    words = ("十" if tens == 1 else f"{_DIGITS[tens]}十") if tens else ""
    return f"第{words}{_DIGITS[ones] if ones else ''}条"


def in_order(numbers: Iterable[str]) -> tuple[str, ...]:
    """Numbers of articles as people count them: 第二条 before 第十条."""
    return tuple(sorted(numbers, key=natural_key))
