"""Reads what is on record of members for a year's appraisal, and the grades."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class AppraisalRow:
    """The grade of a member for a year with its ballots."""

    id: str
    member_id: str
    grade: str
    meeting_id: str
    excellent: int
    good: int
    fair: int
    poor: int
    text: str


def list_appraisals(connection: Connection, year: int) -> tuple[AppraisalRow, ...]:
    """Grades of a year; of a member entered twice on two PCs the latest."""
    rows = connection.execute(
        "SELECT id, member_id, grade, coalesce(meeting_id, ''), coalesce(excellent_count, 0), "
        "coalesce(good_count, 0), coalesce(fair_count, 0), coalesce(poor_count, 0), coalesce(text, '') "
        "FROM party_appraisal WHERE year = ? ORDER BY pk",
        (year,),
    )
    return tuple({row[1]: AppraisalRow(*row) for row in rows}.values())


def count_attendance(connection: Connection, first: str, last: str) -> dict[str, tuple[int, int]]:
    """By person: party meetings held from day to day at which he was due, and those he came to."""
    rows = connection.execute(
        "SELECT a.person_id, count(*), sum(a.state IN ('present', 'online')) FROM meeting_attendance a "
        "JOIN meeting m ON m.id = a.meeting_id WHERE m.state IN ('held', 'signed') "
        "AND a.standing IN ('voter', 'member') AND m.kinds LIKE '%\"P%' AND m.held_on BETWEEN ? AND ? "
        "GROUP BY a.person_id",
        (first, last),
    )
    return {str(person): (int(due), int(present)) for person, due, present in rows}


def count_deeds(connection: Connection, first: str, last: str) -> dict[str, int]:
    """By person: deeds taken part in from day to day."""
    rows = connection.execute(
        "SELECT p.person_id, count(DISTINCT d.id) FROM deed d JOIN deed_participant p ON p.deed_id = d.id "
        "WHERE d.done_on BETWEEN ? AND ? GROUP BY p.person_id",
        (first, last),
    )
    return {str(person): int(count) for person, count in rows}


def count_measures(connection: Connection, first: str, last: str) -> dict[str, int]:
    """By member: measures of discipline decided from day to day."""
    rows = connection.execute(
        "SELECT member_id, count(*) FROM party_discipline WHERE decided_on BETWEEN ? AND ? "
        "GROUP BY member_id",
        (first, last),
    )
    return {str(member): int(count) for member, count in rows}
