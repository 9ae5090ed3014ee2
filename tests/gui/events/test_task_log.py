"""The task log worked with the keyboard, over a real office."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.accounts import Role
from desktop.domain.event_state import Step
from desktop.services import events
from desktop.services.events import EventFilter, NewEvent, Target
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk, add_family
from ui.screens.events.detail import EventDetailPanel
from ui.screens.events.event_dialog import EventDialog
from ui.screens.events.step_dialog import StepDialog
from ui.screens.events.view import EventsScreen
from ui.shell.screen import ListQuery


def task_log(desk: Desk) -> EventsScreen:
    return desk.screen("events", EventsScreen)


def new_task(desk: Desk, screen: EventsScreen) -> EventDialog:
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    return desk.dialog(EventDialog)


def as_task(desk: Desk, dialog: EventDialog) -> None:
    """Say that it was given, not reported."""
    kind = dialog.kind.lineEdit()
    assert kind is not None
    desk.write(kind, "交办")
    desk.enter(kind)


def all_tasks(desk: Desk) -> tuple[events.Event, ...]:
    return events.list_events(desk.office, EventFilter(view="all"))


def titles(screen: EventsScreen) -> list[str]:
    model = screen.table.model()
    texts = [model.index(row, 1).data() for row in range(model.rowCount())]
    return [str(text) for text in texts]


def words(panel: EventDetailPanel) -> list[str]:
    return [line.text() for line in panel.findChildren(QLabel)]


def step_button(panel: EventDetailPanel, text: str) -> QPushButton:
    return next(pressed for pressed in panel.findChildren(QPushButton) if pressed.text() == text)


def test_a_task_is_logged_with_the_keyboard_and_names_a_person_found_by_initials(desk: Desk) -> None:
    family = add_family(desk.office)
    screen = task_log(desk)
    dialog = new_task(desk, screen)
    assert dialog.title_edit.hasFocus()
    desk.write(dialog.title_edit, "走访低保户")
    desk.enter(dialog.title_edit)
    as_task(desk, dialog)
    assert dialog.due_on.hasFocus()
    desk.write(dialog.due_on, "明天")
    desk.write(dialog.picker.search, "lxy")
    desk.until(dialog.picker.hits.isVisible)
    assert dialog.picker.hits.item(0).text().startswith("李秀英")
    desk.enter(dialog.picker.search)
    assert dialog.picker.targets() == (Target("person", family["李秀英"]),)
    desk.qtbot.keyPress(dialog.picker.search, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (task,) = all_tasks(desk)
    assert task.title == "走访低保户"
    assert task.due_on == (desk.office.today() + timedelta(days=1)).isoformat()
    assert titles(screen) == ["走访低保户"]
    desk.until(lambda: "李秀英" in [b.text() for b in screen.detail.findChildren(QPushButton)])


def test_the_head_stands_for_the_household_too(desk: Desk) -> None:
    family = add_family(desk.office)
    dialog = new_task(desk, task_log(desk))
    desk.write(dialog.picker.search, "wjg")
    desk.until(dialog.picker.hits.isVisible)
    found = [dialog.picker.hits.item(row).text() for row in range(dialog.picker.hits.count())]
    assert [text.partition("　")[0] for text in found] == ["王建国", "王建国户"]
    desk.qtbot.keyClick(dialog.picker.search, Qt.Key.Key_Down)
    desk.qtbot.keyClick(dialog.picker.hits, Qt.Key.Key_Down)
    desk.enter(dialog.picker.hits)
    assert dialog.picker.targets() == (Target("household", family["household"]),)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("二月三十", "没有这一天"), ("尽快", "“尽快”不是日期"), ("2026年12月", "期限要写到哪一天")],
)
def test_a_due_day_that_is_no_day_keeps_the_dialog_and_says_why(desk: Desk, typed: str, told: str) -> None:
    dialog = new_task(desk, task_log(desk))
    desk.write(dialog.title_edit, "修路灯")
    as_task(desk, dialog)
    desk.write(dialog.due_on, typed)
    desk.press(dialog.save)
    assert told in dialog.form["due_on"].problem.text()
    assert "10月20日" in dialog.form["due_on"].problem.text()
    assert dialog.isVisible()
    assert dialog.due_on.hasFocus()
    assert all_tasks(desk) == ()


def test_a_task_without_a_title_is_refused_at_the_title(desk: Desk) -> None:
    dialog = new_task(desk, task_log(desk))
    desk.press(dialog.save)
    desk.until(dialog.form["title"].problem.text)
    assert "标题" in dialog.form["title"].problem.text()
    assert dialog.isEnabled()
    assert all_tasks(desk) == ()


def test_escape_leaves_the_dialog_and_nothing_is_logged(desk: Desk) -> None:
    dialog = new_task(desk, task_log(desk))
    desk.write(dialog.title_edit, "算了")
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.until(lambda: not desk.dialogs())
    assert all_tasks(desk) == ()


def test_steps_lead_from_received_to_settled_and_stand_in_the_record(desk: Desk) -> None:
    events.add_event(desk.office, NewEvent("水管漏水"))
    screen = task_log(desk)
    desk.until(lambda: "水管漏水" in words(screen.detail))
    desk.press(step_button(screen.detail, events.step_label(Step.ACCEPT)))
    desk.settle()
    desk.press(step_button(screen.detail, events.step_label(Step.START)))
    desk.settle()
    desk.press(step_button(screen.detail, events.step_label(Step.SETTLE)))
    dialog = desk.dialog(StepDialog)
    desk.qtbot.keyClick(dialog.text, Qt.Key.Key_Return, CONTROL)
    desk.until(dialog.form["text"].problem.text)
    assert "要写明" in dialog.form["text"].problem.text()
    dialog.text.setPlainText("已换新管")
    desk.qtbot.keyClick(dialog.text, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (task,) = all_tasks(desk)
    assert events.get_event(desk.office, task.id).result == "已换新管"
    screen.show_list(ListQuery(view="done"))
    desk.until(lambda: "已换新管" in words(screen.detail))


def test_handing_a_task_on_needs_somebody_to_hand_it_to(desk: Desk) -> None:
    desk.add_user("zhang", "张网格", Role.GRID_WORKER)
    event_id = events.add_event(desk.office, NewEvent("清理河道"))
    events.take_step(desk.office, event_id, Step.ACCEPT)
    screen = task_log(desk)
    desk.press(step_button(screen.detail, events.step_label(Step.ASSIGN)))
    dialog = desk.dialog(StepDialog)
    desk.press(dialog.save)
    desk.until(dialog.form["handler_id"].problem.text)
    desk.write(dialog.handler.lineEdit(), "zwg")
    desk.enter(dialog.handler.lineEdit())
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    assert all_tasks(desk)[0].handler == "张网格"


@pytest.mark.parametrize(
    ("days", "told"), [(-3, "逾期 3 天"), (0, "今天到期"), (2, "还有 2 天"), (None, "未定期限")]
)
def test_the_due_day_is_told_in_words(desk: Desk, days: int | None, told: str) -> None:
    due_on = "" if days is None else (desk.office.today() + timedelta(days=days)).isoformat()
    events.add_event(desk.office, NewEvent("报表", due_on=due_on))
    screen = task_log(desk)
    model = screen.table.model()
    assert told in model.index(0, 0).data()
    desk.until(lambda: any(told in line for line in words(screen.detail)))


def test_overdue_tasks_are_counted_and_have_their_own_view(desk: Desk) -> None:
    late = (desk.office.today() - timedelta(days=1)).isoformat()
    events.add_event(desk.office, NewEvent("迟了", due_on=late))
    events.add_event(desk.office, NewEvent("不急"))
    screen = task_log(desk)
    overdue = next(b for b in screen.findChildren(QPushButton) if b.text().startswith("已逾期"))
    assert overdue.text() == "已逾期  1"
    desk.press(overdue)
    desk.until(lambda: titles(screen) == ["迟了"])


def test_typing_finds_tasks_and_what_is_not_there_is_told(desk: Desk) -> None:
    events.add_event(desk.office, NewEvent("修路灯"))
    events.add_event(desk.office, NewEvent("发放补贴"))
    screen = task_log(desk)
    desk.write(screen.search, "路灯")
    desk.until(lambda: titles(screen) == ["修路灯"])
    desk.write(screen.search, "没有的事")
    desk.until(lambda: any("没有找到“没有的事”" in line.text() for line in screen.findChildren(QLabel)))


def test_a_link_opens_the_card_of_the_person(desk: Desk) -> None:
    family = add_family(desk.office)
    events.add_event(
        desk.office,
        NewEvent(
            "走访", targets=(Target("person", family["李秀英"]), Target("household", family["household"]))
        ),
    )
    screen = task_log(desk)
    desk.until(lambda: "王建国户" in [b.text() for b in screen.detail.findChildren(QPushButton)])
    desk.press(step_button(screen.detail, "李秀英"))
    desk.settle()
    assert desk.workspace.current_key == "register"
    shown = [line.text() for line in desk.workspace.current_screen().findChildren(QLabel)]
    assert any("李秀英" in text for text in shown)


def test_enter_on_a_task_opens_it_and_saving_keeps_its_steps(desk: Desk) -> None:
    event_id = events.add_event(desk.office, NewEvent("老名字"))
    events.take_step(desk.office, event_id, Step.ACCEPT)
    screen = task_log(desk)
    screen.table.focus_first_row()
    desk.settle()
    desk.enter(screen.table)
    dialog = desk.dialog(EventDialog)
    assert dialog.title_edit.text() == "老名字"
    desk.write(dialog.title_edit, "新名字")
    desk.press(dialog.save)
    desk.until(lambda: not desk.dialogs())
    detail = events.get_event(desk.office, event_id)
    assert detail.event.title == "新名字"
    assert [step.kind for step in detail.steps] == [Step.ACCEPT]


def test_who_may_only_read_is_offered_no_steps_and_no_new_task(desk: Desk) -> None:
    events.add_event(desk.office, NewEvent("看看就好"))
    desk.add_user("du", "读者", Role.READER)
    desk.sign_in("du", OTHERS_PASSWORD)
    screen = task_log(desk)
    desk.until(lambda: "看看就好" in words(screen.detail))
    assert screen.detail.findChildren(QPushButton) == []
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    desk.settle()
    assert desk.dialogs() == []
    assert not screen.new.isEnabled()
