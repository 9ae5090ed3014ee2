"""``digest``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.digest import ask_for_digest
from sync.county.store.villages import find_village_id


def run_digest(options: argparse.Namespace, terminal: Terminal) -> int:
    """Ask every PC of a village to compare what it holds with the county."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.code)
        asked = ask_for_digest(county.database, village_id, now_ms())
    terminal.line(f"已请 {len(asked)} 台电脑在下次交换时核对；不一致的会自动重新交换，结果记入审计日志。")
    terminal.result(devices=asked)
    return ExitCode.OK
