"""Households that are offered help instead of a black entry; which ones is data."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from desktop.domain.age import age_span
from desktop.domain.rules import get_rule


@dataclass(frozen=True, slots=True)
class ProtectedClass:
    """One class of ``resources/boards/protected.toml``.

    Attributes:
        code: Names it.
        label: Its name, for those who may see aid.
        tags: Special groups; one member in one of them is enough.
        aid: Kinds of aid that the household or a member is being granted.
        disability: Whether a disability on record counts.
        all_from: Rule with the age that every member has reached; empty for none.
    """

    code: str
    label: str
    tags: frozenset[str]
    aid: frozenset[str]
    disability: bool
    all_from: str


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """What protection asks of a living member; ``birth_date`` is a partial date or empty."""

    birth_date: str = ""
    tags: frozenset[str] = frozenset()
    is_disabled: bool = False


@cache
def protected_classes() -> tuple[ProtectedClass, ...]:
    """The classes in the order of the file."""
    read = tomllib.loads(resources.path("boards", "protected.toml").read_text(encoding="utf-8"))
    return tuple(
        ProtectedClass(
            each["code"],
            each["name"],
            frozenset(each.get("tags", ())),
            frozenset(each.get("aid", ())),
            bool(each.get("disability", False)),
            each.get("all_from", ""),
        )
        for each in read["class"]
    )


def protection_of(
    members: Sequence[HouseholdMember], aid: frozenset[str], on: date, division_code: str = ""
) -> tuple[ProtectedClass, ...]:
    """The classes that a household falls under; none when it is not protected.

    Args:
        members: Living members.
        aid: Kinds of aid granted to the household or a member on the day.
        on: The day.
        division_code: Of the village, for rules by place.

    Source:
        domain.md 5.2: a household of an elderly or disabled person is offered help instead of a black entry.
    """
    tags = frozenset[str]().union(*(member.tags for member in members))
    found = []
    for each in protected_classes():
        is_old = bool(each.all_from) and _all_reached(members, on, each.all_from, division_code)
        is_disabled = each.disability and any(member.is_disabled for member in members)
        if tags & each.tags or aid & each.aid or is_disabled or is_old:
            found.append(each)
    return tuple(found)


def _all_reached(members: Sequence[HouseholdMember], on: date, rule: str, division_code: str) -> bool:
    age = get_rule(rule, on, division_code).value
    # a partial birth date protects where it may be true
    return bool(members) and all(
        member.birth_date and age_span(member.birth_date, on)[1] >= age for member in members
    )
