"""A note in passing has a place of its own: it covers nothing that can be clicked."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.office import Office
from tests.support.households import Village
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace

SIZES = ((1366, 768), (1093, 614), (911, 512))
LONG = "已登记 · 户主变更：张建国（一组 上坪1号），新户主李桂香，其他成员的关系已经重新推算，请再看一眼"


def _place(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def _covered(workspace: Workspace) -> list[QWidget]:
    """What can be clicked or typed into and lies under the note or outside the window."""
    toast = workspace.toast
    note = _place(toast, workspace)
    assert toast.isVisible()
    assert workspace.rect().contains(note)
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    shown = [w for w in workspace.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    others = [w for w in shown if not toast.isAncestorOf(w) and not w.visibleRegion().isEmpty()]
    return [
        w
        for w in others
        if w.visibleRegion().boundingRect().translated(_place(w, workspace).topLeft()).intersects(note)
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", ["已保存", LONG])
def test_a_note_covers_nothing_on_list_card_and_form(
    qtbot: QtBot,
    workspace: Workspace,
    screen: RegisterScreen,
    village: Village,
    size: tuple[int, int],
    text: str,
) -> None:
    workspace.resize(*size)
    workspace.read_status()
    qtbot.waitUntil(lambda: not workspace.runner.is_busy)
    for show in (
        lambda: None,
        lambda: screen.show_record("person", village.people["张建国"]),
        lambda: screen.edit("person", village.people["张建国"]),
    ):
        show()
        qtbot.waitUntil(lambda: not workspace.runner.is_busy)
        workspace.notify(text, "撤销", lambda: None)
        QApplication.processEvents()
        assert _covered(workspace) == []
        assert workspace.toast._button.visibleRegion().boundingRect() == workspace.toast._button.rect()


def test_a_note_takes_room_from_the_facts_beside_it_and_gives_it_back(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen, office: Office
) -> None:
    workspace.read_status()
    qtbot.waitUntil(lambda: not workspace.runner.is_busy)
    line, height = workspace.status, workspace.status.height()
    assert line.proof.isVisible()
    workspace.notify(LONG, "撤销", lambda: None)
    QApplication.processEvents()
    assert not line.proof.isVisible()
    assert line.height() == height
    qtbot.mouseClick(workspace.toast._button, Qt.MouseButton.LeftButton)
    assert line.proof.isVisible()


def test_a_note_without_room_is_shortened_and_says_all_when_pointed_at(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen
) -> None:
    workspace.resize(911, 512)
    workspace.notify(LONG * 3)
    QApplication.processEvents()
    shown = workspace.toast._text
    assert shown.text().endswith("…")
    assert shown.toolTip() == workspace.toast.text() == LONG * 3
