"""Which columns of a workbook go into which table of the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.catalogue import catalogue

PERSON, HOUSEHOLD, MEMBERSHIP = "person", "household", "membership"
HOUSEHOLD_CHILDREN = ("dwelling", "homestead", "land_contract")
"""Tables of which a workbook can fill one record for each household."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Which columns of the workbook go into which table."""

    by_table: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, columns: Sequence[str]) -> "ColumnPlan":
        """Sort columns by the table that the catalogue keeps them in."""
        tables: dict[str, list[str]] = {}
        for column in columns:
            spec = catalogue().find_by_column(column)
            table = spec.table if spec else PERSON
            tables.setdefault(table, []).append(column)
        return cls({table: tuple(names) for table, names in tables.items()})

    def columns(self, table: str) -> tuple[str, ...]:
        """Columns of one table, none when the workbook has none of it."""
        return self.by_table.get(table, ())
