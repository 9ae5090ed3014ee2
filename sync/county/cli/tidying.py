"""``tidy``."""

import argparse
import dataclasses

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Problem, ProblemError
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store import settings
from sync.county.store.tidying import read_days, tidy_all

_FEWEST_DAYS = 30


def run_tidy(options: argparse.Namespace, terminal: Terminal) -> int:
    """Tidy every village now; days that are given are kept for later as well."""
    asked = {
        name: days
        for name in ("emptied", "removed", "suspended")
        if (days := getattr(options, f"{name}_days")) is not None
    }
    with opened_county(options) as county:
        days = dataclasses.replace(read_days(county.database), **asked)
        if min(dataclasses.astuple(days)) < _FEWEST_DAYS or days.removed < days.emptied:
            raise ProblemError(Problem("CTY-061", {"days": str(_FEWEST_DAYS)}))
        if asked:
            settings.write_setting(county.database, settings.TIDY_DAYS, dataclasses.asdict(days))
        done = tidy_all(county, now_ms())
    rows = [(name, str(each.emptied), str(each.removed), str(each.suspended)) for name, each in done.items()]
    terminal.table(("村", "清空", "移除", "暂停电脑"), rows)
    terminal.result(villages={name: dataclasses.asdict(each) for name, each in done.items()})
    return ExitCode.OK
