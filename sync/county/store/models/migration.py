"""Which steps a database has taken."""

from peewee import BigIntegerField, IntegerField, TextField

from sync.county.store.models.base import Table


class Migration(Table):
    """One step of `store.migrations`."""

    number = IntegerField(primary_key=True)
    name = TextField()
    taken_ms = BigIntegerField()
