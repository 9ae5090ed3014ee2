"""How well a post fits who looks for work, with the reasons (人岗匹配)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why a post fits, or why it does less well."""

    KIND = "kind"
    PLACE = "place"
    NEARER = "nearer"  # nearer to home than was asked
    WAGE = "wage"
    SKILL = "skill"
    SOON = "soon"  # the person can begin before the post ends
    OTHER_KIND = "other_kind"
    FARTHER = "farther"
    LESS_WAGE = "less_wage"
    LATER = "later"


GOOD = (Reason.KIND, Reason.PLACE, Reason.NEARER, Reason.WAGE, Reason.SKILL, Reason.SOON)

_POINTS = {
    Reason.KIND: 40,
    Reason.PLACE: 25,
    Reason.NEARER: 20,
    Reason.WAGE: 20,
    Reason.SKILL: 10,
    Reason.SOON: 5,
    Reason.OTHER_KIND: 0,
    Reason.FARTHER: -25,
    Reason.LESS_WAGE: -15,
    Reason.LATER: -20,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; empty or None where nothing was said. ``wage_cents`` is fen a month."""

    kind: str = ""
    words: str = ""
    place: str = ""
    wage_cents: int | None = None
    from_on: date | None = None
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a post offers; ``wage_cents`` is the best pay in fen a month, None where it isn't by the month."""

    kind: str = ""
    title: str = ""
    demands: str = ""
    place: str = ""
    wage_cents: int | None = None
    valid_to: date = date.max


@dataclass(frozen=True, slots=True)
class Match:
    """Points for the order of a list, and the reasons in the order of their weight."""

    points: int
    reasons: tuple[Reason, ...]


def match(wish: Wish, offer: Offer, skill_labels: dict[str, str]) -> Match:
    """Weigh a post for somebody. Nothing of the person but the wish counts: no age, no sex, no origin.

    Args:
        wish: What is looked for.
        offer: What is offered.
        skill_labels: Skills by code, as a post would write them.
    """
    reasons = [*_kind(wish, offer), *_place(wish, offer), *_wage(wish, offer)]
    asked = f"{offer.title}{offer.demands}"
    if any(skill_labels.get(code, code) in asked for code in wish.skills):
        reasons.append(Reason.SKILL)
    if wish.from_on is not None:
        reasons.append(Reason.SOON if wish.from_on <= offer.valid_to else Reason.LATER)
    ordered = sorted(reasons, key=lambda reason: -_POINTS[reason])
    return Match(sum(_POINTS[reason] for reason in ordered), tuple(ordered))


def _kind(wish: Wish, offer: Offer) -> list[Reason]:
    words = [word for word in wish.words.replace("、", " ").replace("，", " ").split() if len(word) > 1]
    if wish.kind and wish.kind == offer.kind:
        return [Reason.KIND]
    if any(word in offer.title or offer.title in word for word in words if offer.title):
        return [Reason.KIND]
    return [Reason.OTHER_KIND] if wish.kind and offer.kind else []


def _place(wish: Wish, offer: Offer) -> list[Reason]:
    if not wish.place or not offer.place:
        return []
    if wish.place == offer.place:
        return [Reason.PLACE]
    # Places go from the village outwards: who would go to the province would also work at home.
    return [Reason.NEARER if offer.place < wish.place else Reason.FARTHER]


def _wage(wish: Wish, offer: Offer) -> list[Reason]:
    if wish.wage_cents is None or offer.wage_cents is None:
        return []
    return [Reason.WAGE if offer.wage_cents >= wish.wage_cents else Reason.LESS_WAGE]
