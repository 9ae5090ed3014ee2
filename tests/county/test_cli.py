"""``cunqingtong-county``: what an operator does from a terminal."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from desktop.cli.exit_codes import ExitCode
from sync.county.cli import main
from sync.county.identity import KEY_FILE
from sync.county.store import passwords
from sync.county.store.database import open_database, query
from sync.county.store.enrolment import ALPHABET, LENGTH
from tests.support.county_command import run_command
from tests.support.postgres import empty_database

CODE = "999901101201"


@pytest.fixture
def run(database_url, tmp_path, capsys):
    """Runs a command over this test's database; gives exit code, output and what was said beside."""

    def call(*arguments: str, folder: str = "data", database: str = database_url) -> tuple[int, str, str]:
        place = ("--database", database, "--data", str(tmp_path / folder))
        code = main([*arguments, *place])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def empty_url() -> Iterator[str]:
    """A database without a single table."""
    with empty_database() as url:
        yield url


def test_a_village_is_added_and_listed(run) -> None:
    assert run("village", "add", CODE, "示范村")[0] == ExitCode.OK
    code, out, _ = run("village", "list")
    assert code == ExitCode.OK
    assert CODE in out
    assert "示范村" in out


def test_a_code_belongs_to_one_village(run) -> None:
    run("village", "add", CODE, "示范村")
    code, _, said = run("village", "add", CODE, "别村")
    assert code == ExitCode.PROBLEM
    assert "CTY-001" in said


def test_a_code_that_can_not_be_a_villages_is_refused(run) -> None:
    code, _, said = run("village", "add", "123", "示范村")
    assert code == ExitCode.PROBLEM
    assert "VLG-001" in said


def test_an_enrolment_code_has_ten_letters_that_nobody_mixes_up(run) -> None:
    run("village", "add", CODE, "示范村")
    code, out, _ = run("device", "enrol", CODE)
    assert code == ExitCode.OK
    shown = re.search(r"接入码：(\w{5})-(\w{5})", out)
    assert set("".join(shown.groups())) <= set(ALPHABET)
    assert set(ALPHABET) & set("01ILOU") == set()
    told = json.loads(run("device", "enrol", CODE, "--json")[1])
    assert len(told["code"]) == LENGTH == 10


def test_an_enrolment_code_lies_in_the_database_as_a_keyed_hash_only(run, database_url) -> None:
    run("village", "add", CODE, "示范村")
    made = json.loads(run("device", "enrol", CODE, "--json")[1])["code"]
    with psycopg.connect(database_url) as connection:
        rows = str(connection.execute("SELECT * FROM enrolment_code").fetchall())
        rows += str(connection.execute("SELECT * FROM audit_entry").fetchall())
    assert made not in rows


def test_a_village_that_is_not_there_is_told_as_such(run) -> None:
    for command in (("device", "enrol", CODE), ("device", "list", CODE), ("device", "revoke", CODE, "1")):
        code, _, said = run(*command)
        assert code == ExitCode.PROBLEM
        assert "CTY-002" in said


def test_a_device_that_is_not_there_can_not_be_revoked(run) -> None:
    run("village", "add", CODE, "示范村")
    code, _, said = run("device", "revoke", CODE, "7")
    assert code == ExitCode.PROBLEM
    assert "CTY-003" in said


def test_the_doctor_finds_a_sound_county_sound(run) -> None:
    run("village", "add", CODE, "示范村")
    code, out, said = run("doctor")
    assert (code, said) == (ExitCode.OK, "")
    assert "一切正常" in out


def test_the_doctor_finds_a_changed_audit_log(run, database_url) -> None:
    run("village", "add", CODE, "示范村")
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE audit_entry SET at_ms = 0 WHERE event = 'village_added'")
    code, out, _ = run("doctor", "--json")
    assert code == ExitCode.DAMAGED
    told = json.loads(out)
    assert [problem["code"] for problem in told["problems"]] == ["CTY-009"]
    assert told["exit_code"] == ExitCode.DAMAGED


