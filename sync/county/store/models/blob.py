"""Attachments by content."""

from peewee import BigIntegerField, BlobField, CompositeKey, TextField

from sync.county.store.models.base import Table


class Blob(Table):
    """The bytes of an attachment, which lie outside the database.

    ``state`` is ``coming`` while parts arrive and ``here`` when all are; ``size`` is that of the whole.
    ``unused_ms`` is since when a sweep has found no record that names it.
    """

    village_id = BigIntegerField()
    sha256 = BlobField()
    size = BigIntegerField()
    state = TextField()
    arrived_ms = BigIntegerField(null=True)
    unused_ms = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("village_id", "sha256")
