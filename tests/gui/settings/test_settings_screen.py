"""Backups, users and settings on their screen, over a real office."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from desktop.domain.accounts import Role
from desktop.services import accounts, backup
from desktop.services.settings import load_settings
from tests.support.desk import CONTROL, OTHERS_PASSWORD, Desk, add_family
from tests.support.offices import reopen_office
from tests.support.vault import LOGIN, PASSWORD
from ui.screens.settings.identity_dialog import IdentityDialog
from ui.screens.settings.sheet_dialog import SheetDialog
from ui.screens.settings.user_dialog import OwnPasswordDialog, UserDialog
from ui.screens.settings.view import SettingsScreen
from ui.theme import Scheme

NEW_PASSWORD = "稻田 水牛 1976"


def settings(desk: Desk, section: str = "") -> SettingsScreen:
    screen = desk.screen("settings", SettingsScreen)
    if section:
        desk.press(pressable(screen, section))
    return screen


def pressable(host: QWidget, text: str) -> QPushButton:
    return next(b for b in host.findChildren(QPushButton) if b.text() == text and b.isVisible())


def said(host: QWidget) -> str:
    return "\n".join(line.text() for line in host.findChildren(QLabel) if line.isVisible())


def fill_password(desk: Desk, host: QWidget, password: str) -> None:
    from ui.widgets.password_input import PasswordInput

    first, again = host.findChildren(PasswordInput)
    desk.write(first.line, password)
    desk.write(again.line, password)


def test_a_backup_is_made_and_listed(desk: Desk) -> None:
    screen = settings(desk)
    assert "还没有备份" in said(screen)
    desk.press(pressable(screen, "立即备份"))
    desk.until(lambda: screen.backup.table.model().rowCount() == 1)
    desk.settle()
    assert "备份完成" in desk.noted()
    assert "最近一次备份" in said(screen)
    assert len(backup.list_backups(desk.office)) == 1


def test_a_backup_is_proven_by_restoring_it(desk: Desk) -> None:
    add_family(desk.office)
    screen = settings(desk)
    desk.press(pressable(screen, "立即备份"))
    desk.until(lambda: screen.backup.table.model().rowCount() == 1)
    desk.settle()
    desk.press(pressable(screen, "试恢复一次"))
    desk.until(lambda: "完全一致" in desk.noted())
    desk.settle()
    assert "试恢复通过" in said(screen)
    assert backup.backup_status(desk.office).proven_at is not None


def test_a_damaged_backup_is_replaced_and_the_clerk_is_told_in_a_dialog(desk: Desk) -> None:
    add_family(desk.office)
    damaged = backup.make_backup(desk.office).file.path
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 64] = bytes(64)
    damaged.write_bytes(content)
    screen = settings(desk)
    desk.press(pressable(screen, "试恢复一次"))
    told = desk.told()
    assert damaged.name in told
    assert "已经另做一份，试恢复通过" in told
    desk.settle()
    assert screen.backup.table.model().rowCount() == 2
    assert "试恢复通过" in said(screen)


def test_a_second_place_inside_the_data_folder_is_refused_with_the_reason(desk: Desk) -> None:
    screen = settings(desk)
    desk.press(pressable(screen, "选择第二备份位置…"))
    inside = desk.folder / "copies"
    inside.mkdir()
    desk.choose(inside)
    told = desk.told()
    assert "数据文件夹" in told
    assert load_settings(desk.office).second_backup_folder == ""


def test_every_backup_is_copied_to_the_second_place(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    screen = settings(desk)
    desk.press(pressable(screen, "选择第二备份位置…"))
    desk.choose(stick)
    desk.until(lambda: str(stick) in said(screen))
    desk.settle()
    desk.press(pressable(screen, "立即备份"))
    desk.until(lambda: list(stick.glob("*.cqb")))
    desk.settle()
    shutil.rmtree(stick)
    desk.press(pressable(screen, "立即备份"))
    assert "没有接上" in desk.told()
    desk.until(lambda: "最近的备份还没有抄过去" in said(screen))
    desk.settle()
    desk.press(pressable(screen, "不用第二位置"))
    desk.until(lambda: "没有第二备份位置" in said(screen))


def test_a_backup_is_restored_into_another_folder_and_opens_there(desk: Desk, tmp_path: Path) -> None:
    add_family(desk.office)
    screen = settings(desk)
    desk.press(pressable(screen, "立即备份"))
    desk.until(lambda: screen.backup.table.model().rowCount() == 1)
    desk.settle()
    assert not screen.backup.restore.isEnabled()
    screen.backup.table.focus_first_row()
    desk.press(screen.backup.restore)
    target = tmp_path / "again"
    target.mkdir()
    desk.choose(target)
    desk.until(lambda: "已恢复" in desk.noted())
    assert "换一个数据文件夹" in desk.noted()
    restored = reopen_office(target)
    with restored.store.reading() as connection:
        people = connection.execute("SELECT count(*) FROM person").fetchone()[0]
    restored.close()
    assert people == 2


def test_going_back_to_a_backup_is_asked_first_and_backs_up_the_present(desk: Desk) -> None:
    old = backup.make_backup(desk.office).file.path
    add_family(desk.office)
    gone_back_to: list[Path] = []
    desk.workspace.go_back_requested.connect(gone_back_to.append)
    screen = settings(desk)
    assert not screen.backup.go_back.isEnabled()
    screen.backup.table.focus_first_row()
    desk.press(screen.backup.go_back)
    assert "整个挪到旁边" in desk.agree()
    desk.until(lambda: gone_back_to == [old])
    reasons = {file.reason for file in backup.list_backups(desk.office)}
    assert reasons == {backup.Reason.BEFORE_RESTORE, backup.Reason.MANUAL}


def test_a_backup_to_take_away_proposes_a_name_with_village_and_day(desk: Desk, tmp_path: Path) -> None:
    screen = settings(desk)
    desk.press(pressable(screen, "备份到别处…"))
    box = desk.dialog(QFileDialog)
    assert "示范村" in box.selectedFiles()[0]
    target = tmp_path / "taken.cqb"
    desk.choose(target)
    desk.until(target.exists)
    desk.settle()
    assert backup.list_backups(desk.office) == ()


def test_a_user_is_added_and_can_sign_in(desk: Desk) -> None:
    screen = settings(desk, "用户和密码")
    desk.press(screen.users.add)
    dialog = desk.dialog(UserDialog)
    desk.press(dialog.yes)
    assert dialog.problem.text() == "姓名、用户名和岗位都要填写。"
    desk.write(dialog.name, "周监督")
    desk.enter(dialog.name)
    desk.write(dialog.login, "jiandu")
    desk.enter(dialog.login)
    desk.write(dialog.role.lineEdit(), "cjh")
    desk.enter(dialog.role.lineEdit())
    fill_password(desk, dialog, OTHERS_PASSWORD)
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    desk.settle()
    assert screen.users.table.model().rowCount() == 2
    desk.sign_in("jiandu", OTHERS_PASSWORD)
    assert desk.office.user.role is Role.SUPERVISOR


def test_two_different_passwords_are_refused_before_anything_is_stored(desk: Desk) -> None:
    from ui.widgets.password_input import PasswordInput

    screen = settings(desk, "用户和密码")
    desk.press(screen.users.add)
    dialog = desk.dialog(UserDialog)
    desk.write(dialog.name, "周监督")
    desk.write(dialog.login, "jiandu")
    first, again = dialog.findChildren(PasswordInput)
    desk.write(first.line, OTHERS_PASSWORD)
    desk.write(again.line, "别的 别的 1234")
    desk.press(dialog.yes)
    assert "不一样" in dialog.problem.text()
    assert len(accounts.list_users(desk.office)) == 1


def test_a_login_that_is_taken_is_told_in_the_dialog(desk: Desk) -> None:
    screen = settings(desk, "用户和密码")
    desk.press(screen.users.add)
    dialog = desk.dialog(UserDialog)
    desk.write(dialog.name, "另一个")
    desk.write(dialog.login, LOGIN)
    fill_password(desk, dialog, OTHERS_PASSWORD)
    desk.press(dialog.yes)
    desk.until(dialog.problem.text)
    assert LOGIN in dialog.problem.text()
    assert dialog.isEnabled()


def test_a_user_is_stopped_after_a_question_and_stays_in_the_list(desk: Desk) -> None:
    desk.add_user("zhang", "张网格", Role.GRID_WORKER)
    screen = settings(desk, "用户和密码")
    assert not screen.users.remove.isEnabled()
    screen.users.table.select_id("zhang")
    desk.press(screen.users.remove)
    assert "停用“zhang”？" in desk.agree()
    desk.until(lambda: "已停用" in desk.noted())
    desk.settle()
    rows = accounts.list_users(desk.office)
    assert [(row.user.login, row.can_sign_in) for row in rows] == [(LOGIN, True), ("zhang", False)]
    screen.users.table.select_id(LOGIN)
    assert not screen.users.remove.isEnabled()


def test_a_user_is_tied_to_a_person_and_an_official_s_wife_does_not_supervise(desk: Desk) -> None:
    people = add_family(desk.office)
    desk.add_user("jiandu", "李监督", Role.SUPERVISOR)
    accounts.set_identity(desk.office, LOGIN, "王文书", people["王建国"])
    screen = settings(desk, "用户和密码")
    screen.users.table.select_id("jiandu")
    desk.press(screen.users.identity)
    dialog = desk.dialog(IdentityDialog)
    desk.write(dialog.person, "李秀英")
    desk.until(dialog.person.hits.isVisible)
    desk.enter(dialog.person)
    desk.press(dialog.yes)
    desk.until(dialog.problem.text)
    assert "王文书" in dialog.problem.text()
    assert "近亲属不能担任" in dialog.problem.text()
    dialog.reject()
    desk.until(lambda: not desk.dialogs())
    assert [row.person for row in accounts.list_users(desk.office)] == ["王建国", ""]


def test_a_mistyped_name_of_a_user_is_mended_and_none_is_refused(desk: Desk) -> None:
    desk.add_user("jiandu", "李监都", Role.SUPERVISOR)
    screen = settings(desk, "用户和密码")
    screen.users.table.select_id("jiandu")
    desk.press(screen.users.identity)
    dialog = desk.dialog(IdentityDialog)
    desk.write(dialog.name, "")
    desk.press(dialog.yes)
    assert "请填写姓名" in said(dialog)
    desk.write(dialog.name, "李监督")
    desk.press(dialog.yes)
    desk.until(lambda: not desk.dialogs())
    assert accounts.list_users(desk.office)[1].user.display_name == "李监督"


def test_a_wrong_old_password_is_told_and_nothing_changes(desk: Desk) -> None:
    screen = settings(desk, "用户和密码")
    desk.press(pressable(screen, "改我的密码…"))
    dialog = desk.dialog(OwnPasswordDialog)
    desk.write(dialog.old.line, "bu shi zhe ge")
    fill_password(desk, dialog.password, NEW_PASSWORD)
    desk.press(dialog.yes)
    desk.until(dialog.problem.text)
    assert "密码不对" in dialog.problem.text()
    assert dialog.isEnabled()
    accounts.check_password(desk.office, PASSWORD)


def test_ones_own_password_is_changed(desk: Desk) -> None:
    screen = settings(desk, "用户和密码")
    desk.press(pressable(screen, "改我的密码…"))
    dialog = desk.dialog(OwnPasswordDialog)
    desk.write(dialog.old.line, PASSWORD)
    fill_password(desk, dialog.password, NEW_PASSWORD)
    desk.qtbot.keyPress(dialog.password.second.line, Qt.Key.Key_Return)  # the dialog goes before its release
    desk.until(lambda: not desk.dialogs())
    accounts.check_password(desk.office, NEW_PASSWORD)


def test_a_new_recovery_sheet_shows_the_code_once_and_it_opens_the_vault(desk: Desk) -> None:
    screen = settings(desk, "用户和密码")
    desk.press(pressable(screen, "重做恢复单…"))
    assert "旧的那张马上作废" in desk.agree()
    dialog = desk.dialog(SheetDialog)
    groups = [text for line in dialog.findChildren(QLabel) for text in line.text().split() if len(text) == 4]
    assert len([group for group in groups if group.isascii()]) == 11
    desk.press(dialog.close_button)
    desk.until(lambda: not desk.dialogs())


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [("backup_minutes", "2", "5"), ("auto_lock_minutes", "500", "120"), ("post_days", "99", "60")],
)
def test_a_setting_out_of_bounds_is_told_at_its_field(desk: Desk, field: str, typed: str, told: str) -> None:
    screen = settings(desk, "设置")
    before = load_settings(desk.office)
    line = screen.office.form[field].widget
    desk.write(line, typed)
    desk.qtbot.keyClick(line, Qt.Key.Key_Return, CONTROL)
    desk.until(screen.office.form[field].problem.text)
    assert told in screen.office.form[field].problem.text()
    assert line.hasFocus()
    assert load_settings(desk.office) == before


def test_settings_are_saved_and_still_there_after_a_restart(desk: Desk) -> None:
    screen = settings(desk, "设置")
    desk.write(screen.office.form["village_office_phone"].widget, "0570-0000000")
    number = screen.office.form["backup_minutes"].widget
    number.setFocus()
    desk.qtbot.keyClick(number, Qt.Key.Key_Up)
    desk.press(screen.office.save)
    desk.until(lambda: "设置已保存" in desk.noted())
    desk.restart()
    screen = settings(desk, "设置")
    assert screen.office.form["village_office_phone"].widget.text() == "0570-0000000"
    assert load_settings(desk.office).backup_minutes == 31


def test_what_was_typed_stays_when_something_else_is_stored_meanwhile(desk: Desk) -> None:
    screen = settings(desk, "设置")
    line = screen.office.form["board_place"].widget
    desk.write(line, "文化礼堂")
    desk.workspace.records_changed()
    desk.settle()
    assert line.text() == "文化礼堂"


def test_a_dark_screen_is_asked_for_at_once(desk: Desk) -> None:
    screen = settings(desk, "设置")
    with desk.qtbot.waitSignal(desk.workspace.appearance_requested) as asked:
        desk.write(screen.office.scheme.lineEdit(), "深色")
        desk.enter(screen.office.scheme.lineEdit())
    assert asked.args[0].scheme is Scheme.DARK


def test_a_reader_may_change_the_own_password_and_nothing_else(desk: Desk) -> None:
    desk.add_user("du", "读者", Role.READER)
    desk.sign_in("du", OTHERS_PASSWORD)
    screen = settings(desk)
    assert not pressable(screen, "立即备份").isEnabled()
    desk.press(pressable(screen, "用户和密码"))
    assert not screen.users.add.isEnabled()
    assert pressable(screen, "改我的密码…").isEnabled()
    desk.press(pressable(screen, "设置"))
    assert not screen.office.save.isEnabled()
    assert screen.office.scheme.isEnabled()


def test_the_headings_of_the_form_stand_clear_of_its_fields(desk: Desk) -> None:
    screen = settings(desk, "设置")
    form = screen.office.form
    headings = [line for line in form.findChildren(QLabel) if line.property("role") == "heading"]
    fields = [form[key].widget for key in form] + [form[key].name for key in form]
    assert len(headings) == 5
    assert not [
        (heading.text(), field)
        for heading in headings
        for field in fields
        if heading.geometry().intersects(field.geometry())
    ]
