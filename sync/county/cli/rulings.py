"""``ruling show`` and ``ruling set``: which classes and which single fields leave the villages."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.settings import read_ruling, set_ruling

_CLASSES = {"N": "非个人信息", "P": "个人信息", "S": "敏感个人信息", "R": "限制类"}


def run_ruling_show(options: argparse.Namespace, terminal: Terminal) -> int:
    """Show the ruling in force."""
    with opened_county(options) as county:
        ruling = read_ruling(county.database)
    rows = [(name, _meaning(name), "上传" if leaves else "留在村里") for name, leaves in ruling.items()]
    terminal.table(("名称", "内容", "裁定"), rows)
    terminal.result(ruling=ruling)
    return ExitCode.OK


def run_ruling_set(options: argparse.Namespace, terminal: Terminal) -> int:
    """Change the ruling; villages learn of it when they next exchange."""
    with opened_county(options) as county:
        ruling = set_ruling(county.database, options.name, options.verdict == "send", now_ms())
    said = "上传" if ruling[options.name] else "留在村里"
    terminal.line(f"{options.name}（{_meaning(options.name)}）：{said}。各村下一次同步时生效。")
    terminal.result(ruling=ruling)
    return ExitCode.OK


def _meaning(name: str) -> str:
    return _CLASSES.get(name, "单个字段")
