"""The frame round the screens, over a real office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.domain.job import JobHandle
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.sync.status import Phase, SyncStatus
from tests.support.offices import make_office
from tests.support.shell import SCREENS, NoteScreen, shell_services
from tests.support.windows import activate
from ui.jobs import JobRunner
from ui.shell.problem_dialog import BugDialog, ProblemDialog, QuestionDialog, safe_details
from ui.shell.screen import ListQuery
from ui.shell.status_line import StatusFacts, StatusLine
from ui.shell.workspace import Workspace
from ui.theme import read_appearance

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def workspace(qtbot: QtBot, runner: JobRunner, tmp_path: Path) -> Iterator[Workspace]:
    office = make_office(tmp_path / "d")
    made = Workspace.over(office, runner, shell_services(office), SCREENS)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    activate(qtbot, made)
    made.start()
    qtbot.waitUntil(lambda: not runner.is_busy)
    yield made
    made.close_workspace()
    runner.close()
    office.close()


def shown_dialog(kind: type[QDialog]) -> QDialog:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


def screen_of(workspace: Workspace) -> NoteScreen:
    screen = workspace.current_screen()
    assert isinstance(screen, NoteScreen)
    return screen


def test_ctrl_and_a_number_opens_a_screen_and_the_next_start_begins_there(
    qtbot: QtBot, workspace: Workspace
) -> None:
    assert workspace.current_key == "today"
    qtbot.keyClick(workspace, Qt.Key.Key_2, CONTROL)
    assert workspace.current_key == "register"
    assert workspace.navigation.buttons()["register"].isChecked()
    assert QSettings().value("shell/screen") == "register"


def test_a_screen_is_built_once_and_refreshed_when_it_comes_back(workspace: Workspace) -> None:
    first = screen_of(workspace)
    workspace.open_screen("register")
    workspace.open_screen("today")
    assert screen_of(workspace) is first
    assert first.asked == ["refresh"]


def test_a_broken_screen_shows_a_bug_without_personal_data_and_leaves_the_others_alone(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    workspace.open_screen("broken")
    dialog = shown_dialog(BugDialog)
    assert isinstance(dialog, BugDialog)
    assert "ValueError" in dialog.details
    assert "张三" not in dialog.details
    assert "9999" not in dialog.details
    assert "张三" not in caplog.text
    assert workspace.current_key == "today"
    dialog.close()


def test_the_palette_finds_a_command_of_the_screen_by_pinyin_initials(
    qtbot: QtBot, workspace: Workspace
) -> None:
    qtbot.keyClick(workspace, Qt.Key.Key_K, CONTROL)
    assert workspace.palette_box.isVisible()
    assert workspace.palette_box.box.hasFocus()
    qtbot.keyClicks(workspace.palette_box.box, "xzyh")
    qtbot.waitUntil(lambda: workspace.palette_box.titles() == ("新增一户",))
    qtbot.keyClick(workspace.palette_box.box, Qt.Key.Key_Return)
    assert not workspace.palette_box.isVisible()
    assert screen_of(workspace).asked == ["new household"]


def test_the_palette_puts_people_first_and_opens_their_card(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.open_palette()
    qtbot.keyClicks(workspace.palette_box.box, "zs")
    qtbot.waitUntil(lambda: "张三户" in workspace.palette_box.titles())
    assert workspace.palette_box.titles()[0] == "张三户"
    qtbot.keyClick(workspace.palette_box.box, Qt.Key.Key_Return)
    assert workspace.current_key == "register"
    assert screen_of(workspace).asked == [("household", "h1")]


def test_escape_closes_the_palette_and_gives_the_focus_back(qtbot: QtBot, workspace: Workspace) -> None:
    first = screen_of(workspace).first
    first.setFocus()
    workspace.open_palette()
    qtbot.keyClick(workspace.palette_box.box, Qt.Key.Key_Escape)
    assert not workspace.palette_box.isVisible()
    assert first.hasFocus()


def test_nothing_found_is_said_in_a_sentence(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.open_palette()
    qtbot.keyClicks(workspace.palette_box.box, "qqqq")
    qtbot.waitUntil(lambda: workspace.palette_box.titles() == ())
    assert "没有找到" in workspace.palette_box._note.text()


def test_f1_shows_the_page_of_keys_where_a_screen_has_none_and_escape_closes_it(
    qtbot: QtBot, workspace: Workspace
) -> None:
    qtbot.keyClick(workspace, Qt.Key.Key_F1)
    assert workspace.help.isVisible()
    assert workspace.help.page in ("keys", "today")
    assert workspace.help.browser.toPlainText().strip()
    qtbot.keyClick(workspace.help.browser, Qt.Key.Key_Escape)
    assert not workspace.help.isVisible()


def test_help_does_not_widen_the_window(qtbot: QtBot, workspace: Workspace) -> None:
    before = workspace.minimumSizeHint().width()
    workspace.toggle_help()
    assert workspace.minimumSizeHint().width() == before


def test_f5_reads_the_screen_anew(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.keyClick(workspace, Qt.Key.Key_F5)
    assert screen_of(workspace).asked == ["refresh"]


def test_larger_letters_are_asked_for_one_step_at_a_time(qtbot: QtBot, workspace: Workspace) -> None:
    assert read_appearance().font_percent == 100
    with qtbot.waitSignal(workspace.appearance_requested) as asked:
        qtbot.keyClick(workspace, Qt.Key.Key_Equal, CONTROL)
    assert asked.args[0].font_percent == 110


def test_a_list_is_opened_with_what_is_asked_for(workspace: Workspace) -> None:
    query = ListQuery(text="党员")
    workspace.open_list("register", query)
    assert screen_of(workspace).asked == [query]


def test_a_problem_says_place_reason_advice_and_code(workspace: Workspace) -> None:
    workspace.show_error(ProblemError(Problem("VLT-019", {"path": "D:"}, Place("一组", 14, "姓名"))))
    dialog = shown_dialog(ProblemDialog)
    assert isinstance(dialog, ProblemDialog)
    for part in ("“一组”表第 14 行", "磁盘满了", "腾出空间", "VLT-019"):
        assert part in dialog.text
    dialog.close()


def test_many_problems_are_one_list(workspace: Workspace) -> None:
    workspace.show_problem(ProblemError([Problem("VLT-012", {"length": "8"}), Problem("VLT-013")]))
    dialog = shown_dialog(ProblemDialog)
    assert isinstance(dialog, ProblemDialog)
    assert dialog.text.count("\n") == 1
    dialog.close()


def test_enter_does_not_confirm_a_dangerous_question(qtbot: QtBot, workspace: Workspace) -> None:
    said: list[str] = []
    workspace.ask("删除这一户？", "", "删除", lambda: said.append("yes"), danger=True)
    dialog = shown_dialog(QuestionDialog)
    assert isinstance(dialog, QuestionDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert said == []
    workspace.ask("删除这一户？", "", "删除", lambda: said.append("yes"), danger=True)
    second = shown_dialog(QuestionDialog)
    assert isinstance(second, QuestionDialog)
    second.yes.click()
    assert said == ["yes"]


def test_a_long_job_covers_the_window_shows_its_steps_and_can_be_stopped(
    qtbot: QtBot, workspace: Workspace
) -> None:
    def work(job: JobHandle) -> None:
        while True:
            job.report(5, 10, "write")
            job.check_cancelled()

    stopped: list[bool] = []
    workspace.run_long(
        "正在导入",
        work,
        lambda _: None,
        cancelled=lambda: stopped.append(True),
        steps={"write": "写入档案"},
    )
    overlay = workspace._overlay
    qtbot.waitUntil(overlay.isVisible)
    qtbot.waitUntil(lambda: "写入档案" in overlay.panel.detail())
    overlay.panel._cancel.click()
    qtbot.waitUntil(lambda: stopped == [True])
    assert not overlay.isVisible()


def test_a_short_job_shows_no_progress_at_all(qtbot: QtBot, workspace: Workspace) -> None:
    done: list[int] = []
    workspace.run_long("算一下", lambda job: 42, done.append)
    qtbot.waitUntil(lambda: done == [42])
    assert not workspace._overlay.isVisible()


def test_a_note_can_be_undone_from_where_it_stands(qtbot: QtBot, workspace: Workspace) -> None:
    undone: list[bool] = []
    workspace.notify("已保存。", "撤销", lambda: undone.append(True))
    assert workspace.toast.isVisible()
    workspace.toast._button.click()
    assert undone == [True]
    assert not workspace.toast.isVisible()


@pytest.mark.parametrize(
    ("age", "text", "tone"),
    [
        (timedelta(seconds=20), "刚刚备份", "ok"),
        (timedelta(minutes=10), "10 分钟前备份", "ok"),
        (timedelta(hours=30), "30 小时前备份", "soon"),
        (timedelta(days=8), "8 天前备份", "overdue"),
    ],
)
def test_the_status_line_says_how_old_the_backup_is(
    qtbot: QtBot, age: timedelta, text: str, tone: str
) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    line.show_facts(
        StatusFacts(SyncStatus(Phase.NOT_ENROLLED, waiting=12345), now - age, now - timedelta(days=1)), now
    )
    assert (line.backup.text(), line.backup.property("tone")) == (text, tone)
    assert (line.sync.text(), line.sync.property("tone")) == ("未接入县平台", "")
    assert line.proof.property("tone") == "ok"


def test_the_status_line_says_that_a_proof_failed_and_that_the_second_place_is_behind(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    sync = SyncStatus(Phase.NOT_ENROLLED)
    line.show_facts(StatusFacts(sync, now, now, is_proof_failed=True, is_second_late=True), now)
    assert (line.proof.text(), line.proof.property("tone")) == ("备份试恢复没通过", "overdue")
    assert (line.backup.text(), line.backup.property("tone")) == ("刚刚备份，第二份没抄", "soon")


def test_what_housekeeping_tells_is_noted_with_the_way_to_the_backups(
    qtbot: QtBot, workspace: Workspace
) -> None:
    problem = Problem("BAK-008", {"path": "E:"})
    workspace._services = replace(workspace._services, keep_house=lambda job: (problem,))
    workspace._on_minute()
    qtbot.waitUntil(workspace.toast.isVisible)
    assert "E:" in workspace.toast.text()
    workspace.toast._button.click()
    assert workspace.current_key == "settings"


def test_details_of_an_error_name_its_cause_but_quote_no_value() -> None:
    try:
        try:
            int("张三")
        except ValueError as cause:
            raise RuntimeError("李四") from cause
    except RuntimeError as error:
        details = safe_details(error)
    assert "ValueError" in details
    assert "RuntimeError" in details
    assert "test_workspace.py" in details
    assert "张三" not in details
    assert "李四" not in details


def test_every_shipped_screen_has_an_icon_a_help_page_and_a_class_that_can_be_imported() -> None:
    from importlib import import_module

    import resources
    from ui.screens.shipped import SCREENS as SHIPPED

    for spec in SHIPPED:
        assert resources.path("icons", f"{spec.icon}.svg").exists()
        assert resources.path("help", "zh_CN", f"{spec.key}.md").exists()
        module, _, name = spec.factory.partition(":")
        assert hasattr(import_module(module), name)
    keys = resources.path("help", "zh_CN", "keys.md").read_text(encoding="utf-8")
    assert [spec.key for spec in SHIPPED if f"| {spec.shortcut} | {spec.title} |\n" not in keys] == []
    shortcuts = [spec.shortcut for spec in SHIPPED] + [spec.quick.shortcut for spec in SHIPPED if spec.quick]
    assert len(set(shortcuts)) == len(shortcuts)
