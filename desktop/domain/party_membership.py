"""What somebody is in the party on a day: full, probationary or neither, and whether there is a vote.

The rules are those of the party's constitution: probationary members have neither a vote nor can they vote in
elections (article 7), and neither has who is on probation within the party (留党察看, article 42).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.partial_date import first_day, is_partial_date


class MemberStatus(StrEnum):
    """Codes of party_member_status."""

    FULL = "1"
    PROBATIONARY = "2"
    SUSPENDED = "3"
    TRANSFERRED = "4"
    LEFT = "5"
    DECEASED = "6"
    LOST = "7"


class Stage(StrEnum):
    """Codes of party_development_stage: how far somebody has come on the way into the party."""

    APPLICANT = "1"
    ACTIVIST = "2"
    CANDIDATE = "3"
    PROBATIONARY = "4"
    FULL = "5"


BELONGING = frozenset((MemberStatus.FULL, MemberStatus.PROBATIONARY, MemberStatus.LOST))
"""Who is a member of the branch; suspended membership rests."""

ON_PROBATION_WITHIN = "4"
"""Code of party_discipline_kind: 留党察看."""


class Standing(StrEnum):
    """What somebody is on a day."""

    NONE = "none"
    PROBATIONARY = "probationary"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of discipline as far as it touches the vote; days are ISO texts, "" for unknown."""

    kind: str
    decided_on: str
    effective_until: str = ""
    lifted_on: str = ""

    def suspends_vote(self, on: date) -> bool:
        """Whether it takes the vote away on a day."""
        end = self.lifted_on or self.effective_until
        day = on.isoformat()
        return self.kind == ON_PROBATION_WITHIN and self.decided_on <= day and (not end or day < end)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What a member's record says; days are ISO texts (also of a month or a year), "" for unknown.

    Attributes:
        status: As it is recorded today; a code of party_member_status, "" before admission.
        joined_on: The branch's decision that admitted.
        confirmed_on: The branch's decision that confirmed; the day the vote begins.
        arrived_on: First day in this branch; "" for always.
        left_on: First day no longer in it.
        died_on: As the register has it.
        measures: Of discipline.
    """

    status: str
    joined_on: str = ""
    confirmed_on: str = ""
    arrived_on: str = ""
    left_on: str = ""
    died_on: str = ""
    measures: tuple[Measure, ...] = ()


def standing_on(facts: MemberFacts, on: date) -> Standing:
    """What somebody is on a day, also on a past one.

    Days that are unknown count as long ago for who is a member today: a record without its dates is still a
    member's. Who left or died without a day on record is taken as gone.
    """
    if facts.status not in tuple(MemberStatus):
        return Standing.NONE
    if _before(on, facts.arrived_on) or _before(on, facts.joined_on):
        return Standing.NONE
    for end in (facts.left_on, facts.died_on):
        if end and not _before(on, end):
            return Standing.NONE
    if facts.status not in BELONGING and not (facts.left_on or facts.died_on):
        return Standing.NONE
    if facts.confirmed_on:
        return Standing.PROBATIONARY if _before(on, facts.confirmed_on) else Standing.FULL
    return Standing.PROBATIONARY if facts.status == MemberStatus.PROBATIONARY else Standing.FULL


def has_vote(facts: MemberFacts, on: date) -> bool:
    """Whether a member can vote in the branch on a day.

    Source:
        中国共产党章程 article 7 (probationary members) and article 42 (留党察看).
    """
    if standing_on(facts, on) is not Standing.FULL:
        return False
    return not any(measure.suspends_vote(on) for measure in facts.measures)


def party_years(confirmed_on: str, on: date) -> int | None:
    """Full years in the party (党龄), counted from the day of confirmation; None where it is unknown.

    Source:
        中国共产党章程 article 7: the years in the party begin with the day of becoming a full member.
    """
    if not is_partial_date(confirmed_on) or _before(on, confirmed_on):
        return None
    begun = first_day(confirmed_on)
    return on.year - begun.year - ((on.month, on.day) < (begun.month, begun.day))


def without_post(standing: Standing, posts: Iterable[str]) -> bool:
    """Whether somebody is a member without a post (无职党员) in the branch, its committee or a group."""
    return standing is not Standing.NONE and not any(posts)


POLITICAL_STATUS = {Standing.FULL: "01", Standing.PROBATIONARY: "02"}
"""What the register says of a member: codes of political_status."""

_PARTY_CODES = frozenset(POLITICAL_STATUS.values())


def register_differs(standing: Standing, political_status: str) -> bool:
    """Whether the register's political status contradicts the party's record."""
    expected = POLITICAL_STATUS.get(standing)
    return political_status != expected if expected else political_status in _PARTY_CODES


def _before(on: date, text: str) -> bool:
    """Whether a day lies before a date on record; an unknown or unreadable one lies behind it."""
    return is_partial_date(text) and on < first_day(text)
