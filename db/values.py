"""Between the values a program works with and the form in which the file keeps them."""

from collections.abc import Mapping

from db.store import Value, list_text
from desktop.domain.catalogue import Catalogue, FieldValue, Kind, catalogue

RecordValues = dict[str, FieldValue]
"""Column name to value: text, int, Decimal, bool, tuple of texts or None."""


def stored_value(column: str, value: FieldValue) -> Value:
    """One column's value as the file keeps it.

    Lists are kept sorted and without repetitions, so that equal lists are equal texts. A column
    that the catalogue does not know (role, id, note, extra ...) keeps its value.
    """
    spec = catalogue().find_by_column(column)
    if isinstance(value, tuple):
        return list_text(value)
    if spec is None:
        return int(value) if isinstance(value, bool) else _plain(value)
    return spec.stored(value)


def _plain(value: FieldValue) -> Value:
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"no stored form without the catalogue: {type(value).__name__}")


def loaded_value(column: str, stored: Value) -> FieldValue:
    """The value of one column; the opposite of `stored_value`."""
    spec = catalogue().find_by_column(column)
    assert not isinstance(stored, (bytes, float))
    return stored if spec is None else spec.loaded(stored)


def stored_row(values: Mapping[str, FieldValue], fields: Catalogue | None = None) -> dict[str, Value]:
    """Values by column or field as they go into one row.

    A date range may be given whole under its field's identifier, as a pair; it fills its two
    columns.
    """
    known = fields or catalogue()
    row: dict[str, Value] = {}
    for name, value in values.items():
        spec = known.find(name)
        if spec is not None and spec.kind is Kind.DATERANGE:
            first, last = value if isinstance(value, tuple) and len(value) == 2 else ("", "")
            row[f"{name}_from"], row[f"{name}_to"] = first or None, last or None
        else:
            row[name] = stored_value(name, value)
    return row


def loaded_row(row: Mapping[str, Value]) -> RecordValues:
    """A row read from the file as values by column."""
    return {column: loaded_value(column, stored) for column, stored in row.items()}
