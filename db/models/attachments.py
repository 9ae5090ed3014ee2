"""Pictures and files that hang on a record (附件); their bytes lie in the vault under their hash."""

from db.models.base import CharField, IntegerField, Record, RefText, Table, TextField


class AttachmentColumns(Record):
    """What both tables of attachments hold.

    ``target_table`` and ``target_id`` name the record it hangs on. ``sha256`` is the hash of the plain
    bytes (64 hexadecimal characters) and empty where the county's ruling keeps them elsewhere;
    ``size`` is in bytes, ``width`` and ``height`` of a picture in pixels. ``thumbnail`` is a small JPEG
    as base64 text. ``added_at`` is a UTC moment as ISO text, ``added_by`` an account.
    """

    target_table = TextField()
    target_id = RefText()
    sha256 = TextField(null=True)
    size = IntegerField()
    media_type = TextField()
    width = IntegerField(null=True)
    height = IntegerField(null=True)
    file_name = TextField(null=True)
    caption = TextField(null=True)
    thumbnail = TextField(null=True)
    added_at = TextField()
    added_by = RefText()


class Attachment(AttachmentColumns):
    """An attachment of a record that travels in the stream of the register."""

    class Meta:
        table_no = 26
        indexes = ((("target_id",), False), (("sha256",), False))


class RestrictedAttachment(AttachmentColumns):
    """An attachment of a record of class R: a table of its own, since a stream is a unit of rights."""

    class Meta:
        table_no = 27
        indexes = ((("target_id",), False), (("sha256",), False))


class SyncBlob(Table):
    """Where the bytes of an attachment stand between this PC and the county.

    ``state`` is ``owed`` (here, not yet at the county), ``kept`` (at the county) or ``wanted`` (not here,
    somebody has asked for them). ``code`` says why the county does not take them for now.
    """

    sha256 = CharField(max_length=64, primary_key=True)
    state = TextField()
    code = TextField(null=True)

    class Meta:
        indexes = ((("state",), False),)


class UnusedBlob(Table):
    """A file of the vault that no record names any more, and since when (UTC, ISO text)."""

    name = CharField(max_length=64, primary_key=True)
    since = TextField()
