"""The yearly appraisal: facts of each member's year, ballots to grades, the sheet of the result."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.party_appraisal import Ballots, Grade, Remark
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import ProblemError
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.party import appraisal
from desktop.services.party.appraisal import NewAppraisal
from desktop.services.points import ledger
from desktop.services.points.ledger import EntryState, NewEntry
from tests.support.points import PointsVillage, make_points_village
from tests.support.refusals import code_of

DECEMBER = datetime(2026, 12, 28, 2, tzinfo=UTC)
SHEET = NoticeRequest("party_appraisal", "2026-01-01", "2026-12-31", "2026-12-28", item="D09")
NAMES = ("陈一", "林二", "吴三", "周四", "郑五", "徐六")


@pytest.fixture
def village(tmp_path: Path):
    made = make_points_village(tmp_path, NAMES)
    yield made
    made.office.close()


def meet(village: PointsVillage, kinds: str, day: str, absent: tuple[str, ...] = ()) -> str:
    counts = {"due_count": 6, "present_count": 6 - len(absent), "leave_count": 0, "absent_count": len(absent)}
    with village.office.change("edit", "会议") as work:
        values = {"kinds": kinds, "held_on": day, "title": "组织生活会", "state": "held"}
        meeting = work.insert("meeting", values | counts)
        for name in NAMES:
            state = "absent" if name in absent else "present"
            work.insert(
                "meeting_attendance",
                {"meeting_id": meeting, "person_id": village.people[name], "state": state},
            )
    return meeting


def save(village: PointsVillage, meeting: str, *given: NewAppraisal) -> None:
    appraisal.save_appraisals(village.at("clerk", DECEMBER), 2026, meeting, given)


def of(village: PointsVillage, name: str, *counts: int, grade: Grade | None = None) -> NewAppraisal:
    return NewAppraisal(village.members[name], Ballots(*counts), grade)


def year_of(village: PointsVillage, name: str) -> appraisal.MemberYear:
    found = appraisal.list_member_years(village.at("clerk", DECEMBER), 2026)
    return next(each for each in found if each.name == name)


def test_the_facts_of_a_year_come_from_what_is_on_record(village):
    meet(village, '["P01"]', "2026-05-08", ("林二",))
    meet(village, '["P03"]', "2026-06-08")
    with village.office.change("edit", "事实") as work:
        deed = work.insert("deed", {"title": "修渠", "kind": "D09", "done_on": "2026-06-01"})
        work.insert("deed_participant", {"deed_id": deed, "person_id": village.people["林二"]})
        member = village.members["林二"]
        work.update("party_member", member, {"fee_basis": "1"})
        months = {"first_month": "2026-01", "last_month": "2026-10", "amount_cents": 50}
        work.insert("party_fee", months | {"member_id": member, "paid_on": "2026-03-01"})
        others = months | {"last_month": "2026-12", "paid_on": "2026-12-01"}
        work.insert("party_fee", others | {"member_id": village.members["吴三"]})
        measure = {"kind": "1", "decided_on": "2026-07-01", "scope": "branch"}
        work.insert("party_discipline", measure | {"member_id": member})
    new = NewEntry(Subject.MEMBER, member, "project", "2026-07-09", 900, evidence="修渠")
    ledger.book(village.at("secretary"), [new], state=EntryState.CONFIRMED)
    found = year_of(village, "林二")
    facts = found.facts
    assert (facts.due, facts.present, facts.points_x100, facts.is_top) == (2, 1, 900, True)
    assert (facts.owed_months, facts.deeds, facts.measures) == (2, 1, 1)
    assert found.remarks == (Remark.ABSENT, Remark.OWES, Remark.MEASURE)


def test_probationary_members_are_not_graded(village):
    with village.office.change("edit", "预备") as work:
        work.update("party_member", village.members["徐六"], {"status": "2", "joined_on": "2026-07-01"})
    found = appraisal.list_member_years(village.at("clerk", DECEMBER), 2026)
    assert "徐六" not in {each.name for each in found}


def test_ballots_become_grades_and_at_most_a_third_are_excellent(village):
    meeting = meet(village, '["P07"]', "2026-12-20")
    save(
        village,
        meeting,
        of(village, "陈一", 6),
        of(village, "林二", 5, 1),
        of(village, "吴三", 4, 2),
        of(village, "周四", 1, 5),
        of(village, "郑五", 0, 2, 4),
        of(village, "徐六", 0, 6),
    )
    grades = [year_of(village, name).grade for name in NAMES]
    good = Grade.GOOD
    assert grades == [Grade.EXCELLENT, good, good, good, Grade.FAIR, good]  # 33 % of six is one


def test_the_branch_may_decide_otherwise_within_the_share(village):
    meeting = meet(village, '["P07"]', "2026-12-20")
    save(village, meeting, of(village, "陈一", 6), of(village, "林二", 5, 1, grade=Grade.GOOD))
    with pytest.raises(ProblemError) as found:
        save(village, meeting, of(village, "吴三", 4, 2, grade=Grade.EXCELLENT))
    assert code_of(found) == "PTS-062"
    save(village, meeting, of(village, "陈一", 6, grade=Grade.GOOD))
    save(village, meeting, of(village, "吴三", 4, 2, grade=Grade.EXCELLENT))
    assert year_of(village, "吴三").grade is Grade.EXCELLENT


def test_ballots_are_those_of_people_at_a_meeting_that_appraises(village):
    other = meet(village, '["P01"]', "2026-12-10")
    meeting = meet(village, '["P06","P07"]', "2026-12-20", ("徐六",))
    for place, given, code in (
        (other, of(village, "陈一", 6), "PTS-063"),
        (meeting, of(village, "陈一", 6), "PTS-064"),
        (meeting, of(village, "陈一", 6, -1), "PTS-060"),
        (meeting, of(village, "陈一"), "PTS-065"),
    ):
        with pytest.raises(ProblemError) as found:
            save(village, place, given)
        assert code_of(found) == code


def test_the_sheet_counts_grades_and_names_only_the_excellent(village):
    meeting = meet(village, '["P07"]', "2026-12-20")
    save(village, meeting, of(village, "陈一", 6), of(village, "林二", 0, 6), of(village, "吴三", 0, 0, 6))
    data, _ = build_document(village.at("clerk", DECEMBER), SHEET, "x")
    assert [(row["grade"], row["count"], row["names"]) for row in data.tables["rows"]] == [
        ("优秀", 1, "陈一"),
        ("合格", 1, None),
        ("基本合格", 1, None),
        ("不合格", 0, None),
    ]
    assert (data.values["met_on"], data.values["due"], data.values["present"]) == ("2026年12月20日", "6", "6")
