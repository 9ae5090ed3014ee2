"""Turns problem codes into sentences; the wording lies in ``resources/messages``.

Used by the window, the terminal and the error workbook, so that one trouble is told in the same
words everywhere. Without a language of its own a call follows the one the window is in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from string import Formatter

import resources
from desktop import words
from desktop.domain.problem import Place, Problem
from desktop.words import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class _Grammar:
    """How a language names a place and strings sentences together."""

    sheet: str
    row: str
    column: str
    between_places: str
    after_place: str
    between_sentences: str
    code: str


_GRAMMARS = {
    "zh_CN": _Grammar("“{}”表", "第 {} 行", "“{}”列", "", "：", "", "（{}）"),
    "en": _Grammar("sheet “{}”", "row {}", "column “{}”", ", ", ": ", " ", "({})"),
}


@cache
def _entries(language: str) -> dict[str, dict[str, str]]:
    import tomllib  # late: the first window has nothing to tell

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


def _part(problem: Problem, part: str, language: str | None) -> str:
    text = _entries(language or words.language()).get(problem.code, {}).get(part, "")
    values = {name: words.word(value, language) for name, value in problem.values.items()}
    return _Gaps().vformat(text, (), values)


def where(place: Place | None, language: str | None = None) -> str:
    """The place in words, such as ``“一组”表第 14 行“出生日期”列``; empty when unknown."""
    if place is None:
        return ""
    grammar = _GRAMMARS[language or words.language()]
    parts = [
        grammar.sheet.format(place.sheet) if place.sheet else "",
        grammar.row.format(place.row) if place.row is not None else "",
        grammar.column.format(place.column) if place.column else "",
    ]
    told = grammar.between_places.join(part for part in parts if part)
    return told[:1].upper() + told[1:]


def join(sentences: Iterable[str], language: str | None = None) -> str:
    """Sentences one after the other, with a space between them where the language wants one."""
    return _GRAMMARS[language or words.language()].between_sentences.join(text for text in sentences if text)


def reason(problem: Problem, language: str | None = None) -> str:
    """What is wrong and by which rule, without the place."""
    return _part(problem, "text", language) or problem.code


def advice(problem: Problem, language: str | None = None) -> str:
    """What to do now; empty when nothing needs doing."""
    return _part(problem, "advice", language)


def brief(problem: Problem, language: str | None = None) -> str:
    """What is wrong and what to do: the line beside a field that is still being filled in."""
    return join((reason(problem, language), advice(problem, language)), language)


def remedy(problem: Problem, language: str | None = None) -> str:
    """What to do and what became of the data: what stands below the reason in a dialog."""
    return join((advice(problem, language), _part(problem, "kept", language)), language)


def sentence(problem: Problem, language: str | None = None) -> str:
    """The whole message: where, what and which rule, what to do, what became of the data, code."""
    grammar = _GRAMMARS[language or words.language()]
    place = where(problem.place, language)
    told = join((brief(problem, language), _part(problem, "kept", language)), language)
    code = grammar.code.format(problem.code)
    return (f"{place}{grammar.after_place}" if place else "") + join((told, code), language)