def test_a_backup_comes_back_whole_in_another_place(run, tmp_path, empty_url) -> None:
    run("village", "add", CODE, "示范村")
    backup = tmp_path / "county.cqc"
    assert run("backup", "--out", str(backup))[0] == ExitCode.OK
    assert (backup.stat().st_mode & 0o077) == 0 or os.name == "nt"
    assert run("restore", str(backup), folder="elsewhere", database=empty_url)[0] == ExitCode.OK
    assert (tmp_path / "elsewhere" / KEY_FILE).read_bytes() == (tmp_path / "data" / KEY_FILE).read_bytes()
    assert "示范村" in run("village", "list", folder="elsewhere", database=empty_url)[1]


def test_a_backup_is_not_restored_over_something(run, tmp_path) -> None:
    run("village", "add", CODE, "示范村")
    run("backup", "--out", str(tmp_path / "county.cqc"))
    code, _, said = run("restore", str(tmp_path / "county.cqc"))
    assert code == ExitCode.PROBLEM
    assert "CTY-007" in said


@pytest.mark.parametrize("damage", ["cut", "other", "changed"])
def test_a_damaged_backup_is_refused_and_nothing_is_written(run, tmp_path, empty_url, damage) -> None:
    backup = tmp_path / "county.cqc"
    run("backup", "--out", str(backup))
    if damage == "cut":
        backup.write_bytes(backup.read_bytes()[:5000])
    elif damage == "other":
        backup.write_text("not a backup", encoding="utf-8")
    else:
        _change_dump(backup)
    code, _, said = run("restore", str(backup), folder="elsewhere", database=empty_url)
    assert code == ExitCode.DAMAGED
    assert "CTY-006" in said
    assert not (tmp_path / "elsewhere").exists()
    with psycopg.connect(empty_url) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() == (0,)


