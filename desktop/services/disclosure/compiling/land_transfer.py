"""Land that the collective lets and land that households have passed on (土地承包、流转)."""

from db.queries import property as queries
from db.queries.property import Row, TransferredParcel
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.household_numbering import group_number
from desktop.domain.partial_date import first_day
from desktop.domain.property_ledger import CONTRACT, LAND_RESOURCE
from desktop.reports.data import ORIGIN, Sheet
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.property_sheet import (
    Ledgers,
    SheetRow,
    ledgers_of,
    origin,
    plain_money,
    property_sheet,
    term_words,
)
from desktop.services.property.contracts import terms_of
from desktop.services.property.rules import day, text, whole

_NEW = "本期新增"
_MODES = {"lease": "出租", "subcontract": "转包", "shares": "入股", "swap": "互换", "trust": "其他"}
_MODE_OF_RESOURCE = {"lease": "出租", "shares": "入股"}
_UNITS = {"total": "元", "": "元", "year": "元/年", "month": "元/月", "mu_year": "元/亩·年"}


def compile_land_transfer(common: Common) -> Sheet:
    """What is in force on the last day of the period: the collective's contracts, then households by group.

    What began in the period is marked as new.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    collective = common.bodies.collective or f"{common.office.vault.village.name}股份经济合作社"
    with ledgers_of(common) as ledgers:
        connection = ledgers.around.connection
        lands = {text(row, "id"): row for row in queries.list_records(connection, LAND_RESOURCE)}
        contracts = [
            row
            for row in queries.list_records(connection, CONTRACT)
            if row["land_resource_id"] in lands and _is_told(row, ledgers, common.request.record_id)
        ]
        parcels = (
            ()
            if common.request.record_id
            else queries.transferred_parcels(connection, ledgers.last.isoformat(), ledgers.last.isoformat())
        )
    contracts.sort(key=lambda row: (text(row, "signed_on"), text(row, "name")))
    ordered = sorted(parcels, key=lambda each: group_number(each.group))
    rows = [
        _contract_row(row, lands[text(row, "land_resource_id")], collective, ledgers) for row in contracts
    ]
    return property_sheet(common, {"rows": rows + [_parcel_row(each, ledgers) for each in ordered]})


def _is_told(row: Row, ledgers: Ledgers, record_id: str) -> bool:
    return text(row, "id") == record_id if record_id else terms_of(row).runs_on(ledgers.last)


def _contract_row(row: Row, land: Row, collective: str, ledgers: Ledgers) -> SheetRow:
    began = day(row, "from_on") or day(row, "signed_on")
    price = plain_money(whole(row, "price_cents"))
    area = whole(row, "quantity")
    return {
        "from_party": collective,
        "to_party": text(row, "counterparty"),
        "parcel": text(land, "name"),
        "area": whole(land, "area_mu") if area is None else area,
        "mode": _MODE_OF_RESOURCE.get(text(land, "mode"), "发包"),
        "term": term_words(row),
        "price": f"{price}{_UNITS[text(row, 'price_unit')]}" if price else "",
        "use": text(row, "subject"),
        "note": _NEW if began is not None and ledgers.first <= began <= ledgers.last else "",
        **origin((CONTRACT, row), (LAND_RESOURCE, land)),
    }


def _parcel_row(parcel: TransferredParcel, ledgers: Ledgers) -> SheetRow:
    began = first_day(parcel.from_on) if parcel.from_on else None
    term = f"{parcel.from_on}至{parcel.to_on}" if parcel.from_on and parcel.to_on else ""
    holder = f"{parcel.holder}（{parcel.group}）" if parcel.group else parcel.holder
    return {
        "from_party": holder,
        "to_party": parcel.transferee or "（未登记）",
        "parcel": parcel.parcel or code_table("land_kind").label("01"),
        "area": parcel.area,
        "mode": _MODES.get(parcel.kind, "其他"),
        "term": term or (f"{parcel.from_on}起" if parcel.from_on else ""),
        "price": "" if parcel.price_cents is None else f"{plain_money(parcel.price_cents)}元/亩·年",
        "use": parcel.use,
        "note": _NEW if began is not None and ledgers.first <= began <= ledgers.last else "",
        ORIGIN: f"land_parcel/{parcel.id}",
    }
