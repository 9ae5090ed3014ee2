"""What belongs to the office itself: accounts, settings, saved views."""

from db.models.base import BooleanField, Record, RefText, TextField


class Account(Record):
    """Someone who may sign in; the login and the key lie in the vault's envelope.

    ``person_id`` is who that is in the register, from which relatives are known.
    """

    login = TextField()
    display_name = TextField()
    role = TextField()
    active = BooleanField(default=True)
    person_id = RefText(null=True)

    class Meta:
        table_no = 21


class SavedView(Record):
    """A named list: filters, columns, widths and order, as JSON."""

    screen = TextField()
    name = TextField()
    spec = TextField()
    owner_id = TextField(null=True)

    class Meta:
        table_no = 22


class Setting(Record):
    """One setting of the office that differs from its default; ``value`` is JSON."""

    key = TextField(unique=True)
    value = TextField()

    class Meta:
        table_no = 23
        synced = False


class VillageFact(Record):
    """One answer about the village that all its PCs share (does it own a forest …); ``value`` is JSON.

    Its id follows from its key, so that two PCs that answer meet in one record.
    """

    key = TextField()
    value = TextField()

    class Meta:
        table_no = 80
        indexes = ((("key",), False),)
