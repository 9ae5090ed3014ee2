"""``mobilise order``, ``list``, ``show``, ``clear``, ``withdraw``: orders, and what comes back."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.rate import Rate
from sync.county.cli.opening import opened_county
from sync.county.clock import local_moment, now_ms
from sync.county.store import mobilisation_orders
from sync.county.store.handing_down import find_recipients
from sync.county.store.mobilisation_orders import NewMobilisationOrder, order_id_of


def run_mobilise_order(options: argparse.Namespace, terminal: Terminal) -> int:
    """Send an order to one village, several or all."""
    order = NewMobilisationOrder(
        options.number,
        options.issuer,
        options.kind,
        options.level,
        options.text,
        options.area,
        options.deadline,
        options.drill,
    )
    with opened_county(options) as county:
        codes = options.village or [""]
        recipients = [each for code in codes for each in find_recipients(county.database, code)]
        told = mobilisation_orders.send_order(county, recipients, order, now_ms())
    for each in recipients:
        done = "已发出" if told[each.village_id] else "已经有了，没有变化"
        terminal.line(f"{each.name}（{each.division_code}）：{done}。")
    terminal.line("各村下一次同步时收到；请同时打电话、用广播通知。")
    terminal.result(
        order=order_id_of(order.number),
        villages=[{"code": each.division_code, "changed": told[each.village_id]} for each in recipients],
    )
    return ExitCode.OK


def run_mobilise_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List every order."""
    with opened_county(options) as county:
        found = mobilisation_orders.list_orders(county.database)
    rows = [
        (
            each.number,
            local_moment(each.issued_at),
            f"{each.started}/{each.villages}",
            local_moment(each.cleared_at or each.withdrawn_at),
        )
        for each in found
    ]
    terminal.table(("编号", "发出", "已启动的村", "结束"), rows)
    terminal.result(
        orders=[
            {
                "number": each.number,
                "villages": each.villages,
                "started": each.started,
                "is_open": each.is_open,
                "is_drill": each.is_drill,
            }
            for each in found
        ]
    )
    return ExitCode.OK


def run_mobilise_show(options: argparse.Namespace, terminal: Terminal) -> int:
    """Show what each village did about an order."""
    with opened_county(options) as county:
        order = mobilisation_orders.find_order(county.database, order_id_of(options.number))
        found = mobilisation_orders.list_responses(county.database, order.id, now_ms())
    lines = [
        {
            "village": each.name,
            "started_at": each.started_at,
            "rates": {
                str(point.minutes): Rate(point.answered, point.whole).text() for point in each.checkpoints
            },
            "reached": each.households.reached if each.households else 0,
            "households": each.households.households if each.households else 0,
            "missing": each.missing,
        }
        for each in found
    ]
    rows = [
        (
            each.name,
            local_moment(each.started_at) or "没有回应",
            " ".join(Rate(point.answered, point.whole).text() for point in each.checkpoints),
            f"{each.households.reached}/{each.households.households}" if each.households else "",
        )
        for each in found
    ]
    terminal.table(("村", "启动", "5、10、15 分钟", "通知到户"), rows)
    terminal.result(villages=lines)
    return ExitCode.OK


def run_mobilise_clear(options: argparse.Namespace, terminal: Terminal) -> int:
    """Give the all-clear to every village that has the order."""
    return _end(options, terminal, withdraws=False)


def run_mobilise_withdraw(options: argparse.Namespace, terminal: Terminal) -> int:
    """Withdraw an order that should not have gone out."""
    return _end(options, terminal, withdraws=True)


def _end(options: argparse.Namespace, terminal: Terminal, *, withdraws: bool) -> int:
    with opened_county(options) as county:
        count = mobilisation_orders.clear_order(
            county, options.number, options.text, now_ms(), withdraws=withdraws
        )
    terminal.line(f"{count} 个村下一次同步时收到；请同时打电话、用广播通知。")
    terminal.result(villages=count)
    return ExitCode.OK
