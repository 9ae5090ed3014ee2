"""What the issue gate takes beside the making of the same sheets, over all layouts, in one run."""

import time
from collections.abc import Callable
from functools import partial

from desktop.reports.building import build_notice
from desktop.reports.data import Sheet
from desktop.reports.gate import GateRules, inspect, office_phones
from desktop.reports.rendering import render
from desktop.reports.template import Template, list_templates
from tests.benchmarks.row import BenchRow
from tests.unit.reports.sheets import filled

_ROWS = 40
_TIMES = 4


def run() -> list[BenchRow]:
    """Measure; processor time in milliseconds, the best of several for each sheet, summed over layouts."""
    made = checked = 0.0
    for chosen in list_templates():
        if chosen.kind != "sheet":
            continue
        sheet = filled(chosen, rows=_ROWS)
        pdf = _render(chosen, sheet)
        rules = GateRules(office_phones(sheet), sheet.number)
        made += _best(partial(_render, chosen, sheet))
        checked += _best(partial(inspect, pdf, rules))
    ratio = checked / made
    name = f"gate over every layout of rows, {_ROWS} rows each"
    return [BenchRow(name, checked, "render", made, "ms", ratio, "<= 0.3 x", ratio <= 0.3)]


def _render(chosen: Template, sheet: Sheet) -> bytes:
    return render(build_notice(chosen, sheet), draft=False)


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)
