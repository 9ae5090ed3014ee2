"""The list: found by typing, narrowed by facets, kept as views, taken out as a workbook."""

import json
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from db.queries import register_list
from desktop.domain.register_filter import SortKey
from desktop.services import register, saved_views
from desktop.services.office import Office
from desktop.services.register import ListKind
from tests.support.households import Village
from tests.support.workspace import open_workspace
from ui.jobs import JobRunner
from ui.screens.register.export_dialog import ExportDialog, ExportWish
from ui.screens.register.list_page import ListPage
from ui.screens.register.list_presenter import ListPresenter
from ui.screens.register.list_question import ListAnswer
from ui.screens.register.view import RegisterScreen
from ui.screens.register.view_dialog import SaveViewDialog
from ui.shell.workspace import Workspace
from ui.widgets.filter_terms import FilterSet, FilterTerm


def _item(screen: RegisterScreen, group: str, value: str) -> QTreeWidgetItem:
    tree = screen.list.facets.tree
    for row in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(row)
        if top is None or top.text(0) != group:
            continue
        for place in range(top.childCount()):
            child = top.child(place)
            if child is not None and child.text(0) in (value, f"非 {value}"):
                top.setExpanded(True)
                return child
    raise LookupError((group, value))


def _waits_for(qtbot: QtBot, screen: RegisterScreen, count: str) -> None:
    qtbot.waitUntil(lambda: screen.list.count.text().startswith(count), timeout=5000)


def _names(screen: RegisterScreen) -> list[str]:
    model = screen.list.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_order_kept_on_this_pc_is_the_order_of_the_first_list(
    qtbot: QtBot, office: Office, village: Village, runner: JobRunner
) -> None:
    kept = {"columns": ["name", "age"], "widths": {}, "sort_key": "age", "descending": True}
    QSettings().setValue("tables/register.people", json.dumps(kept))
    workspace = open_workspace(office, runner)
    qtbot.addWidget(workspace)
    workspace.open_screen("register")
    shown = workspace.current_screen()
    assert isinstance(shown, RegisterScreen)
    _waits_for(qtbot, shown, "5 人")
    usual = register.usual_layout(ListKind.PEOPLE).filter
    oldest_first = register.list_ids(office, ListKind.PEOPLE, usual, (SortKey("age", descending=True),))
    assert list(shown.list.models[ListKind.PEOPLE].ids) == oldest_first
    workspace.close_workspace()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_the_first_rows_stand_before_the_whole_list_is_known(
    qtbot: QtBot,
    office: Office,
    workspace: Workspace,
    village: Village,
    runner: JobRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(register_list, "_FIRST_HOUSEHOLDS", 1)
    page = ListPage(runner)
    qtbot.addWidget(page)
    for step in page.making_steps():
        step()
    page.open_office(office)
    beginning: Future[ListAnswer] = Future()
    whole: Future[ListAnswer] = Future()
    questions = page.first_questions()
    page.expect_answers((beginning, whole))
    lists = ListPresenter(page, office, runner, workspace)
    first, everyone = (question(office) for question in questions)
    assert 0 < len(first.ids) < len(everyone.ids) == 5
    beginning.set_result(first)
    lists.load()
    assert list(lists.shown_ids()) == first.ids
    assert page.table.model().index(0, 0).data() == "张建国"
    assert page.count.text() == ""
    page.table.select_id(first.ids[1])
    whole.set_result(everyone)
    qtbot.waitUntil(lambda: page.count.text().startswith("5 人"))
    assert list(lists.shown_ids()) == everyone.ids
    assert page.table.current_id() == first.ids[1]
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_facets_count_the_people_shown(qtbot: QtBot, screen: RegisterScreen) -> None:
    qtbot.waitUntil(lambda: screen.list.facets.tree.topLevelItemCount() > 0)
    assert _item(screen, "村民小组", "一组").text(1) == "3"
    assert _item(screen, "政治面貌", "中共党员").text(1) == "2"


def test_space_on_a_facet_narrows_the_list_and_the_other_counts(qtbot: QtBot, screen: RegisterScreen) -> None:
    tree = screen.list.facets.tree
    qtbot.waitUntil(lambda: tree.topLevelItemCount() > 0)
    tree.setCurrentItem(_item(screen, "村民小组", "一组"))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    _waits_for(qtbot, screen, "3 人")
    qtbot.waitUntil(lambda: _item(screen, "政治面貌", "中共党员").text(1) == "1")
    assert "一组" in [chip.text() for chip in screen.list.chips.chips()]


def test_minus_on_a_facet_excludes_the_value(qtbot: QtBot, screen: RegisterScreen) -> None:
    tree = screen.list.facets.tree
    qtbot.waitUntil(lambda: tree.topLevelItemCount() > 0)
    tree.setCurrentItem(_item(screen, "政治面貌", "中共党员"))
    qtbot.keyClick(tree, Qt.Key.Key_Minus)
    _waits_for(qtbot, screen, "3 人")
    assert "非 中共党员" in [chip.text() for chip in screen.list.chips.chips()]


def test_esc_takes_back_the_search_and_then_the_filter(qtbot: QtBot, screen: RegisterScreen) -> None:
    page = screen.list
    qtbot.waitUntil(lambda: page.facets.tree.topLevelItemCount() > 0)
    page.facets.tree.setCurrentItem(_item(screen, "村民小组", "二组"))
    qtbot.keyClick(page.facets.tree, Qt.Key.Key_Space)
    _waits_for(qtbot, screen, "2 人")
    page.search.setFocus()
    qtbot.keyClicks(page.search, "zyn")
    _waits_for(qtbot, screen, "找到 1 人")
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    _waits_for(qtbot, screen, "2 人")
    assert page.search.text() == ""
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    _waits_for(qtbot, screen, "5 人")


def test_a_letter_typed_over_the_list_begins_a_search(qtbot: QtBot, screen: RegisterScreen) -> None:
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_W)
    qtbot.keyClicks(screen.list.search, "hj")
    _waits_for(qtbot, screen, "找到 1 人")
    qtbot.waitUntil(lambda: _names(screen) == ["王海军"])


