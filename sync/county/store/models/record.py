"""The records of all villages, every kind in one table."""

from peewee import (
    BigIntegerField,
    BlobField,
    CompositeKey,
    IntegerField,
    SmallIntegerField,
    TextField,
    UUIDField,
)
from playhouse.postgres_ext import BinaryJSONField

from sync.county.store.models.base import Table


class Record(Table):
    """One record as the county holds it.

    ``versions`` has ``{field: [rev, device, actor, at_ms]}`` for fields changed after creation;
    under the empty name those of the latest change that was not taken as it was sent
    (`sync.plan.merge.WHOLE`). ``deleted`` has the four of the deletion, or is empty. ``own`` is the device
    whose copy is known to equal this row.
    """

    village_id = BigIntegerField()
    stream = TextField()
    kind = SmallIntegerField()
    record_id = UUIDField()
    rev = BigIntegerField()
    own = IntegerField(null=True)
    created_rev = BigIntegerField()
    created_device = IntegerField()
    created_actor = TextField()
    created_at_ms = BigIntegerField()
    deleted = BinaryJSONField(null=True)
    fields = BinaryJSONField()
    versions = BinaryJSONField()

    class Meta:
        primary_key = CompositeKey("village_id", "kind", "record_id")


class Erasure(Table):
    """A record that was erased by law; ``device`` asked for it, none when the county itself did.

    ``signature`` is the county's over the order, so that PCs can hand it back to a restored county.
    """

    village_id = BigIntegerField()
    kind = SmallIntegerField()
    record_id = UUIDField()
    ordered_ms = BigIntegerField()
    device = IntegerField(null=True)
    signature = BlobField()

    class Meta:
        primary_key = CompositeKey("village_id", "kind", "record_id")
