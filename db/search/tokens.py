"""The words under which people and households are found.

The index holds ASCII-separated words of our own making; their first letter says what they are:

=====  ==========================================================================
``s``  the name's beginnings
``i``  parts of the name that do not begin it, one to three characters
``p``  the first six letters of its pinyin one by one, the whole pinyin, the beginnings of its
       initials, and the first syllable with the initials of the others
``q``  the first four letters and the whole pinyin without the first character, and its initials
``d``  the last six characters of identity and telephone numbers, last one first
``n``  the household's number, whole
``a``  parts of group, hamlet and address, two or three characters
=====  ==========================================================================

A keystroke is one look-up of one word; nothing is ranked. Two things are looked up as the beginning
of a word, since few words begin so: the end of a number, and pinyin longer than the letters kept one
by one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add
from typing import NamedTuple

from db.search.readings import Readings, spellings, surname_readings, typed_readings
from desktop.domain.person_name import COMPOUND_SURNAMES

SHORTEST_ENDING, LONGEST_ENDING = 3, 6
"""Characters of a number's end that are looked up; longer ends are found by the last six and then checked."""

LONGEST_PART = 3
LETTERS_OF_NAME = 6
LETTERS_OF_REST = 4
_LONGEST_NAME = 16
_HAN_ONLY = re.compile("[\u3400-\u9fff\U00020000-\U000323af]+")
_NOT_SEARCHED = re.compile(r"[\x00-/:-@\[-`{-\x7f·•・‧∙\s　]+")


def normalised(text: str) -> str:
    """A text as it is searched: composed, lower case, without blanks, punctuation and name dots."""
    if text.isascii() and text.isalnum():  # most numbers of households
        return text.lower()
    return _NOT_SEARCHED.sub("", unicodedata.normalize("NFC", text)).lower()


class _Said(NamedTuple):
    """One spelling of the characters after the first one."""

    whole: str
    initials: tuple[str, ...]  # beginnings, shortest first
    starts: tuple[str, ...]  # beginnings of the whole, as many as a short first syllable leaves room for


@dataclass(slots=True)
class _Rest:
    """What the characters after the first one add to the words of a name, each a text of several words.

    ``own`` are words without the first character. The others begin with a place to fill in, which is
    one step for all the words of a name: `after_syllable` with a whole reading of the first character,
    ``after_initial`` with its first letter.
    """

    own: str
    after_initial: str
    _said: tuple[_Said, ...]
    _after_syllable: dict[int, str] = field(default_factory=dict)

    def after_syllable(self, reading: str) -> str:
        """Words for a reading of the first character; one text for each length it can have."""
        room = max(LETTERS_OF_NAME - len(reading), 0)
        words = self._after_syllable.get(room)
        if words is None:
            words = self._after_syllable[room] = _joined(
                [
                    f"p{_PLACE}{end}"
                    for whole, initials, starts in self._said
                    for end in (*starts[:room], whole, *initials[1:])
                ]
            )
        return words


_PLACE = "\0"


def _beginnings(text: str, most: int) -> tuple[str, ...]:
    return tuple(text[:end] for end in range(1, min(len(text), most) + 1))


def _said(syllables: Readings) -> _Said:
    whole = "".join(syllables)
    initials = "".join([syllable[0] for syllable in syllables])
    return _Said(whole, _beginnings(initials, len(initials)), _beginnings(whole, LETTERS_OF_NAME - 1))


@lru_cache(maxsize=8192)
def _rest(characters: str, special: Readings) -> _Rest:
    length = len(characters)
    own = [
        f"i{characters[start:end]}"
        for start in range(length)
        for end in range(start + 1, min(start + LONGEST_PART, length) + 1)
    ]
    readings = [typed_readings(character) for character in characters]
    if special and readings:
        readings[0] = special + tuple(r for r in readings[0] if r not in special)
    said = tuple(map(_said, spellings(readings)))
    for whole, initials, starts in said:
        own += [f"q{start}" for start in (*starts[:LETTERS_OF_REST], whole, *initials[1:])]
    return _Rest(_joined(own), _joined([f"p{_PLACE}{start}" for one in said for start in one.initials]), said)


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(words))


@lru_cache(maxsize=4096)
def _first(character: str, special: Readings) -> tuple[Readings, str]:
    """Readings of a first character, and the words of its own pinyin."""
    readings = typed_readings(character)
    readings = special + tuple(reading for reading in readings if reading not in special)
    beginnings = [f"p{reading[:end]}" for reading in readings for end in range(1, len(reading) + 1)]
    return readings, _joined((f"s{character}", *beginnings))


@lru_cache(maxsize=32768)  # namesakes are many, and an import brings a village of them
def name_words(name: str) -> str:
    """The words of one name, separated by blanks, some of them twice; empty for an empty name."""
    plain = (name if _HAN_ONLY.fullmatch(name) else normalised(name))[:_LONGEST_NAME]
    if not plain:
        return ""
    special = surname_readings(plain)
    readings, first_words = _first(plain[0], special[:1])
    rest = _rest(plain[1:], special[1:2])
    words = [first_words, rest.own, *[f"s{plain[:end]}" for end in range(2, len(plain) + 1)]]
    for reading in readings:
        words.append(rest.after_syllable(reading).replace(_PLACE, reading))
        words.append(rest.after_initial.replace(_PLACE, reading[0]))
    if len(plain) > 2 and plain[:2] in COMPOUND_SURNAMES:
        words.append(_rest(plain[2:], ()).own)
    return " ".join(words)


def ending(number: str) -> str:
    """The word for the end of a number; empty for one shorter than what is looked up.

    >>> ending("10013800138")
    'd831008'
    """
    return f"d{number[: -LONGEST_ENDING - 1 : -1]}" if len(number) >= SHORTEST_ENDING else ""


def person_tokens(
    name: str | None, former_name: str | None, citizen_id: str | None, mobile: str | None
) -> str:
    """All words of one person, separated by blanks."""
    words = [name_words(name)] if name else []
    if former_name:
        words.append(name_words(former_name))
    if citizen_id:
        words.append(ending(citizen_id.lower()))
    if mobile:
        words.append(ending(mobile))
    return " ".join(words)


def household_tokens(
    household_no: str | None,
    villager_group: str | None,
    hamlet: str | None,
    address: str | None,
    household_phone: str | None,
) -> str:
    """All words of one household, separated by blanks."""
    words: list[str] = []
    if household_no:
        number = normalised(household_no)
        words += (f"n{number}", f"n{number.lstrip('0') or number}", ending(number))
    if household_phone:
        words.append(ending(normalised(household_phone)))
    for text in (villager_group, hamlet, address):
        if text:
            words += parts(normalised(text))
    return " ".join(words)


def parts(text: str) -> tuple[str, ...]:
    """Words for every two and three neighbouring characters of a place, each once."""
    pairs = list(map(add, text, text[1:]))
    triples = map(add, pairs, text[2:])
    return tuple([f"a{part}" for part in dict.fromkeys((*pairs, *triples))])
