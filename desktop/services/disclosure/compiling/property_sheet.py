"""What the sheets over the ledgers of property have in common: period, words of terms, the sheet itself."""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.queries.property import Row
from desktop.domain.money import show_money
from desktop.domain.property_ledger import show_hundredths
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.property.contracts import terms_of
from desktop.services.property.rules import Surroundings, text, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

SheetRow = Mapping[str, SheetValue]
ENDS_SOON = "★"
"""Marks a contract that ends soon."""


@dataclass(frozen=True, slots=True)
class Ledgers:
    """A snapshot of the ledgers as they stand on the last day of a notice."""

    around: Surroundings
    first: date
    last: date


@contextmanager
def ledgers_of(common: Common) -> "Iterator[Ledgers]":
    """The ledgers for a notice: rules and states count for its last day and not for today."""
    with common.office.store.reading() as connection:
        around = Surroundings(connection, common.period.last, common.division_code)
        yield Ledgers(around, common.period.first, common.period.last)


def property_sheet(
    common: Common,
    tables: Mapping[str, Sequence[SheetRow]],
    values: Mapping[str, str] | None = None,
    origins: Mapping[str, str] | None = None,
) -> Sheet:
    """The sheet of the layout that was asked for; what the ledgers say wins over what was typed.

    ``origins`` are the records behind the values, see `NoticeData`.
    """
    return Sheet(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication_for(template(common.request.template).item),
        values=dict(common.request.values) | {name: value for name, value in (values or {}).items() if value},
        origins=origins,
        tables={name: tuple(rows) for name, rows in tables.items()},
    )


def origin(*records: tuple[str, Row]) -> dict[str, SheetValue]:
    """The records behind a row, each with its table."""
    return {ORIGIN: " ".join(f"{table}/{text(row, 'id')}" for table, row in records)}


def term_words(row: Row) -> str:
    """From when until when a contract runs."""
    first, last = text(row, "from_on"), text(row, "ended_on") or text(row, "to_on")
    if first and last:
        return f"{first}至{last}"
    if last:
        return f"至{last}"
    return f"{first}起" if first else ""


def quantity_words(row: Row) -> str:
    """Area or number with its unit."""
    quantity = whole(row, "quantity")
    return "" if quantity is None else f"{show_hundredths(quantity)}{text(row, 'unit')}"


def plain_money(cents: int | None) -> str:
    """An amount in a form of a sheet, as its tables write it: two decimals, no separators; "" for unknown."""
    return "" if cents is None else show_money(cents).replace(",", "")


def soon_mark(ledgers: Ledgers, row: Row) -> str:
    """★ where a contract ends soon after the last day of the notice."""
    soon = terms_of(row).ends_soon(ledgers.last, ledgers.around.rule("contract.ends_soon.months"))
    return ENDS_SOON if soon else ""
