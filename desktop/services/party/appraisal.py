"""The yearly appraisal of members: the facts of each one's year, ballots, grades (民主评议党员)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.queries import meetings as meeting_queries
from db.queries import party as party_queries
from db.queries import party_appraisal as queries
from db.queries import points_sources
from db.queries.meetings import MeetingRow
from db.queries.party_appraisal import AppraisalRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.party_appraisal import (
    AppraisalFacts,
    Ballots,
    Grade,
    Remark,
    grades_by_ballots,
    most_excellent,
    remarks_on,
)
from desktop.domain.party_membership import Standing
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.office import Office
from desktop.services.party.membership import members_on
from desktop.services.points.standings import StandingsAsked, read_standings

__all__ = ["AppraisalRow", "MeetingRow"]

APPRAISING = frozenset({"P06", "P07"})
"""Kinds of meeting at which members are appraised."""

_WAIVED = "8"
"""Code of party_fee_basis of those who need not pay."""
_TOP_SHARE = 3
"""The first third of a branch."""


@dataclass(frozen=True, slots=True)
class MemberYear:
    """A member's year as the branch looks at it.

    Attributes:
        member_id: The member.
        name: In the register.
        branch_id: Branch.
        group_id: Party group; empty for none.
        facts: What is on record.
        remarks: What the facts say.
        appraisal: The grade on record; None before.
    """

    member_id: str
    name: str
    branch_id: str
    group_id: str
    facts: AppraisalFacts
    remarks: tuple[Remark, ...]
    appraisal: AppraisalRow | None

    @property
    def grade(self) -> Grade | None:
        """The grade on record; None before, or where a newer program wrote another."""
        known = self.appraisal and self.appraisal.grade in set(Grade)
        return Grade(self.appraisal.grade) if known and self.appraisal else None


def excellent_percent(office: Office, year: int) -> int:
    """The share of members that may be excellent."""
    return get_rule(
        "party.appraisal.excellent.percent", date(year, 12, 31), office.vault.village.division_code
    ).value


def list_member_years(office: Office, year: int, branch_id: str = "") -> tuple[MemberYear, ...]:
    """Full members of the end of a year (or of today, before it ends) with their facts, by name.

    Probationary members take part in the meeting and are not graded. Months for which no dues at all are on
    record are owed by nobody: they are kept elsewhere then.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    office.require(Right.READ_POINTS)
    first, last = date(year, 1, 1), min(date(year, 12, 31), office.today())
    days = first.isoformat(), last.isoformat()
    least = get_rule("party.appraisal.attendance.percent", last, office.vault.village.division_code).value
    asked = StandingsAsked.year(Subject.MEMBER, year)
    with office.store.reading() as connection:
        members = [each for each in members_on(connection, last, branch_id) if each.standing is Standing.FULL]
        rows = {row.id: row for row in party_queries.list_members(connection)}
        attended = queries.count_attendance(connection, *days)
        deeds = queries.count_deeds(connection, *days)
        measures = queries.count_measures(connection, *days)
        paid = points_sources.paid_months(connection, office.today().isoformat())
        grades = {row.member_id: row for row in queries.list_appraisals(connection, year)}
        standings = {row.owner.id: row for row in read_standings(office, connection, asked)}
    kept = sorted(
        month
        for month in (f"{year}-{number:02d}" for number in range(1, last.month + 1))
        if any(a <= month <= b for spans in paid.values() for a, b in spans)
    )
    top = _top(standings[each.id].standing.total_x100 for each in members if each.id in standings)
    found = []
    for each in members:
        due, present = attended.get(each.person_id, (0, 0))
        points = standings[each.id].standing.total_x100 if each.id in standings else 0
        basis, joined = rows[each.id].fee_basis, rows[each.id].joined_on
        owed = 0
        if basis not in ("", _WAIVED):
            owed = sum(
                month >= joined[:7] and not any(a <= month <= b for a, b in paid.get(each.id, ()))
                for month in kept
            )
        facts = AppraisalFacts(
            due,
            present,
            points,
            points > 0 and points >= top,
            owed,
            deeds.get(each.person_id, 0),
            measures.get(each.id, 0),
        )
        remarks = remarks_on(facts, least)
        found.append(
            MemberYear(each.id, each.name, each.branch_id, each.group_id, facts, remarks, grades.get(each.id))
        )
    return tuple(found)


