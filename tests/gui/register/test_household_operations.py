"""分户, 并户 and 户主变更 in the window: seen before they are stored, taken back by one undo."""

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.services import register_editing as editing
from desktop.services.office import Office
from tests.support.households import Village
from ui.screens.register.head_dialog import HeadDialog
from ui.screens.register.merge_dialog import MergeDialog
from ui.screens.register.operation_dialog import OperationDialog
from ui.screens.register.split_dialog import SplitDialog
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
D = TypeVar("D", bound=OperationDialog)


@pytest.fixture
def card(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> RegisterScreen:
    """The card of 张建国's household, to which his son and a friend of the family belong."""
    household = village.households["张建国"]
    for name, sex, born, relation in (
        ("张大林", "男", "1985-01-01", "长子"),
        ("老友", "男", "1957-01-01", ""),
    ):
        editing.add_person(
            office, household, {"name": name, "sex": sex, "birth_date": born, "relation_to_head": relation}
        )
    workspace.open_household(household)
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.waitUntil(lambda: screen.card.card is not None and len(screen.card.card.members) == 4)
    return screen


def choose_from_menu(card: RegisterScreen, words: str, kind: type[D]) -> D:
    """The dialog behind an entry of the card's menu."""
    (entry,) = [action for action in card.card.more.menu().actions() if action.text() == words]
    entry.trigger()
    found = card.findChild(kind)
    assert isinstance(found, kind)
    return found


def preview(dialog: OperationDialog) -> str:
    return " ".join(line.text() for line in dialog.plan_view.findChildren(QLabel))


def relations(office: Office, household_id: str) -> dict[str, str | None]:
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT p.name, m.relation_to_head FROM membership m JOIN person p ON p.id = m.person_id "
            "WHERE m.to_date IS NULL AND m.household_id = ?",
            (household_id,),
        )
        return dict(rows.fetchall())


def test_a_split_is_ticked_seen_and_stored_by_keys_and_one_undo_takes_it_back(
    qtbot: QtBot, card: RegisterScreen, workspace: Workspace, office: Office, village: Village
) -> None:
    home = village.households["张建国"]
    dialog = choose_from_menu(card, "分户…", SplitDialog)
    rows = [dialog.leaving.item(row).text() for row in range(dialog.leaving.count())]
    son = next(row for row, text in enumerate(rows) if text.startswith("张大林"))
    for _ in range(son):
        qtbot.keyClick(dialog.leaving, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.leaving, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "新户：张大林户" in preview(dialog))
    assert "原户：张建国户" in preview(dialog)
    assert relations(office, home)["张大林"] == "22"  # nothing is stored yet
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "张大林" not in relations(office, home))
    qtbot.waitUntil(lambda: card.card.card is not None and len(card.card.card.members) == 3)
    with qtbot.waitActive(workspace):  # the offscreen platform gives no window back its place by itself
        workspace.activateWindow()
    qtbot.keyClick(card.card.members, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: relations(office, home).get("张大林") == "22")


def test_when_the_head_leaves_a_head_of_the_old_household_is_asked_for(
    qtbot: QtBot, card: RegisterScreen
) -> None:
    dialog = choose_from_menu(card, "分户…", SplitDialog)
    assert not dialog.successor.isVisible()
    dialog.leaving.setCurrentRow(0)
    qtbot.keyClick(dialog.leaving, Qt.Key.Key_Space)
    assert dialog.successor.isVisible()
    qtbot.waitUntil(lambda: "新户：张建国户" in preview(dialog))
    assert "原户：李桂香户" in preview(dialog)
    dialog.reject()


def test_the_first_of_those_who_leave_is_the_head_until_another_is_chosen(
    qtbot: QtBot, card: RegisterScreen
) -> None:
    dialog = choose_from_menu(card, "分户…", SplitDialog)
    dialog.leaving.setCurrentRow(1)
    qtbot.keyClick(dialog.leaving, Qt.Key.Key_Space)
    assert dialog.head.currentText().startswith("李桂香")
    dialog.leaving.setCurrentRow(0)
    qtbot.keyClick(dialog.leaving, Qt.Key.Key_Space)
    assert dialog.head.currentText().startswith("张建国")
    line = dialog.head.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "lgx")
    dialog.head.take_typed()
    dialog.leaving.setCurrentRow(2)
    qtbot.keyClick(dialog.leaving, Qt.Key.Key_Space)
    assert dialog.head.currentText().startswith("李桂香")
    dialog.reject()


