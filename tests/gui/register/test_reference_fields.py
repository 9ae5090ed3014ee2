"""References in the forms: found while typing, told apart, chosen and cleared by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.services import drafts
from desktop.services import register_editing as editing
from desktop.services.office import Office
from tests.support.households import Village
from ui.jobs import JobRunner
from ui.screens.register.history_dialog import HistoryDialog
from ui.screens.register.record_form import RecordForm
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace
from ui.widgets.code_combo import CodeCombo
from ui.widgets.reference_edit import ReferenceEdit
from ui.widgets.reference_list_edit import ReferenceListEdit

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def namesake(office: Office, village: Village) -> str:
    """A second 张建国, in 二组."""
    return editing.add_person(
        office, village.households["赵小兰"], {"name": "张建国", "birth_date": "1990-02-03", "sex": "男"}
    )


def open_form(qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, person_id: str) -> RecordForm:
    workspace.open_person(person_id)
    qtbot.waitUntil(lambda: screen.card.person is not None and screen.card.person.id == person_id)
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.keyClick(screen.card.members, Qt.Key.Key_F2)
    qtbot.waitUntil(screen.form.isVisible)
    return screen.form.form


def reference(form: RecordForm, key: str) -> ReferenceEdit:
    form.focus(key)
    made = form.input(key)
    assert isinstance(made, ReferenceEdit)
    return made


def look_for(qtbot: QtBot, edit: ReferenceEdit, letters: str) -> list[str]:
    """Type letters over what stands there, and wait for the hits."""
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, letters)
    qtbot.waitUntil(edit.hits.isVisible)
    return [edit.hits.item(row).text() for row in range(edit.hits.count())]


def save(qtbot: QtBot, form: RecordForm) -> None:
    qtbot.keyClick(form.input("name"), Qt.Key.Key_S, CONTROL)


def stored(office: Office, person_id: str, key: str) -> str:
    return editing.open_form(office, "person", person_id).texts[key]


def test_two_of_one_name_are_told_apart_and_the_second_is_taken_by_arrow_and_enter(
    qtbot: QtBot,
    screen: RegisterScreen,
    workspace: Workspace,
    village: Village,
    namesake: str,
    office: Office,
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["赵一诺"])
    father = reference(form, "father_person_id")
    first, second = look_for(qtbot, father, "zhangjg")
    assert first.startswith("张建国") and second.startswith("张建国")
    assert "本户" in first and "二组" in first  # of the same household: before the one of the other group
    assert "一组" in second and "999901********" in second
    qtbot.keyClick(father, Qt.Key.Key_Down)
    qtbot.keyClick(father, Qt.Key.Key_Return)
    assert father.text() == "张建国"
    assert "一组" in form.field("father_person_id").hint.text()
    assert form.input("mother_person_id").hasFocus()
    save(qtbot, form)
    qtbot.waitUntil(lambda: stored(office, village.people["赵一诺"], "father_person_id") != "")
    assert stored(office, village.people["赵一诺"], "father_person_id") == village.people["张建国"]


def test_the_members_of_the_household_are_offered_on_down_before_anything_is_typed(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["李桂香"])
    spouse = reference(form, "spouse_person_id")
    qtbot.keyClick(spouse, Qt.Key.Key_Down)
    qtbot.waitUntil(spouse.hits.isVisible)
    assert [spouse.hits.item(row).text()[:3] for row in range(spouse.hits.count())] == ["张建国"]


def test_esc_leaves_the_hits_and_the_person_before_and_not_the_form(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    husband, wife = village.people["张建国"], village.people["李桂香"]
    editing.save_form(office, "person", husband, {"spouse_person_id": wife})
    form = open_form(qtbot, screen, workspace, husband)
    spouse = reference(form, "spouse_person_id")
    assert spouse.text() == "李桂香"
    look_for(qtbot, spouse, "whj")
    qtbot.keyClick(spouse, Qt.Key.Key_Escape)
    assert not spouse.hits.isVisible()
    assert (spouse.text(), form.text("spouse_person_id")) == ("李桂香", wife)
    assert screen.form.isVisible()
    qtbot.keyClick(spouse, Qt.Key.Key_Escape)
    qtbot.waitUntil(screen.card.isVisible)


def test_an_emptied_line_clears_the_link_on_both_sides_and_undo_brings_both_back(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    husband, wife = village.people["张建国"], village.people["李桂香"]
    editing.save_form(office, "person", husband, {"spouse_person_id": wife})
    form = open_form(qtbot, screen, workspace, husband)
    spouse = reference(form, "spouse_person_id")
    spouse.selectAll()
    qtbot.keyClick(spouse, Qt.Key.Key_Delete)
    save(qtbot, form)
    qtbot.waitUntil(lambda: stored(office, wife, "spouse_person_id") == "")
    assert stored(office, husband, "spouse_person_id") == ""
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.keyClick(screen.card.members, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: stored(office, wife, "spouse_person_id") == husband)
    assert stored(office, husband, "spouse_person_id") == wife


def test_a_name_with_which_nobody_was_chosen_is_not_saved_and_stays(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["赵一诺"])
    guardian = reference(form, "guardian_person_id")
    look_for(qtbot, guardian, "zxl")
    qtbot.keyClick(guardian, Qt.Key.Key_Tab)
    assert not guardian.hits.isVisible()
    qtbot.waitUntil(lambda: "不是从名单里选定的" in form.field("guardian_person_id").problem.text())
    save(qtbot, form)
    qtbot.waitUntil(lambda: "没有保存" in screen.form.problem.text())
    assert guardian.text() == "zxl"
    assert stored(office, village.people["赵一诺"], "guardian_person_id") == ""


def test_enter_before_the_answer_takes_the_only_one_found(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["赵一诺"])
    mother = reference(form, "mother_person_id")
    qtbot.keyClicks(mother, "zhaoxl")
    qtbot.keyClick(mother, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.text("mother_person_id") == village.people["赵小兰"])
    assert form.input("spouse_person_id").hasFocus()


def test_nobody_is_offered_to_themselves(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["李桂香"])
    mother = reference(form, "mother_person_id")
    qtbot.keyClick(mother, Qt.Key.Key_Down)
    qtbot.waitUntil(mother.hits.isVisible)
    assert [mother.hits.item(row).text()[:3] for row in range(mother.hits.count())] == ["张建国"]


def test_hits_that_come_after_the_cursor_has_left_are_not_shown(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, runner: JobRunner
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["李桂香"])
    father = reference(form, "father_person_id")
    qtbot.keyClicks(father, "zjg")
    qtbot.keyClick(father, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "不是从名单里选定的" in form.field("father_person_id").problem.text())
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not father.hits.isVisible()


def test_the_relation_to_the_head_is_filled_from_the_mother_of_a_new_member(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    workspace.open_household(village.households["赵小兰"])
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.keyClick(screen.card.members, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(screen.form.isVisible)
    form = screen.form.form
    sex = form.input("sex")
    assert isinstance(sex, CodeCombo)
    qtbot.keyClicks(sex.lineEdit(), "1")
    sex.take_typed()
    qtbot.keyClicks(form.input("birth_date"), "2020-01-02")
    mother = reference(form, "mother_person_id")
    look_for(qtbot, mother, "zxl")
    qtbot.keyClick(mother, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.text("relation_to_head") == "长子")
    assert form.field("relation_to_head").problem.text() == "按亲属关系填入"


def test_another_relation_that_was_typed_stays_and_the_one_that_follows_is_said(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["李桂香"])
    father = reference(form, "father_person_id")
    look_for(qtbot, father, "zjg")
    qtbot.keyClick(father, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "与户主应是" in form.field("relation_to_head").problem.text())
    assert form.text("relation_to_head") == "妻"


def test_a_draft_shows_the_name_of_who_was_chosen(
    qtbot: QtBot,
    screen: RegisterScreen,
    workspace: Workspace,
    village: Village,
    office: Office,
) -> None:
    drafts.keep_draft(
        office, "person", village.people["赵一诺"], {"mother_person_id": village.people["赵小兰"]}
    )
    form = open_form(qtbot, screen, workspace, village.people["赵一诺"])
    qtbot.waitUntil(screen.form.banner.isVisible)
    qtbot.keyClick(screen.form.take, Qt.Key.Key_Space)
    assert reference(form, "mother_person_id").text() == "赵小兰"
    assert form.text("mother_person_id") == village.people["赵小兰"]


def test_a_household_gets_a_grid_that_the_register_did_not_have(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    household = village.households["王海军"]
    workspace.open_household(household)
    qtbot.waitUntil(screen.card.isVisible)
    screen.edit("household", household)
    qtbot.waitUntil(screen.form.isVisible)
    form = screen.form.form
    grid = reference(form, "grid_id")
    grid.insert("第一网格")
    grid.textEdited.emit("第一网格")
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "保存时会新建" in form.field("grid_id").problem.text())
    qtbot.keyClick(form.input("address"), Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(screen.card.isVisible)
    with office.store.reading() as connection:
        assert connection.execute("SELECT name FROM grid").fetchall() == [("第一网格",)]


def test_several_people_hold_a_contract_each_taken_by_enter_and_given_up_by_backspace(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    household = village.households["张建国"]
    contract = editing.add_child_record(office, "land_contract", household, {"contract_area": "3"})
    workspace.open_household(household)
    qtbot.waitUntil(screen.card.isVisible)
    screen.edit("land_contract", contract)
    qtbot.waitUntil(screen.form.isVisible)
    form = screen.form.form
    form.focus("co_contractors")
    made = form.input("co_contractors")
    assert isinstance(made, ReferenceListEdit)
    for letters in ("lgx", "whj", "zjg"):
        look_for(qtbot, made.line, letters)
        qtbot.keyClick(made.line, Qt.Key.Key_Return)
        assert made.line.hasFocus()
    assert [chip.text() for chip in made.chips()] == ["李桂香", "王海军", "张建国"]
    qtbot.keyClick(made.line, Qt.Key.Key_Backspace)
    assert [chip.text() for chip in made.chips()] == ["李桂香", "王海军"]
    qtbot.keyClick(made.line, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(screen.card.isVisible)
    texts = editing.open_form(office, "land_contract", contract).texts
    assert set(texts["co_contractors"].split("、")) == {village.people["李桂香"], village.people["王海军"]}


def test_the_history_says_who_was_chosen(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    child = village.people["赵一诺"]
    editing.save_form(office, "person", child, {"mother_person_id": village.people["赵小兰"]})
    workspace.open_person(child)
    qtbot.waitUntil(screen.card.isVisible)
    screen.card.history_wanted.emit("person", child)
    qtbot.waitUntil(
        lambda: any(isinstance(w, HistoryDialog) and w.isVisible() for w in QApplication.topLevelWidgets())
    )
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, HistoryDialog)]
    qtbot.waitUntil(
        lambda: any("母亲：（空） → 赵小兰" in line.text() for line in dialog.findChildren(QLabel))
    )
    dialog.close()


def test_the_hits_are_gone_with_the_form(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    form = open_form(qtbot, screen, workspace, village.people["赵一诺"])
    father = reference(form, "father_person_id")
    look_for(qtbot, father, "zjg")
    workspace.open_screen("events")
    qtbot.waitUntil(lambda: not father.hits.isVisible())
    assert father.hits.parent() is father
