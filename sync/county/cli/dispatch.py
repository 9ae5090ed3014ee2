"""Runs one command and turns what happened into an exit code."""

import argparse
import importlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.cli.exit_codes import ExitCode
from desktop.cli.outcome import carry_out
from desktop.cli.terminal import Terminal
from sync.county.api.served import DATABASE
from sync.county.cli.arguments import make_parser

Command = Callable[[argparse.Namespace, Terminal], int]

COMMANDS = {
    "serve": "sync.county.cli.serving",
    "tls make": "sync.county.cli.certificates",
    "village add": "sync.county.cli.villages",
    "village list": "sync.county.cli.villages",
    "device enrol": "sync.county.cli.devices",
    "device list": "sync.county.cli.devices",
    "device revoke": "sync.county.cli.devices",
    "ruling show": "sync.county.cli.rulings",
    "ruling set": "sync.county.cli.rulings",
    "disclosure push": "sync.county.cli.disclosure",
    "learning push": "sync.county.cli.learning",
    "learning list": "sync.county.cli.learning",
    "learning withdraw": "sync.county.cli.learning",
    "task give": "sync.county.cli.task_orders",
    "task list": "sync.county.cli.task_orders",
    "task remind": "sync.county.cli.task_orders",
    "task accept": "sync.county.cli.task_orders",
    "task return": "sync.county.cli.task_orders",
    "task used": "sync.county.cli.task_orders",
    "task withdraw": "sync.county.cli.task_orders",
    "task table": "sync.county.cli.task_orders",
    "rectify order": "sync.county.cli.rectification",
    "rectify list": "sync.county.cli.rectification",
    "rectify remind": "sync.county.cli.rectification",
    "rectify accept": "sync.county.cli.rectification",
    "rectify return": "sync.county.cli.rectification",
    "rectify withdraw": "sync.county.cli.rectification",
    "score-rule push": "sync.county.cli.score_rules",
    "score-rule list": "sync.county.cli.score_rules",
    "event list": "sync.county.cli.events",
    "event take-up": "sync.county.cli.events",
    "event settle": "sync.county.cli.events",
    "event return": "sync.county.cli.events",
    "event raise": "sync.county.cli.events",
    "mobilise order": "sync.county.cli.mobilisation",
    "mobilise list": "sync.county.cli.mobilisation",
    "mobilise show": "sync.county.cli.mobilisation",
    "mobilise clear": "sync.county.cli.mobilisation",
    "mobilise withdraw": "sync.county.cli.mobilisation",
    "job-post push": "sync.county.cli.job_posts",
    "job-post list": "sync.county.cli.job_posts",
    "letter list": "sync.county.cli.letters",
    "letter hide": "sync.county.cli.letters",
    "service-catalogue push": "sync.county.cli.service_catalogues",
    "service-catalogue list": "sync.county.cli.service_catalogues",
    "bundle take": "sync.county.cli.bundles",
    "operator add": "sync.county.cli.operators",
    "operator list": "sync.county.cli.operators",
    "operator close": "sync.county.cli.operators",
    "blob sweep": "sync.county.cli.blobs",
    "blob room": "sync.county.cli.blobs",
    "backup": "sync.county.cli.backups",
    "restore": "sync.county.cli.backups",
    "digest": "sync.county.cli.digests",
    "purge": "sync.county.cli.erasures",
    "tidy": "sync.county.cli.tidying",
    "restored": "sync.county.cli.backups",
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
    command = f"{options.command} {options.action}".strip()
    return carry_out(lambda: _find(command)(options, terminal), terminal)


def _find(command: str) -> Command:
    module = importlib.import_module(COMMANDS[command])
    found: Command = getattr(module, f"run_{command.replace(' ', '_').replace('-', '_')}")
    return found
