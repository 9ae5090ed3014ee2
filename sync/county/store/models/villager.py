"""What villagers send through the public pages."""

from peewee import BigIntegerField, CompositeKey, DateField, IntegerField, TextField

from sync.county.store.models.base import Table


class VillagerQuota(Table):
    """How much a village got in a day; ``sender`` is a keyed hash of an address, empty for all together."""

    village_id = BigIntegerField()
    day = DateField()
    sender = TextField()
    messages = IntegerField()
    bytes = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("village_id", "day", "sender")
