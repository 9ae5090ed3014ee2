"""Columns of a ledger's list, made from its fields."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop.domain.property_ledger import LedgerField, StoredValue, ledger_fields
from desktop.services.property.records import LedgerRecord
from desktop.words import word
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

_STATE_CHARS = 6
_FIGURES_CHARS = 13


def _tr(text: str) -> str:
    return QCoreApplication.translate("PropertyTable", text)


def state_cell(record: LedgerRecord) -> Cell:
    """Where a record stands, in its colour."""
    return Cell(word(record.state), record.standing.tone)


def figures_text(record: LedgerRecord) -> str:
    """What stands beside the state, in one line."""
    return "　".join(f"{word(name)} {word(value)}" for name, value in record.standing.figures)


def shown_text(field: LedgerField, record: LedgerRecord) -> str:
    """A field as the window says it."""
    text = record.cells[field.name]
    return word(text) if field.form in ("code", "yes") else text


def _sort_value(field: LedgerField, record: LedgerRecord) -> StoredValue:
    return record.values[field.name] if field.is_figure else record.cells[field.name]


def columns(ledger: str, *, has_states: bool) -> tuple[RowColumn[LedgerRecord], ...]:
    """Columns in their first order: the state after the name, fields without a width hidden."""
    made = [
        RowColumn(
            TableColumn(
                field.name,
                word(field.label),
                field.width or 8,
                sort_key=field.name,
                shown=bool(field.width),
                **({"align": RIGHT} if field.is_figure else {}),
            ),
            partial(shown_text, field),
            partial(_sort_value, field),
        )
        for field in ledger_fields(ledger)
        if field.form != "parent"
    ]
    if has_states:
        state = TableColumn("state", _tr("状态"), _STATE_CHARS, sort_key="state")
        made.insert(1, RowColumn(state, state_cell, lambda record: record.standing.state))
        made.insert(2, RowColumn(TableColumn("figures", _tr("情况"), _FIGURES_CHARS), figures_text))
    return tuple(made)
