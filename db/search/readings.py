"""Pinyin of characters and names, from tables in ``resources/pinyin``."""

import csv
from functools import cache, lru_cache
from itertools import islice, product

import resources

Readings = tuple[str, ...]

MOST_COMBINATIONS = 64
"""Ways to say a name that are followed; more come from texts that are no names."""


_LONG = 4  # characters after the first


@cache
def _table() -> dict[str, Readings]:
    table: dict[str, Readings] = {}
    with resources.path("pinyin", "readings.txt").open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("#"):
                continue
            text, characters = line.rstrip("\n").split(" ", 1)
            table.update(dict.fromkeys(characters, tuple(text.split(","))))
    return table


@cache
def _surnames() -> dict[str, Readings]:
    with resources.path("pinyin", "surnames.csv").open(encoding="utf-8", newline="") as stream:
        return {row["surname"]: tuple(row["reading"].split()) for row in csv.DictReader(stream)}


def readings_of(character: str) -> Readings:
    """Every reading of a character, the usual one first; an ASCII letter or digit reads itself.

    Empty for what has no reading (punctuation, characters of no dictionary).
    """
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    return _table().get(character, ())


@lru_cache(maxsize=8192)
def typed_readings(character: str) -> Readings:
    """Every reading as it may be typed: 吕 is lv or lu (lü is looked up as lv)."""
    readings = readings_of(character)
    return (*readings, *(reading.replace("v", "u") for reading in readings if "v" in reading))


def surname_readings(name: str) -> Readings:
    """Special readings of a name's first one or two characters as a surname; mostly empty."""
    return _surnames().get(name[:2]) or _surnames().get(name[:1]) or ()


def spellings(readings: list[Readings]) -> list[Readings]:
    """The ways to say some characters, each one syllable per character, the usual one first.

    At most `MOST_COMBINATIONS`; characters without a reading are left out, and in long names
    (transcribed ones of five characters and more) each has its usual reading only.
    """
    known = [every if len(readings) < _LONG else every[:1] for every in readings if every]
    return list(islice(product(*known), MOST_COMBINATIONS))


@lru_cache(maxsize=32768)  # an import asks twice for each of its people, and namesakes are many
def name_key(name: str | None) -> str | None:
    """A text by which names sort as in a register: by syllable, then character, one after another.

    All 张 stand together, before all 章. Characters without a reading follow those with one. None
    for no name.
    """
    if not name:
        return None
    special = surname_readings(name)
    parts: list[str] = []
    for position, character in enumerate(name):
        parts.append(f"{special[position]} {character}" if position < len(special) else _key_of(character))
    return "".join(parts)


@lru_cache(maxsize=8192)
def _key_of(character: str) -> str:
    readings = readings_of(character)
    return f"{readings[0] if readings else '~'} {character}"
