"""What a record of a ledger hangs together with: people, meetings, contracts, projects, entries."""

from dataclasses import dataclass

from db.queries import property as queries
from desktop.domain.property_ledger import ASSET, CONTRACT, LAND_RESOURCE, PROJECT, REFERENCES, ledger_fields
from desktop.services.office import Office
from desktop.services.property.records import reading_right_of
from desktop.services.property.rules import text

_POINTING = {
    ASSET: ((CONTRACT, "asset_id"),),
    LAND_RESOURCE: ((CONTRACT, "land_resource_id"),),
    CONTRACT: ((PROJECT, "contract_id"),),
}
"""Ledger → the tables whose records point to its, and by which column."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A record that one hangs together with: its table, id and what it is called."""

    table: str
    id: str
    name: str


def list_relations(office: Office, ledger: str, record_id: str) -> tuple[Relation, ...]:
    """What a record points to, in the order of its fields, then what points to it.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right_of(ledger))
    found: list[Relation] = []
    with office.store.reading() as connection:
        row = queries.find_record(connection, ledger, record_id)
        if row is None:
            return ()
        for field in ledger_fields(ledger):
            if field.form in REFERENCES and row[field.name]:
                named = queries.names(connection, field.target, [row[field.name]])
                found += [Relation(field.target, each, name) for each, name in named.items()]
        for table, column in _POINTING.get(ledger, ()):
            pointing = queries.list_where(connection, table, column, record_id)
            found += [Relation(table, text(each, "id"), text(each, "name")) for each in pointing]
        if ledger == PROJECT:
            entries = queries.project_entries(connection, record_id)
            found += [
                Relation("funds_entry", each.id, f"{each.entry_on} {each.voucher_no} {each.summary}")
                for each in entries
            ]
    return tuple(found)