def _top(points: Iterable[int]) -> int:
    """The points from which somebody is among the first third."""
    ordered = sorted(points, reverse=True)
    return ordered[max(-(-len(ordered) // _TOP_SHARE) - 1, 0)] if ordered else 0


def find_meetings(office: Office, year: int) -> tuple[MeetingRow, ...]:
    """Meetings at which a year may have been appraised: from its last quarter on, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    last = min(office.today(), date(year + 1, 9, 30))
    with office.store.reading() as connection:
        rows = meeting_queries.list_meetings(connection, f"{year}-10-01", last.isoformat())
    return tuple(row for row in reversed(rows) if set(row.kinds) & APPRAISING)


def suggest_grades(office: Office, year: int, ballots: Mapping[str, Ballots]) -> dict[str, Grade]:
    """Grades that the ballots give, within the share that may be excellent (`grades_by_ballots`)."""
    return grades_by_ballots(ballots, excellent_percent(office, year))


@dataclass(frozen=True, slots=True)
class NewAppraisal:
    """A member's ballots, and the grade that the branch decided on; None takes what the ballots give."""

    member_id: str
    ballots: Ballots
    grade: Grade | None = None
    text: str = ""


def save_appraisals(office: Office, year: int, meeting_id: str, given: tuple[NewAppraisal, ...]) -> None:
    """Write down the result of a meeting for these members, in the place of what stood before.

    Raises:
        ProblemError: PTS-060 a number of ballots below zero; PTS-062 more are excellent than may be; PTS-063
            no meeting that appraises; PTS-064 more ballots than people who came; PTS-065 a member without
            ballots or grade; SYS-403.
    """
    office.require(Right.EDIT_PARTY)
    meeting = next((row for row in find_meetings(office, year) if row.id == meeting_id), None)
    if meeting is None:
        raise ProblemError(Problem("PTS-063", {"year": str(year)}, Place(field="meeting")))
    names = {each.member_id: each.name for each in list_member_years(office, year)}
    problems = [
        problem
        for each in given
        if (problem := _ballot_problem(each, names.get(each.member_id, ""), meeting)) is not None
    ]
    if problems:
        raise ProblemError(problems)
    by_ballots = suggest_grades(office, year, {each.member_id: each.ballots for each in given})
    grades = {each.member_id: each.grade or by_ballots[each.member_id] for each in given}
    with office.change("edit", f"登记 {year} 年度民主评议 {len(given)} 人") as work:
        stored = {row.member_id: row for row in queries.list_appraisals(work.connection, year)}
        standing = {row.member_id: row.grade for row in stored.values()} | grades
        excellent = sum(standing.get(member) == Grade.EXCELLENT for member in names)
        most = most_excellent(len(names), excellent_percent(office, year))
        if excellent > most:
            values = {"count": str(excellent), "most": str(most), "appraised": str(len(names))}
            raise ProblemError(Problem("PTS-062", values, Place(field="grade")))
        for each in given:
            values_of: dict[str, Value] = {
                "grade": grades[each.member_id].value,
                "meeting_id": meeting_id,
                "excellent_count": each.ballots.excellent,
                "good_count": each.ballots.good,
                "fair_count": each.ballots.fair,
                "poor_count": each.ballots.poor,
                "text": each.text.strip() or None,
            }
            if each.member_id in stored:
                work.update("party_appraisal", stored[each.member_id].id, values_of)
            else:
                work.insert("party_appraisal", values_of | {"member_id": each.member_id, "year": year})


def _ballot_problem(each: NewAppraisal, name: str, meeting: MeetingRow) -> Problem | None:
    place = Place(field=each.member_id)
    if min(each.ballots.counts) < 0:
        return Problem("PTS-060", {"name": name}, place)
    if meeting.present_count is not None and each.ballots.total > meeting.present_count:
        values = {"name": name, "votes": str(each.ballots.total), "present": str(meeting.present_count)}
        return Problem("PTS-064", values, place)
    if each.grade is None and not each.ballots.total:
        return Problem("PTS-065", {"name": name}, place)
    return None
