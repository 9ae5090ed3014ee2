"""The household card: members, covered values, history, undo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.accounts import Role
from desktop.services import register_editing as editing
from desktop.services.office import Office
from desktop.services.record_history import record_history
from tests.support.households import Village
from tests.support.workspace import open_workspace
from ui.jobs import JobRunner
from ui.screens.events.event_dialog import EventDialog
from ui.screens.register.head_dialog import HeadDialog
from ui.screens.register.history_dialog import HistoryDialog
from ui.screens.register.life_dialog import LifeDialog
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.register.view import RegisterScreen
from ui.shell.problem_dialog import QuestionDialog
from ui.shell.workspace import Workspace
from ui.widgets.masked_field import MaskedField


@pytest.fixture
def card(qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village) -> RegisterScreen:
    """The card of 张建国's household."""
    workspace.open_household(village.households["张建国"])
    qtbot.waitUntil(lambda: screen.card.isVisible() and screen.card.person is not None)
    return screen


def _all_text(screen: RegisterScreen) -> str:
    labels = [label.text() for label in screen.card.findChildren(QLabel)]
    lines = [line.text() for line in screen.card.findChildren(QLineEdit)]
    pressed = [button.text() for button in screen.card.findChildren(QPushButton)]
    model = screen.card.members.model()
    cells = [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
    ]
    return "\n".join([*labels, *lines, *pressed, *cells])


def _masked(screen: RegisterScreen) -> MaskedField:
    return next(s.masked["citizen_id"] for s in screen.card.panel.sections if "citizen_id" in s.masked)


def test_enter_on_a_row_opens_the_card_and_esc_goes_back(qtbot: QtBot, screen: RegisterScreen) -> None:
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.keyClick(screen.card.members, Qt.Key.Key_Escape)
    qtbot.waitUntil(screen.list.isVisible)
    assert screen.list.table.current_id()


def test_members_stand_in_the_order_of_the_booklet(card: RegisterScreen) -> None:
    model = card.card.members.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["张建国", "李桂香"]
    assert card.card.title.text() == "张建国 户"


def test_no_whole_number_is_on_the_card_before_it_is_asked_for(
    card: RegisterScreen, village: Village
) -> None:
    text = _all_text(card)
    assert "999901****" in text
    for number in village.numbers.values():
        assert number not in text


def test_a_reveal_is_in_the_access_log_before_it_is_on_the_screen(
    qtbot: QtBot, card: RegisterScreen, village: Village, office: Office
) -> None:
    field = _masked(card)
    field.reveal_requested.emit("核对身份")
    qtbot.waitUntil(lambda: field.text() == village.numbers["张建国"])
    with office.store.reading() as connection:
        logged = connection.execute(
            "SELECT kind, target_id, fields, purpose FROM access_log WHERE kind = 'reveal'"
        ).fetchall()
    assert logged == [("reveal", village.people["张建国"], "citizen_id", "核对身份")]


def test_the_open_task_of_the_household_is_on_the_card(card: RegisterScreen) -> None:
    titles = [card.card.tabs.tabText(number) for number in range(card.card.tabs.count())]
    assert "任务 1" in titles
    assert "核对危房" in _all_text(card)


def test_alt_down_goes_to_the_next_household_of_the_list(
    qtbot: QtBot, screen: RegisterScreen, village: Village
) -> None:
    screen.list.table.select_id(village.people["李桂香"])
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.card.title.text() == "张建国 户")
    qtbot.keyClick(screen.card.members, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: screen.card.title.text() == "王海军 户")


def test_history_tells_each_field_covered_and_can_take_one_edit_back(
    qtbot: QtBot, card: RegisterScreen, village: Village, office: Office
) -> None:
    person = village.people["张建国"]
    editing.save_form(office, "person", person, {"education": "初中毕业", "citizen_id": ""})
    editing.save_form(office, "person", person, {"marital_status": "已婚"})
    card.card.history_wanted.emit("person", person)
    qtbot.waitUntil(lambda: card.card.findChild(HistoryDialog) is not None)
    dialog = card.card.findChild(HistoryDialog)
    assert dialog is not None
    text = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "文化程度：（空） → 初中毕业" in text
    assert "999901****" in text
    assert village.numbers["张建国"] not in text
    first, second = record_history(office, "person", person)[:2]
    assert [line.label for line in first.lines] == ["婚姻状况"]
    dialog.undo_wanted.emit(second)
    qtbot.waitUntil(lambda: "恢复这次修改" in [b.text() for b in dialog.findChildren(QPushButton)])
    assert editing.open_form(office, "person", person).texts["citizen_id"] == village.numbers["张建国"]
    assert editing.open_form(office, "person", person).texts["marital_status"] == "已婚"
    dialog.accept()


