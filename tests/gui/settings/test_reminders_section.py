"""Reminders and rules are set on their own page."""

from dataclasses import replace
from datetime import UTC, datetime, time

from PySide6.QtCore import QTime

from desktop.domain.reminder import Kind, Reminder
from desktop.services import events
from desktop.services.events import NewEvent
from desktop.services.reminders.wishes import load_wishes
from desktop.services.rule_tasks.explaining import list_task_rules
from tests.support.desk import Desk
from ui.screens.settings.view import SettingsScreen
from ui.shell.tray import TrayReminder


def test_wishes_are_saved_and_a_rule_is_switched_off_and_on(desk: Desk) -> None:
    screen = desk.screen("settings", SettingsScreen)
    screen.show_section("reminders")
    section = screen.reminders
    section.digest.setTime(QTime(9, 5))
    section.urgent.setChecked(False)
    desk.press(section.save)
    desk.until(lambda: desk.noted() == "提醒已保存")
    assert load_wishes(desk.office).digest_at == time(9, 5)
    assert not load_wishes(desk.office).urgent_through
    section.boxes["turns_80"].click()
    desk.until(lambda: "已停用" in desk.noted())
    assert [rule.is_on for rule in list_task_rules(desk.office) if rule.key == "turns_80"] == [False]
    desk.settle()
    section.boxes["turns_80"].click()
    desk.until(lambda: desk.noted() == "规则已启用")


def test_without_a_tray_the_window_tells_numbers_and_leads_to_the_tasks(desk: Desk) -> None:
    events.add_event(desk.office, NewEvent("王大爷家漏雨", due_on="2026-11-19"))
    at_nine = datetime.combine(datetime(2026, 11, 20), time(9)).astimezone().astimezone(UTC)
    office = replace(desk.office, clock=lambda: at_nine)
    told: list[str] = []
    pressed = []

    def notify(text: str, name: str, act) -> None:
        told.append(text)
        act()

    tray = TrayReminder(office, desk.runner, notify, desk.workspace)
    tray.wanted.connect(lambda: pressed.append(True))
    tray.check()
    desk.settle()
    assert told == ["今天的任务：逾期 1 项，待受理 1 项"]
    assert pressed == [True]
    tray.check()
    desk.settle()
    assert len(told) == 1


def test_words_of_a_reminder_hold_kinds_and_numbers_only(desk: Desk) -> None:
    tray = TrayReminder(desk.office, desk.runner, lambda *_: None, desk.workspace)
    assert tray.words(Reminder({Kind.URGENT: 2, Kind.FEEDBACK: 1}, True)) == "紧急 2 项，待反馈 1 项"
