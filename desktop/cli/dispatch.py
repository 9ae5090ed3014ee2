"""Runs one command and turns what happened into an exit code."""

import argparse
import importlib
from collections.abc import Callable, Sequence

from desktop.cli import COMMANDS
from desktop.cli.arguments import make_parser
from desktop.cli.exit_codes import ExitCode
from desktop.cli.outcome import carry_out
from desktop.cli.terminal import Terminal

Command = Callable[[argparse.Namespace, Terminal], int]


def run(arguments: Sequence[str]) -> int:
    """Parse, run, report; the exit code is the only thing a script has to look at."""
    try:
        options = make_parser().parse_args(arguments)
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else ExitCode.OK
    for name, default in (("data", None), ("user", ""), ("json", False), ("password_stdin", False)):
        if not hasattr(options, name):
            setattr(options, name, default)
    terminal = Terminal(as_json=options.json, password_stdin=options.password_stdin)
    return carry_out(lambda: _find(options.command)(options, terminal), terminal)


def _find(command: str) -> Command:
    module = importlib.import_module(COMMANDS[command])
    found: Command = getattr(module, f"run_{command}")
    return found
