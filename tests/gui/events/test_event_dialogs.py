"""Events entered and handled in the window, over a real office."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.accounts import Role
from desktop.domain.event_state import Step, Urgency
from desktop.services import events
from desktop.services.events import EventFilter, NewEvent
from desktop.services.events.extensions import extend_event
from desktop.services.task_orders.intake import take_in_tasks
from tests.support.desk import OTHERS_PASSWORD, Desk, add_family
from ui.screens.events.detail import EventDetailPanel
from ui.screens.events.event_dialog import EventDialog
from ui.screens.events.figures_dialog import FiguresDialog
from ui.screens.events.small_dialogs import ExtensionDialog, MergeDialog, PublicDialog
from ui.screens.events.step_dialog import StepDialog
from ui.screens.events.view import EventsScreen
from ui.screens.report_tables.answer_dialog import AnswerDialog


def reported(title: str = "路灯不亮", urgency: Urgency = Urgency.NORMAL) -> NewEvent:
    return NewEvent(title, kind="event", urgency=urgency, reporter="李四", reporter_phone="13800001111")


def words(panel: EventDetailPanel) -> str:
    return "\n".join(line.text() for line in panel.findChildren(QLabel))


def pressed(panel: EventDetailPanel, text: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == text)


def entry(panel: EventDetailPanel, text: str) -> QAction:
    """An entry of the panel's menu of further actions."""
    menu = pressed(panel, "更多").menu()
    return next(each for each in menu.actions() if each.text() == text)


def shown(desk: Desk, title: str) -> EventsScreen:
    screen = desk.screen("events", EventsScreen)
    desk.until(lambda: title in words(screen.detail))
    return screen


def test_who_reported_it_is_taken_from_the_register_and_the_limit_is_shown_at_once(desk: Desk) -> None:
    family = add_family(desk.office)
    screen = desk.screen("events", EventsScreen)
    desk.press(screen.new)
    dialog = desk.dialog(EventDialog)
    desk.write(dialog.title_edit, "门口路灯不亮")
    assert dialog.category.code() == "0402"
    assert "前办结" in dialog.form["limit_class"].hint.text()
    desk.write(dialog.reporter.search, "wjg")
    desk.until(dialog.reporter.hits.isVisible)
    desk.enter(dialog.reporter.search)
    desk.until(lambda: dialog.reporter_phone.text() == "10012345678")
    assert dialog.reporter.name() == "王建国"
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (event,) = events.list_events(desk.office, EventFilter("all"))
    detail = events.get_event(desk.office, event.id)
    assert (detail.reporter_id, detail.event.category, detail.event.kind) == (
        family["王建国"],
        "0402",
        "event",
    )
    assert [link.target_id for link in detail.links] == [family["王建国"]]


def test_a_category_that_somebody_chose_is_not_guessed_over(desk: Desk) -> None:
    desk.press(desk.screen("events", EventsScreen).new)
    dialog = desk.dialog(EventDialog)
    category = dialog.category.lineEdit()
    assert category is not None
    desk.write(category, "邻里纠纷")
    desk.enter(category)
    desk.write(dialog.title_edit, "为路灯吵架")
    assert dialog.category.code() == "0101"


def test_settled_on_the_spot_in_one_dialog(desk: Desk) -> None:
    desk.press(desk.screen("events", EventsScreen).new)
    dialog = desk.dialog(EventDialog)
    desk.write(dialog.title_edit, "问医保怎么报销")
    assert not dialog.outcome.isVisible()
    dialog.on_the_spot.setChecked(True)
    desk.press(dialog.save)
    desk.until(lambda: "要写明" in dialog.form["result"].problem.text())
    dialog.outcome.setPlainText("当面讲清楚了")
    way = dialog.way.lineEdit()
    assert way is not None
    desk.write(way, "上门")
    desk.enter(way)
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    (event,) = events.list_events(desk.office, EventFilter("done"))
    detail = events.get_event(desk.office, event.id)
    assert (detail.on_the_spot, detail.result, detail.event.state) == (True, "当面讲清楚了", "75")


def test_a_likely_duplicate_is_named_while_it_is_typed(desk: Desk) -> None:
    events.add_event(desk.office, reported("大塘沿路灯不亮"))
    desk.press(desk.screen("events", EventsScreen).new)
    dialog = desk.dialog(EventDialog)
    desk.write(dialog.title_edit, "大塘沿的路灯不亮")
    desk.enter(dialog.title_edit)
    desk.until(lambda: "大塘沿路灯不亮" in dialog.form["title"].hint.text())


