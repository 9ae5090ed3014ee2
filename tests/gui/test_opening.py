"""From an empty folder to the open office, and back again."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.accounts import Role
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem
from desktop.services import drafts
from desktop.services.accounts import add_user
from desktop.services.office import Office
from desktop.vault import guess_ahead
from desktop.vault.suite import CURRENT_SUITE
from tests.support.offices import make_office, reopen_office
from tests.support.shell import NoteScreen, make_flow
from tests.support.vault import LOGIN, PASSWORD
from tests.support.windows import activate
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.unfinished import UnfinishedDialog
from ui.screens.opening.recover_view import RecoverView
from ui.screens.opening.start_step import StartWith
from ui.screens.opening.trouble_view import TroubleView
from ui.screens.opening.unlock_view import UnlockView, UserChoice
from ui.screens.opening.wizard_view import Start, WizardView
from ui.shell.flow import OfficeFlow
from ui.shell.problem_dialog import ProblemDialog
from ui.widgets.form import long_text
from ui.widgets.progress_panel import ProgressPanel

SECOND = ("shuji", "李书记", Role.SECRETARY, "山高 水长 2008")


@pytest.fixture
def open_flow(dressed_application: QApplication, qtbot: QtBot) -> Iterator[Callable[..., OfficeFlow]]:
    flows: list[OfficeFlow] = []

    def build(folder: Path, **changed: object) -> OfficeFlow:
        flow = make_flow(dressed_application, folder, **changed)
        qtbot.addWidget(flow.window)
        activate(qtbot, flow.window)
        flows.append(flow)
        flow.start()
        return flow

    yield build
    for flow in flows:
        flow.close()


def page_of(qtbot: QtBot, flow: OfficeFlow, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), kind), timeout=15_000)
    page = flow.window.page()
    assert page is not None
    return page


def unlock_page(qtbot: QtBot, flow: OfficeFlow) -> UnlockView:
    page = page_of(qtbot, flow, UnlockView)
    assert isinstance(page, UnlockView)
    return page


def wizard_page(qtbot: QtBot, flow: OfficeFlow) -> WizardView:
    page = page_of(qtbot, flow, WizardView)
    assert isinstance(page, WizardView)
    return page


def enter(qtbot: QtBot, flow: OfficeFlow, password: str = PASSWORD) -> NoteScreen:
    view = unlock_page(qtbot, flow)
    view.password.line.setText(password)
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=15_000)
    assert flow.workspace is not None
    screen = flow.workspace.current_screen()
    assert isinstance(screen, NoteScreen)
    return screen


def hold_writes(screen: NoteScreen) -> threading.Event:
    """Let nothing be written until the event that is given back is set."""
    release = threading.Event()
    screen.runner.write(lambda job: release.wait(5), lambda _: None, screen.shell.show_error)
    return release


def settle(qtbot: QtBot, flow: OfficeFlow) -> None:
    """Wait until what the window read on entering is shown."""
    workspace = flow.workspace
    assert workspace is not None
    qtbot.waitUntil(lambda: not workspace.runner.is_busy)


def type_text(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.clear()
    line.insert(text)
    line.textEdited.emit(text)


def dialogs() -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def made(folder: Path, *more: tuple[str, str, Role, str]) -> Path:
    office = make_office(folder)
    for login, name, role, password in more:
        add_user(office, login, name, role, password)
    office.close()
    return folder


def test_the_right_password_and_enter_open_the_office(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    enter(qtbot, flow)
    assert flow.office is not None
    assert flow.office.user.login == LOGIN
    assert "示范村" in flow.window.windowTitle()


@pytest.fixture
def no_guess_here(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on this process refuses to guess a password itself."""

    def refuse(*_: object) -> bytearray:
        raise AssertionError("guessed in this process")

    return lambda: monkeypatch.setattr(type(CURRENT_SUITE), "stretch", refuse)


def test_the_password_is_guessed_while_it_is_typed(
    qtbot: QtBot,
    open_flow: Callable[..., OfficeFlow],
    no_guess_here: Callable[[], None],
    tmp_path: Path,
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    no_guess_here()
    view = unlock_page(qtbot, flow)
    for count in range(1, len(PASSWORD) + 1):
        type_text(qtbot, view.password.line, PASSWORD[:count])
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=15_000)


