"""The audit log: one chain of hashes per village."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField
from playhouse.postgres_ext import BinaryJSONField

from sync.county.store.models.base import Table


class AuditEntry(Table):
    """Something to be answered for; ``hash`` covers the entry and the one before it (`store.audit`)."""

    village_id = BigIntegerField()
    no = BigIntegerField()
    at_ms = BigIntegerField()
    event = TextField()
    device = IntegerField(null=True)
    details = BinaryJSONField()
    previous = TextField()
    hash = TextField()

    class Meta:
        primary_key = CompositeKey("village_id", "no")
