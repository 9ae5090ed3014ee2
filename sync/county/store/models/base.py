"""What every table of the county shares."""

from peewee import DatabaseProxy, Model

database_proxy = DatabaseProxy()
"""Stands in for the database, which is known only when a server or a command opens it."""


def table_name_of(model: type[Model]) -> str:
    """``VillageHead`` lies in ``village_head``."""
    name: str = model.__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


class Table(Model):
    """A table; migrations make it, the model says what it holds."""

    class Meta:
        database = database_proxy
        table_function = table_name_of
