"""The forms: what is wrong is said while typing, nothing typed is lost, everything can be undone."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.code_table import code_table
from desktop.services import drafts
from desktop.services import register_editing as editing
from desktop.services.office import Office
from tests.support.households import Village, citizen_id, fill_with_households
from tests.support.offices import make_office, reopen_office
from tests.support.workspace import open_workspace
from ui.jobs import JobRunner
from ui.screens.register import form_presenter
from ui.screens.register.list_edit import CheckDialog, ListEdit
from ui.screens.register.record_form import RecordForm
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace
from ui.widgets.code_combo import CodeCombo
from ui.widgets.search_box import SearchBox

ROOT = Path(__file__).resolve().parents[3]


def _type(qtbot: QtBot, form: RecordForm, key: str, text: str) -> None:
    made = form.input(key)
    line = made.lineEdit() if isinstance(made, CodeCombo) else getattr(made, "line", made)
    line.selectAll()
    if text.isascii():
        qtbot.keyClicks(line, text)
    else:  # no key of a test keyboard types hanzi
        line.insert(text)
    if isinstance(made, CodeCombo):
        made.take_typed()


@pytest.fixture
def editing_head(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> RegisterScreen:
    """张建国's form, opened from the card by F2."""
    workspace.open_person(village.people["张建国"])
    qtbot.waitUntil(lambda: screen.card.isVisible() and screen.card.person is not None)
    qtbot.keyClick(screen.card.members, Qt.Key.Key_F2)
    qtbot.waitUntil(screen.form.isVisible)
    return screen


def _stored(office: Office, person_id: str, key: str) -> str:
    return editing.open_form(office, "person", person_id).texts[key]


