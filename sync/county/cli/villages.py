"""``village add`` and ``village list``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms, when
from sync.county.store.villages import add_village, list_villages


def run_village_add(options: argparse.Namespace, terminal: Terminal) -> int:
    """Add a village."""
    with opened_county(options) as county:
        village_id = add_village(county.database, options.code, options.name, now_ms())
    terminal.line(f"已加入{options.name}（{options.code}）。")
    terminal.result(village_id=village_id, code=options.code, name=options.name)
    return ExitCode.OK


def run_village_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List all villages."""
    with opened_county(options) as county:
        villages = list_villages(county.database)
    terminal.table(
        ("代码", "村名", "电脑", "版次", "最近来过"),
        [
            (each.division_code, each.name, str(each.devices), str(each.rev), when(each.seen_ms))
            for each in villages
        ],
    )
    terminal.result(
        villages=[
            {
                "village_id": each.village_id,
                "code": each.division_code,
                "name": each.name,
                "devices": each.devices,
                "rev": each.rev,
                "seen_ms": each.seen_ms,
            }
            for each in villages
        ]
    )
    return ExitCode.OK
