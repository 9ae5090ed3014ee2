"""What every record table has, and the field types of the catalogue."""

from decimal import Decimal
from typing import Any

from peewee import BooleanField, CharField, IntegerField, Model, SqliteDatabase, TextField
from playhouse.sqlite_ext import AutoIncrementField

database = SqliteDatabase(None)
"""Stands in while models are only described; `db.store.Store` binds them to the open file."""


class DateText(TextField):
    """A day, month or year as the beginning of an ISO date: its length is its precision."""


class CodeText(TextField):
    """A code of a code table, kept as text since leading zeros count."""


class ListText(TextField):
    """A JSON array of texts, sorted, without repetitions."""


class RefText(TextField):
    """The id of another record; no SQL foreign key, since another PC's rows come in any order."""


class ScaledInteger(IntegerField):
    """A decimal number kept as an integer, for example fen or hundredths of a square metre."""

    def __init__(self, scale: int = 2, **options: Any) -> None:
        self.scale = scale
        super().__init__(**options)

    def db_value(self, value: Decimal | int | None) -> int | None:
        """Scale up for the file."""
        return None if value is None else int((Decimal(value) * 10**self.scale).to_integral_value())

    def python_value(self, value: int | None) -> Decimal | None:
        """Scale down to the value people know."""
        return None if value is None else Decimal(value).scaleb(-self.scale)


class Table(Model):
    """A table of the local file."""

    class Meta:
        database = database
        legacy_table_names = False


class Record(Table):
    """A table whose every change is logged.

    ``pk`` is this PC's own number and is never used twice, ``id`` the number that all PCs know,
    ``rev`` the county's revision that the row was last equal to (0: never sent).
    A subclass names its ``table_no`` (written into the log, never changed), says with ``synced``
    whether its changes leave this PC, and with ``search_fields`` which columns the search reads.
    """

    pk = AutoIncrementField()
    id = CharField(max_length=32, unique=True)
    rev = IntegerField(default=0)

    class Meta:
        table_no = 0
        synced = True
        search_fields: tuple[str, ...] = ()


def option(model: type[Table], name: str) -> Any:
    """One of the options that our models add to peewee's: ``table_no``, ``synced``, ``search_fields``."""
    return getattr(model._meta, name)


__all__ = [
    "BooleanField",
    "CharField",
    "CodeText",
    "DateText",
    "IntegerField",
    "ListText",
    "Record",
    "RefText",
    "ScaledInteger",
    "Table",
    "TextField",
    "database",
    "option",
]
