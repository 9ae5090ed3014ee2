"""Who has to come to a meeting and who has a vote there (应到, 表决权), from what the register says on a day.

What a kind of meeting asks for is a row of ``resources/rules/meeting_kinds.csv``; this says of one person
whether he answers to it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import resources
from desktop.domain.partial_date import is_partial_date
from desktop.domain.rules import get_rule


class Standing(StrEnum):
    """What somebody comes as; codes of ``meeting_standing``."""

    VOTER = "voter"
    MEMBER = "member"  # due, without a vote
    OBSERVER = "observer"
    NOT_COUNTED = "not_counted"


COUNTED = frozenset((Standing.VOTER, Standing.MEMBER))
"""Who is among those due."""


@dataclass(frozen=True, slots=True)
class KindRule:
    """What one kind of meeting asks for.

    Attributes:
        kind: Code of ``meeting_kind``.
        due: Whose meeting it is: ``branch``, ``party_committee``, ``party_group``, ``villagers``,
            ``villagers_of_group``, ``collective``, ``both_committees``, ``nobody`` (who is asked), or a
            code of ``meeting_body``.
        votes: Who of them has a vote: ``all``, ``full`` (full members of the party) or ``none``.
        by_households: Whether it is usually counted by households.
        may_proxy: Whether somebody of the same household may come instead, in writing.
        may_online: Whether those who take part online are present.
    """

    kind: str
    due: str
    votes: str
    by_households: bool
    may_proxy: bool
    may_online: bool

    @property
    def is_party(self) -> bool:
        """Whether those due are members of a branch."""
        return self.due in ("branch", "party_committee", "party_group")

    @property
    def body(self) -> str:
        """The body whose list of seats says who is due; empty where none does."""
        return {"both_committees": "committee"}.get(self.due, "" if self.due in _OF_REGISTER else self.due)


_OF_REGISTER = frozenset(
    (
        "branch",
        "party_committee",
        "party_group",
        "villagers",
        "villagers_of_group",
        "collective",
        "nobody",
    )
)


@cache
def kind_rules() -> Mapping[str, KindRule]:
    """What each kind of meeting asks for, by code."""
    with resources.path("rules", "meeting_kinds.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["kind"]: KindRule(
                row["kind"],
                row["due"],
                row["votes"],
                row["by_households"] == "1",
                row["proxy"] == "1",
                row["online"] == "1",
            )
            for row in csv.DictReader(stream)
        }


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person on the day of a meeting.

    Attributes:
        birth_date: Partial ISO date; empty when unknown.
        is_alive: On that day.
        is_villager: Belongs to a registered household of the village.
        villager_group: Of that household.
        is_collective_member: Is on the list of members of the collective.
        is_party_member: A full or probationary member of the party.
        has_party_vote: A full member whose rights are not suspended.
        branch_id: Branch of the party; empty for others.
        group_id: His party group.
        in_party_committee: Holds a post in the committee of that branch.
        seats: Codes of ``meeting_body`` he sits in.
    """

    birth_date: str = ""
    is_alive: bool = True
    is_villager: bool = False
    villager_group: str = ""
    is_collective_member: bool = False
    is_party_member: bool = False
    has_party_vote: bool = False
    branch_id: str = ""
    group_id: str = ""
    in_party_committee: bool = False
    seats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose meeting it is: a branch, a party group, a villager group; all empty is the village's own."""

    branch_id: str = ""
    party_group_id: str = ""
    villager_group: str = ""


def born_until(on: date, years: int) -> str:
    """The latest day of birth of those who have completed so many years on a day, ISO.

    Somebody born on 29 February completes a year on 1 March of common years.
    """
    try:
        return on.replace(year=on.year - years).isoformat()
    except ValueError:  # 29 February; in a common year everybody born that day is of age already
        return date(on.year - years, 2, 28).isoformat()


def is_of_age(birth_date: str, on: date, division_code: str = "") -> bool:
    """Whether somebody is of age on a day; with a partial date, when some day within it says so.

    Source:
        村民委员会组织法 (2018) 21: the assembly is made up of villagers aged eighteen and more.
    """
    if not is_partial_date(birth_date):
        return False
    limit = born_until(on, get_rule("age.adult", on, division_code).value)
    return birth_date <= limit


def standing(
    kind: str, person: PersonFacts, whose: Whose, on: date, division_code: str = ""
) -> Standing | None:
    """What a person is to a kind of meeting on a day.

    Args:
        kind: Code of ``meeting_kind``.
        person: What is known of him.
        whose: Whose meeting it is.
        on: The day of the meeting.
        division_code: Of the village.

    Returns:
        None for those who are not due.

    Source:
        村民委员会组织法 (2018) 21, 25, 28; 农村集体经济组织法 27, 28; 党章 (2022) 7 for probationary members.
    """
    rule = kind_rules().get(kind)
    if rule is None or not person.is_alive or not _belongs(rule, person, whose, on, division_code):
        return None
    if rule.votes == "none":
        return Standing.MEMBER
    if rule.votes == "full" or rule.due == "party_committee":
        return Standing.VOTER if person.has_party_vote else Standing.MEMBER
    return Standing.VOTER


def _belongs(rule: KindRule, person: PersonFacts, whose: Whose, on: date, division_code: str) -> bool:
    if rule.due == "nobody":
        return False
    if rule.due == "villagers":
        return person.is_villager and is_of_age(person.birth_date, on, division_code)
    if rule.due == "villagers_of_group":
        in_group = person.villager_group == whose.villager_group
        return person.is_villager and in_group and is_of_age(person.birth_date, on, division_code)
    if rule.due == "collective":
        return person.is_collective_member and is_of_age(person.birth_date, on, division_code)
    in_branch = person.is_party_member and (not whose.branch_id or person.branch_id == whose.branch_id)
    if rule.due == "branch":
        return in_branch
    if rule.due == "party_group":
        return in_branch and bool(whose.party_group_id) and person.group_id == whose.party_group_id
    if rule.due == "party_committee":
        return in_branch and person.in_party_committee
    if rule.due == "both_committees":
        return "committee" in person.seats or (in_branch and person.in_party_committee)
    return rule.due in person.seats


def strongest(standings: Mapping[str, Standing | None]) -> tuple[Standing | None, tuple[str, ...]]:
    """What a person is to a gathering of several kinds, and the kinds in which he has a vote.

    Args:
        standings: What he is to each kind.
    """
    votes_in = tuple(kind for kind, each in standings.items() if each is Standing.VOTER)
    if votes_in:
        return Standing.VOTER, votes_in
    due = any(each is Standing.MEMBER for each in standings.values())
    return (Standing.MEMBER if due else None), ()