def _change_dump(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["county.dump"] = parts["county.dump"][:-1] + b"?"
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_database_without_its_key_is_not_opened_with_a_new_one(run, tmp_path) -> None:
    run("village", "add", CODE, "示范村")
    code, _, said = run("village", "list", folder="elsewhere")
    assert code == ExitCode.DAMAGED
    assert "CTY-008" in said
    assert not (tmp_path / "elsewhere" / KEY_FILE).exists()


def test_the_key_can_be_read_by_its_owner_only(run, tmp_path) -> None:
    run("village", "list")
    assert ((tmp_path / "data" / KEY_FILE).stat().st_mode & 0o077) == 0 or os.name == "nt"


def test_a_database_of_a_newer_program_is_left_alone(run, database_url) -> None:
    run("village", "list")
    database = open_database(database_url)
    with database.connection_context():
        query(database, "INSERT INTO migration (number, name, taken_ms) VALUES (999, 'future', 0)")
    database.close_all()
    code, _, said = run("village", "list")
    assert code == ExitCode.NEWER
    assert "CTY-005" in said


def test_a_database_that_is_not_there_is_told_as_such(run) -> None:
    code, _, said = run("village", "list", database="postgresql://nobody@127.0.0.1:1/none")
    assert code == ExitCode.PROBLEM
    assert "CTY-004" in said


def test_an_unknown_command_is_explained_in_chinese(capsys) -> None:
    assert main(["villages"]) == ExitCode.USAGE
    assert "没有 'villages'" in capsys.readouterr().err


def test_without_a_database_the_county_brings_its_own_and_takes_it_along_when_it_ends(public_folder) -> None:
    folder, elsewhere, file = (public_folder / name for name in ("pilot", "elsewhere", "county.cqc"))
    command = [sys.executable, "-m", "sync.county.cli", "serve", "--data", str(folder), "--port", "0"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        for line in running.stderr:
            if b"Uvicorn running" in line:
                break
        assert (folder / "postgres" / "postmaster.pid").exists()
        run_command("village", "add", CODE, "示范村", "--data", str(folder))
        run_command("backup", "--out", str(file), "--data", str(folder))
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=60) == ExitCode.OK
    finally:
        running.kill()
        running.communicate()
    assert not (folder / "postgres" / "postmaster.pid").exists()
    run_command("restore", str(file), "--data", str(elsewhere))
    assert CODE in run_command("village", "list", "--data", str(elsewhere))
    assert not (elsewhere / "postgres" / "postmaster.pid").exists()


def test_an_operator_is_added_listed_and_closed(run, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("jin-tian-xia-yu-9\n"))
    assert run("operator", "add", "chen", "--name", "陈主任", "--password-stdin")[0] == ExitCode.OK
    assert "陈主任" in run("operator", "list")[1]
    assert run("operator", "close", "chen")[0] == ExitCode.OK
    assert "陈主任" not in run("operator", "list")[1]
    assert "CTY-018" in run("operator", "close", "chen")[2]


def test_an_operator_gets_the_role_that_is_asked_for_or_the_administrators(run, monkeypatch) -> None:
    for login, role, told in (("li", ("--role", "viewer"), "viewer"), ("chen", (), "admin")):
        monkeypatch.setattr("sys.stdin", io.StringIO("jin-tian-xia-yu-9\n"))
        assert run("operator", "add", login, *role, "--password-stdin")[0] == ExitCode.OK
        found = json.loads(run("operator", "list", "--json")[1])["operators"]
        assert {each["login"]: each["role"] for each in found}[login] == told


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [
        ("chen", "12345678", "VLT-013"),
        ("chen", "kurz", "VLT-012"),
        ("陈 主任", "jin-tian-xia-yu-9", "CTY-016"),
        ("x" * 33, "jin-tian-xia-yu-9", "CTY-016"),
    ],
)
def test_an_account_that_is_too_easy_or_can_not_be_typed_is_refused(
    run, monkeypatch, login, password, code
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    assert code in run("operator", "add", login, "--password-stdin")[2]
    assert json.loads(run("operator", "list", "--json")[1])["operators"] == []


def test_an_account_in_use_is_not_given_to_somebody_else(run, monkeypatch) -> None:
    said = []
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", io.StringIO("jin-tian-xia-yu-9\n"))
        said.append(run("operator", "add", "chen", "--password-stdin")[2])
    assert said[0] == ""
    assert "CTY-017" in said[1]


def test_a_stick_that_is_none_is_refused_and_no_answer_is_written(run, tmp_path) -> None:
    file, reply = tmp_path / "stick.cqs", tmp_path / "reply.cqs"
    for content in (b"", b"CQS\x01", b"something else"):
        file.write_bytes(content)
        code, _, said = run("bundle", "take", str(file), "--reply", str(reply))
        assert code == ExitCode.PROBLEM
        assert "CTY-013" in said
    assert "CTY-013" in run("bundle", "take", str(tmp_path / "nowhere"), "--reply", str(reply))[2]
    assert not reply.exists()


def test_a_ruling_is_shown_changed_and_written_to_the_audit_log(run, database_url) -> None:
    assert json.loads(run("ruling", "show", "--json")[1])["ruling"] == {"N": True, "P": True, "S": False}
    assert "上传" in run("ruling", "set", "person.citizen_id", "send")[1]
    assert run("ruling", "set", "P", "hold")[0] == ExitCode.OK
    ruling = json.loads(run("ruling", "show", "--json")[1])["ruling"]
    assert ruling == {"N": True, "P": False, "S": False, "person.citizen_id": True}
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT details FROM audit_entry WHERE event = 'ruling_changed' ORDER BY no"
        )
        assert [row[0] for row in rows] == [
            {"name": "person.citizen_id", "leaves": True},
            {"name": "P", "leaves": False},
        ]


@pytest.mark.parametrize(
    ("name", "code"), [("R", "CTY-023"), ("X", "CTY-022"), ("person.nothing", "CTY-022"), ("", "CTY-022")]
)
def test_a_ruling_on_nothing_or_on_all_restricted_fields_is_refused(run, name, code) -> None:
    before = run("ruling", "show", "--json")[1]
    assert code in run("ruling", "set", name, "send")[2]
    assert run("ruling", "show", "--json")[1] == before


def test_the_room_for_attachments_is_set_and_unused_ones_are_swept(run, database_url) -> None:
    run("village", "add", CODE, "示范村")
    assert run("blob", "room", "700")[0] == ExitCode.OK
    code, out, _ = run("blob", "sweep", "--json")
    assert (code, json.loads(out)["removed"]) == (ExitCode.OK, 0)
    database = open_database(database_url)
    with database.connection_context():
        assert query(database, "SELECT value FROM setting WHERE name = 'blob_room'") == [(700 * 2**20,)]
    database.close_all()


def test_a_stolen_hash_of_an_operators_password_costs_what_the_standard_asks():
    """RFC 9106, section 4: the second recommended option."""
    assert passwords.new_hash("竹林 小路 1998", "wang").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
