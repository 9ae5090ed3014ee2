"""The words under which events are found: what they say, its pinyin and initials, their numbers.

Each word is a stretch of the text from one of its characters on, so that whatever was typed is the
beginning of a word; the first letter says what it is:

=====  ====================================================================
``t``  three characters of title, place or text
``y``  six letters of the pinyin of title or place
``z``  six initials of title or place
``n``  the number: whole, without its first parts, and its serial without zeros
=====  ====================================================================

A longer query is taken apart into stretches that all have to be there.
"""

from collections.abc import Iterator

from db.search.readings import typed_readings
from db.search.tokens import normalised

_CHARACTERS, _LETTERS = 3, 6
_LONGEST_TEXT, _LONGEST_QUERY, _MOST_WORDS = 200, 40, 4


def event_tokens(number: str, title: str, text: str | None, place: str | None) -> str:
    """All words of one event, separated by blanks."""
    words: dict[str, None] = {}
    for said in (title, place or ""):
        plain = normalised(said)
        words |= dict.fromkeys(_stretches(plain))
        words |= dict.fromkeys(_spoken(plain))
    words |= dict.fromkeys(_stretches(normalised((text or "")[:_LONGEST_TEXT])))
    parts = [normalised(part) for part in number.split("-")]
    words |= dict.fromkeys(f"n{''.join(parts[start:])}" for start in range(len(parts)))
    words[f"n{parts[-1].lstrip('0')}"] = None
    return " ".join(words)


def _stretches(plain: str) -> Iterator[str]:
    for start in range(len(plain)):
        yield f"t{plain[start : start + _CHARACTERS]}"


def _spoken(plain: str) -> Iterator[str]:
    syllables = [readings[0] for readings in map(typed_readings, plain) if readings]
    for start in range(len(syllables)):
        yield f"y{''.join(syllables[start : start + _LETTERS])[:_LETTERS]}"
        yield f"z{''.join(syllable[0] for syllable in syllables[start : start + _LETTERS])}"


def event_match(text: str) -> str:
    """The look-up in ``event_search`` for what somebody typed; empty when nothing can be looked up."""
    words = [normalised(word) for word in text[:_LONGEST_QUERY].split()[:_MOST_WORDS]]
    return " AND ".join(f"({_word_match(word)})" for word in words if word)


def _word_match(word: str) -> str:
    ways = [_all_of("t", word, _CHARACTERS)]
    if word.isascii() and word.isalpha():
        ways += [_beginning(f"y{word[:_LETTERS]}"), _all_of("z", word, _LETTERS)]
    elif word.isascii():
        ways.append(_beginning(f"n{word}"))
    return " OR ".join(ways)


def _all_of(kind: str, word: str, length: int) -> str:
    last = max(len(word) - length, 0)
    parts = [f"{kind}{word[start : start + length]}" for start in range(last + 1)]
    return f"({' AND '.join(map(_beginning, parts))})"


def _beginning(word: str) -> str:
    return '"' + word.replace('"', "") + '"*'
