"""``event``, ``letter``, ``service-catalogue``, ``mobilise``, ``job-post`` from the county's terminal."""

import json
from pathlib import Path

import pytest

import resources
from desktop.cli.exit_codes import ExitCode
from desktop.domain.ids import new_id
from sync.county.cli import main
from sync.county.clock import now_ms
from sync.county.store import letters
from sync.county.store.letters import Sender, moment
from tests.county.test_letters import LETTER
from tests.support.statement_lint import across_villages
from tests.support.village_pc import operation

CODE = "999901101201"


@pytest.fixture
def run(county, database_url, tmp_path, capsys):
    """Runs a command over the county of this test; gives exit code, result and what was said beside."""

    def call(*arguments: str) -> tuple[int, dict, str]:
        place = ("--database", database_url, "--data", str(tmp_path / "county"), "--json")
        with across_villages():
            code = main([*arguments, *place])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out.strip() else {}, said.err

    return call


def test_an_event_that_was_sent_up_is_listed_taken_up_and_settled(run, county, pc) -> None:
    fields = {"kind": "event", "title": "桥面损坏", "received_at": moment(now_ms()), "max_level": "2"}
    pc.send(county, operation("event", record_id=new_id(), number="E-1", state="60", level="2", **fields))
    (listed,) = run("event", "list", CODE)[1]["events"]
    assert (listed["number"], listed["state"], listed["is_above"]) == ("E-1", "60", True)
    assert run("event", "take-up", CODE, "E-1", "--unit", "县交通局")[0] == ExitCode.OK
    assert run("event", "settle", CODE, "E-1", "--unit", "县交通局", "--text", "已加固")[0] == ExitCode.OK
    (listed,) = run("event", "list", CODE)[1]["events"]
    assert (listed["state"], listed["is_above"]) == ("70", False)
    code, _, said = run("event", "return", CODE, "E-1", "--unit", "县交通局", "--text", "再看")
    assert code == ExitCode.PROBLEM
    assert "CTY-221" in said


def test_letters_are_listed_and_one_is_hidden(run, county, village_id) -> None:
    sent = letters.send_letter(county, village_id, LETTER, [], Sender("a", "b"), now_ms())
    assert run("letter", "hide", CODE, sent.number, "--reason", "滥发")[0] == ExitCode.OK
    (listed,) = run("letter", "list", CODE)[1]["letters"]
    assert (listed["number"], listed["hidden"]) == (sent.number, "滥发")
    assert "title" not in listed


def test_a_catalogue_is_pushed_once_and_a_faulty_one_not_at_all(run, village_id, tmp_path: Path) -> None:
    file = tmp_path / "items.toml"
    file.write_text(resources.path("services", "items.toml").read_text(encoding="utf-8"), encoding="utf-8")
    push = ("service-catalogue", "push", str(file), "--all")
    assert [run(*push)[1]["villages"][0]["changed"] for _ in range(2)] == [1, 0]
    (listed,) = run("service-catalogue", "list")[1]["catalogues"]
    assert listed["villages"] == 1
    file.write_text("version = 1", encoding="utf-8")
    assert "SVC-001" in run(*push)[2]
    assert "CTY-250" in run("service-catalogue", "push", str(tmp_path / "none.toml"), "--all")[2]


def test_an_order_to_mobilise_is_sent_shown_and_cleared(run, village_id) -> None:
    order = ("--number", "防指5号", "--issuer", "县防指", "--kind", "02", "--level", "1", "--text", "转移")
    assert run("mobilise", "order", *order, "--village", CODE)[1]["villages"] == [
        {"code": CODE, "changed": 1}
    ]
    (listed,) = run("mobilise", "list")[1]["orders"]
    assert (listed["number"], listed["villages"], listed["started"], listed["is_open"]) == (
        "防指5号",
        1,
        0,
        True,
    )
    (shown,) = run("mobilise", "show", "防指5号")[1]["villages"]
    assert (shown["started_at"], shown["rates"]) == ("", {})
    assert run("mobilise", "clear", "防指5号", "--text", "水位已退")[1]["villages"] == 1
    assert "CTY-234" in run("mobilise", "withdraw", "防指5号", "--text", "发错")[2]


def test_posts_are_pushed_from_a_table(run, village_id, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("单位,岗位,有效期至\n厂,缝纫工,2099-01-01\n", encoding="utf-8")
    assert run("job-post", "push", str(file), "--all")[1]["villages"] == [{"code": CODE, "changed": 1}]
    (listed,) = run("job-post", "list")[1]["posts"]
    assert (listed["employer"], listed["title"], listed["villages"]) == ("厂", "缝纫工", 1)
