"""A year of points: proposed from records, ranked, closed by quarters and by the branch, appealed against."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.queries import points as queries
from desktop.domain.points_scheme import Subject
from desktop.domain.problem import ProblemError
from desktop.services.points import (
    appeals,
    closings,
    ledger,
    proposing,
    reminders,
    schemes,
    standings,
    waiting,
)
from desktop.services.points.ledger import EntryState, NewEntry
from desktop.services.points.standings import StandingsAsked
from tests.support.points import PointsVillage, make_points_village
from tests.support.refusals import code_of
from tests.support.village_copies import copy_village

YEAR = StandingsAsked.year(Subject.MEMBER, 2026)
JANUARY = datetime(2027, 1, 20, 2, tzinfo=UTC)


@pytest.fixture
def village(tmp_path: Path):
    made = copy_village(make_points_village, tmp_path)
    yield made
    made.office.close()


def meet(village: PointsVillage, kinds: str, day: str, states: dict[str, str], **parts) -> str:
    with village.office.change("edit", "会议") as work:
        meeting = work.insert(
            "meeting",
            {
                "kinds": kinds,
                "held_on": day,
                "title": f"{day}会议",
                "branch_id": village.branch,
                "state": "held",
            },
        )
        for name, state in states.items():
            values = {"meeting_id": meeting, "person_id": village.people[name], "state": state}
            work.insert("meeting_attendance", values | parts)
    return meeting


def do_deed(village: PointsVillage, kind: str, day: str, name: str, whom: str = "") -> None:
    with village.office.change("edit", "实事") as work:
        deed = work.insert(
            "deed", {"title": f"{kind}实事", "kind": kind, "done_on": day, "beneficiaries": whom or None}
        )
        work.insert("deed_participant", {"deed_id": deed, "person_id": village.people[name]})


def proposed(village: PointsVillage, moment: datetime | None = None) -> list[tuple[str, str, str]]:
    office = village.at("clerk", moment) if moment else village.at("clerk")
    return [(each.name, each.entry.item, each.entry.occurred_on) for each in proposing.list_proposals(office)]


def give(
    village: PointsVillage, name: str, points: int, day: str = "2026-08-03", item: str = "project"
) -> str:
    new = NewEntry(Subject.MEMBER, village.members[name], item, day, points, evidence="支部评定")
    (entry_id,) = ledger.book(village.at("secretary"), [new], state=EntryState.CONFIRMED)
    return entry_id


def totals(village: PointsVillage, asked: StandingsAsked = YEAR) -> dict[str, int]:
    rows = standings.list_standings(village.at("clerk"), asked)
    return {row.owner.name: row.standing.total_x100 for row in rows}


# Proposed from records


def test_one_session_of_several_kinds_gives_each_kind_once(village):
    """Domain rules 3.4: one session, many kinds, each counted once."""
    meet(village, '["P01","P04","P05"]', "2026-07-01", {"林二": "present", "吴三": "online"})
    assert sorted(proposed(village)) == sorted(
        (name, item, "2026-07-01")
        for name in ("林二", "吴三")
        for item in ("general_meeting", "lecture", "theme_day")
    )


def test_absence_takes_points_once_a_session_and_leave_takes_none(village):
    """Domain rules 4.3: unexcused absence -2."""
    meet(village, '["P01","P04"]', "2026-07-01", {"林二": "absent", "吴三": "leave"})
    assert proposed(village) == [("林二", "absence", "2026-07-01")]


def test_who_cannot_come_loses_nothing_by_absence(village):
    with village.office.change("edit", "流动") as work:
        member = village.members["林二"]
        work.insert("party_float", {"member_id": member, "kind": "1", "left_on": "2026-01-03"})
    meet(village, '["P01"]', "2026-07-01", {"林二": "absent"})
    assert proposed(village) == []


def test_guests_those_not_counted_and_those_who_are_no_members_get_nothing(village):
    meet(village, '["P01"]', "2026-07-01", {"林二": "present"}, standing="observer")
    meet(village, '["P01"]', "2026-07-01", {"林二": "absent"}, standing="not_counted")
    with village.office.change("edit", "转出") as work:
        work.update("party_member", village.members["吴三"], {"status": "4", "left_on": "2026-06-30"})
    meet(village, '["P01"]', "2026-07-01", {"吴三": "present"})
    assert proposed(village) == []


def test_a_meeting_that_was_only_planned_gives_nothing(village):
    meeting = meet(village, '["P01"]', "2026-07-01", {"林二": "present"})
    with village.office.change("edit", "取消") as work:
        work.update("meeting", meeting, {"state": "cancelled"})
    assert proposed(village) == []


def test_what_was_missed_and_studied_later_counts_on_that_day(village):
    meet(village, '["P04"]', "2026-07-01", {"林二": "leave"}, made_up_on="2026-07-20")
    assert proposed(village) == [("林二", "made_up", "2026-07-20")]


def test_a_household_visited_twice_a_month_gives_points_once(village):
    for day in ("2026-07-02", "2026-07-28", "2026-08-02"):
        do_deed(village, "D01", day, "林二", "王五户")
    do_deed(village, "D01", "2026-07-28", "林二", "赵六户")
    do_deed(village, "D06", "2026-07-29", "林二")
    assert sorted(day for _, _, day in proposed(village)) == [
        "2026-07-02",
        "2026-07-28",
        "2026-07-29",
        "2026-08-02",
    ]


def test_dues_that_were_late_at_the_end_of_a_quarter_take_a_point_once(village):
    """Domain rules 4.3: dues late -1."""
    with village.office.change("edit", "党费") as work:
        for name in ("林二", "吴三"):
            work.update("party_member", village.members[name], {"fee_basis": "1"})
        paid = {"amount_cents": 60, "first_month": "2026-01", "last_month": "2026-06"}
        work.insert("party_fee", paid | {"member_id": village.members["吴三"], "paid_on": "2026-03-05"})
        work.insert("party_fee", paid | {"member_id": village.members["林二"], "paid_on": "2026-07-05"})
    assert proposed(village) == [("林二", "dues_late", "2026-03-31"), ("林二", "dues_late", "2026-06-30")]


def test_where_no_dues_are_on_record_nobody_is_late(village):
    with village.office.change("edit", "党费") as work:
        work.update("party_member", village.members["林二"], {"fee_basis": "1"})
    assert proposed(village) == []


def test_what_was_booked_refused_or_taken_back_is_not_proposed_again(village):
    meet(village, '["P01","P04","P05"]', "2026-07-01", {"林二": "present"})
    secretary = village.at("secretary")
    first, second, third = proposing.list_proposals(secretary)
    (booked,) = proposing.accept(secretary, [first])
    proposing.dismiss(secretary, [second], "迟到半小时")
    assert [each.id for each in proposing.list_proposals(secretary)] == [third.id]
    ledger.reverse(secretary, booked, "记错")
    proposing.accept(village.at("clerk"), [third])
    assert proposed(village) == []
    with village.office.store.reading() as connection:
        states = [row.state for row in queries.list_entries(connection, "member", 2026)]
    assert sorted(states) == ["claimed", "confirmed", "confirmed", "refused"]


def test_points_that_somebody_has_to_decide_are_not_booked_without(village):
    with village.office.change("edit", "处分") as work:
        work.insert(
            "party_discipline",
            {
                "member_id": village.members["林二"],
                "kind": "1",
                "decided_on": "2026-07-05",
                "scope": "branch",
            },
        )
    (proposal,) = proposing.list_proposals(village.at("secretary"))
    assert (proposal.entry.points_x100, proposal.item.least_x100, proposal.item.most_x100) == (
        None,
        -5000,
        -1000,
    )
    with pytest.raises(ProblemError) as found:
        proposing.accept(village.at("secretary"), [proposal])
    assert code_of(found) == "PTS-003"


def test_a_meeting_recorded_after_its_quarter_was_closed_is_booked_in_the_next(village):
    closings.close_quarter(village.at("secretary"), Subject.MEMBER, "2026-Q2")
    meet(village, '["P01"]', "2026-06-20", {"林二": "present"})
    (proposal,) = proposing.list_proposals(village.at("clerk"))
    assert proposal.quarter == "2026-Q3"


def test_the_last_year_is_read_in_january_while_its_quarter_is_open(village):
    meet(village, '["P01"]', "2026-12-20", {"林二": "present"})
    assert proposed(village, JANUARY) == []  # a ledger not in use yet
    closings.close_quarter(village.at("secretary"), Subject.MEMBER, "2026-Q2")
    assert proposed(village, JANUARY) == [("林二", "general_meeting", "2026-12-20")]


# Two PCs


def test_what_two_pcs_booked_from_one_record_is_listed_and_taken_back_once(village):
    meet(village, '["P04"]', "2026-07-01", {"林二": "present"})
    secretary = village.at("secretary")
    (entry_id,) = proposing.accept(secretary, proposing.list_proposals(secretary))
    with village.office.change("received", "另一台电脑") as work:
        other = work.get("points_entry", entry_id)
        del other["pk"], other["id"]
        work.insert("points_entry", other | {"recorded_at": "2026-08-21T00:00:00+00:00"})
    assert totals(village)["林二"] == 400
    (double,) = waiting.list_waiting(secretary)
    assert (double.take_back, double.name) == (waiting.TWICE, "林二")
    assert waiting.list_waiting(village.at("clerk"))[0].blocked.code == "PTS-013"
    waiting.take(secretary, [double], {})
    assert totals(village)["林二"] == 200
    assert waiting.list_waiting(secretary) == ()


def test_an_entry_whose_record_was_put_right_is_listed_and_taken_back(village):
    meet(village, '["P04"]', "2026-07-01", {"林二": "absent", "吴三": "present"})
    secretary = village.at("secretary")
    proposing.accept(secretary, proposing.list_proposals(secretary))
    with village.office.change("edit", "改签到") as work:
        (attendance,) = work.connection.execute(
            "SELECT id FROM meeting_attendance WHERE person_id = ?", (village.people["林二"],)
        ).fetchone()
        work.update("meeting_attendance", attendance, {"state": "present"})
    found = waiting.list_waiting(secretary)
    assert [(each.take_back, each.item) for each in found] == [
        (waiting.CHANGED, "无故缺席组织生活"),
        ("", "参加党课"),
    ]
    waiting.take(secretary, found, {})
    assert (totals(village)["林二"], totals(village)["吴三"]) == (200, 200)
    assert waiting.list_waiting(secretary) == ()


# Standings


def test_every_member_starts_at_nothing_and_meetings_alone_cannot_win(village):
    """Domain rules 4.3: zero-based; organisation life counts 25 at most."""
    for day in range(1, 21):
        new = NewEntry(
            Subject.MEMBER, village.members["林二"], "general_meeting", f"2026-07-{day:02}", evidence="会"
        )
        ledger.book(village.at("secretary"), [new], state=EntryState.CONFIRMED)
    give(village, "吴三", 1000)
    assert totals(village) == {"林二": 2500, "吴三": 1000, "陈一": 0}


def test_places_follow_points_within_the_branch_and_group_asked_for(village):
    give(village, "林二", 600)
    give(village, "吴三", 900)
    clerk = village.at("clerk")
    assert [(row.place, row.owner.name) for row in standings.list_standings(clerk, YEAR)] == [
        (1, "吴三"),
        (2, "林二"),
        (3, "陈一"),
    ]
    group = StandingsAsked(Subject.MEMBER, "2026-Q1", "2026-Q4", village.branch, "第二党小组")
    assert [(row.place, row.owner.name) for row in standings.list_standings(clerk, group)] == [(1, "林二")]
    sums = standings.group_totals(standings.list_standings(clerk, YEAR))
    assert [(each.group, each.count, each.total_x100, each.average_x100) for each in sums] == [
        ("第一党小组", 2, 900, 450),
        ("第二党小组", 1, 600, 600),
    ]


def test_a_ceiling_of_the_quarter_is_freed_again_by_what_is_taken_back_later(village):
    clerk = village.at("clerk")
    shipped = schemes.scheme_in_force(clerk, Subject.MEMBER)
    categories = tuple(
        replace(each, quarter_ceiling_x100=1000) if each.code == "work" else each
        for each in shipped.categories
    )
    changed = replace(shipped, categories=categories, valid_from=date(2026, 1, 1))
    schemes.adopt_scheme(clerk, changed, "2026-01-01")
    first = give(village, "林二", 900, "2026-05-03")
    give(village, "林二", 800, "2026-05-04")
    assert totals(village)["林二"] == 1000
    closings.close_quarter(village.at("secretary"), Subject.MEMBER, "2026-Q2")
    ledger.reverse(village.at("secretary"), first, "不成立")
    assert totals(village)["林二"] == 800
    second, third = (
        totals(village, StandingsAsked(Subject.MEMBER, quarter, quarter))["林二"]
        for quarter in ("2026-Q2", "2026-Q3")
    )
    assert (second, third) == (1000, -200)


def test_a_new_year_begins_at_nothing(village):
    give(village, "林二", 600)
    assert set(totals(village, StandingsAsked.year(Subject.MEMBER, 2027)).values()) == {0}


def test_who_left_stays_on_the_sheet_of_the_time(village):
    give(village, "林二", 600)
    with village.office.change("edit", "转出") as work:
        work.update("party_member", village.members["林二"], {"status": "4", "left_on": "2026-08-10"})
    assert totals(village)["林二"] == 600


def test_the_history_of_a_member_names_item_record_and_people(village):
    meet(village, '["P04"]', "2026-07-01", {"林二": "present"})
    secretary = village.at("secretary")
    proposing.accept(secretary, proposing.list_proposals(secretary))
    back = give(village, "林二", 500)
    ledger.reverse(secretary, back, "重复")
    found = standings.get_history(village.at("clerk"), Subject.MEMBER, village.members["林二"], 2026)
    assert [(line.item, line.state_label) for line in found.entries] == [
        ("参加党课", "已确认"),
        ("项目、拆迁、环境等中心工作", "已冲销"),
        ("项目、拆迁、环境等中心工作", "冲销"),
    ]
    lecture = found.entries[0]
    assert (lecture.origin.table, lecture.proof, lecture.confirmed_by) == (
        "meeting",
        "2026-07-01会议",
        "陈一",
    )
    assert (found.standing.total_x100, found.owner.group) == (200, "第二党小组")


# Closings


def test_a_quarter_is_closed_once_and_only_after_its_end(village):
    secretary = village.at("secretary")
    with pytest.raises(ProblemError) as found:
        closings.close_quarter(secretary, Subject.MEMBER, "2026-Q3")
    assert code_of(found) == "PTS-015"
    closings.close_quarter(secretary, Subject.MEMBER, "2026-Q2")
    state = closings.year_state(secretary, Subject.MEMBER, 2026)
    assert [bool(each.closing) for each in state.quarters] == [True, True, False, False]
    with pytest.raises(ProblemError) as found:
        closings.close_quarter(secretary, Subject.MEMBER, "2026-Q1")
    assert code_of(found) == "PTS-016"
    assert not any(each.closing for each in closings.year_state(secretary, Subject.HOUSEHOLD, 2026).quarters)


def test_a_closed_quarter_shows_the_same_figures_for_ever(village):
    entry_id = give(village, "林二", 600, "2026-05-03")
    quarter = StandingsAsked(Subject.MEMBER, "2026-Q2", "2026-Q2")
    closings.close_quarter(village.at("secretary"), Subject.MEMBER, "2026-Q2")
    ledger.reverse(village.at("secretary"), entry_id, "核实后不成立")
    give(village, "林二", 500, "2026-05-04")
    assert totals(village, quarter)["林二"] == 600
    assert totals(village, StandingsAsked(Subject.MEMBER, "2026-Q3", "2026-Q3"))["林二"] == -100
    assert totals(village)["林二"] == 500


def test_a_year_is_closed_by_a_meeting_of_the_branch_once_all_quarters_are(village):
    """Domain rules 4.3: the year is closed by the branch meeting."""
    secretary = village.at("secretary", JANUARY)
    meeting = meet(village, '["P01","P07"]', "2027-01-10", {})
    with pytest.raises(ProblemError) as found:
        closings.close_year(secretary, Subject.MEMBER, 2026, "", village.branch)
    assert code_of(found) == "PTS-018"
    with pytest.raises(ProblemError) as found:
        closings.close_year(secretary, Subject.MEMBER, 2026, meeting, village.branch)
    assert code_of(found) == "PTS-017"
    closings.close_quarter(secretary, Subject.MEMBER, "2026-Q4")
    closings.close_year(secretary, Subject.MEMBER, 2026, meeting, village.branch)
    with pytest.raises(ProblemError) as found:
        closings.close_year(secretary, Subject.MEMBER, 2026, meeting, village.branch)
    assert code_of(found) == "PTS-019"
    (closing,) = closings.year_state(secretary, Subject.MEMBER, 2026).closings
    assert (closing.meeting_id, closing.branch_id) == (meeting, village.branch)


# Appeals


def test_an_appeal_that_is_upheld_takes_the_entry_back_and_books_it_as_it_should_be(village):
    entry_id = give(village, "林二", 300)
    appeal_id = appeals.add_appeal(village.at("clerk"), entry_id, "干了三天，应为 9 分", "2026-08-18")
    (appeal,) = appeals.list_appeals(village.at("clerk"), Subject.MEMBER)
    assert (appeal.row.due_on, appeal.is_open) == ("2026-09-02", True)
    appeals.answer_appeal(village.at("secretary"), appeal_id, appeals.UPHELD, "核实属实", 900)
    (appeal,) = appeals.list_appeals(village.at("clerk"))
    assert (appeal.outcome_label, appeal.entry.state_label) == ("成立，已更正", "已冲销")
    assert totals(village)["林二"] == 900


def test_an_appeal_that_is_dismissed_leaves_the_ledger_as_it_is(village):
    entry_id = give(village, "林二", 300)
    appeal_id = appeals.add_appeal(village.at("clerk"), entry_id, "太少", "2026-08-18")
    with pytest.raises(ProblemError) as found:
        appeals.add_appeal(village.at("clerk"), entry_id, "再说一次", "2026-08-19")
    assert code_of(found) == "PTS-045"
    appeals.answer_appeal(village.at("secretary"), appeal_id, appeals.DISMISSED, "按办法评定")
    assert totals(village)["林二"] == 300
    with pytest.raises(ProblemError) as found:
        appeals.answer_appeal(village.at("secretary"), appeal_id, appeals.DISMISSED, "再答")
    assert code_of(found) == "PTS-042"


def test_an_upheld_appeal_against_a_refusal_books_what_was_refused(village):
    new = NewEntry(Subject.MEMBER, village.members["林二"], "blood", "2026-08-03", evidence="献血证")
    (entry_id,) = ledger.book(village.at("clerk"), [new])
    ledger.refuse(village.at("secretary"), [entry_id], "没有看到证")
    appeal_id = appeals.add_appeal(village.at("clerk"), entry_id, "证在这里", "2026-08-18")
    with pytest.raises(ProblemError) as found:
        appeals.answer_appeal(village.at("secretary"), appeal_id, appeals.UPHELD, "属实")
    assert code_of(found) == "PTS-046"
    appeals.answer_appeal(village.at("secretary"), appeal_id, appeals.UPHELD, "属实", 200)
    assert totals(village)["林二"] == 200


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [(" ", "2026-08-18", "PTS-040"), ("少了", "2026-08-21", "PTS-041"), ("少了", "", "PTS-041")],
)
def test_an_appeal_says_something_and_came_in_by_today(village, text, day, code):
    with pytest.raises(ProblemError) as found:
        appeals.add_appeal(village.at("clerk"), give(village, "林二", 300), text, day)
    assert code_of(found) == code


@pytest.mark.parametrize(
    ("outcome", "answer", "code"), [("maybe", "x", "PTS-044"), ("upheld", " ", "PTS-043")]
)
def test_an_answer_says_how_and_why(village, outcome, answer, code):
    appeal_id = appeals.add_appeal(village.at("clerk"), give(village, "林二", 300), "少了", "2026-08-18")
    with pytest.raises(ProblemError) as found:
        appeals.answer_appeal(village.at("secretary"), appeal_id, outcome, answer)
    assert code_of(found) == code


def test_an_entry_under_appeal_says_so_until_it_is_answered(village):
    entry_id = give(village, "林二", 300)
    appeal_id = appeals.add_appeal(village.at("clerk"), entry_id, "少了", "2026-08-18")

    def states() -> list[str]:
        found = standings.get_history(village.at("clerk"), Subject.MEMBER, village.members["林二"], 2026)
        return [line.state_label for line in found.entries]

    assert states() == ["申诉中"]
    appeals.answer_appeal(village.at("secretary"), appeal_id, appeals.DISMISSED, "按办法评定")
    assert states() == ["已确认"]


# Today


def test_today_names_what_the_user_at_work_can_do_and_nothing_else(village):
    meet(village, '["P04"]', "2026-07-01", {"林二": "present", "吴三": "present"})
    entry_id = give(village, "林二", 300, "2026-05-01")
    ledger.book(
        village.at("clerk"),
        [NewEntry(Subject.MEMBER, village.members["吴三"], "blood", "2026-08-03", evidence="献血证")],
    )
    appeals.add_appeal(village.at("clerk"), entry_id, "少了", "2026-08-01")
    secretary, clerk = (reminders.read_reminders(village.at(login)) for login in ("secretary", "clerk"))
    assert (secretary.waiting, secretary.appeals, secretary.late_appeals, secretary.to_close) == (3, 1, 1, 1)
    assert (clerk.waiting, clerk.appeals, clerk.to_close) == (2, 0, 0)
