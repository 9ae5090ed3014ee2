"""The check-up at the desk: seen, gone to, put right, or found right."""

import threading
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.job import JobHandle
from desktop.services import data_check
from desktop.services.data_check import DataCheck
from desktop.services.office import Office
from tests.support.desk import CONTROL, Desk
from tests.support.households import Village, arrive, fill_with_households
from ui.screens.data_check.view import DataCheckScreen
from ui.screens.register.view import RegisterScreen


@pytest.fixture
def village(desk: Desk) -> Village:
    made = fill_with_households(desk.office)
    arrive(desk.office, "person", made.people["李桂香"], birth_date="1961-07-01")
    arrive(desk.office, "person", made.people["赵一诺"], mother_person_id="0" * 32)
    return made


def screen_of(desk: Desk) -> DataCheckScreen:
    return desk.screen("data_check", DataCheckScreen)


def rows(screen: DataCheckScreen) -> list[str]:
    model = screen.table.table_model()
    return [str(model.index(row, model.columnCount() - 1).data()) for row in range(model.rowCount())]


def words_beside(screen: DataCheckScreen) -> str:
    return "\n".join(each.text() for each in screen.detail.findChildren(QLabel))


def button_beside(screen: DataCheckScreen, text: str) -> QPushButton:
    return next(each for each in screen.detail.findChildren(QPushButton) if each.text() == text)


def test_the_contradictions_stand_in_a_list_with_what_to_do_beside_it(desk: Desk, village: Village) -> None:
    screen = screen_of(desk)
    assert ["李桂香" in rows(screen)[0], "赵一诺" in rows(screen)[1]] == [True, True]
    assert "5 人、3 户，2 处要处理" in screen.summary.text()
    assert screen.tabs.tab("all").text().endswith("2")
    assert "对照身份证" in words_beside(screen)
    screen.tabs.tab("kin").click()
    assert len(rows(screen)) == 1
    assert "要改正" in words_beside(screen)
    screen.tabs.tab("death").click()
    assert not screen.table.isVisible()
    assert not screen.export.isEnabled()


def test_from_a_contradiction_one_goes_to_the_card_and_what_was_put_right_is_gone(
    desk: Desk, village: Village
) -> None:
    screen = screen_of(desk)
    screen.table.setFocus()
    desk.qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    desk.settle()
    register = desk.workspace.current_screen()
    assert isinstance(register, RegisterScreen)
    assert register.card.card is not None
    assert register.card.card.id == village.households["张建国"]
    arrive(desk.office, "person", village.people["李桂香"], birth_date="1960-07-01")
    assert len(rows(screen_of(desk))) == 1


def test_what_is_right_as_it_is_goes_among_those_looked_at_and_comes_back_on_demand(
    desk: Desk, village: Village
) -> None:
    screen = screen_of(desk)
    desk.press(button_beside(screen, "核对无误"))
    desk.settle()
    assert len(rows(screen)) == 1
    assert "赵一诺" in words_beside(screen)
    screen.tabs.tab("accepted").click()
    assert "李桂香" in rows(screen)[0]
    desk.press(button_beside(screen, "重新核对"))
    desk.settle()
    screen.tabs.tab("all").click()
    assert len(rows(screen)) == 2


def test_the_list_in_view_goes_out_as_a_workbook(desk: Desk, village: Village, tmp_path: Path) -> None:
    screen = screen_of(desk)
    screen.tabs.tab("number").click()
    desk.qtbot.keyClick(screen, Qt.Key.Key_S, CONTROL)
    desk.choose(tmp_path / "体检.xlsx")
    desk.settle()
    sheet = openpyxl.load_workbook(tmp_path / "体检.xlsx").active
    assert [row[1] for row in sheet.iter_rows(min_row=2, max_row=2, values_only=True)] == ["张建国户"]


def test_a_register_in_order_says_so(desk: Desk) -> None:
    fill_with_households(desk.office)
    screen = screen_of(desk)
    shown = "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())
    assert "没有发现矛盾" in shown


def test_a_long_look_tells_how_far_it_is_and_can_be_given_up(
    desk: Desk, village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    check = data_check.check_data

    def slow(office: Office, job: JobHandle) -> DataCheck:
        job.report(3, 8)
        go_on.wait(20)
        job.check_cancelled()
        return check(office, job)

    monkeypatch.setattr(data_check, "check_data", slow)
    desk.workspace.open_screen("data_check")
    screen = desk.workspace.current_screen()
    assert isinstance(screen, DataCheckScreen)
    desk.until(lambda: "3 / 8" in screen.summary.text())
    desk.press(screen.again)
    go_on.set()
    desk.settle()
    assert screen.again.text() == "重新体检"
    assert rows(screen) == []
    desk.press(screen.again)
    desk.settle()
    assert len(rows(screen)) == 2


def test_what_is_found_right_during_a_long_look_is_so_at_once_and_after_it(
    desk: Desk, village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of(desk)
    go_on = threading.Event()
    check = data_check.check_data
    looks: list[int] = []

    def slow(office: Office, job: JobHandle) -> DataCheck:
        found = check(office, job)
        looks.append(len(found.open))
        go_on.wait(20)
        return found

    monkeypatch.setattr(data_check, "check_data", slow)
    desk.press(screen.again)
    desk.until(lambda: looks == [2])
    desk.press(button_beside(screen, "核对无误"))
    desk.until(lambda: len(rows(screen)) == 1)
    go_on.set()
    desk.settle()
    assert looks == [2, 1]
    assert len(rows(screen)) == 1
