"""``doctor``: whether the county is in order."""

import argparse

from desktop.cli.exit_codes import ExitCode, exit_code_of
from desktop.cli.terminal import Terminal
from sync.county.checkup import check_up
from sync.county.cli.opening import opened_county


def run_doctor(options: argparse.Namespace, terminal: Terminal) -> int:
    """Check everything and say what was found."""
    with opened_county(options) as county:
        report = check_up(county)
    for name, value in report.facts.items():
        terminal.line(f"{name}：{value}")
    terminal.result(facts=dict(report.facts))
    if not report.problems:
        terminal.line("一切正常。")
        return ExitCode.OK
    terminal.problems(report.problems)
    return exit_code_of(problem.code for problem in report.problems)
