"""From what somebody types to the people meant, in one statement per keystroke.

One statement that gives one row keeps the Python lock free: while an import runs in another
thread, every further step would wait for its turn.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from db.connection import Connection
from db.search.tokens import (
    LETTERS_OF_NAME,
    LETTERS_OF_REST,
    LONGEST_ENDING,
    LONGEST_PART,
    SHORTEST_ENDING,
    ending,
    name_words,
    normalised,
    parts,
)
from desktop.domain.citizen_id import to_15, to_18

MOST_HITS = 50
_MOST_CANDIDATES = 600  # looked at where a query joins a person's words with a household's
_MOST_CANDIDATES_OF_ONE = 150  # a single word such as 3组 rarely finds what it does not mean
_FEW = 10
_LONGEST_QUERY, _MOST_WORDS = 64, 6
_SHORTEST_ID_START = 6
_ID_LENGTH, _OLD_ID_LENGTH = 18, 15


class Why(IntEnum):
    """What of a person was found, in the order of the results."""

    NAME = 0
    NAME_START = 1
    NAME_PART = 2
    FORMER_NAME = 3
    PINYIN = 4
    PINYIN_PART = 5
    CITIZEN_ID = 6
    MOBILE = 7
    BIRTH_DATE = 8
    SEVERAL = 9
    HOUSEHOLD = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found, with what tells namesakes apart; stored values, nothing masked."""

    why: Why
    is_head: bool
    id: str
    name: str
    former_name: str
    sex: str
    birth_date: str
    death_date: str
    citizen_id: str
    mobile: str
    residence_state: str
    household_id: str
    household_no: str
    villager_group: str
    hamlet: str
    address: str
    household_phone: str
    relation: str


