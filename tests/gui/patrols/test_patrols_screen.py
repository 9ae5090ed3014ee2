"""Patrols worked with keys: rounds of several sites, danger on the task log, cards, alerts."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.domain.hazard_card import CardState
from desktop.services import events
from desktop.services.patrols import alerts, cards, rounds, sites
from desktop.services.patrols.alerts import NewAlert
from desktop.services.patrols.rounds import DANGER, NORMAL, NewPatrol, NewRound, PatrolFilter
from desktop.services.patrols.sites import NewSite
from tests.support.desk import CONTROL, Desk
from tests.support.households import Village, fill_with_households
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.patrols.round_dialog import RoundDialog
from ui.screens.patrols.view import ALERTS, CARDS, DUE, RECORDS, SITES, PatrolsScreen
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.register.view import RegisterScreen
from ui.screens.today.view import TodayScreen
from ui.shell.problem_dialog import QuestionDialog
from ui.widgets.reference_edit import ReferenceChoice


@pytest.fixture
def village(desk: Desk) -> Village:
    made = fill_with_households(desk.office)
    with desk.office.change("edit", "电话") as work:
        work.update("person", made.people["王海军"], {"mobile": "13900000005"})
    return made


def slope(desk: Desk, village: Village, name: str = "老鹰岩", order: str = "1", readings: str = "") -> str:
    new = NewSite(
        name,
        "H5",
        warning_signal="敲锣",
        route="往东",
        monitor_id=village.people["王海军"],
        route_order=order,
        readings=readings,
        households=(village.households["张建国"],),
    )
    return sites.add_site(desk.office, new)


def screen_of(desk: Desk, tab: str = DUE) -> PatrolsScreen:
    screen = desk.screen("patrols", PatrolsScreen)
    screen.show_tab(tab)
    desk.settle()
    return screen


def patrols(desk: Desk) -> tuple[rounds.Patrol, ...]:
    today = desk.office.today()
    span = PatrolFilter((today - timedelta(days=2)).isoformat(), today.isoformat())
    return rounds.list_patrols(desk.office, span)


def texts(screen: PatrolsScreen) -> str:
    return "\n".join(line.text() for line in screen.findChildren(QLabel) if line.isVisible())


def test_when_nothing_is_due_a_round_of_every_site_can_be_entered(desk: Desk, village: Village) -> None:
    site = slope(desk, village)
    who = (village.people["王海军"],)
    rounds.add_round(desk.office, NewRound(who, (NewPatrol(site, "0:00", NORMAL),)))
    screen = screen_of(desk)
    assert not screen.due.model.ids
    screen.due.enter.click()
    assert [page.site.site.row.id for page in desk.dialog(RoundDialog).pages] == [site]


def test_a_round_of_three_sites_is_entered_with_the_keyboard(desk: Desk, village: Village) -> None:
    slope(desk, village, readings="裂缝1（毫米）")
    slope(desk, village, "大塘", "2")
    slope(desk, village, "老屋", "3")
    screen = screen_of(desk)
    assert screen.due.model.rowCount() == 3
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(RoundDialog)
    assert [choice.name for choice in dialog.people.choices()] == ["王海军"]
    dialog.list.setFocus()
    desk.qtbot.keyClick(dialog.list, Qt.Key.Key_1)
    line = dialog.pages[0].readings["裂缝1"]
    assert QApplication.focusWidget() is line
    desk.qtbot.keyClicks(line, "12.5")
    dialog.list.setCurrentRow(1)
    dialog.list.setFocus()
    desk.qtbot.keyClick(dialog.list, Qt.Key.Key_3)
    assert QApplication.focusWidget() is next(iter(dialog.pages[1].signs.boxes.values()))
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    desk.press(dialog.rest)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    found = {each.site: each for each in patrols(desk)}
    assert {name: each.row.result for name, each in found.items()} == {
        "老鹰岩": NORMAL,
        "大塘": DANGER,
        "老屋": NORMAL,
    }
    assert found["老鹰岩"].row.readings == {"裂缝1": "12.5"}
    event = events.get_event(desk.office, found["大塘"].row.event_id)
    assert event.event.urgency == "urgent"
    assert "险情 1 个" in desk.noted()
    assert screen.due.model.rowCount() == 0


def test_sites_without_a_result_stay_due_and_wrong_fields_are_told_in_place(
    desk: Desk, village: Village
) -> None:
    slope(desk, village)
    slope(desk, village, "大塘", "2")
    screen = screen_of(desk)
    screen.due.presenter.enter()
    dialog = desk.dialog(RoundDialog)
    dialog.submit()
    desk.until(dialog.problem.text)
    dialog.time.setText("明天见")
    dialog.pages[1].set_result("2")
    dialog.submit()
    desk.until(dialog.head["time"].problem.text)
    assert dialog.pages[1].form["signs"].problem.text()
    assert dialog.list.currentRow() == 1
    dialog.time.setText("昨天 22:30")
    dialog.pages[1].note.setText("坝脚有水")
    dialog.submit()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (one,) = patrols(desk)
    assert (one.site, one.at[11:], one.row.note) == ("大塘", "22:30", "坝脚有水")
    assert [each.site.row.name for each in screen.due.model.rows] == ["老鹰岩"]


def test_the_last_value_stands_beside_the_new_one_and_a_jump_is_told(desk: Desk, village: Village) -> None:
    one = slope(desk, village, readings="裂缝1（毫米）变化5")
    new = NewPatrol(one, "昨天 8:00", readings={"裂缝1": "10"})
    rounds.add_round(desk.office, NewRound((village.people["王海军"],), (new,)))
    screen = screen_of(desk)
    screen.due.presenter.enter_one(one)
    page = desk.dialog(RoundDialog).pages[0]
    field = page.form["readings/裂缝1"]
    assert "上次 10" in field.hint.text()
    page.readings["裂缝1"].setText("16")
    assert "变化大" in field.problem.text()
    page.readings["裂缝1"].setText("11")
    assert not field.problem.text()
    page.note.setFocus()
    desk.qtbot.keyClick(page.note, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: not desk.dialogs())
    assert [each.row.readings["裂缝1"] for each in patrols(desk)] == ["11", "10"]


def test_a_site_is_added_with_its_households(desk: Desk, village: Village) -> None:
    screen = screen_of(desk, SITES)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(FieldsDialog)
    desk.press(dialog.yes)
    desk.until(dialog.form["name"].problem.text)
    dialog.form["note"].widget.setFocus()
    shown = dialog.form["note"].widget
    assert dialog.rect().contains(shown.mapTo(dialog, shown.rect().bottomLeft()))
    dialog.form["name"].widget.setText("老鹰岩")  # type: ignore[attr-defined]
    dialog.form["kind"].widget.set_code("H1")  # type: ignore[attr-defined]
    choice = ReferenceChoice(village.households["张建国"], "张建国")
    dialog.form["households"].widget.set_choices([choice])  # type: ignore[attr-defined]
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    (site,) = sites.list_sites(desk.office)
    assert [each.head for each in site.households] == ["张建国"]
    assert "受威胁 1 户 2 人" in texts(screen)


def test_cards_are_issued_for_the_list_and_signed(desk: Desk, village: Village) -> None:
    slope(desk, village)
    screen = screen_of(desk, CARDS)
    screen.cards.issue.click()
    question = desk.dialog(QuestionDialog)
    question.yes.click()
    dialog = desk.dialog(PrintDialog)
    desk.until(dialog.print.isEnabled)
    dialog.reject()
    desk.settle()
    (card,) = cards.list_cards(desk.office)
    assert card.state is CardState.UNSIGNED
    screen.cards.presenter.show_view("unsigned")
    screen.cards.presenter.sign()
    desk.dialog(FieldsDialog).submit()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert cards.list_cards(desk.office)[0].state is CardState.GOOD


def test_an_alert_makes_sites_due_by_the_hour_until_it_ends(desk: Desk, village: Village) -> None:
    one = slope(desk, village)
    rounds.add_round(desk.office, NewRound((village.people["王海军"],), (NewPatrol(one, "昨天 8:00"),)))
    screen = screen_of(desk)
    assert screen.due.model.rowCount() == 0
    screen.show_tab(ALERTS)
    desk.settle()
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    dialog = desk.dialog(FieldsDialog)
    dialog.submit()
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    screen.show_tab(DUE)
    desk.settle()
    assert screen.due.model.rowCount() == 1
    assert "暴雨黄色预警" in texts(screen)
    screen.show_tab(ALERTS)
    desk.settle()
    screen.alerts.presenter.end()
    dialog = desk.dialog(FieldsDialog)
    dialog.form["to_at"].widget.setText("2020-01-01 8:00")  # type: ignore[attr-defined]
    dialog.submit()
    desk.until(dialog.form["to_at"].problem.text)
    dialog.form["to_at"].widget.setText("")  # type: ignore[attr-defined]
    dialog.reject()


def test_a_patrol_is_turned_into_an_event_from_the_records(desk: Desk, village: Village) -> None:
    one = slope(desk, village)
    new = NewPatrol(one, "0:00", DANGER, note="墙体开裂")
    rounds.add_round(desk.office, NewRound((village.people["王海军"],), (new,)))
    screen = screen_of(desk, RECORDS)
    assert "1 点次　1 人次　1 人" in texts(screen)
    button = screen.records.panel.buttons["转为事项"]
    desk.press(button)
    desk.until(lambda: "看事项" in screen.records.panel.buttons)
    desk.settle()
    assert patrols(desk)[0].row.event_id


def test_the_start_page_says_what_waits_and_leads_there(desk: Desk, village: Village) -> None:
    slope(desk, village)
    alerts.add_alert(desk.office, NewAlert("01", "1", "0:00"))
    today = desk.screen("today", TodayScreen)
    today.refresh()
    desk.workspace.current_screen()
    desk.settle()
    links = {each.toolTip(): each for each in today.findChildren(QPushButton)}
    assert "暴雨红色预警" in links
    (cards_link,) = [each for text, each in links.items() if text.startswith("明白卡要发")]
    cards_link.click()
    desk.settle()
    screen = desk.workspace.current_screen()
    assert isinstance(screen, PatrolsScreen)
    assert screen.tab() == CARDS


def test_the_card_of_a_household_says_what_threatens_it(desk: Desk, village: Village) -> None:
    slope(desk, village)
    register = desk.screen("register", RegisterScreen)
    for head, told in (("张建国", "没有卡"), ("王海军", "没有受隐患点威胁")):
        desk.workspace.open_household(village.households[head])
        desk.settle()
        tabs = register.card.tabs
        place = next(n for n in range(tabs.count()) if tabs.tabText(n) == "避险")
        part = tabs.widget(place)
        desk.until(lambda p=part, t=told: any(t in line.text() for line in p.findChildren(QLabel)))
