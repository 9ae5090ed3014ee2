"""Imports of workbooks: the file as it came, what was decided, what failed."""

from peewee import BlobField
from playhouse.sqlite_ext import AutoIncrementField

from db.models.base import IntegerField, Table, TextField


class ImportBatch(Table):
    """One import from the opening of the file to its undoing.

    ``source`` holds the file's own bytes, so that a broken-off import goes on from the same file;
    ``decisions`` the mapping, fixes and answers as JSON; ``state`` is open, committed, undone or
    dropped; ``counts`` the rows by class as JSON; ``kind`` what was imported: register or funds.
    """

    pk = AutoIncrementField()
    id = TextField(unique=True)
    file_name = TextField()
    sha256 = TextField()
    source = BlobField()
    decisions = TextField()
    counts = TextField(null=True)
    state = TextField(default="open")
    actor_id = TextField()
    started_at = TextField()
    committed_at = TextField(null=True)
    change_set = IntegerField(null=True)
    kind = TextField(default="register")


class ImportFault(Table):
    """One source row that was not taken, with its problems as JSON."""

    pk = AutoIncrementField()
    batch_id = TextField(index=True)
    sheet = TextField()
    row_no = IntegerField()
    cells = TextField()
    problems = TextField()


class ImportMapping(Table):
    """A column mapping that a clerk has confirmed, by the fingerprint of the headings."""

    pk = AutoIncrementField()
    fingerprint = TextField(unique=True)
    mapping = TextField()
    used_at = TextField()


class ImportWord(Table):
    """What a word of workbooks means in this office, as a clerk said: a funds kind, an account."""

    pk = AutoIncrementField()
    topic = TextField()
    word = TextField()
    meaning = TextField()
    used_at = TextField()

    class Meta:
        indexes = ((("topic", "word"), True),)
