"""Duties worked on the screen: a meeting planned, a reason given, an order mended, a lost point followed."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from desktop.domain.accounts import Role
from desktop.domain.obligation import ObligationState
from desktop.domain.rectification import RectificationState
from desktop.services.obligations.calendar import read_calendar
from desktop.services.obligations.rectification import list_rectifications
from desktop.services.settings import save_settings
from tests.support.desk import OTHERS_PASSWORD, Desk
from ui.screens.events.view import EventsScreen
from ui.screens.meetings.plan_dialog import PlanDialog
from ui.screens.meetings.view import MeetingsScreen
from ui.screens.obligations.dialogs import (
    AnswerDialog,
    FindingDialog,
    MeasuresDialog,
    ReasonDialog,
)
from ui.screens.obligations.misses_dialog import MissesDialog
from ui.screens.obligations.page_presenter import last_quarter
from ui.screens.obligations.rules_dialog import RulesDialog
from ui.screens.obligations.view import ObligationsScreen
from ui.screens.today.view import TodayScreen
from ui.widgets.virtual_table import VirtualTable


def put(desk: Desk, table: str, **values) -> str:
    with desk.office.change("edit", "test") as work:
        return str(work.insert(table, values))


def since(desk: Desk, days: int) -> None:
    save_settings(desk.office, duties_since=(desk.office.today() - timedelta(days=days)).isoformat())


def opened(desk: Desk) -> ObligationsScreen:
    return desk.screen("obligations", ObligationsScreen)


def said(widget) -> str:
    return "\n".join(line.text() for line in widget.findChildren(QLabel))


def pressed(desk: Desk, parent, text: str) -> None:
    desk.press(next(b for b in parent.findChildren(QPushButton) if b.text() == text and b.isVisible()))


def select(desk: Desk, table: VirtualTable, text: str) -> None:
    """Put the cursor on the first row in which a text stands."""
    model = table.model()
    for row in range(model.rowCount()):
        cells = [str(model.index(row, column).data()) for column in range(model.columnCount())]
        if text in "\n".join(cells):
            table.selectRow(row)
            desk.settle()
            return
    raise AssertionError(text)


def order(desk: Desk, **values) -> str:
    today = desk.office.today()
    fields = {
        "number": "整改〔2026〕3号",
        "title": "公开栏玻璃破损",
        "issuer": "示范县",
        "issued_on": (today - timedelta(days=5)).isoformat(),
        "due_on": (today + timedelta(days=2)).isoformat(),
        "reminder_count": 0,
    }
    return put(desk, "rectification_order", **fields | values)


def test_a_meeting_that_is_owed_is_planned_inside_its_period_with_two_keys(desk: Desk) -> None:
    branch = put(desk, "branch", name="示范村党支部", kind="30")
    screen = opened(desk)
    select(desk, screen.calendar.table, "支部党员大会")
    pressed(desk, screen.calendar.detail, "安排会议…")
    dialog = desk.dialog(PlanDialog)
    assert "党员大会" in dialog.title.text()
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    lines = [line for line in read_calendar(desk.office).lines if line.obligation.holder.id == branch]
    assert {line.obligation.kind for line in lines if line.plan} == {"P01"}
    select(desk, screen.calendar.table, "支部党员大会")
    pressed(desk, screen.calendar.detail, "看安排好的会")
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), MeetingsScreen)


def test_the_reason_for_a_miss_stands_beside_it_and_in_the_statement(desk: Desk) -> None:
    since(desk, 200)
    screen = opened(desk)
    desk.press(screen.calendar.tabs.tab("missed"))
    pressed(desk, screen.calendar.detail, "说明原因…")
    dialog = desk.dialog(ReasonDialog)
    dialog.reason.setPlainText("防台风抢险")
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert "防台风抢险" in said(screen.calendar.detail)
    missed = [line for line in read_calendar(desk.office).lines if line.reason]
    assert [line.state for line in missed] == [ObligationState.MISSED]


def test_the_statement_takes_reasons_for_disclosures_too(desk: Desk) -> None:
    since(desk, 200)
    screen = opened(desk)
    desk.press(screen.misses)
    dialog = desk.dialog(MissesDialog)
    dialog.span.setCurrentIndex(1)
    dialog.span.activated.emit(1)
    desk.settle()
    misses = [dialog._model.row_at(row) for row in range(dialog._model.rowCount())]
    disclosure = next(miss for miss in misses if not miss.is_meeting)
    dialog.table.select_id(disclosure.id)
    desk.press(dialog.reason)
    asked = desk.dialog(ReasonDialog)
    asked.reason.setPlainText("等镇里的报表")
    desk.press(asked.yes)
    desk.until(lambda: len(desk.dialogs()) == 1)
    desk.settle()
    desk.until(
        lambda: [miss.reason for miss in dialog._model.rows if miss.id == disclosure.id] == ["等镇里的报表"]
    )
    dialog.accept()


def test_an_order_is_taken_up_and_answered_on_the_screen(desk: Desk) -> None:
    order_id = order(desk)
    desk.workspace.open_record("obligations", "rectification", order_id)
    desk.settle()
    screen = opened(desk)
    desk.press(screen.tabs.tab("rectification"))
    desk.settle()
    pressed(desk, screen.mending.detail, "登记整改措施…")
    measures = desk.dialog(MeasuresDialog)
    desk.press(measures.yes)
    desk.until(measures.form["measures"].problem.text)
    measures.measures.setPlainText("换玻璃")
    desk.write(measures.owner, "郑志强")
    desk.press(measures.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    pressed(desk, screen.mending.detail, "转为任务")
    desk.until(lambda: desk.workspace.current_key == "events")
    desk.settle()
    desk.workspace.open_record("obligations", "rectification", order_id)
    desk.settle()
    assert any(each.text() == "看任务" for each in screen.mending.detail.findChildren(QPushButton))
    pressed(desk, screen.mending.detail, "答复整改结果…")
    answer = desk.dialog(AnswerDialog)
    answer.answer.setPlainText("已换好")
    desk.press(answer.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert list_rectifications(desk.office)[0].state is RectificationState.ANSWERED
    assert "0" in screen.mending.tabs.tab("todo").text()


def test_something_found_is_entered_with_two_days_filled_in(desk: Desk) -> None:
    screen = opened(desk)
    desk.press(screen.tabs.tab("rectification"))
    desk.settle()
    desk.press(screen.new)
    dialog = desk.dialog(FindingDialog)
    desk.write(dialog.title, "垃圾桶少两个")
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert [each.title for each in list_rectifications(desk.office)] == ["垃圾桶少两个"]
    assert "垃圾桶少两个" in said(screen.mending.detail)


def test_a_lost_point_leads_to_the_event_that_cost_it(desk: Desk) -> None:
    due = last_quarter(desk.office.today()).last - timedelta(days=10)
    put(
        desk,
        "event",
        number="1",
        title="上坪组路灯不亮",
        received_at=f"{due - timedelta(days=3)}T01:00:00+00:00",
        due_on=due.isoformat(),
        state="50",
    )
    screen = opened(desk)
    desk.press(screen.tabs.tab("score"))
    desk.settle()
    screen.span.setCurrentIndex(1)
    screen.span.activated.emit(1)
    desk.settle()
    select(desk, screen.score.table, "上坪组路灯不亮")
    assert screen.score.mend.text() == "去办理"
    desk.press(screen.score.mend)
    desk.settle()
    assert isinstance(desk.workspace.current_screen(), EventsScreen)


def test_the_rule_of_the_score_is_told_in_sentences(desk: Desk) -> None:
    screen = opened(desk)
    desk.press(screen.tabs.tab("score"))
    desk.settle()
    desk.press(screen.score.show_rule)
    dialog = desk.dialog(RulesDialog)
    assert "县里还没有下发规则" in said(dialog)
    assert "三会一课（25/100）：支部党员大会、支部委员会会议、党小组会、党课" in said(dialog)
    dialog.accept()


def test_the_days_page_reminds_of_what_is_missing_and_plans_it(desk: Desk) -> None:
    put(desk, "branch", name="示范村党支部", kind="30")
    order(desk)
    today = desk.screen("today", TodayScreen)
    assert "公开栏玻璃破损" in [b.text() for b in today.findChildren(QPushButton)]
    assert "本月还差 1 次主题党日" in said(today)
    pressed(desk, today, "安排…")
    desk.dialog(PlanDialog).reject()
    assert isinstance(desk.workspace.current_screen(), ObligationsScreen)


def test_a_reader_may_look_and_is_offered_nothing_to_do(desk: Desk) -> None:
    since(desk, 200)
    order(desk)
    desk.add_user("duzhe", "读者", Role.READER)
    desk.sign_in("duzhe", OTHERS_PASSWORD)
    screen = opened(desk)
    offered = [b.text() for b in screen.calendar.detail.findChildren(QPushButton)]
    assert "安排会议…" not in offered
    desk.press(screen.tabs.tab("rectification"))
    desk.settle()
    assert not screen.new.isEnabled()
    assert not screen.mending.detail.findChildren(QPlainTextEdit)
