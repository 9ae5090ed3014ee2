"""Villages: what they are called, and the head under whose lock all of a village's writes queue."""

from peewee import (
    BigIntegerField,
    BlobField,
    CompositeKey,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from sync.county.store.models.base import Table


class Village(Table):
    """One village. ``village_id`` never changes; name and division code are attributes that may."""

    village_id = BigIntegerField(primary_key=True)
    name = TextField()
    division_code = TextField()
    added_ms = BigIntegerField()


class VillageHead(Table):
    """The village's counters.

    ``seq`` is the revision of the latest accepted batch: raised in the transaction that writes the
    batch, under this row's lock, so that the order of revisions is the order of commits and a reader
    never misses one. ``audit_no`` and ``audit_hash`` are the head of the audit chain. Rows below
    ``floor_rev`` may have lost their tombstones. No new PC gets a number up to ``device_floor``.
    """

    village_id = BigIntegerField(primary_key=True)
    seq = BigIntegerField()
    floor_rev = BigIntegerField()
    audit_no = BigIntegerField()
    audit_hash = TextField()
    status = SmallIntegerField()
    device_floor = IntegerField()


class LostLife(Table):
    """A life of the county that ended when it was restored from a backup.

    What came after ``kept_rev`` in it is lost here; the PCs that have it give it back.
    """

    village_id = BigIntegerField()
    life = BlobField()
    kept_rev = BigIntegerField()
    ended_ms = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("village_id", "life")


class DivisionAlias(Table):
    """Every division code a village has or had; codes change when villages merge."""

    division_code = TextField(primary_key=True)
    village_id = BigIntegerField()
