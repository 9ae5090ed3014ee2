"""``letter list``, ``letter hide``: villagers' letters, and keeping abuse from the villages."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.cli.opening import opened_county
from sync.county.clock import local_moment, now_ms
from sync.county.store import letters
from sync.county.store.villages import find_village_id


def run_letter_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List a village's letters by number and day; what they say is the village's."""
    with opened_county(options) as county:
        found = letters.list_letters(county.database, find_village_id(county.database, options.village))
    lines = [
        {
            "number": str(each.fields["number"]),
            "kind": str(each.fields["kind"]),
            "received_at": str(each.fields["received_at"]),
            "withdrawn": bool(each.fields.get("withdrawn_at")),
            "hidden": str(each.fields.get("hidden_reason") or ""),
        }
        for each in found
    ]
    rows = [
        (str(each["number"]), local_moment(str(each["received_at"])), str(each["hidden"])) for each in lines
    ]
    terminal.table(("编号", "收到", "屏蔽的理由"), rows)
    terminal.result(letters=lines)
    return ExitCode.OK


def run_letter_hide(options: argparse.Namespace, terminal: Terminal) -> int:
    """Hide a letter that is abuse."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        letters.hide_letter(county, village_id, options.number, options.reason, now_ms())
    terminal.line("已屏蔽，村里下一次同步后不再办理。")
    return ExitCode.OK