def test_hits_outside_the_filter_are_told_and_can_be_shown(qtbot: QtBot, screen: RegisterScreen) -> None:
    page = screen.list
    page.filter_wanted.emit(_group_two())
    _waits_for(qtbot, screen, "2 人")
    qtbot.keyClicks(page.search, "z")
    _waits_for(qtbot, screen, "找到 2 人")
    assert page.outside.text() == "另有 1 人不在筛选范围内，也显示"
    qtbot.mouseClick(page.outside, Qt.MouseButton.LeftButton)
    _waits_for(qtbot, screen, "找到 3 人")


def _group_two() -> FilterSet:
    return FilterSet((FilterTerm("villager_group", "二组", "二组"),))


def test_the_list_shows_covered_numbers_only(qtbot: QtBot, screen: RegisterScreen, village: Village) -> None:
    model = screen.list.table.model()
    qtbot.waitUntil(lambda: _names(screen)[0] == "张建国")
    cells = [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert not set(cells) & set(village.numbers.values())
    assert any(cell.startswith("999901****") for cell in cells)


def test_a_saved_view_brings_filter_and_columns_back(
    qtbot: QtBot, screen: RegisterScreen, office: Office
) -> None:
    page = screen.list
    page.filter_wanted.emit(_group_two())
    _waits_for(qtbot, screen, "2 人")
    page.save_view_wanted.emit()
    dialog = page.findChild(SaveViewDialog)
    assert dialog is not None
    dialog.name.insert("二组的人")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(saved_views.list_views(office, "register.people")))
    page.clear_wanted.emit()
    _waits_for(qtbot, screen, "5 人")
    qtbot.waitUntil(lambda: page.views_menu.actions()[0].text() == "二组的人")
    page.views_menu.actions()[0].trigger()
    _waits_for(qtbot, screen, "2 人")


def test_a_view_without_a_name_is_refused_in_the_dialog(qtbot: QtBot, screen: RegisterScreen) -> None:
    screen.list.save_view_wanted.emit()
    dialog = screen.list.findChild(SaveViewDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.form["name"].problem.text() != "")
    assert dialog.isVisible()


def test_an_export_without_a_purpose_is_refused(qtbot: QtBot, screen: RegisterScreen) -> None:
    qtbot.mouseClick(screen.list.export_button, Qt.MouseButton.LeftButton)
    dialog = screen.list.findChild(ExportDialog)
    assert dialog is not None
    with qtbot.assertNotEmitted(dialog.submitted):
        qtbot.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert dialog.form["purpose"].problem.text() != ""
    dialog.reject()


@pytest.mark.parametrize("reveal", [False, True])
def test_an_export_is_covered_unless_asked_otherwise_and_written_down(
    qtbot: QtBot, screen: RegisterScreen, office: Office, village: Village, tmp_path: Path, reveal: bool
) -> None:
    path = tmp_path / "名册.csv"
    screen._lists._export(ExportWish("上报乡镇", reveal), path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    text = path.read_text("utf-8-sig")
    assert text.count("张建国") == 1
    assert (village.numbers["张建国"] in text) is reveal
    with office.store.reading() as connection:
        rows = connection.execute("SELECT kind, purpose FROM access_log WHERE kind LIKE 'export%'").fetchall()
    assert rows == [("export_full" if reveal else "export", "上报乡镇")]
    qtbot.waitUntil(lambda: screen.window().isEnabled())


def test_the_household_list_has_its_own_filter_and_order(qtbot: QtBot, screen: RegisterScreen) -> None:
    screen.list.kind_wanted.emit(ListKind.HOUSEHOLDS)
    _waits_for(qtbot, screen, "3 户")
    screen.list.kind_wanted.emit(ListKind.PEOPLE)
    _waits_for(qtbot, screen, "5 人")
