"""Classes of visits (走访对象): who belongs to which by what the register knows.

The mapping is data, ``resources/visits/classes.toml``; a class holds where a rule gives it a cycle. It comes
from somebody's part in the village, or from what somebody needs; facts of the restricted class give none.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

import resources
from desktop.domain.age import age_span
from desktop.domain.catalogue import RESTRICTED_TAG
from desktop.domain.code_table import code_table
from desktop.domain.rules import get_rule, has_rule

CLASSES = "visit_class"
"""Code table of the classes."""

FORMS = "visit_form"
AT_HOME, BY_PHONE, BY_VIDEO, NEIGHBOURS = "10", "20", "30", "40"
"""Codes of `FORMS`."""

WELL, MATTER, ABSENT = "well", "matter", "absent"
"""Codes of visit_outcome."""


class VisitClass(str):
    """A class; a code of `CLASSES`, to which a county may add."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return code_table(CLASSES).label(self)


GENERAL = VisitClass("general")
"""The class of every household."""


class Post(StrEnum):
    """What somebody does in the village."""

    PARTY = "party"
    SEAT = "seat"
    GRID = "grid"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return {Post.PARTY: "党员", Post.SEAT: "村里任职", Post.GRID: "网格长"}[self]


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One class of the file; the attributes are explained in its README."""

    visit_class: VisitClass
    forms: frozenset[str]
    visitors: int
    daily_in_alarm: bool
    tags: frozenset[str]
    aid: frozenset[str]
    disability: bool
    posts: frozenset[Post]
    alone: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a class may follow from.

    Attributes:
        birth_date: Partial ISO date, or empty.
        tags: Codes of special groups.
        aid: Kinds of aid granted this month to the person or the household.
        is_disabled: Whether a disability is on record.
        posts: What the person does in the village.
        is_alone: Whether nobody else of the household is at home.
    """

    birth_date: str = ""
    tags: frozenset[str] = frozenset()
    aid: frozenset[str] = frozenset()
    is_disabled: bool = False
    posts: frozenset[Post] = frozenset()
    is_alone: bool = False


class FactKind(StrEnum):
    """Kinds of facts that a class follows from."""

    TAG = "tag"
    AID = "aid"
    DISABILITY = "disability"
    POST = "post"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a class follows from: its kind, and its code where there are several of that kind."""

    kind: FactKind
    code: str = ""


@dataclass(frozen=True, slots=True)
class ClassReason:
    """A class that somebody falls under, the fact that it follows from, and the fact in Chinese words."""

    visit_class: VisitClass
    words: str
    fact: Fact


@cache
def class_rules() -> Mapping[VisitClass, ClassRule]:
    """The classes in the order of the file, the most urgent first.

    Raises:
        ValueError: A class follows from a restricted tag.
    """
    read = tomllib.loads(resources.path("visits", "classes.toml").read_text(encoding="utf-8"))
    rules = {
        VisitClass(each["code"]): ClassRule(
            VisitClass(each["code"]),
            frozenset(each["forms"]),
            int(each.get("visitors", 1)),
            bool(each.get("daily_in_alarm", False)),
            frozenset(each.get("tags", ())),
            frozenset(each.get("aid", ())),
            bool(each.get("disability", False)),
            frozenset(Post(post) for post in each.get("posts", ())),
            each.get("alone", ""),
        )
        for each in read["class"]
    }
    for code, rule in rules.items():
        if any(tag.startswith(RESTRICTED_TAG) for tag in rule.tags):
            # what such a list would be for is the authority's work, not the village's
            raise ValueError(f"class {code} of visits follows from a restricted tag")
    return rules


def cycle_key(visit_class: VisitClass) -> str:
    """Name of the rule that says how often a class is visited."""
    return f"visits.cycle.{visit_class}"


@lru_cache(maxsize=64)
def classes_in_force(on: date, division_code: str = "") -> tuple[VisitClass, ...]:
    """Classes that have a cycle in a place on a day, the most urgent first."""
    return tuple(each for each in class_rules() if has_rule(cycle_key(each), on, division_code))


@dataclass(frozen=True, slots=True)
class Policy:
    """Something that is explained on visits; kept with a visit by its code."""

    code: str
    label: str
    label_en: str


@cache
def policies() -> tuple[Policy, ...]:
    """What can be ticked as explained."""
    read = tomllib.loads(resources.path("visits", "policies.toml").read_text(encoding="utf-8"))
    return tuple(Policy(each["code"], each["name"], each["name_en"]) for each in read["policy"])


def classes_of(facts: PersonFacts, on: date, division_code: str = "") -> tuple[ClassReason, ...]:
    """Every class a person falls under on a day, once for each reason; none for most people.

    Args:
        facts: What the register knows.
        on: The day.
        division_code: Of the village, for rules by place.

    Source:
        domain.md 7.2.
    """
    if not (facts.tags or facts.aid or facts.is_disabled or facts.posts or facts.is_alone):
        return ()  # nearly everybody of a village
    return tuple(
        ClassReason(visit_class, words, fact)
        for visit_class in classes_in_force(on, division_code)
        for words, fact in _reasons(class_rules()[visit_class], facts, on, division_code).items()
    )


def _reasons(rule: ClassRule, facts: PersonFacts, on: date, division_code: str) -> dict[str, Fact]:
    """The facts that give a class, by their words."""
    tags = facts.tags & rule.tags
    found = {code_table("special_group").label(tag): Fact(FactKind.TAG, tag) for tag in sorted(tags)}
    for kind in sorted(facts.aid & rule.aid - facts.tags):
        found.setdefault(code_table("aid_kind").label(kind), Fact(FactKind.AID, kind))
    if rule.disability and facts.is_disabled and not facts.tags & {"C01", "C02"}:
        found["残疾"] = Fact(FactKind.DISABILITY)
    posts = facts.posts & rule.posts
    found |= {post.label: Fact(FactKind.POST, post) for post in Post if post in posts} if posts else {}
    if rule.alone and facts.is_alone and facts.birth_date:
        age = get_rule(rule.alone, on, division_code).value
        # a partial birth date counts where it leaves no doubt
        if age_span(facts.birth_date, on)[0] >= age:
            found["独居高龄"] = Fact(FactKind.ALONE)
    return found


@cache
def visit_facts() -> Mapping[str, tuple[str, ...]]:
    """Fields that a visit can find changed, by table of the register."""
    read = tomllib.loads(resources.path("visits", "facts.toml").read_text(encoding="utf-8"))
    return {table: tuple(fields) for table, fields in read.items()}
