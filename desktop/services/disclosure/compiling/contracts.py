"""Contracts of the collective (合同公开)."""

from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.contract_state import LEASES, ContractState
from desktop.domain.property_ledger import CONTRACT
from desktop.reports.data import Sheet
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.property_sheet import (
    Ledgers,
    SheetRow,
    ledgers_of,
    origin,
    property_sheet,
    quantity_words,
    soon_mark,
    term_words,
)
from desktop.services.property.contracts import terms_of
from desktop.services.property.rules import day, text, whole


def compile_contracts(common: Common) -> Sheet:
    """The contract that the notice is about, or all that ran in the period, each as it stood at its end.

    They stand by kind, then by the day they were signed. A price by the year and one for the whole term are
    kept apart, since their sum would mean nothing.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    with ledgers_of(common) as ledgers:
        rows = queries.list_records(ledgers.around.connection, CONTRACT)
        chosen = [row for row in rows if _belongs(row, ledgers, common.request.record_id)]
        chosen.sort(key=lambda row: (text(row, "kind"), text(row, "signed_on"), text(row, "name")))
        return property_sheet(common, {"rows": [_sheet_row(row, ledgers) for row in chosen]})


def _belongs(row: Row, ledgers: Ledgers, record_id: str) -> bool:
    if record_id:
        return text(row, "id") == record_id
    terms = terms_of(row)
    is_signed = (day(row, "signed_on") or ledgers.last) <= ledgers.last
    return is_signed and (terms.last_day is None or terms.last_day >= ledgers.first)


def _sheet_row(row: Row, ledgers: Ledgers) -> SheetRow:
    terms = terms_of(row)
    yearly = terms.yearly_cents()
    whole_price = whole(row, "price_cents") if text(row, "price_unit") in ("", "total") else None
    award = text(row, "origin")
    return {
        "name": soon_mark(ledgers, row) + text(row, "name"),
        "party": text(row, "counterparty"),
        "subject": text(row, "subject"),
        "quantity": quantity_words(row),
        "term": term_words(row),
        "price_cents": whole_price,
        "yearly_cents": yearly,
        "award": code_table("contract_origin").label(award) if award else "",
        "decided_on": day(row, "decided_on"),
        "progress": text(row, "performance") or _progress(row, ledgers),
        **origin((CONTRACT, row)),
    }


def _progress(row: Row, ledgers: Ledgers) -> str:
    """How a contract is kept, from its term and payments."""
    terms = terms_of(row)
    state = terms.state(ledgers.last, 0)
    if text(row, "ended_on") and state is ContractState.ENDED:
        return f"{text(row, 'ended_on')}提前终止"
    if terms.kind in LEASES and terms.paid_until is not None:
        paid = f"租金收至{terms.paid_until.isoformat()}"
        return f"欠租，{paid}" if state is ContractState.OVERDUE else paid
    return "履行中" if terms.runs_on(ledgers.last) else code_table("contract_state").label(state.value)