@dataclass(frozen=True, slots=True)
class _Branch:
    """One way to find people: a SELECT of ``pk``, and what it finds them by."""

    sql: str
    parameters: tuple[str | int, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class _Word:
    """One piece of the query: han, letters, digits or mixed."""

    text: str
    kind: str


_MATCH = "SELECT rowid AS pk FROM person_search WHERE person_search MATCH ? LIMIT {most}"
_MEMBERS = (
    "SELECT p.pk AS pk FROM"
    " (SELECT rowid AS k FROM household_search WHERE household_search MATCH ? LIMIT {most}) f"
    " CROSS JOIN household h ON h.pk = f.k CROSS JOIN membership s ON s.household_id = h.id"
    " AND s.to_date IS NULL CROSS JOIN person p ON p.id = s.person_id LIMIT {most}"
)
_WHOLE = """
SELECT json_group_array(json_array(p.pk, hit.step, p.id, p.name, p.former_name, p.sex, p.birth_date,
    p.death_date, p.citizen_id, p.mobile, p.residence_state, h.id, h.household_no, h.villager_group,
    h.hamlet, h.address, h.household_phone, m.relation_to_head, m.role, h.pk, h.kind, m.pk))
FROM (SELECT pk, min(step) AS step FROM ({branches}) GROUP BY pk ORDER BY 2, 1 LIMIT {most}) hit
CROSS JOIN person p ON p.pk = hit.pk
LEFT JOIN membership m ON m.person_id = p.id AND m.to_date IS NULL
LEFT JOIN household h ON h.id = m.household_id
"""

_PK, _KIND, _STAY = 0, 20, 21  # positions in a row of the statement above
_PIECE = re.compile(r"[0-9]+x(?![a-z])|[0-9]+|[a-z]+|[^0-9a-z]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def words_of(text: str) -> tuple[_Word, ...]:
    """A query taken apart at blanks; full-width typing and the spelling of ü do not count.

    What is pasted by mistake is cut: nobody types that much to find somebody.
    """
    plain = text[:_LONGEST_QUERY].translate(_FULL_WIDTH).lower().replace("ü", "v").replace("u:", "v")
    words: list[_Word] = []
    for chunk in plain.split()[:_MOST_WORDS]:
        bare = normalised(chunk)
        if bare:
            words.append(_Word(bare, _kind(bare)))
    return tuple(words)


def _kind(text: str) -> str:
    if len(_PIECE.findall(text)) > 1:
        return "mixed"
    if text[0].isdecimal() and text[0].isascii():
        return "digits"
    return "letters" if text.isascii() else "han"


def _pieces(words: tuple[_Word, ...]) -> tuple[_Word, ...]:
    return tuple(_Word(piece, _kind(piece)) for word in words for piece in _PIECE.findall(word.text))


def find(connection: Connection, text: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
    """The people that a query means, best first.

    Args:
        connection: A connection to the register.
        text: What was typed so far: a name or part of it, pinyin or initials, the end of an
            identity or telephone number, a household's number or address, or several of these
            apart by blanks, all of which have to hold.
        limit: Most people to give.
    """
    words = words_of(text)
    if not words:
        return ()
    if len(words) == 1 and words[0].kind != "mixed":
        hits = _run(connection, tuple(_single(words[0], limit)), limit)
        if _is_known_in_parts(words[0]):
            hits = [hit for hit in hits if _means_word(hit, words[0])]
    else:
        hits = _run(connection, tuple(_by_themselves(words, limit)), limit)
        if len(hits) < _FEW:
            hits = _joined(hits, _through_households(connection, words))
    return tuple(replace(hit, why=_reason(hit, words)) for hit in hits[:limit])


def _through_households(connection: Connection, words: tuple[_Word, ...]) -> list[Hit]:
    """People of whom one word means their household; a bounded number of rows is looked at."""
    pieces = _pieces(words)
    most = _MOST_CANDIDATES if len(words) > 1 else _MOST_CANDIDATES_OF_ONE
    candidates = _run(connection, tuple(_with_household(words, most)), most)
    return [hit for hit in candidates if _means(hit, words) or _means(hit, pieces)]


def _joined(first: list[Hit], second: list[Hit]) -> list[Hit]:
    known = {hit.id for hit in first}
    return first + [hit for hit in second if hit.id not in known]


def _reason(hit: Hit, words: tuple[_Word, ...]) -> Why:
    """What was found, told more exactly than the look-up can: several kinds share one word."""
    (word, *others) = words
    if others:
        return hit.why
    if hit.why in (Why.NAME_START, Why.NAME_PART) and word.text not in normalised(hit.name):
        return Why.FORMER_NAME
    if hit.why is Why.CITIZEN_ID and hit.mobile.endswith(word.text):
        return Why.MOBILE
    return hit.why


def _run(connection: Connection, branches: tuple[_Branch, ...], most: int) -> list[Hit]:
    if not branches:
        return []
    union = " UNION ALL ".join(
        f"SELECT pk, {int(branch.why)} AS step FROM ({branch.sql})" for branch in branches
    )
    parameters = [parameter for branch in branches for parameter in branch.parameters]
    (answer,) = connection.execute(_WHOLE.format(branches=union, most=most), parameters).fetchone()
    rows: list[list[Any]] = json.loads(answer)
    homes: dict[int, list[Any]] = {}
    for row in rows:
        known = homes.get(row[_PK])
        if known is None or _homeliness(row) > _homeliness(known):
            homes[row[_PK]] = row
    return [_hit(row) for row in sorted(homes.values(), key=_order)]


def _homeliness(row: list[Any]) -> tuple[int, int]:
    """Which of several households counts: hukou, then actual, then others; the latest stay."""
    return ({"hukou": 2, "actual": 1}.get(row[_KIND], 0), row[_STAY] or 0)


def _order(row: list[Any]) -> tuple[Any, ...]:
    pk, step, role, household_pk = row[_PK], row[1], row[18], row[19]
    gone = row[10] in ("70", "80")
    if step in (Why.SEVERAL, Why.HOUSEHOLD):
        return (step, gone, household_pk or 0, role != "head", pk)
    return (step, gone, pk)


def _hit(row: list[Any]) -> Hit:
    texts = ["" if value is None else str(value) for value in row[2:18]]
    return Hit(Why(row[1]), row[18] == "head", *texts)


def _quoted(token: str) -> str:
    return '"' + token.replace('"', "") + '"'


def _branch(tokens: list[str], why: Why, most: int) -> _Branch:
    return _Branch(_MATCH.format(most=most), (" AND ".join(map(_quoted, tokens)),), why)


def _pinyin_match(letters: str) -> str:
    """A look-up of a beginning of pinyin or initials, of the whole name or of the rest."""
    return f"({_beginning('p', letters, LETTERS_OF_NAME)} OR {_beginning('q', letters, LETTERS_OF_REST)})"


def _beginning(prefix: str, letters: str, kept: int) -> str:
    # Longer than what is kept letter by letter: few words are left that begin so.
    return _quoted(prefix + letters) + ("*" if len(letters) > kept else "")


def _single(word: _Word, limit: int) -> Iterator[_Branch]:
    text = word.text
    if word.kind == "han":
        yield _Branch(f"SELECT pk FROM person WHERE name = ? LIMIT {limit}", (text,), Why.NAME)
        yield _branch([f"s{text}"], Why.NAME_START, limit)
        yield _branch(_inner(text), Why.NAME_PART, limit)
    elif word.kind == "letters":
        yield _Branch(_MATCH.format(most=limit), (_beginning("p", text, LETTERS_OF_NAME),), Why.PINYIN)
        yield _Branch(_MATCH.format(most=limit), (_beginning("q", text, LETTERS_OF_REST),), Why.PINYIN_PART)
    else:
        yield from _numbers(text, limit)
    household = _household_match(word)
    if household:
        yield _Branch(_MEMBERS.format(most=limit), (household,), Why.HOUSEHOLD)


def _inner(text: str) -> list[str]:
    if len(text) <= LONGEST_PART:
        return [f"i{text}"]
    return [f"i{text[start : start + LONGEST_PART]}" for start in range(len(text) - LONGEST_PART + 1)]


def _numbers(text: str, limit: int) -> Iterator[_Branch]:
    number = text.upper()
    if len(number) >= _SHORTEST_ID_START:
        for start in _forms(number):
            yield _Branch(
                f"SELECT pk FROM person WHERE citizen_id >= ? AND citizen_id < ? LIMIT {limit}",
                (start, start + "\x7f"),
                Why.CITIZEN_ID,
            )
    if len(number) == 8 and number.isdecimal():
        day = f"{number[:4]}-{number[4:6]}-{number[6:]}"
        yield _Branch(f"SELECT pk FROM person WHERE birth_date = ? LIMIT {limit}", (day,), Why.BIRTH_DATE)
    tail = _tail(text)
    if tail:
        yield _Branch(_MATCH.format(most=limit), (tail,), Why.CITIZEN_ID)


def _forms(number: str) -> tuple[str, ...]:
    """A number, and where it is a whole one its form of 18 and of 15 characters."""
    forms = [number]
    if len(number) == _OLD_ID_LENGTH and number.isdecimal():
        forms.append(to_18(number))
    elif len(number) == _ID_LENGTH:
        forms.append(to_15(number))
    return tuple(forms)


def _tail(digits: str) -> str:
    """A look-up of numbers that end so; empty below three digits."""
    word = ending(digits)
    return f"{_quoted(word)}*" if word else ""


def _household_match(word: _Word) -> str:
    if word.kind == "digits":
        bare = word.text.lstrip("0") or word.text
        numbers = dict.fromkeys((f"n{word.text}", f"n{bare}"))
        return " OR ".join(filter(None, (*map(_quoted, numbers), _tail(word.text))))
    if word.kind == "letters" or len(word.text) < 2:
        return ""
    if len(word.text) == 2:
        return _quoted(f"a{word.text}")
    # The end of an address tells most; its beginning is that of the whole village.
    grams = [gram for gram in parts(word.text) if len(gram) > LONGEST_PART]
    return " AND ".join(map(_quoted, grams[-2:]))


def _person_match(word: _Word) -> str:
    """A look-up in the person's own words; empty when there can be none."""
    if word.kind == "han":
        inner = " AND ".join(map(_quoted, _inner(word.text)))
        return f"({_quoted('s' + word.text)} OR ({inner}))"
    if word.kind == "letters":
        return _pinyin_match(word.text)
    return _tail(word.text) if word.kind == "digits" else ""


def _by_themselves(words: tuple[_Word, ...], limit: int) -> Iterator[_Branch]:
    """People of whom every word is in their own names and numbers."""
    for taken in dict.fromkeys((words, _pieces(words))):
        matches = [_person_match(word) for word in taken]
        if all(matches):
            yield _Branch(_MATCH.format(most=limit), (" AND ".join(matches),), Why.SEVERAL)


def _with_household(words: tuple[_Word, ...], most: int) -> Iterator[_Branch]:
    """Where to look for people of whom one word means the household; each has to be checked."""
    for taken in dict.fromkeys((words, _pieces(words))):
        matches = [_person_match(word) for word in taken]
        for position, word in enumerate(taken):
            household = _household_match(word)
            rest = [match for other, match in enumerate(matches) if other != position and match]
            if not household:
                continue
            # From both sides, since either may be the one with few rows.
            yield _Branch(_MEMBERS.format(most=most), (household,), Why.SEVERAL)
            if rest:
                yield _Branch(_MATCH.format(most=most), (" AND ".join(rest),), Why.SEVERAL)


def _is_known_in_parts(word: _Word) -> bool:
    """Whether the index knows only parts of a word, so that what it finds has to be checked."""
    return (
        len(word.text) > (LONGEST_PART if word.kind == "han" else LONGEST_ENDING) and word.kind != "letters"
    )


def _means(hit: Hit, words: tuple[_Word, ...]) -> bool:
    return all(_means_word(hit, word) for word in words)


def _means_word(hit: Hit, word: _Word) -> bool:
    text = word.text
    if word.kind == "digits":
        number = text.upper()
        return (
            any(
                known.endswith(ending)
                for known in (hit.citizen_id, hit.mobile, hit.household_phone)
                for ending in (number,)
                if len(number) >= SHORTEST_ENDING
            )
            or (len(number) >= _SHORTEST_ID_START and hit.citizen_id.startswith(_forms(number)))
            or hit.birth_date.replace("-", "") == number
            or _is_number_of(hit.household_no, text)
            or text in normalised(hit.address)
        )
    if word.kind == "letters":
        return any(_sounds(name, text) for name in (hit.name, hit.former_name) if name)
    return any(
        text in normalised(known)
        for known in (hit.name, hit.former_name, hit.villager_group, hit.hamlet, hit.address)
        if known
    )


def _is_number_of(household_no: str, text: str) -> bool:
    number = normalised(household_no)
    return bool(number) and (
        text in (number, number.lstrip("0")) or (len(text) >= SHORTEST_ENDING and number.endswith(text))
    )


def _sounds(name: str, letters: str) -> bool:
    words = name_words(name).split()
    return any(
        word.startswith(prefix + letters) if len(letters) > kept else word == prefix + letters
        for prefix, kept in (("p", LETTERS_OF_NAME), ("q", LETTERS_OF_REST))
        for word in words
    )
