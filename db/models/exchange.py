"""What this PC knows about its exchange with the county, and the conflicts that came of it.

Only `Conflict` is a record that travels; the other tables are this PC's own and are not logged.
"""

from peewee import AutoField, BlobField
from playhouse.sqlite_ext import AutoIncrementField

from db.models.base import CodeText, IntegerField, Record, RefText, Table, TextField


class Conflict(Record):
    """Two edits of one field that had not seen each other, for a person to decide; made by the county.

    ``target_kind`` is a number of the registry; ``field`` is empty when a delete met an edit;
    ``reason`` is field, delete, authority or revived. ``kept_*`` stands in the record now,
    ``other_*`` is what did not get in; both values as JSON. ``state`` is open or decided.
    """

    target_kind = IntegerField()
    target_id = RefText()
    field = TextField()
    reason = CodeText()
    base_rev = IntegerField()
    kept_value = TextField(null=True)
    kept_actor = TextField(null=True)
    kept_device = IntegerField(null=True)
    kept_at_ms = IntegerField(null=True)
    other_value = TextField(null=True)
    other_actor = TextField(null=True)
    other_device = IntegerField(null=True)
    other_at_ms = IntegerField(null=True)
    state = TextField(default="open")
    decision = TextField(null=True)
    decided_by = TextField(null=True)
    decided_at = TextField(null=True)

    class Meta:
        table_no = 25
        indexes = ((("state",), False), (("target_id",), False))


class SyncState(Table):
    """The one row (``k`` is 1) that says how far the exchange has come; made by the enrolment.

    ``signing_key`` is the device's private key: it lies in the encrypted file and nowhere else.
    ``sealing_key`` opens what the county sends on a stick, ``county_sealing_key`` seals what goes to
    it. ``acknowledged`` is the last row of the change log that the county has answered for,
    ``batch_no`` and ``sent_hash`` number and hash of the last answered batch. ``stage`` names the
    step under way, ``ruling`` holds the county's ruling as JSON, ``command_no`` the last command
    carried out. ``county_life`` is the life of the county that this PC last spoke to, ``handle`` what the
    county wants back at the next exchange; ``audit_found`` counts what the audit of ``audited_at`` found.
    """

    k = AutoField()
    village_id = IntegerField()
    device = IntegerField()
    epoch = BlobField()
    signing_key = BlobField()
    sealing_key = BlobField()
    county_key = BlobField()
    county_sealing_key = BlobField(null=True)
    county_name = TextField()
    address = TextField()
    authority_pem = TextField(null=True)
    fingerprint = TextField(null=True)
    batch_no = IntegerField(default=0)
    sent_hash = BlobField(null=True)
    acknowledged = IntegerField(default=0)
    stage = TextField(default="idle")
    batch_size = IntegerField(default=500)
    page_bytes = IntegerField(default=65536)
    ruling = TextField(default="{}")
    command_no = IntegerField(default=0)
    contact_at = TextField(null=True)
    in_step_at = TextField(null=True)
    failures = IntegerField(default=0)
    retry_at = TextField(null=True)
    trouble = TextField(null=True)
    is_revoked = IntegerField(default=0)
    county_life = BlobField(null=True)
    handle = BlobField(null=True)
    audited_at = TextField(null=True)
    audit_found = IntegerField(default=0)


class SyncCursor(Table):
    """How far one stream has been applied: everything up to this revision and record id.

    ``basis`` is the revision up to which everything was there when the present round of pages began.
    """

    stream = TextField(primary_key=True)
    rev = IntegerField(default=0)
    last_id = TextField(default="")
    basis = IntegerField(default=0)


class SyncFrozen(Table):
    """A batch on its way: its frame, so that a second sending has the same bytes.

    ``upto`` is the row of the change log that the county has answered for by the receipt. There is
    more than one only where several went away on a stick.
    """

    no = IntegerField(primary_key=True)
    upto = IntegerField()
    frame = BlobField()


class SyncInbox(Table):
    """A page that has arrived and is not applied yet: its signed frame as it came."""

    seq = AutoIncrementField()
    stream = TextField()
    frame = BlobField()


class SyncExtra(Table):
    """Fields of a record that this program does not know, kept for the one that will (JSON)."""

    k = AutoField()
    kind = IntegerField()
    record_id = TextField()
    rev = IntegerField()
    fields = TextField()

    class Meta:
        indexes = ((("kind", "record_id"), True),)


class SyncRefusal(Table):
    """An operation that the county did not take, with what its author had written (JSON).

    ``state`` is open, mended (edited anew) or dropped (the county's copy was accepted); ``is_known``
    says that the county has taken later work on the record, so that it knows it.
    """

    pk = AutoIncrementField()
    kind = IntegerField()
    record_id = TextField()
    op = IntegerField()
    code = TextField()
    code_values = TextField()
    fields = TextField()
    actor_id = TextField()
    at_ms = IntegerField()
    batch_no = IntegerField()
    is_known = IntegerField(default=0)
    state = TextField(default="open")
    settled_by = TextField(null=True)
    settled_at = TextField(null=True)

    class Meta:
        indexes = ((("state",), False),)


class SyncReceipt(Table):
    """What the county signed for: proof that a batch arrived."""

    pk = AutoIncrementField()
    epoch = BlobField()
    no = IntegerField()
    received_at = TextField()
    operations = IntegerField()
    frame = BlobField()

    class Meta:
        indexes = ((("epoch", "no"), True),)


class SyncOwed(Table):
    """Fields of a record (JSON list) to be sent as they stand, without a new row of the change log.

    A new ruling lets out what was held back when it was written; a mended refusal is sent once more.
    ``batch_no`` is the batch on its way that holds them.
    """

    k = AutoIncrementField()
    table_no = IntegerField()
    record_pk = IntegerField()
    fields = TextField()
    batch_no = IntegerField(null=True)

    class Meta:
        indexes = ((("table_no", "record_pk"), True),)


class SyncErased(Table):
    """A record that was erased by law, as the county has ordered and signed it; nothing of it is kept.

    The list outlives restores: what an old backup brings back is erased again.
    """

    k = AutoField()
    kind = IntegerField()
    record_id = TextField()
    ordered_ms = IntegerField()
    signature = BlobField()

    class Meta:
        indexes = ((("kind", "record_id"), True),)


class SyncErasureAsked(Table):
    """A record that this office wants erased; goes to the county with the next exchange."""

    k = AutoField()
    kind = IntegerField()
    record_id = TextField()
    reason = TextField()
    actor_id = TextField()
    at_ms = IntegerField()

    class Meta:
        indexes = ((("kind", "record_id"), True),)


class SyncStale(Table):
    """A record that has not come down again since this PC reads everything anew (see the command reset).

    ``rev`` is its revision when that began; another one shows that the county has taken work on it since.
    """

    k = AutoField()
    stream = TextField()
    kind = IntegerField()
    record_id = TextField()
    rev = IntegerField()

    class Meta:
        indexes = ((("kind", "record_id"), True),)