def test_storing_a_split_without_anybody_ticked_says_so_and_stays(qtbot: QtBot, card: RegisterScreen) -> None:
    dialog = choose_from_menu(card, "分户…", SplitDialog)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "分户要有人分出" in dialog.form["leaving"].problem.text())
    assert dialog.isVisible() and dialog.store.isEnabled()
    dialog.reject()


def test_a_day_to_come_is_refused_at_the_day(qtbot: QtBot, card: RegisterScreen, office: Office) -> None:
    dialog = choose_from_menu(card, "户主变更…", HeadDialog)
    dialog.day.selectAll()
    qtbot.keyClicks(dialog.day, (office.today() + timedelta(days=1)).isoformat())
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return, CONTROL)
    assert "还没有到" in dialog.form["on"].problem.text()
    dialog.reject()


def test_a_relation_that_nothing_tells_is_chosen_in_the_preview(
    qtbot: QtBot, card: RegisterScreen, office: Office, village: Village
) -> None:
    dialog = choose_from_menu(card, "户主变更…", HeadDialog)
    qtbot.keyClicks(dialog.head.lineEdit(), "zdl")
    dialog.head.take_typed()
    qtbot.waitUntil(lambda: "张大林户" in preview(dialog))
    assert card.card.card is not None
    friend = next(member.id for member in card.card.card.members if member.name == "老友")
    combo = dialog.plan_view.combo(friend)
    assert combo.code() == ""
    qtbot.keyClicks(combo.lineEdit(), "99")
    combo.take_typed()
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)
    home = village.households["张建国"]
    qtbot.waitUntil(lambda: relations(office, home)["张大林"] == "02")
    assert relations(office, home) == {"张大林": "02", "张建国": "51", "李桂香": "52", "老友": "99"}


def test_another_household_is_found_by_a_member_and_joins_with_what_stays_behind_said(
    qtbot: QtBot, card: RegisterScreen, office: Office, village: Village
) -> None:
    source = village.households["赵小兰"]
    editing.add_child_record(office, "land_contract", source, {"contract_area": "2亩"})
    dialog = choose_from_menu(card, "并户…", MergeDialog)
    qtbot.waitUntil(dialog.source.hasFocus)  # nobody types before the dialog has the cursor
    qtbot.keyClicks(dialog.source, "zyn")
    qtbot.waitUntil(dialog.source.hits.isVisible)
    assert dialog.source.hits.item(0).text().startswith("赵小兰")
    qtbot.keyClick(dialog.source, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "赵小兰户销户" in preview(dialog))
    assert "承包合同 1 份留在那一户" in preview(dialog)
    assert "999901101201020001" in dialog.form["household"].hint.text()
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)
    home = village.households["张建国"]
    qtbot.waitUntil(lambda: {"赵小兰", "赵一诺"} <= relations(office, home).keys())
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT household_state, close_reason FROM household WHERE id = ?", (source,)
        ).fetchone()
    assert row == ("closed", "52")


def test_esc_leaves_the_dialog_and_stores_nothing(
    qtbot: QtBot, card: RegisterScreen, office: Office, village: Village
) -> None:
    before = relations(office, village.households["张建国"])
    dialog = choose_from_menu(card, "并户…", MergeDialog)
    qtbot.waitUntil(dialog.source.hasFocus)  # nobody types before the dialog has the cursor
    qtbot.keyClicks(dialog.source, "whj")
    qtbot.waitUntil(dialog.source.hits.isVisible)
    qtbot.keyClick(dialog.source, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.source, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: card.findChild(MergeDialog) is None)
    assert relations(office, village.households["张建国"]) == before


def test_a_closed_household_offers_no_operation(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, office: Office, village: Village
) -> None:
    editing.record_death(office, village.people["王海军"], "2026-01-05")
    workspace.open_household(village.households["王海军"])
    qtbot.waitUntil(screen.card.isVisible)
    words = [action.text() for action in screen.card.more.menu().actions()]
    assert not {"分户…", "并户…", "户主变更…"} & set(words)


def test_a_dialog_closed_while_the_register_is_written_leaves_the_change_and_its_notice(
    qtbot: QtBot, card: RegisterScreen, office: Office, village: Village
) -> None:
    dialog = choose_from_menu(card, "分户…", SplitDialog)
    dialog.leaving.setCurrentRow(2)
    qtbot.keyClick(dialog.leaving, Qt.Key.Key_Space)
    left = dialog.leaving.item(2).text().split()[0]
    qtbot.waitUntil(lambda: "新户" in preview(dialog))
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)
    dialog.reject()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    qtbot.waitUntil(lambda: card.card.card is not None and len(card.card.card.members) == 3)
    assert left not in relations(office, village.households["张建国"])
