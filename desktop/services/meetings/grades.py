"""Ballots on officials at an appraisal (民主评议): how many gave each grade to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries import meetings as queries
from desktop.domain.accounts import Right
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.services.meetings import reading
from desktop.services.meetings.planning import open_meeting
from desktop.services.office import Office

APPRAISING = ("V09",)
"""Kinds of meeting that appraise officials; members of the party are appraised in `party_appraisal`."""


@dataclass(frozen=True, slots=True)
class NewGrade:
    """The ballots one person was given: 优秀, 称职, 基本称职, 不称职."""

    person_id: str
    post: str
    excellent: int
    good: int
    fair: int
    poor: int

    @property
    def total(self) -> int:
        """All ballots."""
        return self.excellent + self.good + self.fair + self.poor


def find_grade_problems(connection: Connection, meeting_id: str) -> tuple[Problem, ...]:
    """What follows from the ballots of a meeting.

    Returns:
        MTG-053, a warning for each official whom more than half found not competent; MTG-054 where that is
        the second time in a row.

    Source:
        村民委员会组织法 (2018) 33: who is found not competent twice in a row leaves office.
    """
    problems = []
    for row in queries.list_grades(connection, meeting_id):
        if not is_rejected(row.poor, row.excellent + row.good + row.fair + row.poor):
            continue
        before = queries.find_grade_before(connection, row.person_id, meeting_id)
        again = before is not None and is_rejected(
            before.poor, before.excellent + before.good + before.fair + before.poor
        )
        code = "MTG-054" if again else "MTG-053"
        problems.append(Problem(code, {"name": row.name}, severity=Severity.WARNING))
    return tuple(problems)


def is_rejected(poor: int, total: int) -> bool:
    """Whether more than half of the ballots say that somebody is not competent."""
    return 2 * poor > total


def set_grades(office: Office, meeting_id: str, grades: Sequence[NewGrade]) -> None:
    """Write down the ballots of a meeting, in the place of those written before.

    Raises:
        ProblemError: MTG-005, MTG-007 a number below zero, MTG-011, MTG-012, MTG-052 more ballots than people
            with a vote who came, or nobody named, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    detail = reading.get_meeting(office, meeting_id)
    kind = next((kind for kind in detail.row.kinds if kind in APPRAISING), "")
    present = reading.voters(detail.row, kind, detail.marks).present if kind else detail.tally.present
    for grade in grades:
        counts = (grade.excellent, grade.good, grade.fair, grade.poor)
        if min(counts) < 0:
            raise ProblemError(Problem("MTG-007", {"value": str(min(counts))}, Place(field="grades")))
        if not grade.person_id or grade.total > present:
            values = {"votes": str(grade.total), "present": str(present)}
            raise ProblemError(Problem("MTG-052", values, Place(field="grades")))
    with office.change("edit", "登记民主评议票数") as work:
        open_meeting(work, meeting_id)
        for row in queries.list_grades(work.connection, meeting_id):
            work.delete("meeting_grade", row.id)
        for grade in grades:
            work.insert(
                "meeting_grade",
                {
                    "meeting_id": meeting_id,
                    "person_id": grade.person_id,
                    "post": grade.post.strip() or None,
                    "excellent_count": grade.excellent,
                    "good_count": grade.good,
                    "fair_count": grade.fair,
                    "poor_count": grade.poor,
                },
            )