def test_settling_can_say_at_once_that_the_person_was_told(desk: Desk) -> None:
    event = events.add_event(desk.office, reported())
    screen = shown(desk, "路灯不亮")
    desk.press(pressed(screen.detail, "办结"))
    dialog = desk.dialog(StepDialog)
    dialog.text.setPlainText("换了灯泡")
    dialog.way.set_code("10")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    detail = events.get_event(desk.office, event)
    assert (detail.event.state, detail.feedback_text) == ("75", "换了灯泡")


def test_a_task_from_above_is_settled_by_its_answer_from_the_panel_and_from_the_board(desk: Desk) -> None:
    with desk.office.change("received", "县里") as work:
        task = {
            "number": "民〔2026〕7号",
            "title": "上报独居老人情况",
            "issuer": "示范县民政局",
            "issued_at": desk.office.now_text(),
            "due_at": "2030-10-13T09:00:00+00:00",
            "urgency": "normal",
            "asks": "[]",
            "reminder_count": 0,
        }
        work.insert("task_order", task)
    take_in_tasks(desk.office)
    screen = shown(desk, "上报独居老人情况")
    (event,) = events.list_events(desk.office, EventFilter("open"))
    screen.board.moved.emit(event.id, "feedback")
    dialog = desk.dialog(AnswerDialog)
    dialog.reject()
    desk.press(pressed(screen.detail, "答复上级交办…"))
    dialog = desk.dialog(AnswerDialog)
    dialog.text.setPlainText("核实了 12 户")
    dialog.submit()
    desk.until(lambda: not desk.dialogs())
    detail = events.get_event(desk.office, event.id)
    assert (detail.event.state, detail.result, detail.is_to_answer) == ("75", "核实了 12 户", False)


def test_a_dissatisfied_person_has_it_done_anew_in_the_same_dialog(desk: Desk) -> None:
    event = events.add_event(desk.office, reported())
    events.settle(desk.office, event, "换了灯泡", "10")
    screen = desk.screen("events", EventsScreen)
    screen.show_record("event", event)
    desk.until(lambda: "换了灯泡" in words(screen.detail))
    desk.press(pressed(screen.detail, "评价"))
    dialog = desk.dialog(StepDialog)
    assert not dialog.redo.isVisible()
    satisfaction = dialog.satisfaction.lineEdit()
    assert satisfaction is not None
    desk.write(satisfaction, "不满意")
    desk.enter(satisfaction)
    assert dialog.redo.isVisible()
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    assert events.get_event(desk.office, event).event.state == "85"


def test_a_pause_shows_when_it_ends_and_a_day_that_is_none_is_told_at_the_field(desk: Desk) -> None:
    event = events.add_event(desk.office, reported())
    screen = shown(desk, "路灯不亮")
    entry(screen.detail, "暂停计时…").trigger()
    dialog = desk.dialog(StepDialog)
    dialog.text.setPlainText("等配件")
    desk.write(dialog.until, "过几天")
    desk.press(dialog.save)
    assert "10月20日" in dialog.form["until"].problem.text()
    until = desk.office.today() + timedelta(days=5)
    desk.write(dialog.until, until.isoformat())
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: f"{until.isoformat()} 后自动恢复" in words(screen.detail))
    assert events.get_event(desk.office, event).event.state == "55"


def test_an_extension_is_asked_for_and_the_secretary_grants_it(desk: Desk) -> None:
    event = events.add_event(desk.office, reported("水渠塌了", Urgency.COMPLEX))
    screen = shown(desk, "水渠塌了")
    entry(screen.detail, "延期…").trigger()
    dialog = desk.dialog(ExtensionDialog)
    assert dialog.save.text() == "提交书记审批"
    dialog.text.setPlainText("等材料")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: "申请延期 8 天：等材料" in words(screen.detail))
    desk.add_user("shuji", "陈书记", Role.SECRETARY)
    desk.sign_in("shuji", OTHERS_PASSWORD)
    screen = shown(desk, "申请延期 8 天：等材料")
    desk.press(pressed(screen.detail, "同意延期"))
    desk.settle()
    assert "同意延期" not in [each.text() for each in screen.detail.findChildren(QPushButton)]
    assert events.get_event(desk.office, event).extensions[0].state == "granted"


