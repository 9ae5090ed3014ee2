"""Meetings and 低保 from the keys of the clerk to the notice on the screen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from desktop.domain.accounts import Role
from desktop.reports.data import AllowanceList, AllowanceState, NoticeData, PartyLife
from desktop.services import finance, meetings
from desktop.services.disclosure.compiling import ALLOWANCES, PARTY_LIFE, compile_data
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import GrantRow, NewGrant
from desktop.services.meetings import MeetingRow, NewMeeting
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk, add_family
from ui.screens.documents.aid_dialog import AidDialog
from ui.screens.documents.make_dialog import MakeDialog, quarters
from ui.screens.documents.meetings_dialog import MeetingsDialog
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.documents.view import DocumentsScreen

EVER = (date.min, date.max)


def documents(desk: Desk) -> DocumentsScreen:
    return desk.screen("documents", DocumentsScreen)


def open_meetings(desk: Desk) -> MeetingsDialog:
    documents(desk).meetings.trigger()
    dialog = desk.dialog(MeetingsDialog)
    desk.settle()
    return dialog


def open_aid(desk: Desk) -> AidDialog:
    documents(desk).aid.trigger()
    dialog = desk.dialog(AidDialog)
    desk.settle()
    return dialog


def finish(desk: Desk, line: QLineEdit) -> None:
    desk.qtbot.keyPress(line, Qt.Key.Key_Return, CONTROL)
    desk.settle()


def leave(desk: Desk, dialog: QDialog) -> None:
    dialog.accept()
    desk.until(lambda: not desk.dialogs())
    desk.settle()


def held(desk: Desk) -> list[MeetingRow]:
    return list(meetings.list_meetings(desk.office, *EVER))


def granted(desk: Desk) -> list[GrantRow]:
    return list(finance.list_grants(desk.office, *EVER))


def quarter(desk: Desk) -> tuple[date, date]:
    """The quarter that the dialogs offer first."""
    _, first, last = quarters(desk.office.today())[0]
    return first, last


def compiled(desk: Desk, template: str) -> NoticeData:
    first, last = (day.isoformat() for day in quarter(desk))
    return compile_data(desk.office, NoticeRequest(template, first, last, last), "1")


def make_notice(desk: Desk, item: str) -> DocumentsScreen:
    """Make a notice over the quarter offered first and wait for its page."""
    screen = documents(desk)
    desk.press(screen.make)
    dialog = desk.dialog(MakeDialog)
    dialog.choose_item(item)
    desk.press(dialog.make)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    desk.until(lambda: any(not line.pixmap().isNull() for line in screen.preview.findChildren(QLabel)))
    return screen


def a_meeting(desk: Desk) -> NewMeeting:
    day = quarter(desk)[0].isoformat()
    return NewMeeting(("P04",), day, "学习党章", 20, 18, 2, chair="王书记", recorder="李委员")


def test_a_meeting_of_two_kinds_is_typed_and_stands_on_the_notice(desk: Desk) -> None:
    dialog = open_meetings(desk)
    first, _ = quarter(desk)
    for code in ("P04", "P05"):
        desk.press(dialog.kinds.box(code))
    desk.write(dialog.held_on, first.isoformat())
    desk.enter(dialog.held_on)
    assert dialog.title.hasFocus()
    desk.write(dialog.title, "学习党章")
    desk.write(dialog.resolution, "每月学习一次")
    desk.write(dialog.chair, "王书记")
    desk.write(dialog.recorder, "李委员")
    desk.write(dialog.due, "20")
    desk.write(dialog.present, "18")
    desk.write(dialog.leave, "2")
    finish(desk, dialog.leave)
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    assert dialog.title.text() == ""
    assert dialog.chair.text() == "王书记"  # the same people lead the next one
    assert dialog.kinds.codes() == ()
    leave(desk, dialog)
    make_notice(desk, "D04")
    data = compiled(desk, PARTY_LIFE)
    assert isinstance(data, PartyLife)
    (entry,) = data.meetings
    assert (entry.on, entry.kind, entry.topic) == (first, "党课、主题党日", "学习党章")
    assert (entry.due, entry.present, entry.leave, entry.decision) == (20, 18, 2, "每月学习一次")


def test_what_is_wrong_with_a_meeting_is_said_at_its_fields(desk: Desk) -> None:
    dialog = open_meetings(desk)
    desk.write(dialog.due, "二十")
    desk.press(dialog.add)
    assert dialog.form["held_on"].problem.text()
    assert "不是人数" in dialog.form["due_count"].problem.text()
    assert dialog.held_on.hasFocus()
    desk.write(dialog.held_on, quarter(desk)[0].isoformat())
    desk.write(dialog.due, "20")
    desk.write(dialog.present, "18")
    desk.press(dialog.add)
    desk.until(dialog.kinds_form["kinds"].problem.text)
    assert dialog.form["title"].problem.text()
    assert "人数对不上" in dialog.form["present_count"].problem.text()
    desk.settle()
    assert dialog.rect().contains(dialog.add.geometry())
    assert dialog.height() <= desk.workspace.height()
    assert held(desk) == []


def test_a_kind_beyond_the_usual_ones_is_found_by_its_initials(desk: Desk) -> None:
    dialog = open_meetings(desk)
    desk.write(dialog.kinds.typed, "V06")
    desk.enter(dialog.kinds.more)
    assert dialog.kinds.codes() == ("V06",)
    assert dialog.kinds.typed.text() == ""


def test_a_meeting_is_put_right_and_then_removed_after_a_question(desk: Desk) -> None:
    meetings.add_meeting(desk.office, a_meeting(desk))
    dialog = open_meetings(desk)
    dialog.table.focus_first_row()
    desk.enter(dialog.table)
    assert dialog.title.hasFocus()
    assert dialog.kinds.codes() == ("P04",)
    desk.write(dialog.title, "学习准则")
    finish(desk, dialog.title)
    desk.until(lambda: dialog.add.text() == "登记这次会议")
    assert [(row.title, row.chair) for row in held(desk)] == [("学习准则", "王书记")]
    desk.settle()
    dialog.table.focus_first_row()
    desk.enter(dialog.table)
    desk.press(dialog.remove)
    assert "删除“学习准则”这次会议？" in desk.agree()
    desk.until(lambda: dialog.table.model().rowCount() == 0)
    assert held(desk) == []


def test_a_meeting_of_another_quarter_is_shown_where_it_belongs(desk: Desk) -> None:
    meetings.add_meeting(desk.office, a_meeting(desk))
    dialog = open_meetings(desk)
    dialog.table.focus_first_row()
    desk.enter(dialog.table)
    _, first, _ = quarters(desk.office.today())[1]
    desk.write(dialog.held_on, first.isoformat())
    finish(desk, dialog.held_on)
    desk.until(lambda: dialog.quarter.currentIndex() == 1)
    desk.until(lambda: dialog.table.model().rowCount() == 1)


def test_a_household_is_found_by_its_wife_and_its_grant_stands_on_the_notice(desk: Desk) -> None:
    family = add_family(desk.office)
    dialog = open_aid(desk)
    month = quarter(desk)[0].isoformat()[:7]
    desk.write(dialog.picker.search, "李秀英")
    desk.until(dialog.picker.hits.isVisible)
    desk.enter(dialog.picker.search)
    desk.until(lambda: dialog.people.text() == "2")
    assert dialog.people.hasFocus()
    desk.write(dialog.amount, "1,240.50")
    desk.write(dialog.from_month, month)
    finish(desk, dialog.from_month)
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    (grant,) = granted(desk)
    assert (grant.household_id, grant.head_person_id) == (family["household"], family["王建国"])
    assert (grant.people_count, grant.monthly_cents, grant.from_month) == (2, 124_050, month)
    assert dialog.picker.targets() == ()
    leave(desk, dialog)
    make_notice(desk, "V15")
    data = compiled(desk, ALLOWANCES)
    assert isinstance(data, AllowanceList)
    assert [(each.head, each.state) for each in data.households] == [("王建国", AllowanceState.NEW)]


def test_what_is_wrong_with_a_grant_is_said_at_its_fields(desk: Desk) -> None:
    dialog = open_aid(desk)
    desk.press(dialog.add)
    assert dialog.form["monthly_cents"].problem.text()
    desk.write(dialog.amount, "500")
    desk.write(dialog.from_month, "7")
    desk.press(dialog.add)
    desk.until(dialog.form["household"].problem.text)
    assert "不是月份" in dialog.form["from_month"].problem.text()
    assert dialog.form["people_count"].problem.text()
    assert dialog.picker.search.hasFocus()
    assert granted(desk) == []


def a_grant(desk: Desk) -> str:
    family = add_family(desk.office)
    (made,) = finance.add_grants(
        desk.office, (NewGrant(family["household"], family["王建国"], 1, 50_000, "2025-01"),)
    )
    return made


def test_a_grant_is_put_right(desk: Desk) -> None:
    a_grant(desk)
    dialog = open_aid(desk)
    dialog.table.focus_first_row()
    desk.enter(dialog.table)
    desk.write(dialog.people, "2")
    finish(desk, dialog.people)
    desk.until(lambda: dialog.add.text() == "登记这一户")
    assert [(row.people_count, row.monthly_cents) for row in granted(desk)] == [(2, 50_000)]


def test_a_grant_is_stopped_from_a_month_on_and_can_be_taken_up_again(desk: Desk) -> None:
    a_grant(desk)
    dialog = open_aid(desk)
    dialog.table.focus_first_row()
    desk.enter(dialog.table)
    desk.press(dialog.stop)
    box = desk.dialog(TextDialog)
    month = quarter(desk)[0].isoformat()[:7]
    desk.write(box.edit, month)
    desk.enter(box.edit)
    desk.until(lambda: granted(desk)[0].change_kind == "stopped")
    desk.until(lambda: dialog.table.model().rowCount() == 0)
    data = compiled(desk, ALLOWANCES)
    assert isinstance(data, AllowanceList)
    assert [each.state for each in data.households] == [AllowanceState.STOPPED]
    desk.press(dialog.ended)
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    dialog.table.focus_first_row()
    desk.enter(dialog.table)
    assert not dialog.stop.isVisible()
    dialog.kind.set_code("continued")
    desk.press(dialog.add)
    desk.until(lambda: granted(desk)[0].to_month is None)
    assert granted(desk)[0].change_kind == "continued"


def choose_aid(dialog: AidDialog, code: str) -> None:
    dialog.aid.setCurrentIndex(dialog.aid.findData(code))


def test_a_person_is_granted_aid_of_a_kind_chosen_on_top(desk: Desk) -> None:
    family = add_family(desk.office)
    dialog = open_aid(desk)
    choose_aid(dialog, "C04")
    assert not dialog.people.isVisible()
    desk.write(dialog.picker.search, "李秀英")
    desk.until(dialog.picker.hits.isVisible)
    desk.enter(dialog.picker.search)
    assert dialog.amount.hasFocus()
    desk.write(dialog.amount, "278")
    desk.write(dialog.from_month, quarter(desk)[0].isoformat()[:7])
    finish(desk, dialog.from_month)
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    (grant,) = finance.list_grants(desk.office, *EVER, "C04")
    assert (grant.household_id, grant.head_person_id) == (family["household"], family["李秀英"])
    assert (grant.people_count, grant.monthly_cents) == (1, 27_800)
    assert granted(desk) == []


def test_what_is_paid_once_asks_for_its_class_and_offers_no_stop(desk: Desk) -> None:
    family = add_family(desk.office)
    dialog = open_aid(desk)
    choose_aid(dialog, "A06")
    assert not dialog.kind.isVisible()
    desk.write(dialog.picker.search, "王建国")
    desk.until(dialog.picker.hits.isVisible)
    desk.enter(dialog.picker.search)
    desk.until(lambda: dialog.people.text() == "2")
    month = desk.office.today().isoformat()[:7]
    desk.write(dialog.amount, "3000")
    desk.write(dialog.from_month, month)
    desk.press(dialog.add)
    desk.until(dialog.form["hardship_class"].problem.text)
    dialog.hardship.set_code("sudden")
    desk.press(dialog.add)
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    (grant,) = finance.list_grants(desk.office, *EVER, "A06")
    assert (grant.household_id, grant.from_month, grant.to_month) == (family["household"], month, month)
    assert grant.hardship_class == "sudden"
    dialog.table.focus_first_row()
    desk.enter(dialog.table)
    assert not dialog.stop.isVisible()
    assert dialog.hardship.code() == "sudden"


@pytest.mark.parametrize(("role", "may"), [(Role.BOOKKEEPER, False), (Role.SECRETARY, True)])
def test_who_may_not_enter_meetings_sees_the_list_without_the_form(desk: Desk, role: Role, may: bool) -> None:
    meetings.add_meeting(desk.office, a_meeting(desk))
    desk.add_user("other", "周", role)
    desk.sign_in("other", OTHERS_PASSWORD)
    dialog = open_meetings(desk)
    desk.until(lambda: dialog.table.model().rowCount() == 1)
    assert dialog.form.isVisible() == may
    assert dialog.add.isVisible() == may
