import io
import json
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from desktop.cli import COMMANDS, GUESS_FLAG, READER_FLAG, main
from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import text_width
from desktop.domain.accounts import Role
from desktop.services import accounts, opening
from desktop.services.task_orders.intake import take_in_tasks
from desktop.services.task_orders.orders import list_tasks
from desktop.vault import guess_process
from desktop.vault.folder import DataFolder
from tests.support.households import fill_with_households
from tests.support.offices import reopen_office
from tests.support.vault import CHEAP, LOGIN, PASSWORD, forge
from tests.support.village_copies import copy_closed_office

OTHER = "田埂 水牛 三月八"
CITIZEN_ID = "999901198002290018"


class Shell:
    """Runs commands the way a terminal would, and keeps what they wrote."""

    def __init__(self, folder: Path, monkeypatch, capsys) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str, password: str = PASSWORD, user: str = "") -> int:
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        self._capsys.readouterr()
        options = ["--data", str(self.folder), "--password-stdin", *(["--user", user] if user else [])]
        code = main([*arguments, *options])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *arguments: str, **options: str) -> dict:
        self.code = self(*arguments, "--json", **options)
        return json.loads(self.out)


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys):
    copy_closed_office(tmp_path / "office")
    return Shell(tmp_path / "office", monkeypatch, capsys)


@pytest.fixture
def beginning(tmp_path, monkeypatch, capsys):
    """A terminal beside a folder in which no office is yet; one made there has a cheap password."""
    monkeypatch.setattr(opening, "create_office", partial(opening.create_office, cost=CHEAP))
    return Shell(tmp_path / "new", monkeypatch, capsys)


@pytest.fixture
def peopled(shell):
    """An office with one household of two people."""
    from desktop.domain.citizen_id import make_citizen_id
    from desktop.services import register_editing

    office = reopen_office(shell.folder)
    from datetime import date

    number = make_citizen_id("999901", date(1980, 2, 29), 1)
    household, head = register_editing.add_household(
        office, {}, {"name": "王秀英", "citizen_id": number, "mobile": "10012345678"}
    )
    register_editing.add_person(office, household, {"name": "王小明", "relation_to_head": "其他"})
    office.close()
    shell.number, shell.head, shell.household = number, head, household
    return shell


@pytest.mark.parametrize(
    "arguments", [[], ["--data", "somewhere"], ["--login", "wenshu", "--password-stdin"]]
)
def test_without_a_command_the_window_opens_with_its_own_options(monkeypatch, arguments):
    opened = []
    monkeypatch.setattr("desktop.app.main", lambda argv: opened.append(argv) or 0)
    assert main(arguments) == 0
    assert opened == [arguments]


def test_every_command_has_its_function():
    import importlib

    for command, module in COMMANDS.items():
        assert callable(getattr(importlib.import_module(module), f"run_{command}"))


def test_the_flag_of_the_workbook_reader_is_the_reader_s_own():
    from desktop.exchange.reader_process import FLAG

    assert READER_FLAG == FLAG


def test_the_flag_of_the_password_guess_is_the_guess_s_own(monkeypatch):
    served = []
    monkeypatch.setattr(guess_process, "serve", lambda: served.append(True))
    assert GUESS_FLAG == guess_process.FLAG
    assert main([GUESS_FLAG]) == ExitCode.OK
    assert served == [True]


@pytest.mark.parametrize(
    "command", [[], *([command] for command in COMMANDS), ["task", "add"], ["notice", "print"]]
)
def test_help_is_in_chinese_and_complete(command, capsys):
    assert main([*command, "--help"]) == ExitCode.OK
    text = capsys.readouterr().out
    assert text.startswith("用法：cunqingtong")
    for english in ("usage", "positional arguments", "options:", "show this help"):
        assert english not in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["find"],
        ["nothing"],
        ["task"],
        ["task", "list", "--view", "x"],
        ["import"],
        ["import", "a.xlsx", "--undo", "b"],
        ["find", "x", "--password", "secret-word"],
        ["find", "x", "--limit", "many"],
        ["notice", "make", "accounts_quarterly", "--quarter", "2026Q5"],
    ],
)
def test_a_command_that_is_not_understood_ends_with_2_and_says_why(shell, arguments):
    assert shell(*arguments) == ExitCode.USAGE
    assert any("\u4e00" <= character <= "\u9fff" for character in shell.err)
    assert "Traceback" not in shell.err


