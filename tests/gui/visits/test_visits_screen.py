"""The screen 走访, worked as a clerk would who comes back from a round through the village."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPushButton

from desktop.services import events, register_editing
from desktop.services.events import EventFilter
from desktop.services.visits import entries, objects, patches, walk_lists
from desktop.services.visits.entries import NewPatch, NewVisit, list_visits
from desktop.services.visits.walk_lists import NewWalkList
from tests.support.desk import CONTROL, Desk, add_family
from ui.screens.pages.fields_dialog import FieldsDialog
from ui.screens.register.print_dialog import PrintDialog
from ui.screens.register.view import RegisterScreen
from ui.screens.today.view import TodayScreen
from ui.screens.visits.view import DUE, LISTS, OBJECTS, PATCHES, VisitsScreen
from ui.screens.visits.visit_dialog import FindDialog, VisitDialog
from ui.screens.visits.visits_part import VisitsPart
from ui.screens.visits.walk_dialog import WalkDialog
from ui.shell.screen import ListQuery, Screen
from ui.widgets.reference_edit import ReferenceEdit


def test_a_visit_found_on_the_way_becomes_a_task_and_a_change_to_confirm(desk: Desk) -> None:
    people = add_family(desk.office)
    screen = desk.screen("visits", VisitsScreen)
    desk.qtbot.keyClick(screen, Qt.Key.Key_N, CONTROL)
    search = desk.dialog(FindDialog)
    desk.write(search.picker.search, "lxy")
    desk.until(search.picker.hits.count)
    desk.enter(search.picker.search)
    form = desk.dialog(VisitDialog)
    needs = form.findings["needs"]
    assert not needs.as_event.isEnabled()
    needs.text.setPlainText("想问残疾证怎么办")
    needs.as_event.setChecked(True)
    key = f"person/{people['李秀英']}/mobile"
    form.facts.field.set_code(key)
    desk.write(form.facts.text, "10098765432")
    desk.qtbot.keyClick(form.outcome, Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert not desk.dialogs()
    (visit,) = list_visits(desk.office)
    assert (visit.title, visit.outcome_label) == ("李秀英", "有事要办")
    (event,) = events.list_events(desk.office, EventFilter("open"))
    assert "残疾证" in event.title

    screen.mark_page(PATCHES)
    assert screen.patches_model.rowCount() == 1
    desk.press(screen.confirm)
    desk.settle()
    assert not patches.list_patches(desk.office)
    read = register_editing.open_form(desk.office, "person", people["李秀英"])
    assert read.texts["mobile"] == "10098765432"


def test_a_visit_is_logged_from_the_start_page_in_three_clicks_with_nothing_typed_but_the_name(
    desk: Desk,
) -> None:
    add_family(desk.office)
    screen = desk.screen("today", TodayScreen)
    clicks = 0

    def click(pressed: QAbstractButton) -> None:
        nonlocal clicks
        clicks += 1
        desk.qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)

    click(screen.log_visit)
    search = desk.dialog(FindDialog)
    desk.until(search.picker.search.hasFocus)
    desk.qtbot.keyClicks(search.picker.search, "wjg")
    desk.until(search.picker.hits.count)
    desk.enter(search.picker.search)
    form = desk.dialog(VisitDialog)
    begun = form.new_visit()
    assert (begun.form, begun.outcome) == ("10", "well")
    assert begun.visited_at
    assert begun.visitor_ids or begun.visitors
    click(form.yes)
    desk.settle()
    assert clicks <= 3
    (visit,) = list_visits(desk.office)
    assert (visit.title, visit.outcome_label) == ("王建国", "一切正常")


def test_from_any_screen_one_key_and_the_palette_ask_for_a_visit(desk: Desk) -> None:
    add_family(desk.office)
    screen = desk.screen("settings", Screen)
    desk.qtbot.keyClick(screen, Qt.Key.Key_J, CONTROL)
    search = desk.dialog(FindDialog)
    desk.until(search.picker.search.hasFocus)
    desk.qtbot.keyClicks(search.picker.search, "lxy")
    desk.until(search.picker.hits.count)
    desk.enter(search.picker.search)
    form = desk.dialog(VisitDialog)
    desk.qtbot.keyClick(form.outcome, Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert [one.title for one in list_visits(desk.office)] == ["李秀英"]
    assert desk.workspace.current_key == "settings"

    desk.workspace.open_palette()
    box = desk.workspace.palette_box
    desk.write(box.box, "jzf")
    desk.enter(box.box)
    desk.dialog(FindDialog).reject()


def test_on_the_card_one_click_asks_for_a_visit_to_the_person_in_view(desk: Desk) -> None:
    people = add_family(desk.office)
    desk.workspace.open_record("register", "person", people["李秀英"])
    desk.settle()
    screen = desk.screen("register", RegisterScreen)
    (log,) = [
        each
        for each in screen.card.panel.findChildren(QPushButton)
        if each.text() == "记走访" and each.isVisible()
    ]
    desk.press(log)
    form = desk.dialog(VisitDialog)
    desk.press(form.yes)
    desk.settle()
    (visit,) = list_visits(desk.office)
    assert (visit.title, visit.row.household_id) == ("李秀英", people["household"])


def test_an_empty_list_says_why_and_what_comes_next(desk: Desk) -> None:
    screen = desk.screen("visits", VisitsScreen)
    for key, told in ((DUE, "还没有走访对象"), (PATCHES, "没有待确认的变更"), (LISTS, "还没有走访单")):
        screen.mark_page(key)
        assert told in "".join(each.text() for each in screen.empty[key].findChildren(QLabel))
        assert screen.empty[key].isVisible()
    assert not any(tool.isEnabled() for tool in (screen.plan, screen.confirm, screen.print_list))
    add_family(desk.office)
    screen.refresh()
    desk.settle()
    screen.mark_page(DUE)
    told = "".join(each.text() for each in screen.empty[DUE].findChildren(QLabel))
    assert "下一个：王建国户" in told
    screen.show_list(ListQuery(view="due/all"))
    assert screen.tables[DUE].isVisible()
    assert screen.plan.isEnabled()


def test_a_late_entry_is_asked_for_its_reason(desk: Desk) -> None:
    people = add_family(desk.office)
    screen = desk.screen("visits", VisitsScreen)
    screen.show_record("person", people["王建国"])
    form = desk.dialog(VisitDialog)
    assert not form.late.isVisible()
    desk.write(form.visited_at, "2026-01-05 9:00")
    desk.press(form.yes)
    desk.settle()
    assert form.late.isVisible()
    assert not list_visits(desk.office)
    desk.write(form.late, "停电，先记在纸上")
    desk.press(form.yes)
    desk.settle()
    assert list_visits(desk.office)[0].row.late_reason == "停电，先记在纸上"


def test_a_change_whose_fact_was_changed_meanwhile_is_asked_again_and_another_left(desk: Desk) -> None:
    people = add_family(desk.office)
    him, her = people["王建国"], people["李秀英"]
    found = tuple(NewPatch("person", one, "mobile", "10055556666") for one in (him, her))
    now = entries.open_entry(desk.office, "person", him).new.visited_at
    entries.log_visit(desk.office, NewVisit("person", him, now, visitors="张三", patches=found))
    screen = desk.screen("visits", VisitsScreen)
    register_editing.save_form(desk.office, "person", him, {"mobile": "10077778888"})
    screen.mark_page(PATCHES)
    mine = next(one.row.id for one in screen.patches_model.rows if one.row.target_id == him)
    screen.tables[PATCHES].select_id(mine)
    desk.press(screen.confirm)
    desk.settle()
    assert "10077778888" in desk.agree()
    desk.settle()
    read = register_editing.open_form(desk.office, "person", him)
    assert read.texts["mobile"] == "10055556666"

    desk.press(screen.dismiss)
    dialog = desk.dialog(FieldsDialog)
    desk.press(dialog.yes)
    desk.settle()
    assert dialog.form["reason"].problem.text()
    dialog.form["reason"].widget.setText("核实过，号码没有变")  # type: ignore[attr-defined]
    desk.press(dialog.yes)
    desk.settle()
    assert screen.patches_model.rowCount() == 0


def test_a_walk_list_is_made_from_what_is_shown_and_entered_by_keyboard(desk: Desk) -> None:
    people = add_family(desk.office)
    new = objects.NewObject("person", people["李秀英"], "F1", desk.office.today().isoformat(), reason="独居")
    objects.add_object(desk.office, new)
    register_editing.add_household(desk.office, {"villager_group": "九组"}, {"name": "周大山"})
    screen = desk.screen("visits", VisitsScreen)
    screen.state.setCurrentIndex(screen.state.findData("all"))
    screen.state.activated.emit(screen.state.currentIndex())
    assert screen.due_model.rowCount() == 3
    wanted = NewWalkList(
        "今天走访", desk.office.today().isoformat(), (people["王建国"],), tuple(screen.due_model.ids)
    )
    desk.press(screen.plan)
    dialog = desk.dialog(FieldsDialog)
    desk.press(dialog.yes)
    desk.settle()
    assert dialog.form["visitors"].problem.text()
    dialog.reject()
    list_id = walk_lists.plan_walk_list(desk.office, wanted)
    screen.refresh()
    desk.settle()
    screen.mark_page(LISTS)
    desk.press(screen.print_list)
    paper = desk.dialog(PrintDialog)
    assert "今天走访" not in paper.windowTitle(), "its name stays in the office"
    paper.reject()
    desk.press(screen.enter_list)
    rows = desk.dialog(WalkDialog)
    assert rows.seen.ticked() == (people["李秀英"],)
    desk.write(rows.time, "0:00")
    rows.list.setFocus()
    desk.qtbot.keyClick(rows.list, Qt.Key.Key_1)
    desk.settle()
    assert rows.list.currentRow() == 1
    desk.qtbot.keyClick(rows.list, Qt.Key.Key_2)
    desk.write(rows.needs, "屋顶漏雨")
    desk.qtbot.keyClick(rows.needs, Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert walk_lists.get_walk_list(desk.office, list_id).entered == 2
    rows.accept()
    desk.settle()
    desk.press(screen.close_list)
    desk.agree()
    desk.settle()
    assert walk_lists.get_walk_list(desk.office, list_id).row.closed_on


def test_the_list_narrows_by_name_grid_and_who_is_responsible(desk: Desk) -> None:
    people = add_family(desk.office)
    other, _ = register_editing.add_household(desk.office, {"villager_group": "九组"}, {"name": "周大山"})
    with desk.office.change("edit", "网格") as work:
        grids = [
            work.insert("grid", {"code": f"9999{n}", "name": name})
            for n, name in enumerate(("东网格", "西网格"))
        ]
        work.update("household", people["household"], {"grid_id": grids[0]})
        work.update("household", other, {"grid_id": grids[1], "linked_official_id": people["李秀英"]})
    screen = desk.screen("visits", VisitsScreen)
    screen.show_list(ListQuery(view="due/all"))

    def names() -> list[str]:
        return [one.title for one in screen.due_model.rows]

    def pick(combo: QComboBox, data: str) -> None:
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())

    assert set(names()) == {"周大山户", "王建国户"}
    desk.write(screen.search, "zds")
    desk.until(lambda: names() == ["周大山户"])
    desk.write(screen.search, "王建")
    desk.until(lambda: names() == ["王建国户"])
    screen.search.clear()
    desk.until(lambda: len(names()) == 2)
    pick(screen.grid, "西网格")
    assert names() == ["周大山户"]
    pick(screen.grid, "")
    pick(screen.visitor, people["李秀英"])
    assert names() == ["周大山户"]


def test_a_household_is_put_in_by_hand_like_a_person(desk: Desk) -> None:
    people = add_family(desk.office)
    screen = desk.screen("visits", VisitsScreen)
    screen.mark_page(OBJECTS)
    desk.press(screen.add_object)
    dialog = desk.dialog(FieldsDialog)
    target = dialog.form["target"].widget
    assert isinstance(target, ReferenceEdit)
    desk.write(target, "wjg")
    desk.until(lambda: target.hits.count() == 2)
    desk.qtbot.keyClick(target, Qt.Key.Key_Down)
    desk.enter(target)
    assert target.text() == "王建国户"
    dialog.form["reason"].widget.setText("屋后边坡开裂")  # type: ignore[attr-defined]
    desk.press(dialog.yes)
    desk.settle()
    (one,) = screen.objects_model.rows
    assert (one.kind.value, one.id, one.visit_class) == ("household", people["household"], "F1")


def test_somebody_is_put_in_by_hand_and_taken_out_again(desk: Desk) -> None:
    people = add_family(desk.office)
    screen = desk.screen("visits", VisitsScreen)
    screen.mark_page(OBJECTS)
    desk.press(screen.add_object)
    dialog = desk.dialog(FieldsDialog)
    desk.press(dialog.yes)
    desk.settle()
    assert dialog.form["target"].problem.text()
    dialog.reject()
    new = objects.NewObject("person", people["李秀英"], "F1", desk.office.today().isoformat(), reason="独居")
    objects.add_object(desk.office, new)
    screen.refresh()
    desk.settle()
    assert screen.objects_model.rowCount() == 1
    desk.press(screen.end_object)
    desk.agree()
    desk.settle()
    assert screen.objects_model.rowCount() == 0
    screen.mark_page(DUE)


def test_the_card_of_a_household_tells_its_visits_and_logs_another(desk: Desk) -> None:
    people = add_family(desk.office)
    before = NewVisit("household", people["household"], "", visitors="张三", needs="屋顶漏雨")
    now = entries.open_entry(desk.office, "household", people["household"]).new.visited_at
    entries.log_visit(desk.office, replace(before, visited_at=now))
    part = VisitsPart(desk.office, desk.runner, desk.workspace, people["household"])
    desk.qtbot.addWidget(part)
    part.show()
    desk.settle()
    assert "屋顶漏雨" in "\n".join(each.text() for each in part.findChildren(QLabel))
    (log, *_) = part.findChildren(QPushButton)
    desk.press(log)
    desk.press(desk.dialog(VisitDialog).yes)
    desk.settle()
    assert len(list_visits(desk.office)) == 2
