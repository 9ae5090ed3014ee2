"""Sounds of surnames that differ from the usual sound of their character (查 zha, 单 shan, 尉迟 yuchi)."""

import csv
from functools import cache

import resources
from desktop.domain.masking import surname_of


@cache
def surname_readings() -> dict[str, tuple[str, ...]]:
    """Sounds by surname, the usual one first; without tones, ``v`` and ``u`` for ü.

    Compound surnames are keys too, their sound written in one word. Surnames that sound as their
    character always does are left out.

    Source:
        General dictionaries of surnames; collected by the product.
    """
    with resources.path("codes", "surname_readings.csv").open(encoding="utf-8", newline="") as stream:
        return {row["surname"]: tuple(row["readings"].split()) for row in csv.DictReader(stream)}


def find_surname_readings(name: str) -> tuple[str, tuple[str, ...]]:
    """The surname of a full name and its special sounds; no sounds when it has none."""
    readings = surname_readings()
    for length in (3, 2):
        if len(name) > length and name[:length] in readings:
            return name[:length], readings[name[:length]]
    surname = surname_of(name)
    return surname, readings.get(surname, ())
