"""Who must be there for a meeting to decide, and how many must agree (法定人数, 表决).

The parts (half, two thirds) are rules by place and day. One that was read in a law makes a meeting
void; one that is only proposed warns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.rules import NATION, Certainty, Rule, get_rule

_WHOLES = {"halves": 2, "thirds": 3, "quarters": 4, "fifths": 5}
_MEASURES = tuple((how, unit) for how in ("at_least", "more_than") for unit in _WHOLES)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a number of people that has to be reached, or passed where ``is_strict``."""

    part: int
    whole: int
    is_strict: bool
    rule: Rule

    def least(self, of: int) -> int:
        """The smallest number of people that is enough."""
        return of * self.part // self.whole + 1 if self.is_strict else -(-of * self.part // self.whole)

    def is_met(self, count: int, of: int) -> bool:
        """Whether so many of so many are enough; nobody of nobody is not."""
        return of > 0 and count >= self.least(of)

    @property
    def severity(self) -> Severity:
        """What lacking it means: void where a law says so, a warning otherwise."""
        return Severity.ERROR if self.rule.certainty is Certainty.LOOKED_UP else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Attendance:
    """Those with a vote who were due and came; households where a meeting may count them instead.

    A meeting whose list is one of households has nobody ``due`` but ``households_due``; ``present`` are their
    representatives.
    """

    due: int
    present: int
    households_due: int = 0
    households_present: int = 0

    @property
    def by_households(self) -> bool:
        """Whether households alone are counted."""
        return self.due == 0 and self.households_due > 0

    @property
    def votes_due(self) -> int:
        """Votes there would be if everyone came."""
        return self.households_due if self.by_households else self.due


@dataclass(frozen=True, slots=True)
class Vote:
    """How those present voted on one matter."""

    agreed: int
    against: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        """All votes given."""
        return self.agreed + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Quorum:
    """What one kind of meeting needs.

    Attributes:
        kind: Code of the table ``meeting_kind``.
        present: Part of those due who must be there; None where no rule is known.
        households: Part of the households that is enough instead.
        passed: Part that must agree.
        of_all: Whether `passed` counts against all due, not against those present.
    """

    kind: str
    present: Share | None
    households: Share | None
    passed: Share | None
    of_all: bool

    def asked(self, attendance: Attendance) -> tuple["Share | None", int, int]:
        """What is asked of those who come, with how many are due and how many came: people or households."""
        if attendance.by_households:
            return (
                self.households or self.present,
                attendance.households_due,
                attendance.households_present,
            )
        return self.present, attendance.due, attendance.present

    def lacking(self, attendance: Attendance) -> int:
        """How many more have to come before the meeting can open; 0 when it can."""
        if self.can_open(attendance):
            return 0
        share, due, present = self.asked(attendance)
        return max((share.least(due) if share else 0) - present, 1)

    def can_open(self, attendance: Attendance) -> bool:
        """Whether enough came; True where no rule is known."""
        if self.present is None:
            return True
        if attendance.by_households:
            share, due, present = self.asked(attendance)
            return share is not None and share.is_met(present, due)
        by_households = self.households is not None and self.households.is_met(
            attendance.households_present, attendance.households_due
        )
        return by_households or self.present.is_met(attendance.present, attendance.due)

    def votes_needed(self, attendance: Attendance) -> int:
        """How many must agree; 0 where no rule is known."""
        if self.passed is None:
            return 0
        return self.passed.least(attendance.votes_due if self.of_all else attendance.present)

    def is_passed(self, attendance: Attendance, vote: Vote) -> bool:
        """Whether enough agreed."""
        return vote.agreed >= max(self.votes_needed(attendance), 1)


def quorum_of(kind: str, on: date, division_code: str = "", subject: str = "", majority: str = "") -> Quorum:
    """What a kind of meeting needs in a place on a day.

    Args:
        kind: Code of the table ``meeting_kind``.
        on: The day of the meeting.
        division_code: Of the village.
        subject: Code of the table ``meeting_subject``, where a vote is on something that needs more.
        majority: Code of the table ``vote_majority``, where a charter asks for more than the law; one that
            asks for less is left aside.

    Source:
        村民委员会组织法 (2018) 22, 25, 26, 28; 农村集体经济组织法 15, 27, 28, 31; rules of party branches.
    """

    def share(what: str) -> Share | None:
        return _share(f"quorum.{kind}.{what}", on, division_code)

    special = share(f"{subject}.passed_of_due") if subject else None
    of_all = special or share("passed_of_due")
    found = Quorum(
        kind, share("present"), share("households"), of_all or share("passed_of_present"), of_all is not None
    )
    return _with_majority(found, majority, on) if majority else found


