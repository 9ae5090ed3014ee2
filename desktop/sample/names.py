"""Names for the invented people, in the fashion of their years and with the poem of their clan."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

import resources

_POEM_SHARE = (0.85, 0.7, 0.45, 0.2, 0.15)  # of the boys of a generation named by the poem
_GIRLS_POEM_SHARE = 0.12
_SINGLE_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class RareName:
    """A name with a character outside the old character sets, and how a clerk typed it."""

    name: str
    sex: str
    until: int
    typed: str


@dataclass(frozen=True, slots=True)
class MinorityName:
    """A full name of a person of another ethnic group."""

    name: str
    sex: str
    ethnicity: str


@dataclass(frozen=True, slots=True)
class _Fashion:
    until: int
    first: str
    last: str
    single: str


@dataclass(frozen=True, slots=True)
class NameList:
    """The name data of ``resources/sample``."""

    male: tuple[_Fashion, ...]
    female: tuple[_Fashion, ...]
    rare: tuple[RareName, ...]
    minority: tuple[MinorityName, ...]
    homonyms: Mapping[str, tuple[str, ...]]  # sex -> names
    homonym_times: int
    poems: Mapping[str, str]  # clan -> characters, one per generation
    married_in: tuple[str, ...]


@cache
def name_list() -> NameList:
    """The name data, read once."""
    with resources.path("sample", "names.toml").open("rb") as stream:
        names = tomllib.load(stream)
    with resources.path("sample", "village.toml").open("rb") as stream:
        village = tomllib.load(stream)
    return NameList(
        male=tuple(_Fashion(**row) for row in names["male"]),
        female=tuple(_Fashion(**row) for row in names["female"]),
        rare=tuple(RareName(**row) for row in names["rare"]),
        minority=tuple(MinorityName(**row) for row in names["minority"]),
        homonyms={"1": tuple(names["homonyms"]["male"]), "2": tuple(names["homonyms"]["female"])},
        homonym_times=names["homonyms"]["times"],
        poems={clan["surname"]: clan["generations"] for clan in village["clans"]},
        married_in=(*village["married_in"]["surnames"], *village["married_in"]["compound"]),
    )


def given_name(rng: Random, surname: str, sex: str, birth_year: int, generation: int) -> str:
    """A given name of one or two characters.

    Args:
        rng: Source of chance.
        surname: Decides the poem; families without one get none.
        sex: "1" or "2".
        birth_year: Decides the fashion.
        generation: Counted from 0 for those born before the war; decides the poem's character.
    """
    names = name_list()
    fashions = names.male if sex == "1" else names.female
    fashion = next(row for row in fashions if birth_year <= row.until)
    poem = names.poems.get(surname, "")
    share = _POEM_SHARE[min(generation, len(_POEM_SHARE) - 1)] if sex == "1" else _GIRLS_POEM_SHARE
    if poem and rng.random() < share:
        return poem[min(generation, len(poem) - 1)] + rng.choice(fashion.last)
    if rng.random() < _SINGLE_SHARE and birth_year >= 1955:
        return rng.choice(fashion.single)
    first, last = rng.choice(fashion.first), rng.choice(fashion.last)
    while last == first:
        last = rng.choice(fashion.last)
    return first + last
