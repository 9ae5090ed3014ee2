"""What households got for requisitioned land, from the books (征地补偿分配公示)."""

from collections.abc import Iterable

from desktop.domain.accounts import Right
from desktop.reports.data import ORIGIN, Sheet, SheetValue, origin_of
from desktop.reports.template import template
from desktop.services import finance
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.disclosure.compiling.property_sheet import plain_money
from desktop.services.finance import EntryRow

_RECEIVED, _PAID = "I07", "O07"
_LAND = "land_cents"
_NOT_IN_BOOKS = ("area", "hamlet", "note", "land_cents", "resettlement_cents", "crops_cents")
_SHARES = (("安置", "resettlement_cents"), ("青苗", "crops_cents"), ("附着物", "crops_cents"))
"""Word in the summary of an entry → the column it counts in; others are compensation for the land."""


def compile_compensation(common: Common) -> Sheet:
    """Payments of the period by payee, then the rows typed for the sheet; who was typed is as typed.

    The amount in all is what was received in the period, unless the drafter gave it.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    chosen = template(common.request.template)
    typed = compile_entered(common, chosen)
    entries = finance.list_entries(common.office, common.period.first, common.period.last)
    received = [entry for entry in entries if entry.kind == _RECEIVED]
    values, origins = dict(common.request.values), dict[str, str]()
    if received and not values.get("total"):
        values["total"] = plain_money(sum(entry.income_cents for entry in received))
        origins["total"] = _origin(received)
    known = {(row.get("head"), row.get("group")) for row in typed.tables["households"]}
    paid: dict[tuple[str, str], list[EntryRow]] = {}
    for entry in entries:
        if entry.kind == _PAID and entry.payee:
            paid.setdefault((entry.payee, entry.payee_group or ""), []).append(entry)
    counted = [_row(head, group, each) for (head, group), each in paid.items() if (head, group) not in known]
    return Sheet(
        village=typed.village,
        period=typed.period,
        number=typed.number,
        bodies=typed.bodies,
        publication=typed.publication,
        values=values,
        origins=origins,
        tables=dict(typed.tables) | {"households": (*counted, *typed.tables["households"])},
    )


def _row(head: str, group: str, entries: list[EntryRow]) -> dict[str, SheetValue]:
    by_column: dict[str, list[EntryRow]] = {}
    for entry in entries:
        column = next((column for word, column in _SHARES if word in entry.summary), _LAND)
        by_column.setdefault(column, []).append(entry)
    row: dict[str, SheetValue] = dict.fromkeys(_NOT_IN_BOOKS) | {"head": head, "group": group}
    row[ORIGIN] = _origin(entries)
    for column, each in by_column.items():
        row[column] = sum(entry.expense_cents for entry in each)
        row[origin_of(column)] = _origin(each)
    return row


def _origin(entries: Iterable[EntryRow]) -> str:
    return " ".join(f"funds_entry/{entry.id}" for entry in entries)
