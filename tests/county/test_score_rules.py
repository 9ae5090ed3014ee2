"""A rule of the score is read, signed and handed down; a version never changes its words."""

import json

import pytest

import resources
from desktop.cli.exit_codes import ExitCode
from desktop.domain.problem import ProblemError
from sync.county.cli import main
from sync.county.store.score_rules import list_pushed, push_rule
from sync.protocol.order import score_rule_statement
from sync.protocol.suite import verify
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS

CODE = "999901101201"
TEXT = resources.path("score", "default.toml").read_text(encoding="utf-8")


def test_a_village_gets_the_file_with_the_countys_signature_once(county, village_id, pc) -> None:
    with across_villages():
        rule, told = push_rule(county, TEXT, "", NOW_MS)
        assert [(village.division_code, is_new) for village, is_new in told] == [(CODE, True)]
        (row,) = pc.take_pages(pc.exchange(county).pages)
        assert (row.fields["version"], row.fields["body"]) == (rule.version, TEXT)
        signature = bytes.fromhex(row.fields["signature"])
        assert verify(county.key.public, score_rule_statement(TEXT), signature)
        assert [is_new for _, is_new in push_rule(county, TEXT, CODE, NOW_MS + 86_400_000)[1]] == [False]
        assert pc.take_pages(pc.exchange(county).pages) == []
        assert [(each.version, each.villages) for each in list_pushed(county.database)] == [(rule.version, 1)]


def test_a_version_that_went_out_is_never_changed(county, village_id) -> None:
    with across_villages():
        push_rule(county, TEXT, "", NOW_MS)
        with pytest.raises(ProblemError) as raised:
            push_rule(county, TEXT.replace("weight = 25", "weight = 26"), "", NOW_MS)
    assert raised.value.problems[0].code == "DTY-065"


def test_a_rule_that_counts_log_ins_is_pushed_to_nobody(database_url, tmp_path, capsys) -> None:
    place = ("--database", database_url, "--data", str(tmp_path / "data"))
    main(["village", "add", CODE, "示范村", *place])
    file = tmp_path / "规则.toml"
    file.write_text(TEXT.replace("事项办理", "登录次数"), encoding="utf-8")
    capsys.readouterr()
    assert main(["score-rule", "push", str(file), "--all", *place]) == ExitCode.PROBLEM
    said = capsys.readouterr().err
    assert "DTY-062" in said
    assert "登录次数" in said
    file.write_text(TEXT, encoding="utf-8")
    assert main(["score-rule", "push", str(file), "--all", *place]) == ExitCode.OK
    capsys.readouterr()
    main(["score-rule", "list", "--json", *place])
    assert json.loads(capsys.readouterr().out)["versions"] == [{"version": "2026-1", "villages": 1}]
