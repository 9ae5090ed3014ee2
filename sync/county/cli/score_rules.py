"""``score-rule push`` and ``score-rule list``: the rule by which villages reckon their score."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Problem, ProblemError
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.score_rules import list_pushed, push_rule


def run_score_rule_push(options: argparse.Namespace, terminal: Terminal) -> int:
    """Sign a rule file and hand it down to one village or to all."""
    try:
        text = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ProblemError(Problem("DTY-060")) from None
    with opened_county(options) as county:
        rule, told = push_rule(county, text, options.village, now_ms())
    for village, is_new in told:
        done = "已下发" if is_new else "已经有这一版"
        terminal.line(f"{village.name}（{village.division_code}）：{done}。")
    terminal.line(f"规则 {rule.version} 版，{rule.valid_from.isoformat()} 起用，已由县里签名。")
    terminal.result(
        version=rule.version,
        villages=[{"code": village.division_code, "new": is_new} for village, is_new in told],
    )
    return ExitCode.OK


def run_score_rule_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List the versions that villages have."""
    with opened_county(options) as county:
        found = list_pushed(county.database)
    rows = [
        (each.version, each.valid_from, each.valid_to, each.issued_on, str(each.villages)) for each in found
    ]
    terminal.table(("版本", "起用", "用到", "下发日期", "有几个村"), rows)
    terminal.result(versions=[{"version": each.version, "villages": each.villages} for each in found])
    return ExitCode.OK
