"""``service-catalogue push``, ``list``: the county's own catalogue of agency services."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Problem, ProblemError
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.handing_down import find_recipients
from sync.county.store.service_catalogues import list_catalogues, push_catalogue


def run_service_catalogue_push(options: argparse.Namespace, terminal: Terminal) -> int:
    """Hand a catalogue down; every entry is checked before the first village gets any of it."""
    try:
        text = options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(Problem("CTY-250", {"path": str(options.file)})) from error
    with opened_county(options) as county:
        recipients = find_recipients(county.database, options.village)
        told = push_catalogue(county, recipients, text, now_ms())
    for each in recipients:
        done = "已下发" if told[each.village_id] else "已经有了，没有变化"
        terminal.line(f"{each.name}（{each.division_code}）：{done}。")
    terminal.result(
        villages=[{"code": each.division_code, "changed": told[each.village_id]} for each in recipients]
    )
    return ExitCode.OK


def run_service_catalogue_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List every version that was handed down."""
    with opened_county(options) as county:
        found = list_catalogues(county.database)
    rows = [
        (read.version, read.valid_from.isoformat(), str(len(read.items)), str(count)) for read, count in found
    ]
    terminal.table(("版本", "起用", "事项", "几个村"), rows)
    terminal.result(
        catalogues=[
            {"version": read.version, "valid_from": read.valid_from.isoformat(), "villages": count}
            for read, count in found
        ]
    )
    return ExitCode.OK
