"""查看某日的情况 in the window: the day is said above, nothing can be changed, and there is a way back."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.office import Office
from tests.support.households import Village
from tests.support.windows import activate
from ui.screens.register.life_dialog import LifeDialog
from ui.screens.register.past_page import PastPage
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
PAST = (date.today() - timedelta(days=30)).isoformat()
EDITS = {
    "立户",
    "批量修改",
    "导出",
    "视图",
    "新增成员",
    "修改户",
    "更多",
    "修改",
    "添加住房",
    "添加宅基地",
    "显示",
}


@pytest.fixture
def dated(office: Office, village: Village) -> Village:
    """The village, entered 100 days ago with people who live there since 2020; 王海军 moved in yesterday."""
    yesterday = (office.today() - timedelta(days=1)).isoformat()
    with office.store.local_writing() as connection:  # as if it had been entered so
        connection.execute("UPDATE work_state SET change_set = (SELECT max(seq) FROM change_set)")
        connection.execute("UPDATE membership SET from_date = '2020-01-01'")
        connection.execute("UPDATE household SET opened_on = '2020-01-01'")
        connection.execute(
            "UPDATE membership SET from_date = ? WHERE person_id = ?", (yesterday, village.people["王海军"])
        )
        connection.execute("UPDATE work_state SET change_set = NULL")
        connection.execute("UPDATE change_set SET at_ms = at_ms - ?", (100 * 24 * 3600 * 1000,))
    return village


def _look_back(qtbot: QtBot, screen: RegisterScreen, day: str, household_id: str = "") -> PastPage:
    screen.show_past(household_id)
    dialog = screen.findChild(LifeDialog)
    assert dialog is not None
    dialog.day.selectAll()
    qtbot.keyClicks(dialog.day, day)
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    qtbot.waitUntil(screen._days.is_shown)
    page = screen._days.page
    assert page is not None
    return page


def _offered(page: PastPage) -> set[str]:
    return {button.text() for button in page.findChildren(QPushButton) if button.isVisible()}


def test_the_list_of_a_past_day_says_its_day_and_offers_nothing_that_changes(
    qtbot: QtBot, screen: RegisterScreen, dated: Village
) -> None:
    page = _look_back(qtbot, screen, PAST)
    assert page.said.text() == f"截至 {PAST} 的情况，只读"
    qtbot.waitUntil(lambda: page.list.count.text() == "4 人")
    assert not _offered(page) & EDITS


def test_the_card_of_a_past_day_is_for_looking_and_printing_only(
    qtbot: QtBot, screen: RegisterScreen, office: Office, dated: Village
) -> None:
    with office.change("edit", "x") as work:
        work.update("household", dated.households["张建国"], {"address": "新村9号"})
    page = _look_back(qtbot, screen, PAST, dated.households["张建国"])
    qtbot.waitUntil(page.card.isVisible)
    qtbot.waitUntil(lambda: page.card.person is not None)
    assert "上坪1号" in page.card.facts.text()
    assert not _offered(page) & EDITS
    assert page.card.print_card.isVisible()
    qtbot.keyClick(page.card.members, Qt.Key.Key_F2)
    qtbot.keyClick(page.card.members, Qt.Key.Key_N, CONTROL)
    assert screen._days.is_shown()


def test_alt_home_goes_back_to_today(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen, dated: Village
) -> None:
    page = _look_back(qtbot, screen, PAST)
    qtbot.waitUntil(lambda: page.list.count.text() == "4 人")
    activate(qtbot, workspace)
    page.list.focus_rows()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(screen.list.isVisible)
    assert screen._days.page is None


def test_undo_does_not_reach_the_present_from_a_past_day(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen, office: Office, dated: Village
) -> None:
    page = _look_back(qtbot, screen, PAST)
    qtbot.waitUntil(lambda: page.list.count.text() == "4 人")
    activate(qtbot, workspace)
    page.list.focus_rows()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Z, CONTROL)
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM change_set WHERE kind = 'undo'").fetchone() == (0,)


@pytest.mark.parametrize("day", [date.today().isoformat(), "2026-06"])
def test_a_day_that_is_not_past_is_refused_where_it_was_typed(
    qtbot: QtBot, screen: RegisterScreen, day: str
) -> None:
    screen.show_past()
    dialog = screen.findChild(LifeDialog)
    assert dialog is not None
    dialog.day.setText(day)
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "今天以前" in dialog.form["day"].problem.text())
    assert dialog.isVisible()


def test_going_to_a_record_from_elsewhere_leaves_the_past(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen, dated: Village
) -> None:
    _look_back(qtbot, screen, PAST)
    workspace.open_person(dated.people["王海军"])
    qtbot.waitUntil(screen.card.isVisible)
    assert screen._days.page is None


def test_the_printed_card_is_that_of_the_day(
    qtbot: QtBot, screen: RegisterScreen, office: Office, dated: Village
) -> None:
    page = _look_back(qtbot, screen, PAST, dated.households["张建国"])
    qtbot.waitUntil(page.card.isVisible)
    qtbot.mouseClick(page.card.print_card, Qt.MouseButton.LeftButton)
    dialog = page.card.findChild(PrintDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.print.isEnabled, timeout=10_000)
    with office.store.reading() as connection:
        query = "SELECT purpose FROM access_log WHERE kind = 'print'"
        assert connection.execute(query).fetchall() == [(f"家庭登记页（截至 {PAST}）",)]
    dialog.reject()
