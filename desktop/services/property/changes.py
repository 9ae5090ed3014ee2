"""Who changed a record of a ledger, when, and from what to what (修改记录)."""

from dataclasses import dataclass
from datetime import datetime

from db.queries import property as queries
from db.store import Value
from desktop.domain.property_ledger import REFERENCES, LedgerField, ledger_fields, show_ledger_field
from desktop.services.history import history
from desktop.services.office import Office
from desktop.services.property.records import GONE, reading_right_of


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """One action on a record.

    Attributes:
        at: When, in UTC.
        actor: Who.
        kind: added, changed or removed.
        fields: Label, text before and text after of each field that changed, in the order of the form.
    """

    at: datetime
    actor: str
    kind: str
    fields: tuple[tuple[str, str, str], ...]


def list_changes(office: Office, ledger: str, record_id: str) -> tuple[LedgerChange, ...]:
    """Every change of a record from its first day, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(reading_right_of(ledger))
    return tuple(
        LedgerChange(
            entry.at,
            entry.actor,
            entry.kind,
            tuple(
                (field.label, _shown(office, field, before), _shown(office, field, after))
                for field in ledger_fields(ledger)
                if field.name in entry.fields
                for before, after in (entry.fields[field.name],)
            ),
        )
        for entry in history(office, ledger, record_id)
    )


def _shown(office: Office, field: LedgerField, value: Value) -> str:
    if value is None or value == "":
        return ""
    if field.form not in REFERENCES:
        return show_ledger_field(field, value if isinstance(value, int) else str(value))
    with office.store.reading() as connection:
        return queries.names(connection, field.target, [value]).get(str(value), GONE)
