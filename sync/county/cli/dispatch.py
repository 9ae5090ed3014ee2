"""Runs one command and turns what happened into an exit code."""

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.cli.exit_codes import ExitCode, exit_code_of
from desktop.cli.terminal import Terminal
from desktop.domain.problem import ProblemError
from sync.county.api.served import DATABASE
from sync.county.cli.arguments import make_parser

Command = Callable[[argparse.Namespace, Terminal], int]

COMMANDS = {
    "serve": "sync.county.cli.serving",
    "village add": "sync.county.cli.villages",
    "village list": "sync.county.cli.villages",
    "device enrol": "sync.county.cli.devices",
    "device list": "sync.county.cli.devices",
    "device revoke": "sync.county.cli.devices",
    "bundle take": "sync.county.cli.bundles",
    "operator add": "sync.county.cli.operators",
    "operator list": "sync.county.cli.operators",
    "operator close": "sync.county.cli.operators",
    "backup": "sync.county.cli.backups",
    "restore": "sync.county.cli.backups",
    "doctor": "sync.county.cli.checkup",
}
"""Command → the module that has a function ``run_<command>``."""


def run(arguments: Sequence[str]) -> int:
    """Parse, run, report; the exit code is the only thing a script has to look at."""
    try:
        options = make_parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else ExitCode.OK
    for name, default in (
        ("data", Path("county")),
        ("database", os.environ.get(DATABASE, "")),
        ("json", False),
        ("action", ""),
        ("password_stdin", False),
    ):
        if not hasattr(options, name):
            setattr(options, name, default)
    terminal = Terminal(as_json=options.json, password_stdin=options.password_stdin)
    try:
        exit_code = _find(f"{options.command} {options.action}".strip())(options, terminal)
    except ProblemError as error:
        terminal.problems(error.problems)
        exit_code = exit_code_of(problem.code for problem in error.problems)
    except KeyboardInterrupt:
        exit_code = ExitCode.CANCELLED
    except Exception as error:
        _report_bug(error)
        exit_code = ExitCode.BUG
    terminal.finish(exit_code)
    return exit_code


def _find(command: str) -> Command:
    module = importlib.import_module(COMMANDS[command])
    found: Command = getattr(module, f"run_{command.replace(' ', '_')}")
    return found


def _report_bug(error: Exception) -> None:
    # Only where it happened: an error's own text may hold a name or a number.
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    sys.stderr.write(
        f"程序出错（{type(error).__name__}）。没有写入一半的数据，以前的数据都在。\n"
        "请把下面几行告诉技术人员：\n" + "".join(f"  {place}\n" for place in places)
    )