def test_whoever_is_chosen_after_the_password_was_typed_has_it_guessed_too(
    qtbot: QtBot,
    open_flow: Callable[..., OfficeFlow],
    no_guess_here: Callable[[], None],
    tmp_path: Path,
) -> None:
    flow = open_flow(made(tmp_path / "d", SECOND))
    no_guess_here()
    view = unlock_page(qtbot, flow)
    view.user.setCurrentIndex(view.user.findData(LOGIN))
    type_text(qtbot, view.password.line, SECOND[3])
    index = view.user.findData(SECOND[0])
    view.user.setCurrentIndex(index)
    view.user.activated.emit(index)
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=15_000)
    assert flow.office is not None
    assert flow.office.user.login == SECOND[0]


def test_a_window_that_is_left_guesses_nothing_any_more(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d", SECOND))
    enter(qtbot, flow)
    flow.switch_user()
    view = unlock_page(qtbot, flow)
    type_text(qtbot, view.password.line, SECOND[3])
    qtbot.waitUntil(lambda: guess_ahead._ahead._busy is not None)
    view.back_requested.emit()
    qtbot.waitUntil(lambda: guess_ahead._ahead._busy is None and guess_ahead._ahead._spare is None)


def test_a_wrong_password_is_told_in_a_sentence_and_the_line_is_empty_again(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    view = unlock_page(qtbot, flow)
    view.password.line.setText("falsch-falsch")
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "密码不对" in view.problem.text())
    assert view.password.text() == ""
    assert view.open_button.isEnabled()
    assert flow.office is None


def test_enter_without_a_password_asks_for_one(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    view = unlock_page(qtbot, open_flow(made(tmp_path / "d")))
    with qtbot.assertNotEmitted(view.unlock_requested):
        qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    assert view.problem.text() == "请输入密码。"


def test_capitals_typed_without_shift_show_the_caps_lock_hint(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    view = unlock_page(qtbot, open_flow(made(tmp_path / "d")))
    qtbot.keyClicks(view.password.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert view.password.hint.text() == ""
    qtbot.keyClicks(view.password.line, "A", Qt.KeyboardModifier.NoModifier)
    assert "大写锁定" in view.password.hint.text()
    qtbot.keyClicks(view.password.line, "a")
    assert view.password.hint.text() == ""


def test_a_damaged_folder_says_why_and_offers_a_backup_or_another_folder(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    folder = made(tmp_path / "d")
    for file in folder.glob("vault*"):
        file.write_bytes(b"{broken")
    flow = open_flow(folder)
    page = page_of(qtbot, flow, TroubleView)
    assert isinstance(page, TroubleView)
    assert page.restore.isVisible()
    assert page.other.isVisible()
    assert (folder / "register.db").exists()


def test_a_backup_put_into_a_new_folder_opens_with_the_old_password(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    from desktop.services.backup import Reason, make_backup

    folder = tmp_path / "d"
    office = make_office(folder)
    backup = make_backup(office, Reason.CLOSE).file.path
    office.close()
    for file in folder.glob("vault*"):
        file.write_bytes(b"{broken")
    flow = open_flow(folder)
    page_of(qtbot, flow, TroubleView)
    flow._restore(backup, tmp_path / "new")
    enter(qtbot, flow)
    assert flow.office is not None
    assert flow.office.vault.folder.path == tmp_path / "new"


def test_a_backup_put_in_the_place_of_the_open_office_asks_for_the_password_and_keeps_the_old_files(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    from desktop.services.backup import Reason, make_backup
    from tests.support.desk import add_family

    folder = tmp_path / "d"
    office = make_office(folder)
    backup = make_backup(office, Reason.CLOSE).file.path
    add_family(office)
    office.close()
    flow = open_flow(folder)
    enter(qtbot, flow)
    flow.workspace.go_back_to_backup(backup)  # type: ignore[union-attr]
    view = unlock_page(qtbot, flow)
    assert "换下来的档案留在数据文件夹里" in view.problem.text()
    enter(qtbot, flow)
    assert flow.office is not None
    with flow.office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM household").fetchone() == (0,)
    assert len(list(folder.glob("*/register.db"))) == 1


def test_a_file_that_is_no_backup_is_refused_with_a_sentence(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    other = tmp_path / "x.cqb"
    other.write_bytes(b"PK not a backup")
    flow = open_flow(tmp_path / "empty")
    view = wizard_page(qtbot, flow)
    flow._restore(other, tmp_path / "new")
    qtbot.waitUntil(lambda: any(isinstance(d, ProblemDialog) for d in dialogs()))
    for dialog in dialogs():
        dialog.close()
    assert view.next.isEnabled()


def test_an_error_that_arrives_behind_the_lock_waits_until_it_is_unlocked(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    screen = enter(qtbot, flow)
    workspace = flow.workspace
    release = hold_writes(screen)
    flow.lock()
    screen.shell.show_problem(Problem("VLT-013"))
    assert dialogs() == []
    view = unlock_page(qtbot, flow)
    view.password.line.setText(PASSWORD)
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.window.page() is workspace)
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].close()
    release.set()
    qtbot.waitUntil(lambda: not screen.runner.is_busy)


def test_a_folder_in_use_can_be_tried_again_once_the_other_program_is_gone(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    folder = made(tmp_path / "d")
    other = reopen_office(folder)
    flow = open_flow(folder)
    page = page_of(qtbot, flow, TroubleView)
    assert isinstance(page, TroubleView)
    other.close()
    page.retry.click()
    unlock_page(qtbot, flow)


def test_the_recovery_sheet_opens_the_office_with_a_new_password(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    from desktop.services.opening import create_office
    from tests.support.vault import CHEAP, VILLAGE

    folder = tmp_path / "d"
    office, sheet = create_office(folder, VILLAGE, LOGIN, "王文书", Role.CLERK, PASSWORD, cost=CHEAP)
    office.close()
    flow = open_flow(folder)
    unlock_page(qtbot, flow).forgotten.emit()
    view = page_of(qtbot, flow, RecoverView)
    assert isinstance(view, RecoverView)
    type_text(qtbot, view.code, " ".join(sheet.groups).lower())
    assert view.code.text() == " ".join(sheet.groups)
    assert "44 / 44" in view.code_hint.text()
    type_text(qtbot, view.password.first.line, "新的 密码 2026")
    type_text(qtbot, view.password.second.line, "新的 密码 2026")
    qtbot.keyClick(view.password.second.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=15_000)
    flow.close()
    reopened = open_flow(folder)
    enter(qtbot, reopened, "新的 密码 2026")


def test_a_mistyped_recovery_code_names_the_group_and_keeps_what_was_typed(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    unlock_page(qtbot, flow).forgotten.emit()
    view = page_of(qtbot, flow, RecoverView)
    assert isinstance(view, RecoverView)
    type_text(qtbot, view.code, "0" * 44)
    type_text(qtbot, view.password.first.line, "新的 密码 2026")
    type_text(qtbot, view.password.second.line, "新的 密码 2026")
    view.open_button.click()
    qtbot.waitUntil(lambda: "组抄错了" in view.problem.text())
    assert len(view.code.text().replace(" ", "")) == 44


def test_what_tells_of_work_under_way_is_made_while_somebody_types(qtbot: QtBot) -> None:
    view = UnlockView("示范村", [UserChoice("文书", "文书")])
    qtbot.addWidget(view)
    view.show()
    assert not view.findChildren(ProgressPanel)
    type_text(qtbot, view.password.line, "竹林")
    (panel,) = view.findChildren(ProgressPanel)
    assert not panel.isVisible()
    view.set_busy("正在打开…")
    assert not view.password.isEnabled()
    qtbot.waitUntil(panel.isVisible)
    view.set_busy("")
    assert view.findChildren(ProgressPanel) == [panel]
    assert not panel.isVisible()


def test_the_button_says_that_the_password_is_checked_and_no_bar_comes_for_that_alone(qtbot: QtBot) -> None:
    view = UnlockView("示范村", [UserChoice("文书", "文书")])
    qtbot.addWidget(view)
    view.show()
    type_text(qtbot, view.password.line, "竹林 1998")
    (panel,) = view.findChildren(ProgressPanel)
    view.password.entered.emit()
    assert view.open_button.text() == "正在打开…"
    assert not view.open_button.isEnabled()
    qtbot.wait(300)
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)  # on a slow PC
    view.show_problem("密码不对。")
    assert view.open_button.text() == "打开"
    assert view.open_button.isEnabled()
    assert not panel.isVisible()


def test_no_part_of_an_opening_page_shows_itself_as_a_window_while_it_is_built(
    dressed_application: QApplication, tmp_path: Path
) -> None:
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    dressed_application.installEventFilter(watch)
    pages = [
        WizardView(tmp_path, sample_offered=True),
        UnlockView("示范村", [UserChoice("文书", "文书")]),
        UnlockView("示范村", [UserChoice("文书", "文书")], is_switch=True),
        RecoverView("示范村", [UserChoice("文书", "文书")]),
        TroubleView([Problem("VLT-018", {"path": "D:"})], can_retry=True, can_restore=True),
    ]
    dressed_application.removeEventFilter(watch)
    assert shown == []
    assert len(pages) == 5


def go_through_wizard(qtbot: QtBot, flow: OfficeFlow) -> WizardView:
    """By keyboard to the recovery sheet."""
    view = wizard_page(qtbot, flow)
    qtbot.keyClicks(view.village_step.search, "sfc")
    qtbot.waitUntil(lambda: view.village_step.list.item(1).isHidden())
    qtbot.keyClick(view.village_step.search, Qt.Key.Key_Return)
    assert view.step == 1
    type_text(qtbot, view.user_step.name, "王文书")
    qtbot.keyClick(view.user_step.name, Qt.Key.Key_Return)
    assert view.user_step.login.hasFocus(), QApplication.focusWidget()
    qtbot.keyClick(view.user_step.login, Qt.Key.Key_Return)
    assert view.user_step.role.hasFocus()
    password = view.user_step.password
    type_text(qtbot, password.first.line, PASSWORD)
    qtbot.keyClick(password.first.line, Qt.Key.Key_Return)
    assert password.second.line.hasFocus()
    type_text(qtbot, password.second.line, PASSWORD)
    qtbot.keyClick(password.second.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.step == 2)
    return view


def answer_sheet(qtbot: QtBot, flow: OfficeFlow, view: WizardView) -> None:
    assert flow._wizard is not None
    assert flow._wizard._sheet is not None
    code = flow._wizard._sheet.code
    for position, line in view.sheet_step.answer_lines.items():
        qtbot.keyClicks(line, code[position - 1])
    view.next.click()
    assert view.step == 3


def test_the_wizard_by_keyboard_makes_an_office_with_the_chosen_village_and_clerk(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(tmp_path / "new")
    view = go_through_wizard(qtbot, flow)
    answer_sheet(qtbot, flow, view)
    view.start_step.options[StartWith.EMPTY].setChecked(True)
    view.next.click()
    view.next.click()
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=15_000)
    assert flow.office is not None
    assert flow.office.vault.village.division_code == "999901101201"
    assert (flow.office.user.login, flow.office.user.display_name) == ("文书", "王文书")


def test_enter_takes_a_village_only_after_something_was_typed_or_chosen(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(tmp_path / "new")
    view = wizard_page(qtbot, flow)
    step = view.village_step
    qtbot.keyClick(step.search, Qt.Key.Key_Return)
    assert view.step == 0
    assert step.village().name == ""
    qtbot.keyClick(step.search, Qt.Key.Key_Down)
    qtbot.keyClick(step.list, Qt.Key.Key_Down)
    qtbot.keyClick(step.list, Qt.Key.Key_Return)
    assert view.step == 1
    assert step.village().name == "张王村"


def test_a_folder_chosen_in_the_window_is_kept_once_an_office_is_open_in_it(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    kept: list[Path] = []
    flow = open_flow(made(tmp_path / "d"), keep_folder=kept.append, is_kept_folder=lambda path: path in kept)
    enter(qtbot, flow)
    assert kept == []
    assert str(tmp_path) not in flow.window.windowTitle()
    flow.lock()
    qtbot.waitUntil(lambda: flow.office is None)
    other = made(tmp_path / "e")
    flow._on_folder_chosen(other)
    enter(qtbot, flow)
    assert kept == [other]
    assert str(other) in flow.window.windowTitle(), "a restored copy is not taken for the office"


def test_the_folder_of_last_time_without_its_disk_is_no_new_office(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    away = tmp_path / "移动硬盘" / "d"
    flow = open_flow(away, is_kept_folder=lambda folder: folder == away)
    page = page_of(qtbot, flow, TroubleView)
    assert isinstance(page, TroubleView)
    assert any("找不到数据" in each.text() for each in page.findChildren(QLabel))
    assert page.other.isVisible()
    made(away)
    page.retry.click()
    enter(qtbot, flow)


def test_wrong_answers_from_the_recovery_sheet_do_not_pass(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(tmp_path / "new")
    view = go_through_wizard(qtbot, flow)
    view.next.click()
    assert "请先填好" in view.sheet_step.problem.text()
    for line in view.sheet_step.answer_lines.values():
        line.setText("*")
    view.next.click()
    assert view.step == 2
    assert "和恢复单不一样" in view.sheet_step.problem.text()


def test_the_wizard_refuses_a_wrong_division_code_and_says_what_is_wrong(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    view = wizard_page(qtbot, open_flow(tmp_path / "new"))
    step = view.village_step
    for key, text in {
        "county": "某县",
        "town": "某镇",
        "name": "某村",
        "division_code": "88990110120",
    }.items():
        step.inputs[key].setText(text)
    view.next.click()
    assert view.step == 0
    assert "12 位" in step.form["division_code"].problem.text()
    step.inputs["division_code"].setText("889901101201")
    view.next.click()
    assert "88" in step.form["division_code"].problem.text()
    step.inputs["division_code"].setText("330825101250")
    view.next.click()
    assert view.step == 1


def test_two_different_passwords_do_not_pass_and_a_short_one_neither(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    view = wizard_page(qtbot, open_flow(tmp_path / "new"))
    qtbot.keyClick(view.village_step.search, Qt.Key.Key_Return)
    view.user_step.name.setText("王文书")
    type_text(qtbot, view.user_step.password.first.line, "kurz")
    view.next.click()
    assert "8 个字符" in view.user_step.password.strength.text()
    type_text(qtbot, view.user_step.password.first.line, PASSWORD)
    type_text(qtbot, view.user_step.password.second.line, PASSWORD + "x")
    with qtbot.assertNotEmitted(view.create_requested):
        view.next.click()
    assert "不一样" in view.user_step.password.mismatch.text()


def test_a_workbook_chosen_in_the_wizard_opens_the_import_screen(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(tmp_path / "new")
    view = go_through_wizard(qtbot, flow)
    answer_sheet(qtbot, flow, view)
    view.next.click()
    assert view.step == 3
    assert "请先选择" in view.start_step.problem.text()
    view.start_step.set_workbook(tmp_path / "花名册.xlsx")
    view.next.click()
    view.next.click()
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=15_000)
    assert flow.workspace is not None
    screen = flow.workspace.current_screen()
    assert isinstance(screen, NoteScreen)
    assert flow.workspace.current_key == "import"
    assert getattr(screen.asked[-1], "text", "") == str(tmp_path / "花名册.xlsx")


def test_sample_data_fill_the_new_office_before_its_window_opens(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    filled: list[str] = []

    def fill(office: Office, job: JobHandle) -> None:
        filled.append(office.user.login)

    flow = open_flow(tmp_path / "new", fill_with_sample=fill)
    view = go_through_wizard(qtbot, flow)
    answer_sheet(qtbot, flow, view)
    flow._wizard.view.finished.emit(Start(StartWith.SAMPLE, None, None))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: flow.workspace is not None, timeout=15_000)
    assert filled == ["文书"]


def test_closing_the_window_in_the_middle_of_the_wizard_leaves_an_office_that_opens(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(tmp_path / "new")
    go_through_wizard(qtbot, flow)
    flow.window.close()
    again = open_flow(tmp_path / "new")
    enter(qtbot, again)


def test_locking_keeps_drafts_closes_the_office_and_asks_for_the_password(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    screen = enter(qtbot, flow)
    asked = screen.asked
    office = flow.office
    assert office is not None
    assert flow.workspace is not None
    qtbot.keyClick(flow.workspace, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(flow.window.page(), UnlockView)
    qtbot.waitUntil(lambda: flow.office is None)
    qtbot.waitUntil(lambda: not office.vault.is_open)
    assert asked == ["keep", "close"]
    enter(qtbot, flow)


def test_a_screen_that_fails_to_keep_its_work_keeps_nobody_from_locking(
    qtbot: QtBot,
    open_flow: Callable[..., OfficeFlow],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    screen = enter(qtbot, flow)

    def fail() -> None:
        raise RuntimeError("张三")

    for name in ("keep_work", "unfinished", "close_screen"):
        monkeypatch.setattr(screen, name, fail)
    flow.lock()
    assert isinstance(flow.window.page(), UnlockView)
    qtbot.waitUntil(lambda: flow.office is None)
    assert dialogs() == []
    assert "keep_work" in caplog.text
    assert "张三" not in caplog.text
    enter(qtbot, flow)


def test_who_was_locked_out_in_the_middle_of_a_form_goes_on_with_it(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d", SECOND))
    for login, password, goes_on in ((LOGIN, PASSWORD, True), (SECOND[0], SECOND[3], False)):
        if flow.workspace is None:
            enter(qtbot, flow)
        flow.workspace.current_screen().half_typed = ("draft:person", "p1")  # type: ignore[union-attr]
        flow.lock()
        qtbot.waitUntil(lambda: flow.office is None)
        view = unlock_page(qtbot, flow)
        view.user.setCurrentIndex(view.user.findData(login))
        assert (("draft:person", "p1") in enter(qtbot, flow, password).asked) == goes_on


class _Visit(FormDialog):
    """Half of it is typed when the window locks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("登记走访", "保存", parent)
        self.said = long_text(3)
        self.form.add_field("said", "说了什么", self.said)


def _half_typed(qtbot: QtBot, flow: OfficeFlow, text: str) -> None:
    assert flow.workspace is not None
    dialog = _Visit(flow.workspace)
    dialog.open()
    qtbot.keyClicks(dialog.said, text)


def _unfinished(qtbot: QtBot) -> UnfinishedDialog:
    qtbot.waitUntil(lambda: any(isinstance(each, UnfinishedDialog) for each in dialogs()))
    return next(each for each in dialogs() if isinstance(each, UnfinishedDialog))


def test_what_was_typed_into_a_dialog_is_shown_after_the_lock_to_whoever_typed_it(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d", SECOND))
    for login, password, is_shown in ((SECOND[0], SECOND[3], False), (LOGIN, PASSWORD, True)):
        if flow.workspace is None:
            enter(qtbot, flow)
        _half_typed(qtbot, flow, "roof leaks")
        flow.lock()
        assert dialogs() == []
        qtbot.waitUntil(lambda: flow.office is None)
        view = unlock_page(qtbot, flow)
        view.user.setCurrentIndex(view.user.findData(login))
        enter(qtbot, flow, password)
        settle(qtbot, flow)
        assert bool(dialogs()) == is_shown
        if not is_shown:
            flow.lock()
            qtbot.waitUntil(lambda: flow.office is None)
            view = unlock_page(qtbot, flow)
            view.user.setCurrentIndex(view.user.findData(LOGIN))
            enter(qtbot, flow)
    shown = _unfinished(qtbot)
    assert shown.texts == {"说了什么": "roof leaks"}
    assert any("登记走访" in each.text() for each in shown.findChildren(QLabel))
    QApplication.clipboard().clear()
    next(each for each in shown.findChildren(QToolButton) if each.toolTip() == "复制说了什么").click()
    assert QApplication.clipboard().text() == "roof leaks"
    shown.keep.click()
    assert flow.office is not None
    assert len(drafts.list_drafts(flow.office)) == 2


def test_what_a_lock_kept_of_a_dialog_can_be_thrown_away(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    enter(qtbot, flow)
    _half_typed(qtbot, flow, "roof leaks")
    flow.lock()
    qtbot.waitUntil(lambda: flow.office is None)
    enter(qtbot, flow)
    _unfinished(qtbot).drop.click()
    qtbot.waitUntil(lambda: flow.office is not None and drafts.list_drafts(flow.office) == ())
    assert dialogs() == []


def test_who_unlocks_while_a_write_is_under_way_gets_the_dialog_s_texts_as_soon_as_they_are_kept(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    screen = enter(qtbot, flow)
    workspace = flow.workspace
    release = hold_writes(screen)
    _half_typed(qtbot, flow, "roof leaks")
    flow.lock()
    view = unlock_page(qtbot, flow)
    view.password.line.setText(PASSWORD)
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.window.page() is workspace)
    assert dialogs() == []
    release.set()
    assert _unfinished(qtbot).texts == {"说了什么": "roof leaks"}


def test_who_unlocks_while_a_write_is_under_way_goes_on_in_the_same_place(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    screen = enter(qtbot, flow)
    workspace = flow.workspace
    release = threading.Event()
    stored: list[bool] = []
    screen.runner.write(lambda job: release.wait(5), stored.append, screen.shell.show_error)
    flow.lock()
    view = unlock_page(qtbot, flow)
    view.password.line.setText(PASSWORD)
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.window.page() is workspace)
    release.set()
    qtbot.waitUntil(lambda: stored == [True])
    assert flow.office is not None
    assert flow.office.vault.is_open


def test_an_idle_window_locks_by_itself_and_says_so(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    import time

    flow = open_flow(made(tmp_path / "d"), auto_lock_minutes=lambda office: 5)
    enter(qtbot, flow)
    qtbot.waitUntil(lambda: flow._lock_minutes == 5)
    flow._idle.check(time.monotonic() + 299)
    assert flow.office is not None
    flow._idle.check(time.monotonic() + 301)
    view = unlock_page(qtbot, flow)
    assert "5 分钟" in view.problem.text()
    qtbot.waitUntil(lambda: flow.office is None)


def test_somebody_else_goes_on_without_closing_the_register(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d", SECOND))
    enter(qtbot, flow)
    flow.switch_user()
    view = unlock_page(qtbot, flow)
    assert view.user.currentData() == "shuji"
    view.password.line.setText(SECOND[3])
    qtbot.keyClick(view.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: flow.office is not None and flow.office.user.login == "shuji")
    assert flow.workspace is not None
    assert "import" not in flow.workspace.navigation.buttons()  # a secretary does not import


def test_giving_up_a_switch_goes_back_to_the_same_workspace(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d", SECOND))
    enter(qtbot, flow)
    workspace = flow.workspace
    flow.switch_user()
    unlock_page(qtbot, flow).back_requested.emit()
    assert flow.window.page() is workspace


def test_closing_does_the_last_work_and_then_closes_the_office(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    done: list[str] = []
    flow = open_flow(made(tmp_path / "d"), before_closing=lambda office, job: done.append(office.user.login))
    screen = enter(qtbot, flow)
    asked = screen.asked
    office = flow.office
    assert office is not None
    flow.window.close()
    qtbot.waitUntil(lambda: not flow.window.isVisible())
    assert done == [LOGIN]
    assert "keep" in asked
    assert not office.vault.is_open


def test_closing_waits_for_a_named_job_and_says_which(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    flow = open_flow(made(tmp_path / "d"))
    screen = enter(qtbot, flow)
    release = threading.Event()
    screen.runner.write(
        lambda job: release.wait(5), lambda _: None, screen.shell.show_error, label="导入花名册"
    )
    flow.window.close()
    assert flow.window.isVisible()
    assert [d for d in dialogs() if isinstance(d, ProblemDialog) and "导入花名册" in d.text]
    for dialog in dialogs():
        dialog.close()
    release.set()
    qtbot.waitUntil(lambda: not screen.runner.running_labels())


def test_the_status_line_tells_of_the_backup_made_on_closing(
    qtbot: QtBot, open_flow: Callable[..., OfficeFlow], tmp_path: Path
) -> None:
    from desktop.services.backup import Reason, make_backup

    folder = tmp_path / "d"
    office = make_office(folder)
    make_backup(office, Reason.CLOSE)
    office.close()
    flow = open_flow(folder)
    enter(qtbot, flow)
    assert flow.workspace is not None
    status = flow.workspace.status
    qtbot.waitUntil(status.backup.isVisible)
    assert status.backup.text() == "刚刚备份"
    assert status.backup.property("tone") == "ok"
    assert status.proof.property("tone") == "soon"
