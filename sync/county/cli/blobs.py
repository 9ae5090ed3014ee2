"""``blob sweep`` and ``blob room``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.blobs import sweep
from sync.county.store.settings import set_blob_room
from sync.county.store.villages import list_villages


def run_blob_sweep(options: argparse.Namespace, terminal: Terminal) -> int:
    """Remove attachments that no record has named for 90 days, of every village."""
    with opened_county(options) as county:
        villages = list_villages(county.database)
        removed = sum(sweep(county, village.village_id, now_ms()) for village in villages)
    terminal.line(f"已清理 {removed} 个没有记录用到的附件。")
    terminal.result(removed=removed)
    return ExitCode.OK


def run_blob_room(options: argparse.Namespace, terminal: Terminal) -> int:
    """Set how much the attachments of one village may take."""
    with opened_county(options) as county:
        set_blob_room(county.database, max(options.megabytes, 0) * 2**20, now_ms())
    terminal.line(f"每个村的附件最多占 {max(options.megabytes, 0)} MB。")
    terminal.result(megabytes=max(options.megabytes, 0))
    return ExitCode.OK
