"""Finds the terms of a text: words of the matter, never of a person or a place."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import resources

_KINDS = ("n", "v", "a", "i", "l", "j")
"""First letters of the classes of words that can be a matter: nouns, verbs, adjectives, phrases."""

_NEVER = ("nr", "ns", "nt")
"""Classes that name somebody or some place."""

_FREQUENCY = 1_000_000  # so likely that a known word is never cut apart
_HANZI = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]{2,}\Z")
_CALLED = "老小阿"
_TITLES = "家 氏 某 总 书记 主任 大爷 大妈 阿姨 奶奶 爷爷 叔叔 师傅 老师".split()


class TermFinder:
    """Cuts texts into words; making one takes about 0.1 s and 25 MiB, so keep it for a whole analysis.

    Args:
        names: Names of people; they, their given names and forms of address made of their surnames are never
            a term.
    """

    def __init__(self, names: Iterable[str]) -> None:
        # Late import: nothing but this reads texts, and the dictionary is large.
        import rjieba

        self._cutter = rjieba.Jieba()
        self._same = _same_words()
        known = set(names)
        self._names = known | {name[1:] for name in known if len(name) > 2}
        surnames = {name[0] for name in known if name}
        self._addresses = {f"{surname}{title}" for surname in surnames for title in _TITLES}
        self._addresses |= {f"{before}{surname}" for surname in surnames for before in _CALLED}
        for spelling in self._same:
            self._cutter.add_word(spelling, _FREQUENCY, "n")
        for name in known:
            if len(name) > 1:
                self._cutter.add_word(name, _FREQUENCY, "nr")
        self._silent = _silent_words()
        self._known = _Known(self._term_of)

    def find(self, text: str) -> set[str]:
        """The terms of a text, each once, in the form that stands for all its spellings."""
        found = {self._known[word] for word in self._cutter.tag(text)}
        found.discard("")
        return found

    def is_known(self, term: str) -> bool:
        """Whether a term is one of the village's own list."""
        return term in self._same

    def _term_of(self, word: str, kind: str) -> str:
        if word in self._same:
            return self._same[word]
        return word if self._is_term(word, kind) else ""

    def _is_term(self, word: str, kind: str) -> bool:
        return (
            kind[:1] in _KINDS
            and kind not in _NEVER
            and word not in self._silent
            and word not in self._names
            and word not in self._addresses
            and _HANZI.match(word) is not None
        )


class _Known(dict[tuple[str, str], str]):
    """Remembers what became of a word of a class: its term, or nothing. Most words come again and again."""

    def __init__(self, term_of: Callable[[str, str], str]) -> None:
        super().__init__()
        self._term_of = term_of

    def __missing__(self, word: tuple[str, str]) -> str:
        self[word] = term = self._term_of(*word)
        return term


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(resources.path("analysis", "terms.toml").read_text(encoding="utf-8"))


@cache
def _same_words() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for term in _data()["term"]:
        found[term["word"]] = term["word"]
        found |= dict.fromkeys(term["same"], term["word"])
    return MappingProxyType(found)


@cache
def _silent_words() -> frozenset[str]:
    return frozenset(_data()["silent"]["words"])
