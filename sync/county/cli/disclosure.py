"""``disclosure push``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.disclosure_overlay import COLUMNS, read_overlays
from desktop.domain.problem import Problem, ProblemError
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.disclosure_overlays import push_overlays
from sync.county.store.handing_down import find_recipients

_COUNTY_DIGITS = 6


def run_disclosure_push(options: argparse.Namespace, terminal: Terminal) -> int:
    """Hand a table of orders about disclosure to one village or to all."""
    try:
        text = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ProblemError(Problem("DOC-074", {"columns": "、".join(COLUMNS)})) from None
    pushed = []
    with opened_county(options) as county:
        recipients = find_recipients(county.database, options.village)
        # the whole table is read before the first village gets any of it
        counties = {each.division_code[:_COUNTY_DIGITS] for each in recipients}
        orders = {code: read_overlays(text, code) for code in counties}
        for village in recipients:
            code = village.division_code
            here = [each for each in orders[code[:_COUNTY_DIGITS]] if code.startswith(each.jurisdiction)]
            changed = push_overlays(county, village.village_id, here, now_ms()) if here else 0
            pushed.append({"code": code, "orders": len(here), "changed": changed})
            terminal.line(f"{village.name}（{code}）：{len(here)} 条规定，新下发或有改动 {changed} 条。")
    terminal.line("各村下一次同步时收到；村里“公开目录”会写明这是本县的规定。")
    terminal.result(villages=pushed)
    return ExitCode.OK
