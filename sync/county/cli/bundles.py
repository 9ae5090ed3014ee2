"""``bundle take``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.bundles import read_file, take_bundle, write_file
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.villages import name_of


def run_bundle_take(options: argparse.Namespace, terminal: Terminal) -> int:
    """Take a village's stick in and write the answer for it."""
    data = read_file(options.file)
    with opened_county(options) as county:
        answered = take_bundle(county, data, now_ms())
        village, _ = name_of(county.database, answered.village_id)
    write_file(options.reply, answered.data)
    terminal.line(f"已收下{village} {answered.device} 号电脑的 {answered.batches} 批上报。")
    terminal.line(f"回执在 {options.reply}，请带回村里，在那台电脑上读入。")
    terminal.result(
        village=village, device=answered.device, batches=answered.batches, reply=str(options.reply)
    )
    return ExitCode.OK
