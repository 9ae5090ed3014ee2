"""Meetings worked with the keyboard over a real office: planned, attended, voted, closed, signed."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import isValid

from desktop.domain.accounts import Role
from desktop.domain.matter_step import MatterStep
from desktop.domain.meeting_attendance import AttendanceState
from desktop.domain.member_card import card_code
from desktop.domain.quorum import Attendance, Vote
from desktop.services import events, matter_steps, matters, meetings
from desktop.services.matters import NewMatter
from desktop.services.meetings import attendance, holding, planning, reading, seats, topics
from desktop.services.meetings.holding import Closing
from desktop.services.meetings.planning import TopicDraft
from desktop.services.meetings.topics import TopicMinutes
from tests.support.desk import OTHERS_PASSWORD, Desk, add_family
from tests.support.party import add_branch, add_member
from ui.screens.matters.step_dialog import StepDialog
from ui.screens.matters.view import MattersScreen
from ui.screens.meetings.meeting_dialog import MeetingDialog
from ui.screens.meetings.plan_dialog import PlanDialog
from ui.screens.meetings.seats_dialog import SeatDialog, SeatsDialog
from ui.screens.meetings.small_dialogs import MakeUpDialog, ReasonDialog, SignDialog, TaskDialog
from ui.screens.meetings.topic_dialog import TopicDialog
from ui.screens.meetings.view import MeetingsScreen
from ui.screens.today.view import TodayScreen
from ui.shell.screen import ListQuery

NAMES = ("周建国", "吴美英", "郑海燕", "王文斌", "冯小军")


@pytest.fixture
def hall(desk: Desk) -> MeetingsScreen:
    """The screen of meetings in an office with a branch of five."""
    branch = add_branch(desk.office)
    for name in NAMES:
        add_member(desk.office, name, branch)
    return desk.screen("meetings", MeetingsScreen)


def planned(desk: Desk, screen: MeetingsScreen, **values) -> str:
    """A meeting of the branch today, chosen in the list."""
    plan = replace(planning.propose_plan(desk.office, "P01", on=desk.office.today()), **values)
    meeting = planning.plan_meeting(desk.office, plan)
    screen.refresh()
    desk.settle()
    return meeting


def opened(desk: Desk, screen: MeetingsScreen) -> MeetingDialog:
    desk.enter(screen.table)
    dialog = desk.dialog(MeetingDialog)
    desk.settle()
    return dialog


def names_shown(dialog: MeetingDialog) -> list[str]:
    model = dialog.attendance.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def states(desk: Desk, meeting: str) -> dict[str, str]:
    return {row.name: row.state for row in reading.get_meeting(desk.office, meeting).attendance}


def test_the_next_meeting_is_planned_in_three_presses(desk: Desk, hall: MeetingsScreen) -> None:
    planned(desk, hall, place="文化礼堂", chair="周建国", recorder="吴美英")
    menu = hall.kinds_menu()
    next(action for action in menu.actions() if action.text() == "支部党员大会").trigger()
    dialog = desk.dialog(PlanDialog)
    desk.until(dialog.told.text)
    assert (dialog.place.text(), dialog.chair.text()) == ("文化礼堂", "周建国")
    assert dialog.told.text() == "应到 5 人，其中有表决权 5"
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    first, second = reading.list_all(desk.office, desk.office.today(), desk.office.today().replace(year=2100))
    assert second.held_on > first.held_on
    assert (second.place, second.state, second.due_count) == ("文化礼堂", "planned", 5)
    assert hall.table.current_id() == second.id


def test_a_plan_says_at_its_field_what_is_wrong(desk: Desk, hall: MeetingsScreen) -> None:
    hall.show_list(ListQuery(view="plan:P02"))
    dialog = desk.dialog(PlanDialog)
    desk.write(dialog.chair, "周建国")
    desk.write(dialog.recorder, "周建国")
    desk.press(dialog.save)
    desk.until(dialog.form["recorder"].problem.text)
    desk.write(dialog.held_on, "二月三十")
    desk.press(dialog.save)
    assert "不是日期" in dialog.form["held_on"].problem.text()


def test_attendance_is_taken_by_space_by_name_and_by_card(desk: Desk, hall: MeetingsScreen) -> None:
    meeting = planned(desk, hall)
    dialog = opened(desk, hall)
    assert sorted(names_shown(dialog)) == sorted(NAMES)
    page = dialog.attendance
    page.table.select_id(next(row.id for row in dialog.detail.attendance if row.name == "周建国"))
    desk.qtbot.keyClick(page.table, Qt.Key.Key_Space)
    desk.until(lambda: states(desk, meeting)["周建国"] == "present")
    desk.write(page.search, "wmy")
    desk.until(lambda: names_shown(dialog) == ["吴美英"])
    desk.enter(page.search)
    desk.until(lambda: states(desk, meeting)["吴美英"] == "present")
    desk.settle()
    person = next(row.person_id for row in dialog.detail.attendance if row.name == "王文斌")
    desk.write(page.search, card_code(person))
    desk.enter(page.search)
    desk.until(lambda: states(desk, meeting)["王文斌"] == "present")
    assert page.search.text() == ""
    desk.settle()
    desk.write(page.search, card_code("0" * 32))
    desk.enter(page.search)
    desk.until(lambda: [line for line in dialog.findChildren(QLabel) if "没有读出这张卡" in line.text()])
    desk.settle()
    assert any("可以开会" in line.text() for line in page.findChildren(QLabel))


def test_who_closes_the_meeting_while_it_is_written_sees_it_in_the_list(
    desk: Desk, hall: MeetingsScreen
) -> None:
    meeting = planned(desk, hall, chair="周建国", recorder="吴美英")
    dialog = opened(desk, hall)
    closed = threading.Event()
    assert hall.table.table_model().rowCount() == 1
    desk.runner.write(lambda job: closed.wait(5), lambda _: None, desk.workspace.show_error)
    desk.press(dialog.attendance.rest)
    dialog.show_page("minutes")
    desk.press(dialog.minutes.close_minutes)
    dialog.close()
    desk.until(lambda: not isValid(dialog))
    closed.set()
    desk.settle()
    assert desk.dialogs() == []
    assert set(states(desk, meeting).values()) == {"present"}
    assert hall.table.table_model().rowCount() == 0  # it was held


def test_a_leave_asks_for_its_reason_and_is_made_up_later(desk: Desk, hall: MeetingsScreen) -> None:
    meeting = planned(desk, hall, chair="周建国", recorder="吴美英")
    dialog = opened(desk, hall)
    page = dialog.attendance
    line = next(row.id for row in dialog.detail.attendance if row.name == "冯小军")
    page.table.select_id(line)
    desk.press(page.leave)
    asked = desk.dialog(ReasonDialog)
    desk.press(asked.yes)
    desk.until(asked.form["reason"].problem.text)
    desk.write(asked.other, "住院")
    desk.press(asked.yes)
    desk.until(lambda: states(desk, meeting)["冯小军"] == "leave")
    desk.settle()
    desk.press(page.rest)
    desk.until(lambda: set(states(desk, meeting).values()) == {"present", "leave"})
    desk.settle()
    page.table.select_id(line)
    next(action for action in page.menu().actions() if action.text() == "登记补课…").trigger()
    made_up = desk.dialog(MakeUpDialog)
    desk.write(made_up.told_by, "吴美英")
    desk.press(made_up.yes)
    desk.until(lambda: not [d for d in desk.dialogs() if isinstance(d, MakeUpDialog)])
    desk.settle()
    row = next(row for row in reading.get_meeting(desk.office, meeting).attendance if row.id == line)
    assert row.told_by == "吴美英"


def test_a_vote_is_taken_resolved_made_a_task_closed_and_signed(desk: Desk, hall: MeetingsScreen) -> None:
    meeting = planned(desk, hall, chair="周建国", recorder="吴美英")
    dialog = opened(desk, hall)
    desk.press(dialog.attendance.rest)
    desk.until(lambda: "due" not in states(desk, meeting).values())
    desk.settle()
    dialog.show_page("agenda")
    desk.press(dialog.agenda.add)
    asked = desk.dialog(TopicDialog)
    desk.write(asked.title, "修凉亭")
    asked.kind.set_code("P01")
    desk.press(asked.save)
    desk.until(lambda: not [d for d in desk.dialogs() if isinstance(d, TopicDialog)])
    desk.settle()
    desk.enter(dialog.agenda.table)
    minuted = desk.dialog(TopicDialog)
    assert minuted.present.text() == "5"
    assert "通过至少要 3 票" in minuted.needs.text()
    desk.write(minuted.agreed, "2")
    desk.write(minuted.against, "3")
    minuted.resolution.setPlainText("同意")
    desk.press(minuted.save)  # a rule that is custom warns and does not refuse
    desk.until(lambda: not [d for d in desk.dialogs() if isinstance(d, TopicDialog)])
    desk.settle()
    assert dialog.detail.topic_needs[0].is_passed is False
    desk.enter(dialog.agenda.table)
    minuted = desk.dialog(TopicDialog)
    desk.write(minuted.agreed, "5")
    desk.write(minuted.against, "1")
    desk.press(minuted.save)
    desk.until(minuted.votes["agreed_count"].problem.text)
    desk.write(minuted.against, "0")
    minuted.resolution.setPlainText("同意修凉亭")
    desk.press(minuted.save)
    desk.until(lambda: not [d for d in desk.dialogs() if isinstance(d, TopicDialog)])
    desk.settle()
    desk.press(dialog.agenda.task)
    task = desk.dialog(TaskDialog)
    desk.press(task.yes)
    desk.until(lambda: not [d for d in desk.dialogs() if isinstance(d, TaskDialog)])
    desk.settle()
    (topic,) = dialog.detail.topics
    assert events.get_event(desk.office, topic.event_id).links[0].label == dialog.detail.row.title
    dialog.show_page("minutes")
    desk.press(dialog.minutes.close_minutes)
    desk.until(lambda: dialog.detail.state == "held")
    desk.settle()
    desk.press(dialog.minutes.sign)
    signing = desk.dialog(SignDialog)
    desk.press(signing.yes)
    desk.until(lambda: dialog.detail.state == "signed")
    assert not dialog.minutes.close_minutes.isVisible()
    (row,) = meetings.list_meetings(desk.office, desk.office.today(), desk.office.today())
    assert row.resolution == "同意修凉亭。"


def test_a_task_leads_back_to_its_meeting(desk: Desk, hall: MeetingsScreen) -> None:
    meeting = planned(desk, hall)
    hall.show_list(ListQuery(view="held"))
    desk.settle()
    assert hall.table.current_id() == ""
    desk.workspace.open_record("meetings", "meeting", meeting)
    desk.settle()
    desk.until(lambda: hall.table.current_id() == meeting)


def test_representatives_are_listed_several_at_once_and_due_from_then_on(
    desk: Desk, hall: MeetingsScreen
) -> None:
    family = add_family(desk.office)
    desk.press(hall.seats)
    dialog = desk.dialog(SeatsDialog)
    desk.settle()
    desk.press(dialog.add)
    asked = desk.dialog(SeatDialog)
    for typed in ("wjg", "lxy"):
        desk.write(asked.picker.search, typed)
        desk.until(asked.picker.hits.isVisible)
        desk.enter(asked.picker.search)
    desk.press(asked.yes)
    desk.until(lambda: not [d for d in desk.dialogs() if isinstance(d, SeatDialog)])
    rows = seats.list_seats(desk.office, "representatives")
    assert {row.person_id for row in rows} == {family["王建国"], family["李秀英"]}
    assert planning.view_plan(desk.office, planning.propose_plan(desk.office, "V02")).due == 2


def test_a_day_of_the_calendar_plans_and_its_meeting_shows_beside_it(
    desk: Desk, hall: MeetingsScreen
) -> None:
    meeting = planned(desk, hall, title="今天的会")
    hall.tabs.tab("calendar").click()
    desk.settle()
    grid = hall.calendar.grid
    texts = [
        grid.item(row, column).text()
        for row in range(grid.rowCount())
        for column in range(grid.columnCount())
    ]
    assert any("党员大会" in text for text in texts)
    hall.calendar.meeting_chosen.emit(meeting)
    desk.settle()
    assert any(line.text() == "今天的会" for line in hall.detail.findChildren(QLabel))


def test_a_reader_sees_meetings_and_has_no_deed(desk: Desk, hall: MeetingsScreen) -> None:
    planned(desk, hall)
    desk.add_user("du", "只读", Role.READER)
    desk.sign_in("du", OTHERS_PASSWORD)
    screen = desk.screen("meetings", MeetingsScreen)
    assert not screen.new.isEnabled()
    texts = [pressed.text() for pressed in screen.detail.findChildren(QPushButton)]
    assert texts[0] == "打开会议…"
    assert not {"修改安排…", "取消会议…", "删除…"} & set(texts)
    dialog = opened(desk, screen)
    assert not dialog.attendance.present.isVisible()
    desk.qtbot.keyClick(dialog.attendance.table, Qt.Key.Key_Space)
    desk.settle()
    assert set(states(desk, dialog.meeting_id).values()) == {"due"}


def test_a_matter_takes_the_votes_of_the_agenda_without_typing(desk: Desk, hall: MeetingsScreen) -> None:
    today = desk.office.today().isoformat()
    matter = matters.add_matter(desk.office, NewMatter("修凉亭", "project", today, 9_000_000))
    meeting = planned(desk, hall, chair="周建国", recorder="吴美英")
    attendance.mark_rest(desk.office, meeting, AttendanceState.PRESENT)
    draft = TopicDraft("修凉亭", kind="P01", matter_id=matter)
    topic = topics.add_topic(desk.office, meeting, draft)
    topics.edit_topic(desk.office, topic, draft, TopicMinutes("", "同意提议", Vote(4, 1)))
    holding.close_minutes(desk.office, meeting, Closing("周建国", "吴美英"))
    matter_steps.remove_step(desk.office, matter, MatterStep.PROPOSAL)
    screen = desk.screen("matters", MattersScreen)
    screen._presenter.take_step(MatterStep.PROPOSAL)
    dialog = desk.dialog(StepDialog)
    assert (dialog.due.text(), dialog.agreed.text(), dialog.text.text()) == ("5", "4", "同意提议")
    assert dialog.agreed.isReadOnly()
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    fact = matters.get_matter(desk.office, matter).step(MatterStep.PROPOSAL).path.fact
    assert fact.attendance == Attendance(5, 5)


def test_the_start_page_leads_to_the_meeting_of_the_day(desk: Desk, hall: MeetingsScreen) -> None:
    meeting = planned(desk, hall, title="今天的大会")
    today = desk.screen("today", TodayScreen)
    today.refresh()
    desk.until(lambda: [p for p in today.findChildren(QPushButton) if p.text() == "今天的大会"])
    desk.press(next(p for p in today.findChildren(QPushButton) if p.text() == "今天的大会"))
    desk.until(lambda: desk.workspace.current_screen() is hall)
    desk.settle()
    assert hall.table.current_id() == meeting
