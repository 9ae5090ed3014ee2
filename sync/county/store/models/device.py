"""PCs that exchange: who they are, how far they have come, what the county asks of them."""

from peewee import BigIntegerField, BlobField, BooleanField, CompositeKey, IntegerField, TextField
from playhouse.postgres_ext import ArrayField, BinaryJSONField

from sync.county.store.models.base import Table


class Device(Table):
    """A PC of a village under one number and one epoch.

    ``last_no`` and ``last_sha256`` are the latest accepted batch, ``last_receipt_sha256`` the receipt
    for it. ``protocol``, ``suite`` and ``schema_version`` are the newest it has ever used: it may not
    fall behind them. ``nonce_ms`` is when the latest nonce it signed was made. ``sealing_key`` seals what
    goes to it on a stick, empty if it takes none. ``predecessor`` is the number it had before its file was
    restored from an old copy, and ``asked_epoch`` the epoch under which that copy came. ``cursors`` has the
    revision up to which it has read each stream. ``clock_ms`` is by how much its clock was ahead of the
    county's when it last came, empty before it has. ``handle`` is what it was given to show at its next
    exchange, ``confirmed`` what it showed last; ``life`` the county's life in which it gave back what a
    former one had lost.
    Times are the county's clock in milliseconds since 1970, UTC.
    """

    village_id = BigIntegerField()
    device = IntegerField()
    label = TextField()
    public_key = BlobField()
    state = TextField()
    streams = ArrayField(TextField)
    epoch = BlobField(null=True)
    protocol = IntegerField()
    suite = TextField()
    schema_version = IntegerField()
    last_no = BigIntegerField()
    last_sha256 = BlobField()
    last_receipt_sha256 = BlobField()
    nonce_ms = BigIntegerField()
    predecessor = IntegerField(null=True)
    enrolled_ms = BigIntegerField()
    seen_ms = BigIntegerField()
    asked_epoch = BlobField(null=True)
    sealing_key = BlobField()
    cursors = BinaryJSONField()
    clock_ms = BigIntegerField(null=True)
    handle = BlobField()
    confirmed = BlobField()
    life = BlobField()

    class Meta:
        primary_key = CompositeKey("village_id", "device")


class Command(Table):
    """Something the county asks of one PC; ``done`` once the PC has said so."""

    village_id = BigIntegerField()
    device = IntegerField()
    number = IntegerField()
    verb = TextField()
    details = BinaryJSONField()
    made_ms = BigIntegerField()
    done = BooleanField()

    class Meta:
        primary_key = CompositeKey("village_id", "device", "number")


class EnrolmentCode(Table):
    """A one-time code, kept as a keyed hash; ``used_ms`` is set when a PC has used it.

    ``label`` says for which PC it was made.
    """

    code_hash = BlobField(primary_key=True)
    village_id = BigIntegerField()
    streams = ArrayField(TextField)
    made_ms = BigIntegerField()
    expires_ms = BigIntegerField()
    used_ms = BigIntegerField(null=True)
    label = TextField()
