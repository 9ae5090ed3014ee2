"""The change log and what stands beside it; these tables log, they are not logged."""

from peewee import SQL, AutoField
from playhouse.sqlite_ext import AutoIncrementField

from db.models.base import IntegerField, Table, TextField


class ChangeSet(Table):
    """One user action: who, when, why. Every change belongs to one.

    ``at_ms`` is this PC's clock in milliseconds since 1970, UTC. ``undoes`` names the set that
    this one takes back; ``undone_by`` the latest set that took this one back.
    """

    seq = AutoIncrementField()
    at_ms = IntegerField()
    actor_id = TextField()
    kind = TextField()
    label = TextField()
    batch_id = TextField(null=True)
    undoes = IntegerField(null=True)
    undone_by = IntegerField(null=True)

    class Meta:
        indexes = ((("batch_id",), False),)


class Change(Table):
    """One row's change: op 1 insert (key only), 2 update (``{column: [old, new]}``), 3 delete (old row).

    ``seq`` never returns to a lower number, so that it serves as the outbox's cursor.
    """

    seq = AutoIncrementField()
    change_set = IntegerField()
    table_no = IntegerField()
    record_pk = IntegerField()
    op = IntegerField()
    base_rev = IntegerField(default=0)
    patch = TextField(null=True)

    class Meta:
        indexes = ((("table_no", "record_pk", "seq"), False), (("change_set",), False))


# Few rows are deletes; which records are gone, and what they were, is asked for whole tables at once.
Change.add_index(Change.table_no, Change.record_pk, name="change_deleted", where=SQL("op = 3"))


class WorkState(Table):
    """A single row that says which change set is open; empty means that nothing may be written."""

    k = AutoField()
    change_set = IntegerField(null=True)


class AccessLog(Table):
    """Reveals, prints, exports, sign-ins: reads that have to be answered for."""

    seq = AutoIncrementField()
    at_ms = IntegerField()
    actor_id = TextField()
    kind = TextField()
    target_table = TextField(null=True)
    target_id = TextField(null=True)
    fields = TextField(null=True)
    purpose = TextField(null=True)


class SearchDirty(Table):
    """Rows whose search tokens must be made anew before the transaction ends."""

    seq = AutoField()
    table_no = IntegerField()
    record_pk = IntegerField()


class Draft(Table):
    """What was typed and not yet saved; survives a crash."""

    k = AutoField()
    form = TextField()
    record_id = TextField()
    actor_id = TextField()
    at_ms = IntegerField()
    content = TextField()

    class Meta:
        indexes = ((("form", "record_id", "actor_id"), True),)


class StoreInfo(Table):
    """Facts about this file: hash of its triggers, marks of the search index, sync cursor."""

    key = TextField(primary_key=True)
    value = TextField()
