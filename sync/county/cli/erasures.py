"""``purge``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Problem, ProblemError
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.erasure import compact, erase
from sync.county.store.villages import find_village_id
from sync.protocol.registry import registry


def run_purge(options: argparse.Namespace, terminal: Terminal) -> int:
    """Erase one record by law."""
    numbers = {kind.table: kind.number for kind in registry()}
    if options.kind not in numbers:
        raise ProblemError(Problem("CTY-060", {"record": options.record}))
    record_id = options.record.replace("-", "").lower()
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.code)
        batches = erase(county, village_id, numbers[options.kind], record_id, options.reason, now_ms())
        compact(county.database, full=options.full)
    terminal.line("县里的内容已清除；村里的电脑下次交换时清除。")
    terminal.line(f"{batches} 个批次只留下了校验值。以前的备份里还有这条记录：请按规定销毁，或另做新备份。")
    terminal.result(batches=batches)
    return ExitCode.OK
