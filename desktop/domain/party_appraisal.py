"""The yearly appraisal of members (民主评议党员): from ballots to grades, and how many may be excellent."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.code_table import code_table


class Grade(StrEnum):
    """A grade; code of the table ``party_appraisal_grade``, the best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"

    @property
    def label(self) -> str:
        """As sheets say it."""
        return code_table("party_appraisal_grade").label(self.value)


@dataclass(frozen=True, slots=True)
class Ballots:
    """The ballots that one member was given, by grade."""

    excellent: int = 0
    good: int = 0
    fair: int = 0
    poor: int = 0

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """In the order of `Grade`."""
        return self.excellent, self.good, self.fair, self.poor

    @property
    def total(self) -> int:
        """All ballots."""
        return sum(self.counts)


def grade_by_ballots(ballots: Ballots) -> Grade | None:
    """The best grade that more than half of the ballots give or better; None without ballots.

    Source:
        Proposal of the product: the opinion that a majority shares. The branch may decide otherwise.
    """
    agreed = 0
    for grade, count in zip(Grade, ballots.counts, strict=True):
        agreed += count
        if 2 * agreed > ballots.total:
            return grade
    return None


def most_excellent(appraised: int, percent: int) -> int:
    """How many of so many members may be excellent: the share rounded down, but one where there is anybody.

    Args:
        appraised: Members that take part in the appraisal.
        percent: The rule's share.
    """
    return max(appraised * percent // 100, min(appraised, 1))


def grades_by_ballots(ballots: Mapping[str, Ballots], percent: int) -> dict[str, Grade]:
    """Grades of all members; of those whom a majority calls excellent, as many as may be.

    The most excellent ballots count; members with equally many at the limit are all good, since no rule
    chooses among them and the branch has to.

    Args:
        ballots: By member; one without ballots gets no grade.
        percent: Share that may be excellent.
    """
    grades = {
        owner: grade for owner, each in ballots.items() if (grade := grade_by_ballots(each)) is not None
    }
    room = most_excellent(len(ballots), percent)
    votes = {owner: ballots[owner].excellent for owner, grade in grades.items() if grade is Grade.EXCELLENT}
    for owner, count in votes.items():
        if sum(other >= count for other in votes.values()) > room:
            grades[owner] = Grade.GOOD
    return grades


@dataclass(frozen=True, slots=True)
class AppraisalFacts:
    """What is on record of a member's year.

    Attributes:
        due: Meetings at which the member was due; ``present`` those attended.
        points_x100: Points that count.
        is_top: Whether they are among the first third of the branch.
        owed_months: Months of the year without dues.
        deeds: Deeds taken part in.
        measures: Measures of discipline decided in the year.
    """

    due: int
    present: int
    points_x100: int
    is_top: bool
    owed_months: int
    deeds: int
    measures: int


class Remark(StrEnum):
    """What the facts say to the branch; nothing of it decides."""

    RECOMMENDED = "recommended"
    ABSENT = "absent"
    OWES = "owes"
    MEASURE = "measure"
    NO_DEED = "no_deed"


def remarks_on(facts: AppraisalFacts, least_percent: int) -> tuple[Remark, ...]:
    """What speaks for or against excellence.

    Args:
        facts: The member's year.
        least_percent: Share of meetings that an excellent member attends.
    """
    against = []
    if facts.due and 100 * facts.present < least_percent * facts.due:
        against.append(Remark.ABSENT)
    if facts.owed_months:
        against.append(Remark.OWES)
    if facts.measures:
        against.append(Remark.MEASURE)
    if not facts.deeds:
        against.append(Remark.NO_DEED)
    if not against and facts.is_top:
        return (Remark.RECOMMENDED,)
    return tuple(against)