def test_a_death_of_the_head_is_refused_with_the_reason_in_the_dialog(
    qtbot: QtBot, card: RegisterScreen
) -> None:
    card.card.panel.death_wanted.emit("")
    dialog = card.findChild(LifeDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.day, "2026-03-01")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "户主变更" in dialog.form["day"].problem.text())
    assert dialog.isVisible()
    dialog.reject()


def test_a_new_head_is_written_and_taken_back_by_the_note(
    qtbot: QtBot, card: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    card.card.members.select_id(village.people["李桂香"])
    qtbot.waitUntil(lambda: card.card.person is not None and card.card.person.name == "李桂香")
    card.card.panel.head_wanted.emit("")
    dialog = card.findChild(HeadDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.store, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.card.title.text() == "李桂香 户")
    with qtbot.waitActive(workspace):  # the offscreen platform gives no window back its place by itself
        workspace.activateWindow()
    qtbot.keyClick(card.card.members, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: card.card.title.text() == "张建国 户")


def test_the_household_card_is_previewed_before_it_is_printed_and_that_is_logged(
    qtbot: QtBot, card: RegisterScreen, office: Office
) -> None:
    qtbot.keyClick(card.card.members, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = card.card.findChild(PrintDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.print.isEnabled, timeout=20_000)
    with office.store.reading() as connection:
        logged = connection.execute("SELECT kind, fields FROM access_log WHERE kind = 'print'").fetchall()
    assert logged == [("print", "")]
    labels = dialog.preview.findChildren(QLabel)
    qtbot.waitUntil(lambda: any(shown.pixmap().width() > 200 for shown in labels), timeout=10_000)
    dialog.reject()


def test_a_task_is_logged_from_the_card(qtbot: QtBot, card: RegisterScreen, office: Office) -> None:
    card.card.add_event_wanted.emit()
    qtbot.waitUntil(lambda: card.card.findChild(EventDialog) is not None)
    dialog = card.card.findChild(EventDialog)
    assert dialog is not None
    dialog.title_edit.insert("修水管")
    dialog.save.click()
    qtbot.waitUntil(lambda: "任务 2" in [card.card.tabs.tabText(n) for n in range(card.card.tabs.count())])


def test_someone_who_left_has_a_card_without_a_household(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, office: Office, village: Village
) -> None:
    editing.record_death(office, village.people["王海军"], "2026-01-05")
    workspace.open_person(village.people["王海军"])
    qtbot.waitUntil(lambda: screen.card.person is not None and screen.card.person.name == "王海军")
    assert not screen.card.members.isVisible()
    assert "已死亡" in _all_text(screen)


def test_a_reader_is_offered_nothing_that_changes(
    qtbot: QtBot, office: Office, village: Village, runner: JobRunner
) -> None:
    reader = office.as_user(replace(office.user, role=Role.READER), office.vault)
    workspace = open_workspace(reader, runner)
    qtbot.addWidget(workspace)
    workspace.show()
    workspace.open_household(village.households["张建国"])
    screen = workspace.current_screen()
    assert isinstance(screen, RegisterScreen)
    qtbot.waitUntil(lambda: screen.card.isVisible() and screen.card.person is not None)
    for hidden in (screen.card.add_person, screen.card.edit, screen.card.more, screen.list.add):
        assert not hidden.isVisibleTo(screen)
    assert "修改" not in [pressed.text() for pressed in screen.card.panel.findChildren(QPushButton)]
    workspace.close_workspace()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_an_action_on_many_records_is_taken_back_only_after_a_question(
    qtbot: QtBot, card: RegisterScreen, workspace: Workspace, office: Office, village: Village
) -> None:
    with office.change("edit", "统一补录") as work:
        for person in village.people.values():
            work.update("person", person, {"education": "70"})
        for household in village.households.values():
            work.update("household", household, {"hamlet": "上坪"})
    person = village.people["张建国"]
    change = record_history(office, "person", person)[0]
    assert change.others == 7
    card.card.history_wanted.emit("person", person)
    qtbot.waitUntil(lambda: card.card.findChild(HistoryDialog) is not None)
    dialog = card.card.findChild(HistoryDialog)
    assert dialog is not None
    dialog.undo_wanted.emit(change)
    question = workspace.window().findChild(QuestionDialog)
    assert question is not None
    question.reject()
    assert editing.open_form(office, "person", person).texts["education"] != ""
    dialog.accept()
