"""A meeting from its plan to the signed minutes, in a real office."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.matter_step import MatterStep, StepState
from desktop.domain.meeting_attendance import AttendanceState
from desktop.domain.meeting_due import Standing
from desktop.domain.member_card import card_code
from desktop.domain.problem import ProblemError
from desktop.domain.quorum import Attendance, Vote
from desktop.reports.data import PartyLife
from desktop.services import events, matter_notices, matter_steps, matters, meetings
from desktop.services.disclosure.compiling import PARTY_LIFE, compile_data
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.matter_steps import NewStep, TopicVotes
from desktop.services.matters import NewMatter
from desktop.services.meetings import (
    attendance,
    grades,
    holding,
    planning,
    reading,
    reminders,
    seats,
    topics,
)
from desktop.services.meetings.grades import NewGrade
from desktop.services.meetings.holding import Closing
from desktop.services.meetings.planning import MeetingPlan, TopicDraft
from desktop.services.meetings.seats import NewSeat
from desktop.services.meetings.topics import TopicMinutes
from desktop.services.office import Office, User
from desktop.services.register_editing import add_household, add_person
from tests.support.ledger import number
from tests.support.offices import make_office
from tests.support.party import add_branch, add_member, add_record
from tests.support.refusals import code_of

CLOSING = Closing("王书记", "李委员", "14:00", "16:00")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory):
    """Six households of two adults and a child; a branch of eight, three of them in its committee."""
    office = make_office(tmp_path_factory.mktemp("office"))
    for place in range(6):
        household, _ = add_household(
            office,
            {"villager_group": "一组" if place < 4 else "二组"},
            {
                "name": f"户主{place}",
                "citizen_id": number(1970, 1, 1 + place, 1),
                "birth_date": f"1970-01-0{1 + place}",
            },
        )
        for name, born in (("配偶", "1972-03-04"), ("孩子", "2012-05-06")):
            add_person(office, household, {"name": f"{name}{place}", "birth_date": born})
    branch = add_branch(office, theme_day="solar:15")
    for place in range(8):
        status = {"status": "2", "joined_on": "2026-03-01", "confirmed_on": None} if place == 7 else {}
        member = add_member(office, f"党员{place}", branch, **status)
        if place < 3:
            post = ("10", "21", "22")[place]
            add_record(office, "party_post", member_id=member, branch_id=branch, post=post)
    yield office
    office.close()


@pytest.fixture
def office(filled: Office) -> Office:
    """The same office; what a test writes is about meetings of its own."""
    return filled


def branch_of(office: Office) -> str:
    return planning.list_choices(office).branches[0][0]


def plan(office: Office, kind: str, **values) -> str:
    today = office.today().isoformat()
    proposed = planning.propose_plan(office, kind, on=office.today())
    given = {"kinds": (kind,), "held_on": today, "called_on": "2026-01-01", **values}
    return planning.plan_meeting(office, replace(proposed, **given))


@contextmanager
def seated(office: Office, body: str):
    """All heads of households sit in a body for a while."""
    made = seats.add_seats(office, [NewSeat(body, person) for person in lines_of_register(office)])
    try:
        yield
    finally:
        for seat in made:
            seats.remove_seat(office, seat)


def lines(office: Office, meeting: str) -> dict[str, str]:
    return {row.name: row.id for row in reading.get_meeting(office, meeting).attendance}


def all_come(office: Office, meeting: str) -> None:
    attendance.mark_rest(office, meeting, AttendanceState.PRESENT)


def vote_on(office: Office, meeting: str, draft: TopicDraft, vote: Vote, resolution: str = "") -> str:
    topic = topics.add_topic(office, meeting, draft)
    topics.edit_topic(office, topic, draft, TopicMinutes("", resolution, vote))
    return topic


def test_the_branch_is_due_with_and_without_a_vote(office: Office):
    detail = reading.get_meeting(office, plan(office, "P01"))
    assert (detail.tally.due, detail.needs[0].due, detail.needs[0].least) == (8, 7, 4)
    assert [row.name for row in detail.attendance][:3] == ["党员0", "党员1", "党员2"]  # the committee first
    assert {row.standing for row in detail.attendance if row.name == "党员7"} == {"member"}


def test_the_committee_alone_is_due_at_its_meeting(office: Office):
    detail = reading.get_meeting(office, plan(office, "P02"))
    assert sorted(lines(office, detail.row.id)) == ["党员0", "党员1", "党员2"]


def test_an_assembly_counts_households_or_villagers_of_age(office: Office):
    by_households = reading.get_meeting(office, plan(office, "V01", by_households=True))
    assert by_households.tally.due == 6
    assert by_households.needs[0].by_households
    assert {row.name for row in by_households.attendance} == {f"户主{place}" for place in range(6)}
    by_people = reading.get_meeting(office, plan(office, "V01", by_households=False))
    assert by_people.tally.due == 12
    group = reading.get_meeting(office, plan(office, "V03", by_households=False, villager_group="二组"))
    assert group.tally.due == 4


def test_a_gathering_of_two_kinds_counts_each_vote_for_its_own(office: Office):
    person = next(iter(lines_of_register(office)))
    (seat,) = seats.add_seats(office, (NewSeat("representatives", person),))
    meeting = plan(office, "P01", kinds=("P01", "V02"))
    needs = {need.kind: need for need in reading.get_meeting(office, meeting).needs}
    assert (needs["P01"].due, needs["V02"].due) == (7, 1)
    assert reading.get_meeting(office, meeting).tally.due == 9
    seats.remove_seat(office, seat)


def lines_of_register(office: Office) -> dict[str, str]:
    with office.store.reading() as connection:
        rows = connection.execute("SELECT id, name FROM person WHERE name LIKE '户主%' ORDER BY name")
        return {str(row[0]): str(row[1]) for row in rows}


def test_without_a_list_of_representatives_the_plan_says_so(office: Office):
    view = planning.view_plan(office, replace(planning.propose_plan(office, "V02"), kinds=("V02",)))
    assert (view.due, "MTG-048" in [problem.code for problem in view.problems]) == (0, True)


def test_the_next_meeting_is_prefilled_from_the_last_of_its_kind(office: Office):
    first = planning.propose_plan(office, "P05")
    assert date.fromisoformat(first.held_on).day == 15  # the branch's fixed day
    planning.plan_meeting(
        office, replace(first, place="文化礼堂", chair="王书记", recorder="李委员", starts_at="14:00")
    )
    again = planning.propose_plan(office, "P05")
    assert (again.place, again.chair, again.recorder, again.starts_at) == (
        "文化礼堂",
        "王书记",
        "李委员",
        "14:00",
    )
    assert again.held_on > first.held_on
    assert again.branch_id == branch_of(office)


def test_an_assembly_is_proposed_late_enough_to_be_called(office: Office):
    proposed = planning.propose_plan(office, "E01")
    assert date.fromisoformat(proposed.held_on) == office.today() + timedelta(days=10)
    assert proposed.called_on == office.today().isoformat()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kinds": ()}, "MTG-001"),
        ({"held_on": "2026-02-30"}, "MTG-002"),
        ({"title": " "}, "MTG-006"),
        ({"starts_at": "8点"}, "MTG-013"),
        ({"starts_at": "15:00", "ends_at": "14:00"}, "MTG-040"),
        ({"chair": "王书记", "recorder": "王书记"}, "MTG-004"),
        ({"topics": (TopicDraft(" "),)}, "MTG-020"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(office: Office, wrong: dict[str, object], code: str):
    good = MeetingPlan(("P01",), "2026-11-20", "党员大会")
    with pytest.raises(ProblemError) as refused:
        planning.plan_meeting(office, replace(good, **wrong))
    assert code_of(refused) == code


def test_numbers_follow_the_list_and_add_up(office: Office):
    meeting = plan(office, "P01")
    by_name = lines(office, meeting)
    attendance.mark(office, [by_name["党员5"]], AttendanceState.LEAVE, "外出务工")
    attendance.mark(office, [by_name["党员6"]], AttendanceState.ABSENT)
    all_come(office, meeting)
    row = reading.get_meeting(office, meeting).row
    assert (row.due_count, row.present_count, row.leave_count, row.absent_count) == (8, 6, 1, 1)
    with pytest.raises(ProblemError) as refused:
        attendance.mark(office, [by_name["党员6"]], AttendanceState.LEAVE, " ")
    assert code_of(refused) == "MTG-016"


def test_a_scanned_card_marks_its_holder_once(office: Office):
    meeting = plan(office, "P01")
    person = reading.get_meeting(office, meeting).attendance[0].person_id
    assert attendance.is_scan(card_code(person))
    row = attendance.scan(office, meeting, card_code(person))
    assert (row.person_id, row.state) == (person, "present")
    assert row.arrived_at
    assert attendance.scan(office, meeting, card_code(person)).id == row.id
    with pytest.raises(ProblemError) as unknown:
        attendance.scan(office, meeting, card_code("0" * 32))
    assert code_of(unknown) == "MTG-029"
    assert reading.get_meeting(office, meeting).tally.present == 1


def test_a_guest_is_present_without_being_due(office: Office):
    meeting = plan(office, "P02")
    guest = next(iter(lines_of_register(office)))
    attendance.add_person(office, meeting, guest)
    numbers = reading.get_meeting(office, meeting).tally
    assert (numbers.due, numbers.present, numbers.observers) == (3, 0, 1)
    with pytest.raises(ProblemError) as twice:
        attendance.add_person(office, meeting, guest)
    assert code_of(twice) == "MTG-010"


def test_who_cannot_come_for_long_is_left_out_of_those_due_with_a_reason(office: Office):
    meeting = plan(office, "P01")
    line = lines(office, meeting)["党员5"]
    with pytest.raises(ProblemError) as refused:
        attendance.set_standings(office, (line,), Standing.NOT_COUNTED)
    assert code_of(refused) == "MTG-016"
    attendance.set_standings(office, (line,), Standing.NOT_COUNTED, "长期卧床")
    detail = reading.get_meeting(office, meeting)
    assert (detail.tally.due, detail.needs[0].due) == (7, 6)


def test_a_proxy_is_of_age_and_of_the_same_household(office: Office):
    meeting = plan(office, "V01", by_households=True)
    by_name = lines(office, meeting)
    spouse = {name: person for person, name in attendance.list_proxies(office, by_name["户主0"])}
    assert list(spouse) == ["配偶0"]
    stranger = {name: p for p, name in attendance.list_proxies(office, by_name["户主1"])}["配偶1"]
    with pytest.raises(ProblemError) as refused:
        attendance.mark(office, [by_name["户主0"]], AttendanceState.PROXY, proxy_id=stranger)
    assert code_of(refused) == "MTG-018"
    attendance.mark(office, [by_name["户主0"]], AttendanceState.PROXY, proxy_id=spouse["配偶0"])
    assert reading.get_meeting(office, meeting).tally.present == 1
    with pytest.raises(ProblemError) as not_here:
        party = plan(office, "P01")
        attendance.mark(office, [lines(office, party)["党员0"]], AttendanceState.PROXY)
    assert code_of(not_here) == "MTG-017"


def test_before_it_opens_the_meeting_says_how_many_are_lacking(office: Office):
    meeting = plan(office, "P01")
    by_name = lines(office, meeting)
    assert reading.get_meeting(office, meeting).needs[0].lacking == 4
    attendance.mark(office, [by_name[f"党员{n}"] for n in (0, 1, 2, 7)], AttendanceState.PRESENT)
    assert reading.get_meeting(office, meeting).needs[0].lacking == 1  # the one on probation has no vote
    attendance.mark(office, [by_name["党员3"]], AttendanceState.PRESENT)
    assert reading.get_meeting(office, meeting).can_open


def test_votes_are_those_of_the_voters_present(office: Office):
    meeting = plan(office, "P01")
    all_come(office, meeting)
    draft = TopicDraft("接收预备党员", kind="P01")
    topic = topics.add_topic(office, meeting, draft)
    with pytest.raises(ProblemError) as refused:
        topics.edit_topic(office, topic, draft, TopicMinutes(vote=Vote(8)))
    assert code_of(refused) == "MTG-021"
    left = Attendance(7, 6)
    topics.edit_topic(office, topic, draft, TopicMinutes(vote=Vote(5, 1), attendance=left))
    (need,) = reading.get_meeting(office, meeting).topic_needs
    assert (need.needed, need.is_passed) == (4, True)


def test_what_the_law_calls_void_cannot_be_resolved(office: Office):
    """村民委员会组织法（2018）第二十六条：三分之二以上的组成人员参加."""
    with seated(office, "representatives"):
        meeting = plan(office, "V02")
        by_name = lines(office, meeting)
        attendance.mark(office, [by_name[f"户主{n}"] for n in range(3)], AttendanceState.PRESENT)
        draft = TopicDraft("修村道", kind="V02")
        with pytest.raises(ProblemError) as refused:
            vote_on(office, meeting, draft, Vote(3), "同意")
        assert code_of(refused) == "MTG-022"
        topic = vote_on(office, meeting, TopicDraft("修水渠", kind="V02"), Vote(3))
        detail = reading.get_meeting(office, meeting)
        assert [need.is_passed for need in detail.topic_needs if need.topic.id == topic] == [False]
        holding.close_minutes(office, meeting, CLOSING)  # it was held all the same, and resolved nothing


def test_representatives_cannot_decide_on_the_charter(office: Office):
    """农村集体经济组织法第二十八条."""
    with seated(office, "collective_representatives"):
        meeting = plan(office, "E02")
        all_come(office, meeting)
        with pytest.raises(ProblemError) as refused:
            vote_on(office, meeting, TopicDraft("修改章程", kind="E02", subject="charter"), Vote(6), "通过")
        assert code_of(refused) == "MTG-024"
        assert "MTG-038" in [
            problem.code for problem in seats.find_seat_problems(office, "collective_representatives")
        ]


def test_closing_marks_the_rest_absent_and_gathers_the_resolutions(office: Office):
    meeting = plan(office, "P01")
    by_name = lines(office, meeting)
    attendance.mark(office, [by_name[f"党员{n}"] for n in range(6)], AttendanceState.PRESENT)
    vote_on(office, meeting, TopicDraft("年度计划", kind="P01"), Vote(6), "通过年度计划。")
    vote_on(office, meeting, TopicDraft("经费", kind="P01"), Vote(4, 1, 1), "同意支出")
    holding.close_minutes(office, meeting, CLOSING)
    row = reading.get_meeting(office, meeting).row
    assert (row.state, row.absent_count) == ("held", 2)
    assert row.resolution == "1. 通过年度计划；2. 同意支出。"
    assert meeting in [each.id for each in meetings.list_meetings(office, office.today(), office.today())]


@pytest.mark.parametrize(
    ("closing", "code"),
    [
        (replace(CLOSING, recorder=""), "MTG-014"),
        (replace(CLOSING, recorder="王书记"), "MTG-004"),
        (replace(CLOSING, absent_rest=False), "MTG-051"),
        (replace(CLOSING, ends_at="13:00"), "MTG-040"),
    ],
)
def test_minutes_that_cannot_be_are_not_closed(office: Office, closing: Closing, code: str):
    meeting = plan(office, "P02")
    attendance.mark(office, [lines(office, meeting)["党员0"]], AttendanceState.PRESENT)
    with pytest.raises(ProblemError) as refused:
        holding.close_minutes(office, meeting, closing)
    assert code_of(refused) == code
    assert reading.get_meeting(office, meeting).row.state == "planned"


def test_a_meeting_to_come_and_one_to_which_nobody_came_are_not_closed(office: Office):
    nobody = plan(office, "P02")
    with pytest.raises(ProblemError) as refused:
        holding.close_minutes(office, nobody, CLOSING)
    assert code_of(refused) == "MTG-015"
    later = (office.today() + timedelta(days=1)).isoformat()
    planning.edit_plan(
        office, nobody, replace(planning.plan_of(reading.get_meeting(office, nobody).row), held_on=later)
    )
    with pytest.raises(ProblemError) as refused:
        holding.close_minutes(office, nobody, CLOSING)
    assert code_of(refused) == "MTG-026"


def test_signed_minutes_are_changed_only_after_they_were_opened_again(office: Office):
    meeting = plan(office, "P02")
    today = office.today().isoformat()
    with pytest.raises(ProblemError) as early:
        holding.sign_minutes(office, meeting, today)
    assert code_of(early) == "MTG-036"
    all_come(office, meeting)
    holding.close_minutes(office, meeting, CLOSING)
    holding.sign_minutes(office, meeting, today)
    line = lines(office, meeting)["党员0"]
    for change in (
        lambda: attendance.mark(office, [line], AttendanceState.ABSENT),
        lambda: topics.add_topic(office, meeting, TopicDraft("再议")),
        lambda: planning.renew_roll(office, meeting),
    ):
        with pytest.raises(ProblemError) as sealed:
            change()
        assert code_of(sealed) == "MTG-011"
    holding.open_again(office, meeting, "漏记一人")
    attendance.mark(office, [line], AttendanceState.ABSENT)
    assert "漏记一人" in reading.get_meeting(office, meeting).row.note


def test_who_was_away_makes_up_later_and_who_was_there_does_not(office: Office):
    meeting = plan(office, "P02")
    by_name = lines(office, meeting)
    attendance.mark(office, [by_name["党员0"]], AttendanceState.LEAVE, "住院")
    all_come(office, meeting)
    holding.close_minutes(office, meeting, CLOSING)
    today = office.today().isoformat()
    holding.sign_minutes(office, meeting, today)
    attendance.make_up(office, [by_name["党员0"]], today, "上门补课", "党员1")
    row = next(r for r in reading.get_meeting(office, meeting).attendance if r.name == "党员0")
    assert (row.made_up_on, row.told_by) == (today, "党员1")
    for line, day in ((by_name["党员1"], today), (by_name["党员0"], "2026-01-01")):
        with pytest.raises(ProblemError) as refused:
            attendance.make_up(office, [line], day)
        assert code_of(refused) == "MTG-030"
    assert row.state == AttendanceState.LEAVE


def test_a_resolution_becomes_a_task_that_leads_back(office: Office):
    meeting = plan(office, "P02")
    all_come(office, meeting)
    topic = vote_on(office, meeting, TopicDraft("修路灯", kind="P02"), Vote(3), "月底前修好")
    task = topics.make_task(office, topic, "修路灯", "2026-12-31", "")
    detail = events.get_event(office, task)
    assert (detail.event.due_on, detail.links[0].target_table, detail.links[0].target_id) == (
        "2026-12-31",
        "meeting",
        meeting,
    )
    with pytest.raises(ProblemError) as twice:
        topics.make_task(office, topic, "修路灯", "", "")
    assert code_of(twice) == "MTG-037"


def test_matters_take_their_votes_from_the_agenda_in_one_action(office: Office):
    today = office.today().isoformat()
    matter = matters.add_matter(office, NewMatter("修村道", "project", today, 8_000_000))
    committee = plan(office, "P02")
    assert [topic.title for topic in reading.get_meeting(office, committee).topics] == ["修村道"]
    all_come(office, committee)
    closed = holding.close_minutes(office, committee, CLOSING)
    assert closed.matters == ()  # on the agenda to be voted on, and not voted on yet
    topic = reading.get_meeting(office, committee).topics[0]
    draft = TopicDraft(topic.title, kind="P02", matter_id=matter)
    topics.edit_topic(office, topic.id, draft, TopicMinutes("", "同意提议", Vote(3)))
    assert holding.close_minutes(office, committee, CLOSING).matters == (matter,)
    step = matters.get_matter(office, matter).step(MatterStep.PROPOSAL)
    assert (step.path.state, step.path.fact.vote, step.meeting.id) == (StepState.DONE, Vote(3), committee)
    assert matter_steps.find_topic_votes(office, matter) == {
        committee: TopicVotes(Attendance(3, 3), Vote(3), "同意提议")
    }


def test_several_decided_matters_of_one_meeting_get_their_drafts_in_one_go(office: Office):
    today = office.today().isoformat()
    with seated(office, "representatives"):
        both = [
            matters.add_matter(office, NewMatter(name, "project", today, 9_000_000, name, "王书记"))
            for name in ("建亭", "挖塘")
        ]
        for matter in both:
            for step in (MatterStep.PROPOSAL, MatterStep.CONSULTATION, MatterStep.REVIEW):
                kind = {"proposal": "P02", "consultation": "V06", "review": "P01"}[step.value]
                meeting = meetings.NewMeeting((kind,), today, "讨论", 7, 7, chair="甲", recorder="乙")
                matter_steps.record_step(office, matter, step, NewStep(meeting=meeting, vote=Vote(7)))
        assembly = plan(office, "V02", place="文化礼堂")
        detail = reading.get_meeting(office, assembly)
        assert [topic.matter_id for topic in detail.topics] == both
        all_come(office, assembly)
        for topic in detail.topics:
            draft = TopicDraft(topic.title, kind="V02", matter_id=topic.matter_id)
            topics.edit_topic(office, topic.id, draft, TopicMinutes("", "同意", Vote(5, 1)))
        with pytest.raises(ProblemError) as early:
            matter_notices.draft_notices(office, assembly)
        assert code_of(early) == "MTG-050"
        assert holding.close_minutes(office, assembly, CLOSING).matters == tuple(both)
        drafts = matter_notices.draft_notices(office, assembly)
        assert len(drafts) == 2
        stories = [matters.get_matter(office, matter).step(MatterStep.DECISION_PUBLISHED) for matter in both]
        assert [step.notice.id for step in stories] == list(drafts)


def test_a_change_of_the_day_brings_the_list_in_step_and_keeps_marks(office: Office):
    meeting = plan(office, "P02")
    kept = lines(office, meeting)["党员0"]
    attendance.mark(office, [kept], AttendanceState.LEAVE, "开会")
    member = add_member(office, "新委员", branch_of(office))
    post = add_record(office, "party_post", member_id=member, branch_id=branch_of(office), post="29")
    assert planning.find_roll_changes(office, meeting) == (("新委员",), ())
    planning.renew_roll(office, meeting)
    rows = {row.name: row for row in reading.get_meeting(office, meeting).attendance}
    assert (rows["党员0"].id, rows["党员0"].state, rows["新委员"].state) == (kept, "leave", "due")
    with office.change("edit", "准备") as work:
        work.delete("party_post", post)
        work.delete("party_member", member)


def test_a_planned_meeting_is_cancelled_with_a_reason_and_counts_nowhere(office: Office):
    meeting = plan(office, "P08", title="谈心谈话")
    with pytest.raises(ProblemError) as refused:
        planning.cancel_meeting(office, meeting, " ")
    assert code_of(refused) == "MTG-031"
    planning.cancel_meeting(office, meeting, "台风")
    assert reading.get_meeting(office, meeting).state == "cancelled"
    listed = [row.id for row in meetings.list_meetings(office, date(2000, 1, 1), date(2100, 1, 1))]
    assert meeting not in listed
    with pytest.raises(ProblemError) as gone:
        topics.add_topic(office, meeting, TopicDraft("再议"))
    assert code_of(gone) == "MTG-012"


def test_a_removed_meeting_takes_its_list_and_agenda_along(office: Office):
    meeting = plan(office, "P02", topics=(TopicDraft("一件事"),))
    meetings.remove_meeting(office, meeting)
    with office.store.reading() as connection:
        for table in ("meeting_attendance", "meeting_topic"):
            found = connection.execute(f"SELECT count(*) FROM {table} WHERE meeting_id = ?", (meeting,))
            assert found.fetchone()[0] == 0


def test_ballots_on_officials_are_never_more_than_voters(office: Office):
    with seated(office, "representatives"):
        meeting = plan(office, "V09")
        all_come(office, meeting)
        person = reading.get_meeting(office, meeting).attendance[0].person_id
        with pytest.raises(ProblemError) as refused:
            grades.set_grades(office, meeting, (NewGrade(person, "主任", 5, 2, 0, 0),))
        assert code_of(refused) == "MTG-052"
        grades.set_grades(office, meeting, (NewGrade(person, "主任", 5, 1, 0, 0),))
        (row,) = reading.get_meeting(office, meeting).grades
        assert (row.name, row.excellent, row.good) == ("户主0", 5, 1)


def test_one_person_has_one_seat_in_a_body_at_a_time(office: Office):
    person = next(iter(lines_of_register(office)))
    (seat,) = seats.add_seats(office, (NewSeat("council", person, "理事", from_date="2024-01-01"),))
    with pytest.raises(ProblemError) as twice:
        seats.add_seats(office, (NewSeat("council", person),))
    assert code_of(twice) == "MTG-033"
    seats.edit_seat(
        office, seat, NewSeat("council", person, "理事", "", "", None, "2024-01-01", "2026-01-01")
    )
    assert [row.id for row in seats.list_seats(office, "council", date(2025, 1, 1))] == [seat]
    assert seats.list_seats(office, "council", office.today()) == ()
    (again,) = seats.add_seats(office, (NewSeat("council", person, from_date="2026-01-01"),))
    for each in (seat, again):
        seats.remove_seat(office, each)


def test_who_may_only_read_changes_no_meeting(office: Office):
    meeting = plan(office, "P02")
    reader = replace(office, user=User(UserId("user-reader"), "reader", "只读", Role.READER))
    assert reading.get_meeting(reader, meeting).tally.due == 3
    for forbidden in (
        lambda: planning.plan_meeting(reader, MeetingPlan(("P02",), "2026-11-20", "会")),
        lambda: attendance.mark_rest(reader, meeting, AttendanceState.PRESENT),
        lambda: topics.add_topic(reader, meeting, TopicDraft("事")),
        lambda: holding.close_minutes(reader, meeting, CLOSING),
        lambda: seats.add_seats(reader, (NewSeat("council", "x"),)),
    ):
        with pytest.raises(ProblemError) as refused:
            forbidden()
        assert code_of(refused) == "SYS-403"


def test_numbers_typed_over_a_list_change_nothing_and_signed_minutes_stay(office: Office):
    meeting = plan(office, "P02")
    all_come(office, meeting)
    holding.close_minutes(office, meeting, CLOSING)
    today = office.today().isoformat()
    typed = meetings.NewMeeting(("P02",), today, "支委会", 9, 9, chair="甲", recorder="乙")
    meetings.edit_meeting(office, meeting, typed)
    row = reading.get_meeting(office, meeting).row
    assert (row.title, row.due_count, row.present_count) == ("支委会", 3, 3)
    holding.sign_minutes(office, meeting, today)
    for change in (
        lambda: meetings.edit_meeting(office, meeting, typed),
        lambda: meetings.remove_meeting(office, meeting),
    ):
        with pytest.raises(ProblemError) as sealed:
            change()
        assert code_of(sealed) == "MTG-011"


def test_the_sheet_of_party_life_owes_what_the_branches_on_record_owe(office: Office):
    """A committee of three and no group: twelve committee meetings in a year, no group meeting."""
    data = compile_data(office, NoticeRequest(PARTY_LIFE, "2026-01-01", "2026-12-31", "2027-01-08"), "1")
    assert isinstance(data, PartyLife)
    owed = {entry.kind: entry.due for entry in data.duties}
    assert (owed["支部党员大会"], owed["支部委员会会议"], owed["党小组会"], owed["主题党日"]) == (
        4,
        12,
        0,
        12,
    )


marking = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from([*AttendanceState, *Standing, "remove", "rest"]),
    ),
    max_size=12,
)


@settings(max_examples=15)
@given(marking)
def test_whatever_is_marked_the_numbers_on_record_are_those_of_the_list(filled: Office, deeds):
    """应到 = 实到 + 请假 + 缺席 (+ those not marked yet), and voters present never exceed voters due."""
    meeting = plan(filled, "P01")
    for place, deed in deeds:
        rows = reading.get_meeting(filled, meeting).attendance
        if not rows:
            break
        line = rows[place % len(rows)].id
        try:
            if deed == "remove":
                attendance.remove_people(filled, [line])
            elif deed == "rest":
                attendance.mark_rest(filled, meeting, AttendanceState.PRESENT)
            elif isinstance(deed, Standing):
                attendance.set_standings(filled, (line,), deed, "长期卧床")
            else:
                attendance.mark(filled, [line], deed, "外出务工")
        except ProblemError as refused:
            assert {problem.code for problem in refused.problems} <= {"MTG-017", "MTG-045"}
    detail = reading.get_meeting(filled, meeting)
    if not detail.attendance:
        return
    row, numbers = detail.row, detail.tally
    assert (row.due_count, row.present_count) == (numbers.due, numbers.present)
    assert (row.leave_count, row.absent_count) == (numbers.leave, numbers.absent)
    assert row.due_count == row.present_count + row.leave_count + row.absent_count + numbers.open
    assert all(need.present <= need.due for need in detail.needs)


def test_the_day_is_reminded_of_meetings_to_come_without_minutes_and_to_be_made_up(office: Office):
    before = reminders.read_meetings_today(office)
    today = office.today()
    soon = plan(office, "P08", held_on=(today + timedelta(days=3)).isoformat(), title="谈心谈话")
    plan(office, "P08", held_on=(today + timedelta(days=30)).isoformat(), title="以后的谈话")
    missing = plan(office, "P08", held_on=(today - timedelta(days=2)).isoformat(), title="没有记录")
    held = plan(office, "P02")
    attendance.mark(office, [lines(office, held)["党员0"]], AttendanceState.PRESENT)
    holding.close_minutes(office, held, CLOSING)
    after = reminders.read_meetings_today(office)
    named = [row.id for row in after.next if row.id not in {each.id for each in before.next}]
    assert named == [missing, soon]
    away = [row for row in reading.get_meeting(office, held).attendance if row.state == "absent"]
    assert after.to_make_up == before.to_make_up + len(away) == before.to_make_up + 2
    attendance.make_up(office, [away[0].id], today.isoformat())
    assert reminders.read_meetings_today(office).to_make_up == after.to_make_up - 1


def test_who_is_found_not_competent_twice_in_a_row_leaves_office(office: Office):
    """村民委员会组织法（2018）第三十三条."""
    with seated(office, "representatives"):
        last_year = (office.today() - timedelta(days=300)).isoformat()
        for day, expected in ((last_year, ["MTG-053"]), (office.today().isoformat(), ["MTG-054"])):
            meeting = plan(office, "V09", held_on=day)
            all_come(office, meeting)
            person = reading.get_meeting(office, meeting).attendance[1].person_id
            grades.set_grades(office, meeting, (NewGrade(person, "委员", 1, 1, 0, 4),))
            found = [problem.code for problem in holding.find_problems(office, meeting)]
            assert [code for code in found if code in ("MTG-053", "MTG-054")] == expected
            holding.close_minutes(office, meeting, CLOSING)


def test_a_printed_notice_is_the_day_people_were_told_unless_one_is_on_record(office: Office):
    meeting = plan(office, "P02", called_on="")
    assert planning.note_called(office, meeting)
    assert reading.get_meeting(office, meeting).row.called_on == office.today().isoformat()
    assert not planning.note_called(office, meeting)


def test_a_meeting_that_was_held_is_not_put_on_a_day_to_come(office: Office):
    meeting = plan(office, "P02")
    all_come(office, meeting)
    holding.close_minutes(office, meeting, CLOSING)
    later = (office.today() + timedelta(days=2)).isoformat()
    with pytest.raises(ProblemError) as refused:
        planning.edit_plan(
            office,
            meeting,
            replace(planning.plan_of(reading.get_meeting(office, meeting).row), held_on=later),
        )
    assert code_of(refused) == "MTG-026"
