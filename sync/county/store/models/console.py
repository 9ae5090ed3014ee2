"""People of the county who may look at the console."""

from peewee import BigIntegerField, BooleanField, TextField

from sync.county.store.models.base import Table


class ConsoleUser(Table):
    """An account of the console; ``password`` is an Argon2id hash."""

    login = TextField(primary_key=True)
    name = TextField()
    password = TextField()
    active = BooleanField()
    added_ms = BigIntegerField()
