"""``rectify order``, ``list``, ``remind``, ``accept``, ``return``, ``withdraw``: mending, and verdicts."""

import argparse
from datetime import date

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rectification import ACCEPTED, RETURNED
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.console.wording import rectification_state
from sync.county.store import rectification
from sync.county.store.handing_down import find_recipients
from sync.county.store.rectification import NewOrder, Order, order_id_of
from sync.county.store.villages import find_village_id


def run_rectify_order(options: argparse.Namespace, terminal: Terminal) -> int:
    """Issue an order to one village or to all."""
    try:
        due_on = date.fromisoformat(options.due)
    except ValueError:
        raise ProblemError(Problem("DTY-049", {"value": options.due}, Place(field="due_on"))) from None
    order = NewOrder(
        options.number,
        options.title,
        options.content,
        options.issuer,
        due_on,
        options.duty,
        options.period,
    )
    told = []
    with opened_county(options) as county:
        if problems := rectification.check_order(order, now_ms()):
            raise ProblemError(problems)
        for village in find_recipients(county.database, options.village):
            changed = rectification.issue_order(county, village.village_id, order, now_ms())
            told.append({"code": village.division_code, "changed": changed})
            done = "已下发" if changed else "已经有了，没有变化"
            terminal.line(f"{village.name}（{village.division_code}）：{done}。")
    terminal.line("各村下一次同步时收到，在“履职—整改”里答复。")
    terminal.result(order=order_id_of(order.number), villages=told)
    return ExitCode.OK


def run_rectify_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List a village's orders with what it answered."""
    with opened_county(options) as county:
        found = rectification.list_orders(county.database, find_village_id(county.database, options.village))
    rows = [
        (each.number, each.title, _day(each), rectification_state(each.state), each.answer) for each in found
    ]
    terminal.table(("文号", "事项", "期限", "现在", "村里的答复"), rows)
    terminal.result(
        orders=[
            {
                "number": each.number,
                "title": each.title,
                "due_on": _day(each),
                "state": each.state.value,
                "answer": each.answer,
                "attachments": len(each.evidence),
            }
            for each in found
        ]
    )
    return ExitCode.OK


def _day(order: Order) -> str:
    return order.facts.due_on.isoformat() if order.facts.due_on else ""


def run_rectify_remind(options: argparse.Namespace, terminal: Terminal) -> int:
    """Remind a village of an order."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        rectification.remind(county, village_id, order_id_of(options.number), now_ms())
    terminal.line("已提醒，村里下一次同步时看到。")
    return ExitCode.OK


def run_rectify_withdraw(options: argparse.Namespace, terminal: Terminal) -> int:
    """Take an order back."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        number = order_id_of(options.number)
        rectification.withdraw(county, village_id, number, options.reason, now_ms())
    terminal.line("已收回，村里下一次同步时看到。")
    return ExitCode.OK


def run_rectify_accept(options: argparse.Namespace, terminal: Terminal) -> int:
    """Say that what was answered is mended."""
    return _decide(options, terminal, ACCEPTED, options.text)


def run_rectify_return(options: argparse.Namespace, terminal: Terminal) -> int:
    """Send an answer back with a reason."""
    return _decide(options, terminal, RETURNED, options.reason)


def _decide(options: argparse.Namespace, terminal: Terminal, verdict: str, text: str) -> int:
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        rectification.decide(county, village_id, order_id_of(options.number), verdict, text, now_ms())
    terminal.line("已登记结论，村里下一次同步时看到。")
    return ExitCode.OK
