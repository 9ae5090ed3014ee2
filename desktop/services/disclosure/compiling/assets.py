"""Assets and resources of the collective with who holds them (集体资产资源公开)."""

from collections.abc import Sequence

from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.property_ledger import ASSET, CONTRACT, LAND_RESOURCE
from desktop.reports.data import Sheet
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.property_sheet import (
    Ledgers,
    SheetRow,
    ledgers_of,
    origin,
    property_sheet,
    soon_mark,
    term_words,
)
from desktop.services.property.contracts import terms_of
from desktop.services.property.rules import day, text, whole

_LET = "let"
_OWN, _IDLE = "own", "idle"


def compile_assets(common: Common) -> Sheet:
    """What the collective held on the last day of the period, by kind and name.

    Land that is let in parts takes a row for each part and one for the rest, so that its area adds up.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    with ledgers_of(common) as ledgers:
        connection = ledgers.around.connection
        running = [
            row for row in queries.list_records(connection, CONTRACT) if terms_of(row).runs_on(ledgers.last)
        ]
        assets = [row for row in queries.list_records(connection, ASSET) if _is_held(row, ledgers)]
        resources = queries.list_records(connection, LAND_RESOURCE)
        return property_sheet(
            common,
            {
                "assets": [_asset_row(row, _over(running, "asset_id", row), ledgers) for row in assets],
                "resources": [
                    shown
                    for row in resources
                    for shown in _resource_rows(row, _over(running, "land_resource_id", row), ledgers)
                ],
            },
        )


def _is_held(row: Row, ledgers: Ledgers) -> bool:
    acquired, disposed = day(row, "acquired_on"), day(row, "disposed_on")
    return (acquired is None or acquired <= ledgers.last) and (disposed is None or disposed > ledgers.last)


def _over(contracts: Sequence[Row], column: str, row: Row) -> list[Row]:
    found = [each for each in contracts if each[column] == row["id"]]
    return sorted(found, key=lambda each: (text(each, "signed_on"), text(each, "counterparty")))


def _asset_row(row: Row, contracts: Sequence[Row], ledgers: Ledgers) -> SheetRow:
    contract = contracts[0] if contracts else None
    use = _LET if contract is not None else text(row, "use_state")
    behind = [(ASSET, row), *((CONTRACT, each) for each in contracts)]
    return {
        "name": text(row, "name"),
        "kind": code_table("asset_kind").label(text(row, "kind")),
        "place": text(row, "place"),
        "quantity": whole(row, "quantity"),
        "unit": text(row, "unit"),
        "acquired_on": text(row, "acquired_on")[:7],
        "cost_cents": whole(row, "original_cents"),
        "net_cents": whole(row, "net_cents"),
        "use": code_table("asset_use").label(use) if use else "",
        "tenant": text(contract, "counterparty") if contract is not None else "",
        "term": term_words(contract) if contract is not None else "",
        "rent_cents": terms_of(contract).yearly_cents() if contract is not None else None,
        "ends_on": soon_mark(ledgers, contract) + text(contract, "to_on") if contract is not None else "",
        **origin(*behind),
    }


def _resource_rows(row: Row, contracts: Sequence[Row], ledgers: Ledgers) -> list[SheetRow]:
    area = whole(row, "area_mu")
    mode = text(row, "mode")
    if not contracts:
        return [_resource_row(row, area, mode, None, ledgers)]
    if len(contracts) == 1 and whole(contracts[0], "quantity") is None:
        return [_resource_row(row, area, mode, contracts[0], ledgers)]
    rows = [_resource_row(row, whole(each, "quantity"), mode, each, ledgers) for each in contracts]
    rest = (area or 0) - sum(whole(each, "quantity") or 0 for each in contracts)
    if rest > 0:
        rows.append(_resource_row(row, rest, mode if mode == _OWN else _IDLE, None, ledgers))
    return rows


def _resource_row(row: Row, area: int | None, mode: str, contract: Row | None, ledgers: Ledgers) -> SheetRow:
    if contract is not None and mode in ("", _OWN, _IDLE):
        mode = "contract"
    behind = [(LAND_RESOURCE, row)] + ([(CONTRACT, contract)] if contract is not None else [])
    return {
        "name": text(row, "name"),
        "kind": code_table("land_resource_kind").label(text(row, "kind")),
        "place": text(row, "place"),
        "area": area,
        "mode": code_table("land_resource_mode").label(mode) if mode else "",
        "contractor": text(contract, "counterparty") if contract is not None else "",
        "term": soon_mark(ledgers, contract) + term_words(contract) if contract is not None else "",
        "fee_cents": terms_of(contract).yearly_cents() if contract is not None else None,
        "paid_until": text(contract, "paid_until") if contract is not None else "",
        **origin(*behind),
    }
