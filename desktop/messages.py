"""Turns problem codes into sentences; the wording lies in ``resources/messages``.

Used by the window, the terminal and the error workbook, so that one trouble is told in the same
words everywhere.
"""

import tomllib
from functools import cache
from string import Formatter

import resources
from desktop.domain.problem import Place, Problem

DEFAULT_LANGUAGE = "zh_CN"


@cache
def _entries(language: str) -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    for file in sorted(resources.path("messages", language).glob("*.toml")):
        with file.open("rb") as stream:
            entries.update(tomllib.load(stream))
    return entries


def known_codes(language: str = DEFAULT_LANGUAGE) -> frozenset[str]:
    """Every code that has a sentence in a language."""
    return frozenset(_entries(language))


class _Gaps(Formatter):
    """Leaves an unknown name empty: a message with a gap beats an error about the message."""

    def get_value(self, key: int | str, args: object, kwargs: object) -> object:
        return kwargs.get(key, "") if isinstance(kwargs, dict) else ""


def _part(problem: Problem, part: str, language: str) -> str:
    text = _entries(language).get(problem.code, {}).get(part, "")
    return _Gaps().vformat(text, (), dict(problem.values))


def where(place: Place | None) -> str:
    """The place in words, such as ``“一组”表第 14 行“出生日期”列``; empty when unknown."""
    if place is None:
        return ""
    words = f"“{place.sheet}”表" if place.sheet else ""
    if place.row is not None:
        words += f"第 {place.row} 行"
    if place.column:
        words += f"“{place.column}”列"
    return words


def reason(problem: Problem, language: str = DEFAULT_LANGUAGE) -> str:
    """What is wrong and by which rule, without the place."""
    return _part(problem, "text", language) or problem.code


def advice(problem: Problem, language: str = DEFAULT_LANGUAGE) -> str:
    """What to do now; empty when nothing needs doing."""
    return _part(problem, "advice", language)


def sentence(problem: Problem, language: str = DEFAULT_LANGUAGE) -> str:
    """The whole message: where, what and which rule, what to do, what became of the data, code."""
    place = where(problem.place)
    parts = [
        f"{place}：" if place else "",
        reason(problem, language),
        advice(problem, language),
        _part(problem, "kept", language),
        f"（{problem.code}）",
    ]
    return "".join(part for part in parts if part)
