"""What arrived: whole batches as they were signed, and single operations that were not taken."""

from peewee import BigIntegerField, BlobField, CompositeKey, IntegerField, TextField
from playhouse.postgres_ext import BinaryJSONField

from sync.county.store.models.base import Table


class Batch(Table):
    """An accepted batch and the receipt given for it.

    ``frame`` is empty when the batch held something that may not leave the village: then only its
    hash is kept.
    """

    village_id = BigIntegerField()
    device = IntegerField()
    epoch = BlobField()
    no = BigIntegerField()
    received_ms = BigIntegerField()
    rev = BigIntegerField()
    sha256 = BlobField()
    frame = BlobField(null=True)
    receipt = BlobField()

    class Meta:
        primary_key = CompositeKey("village_id", "device", "epoch", "no")


class Quarantine(Table):
    """An operation that was refused.

    ``operation`` is it alone, as `sync.protocol.columns` writes it, without what may not leave the village.
    """

    village_id = BigIntegerField()
    device = IntegerField()
    epoch = BlobField()
    no = BigIntegerField()
    position = IntegerField()
    kind = IntegerField()
    record_id = TextField()
    code = TextField()
    details = BinaryJSONField()
    operation = BlobField(null=True)

    class Meta:
        primary_key = CompositeKey("village_id", "device", "epoch", "no", "position")
