"""``event list``, ``take-up``, ``settle``, ``return``, ``raise``: events that villages sent up."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.code_table import code_table
from desktop.domain.event_state import Step
from sync.county.cli.opening import opened_county
from sync.county.clock import local_moment, now_ms
from sync.county.store import escalated_events
from sync.county.store.villages import find_village_id


def run_event_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List what a village sent up."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        found = escalated_events.list_escalated(county.database, village_id)
    states = code_table("event_state")
    rows = [
        (each.number, each.title, str(each.level), states.label(each.state), local_moment(each.next_due_at))
        for each in found
    ]
    terminal.table(("编号", "事项", "级", "现在", "期限"), rows)
    terminal.result(
        events=[
            {
                "number": each.number,
                "level": each.level,
                "state": each.state,
                "due_at": each.next_due_at,
                "is_above": each.is_above,
                "is_late": each.is_late(now_ms()),
            }
            for each in found
        ]
    )
    return ExitCode.OK


def run_event_take_up(options: argparse.Namespace, terminal: Terminal) -> int:
    """Take an event up."""
    return _take(options, terminal, Step.TAKE_UP, "")


def run_event_settle(options: argparse.Namespace, terminal: Terminal) -> int:
    """Settle an event with an answer."""
    return _take(options, terminal, Step.SETTLE, options.text)


def run_event_return(options: argparse.Namespace, terminal: Terminal) -> int:
    """Return an event to its village with a reason."""
    return _take(options, terminal, Step.RETURN, options.text)


def run_event_raise(options: argparse.Namespace, terminal: Terminal) -> int:
    """Send an event on from the township to the county."""
    return _take(options, terminal, Step.ESCALATE, options.text)


def _take(options: argparse.Namespace, terminal: Terminal, step: Step, text: str) -> int:
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        escalated_events.take_step(county, village_id, options.number, step, options.unit, text, now_ms())
    terminal.line("已登记，村里下一次同步时看到。")
    return ExitCode.OK