def test_init_makes_an_office_whose_recovery_code_works(beginning):
    shell = beginning
    made = shell.json("init", "--code", "999901101201", "--village", "示范村", user="wenshu")
    assert shell.code == ExitCode.OK
    assert shell("users") == ExitCode.OK
    assert "wenshu" in shell.out
    opening.recover_office(shell.folder, made["recovery_code"], "wenshu", OTHER, cost=CHEAP).close()
    assert shell("users") == ExitCode.LOCKED
    assert shell("init", "--code", "999901101201", "--village", "示范村", user="x") == ExitCode.PROBLEM
    assert "VLT-008" in shell.err


def test_init_refuses_a_weak_password_and_a_code_no_village_has(beginning):
    shell = beginning
    named = ["init", "--village", "示范村", "--code"]
    assert shell(*named, "999901101201", user="wenshu", password="12345678") == ExitCode.PROBLEM
    assert "VLT-013" in shell.err
    assert shell(*named, "123", user="wenshu") == ExitCode.PROBLEM
    assert shell(*named, "999901101201") == ExitCode.USAGE
    assert not shell.folder.exists()


def test_init_writes_the_recovery_sheet_when_asked(beginning, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    options = ["--code", "999901101201", "--village", "示范村", "--sheet", str(sheet)]
    assert beginning("init", *options, user="w") == ExitCode.OK
    assert sheet.read_bytes().startswith(b"%PDF")


def test_wrong_passwords_and_unknown_users_end_with_3(shell):
    assert shell("users", password="wrong") == ExitCode.LOCKED
    assert "VLT-001" in shell.err
    assert shell("users", user="nobody") == ExitCode.LOCKED
    for _ in range(4):
        shell("users", password="wrong")
    assert shell("users") == ExitCode.LOCKED
    assert "VLT-003" in shell.err


def test_an_open_window_ends_it_with_4(shell):
    office = reopen_office(shell.folder)
    try:
        assert shell("users") == ExitCode.IN_USE
    finally:
        office.close()
    assert shell("users") == ExitCode.OK


def test_a_damaged_folder_ends_it_with_5(shell):
    (shell.folder / "register.db").write_bytes(b"\0" * 4096)
    assert shell("users") == ExitCode.DAMAGED
    assert "备份恢复" in shell.err


def test_a_newer_folder_ends_it_with_6(shell):
    forge(DataFolder(shell.folder), lambda body: body.update(format=9))
    assert shell("users") == ExitCode.NEWER


def test_ctrl_c_ends_it_with_130_and_saves_nothing(shell, monkeypatch):
    def interrupted(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.services.events.add_event", interrupted)
    assert shell("task", "add", "修路灯") == ExitCode.CANCELLED
    monkeypatch.undo()
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    assert shell.json("task", "list")["tasks"] == []


def test_a_bug_names_places_and_no_contents(shell, monkeypatch):
    def broken(*_args, **_kwargs):
        raise ValueError(f"cannot handle {CITIZEN_ID}")

    monkeypatch.setattr("desktop.services.events.list_events", broken)
    assert shell("task", "list") == ExitCode.BUG
    assert CITIZEN_ID not in shell.err + shell.out
    assert "ValueError" in shell.err


def test_without_a_terminal_and_without_the_option_no_password_is_waited_for(shell, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["users", "--data", str(shell.folder)]) == ExitCode.USAGE
    assert "CLI-001" in capsys.readouterr().err


def test_among_several_users_one_has_to_be_named(shell):
    office = reopen_office(shell.folder)
    accounts.add_user(office, "jianshi", "李监事", Role.SUPERVISOR, OTHER)
    office.close()
    assert shell("users") == ExitCode.USAGE
    assert "jianshi" in shell.err
    assert shell("users", user="jianshi", password=OTHER) == ExitCode.OK


def test_a_task_is_logged_worked_on_and_settled(shell):
    number = shell.json("task", "add", "修路灯", "--due", "2026-12-01", "--text", "三组路口")["number"]
    assert [task["number"] for task in shell.json("task", "list")["tasks"]] == [number]
    assert shell("task", "step", number, "受理") == ExitCode.OK
    assert shell("task", "step", number, "assign", "--to", LOGIN) == ExitCode.OK
    assert shell("task", "step", number, "飞走") == ExitCode.USAGE
    assert shell("task", "done", number, "--text", "已换灯泡") == ExitCode.OK
    assert shell.json("task", "list")["tasks"] == []
    shown = shell.json("task", "show", number)
    assert [step["kind"] for step in shown["steps"]] == ["accept", "assign", "start", "settle"]
    assert shell("task", "show", "999901101201-2026-9999") == ExitCode.PROBLEM


def test_a_task_from_above_is_done_by_answering_it(shell):
    office = reopen_office(shell.folder)
    with office.change("received", "县里") as work:
        task = {
            "number": "7号",
            "title": "上报独居老人",
            "issuer": "民政局",
            "urgency": "normal",
            "asks": "[]",
        }
        days = {"issued_at": office.now_text(), "due_at": "2030-10-13T09:00:00+00:00", "reminder_count": 0}
        work.insert("task_order", task | days)
    take_in_tasks(office)
    office.close()
    (number,) = [task["number"] for task in shell.json("task", "list")["tasks"]]
    assert shell("task", "step", number, "办结", "--text", "好") == ExitCode.PROBLEM
    assert shell("task", "done", number, "--text", "核实了 12 户") == ExitCode.OK
    office = reopen_office(shell.folder)
    (order,) = list_tasks(office)
    office.close()
    assert [each.text for each in order.answers] == ["核实了 12 户"]


def test_a_new_task_can_be_settled_at_once(shell):
    number = shell.json("task", "add", "开证明")["number"]
    assert shell("task", "done", number, "--text", "已开") == ExitCode.OK


def test_a_task_s_day_may_be_written_as_the_clerk_writes_it(shell):
    assert shell("task", "add", "修路灯", "--due", "2026年12月1日") == ExitCode.OK
    assert shell.json("task", "list")["tasks"][0]["due_on"] == "2026-12-01"
    assert shell("task", "add", "修路灯", "--due", "改天") in {ExitCode.PROBLEM, ExitCode.USAGE}
    assert len(shell.json("task", "list")["tasks"]) == 1


def test_show_covers_numbers_and_reveals_one_with_a_reason_that_is_logged(peopled):
    assert peopled("show", peopled.head) == ExitCode.OK
    assert "王秀英" in peopled.out
    assert peopled.number not in peopled.out
    assert peopled("show", peopled.head, "--reveal", "citizen_id") == ExitCode.USAGE
    assert peopled("show", peopled.head, "--reveal", "citizen_id", "--reason", "办理医保") == ExitCode.OK
    assert peopled.number in peopled.out
    office = reopen_office(peopled.folder)
    with office.store.reading() as connection:
        (row,) = connection.execute(
            "SELECT actor_id, target_id, fields, purpose FROM access_log WHERE kind = 'reveal'"
        )
    assert row == (office.user.id, peopled.head, "citizen_id", "办理医保")
    office.close()


def test_a_household_is_shown_with_its_members(peopled):
    shown = peopled.json("show", peopled.household)
    assert [member["name"] for member in shown["members"]] == ["王秀英", "王小明"]
    assert peopled.number not in peopled.out
    again = peopled.json("show", shown["household_no"]) if shown["household_no"] else shown
    assert again["id"] == peopled.household


def test_someone_is_found_by_name_and_initials(peopled):
    for text in ("王秀英", "王", "wxy"):
        assert "王秀英" in {hit["name"] for hit in peopled.json("find", text)["found"]}, text
    assert peopled("find", "欧阳") == ExitCode.PROBLEM


def test_show_takes_a_name_only_one_person_has(peopled):
    assert peopled.json("show", "王小明")["name"] == "王小明"
    assert peopled("show", "王") == ExitCode.PROBLEM
    assert peopled("show", "欧阳") == ExitCode.PROBLEM


def test_an_export_is_covered_and_logged_with_its_purpose(peopled, tmp_path):
    target = tmp_path / "list.csv"
    assert peopled("export", str(target)) == ExitCode.USAGE
    assert peopled.json("export", str(target), "--reason", "报镇民政办")["rows"] == 2
    text = target.read_text("utf-8-sig")
    assert "王秀英" in text
    assert peopled.number not in text
    office = reopen_office(peopled.folder)
    with office.store.reading() as connection:
        (row,) = connection.execute("SELECT purpose FROM access_log WHERE kind = 'export'")
    assert row == ("报镇民政办",)
    office.close()
    assert peopled("export", str(target), "--reason", "x", "--columns", "姓名,血压") == ExitCode.USAGE


def test_a_backup_is_made_listed_verified_and_restored(peopled, tmp_path):
    made = peopled.json("backup")
    assert Path(made["file"]).exists()
    assert peopled.json("backup", "--list")["backups"][0]["file"] == made["file"]
    assert peopled("verify") == ExitCode.OK
    assert "试恢复成功" in peopled.out
    assert peopled("restore", made["file"]) == ExitCode.PROBLEM
    assert peopled("restore", made["file"], "--replace") == ExitCode.OK
    assert peopled.json("show", peopled.head)["name"] == "王秀英"
    Path(made["file"]).write_bytes(Path(made["file"]).read_bytes()[:-3000])
    assert peopled("verify", made["file"]) == ExitCode.DAMAGED
    assert peopled("restore", str(tmp_path / "none.cqb"), "--replace") == ExitCode.PROBLEM


def test_all_backups_are_tried_when_asked(peopled):
    first, second = (Path(peopled.json("backup")["file"]) for _ in range(2))
    assert peopled("verify", "--all") == ExitCode.OK
    assert peopled.out.count("试恢复成功") == 2
    first.write_bytes(b"rotten")
    assert peopled("verify") == ExitCode.OK
    assert peopled("verify", "--all") == ExitCode.DAMAGED
    assert first.name in peopled.err + peopled.out
    assert second.exists()


def test_a_backup_goes_to_the_second_place_once_it_is_set(peopled, tmp_path):
    (tmp_path / "stick").mkdir()
    assert peopled("backup", "--second-place", str(tmp_path / "stick")) == ExitCode.OK
    assert Path(peopled.json("backup")["second"]).parent == tmp_path / "stick"
    assert peopled("backup", "--second-place", "-") == ExitCode.OK
    assert peopled.json("backup")["second"] == ""


def test_a_dry_run_writes_nothing_and_an_import_can_be_undone(shell, tmp_path):
    book = tmp_path / "花名册.csv"
    book.write_text("户编号,姓名,与户主关系\n1,王秀英,户主\n1,王小明,子\n2,李建国,户主\n", encoding="utf-8")
    tried = shell.json("import", str(book), "--dry-run")
    assert tried["counts"]["new"] == 3
    assert shell("find", "王秀英") == ExitCode.PROBLEM
    done = shell.json("import", str(book))
    assert shell.code == ExitCode.OK
    assert shell("find", "王秀英") == ExitCode.OK
    listed = shell.json("import", "--list")["batches"]
    assert [batch["state"] for batch in listed] == ["committed"]
    assert shell.json("import", "--undo", done["batch"])["left"] == 0
    assert shell("find", "王秀英") == ExitCode.PROBLEM
    reasons = [entry["reason"] for entry in shell.json("backup", "--list")["backups"]]
    assert sorted(reasons) == ["before_import", "before_undo"]


def test_an_import_that_was_killed_goes_on_from_what_was_read(shell, tmp_path):
    from desktop.services.register_import import session

    book = tmp_path / "花名册.csv"
    book.write_text("户编号,姓名,与户主关系\n1,王秀英,户主\n", encoding="utf-8")
    office = reopen_office(shell.folder)
    batch = session.open_import(office, book).batch_id
    office.close()
    book.unlink()
    assert shell.json("import", "--list")["batches"][0]["state"] == "open"
    assert shell.json("import", "--resume", batch)["counts"]["new"] == 1
    assert shell("find", "王秀英") == ExitCode.OK
    assert shell("import", "--resume", batch) == ExitCode.PROBLEM


def test_rows_that_fail_go_into_an_error_workbook(shell, tmp_path):
    book = tmp_path / "花名册.csv"
    book.write_text("姓名,身份证号码\n王秀英,999901198002290010\n李建国,\n", encoding="utf-8")
    errors = tmp_path / "错误.xlsx"
    done = shell.json("import", str(book), "--errors", str(errors))
    assert shell.code == ExitCode.PROBLEM
    assert done["counts"]["faulty"] == 1
    assert done["error_rows"] == 1
    assert errors.exists()


def test_a_column_can_be_told_or_left_out(shell, tmp_path):
    book = tmp_path / "花名册.csv"
    book.write_text("户编号,姓名,与户主关系,奇怪的列\n1,王秀英,户主,10012345678\n", encoding="utf-8")
    done = shell.json("import", str(book), "--mapping", "奇怪的列=mobile", "--dry-run")
    assert {"column": "奇怪的列", "field": "mobile"}.items() <= done["columns"][3].items()
    assert shell("import", str(book), "--mapping", "没有的列=mobile", "--dry-run") == ExitCode.USAGE


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(shell, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"not a workbook")
    assert shell("import", str(tmp_path / "x.xlsx")) == ExitCode.PROBLEM
    assert "IMP-" in shell.err
    assert shell.json("import", "--list")["batches"] == []


DENIED = {
    Role.READER: (
        ["task", "add", "x"],
        ["backup"],
        ["import", "x.csv"],
        ["export", "x.csv", "--reason", "x"],
    ),
    Role.GRID_WORKER: (["backup"], ["import", "x.csv"], ["export", "x.csv", "--reason", "x"]),
    Role.SUPERVISOR: (
        ["task", "add", "x"],
        ["backup"],
        ["import", "x.csv"],
        ["notice", "make", "party_life", "--quarter", "2026Q3"],
    ),
    Role.BOOKKEEPER: (["import", "x.csv"], ["backup", "--second-place", "-"]),
    Role.SECRETARY: (["import", "x.csv"], ["notice", "make", "party_life", "--quarter", "2026Q3"]),
}


@pytest.mark.parametrize(
    ("role", "arguments"), [(role, arguments) for role, commands in DENIED.items() for arguments in commands]
)
def test_a_role_is_held_to_its_rights_in_the_terminal_too(shell, tmp_path, role, arguments):
    office = reopen_office(shell.folder)
    accounts.add_user(office, "other", "某某", role, OTHER)
    office.close()
    (tmp_path / "x.csv").write_text("姓名\n王秀英\n", encoding="utf-8")
    arguments = [str(tmp_path / argument) if argument == "x.csv" else argument for argument in arguments]
    assert shell(*arguments, user="other", password=OTHER) == ExitCode.PROBLEM
    assert "SYS-403" in shell.err


def test_nobody_without_the_right_reveals(peopled):
    office = reopen_office(peopled.folder)
    accounts.add_user(office, "other", "某某", Role.READER, OTHER)
    office.close()
    arguments = ("show", peopled.head, "--reveal", "citizen_id", "--reason", "好奇")
    assert peopled(*arguments, user="other", password=OTHER) == ExitCode.PROBLEM
    assert peopled.number not in peopled.out + peopled.err


def test_columns_line_up_by_the_width_of_hanzi():
    assert text_width("王a 1") == 5
    assert text_width("１") == 2


def test_a_search_in_the_terminal_loads_nothing_it_does_not_need(shell):
    script = (
        "import io, sys\n"
        "from desktop.cli import main\n"
        f"sys.stdin = io.StringIO({PASSWORD!r} + chr(10))\n"
        f"main(['find', '王', '--data', {str(shell.folder)!r}, '--password-stdin'])\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    child = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(child.stdout.splitlines()[-1].strip("[]").replace("'", "").split(", "))
    late = {
        "PySide6",
        "openpyxl",
        "xlsxwriter",
        "reportlab",
        "pypdfium2",
        "python_calamine",
        "requests",
        "peewee",
    }
    assert not loaded & late


@pytest.fixture
def accounted(shell):
    """An office with a quarter's accounts and a supervisor."""
    from desktop.services import finance

    office = reopen_office(shell.folder)
    accounts.add_user(office, "jianshi", "李监事", Role.SUPERVISOR, OTHER)
    finance.set_opening(office, "2026-07-01", 1_000_000)
    finance.add_entries(
        office,
        (
            finance.NewEntry("2026-07-05", "I02", "大塘承包款", 250_000, "记07-001", "王会计", "王书记"),
            finance.NewEntry("2026-08-05", "O04", "办公电费", 44_824, "记08-001", "王会计", "王书记"),
        ),
    )
    office.close()
    return shell


def test_a_notice_goes_from_draft_to_an_archived_sheet_that_verify_recognises(accounted, tmp_path):
    shell = accounted
    clerk, supervisor = {"user": LOGIN}, {"user": "jianshi", "password": OTHER}
    made = shell.json("notice", "make", "accounts_quarterly", "--quarter", "2026Q3", **clerk)
    assert shell.code == ExitCode.OK, made
    number = made["number"]
    draft, sheet = tmp_path / "draft.pdf", tmp_path / "sheet.pdf"
    assert not shell.json("notice", "print", number, "--out", str(draft), **clerk)["archived"]
    assert shell("notice", "issue", number, **clerk) == ExitCode.PROBLEM
    assert shell("notice", "submit", number, **clerk) == ExitCode.OK
    assert shell("notice", "review", number, **clerk) == ExitCode.PROBLEM
    assert shell("notice", "review", number, **supervisor) == ExitCode.OK
    assert shell("notice", "issue", number, "--out", str(sheet), **clerk) == ExitCode.OK
    listed = shell.json("notice", "list", **clerk)["notices"]
    assert [(notice["number"], notice["state"]) for notice in listed] == [(number, "issued")]
    assert shell("verify", str(sheet), **clerk) == ExitCode.OK
    assert number in shell.out
    assert shell("verify", str(draft), **clerk) == ExitCode.CHANGED
    copy = tmp_path / "copy.pdf"
    assert shell.json("notice", "print", number, "--out", str(copy), **clerk)["archived"]
    assert copy.read_bytes() == sheet.read_bytes()
    copy.write_bytes(copy.read_bytes() + b"\n")
    assert shell.json("verify", str(copy), **clerk)["outcome"] == "resaved"
    code = shell.json("verify", str(sheet), **clerk)["check_code"]
    assert shell("verify", "--code", number, code, **clerk) == ExitCode.OK
    assert shell("verify", "--code", number, "00000000", **clerk) == ExitCode.CHANGED
    assert shell("verify", "--code", number.replace("0001", "0077"), code, **clerk) == ExitCode.NOT_ISSUED
    assert shell("verify", str(tmp_path / "没有.pdf"), **clerk) == ExitCode.PROBLEM
    assert shell("notice", "withdraw", number, "--text", "发错了", **clerk) == ExitCode.OK
    assert shell("verify", str(sheet), **clerk) == ExitCode.NOT_CURRENT


def test_a_sheet_is_hung_and_taken_down_and_too_early_is_told(accounted):
    shell = accounted
    clerk, supervisor = {"user": LOGIN}, {"user": "jianshi", "password": OTHER}
    number = shell.json("notice", "make", "accounts_quarterly", "--quarter", "2026Q3", **clerk)["number"]
    shell("notice", "submit", number, **clerk)
    shell("notice", "review", number, **supervisor)
    today = date.today().isoformat()
    assert shell("notice", "post", number, "--place", "公开栏", "--on", today, **clerk) == ExitCode.PROBLEM
    shell("notice", "issue", number, **clerk)
    hung = shell.json("notice", "post", number, "--place", "公开栏", "--on", today, **clerk)
    assert hung["state"] == "published"
    assert shell("notice", "take-down", number, "--on", today, **clerk) == ExitCode.OK
    assert "重新张贴" in shell.out + shell.err
    assert shell("notice", "archive", number, **clerk) == ExitCode.PROBLEM


def test_a_notice_s_sheet_survives_backup_and_restore(accounted, tmp_path):
    shell = accounted
    clerk, supervisor = {"user": LOGIN}, {"user": "jianshi", "password": OTHER}
    number = shell.json("notice", "make", "accounts_quarterly", "--quarter", "2026Q3", **clerk)["number"]
    shell("notice", "submit", number, **clerk)
    shell("notice", "review", number, **supervisor)
    sheet = tmp_path / "sheet.pdf"
    assert shell("notice", "issue", number, "--out", str(sheet), **clerk) == ExitCode.OK
    stick = tmp_path / "village.cqb"
    assert shell("backup", "--out", str(stick), **clerk) == ExitCode.OK
    shell.folder = tmp_path / "another pc"
    assert shell("restore", str(stick)) == ExitCode.OK
    assert shell("verify", str(sheet), **clerk) == ExitCode.OK
    assert shell("verify", **clerk) == ExitCode.OK
    assert "附件 2 个，完好" in shell.out  # the sheet, and what its figures rest on


def test_sync_enrols_exchanges_tells_how_things_stand_and_carries_a_stick(peopled, tmp_path):
    from tests.support.small_county import SmallCounty

    assert peopled.json("sync")["phase"] == "not_enrolled"
    assert peopled("sync", "--now") == ExitCode.PROBLEM
    assert "SYN-150" in peopled.err
    with SmallCounty() as county:
        county.division_code = reopened_code(peopled)
        assert peopled("sync", "--enrol", county.url, county.new_code()) == ExitCode.OK
        stick = tmp_path / "stick.cqs"
        assert peopled.json("sync", "--bundle-out", str(stick))["batches"] == 1
        back = tmp_path / "back.cqs"
        back.write_bytes(county.answer_bundle(1, stick.read_bytes()))
        assert peopled.json("sync", "--bundle-in", str(back))["sent"] > 3
        assert peopled("sync", "--now") == ExitCode.OK
        told = peopled.json("sync", "--status")
    assert (told["phase"], told["waiting"]) == ("in_step", 0)
    assert peopled("sync", "--now") == ExitCode.PROBLEM
    assert "SYN-161" in peopled.err


def reopened_code(shell: Shell) -> str:
    office = reopen_office(shell.folder)
    code = office.vault.village.division_code
    office.close()
    return code


def test_sync_enrols_by_a_sheet_changes_a_certificate_and_prints_receipts(peopled, tmp_path):
    from sync.protocol.certificate_pin import with_certificate
    from sync.protocol.enrolment_text import EnrolmentText, fingerprint, write_enrolment_text
    from tests.support import tls
    from tests.support.small_county import SmallCounty

    own, next_one = tls.server(), tls.server()
    with SmallCounty(tls=tls.context(own)) as county:
        key = fingerprint(county.key.public)
        told = EnrolmentText(county.url, county.division_code, county.new_code(), key, 1_800_000_000_000)
        text = with_certificate(write_enrolment_text(told), own.fingerprint)
        assert peopled("sync", "--sheet-text", text[:50]) == ExitCode.PROBLEM
        assert "SYN-253" in peopled.err
        assert peopled("sync", "--sheet-text", text) == ExitCode.OK
        assert peopled("sync", "--now") == ExitCode.OK
        assert peopled("sync", "--pin", "--fingerprint", next_one.fingerprint) == ExitCode.PROBLEM
        assert "SYN-165" in peopled.err
        pins = f"{own.fingerprint},{next_one.fingerprint}"
        assert peopled.json("sync", "--pin", "--fingerprint", pins)["pinned"] is True
        assert peopled("sync", "--now") == ExitCode.OK
    file = tmp_path / "回执.pdf"
    made = peopled.json("sync", "--receipts", str(file), "--from", "1970-01-01", "--to", "1970-01-02")
    assert (made["batches"], made["file"]) == (1, str(file))
    assert file.read_bytes().startswith(b"%PDF")
    assert peopled("sync", "--receipts", str(file), "--from", "2000-01-01", "--to", "2000-01-02") == 1
    assert "SYN-255" in peopled.err
    assert peopled("sync", "--receipts", str(file), "--from", "何时") == ExitCode.PROBLEM


def test_what_is_due_is_listed_as_it_was_on_a_day(shell) -> None:
    office = reopen_office(shell.folder)
    today = office.today().isoformat()
    with office.change("edit", "test") as work:
        values = {"entry_on": today, "kind": "O06", "summary": "修凉亭", "expense_cents": 9_000_000}
        work.insert("funds_entry", values)
    office.close()
    told = shell.json("disclose", "due")
    assert shell.code == ExitCode.OK
    assert "F805" in [duty["duty"] for duty in told["duties"]]
    assert told["on"] == today
    assert shell("disclose", "due") == ExitCode.OK
    assert "修凉亭，90,000.00 元" in shell.out
    earlier = shell.json("disclose", "due", "--on", "2020-01-01")
    assert "F805" not in [duty["duty"] for duty in earlier["duties"]]
    assert shell("disclose", "due", "--on", "1月1日") == ExitCode.USAGE
    assert "CLI-012" in shell.err


def test_check_tells_contradictions_and_writes_them_as_a_workbook(shell, tmp_path):
    office = reopen_office(shell.folder)
    village = fill_with_households(office)
    office.close()
    assert shell("check") == ExitCode.OK
    assert "5 人，3 户，0 处要处理。" in shell.out
    office = reopen_office(shell.folder)
    with office.change("edit", "改") as work:
        work.update("person", village.people["李桂香"], {"birth_date": "1961-07-01"})
    office.close()
    told = shell.json("check", "--out", str(tmp_path / "体检.xlsx"))
    assert shell.code == ExitCode.PROBLEM
    assert [each["kind"] for each in told["findings"]] == ["number"]
    assert told["findings"][0]["household"] == village.households["张建国"]
    assert (tmp_path / "体检.xlsx").exists()
