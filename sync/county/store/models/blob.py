"""Attachments by content."""

from peewee import BigIntegerField, BlobField, CompositeKey, TextField

from sync.county.store.models.base import Table


class Blob(Table):
    """An attachment that a village has sent or announced; its bytes lie outside the database."""

    village_id = BigIntegerField()
    sha256 = BlobField()
    size = BigIntegerField()
    state = TextField()

    class Meta:
        primary_key = CompositeKey("village_id", "sha256")
