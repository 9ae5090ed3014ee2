"""What is owed to the collective and by it, one line a debt (债权债务)."""

from collections import Counter

from db.queries import property as queries
from db.queries.property import Holder, Row
from desktop.domain.accounts import Right
from desktop.domain.debt_standing import debt_age, standing
from desktop.domain.property_ledger import DEBT, DEBT_MOVE
from desktop.reports.data import Sheet
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.property_sheet import (
    SheetRow,
    ledgers_of,
    origin,
    property_sheet,
)
from desktop.services.property.debts import moves_of
from desktop.services.property.rules import day, text, whole

_TABLES = {"receivable": "receivables", "payable": "payables", "loan": "loans", "other": "others"}


def compile_debts(common: Common) -> Sheet:
    """Every debt that was open at some time in the period, with its balance at the end, the oldest first.

    What is owed to the collective and by it stands in tables of its own: a total of both would mean nothing.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    tables: dict[str, list[SheetRow]] = {name: [] for name in _TABLES.values()}
    with ledgers_of(common) as ledgers:
        connection = ledgers.around.connection
        debts = queries.list_records(connection, DEBT)
        moves = queries.list_records(connection, DEBT_MOVE)
        holders = queries.holders(connection, [row["person_id"] for row in debts])
    by_debt = moves_of(moves)
    parties = _parties(debts, holders)
    for row in sorted(debts, key=lambda each: (text(each, "arisen_on"), text(each, "counterparty"))):
        arisen = day(row, "arisen_on")
        if arisen is None or arisen > ledgers.last:
            continue
        original = whole(row, "original_cents") or 0
        stood = standing(arisen, original, by_debt.get(text(row, "id"), ()), common.period)
        if not stood.balance_cents and not stood.change_cents and not stood.opening_cents:
            continue
        own = [move for move in moves if move["debt_id"] == row["id"] and _is_told(move, common)]
        tables[_TABLES.get(text(row, "kind"), "others")].append(
            {
                "party": parties[text(row, "id")],
                "began_on": arisen,
                "reason": text(row, "reason"),
                "original_cents": original,
                "opening_cents": stood.opening_cents,
                "change_cents": stood.change_cents,
                "age": debt_age(arisen, ledgers.last) if stood.balance_cents else "已结清",
                "note": text(row, "note"),
                **origin((DEBT, row), *((DEBT_MOVE, move) for move in own)),
            }
        )
    return property_sheet(common, tables)


def _is_told(move: Row, common: Common) -> bool:
    moved = day(move, "moved_on")
    return moved is not None and moved <= common.period.last


def _parties(debts: tuple[Row, ...], holders: dict[str, Holder]) -> dict[str, str]:
    """Names of the other sides by debt; two people of one name are told apart by their group."""
    people = {(text(row, "counterparty"), text(row, "person_id")) for row in debts}
    counts = Counter(name for name, _ in people)
    found = {}
    for row in debts:
        name, holder = text(row, "counterparty"), holders.get(text(row, "person_id"))
        is_doubtful = counts[name] > 1 and holder is not None and holder.group
        found[text(row, "id")] = f"{name}（{holder.group}）" if is_doubtful and holder is not None else name
    return found
