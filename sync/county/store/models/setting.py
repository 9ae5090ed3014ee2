"""Values that hold for the whole county."""

from peewee import TextField
from playhouse.postgres_ext import BinaryJSONField

from sync.county.store.models.base import Table


class Setting(Table):
    """One named value; `store.settings` lists the names."""

    name = TextField(primary_key=True)
    value = BinaryJSONField()