def test_a_wrong_number_is_said_while_typing_and_not_saved(
    qtbot: QtBot, editing_head: RegisterScreen, office: Office, village: Village
) -> None:
    page = editing_head.form
    right = village.numbers["张建国"]
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    _type(qtbot, page.form, "citizen_id", wrong)
    qtbot.waitUntil(lambda: "校验位对不上" in page.form.field("citizen_id").problem.text())
    qtbot.keyClick(page.form.input("name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "没有保存" in page.problem.text())
    assert page.isVisible()
    assert page.form.text("citizen_id") == wrong
    assert _stored(office, village.people["张建国"], "citizen_id") == right


def test_two_digits_swapped_are_pointed_out(
    qtbot: QtBot, editing_head: RegisterScreen, village: Village
) -> None:
    right = village.numbers["张建国"]
    swapped = right[:12] + right[13] + right[12] + right[14:]
    form = editing_head.form.form
    _type(qtbot, form, "citizen_id", swapped)
    qtbot.waitUntil(lambda: "第 13 位" in form.field("citizen_id").problem.text())


def test_a_warning_does_not_keep_the_form_from_being_saved(
    qtbot: QtBot, editing_head: RegisterScreen, office: Office, village: Village
) -> None:
    page = editing_head.form
    _type(qtbot, page.form, "birth_date", "1957-03-12")
    qtbot.waitUntil(lambda: "不一致" in page.form.field("birth_date").problem.text())
    page.save_wanted.emit(False)
    qtbot.waitUntil(lambda: _stored(office, village.people["张建国"], "birth_date") == "1957-03-12")
    qtbot.waitUntil(editing_head.card.isVisible)


def test_birth_date_and_sex_are_filled_from_the_number(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    workspace.open_household(village.households["王海军"])
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.keyClick(screen.card.members, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen.form.isVisible)
    _type(qtbot, screen.form.form, "citizen_id", citizen_id("2001-02-03", 8))
    assert screen.form.form.text("birth_date") == "2001-02-03"
    assert screen.form.form.text("sex") == "女"


def test_a_member_is_added_by_keyboard_alone_and_the_next_form_is_empty(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    workspace.open_household(village.households["王海军"])
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.keyClick(screen.card.members, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen.form.isVisible)
    form = screen.form.form
    _type(qtbot, form, "name", "王小宝")
    qtbot.keyClick(form.input("name"), Qt.Key.Key_Return)
    relation = form.input("relation_to_head")
    qtbot.waitUntil(lambda: relation.hasFocus() or relation.isAncestorOf(form.focusWidget()))
    _type(qtbot, form, "relation_to_head", "cz")
    assert form.text("relation_to_head") == "长子"
    _type(qtbot, form, "reason", "cs")
    assert form.text("reason") == "出生"
    qtbot.keyClick(form.input("name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.form.form is not form)
    assert screen.form.form.text("name") == ""
    with qtbot.waitActive(workspace):  # the offscreen platform gives no window back its place by itself
        workspace.activateWindow()
    qtbot.keyClick(screen.form.form.input("name"), Qt.Key.Key_Escape)
    qtbot.waitUntil(screen.card.isVisible)
    model = screen.card.members.model()
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert model.index(1, 0).data() == "王小宝"
    with office.store.reading() as connection:
        kinds = connection.execute("SELECT kind FROM life_event ORDER BY pk DESC LIMIT 1").fetchall()
    assert kinds == [("10",)]


def test_ctrl_enter_saves_and_goes_to_the_next_member(
    qtbot: QtBot, editing_head: RegisterScreen, office: Office, village: Village
) -> None:
    page = editing_head.form
    _type(qtbot, page.form, "former_name", "张大")
    qtbot.keyClick(page.form.input("name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.title.text() == "修改人员：李桂香")
    assert _stored(office, village.people["张建国"], "former_name") == "张大"


def test_a_household_is_opened_with_its_head(qtbot: QtBot, screen: RegisterScreen, office: Office) -> None:
    screen.list.focus_rows()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(screen.form.isVisible)
    _type(qtbot, screen.form.form, "villager_group", "三组")
    screen.form.save_wanted.emit(False)
    qtbot.waitUntil(lambda: "没有填写姓名" in screen.form.form.field("head.name").problem.text())
    _type(qtbot, screen.form.form, "head.name", "孙大圣")
    screen.form.save_wanted.emit(False)
    qtbot.waitUntil(lambda: screen.card.isVisible() and screen.card.title.text() == "孙大圣 户")


def test_a_dwelling_is_added_and_an_empty_one_is_refused(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village
) -> None:
    home = village.households["王海军"]
    workspace.open_household(home)
    qtbot.waitUntil(screen.card.isVisible)
    screen.card.add_part_wanted.emit("dwelling", home)
    qtbot.waitUntil(screen.form.isVisible)
    screen.form.save_wanted.emit(True)
    assert screen.form.problem.text() == "还没有填写任何内容。"
    _type(qtbot, screen.form.form, "floor_area", "abc")
    screen.form.save_wanted.emit(True)
    qtbot.waitUntil(lambda: screen.form.form.field("floor_area").problem.text() != "")
    _type(qtbot, screen.form.form, "floor_area", "120.5")
    screen.form.save_wanted.emit(True)
    qtbot.waitUntil(screen.card.isVisible)
    tabs = screen.card.tabs
    qtbot.waitUntil(lambda: "住房 1" in [tabs.tabText(number) for number in range(tabs.count())])


def test_a_parcel_belongs_to_its_contract_on_the_card(
    qtbot: QtBot, screen: RegisterScreen, workspace: Workspace, village: Village, office: Office
) -> None:
    home = village.households["王海军"]
    contract = editing.add_child_record(office, "land_contract", home, {"contract_area": "3.5"})
    workspace.open_household(home)
    qtbot.waitUntil(lambda: screen.card.isVisible() and screen.card.card is not None)
    screen.card.add_part_wanted.emit("land_parcel", contract)
    qtbot.waitUntil(screen.form.isVisible)
    _type(qtbot, screen.form.form, "parcel_name", "门前田")
    screen.form.save_wanted.emit(True)
    qtbot.waitUntil(screen.card.isVisible)
    qtbot.waitUntil(lambda: screen.card.card is not None and len(screen.card.card.land) == 2)


@pytest.fixture
def drafts_are_kept_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for before the screen: how long a pause in typing lasts is not the matter."""
    monkeypatch.setattr(form_presenter, "DRAFT_AFTER_MS", 50)


def test_what_was_typed_is_kept_as_a_draft_and_offered_again(
    drafts_are_kept_soon: None,
    qtbot: QtBot,
    editing_head: RegisterScreen,
    office: Office,
    village: Village,
    workspace: Workspace,
) -> None:
    page = editing_head.form
    _type(qtbot, page.form, "former_name", "张老大")
    qtbot.waitUntil(lambda: bool(drafts.list_drafts(office)))
    assert _stored(office, village.people["张建国"], "former_name") == ""
    draft = ("draft:person", village.people["张建国"])
    qtbot.waitUntil(lambda: editing_head.unfinished() == draft)  # told a moment after it is stored
    qtbot.keyClick(page.form.input("name"), Qt.Key.Key_Escape)
    qtbot.waitUntil(editing_head.card.isVisible)
    qtbot.keyClick(editing_head.card.members, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: page.isVisible() and page.banner.isVisible())
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    assert page.form.text("former_name") == "张老大"
    page.save_wanted.emit(False)
    qtbot.waitUntil(lambda: _stored(office, village.people["张建国"], "former_name") == "张老大")
    qtbot.waitUntil(lambda: not drafts.list_drafts(office))


def test_a_draft_on_offer_is_not_lost_by_typing_or_saving_past_the_offer(
    qtbot: QtBot, editing_head: RegisterScreen, office: Office, village: Village, workspace: Workspace
) -> None:
    page, person = editing_head.form, village.people["张建国"]
    drafts.keep_draft(office, "person", person, {"former_name": "张老大"})
    workspace.open_person(person)
    qtbot.waitUntil(editing_head.card.isVisible)
    qtbot.keyClick(editing_head.card.members, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: page.isVisible() and page.banner.isVisible())
    _type(qtbot, page.form, "wechat", "大头")
    page.save_wanted.emit(False)
    assert "请先选" in workspace.toast.text()
    qtbot.keyClick(page.form.input("name"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(drafts.list_drafts(office)[0].texts.keys() & {"former_name", "wechat"}) == 2)


def test_a_draft_that_was_asked_for_is_gone_on_with_unasked(
    qtbot: QtBot, screen: RegisterScreen, office: Office, village: Village, workspace: Workspace
) -> None:
    drafts.keep_draft(office, "person", village.people["张建国"], {"former_name": "张老大"})
    workspace.open_record("register", "draft:person", village.people["张建国"])
    qtbot.waitUntil(screen.form.isVisible)
    assert not screen.form.banner.isVisible()
    assert screen.form.form.text("former_name") == "张老大"


def test_opening_somebody_else_from_the_palette_leaves_a_draft(
    qtbot: QtBot, editing_head: RegisterScreen, office: Office, village: Village, workspace: Workspace
) -> None:
    _type(qtbot, editing_head.form.form, "former_name", "张大")
    workspace.open_person(village.people["王海军"])
    qtbot.waitUntil(lambda: editing_head.card.isVisible() and bool(drafts.list_drafts(office)))
    qtbot.waitUntil(lambda: "已留作草稿" in workspace.toast.text())


def test_f4_offers_every_tag_and_those_of_class_r_are_not_among_them(
    qtbot: QtBot, editing_head: RegisterScreen
) -> None:
    tags = editing_head.form.form.input("group_tags")
    assert isinstance(tags, ListEdit)
    qtbot.keyClick(tags.line, Qt.Key.Key_F4)
    dialog = tags.findChild(CheckDialog)
    assert dialog is not None
    offered = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    restricted = {e.label for e in code_table("special_group").entries if e.code.startswith("R")}
    assert restricted
    assert not restricted & set(offered)
    qtbot.keyClicks(dialog.search, "dbdx")
    shown = [
        dialog.list.item(row) for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()
    ]
    assert [item.text() for item in shown] == ["低保对象"]
    shown[0].setCheckState(Qt.CheckState.Checked)
    dialog.take.click()
    assert tags.text() == "低保对象"


def test_locking_keeps_what_is_typed_at_once(
    qtbot: QtBot, editing_head: RegisterScreen, office: Office, village: Village, workspace: Workspace
) -> None:
    _type(qtbot, editing_head.form.form, "former_name", "张大")
    workspace.keep_work()
    draft = drafts.find_draft(office, "person", village.people["张建国"])
    assert draft is not None
    assert draft.texts["former_name"] == "张大"


_TYPES_AND_WAITS = """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QSettings
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    application = QApplication([])
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[3])
    from tests.support.workspace import open_workspace
    from tests.support.offices import reopen_office
    from ui.jobs import JobRunner
    from ui.screens.register import form_presenter
    form_presenter.DRAFT_AFTER_MS = 50
    office = reopen_office(Path(sys.argv[1]))
    runner = JobRunner()
    workspace = open_workspace(office, runner)
    workspace.show()
    workspace.open_screen("register")
    screen = workspace.current_screen()
    screen.edit("person", sys.argv[2])
    while not screen.form.isVisible():
        QTest.qWait(10)
    QTest.keyClicks(screen.form.form.input("former_name"), "zhangda")
    from desktop.services import drafts
    while not drafts.list_drafts(office):
        QTest.qWait(20)
    print("kept", flush=True)
    QTest.qWait(60_000)
"""


@pytest.mark.faults
def test_a_draft_survives_kill_9(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    office = make_office(folder)
    village = fill_with_households(office)
    person = village.people["张建国"]
    office.close()
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_TYPES_AND_WAITS), str(folder), person, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "kept"
    finally:
        process.kill()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()
    office = reopen_office(folder)
    try:
        draft = drafts.find_draft(office, "person", person)
        assert draft is not None
        assert draft.texts["former_name"] == "zhangda"
        assert _stored(office, person, "former_name") == ""
    finally:
        office.close()


def test_an_edit_is_undone_and_brought_back_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    office = make_office(folder)
    village = fill_with_households(office)
    person = village.people["张建国"]
    editing.save_form(office, "person", person, {"former_name": "张大"})
    office.close()
    office = reopen_office(folder)
    runner = JobRunner()
    workspace = open_workspace(office, runner)
    qtbot.addWidget(workspace)
    try:
        workspace.show()
        workspace.activateWindow()
        workspace.open_screen("register")
        screen = workspace.current_screen()
        assert isinstance(screen, RegisterScreen)
        qtbot.waitUntil(lambda: screen.list.count.text() == "5 人")
        screen.list.focus_rows()
        qtbot.keyClick(screen.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: _stored(office, person, "former_name") == "")
        qtbot.waitUntil(lambda: "张建国" in workspace.toast.text())
        qtbot.keyClick(screen.list.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: _stored(office, person, "former_name") == "张大")
        qtbot.waitUntil(lambda: not runner.is_busy)
    finally:
        workspace.close_workspace()
        assert runner.close() == ()
        office.close()


def test_control_z_takes_back_from_any_screen_and_from_an_empty_search_box(
    qtbot: QtBot, workspace: Workspace, office: Office, village: Village
) -> None:
    person = village.people["张建国"]
    editing.save_form(office, "person", person, {"former_name": "张大"})
    workspace.open_screen("events")
    box = workspace.current_screen().findChild(SearchBox)
    assert box is not None
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _stored(office, person, "former_name") == "")
    qtbot.keyClick(box, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _stored(office, person, "former_name") == "张大")
    workspace.notify("")
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == ""
    assert "已撤销" not in workspace.toast.text()