def test_the_same_matter_is_merged_from_the_likely_ones(desk: Desk) -> None:
    first = events.add_event(desk.office, reported("大塘沿路灯不亮"))
    second = events.add_event(desk.office, reported("大塘沿的路灯坏了不亮"))
    screen = desk.screen("events", EventsScreen)
    screen.show_record("event", second)
    desk.until(lambda: "大塘沿的路灯坏了不亮" in words(screen.detail))
    entry(screen.detail, "合并…").trigger()
    dialog = desk.dialog(MergeDialog)
    assert "大塘沿路灯不亮" in dialog.hits.item(0).text()
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    desk.until(lambda: "要告知的人" in words(screen.detail) or "并入的" in words(screen.detail))
    assert events.get_event(desk.office, second).merged_into is not None
    assert len(events.get_event(desk.office, first).to_tell) == 2


@pytest.mark.parametrize("text", ["李四反映的路灯已修好", "路灯已修好，打13800001111"])
def test_a_public_text_with_a_name_or_a_number_stays_in_its_dialog(desk: Desk, text: str) -> None:
    event = events.add_event(desk.office, reported())
    events.settle(desk.office, event, "换了灯泡", "10")
    screen = desk.screen("events", EventsScreen)
    screen.show_record("event", event)
    desk.until(lambda: "换了灯泡" in words(screen.detail))
    entry(screen.detail, "公开反馈…").trigger()
    dialog = desk.dialog(PublicDialog)
    assert "李四" not in dialog.text.toPlainText()
    dialog.text.setPlainText(text)
    desk.press(dialog.save)
    desk.until(dialog.problem.text)
    assert dialog.isVisible()
    dialog.text.setPlainText("有村民反映路灯不亮，已换新灯。")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    assert events.get_event(desk.office, event).published_on == desk.office.today().isoformat()


def test_who_may_not_decide_is_offered_no_decision(desk: Desk) -> None:
    event = events.add_event(desk.office, reported("水渠塌了", Urgency.COMPLEX))
    extend_event(desk.office, event, 3, "等材料")
    screen = shown(desk, "申请延期 3 天：等材料")
    assert "同意延期" not in [each.text() for each in screen.detail.findChildren(QPushButton)]
    assert Step.ACCEPT in events.get_event(desk.office, event).allowed


def test_figures_are_shown_for_a_period_with_part_and_whole(desk: Desk) -> None:
    event = events.add_event(desk.office, reported())
    events.settle(desk.office, event, "换了灯泡", "10")
    events.rate(desk.office, event, "1")
    screen = desk.screen("events", EventsScreen)
    next(each for each in screen.commands() if each.title == "事项统计").run()
    dialog = desk.dialog(FiguresDialog)
    desk.settle()
    told = "\n".join(line.text() for line in dialog.findChildren(QLabel) if line.isVisible())
    assert "办结 1 件，没有上报过的 1 件" in told
    assert "评价率 1/1" in told
    dialog.show_period("last_year")
    desk.until(lambda: "0 件" in "\n".join(line.text() for line in dialog.findChildren(QLabel)))


def test_control_shift_n_asks_for_a_matter_settled_on_the_spot(desk: Desk) -> None:
    screen = desk.screen("events", EventsScreen)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, keys)
    dialog = desk.dialog(EventDialog)
    assert dialog.save.text() == "当场办结"
    assert dialog.outcome.isVisible()


def test_editing_a_task_keeps_who_asked_for_it_and_how_urgent_it_is(desk: Desk) -> None:
    new = NewEvent("报名单", urgency=Urgency.HARD, reporter="镇里小王", reporter_phone="13800001111")
    task = events.add_event(desk.office, new)
    screen = shown(desk, "报名单")
    desk.press(pressed(screen.detail, "修改…"))
    dialog = desk.dialog(EventDialog)
    desk.write(dialog.title_edit, "报两份名单")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    detail = events.get_event(desk.office, task)
    assert (detail.event.title, detail.reporter, detail.reporter_phone) == (
        "报两份名单",
        "镇里小王",
        "13800001111",
    )
    assert (detail.event.urgency, detail.own_class) == ("hard", "")
