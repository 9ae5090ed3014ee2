"""Erasing a person by law in the window: a reason, the name typed out, and gone."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.services.office import Office
from tests.support.households import Village
from ui.screens.register.erasure_dialog import ErasureDialog
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace


@pytest.fixture
def card(qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village) -> RegisterScreen:
    workspace.open_household(village.households["张建国"])
    qtbot.waitUntil(lambda: screen.card.person is not None)
    return screen


def people_called(office: Office, name: str) -> int:
    with office.store.reading() as connection:
        (count,) = connection.execute("SELECT count(*) FROM person WHERE name = ?", (name,)).fetchone()
    return int(count)


def test_a_person_is_erased_only_with_a_reason_and_the_name_typed_out(
    qtbot: QtBot, card: RegisterScreen, office: Office
) -> None:
    assert card.card.person is not None
    name = card.card.person.name
    (entry,) = [action for action in card.card.panel.menu.actions() if action.text() == "依法删除…"]
    entry.trigger()
    dialog = card.findChild(ErasureDialog)
    assert isinstance(dialog, ErasureDialog)
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "理由" in dialog.form["reason"].problem.text())
    dialog.reason.setText("本人书面申请")
    dialog.name.setText("别人")
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "姓名" in dialog.form["name"].problem.text())
    assert people_called(office, name) == 1
    dialog.name.setText(name)
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: people_called(office, name) == 0)
    qtbot.waitUntil(card.list.isVisible)
