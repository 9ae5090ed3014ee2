"""The field catalogue: every fact the register can hold, typed, with its sensitivity and its table."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import resources
from desktop.domain.list_text import list_text

FieldValue = str | int | Decimal | bool | tuple[str, ...] | None
StoredValue = str | int | None


class Kind(StrEnum):
    """What a field holds; the value is the word used in the catalogue's file."""

    TEXT = "text"
    CODE = "code"
    INT = "int"
    DECIMAL = "decimal"
    DATE = "date"
    DATERANGE = "daterange"
    BOOL = "bool"
    REF = "ref"
    LIST = "list"
    FILE = "file"


class Sensitivity(StrEnum):
    """How a field must be guarded.

    Source:
        Personal Information Protection Law (2021), articles 28, 31 and 51, mapped by the product.
    """

    N = "N"  # not personal
    P = "P"  # personal
    S = "S"  # sensitive personal: masked in lists, every full view logged
    R = "R"  # restricted: separate right, never in notices, exports or search results


RESTRICTED_TAG = "R"
"""First letter of the special groups of that class; no form, list, import or rule knows them."""


class Column(NamedTuple):
    """One database column of a field; ``storage`` is "TEXT" or "INTEGER"."""

    name: str
    storage: str


_INTEGER_KINDS = frozenset((Kind.INT, Kind.DECIMAL, Kind.BOOL))


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of the catalogue.

    Attributes:
        identifier: Name in code, database and exchange files.
        label: Chinese label.
        group: One of the nine groups, such as "A household".
        kind: What it holds.
        unit: Chinese unit, "" for none.
        code_table: Table of a code (or of the codes in a list), "" for none.
        sensitivity: How it must be guarded.
        serves: Which of 三知六掌握 it serves, such as ("K2", "M1").
        table: person, household, membership, dwelling, homestead, land_contract, land_parcel,
            restricted; "" when derived.
        length: Most characters of a text, or digits of a decimal; 0 when not limited.
        scale: Digits after the point of a decimal.
        derived: Computed from other facts, never stored.
        encrypted: Encrypted again inside the encrypted register.
        rule: Name of the rule its text follows, or "ref " and the table it points to.
    """

    identifier: str
    label: str
    group: str
    kind: Kind
    unit: str
    code_table: str
    sensitivity: Sensitivity
    serves: tuple[str, ...]
    table: str
    length: int
    scale: int
    derived: bool
    encrypted: bool
    rule: str

    @property
    def target(self) -> str:
        """The table a reference (or each reference of a list) points to; "" for other fields."""
        return self.rule[4:] if self.rule.startswith("ref ") else ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Database columns: two for a date range, none when derived, else one."""
        if self.derived:
            return ()
        if self.kind is Kind.DATERANGE:
            return (Column(f"{self.identifier}_from", "TEXT"), Column(f"{self.identifier}_to", "TEXT"))
        return (Column(self.identifier, "INTEGER" if self.kind in _INTEGER_KINDS else "TEXT"),)

    def stored(self, value: FieldValue) -> StoredValue:
        """A value as its column holds it; a date range is stored end by end, each as a date.

        Decimals become integers scaled by ``10 ** scale`` (rounded half up), bools 0 or 1, lists
        JSON text, sorted and without repetitions, so that equal lists are equal texts. Empty text
        and empty lists are stored as null.
        """
        if value is None or value in ("", ()):
            return None
        if self.kind is Kind.DECIMAL:
            assert not isinstance(value, tuple)
            return int((Decimal(value) * 10**self.scale).quantize(Decimal(1), ROUND_HALF_UP))
        if self.kind in _INTEGER_KINDS:
            assert not isinstance(value, tuple)
            return int(value)
        if isinstance(value, tuple):
            return list_text(value)
        return str(value)

    def loaded(self, stored: StoredValue) -> FieldValue:
        """The value of a column; the opposite of `stored`."""
        if stored is None:
            return () if self.kind is Kind.LIST else None
        if self.kind is Kind.DECIMAL:
            return Decimal(stored).scaleb(-self.scale)
        if self.kind is Kind.BOOL:
            return bool(stored)
        if self.kind is Kind.INT:
            return int(stored)
        if self.kind is Kind.LIST:
            return tuple(str(item) for item in json.loads(str(stored)))
        return str(stored)


class Catalogue:
    """All fields in the order of the catalogue; iterable, loaded once."""

    def __init__(self, fields: tuple[FieldSpec, ...]) -> None:
        self._fields = fields
        self._by_identifier = {field.identifier: field for field in fields}
        self._by_column = {column.name: field for field in fields for column in field.columns}

    def __iter__(self) -> Iterator[FieldSpec]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._by_identifier

    def get(self, identifier: str) -> FieldSpec:
        """The field of this identifier.

        Raises:
            KeyError: There is none.
        """
        return self._by_identifier[identifier]

    def find(self, identifier: str) -> FieldSpec | None:
        """The field of this identifier, or None."""
        return self._by_identifier.get(identifier)

    def find_by_column(self, column: str) -> FieldSpec | None:
        """The field that a database column belongs to, or None; both ends of a range find it."""
        return self._by_column.get(column)

    def table(self, name: str) -> tuple[FieldSpec, ...]:
        """Stored fields of one table, in catalogue order."""
        return tuple(field for field in self._fields if field.table == name)

    def tables(self) -> tuple[str, ...]:
        """Names of the tables fields are stored in, in order of first appearance."""
        return tuple(dict.fromkeys(field.table for field in self._fields if field.table))

    def group(self, name: str) -> tuple[FieldSpec, ...]:
        """Fields of one group, derived ones included."""
        return tuple(field for field in self._fields if field.group == name)

    def groups(self) -> tuple[str, ...]:
        """Names of the groups in order."""
        return tuple(dict.fromkeys(field.group for field in self._fields))


@cache
def catalogue() -> Catalogue:
    """The catalogue of ``resources/catalogue/fields.csv``."""
    with resources.path("catalogue", "fields.csv").open(encoding="utf-8", newline="") as stream:
        return Catalogue(
            tuple(
                FieldSpec(
                    identifier=row["identifier"],
                    label=row["label_zh"],
                    group=row["group"],
                    kind=Kind(row["kind"]),
                    unit=row["unit"],
                    code_table=row["code_table"],
                    sensitivity=Sensitivity(row["sensitivity"]),
                    serves=tuple(row["serves"].split()),
                    table=row["table"],
                    length=int(row["length"] or 0),
                    scale=int(row["scale"] or 0),
                    derived=row["derived"] == "1",
                    encrypted=row["encrypted"] == "1",
                    rule=row["rule"],
                )
                for row in csv.DictReader(stream)
            )
        )
