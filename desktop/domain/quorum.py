"""Who must be there for a meeting to decide, and how many must agree (法定人数, 表决).

The parts (half, two thirds) are rules by place and day. One that was read in a law makes a meeting
void; one that is only proposed warns.
"""

from dataclasses import dataclass
from datetime import date

from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.rules import NATION, Certainty, Rule, get_rule

_WHOLES = {"halves": 2, "thirds": 3, "quarters": 4}
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
    """Those with a vote who were due and came; households where a meeting may count them instead."""

    due: int
    present: int
    households_due: int = 0
    households_present: int = 0


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

    def can_open(self, attendance: Attendance) -> bool:
        """Whether enough came; True where no rule is known."""
        if self.present is None:
            return True
        by_households = self.households is not None and self.households.is_met(
            attendance.households_present, attendance.households_due
        )
        return by_households or self.present.is_met(attendance.present, attendance.due)

    def votes_needed(self, attendance: Attendance) -> int:
        """How many must agree; 0 where no rule is known."""
        if self.passed is None:
            return 0
        return self.passed.least(attendance.due if self.of_all else attendance.present)

    def is_passed(self, attendance: Attendance, vote: Vote) -> bool:
        """Whether enough agreed."""
        return vote.agreed >= max(self.votes_needed(attendance), 1)


def quorum_of(kind: str, on: date, division_code: str = "") -> Quorum:
    """What a kind of meeting needs in a place on a day.

    Args:
        kind: Code of the table ``meeting_kind``.
        on: The day of the meeting.
        division_code: Of the village.

    Source:
        村民委员会组织法 (2018) 22, 25, 26, 28; 农村集体经济组织法 27, 28, 31; rules of party branches.
    """

    def share(what: str) -> Share | None:
        return _share(f"quorum.{kind}.{what}", on, division_code)

    of_all = share("passed_of_due")
    return Quorum(
        kind, share("present"), share("households"), of_all or share("passed_of_present"), of_all is not None
    )


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
    if quorum.present is not None and not quorum.can_open(attendance):
        problems.append(
            Problem(
                "DOC-180",
                {
                    "meeting": meeting,
                    "due": str(attendance.due),
                    "present": str(attendance.present),
                    "least": str(quorum.present.least(attendance.due)),
                    "source": quorum.present.rule.source,
                },
                Place(field="present_count"),
                quorum.present.severity,
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