_MAJORITIES: Mapping[str, tuple[int, int, bool, bool]] = {
    "half_present": (1, 2, True, False),
    "half_due": (1, 2, True, True),
    "thirds_present": (2, 3, False, False),
    "thirds_due": (2, 3, False, True),
    "quarters_due": (3, 4, False, True),
}
"""Code of ``vote_majority`` → part, whole, whether it must be passed, whether it is of all due."""


def _with_majority(quorum: Quorum, majority: str, on: date) -> Quorum:
    if majority not in _MAJORITIES:  # of a newer program: the law's own majority holds
        return quorum
    part, whole, is_strict, of_all = _MAJORITIES[majority]
    if quorum.passed is not None:
        less_of_all = quorum.of_all and not of_all
        if less_of_all or part * quorum.passed.whole < quorum.passed.part * whole:
            return quorum
    rule = Rule(majority, part, "", NATION, on, None, CHARTER, Certainty.LOOKED_UP)
    return replace(quorum, passed=Share(part, whole, is_strict, rule), of_all=of_all)


CHARTER = "本组织章程或者会议规定的多数"
"""Source of a majority that the office chose for one item."""


def reserving_rule(kind: str, subject: str, on: date, division_code: str = "") -> Rule | None:
    """The rule by which a kind of meeting may not decide on something; None where it may.

    Source:
        农村集体经济组织法 28: what representatives may not decide in the place of the members.
    """
    if not subject:
        return None
    try:
        rule = get_rule(f"meeting.{kind}.reserved.{subject}", on, division_code)
    except KeyError:
        return None
    return rule if rule.value else None


def _share(prefix: str, on: date, division_code: str) -> Share | None:
    found = []
    for how, unit in _MEASURES:
        try:
            rule = get_rule(f"{prefix}.{how}.{unit}", on, division_code)
        except KeyError:
            continue
        found.append(Share(rule.value, _WHOLES[unit], how == "more_than", rule))
    return max(found, key=_rank, default=None)


def _rank(share: Share) -> tuple[bool, int, date]:
    rule = share.rule
    return rule.jurisdiction != NATION, len(rule.jurisdiction), rule.valid_from


def find_quorum_problems(
    quorum: Quorum, attendance: Attendance, vote: Vote | None = None
) -> tuple[Problem, ...]:
    """What is wrong with a meeting's decision.

    Args:
        quorum: What the kind of meeting needs.
        attendance: Who came.
        vote: How they voted; None where nothing was put to the vote.

    Returns:
        DOC-180 too few came, DOC-181 too few agreed, DOC-182 the votes are not those present. The
        first two are warnings where the rule was not read in a law.
    """
    problems = []
    meeting = code_table("meeting_kind").label(quorum.kind)
    asked, due, present = quorum.asked(attendance)
    if asked is not None and not quorum.can_open(attendance):
        problems.append(
            Problem(
                "DOC-180",
                {
                    "meeting": meeting,
                    "due": str(due),
                    "present": str(present),
                    "least": str(asked.least(due)),
                    "source": asked.rule.source,
                },
                Place(field="present_count"),
                asked.severity,
            )
        )
    if vote is None:
        return tuple(problems)
    if vote.total != attendance.present:
        problems.append(
            Problem(
                "DOC-182",
                {"votes": str(vote.total), "present": str(attendance.present)},
                Place(field="agreed_count"),
            )
        )
    elif quorum.passed is not None and not quorum.is_passed(attendance, vote):
        problems.append(
            Problem(
                "DOC-181",
                {
                    "meeting": meeting,
                    "agreed": str(vote.agreed),
                    "least": str(quorum.votes_needed(attendance)),
                    "source": quorum.passed.rule.source,
                },
                Place(field="agreed_count"),
                quorum.passed.severity,
            )
        )
    return tuple(problems)
