"""批量修改 in the window: rows chosen in the real list, seen before they change, taken back by one undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.accounts import Role
from desktop.services import accounts, history
from desktop.services import register_editing as editing
from desktop.services.office import Office
from tests.support.households import Village
from tests.support.offices import make_office
from tests.support.windows import activate
from tests.support.workspace import open_workspace
from ui.jobs import JobRunner
from ui.screens.register.bulk_dialog import BulkDialog
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace
from ui.widgets.code_combo import CodeCombo
from ui.widgets.filter_terms import FilterSet, FilterTerm
from ui.widgets.reference_edit import ReferenceEdit

CONTROL = Qt.KeyboardModifier.ControlModifier


def _waits_for(qtbot: QtBot, screen: RegisterScreen, count: str) -> None:
    qtbot.waitUntil(lambda: screen.list.count.text().startswith(count), timeout=10_000)


def _stored(office: Office, column: str) -> set[object]:
    with office.store.reading() as connection:
        return {value for (value,) in connection.execute(f"SELECT {column} FROM person")}


def _homes_in(office: Office, grid: str) -> int:
    """How many households belong to a grid; each time a new look at the file."""
    with office.store.reading() as connection:
        query = "SELECT count(*) FROM household h JOIN grid g ON g.id = h.grid_id WHERE g.name = ?"
        return int(connection.execute(query, (grid,)).fetchone()[0])


def _open(qtbot: QtBot, screen: RegisterScreen) -> BulkDialog:
    """Choose every row of the list with the keyboard and ask for a bulk edit."""
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(screen.list.table, Qt.Key.Key_B, CONTROL)
    dialog = screen.findChild(BulkDialog)
    assert dialog is not None
    return dialog


def _type_what(qtbot: QtBot, dialog: BulkDialog, letters: str) -> None:
    qtbot.keyClicks(dialog.what, letters)
    qtbot.keyClick(dialog.what, Qt.Key.Key_Return)


def _type_value(qtbot: QtBot, dialog: BulkDialog, letters: str) -> None:
    key = dialog.editor.first_key()
    made = dialog.editor.input(key)
    qtbot.keyClicks(made, letters)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.summary.text() != "")


def test_the_keyboard_alone_changes_a_field_of_all_and_takes_it_back(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen, office: Office
) -> None:
    dialog = _open(qtbot, screen)
    assert screen.list.chosen.text() == "已选 5"
    _type_what(qtbot, dialog, "ybcb")
    _type_value(qtbot, dialog, "cxjmyb")
    assert dialog.summary.text() == "5 人要改"
    assert dialog.go.text() == "修改 5 人"
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _stored(office, "medical_insured") == {"resident"})
    qtbot.waitUntil(lambda: "已批量修改 5 条" in workspace.toast.text())
    activate(qtbot, workspace)
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: _stored(office, "medical_insured") == {None})


def test_the_preview_shows_old_and_new_and_first_those_who_stay_with_the_reason(
    qtbot: QtBot, screen: RegisterScreen, office: Office, village: Village
) -> None:
    editing.record_move_out(office, village.people["李桂香"], "2026-01-01")
    screen.list.filter_wanted.emit(FilterSet())
    screen.refresh()
    _waits_for(qtbot, screen, "5 人")
    dialog = _open(qtbot, screen)
    _type_what(qtbot, dialog, "zzmm")
    _type_value(qtbot, dialog, "zgdy")
    assert dialog.summary.text() == "2 人要改，2 人已经是这样，1 个不能改"
    model = dialog.lines.model()
    cells = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert cells[0] == ["李桂香", "群众", "", "这个人已去世或已迁出。"]
    assert sorted(cells[1:]) == [["王海军", "群众", "中共党员", ""], ["赵一诺", "群众", "中共党员", ""]]


def test_another_value_is_shown_before_it_can_be_stored(qtbot: QtBot, screen: RegisterScreen) -> None:
    dialog = _open(qtbot, screen)
    _type_what(qtbot, dialog, "ybcb")
    _type_value(qtbot, dialog, "cxjmyb")
    combo = dialog.editor.input("medical_insured")
    assert isinstance(combo, CodeCombo)
    combo.code_changed.emit("")
    combo.set_code("employee")
    dialog.ask_later()
    assert not dialog.go.isEnabled()
    with qtbot.assertNotEmitted(dialog.submitted):
        dialog.submit()
    qtbot.waitUntil(lambda: dialog.summary.text() != "")
    assert dialog.go.isEnabled()


def test_a_death_cannot_be_entered_in_bulk_and_the_dialog_says_where(
    qtbot: QtBot, screen: RegisterScreen
) -> None:
    dialog = _open(qtbot, screen)
    _type_what(qtbot, dialog, "jzzt")
    made = dialog.editor.input("residence_state")
    qtbot.keyClicks(made, "80")
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "不能批量改" in dialog.editor.field("residence_state").problem.text())
    assert not dialog.go.isEnabled()


def test_a_tag_is_given_to_all_who_do_not_have_it(
    qtbot: QtBot, screen: RegisterScreen, office: Office
) -> None:
    dialog = _open(qtbot, screen)
    _type_what(qtbot, dialog, "jbq")
    _type_value(qtbot, dialog, "A01")
    qtbot.keyClick(dialog.go, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: _stored(office, "group_tags") == {'["A01"]'})


def test_whole_households_move_to_a_grid_that_is_named_for_the_first_time(
    qtbot: QtBot, screen: RegisterScreen, office: Office
) -> None:
    dialog = _open(qtbot, screen)
    _type_what(qtbot, dialog, "grid_id")
    line = dialog.editor.input("grid_id")
    assert isinstance(line, ReferenceEdit)
    line.insert("东片网格")
    line.textEdited.emit("东片网格")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "要改" in dialog.summary.text())
    assert dialog.go.text() == "修改 3 户"
    dialog.submit()
    qtbot.waitUntil(lambda: _homes_in(office, "东片网格") == 3)


def test_one_row_alone_is_no_bulk_and_the_note_says_how_to_choose(
    qtbot: QtBot, workspace: Workspace, screen: RegisterScreen
) -> None:
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_B, CONTROL)
    assert screen.findChild(BulkDialog) is None
    assert "Ctrl+A" in workspace.toast.text()


def test_who_may_not_edit_is_not_offered_it(qtbot: QtBot, office: Office, village: Village) -> None:
    accounts.add_user(office, "kan", "看看", Role.READER, "山高 水长 2008")
    reader = accounts.switch_user(office, "kan", "山高 水长 2008")
    runner = JobRunner()
    workspace = open_workspace(reader, runner)
    qtbot.addWidget(workspace)
    workspace.show()
    workspace.open_screen("register")
    shown = workspace.current_screen()
    assert isinstance(shown, RegisterScreen)
    _waits_for(qtbot, shown, "5 人")
    assert not shown.list.bulk_button.isVisible()
    shown.change_in_bulk()
    assert shown.findChild(BulkDialog) is None
    workspace.close_workspace()
    assert runner.close() == ()
    reader.close()


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Office]:
    """6,000 people in 2,000 households of two groups, 5,001 of them in 一组."""
    office = make_office(tmp_path / "large")
    with office.change("import", "many") as work:
        for number in range(2000):
            group = "一组" if number < 1667 else "二组"
            household = work.insert(
                "household",
                {
                    "kind": "hukou",
                    "household_state": "active",
                    "villager_group": group,
                    "household_no": f"9999011012010101{number:04d}",
                },
            )
            for place in range(3):
                person = work.insert("person", {"name": f"人{number}之{place}", "residence_state": "10"})
                work.insert(
                    "membership",
                    {
                        "person_id": person,
                        "household_id": household,
                        "from_date": "2020-01-01",
                        "role": "member" if place else "head",
                    },
                )
    yield office
    office.close()


def test_all_of_a_filtered_list_of_five_thousand_are_changed_and_nobody_else(
    qtbot: QtBot, large: Office, runner: JobRunner
) -> None:
    workspace = open_workspace(large, runner)
    qtbot.addWidget(workspace)
    workspace.show()
    workspace.open_screen("register")
    shown = workspace.current_screen()
    assert isinstance(shown, RegisterScreen)
    _waits_for(qtbot, shown, "6,000 人")
    shown.list.filter_wanted.emit(FilterSet((FilterTerm("villager_group", "一组", "一组"),)))
    _waits_for(qtbot, shown, "5,001 人")
    dialog = _open(qtbot, shown)
    _type_what(qtbot, dialog, "ybcb")
    _type_value(qtbot, dialog, "cxjmyb")
    assert dialog.go.text() == "修改 5,001 人"
    dialog.submit()
    qtbot.waitUntil(lambda: "已批量修改 5,001 条" in workspace.toast.text(), timeout=30_000)
    with large.store.reading() as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM person WHERE medical_insured IS NOT NULL"
        ).fetchone()
    assert count == 5001
    last = history.next_undo(large)
    assert last is not None
    history.undo(large, last.change_set)
    assert _stored(large, "medical_insured") == {None}
    workspace.close_workspace()
    qtbot.waitUntil(lambda: not runner.is_busy)
    QApplication.processEvents()
