"""People of the county who may look at the console."""

from peewee import BigIntegerField, BlobField, BooleanField, IntegerField, TextField

from sync.county.store.models.base import Table


class ConsoleUser(Table):
    """An account of the console; ``password`` is an Argon2id hash.

    ``role`` is one of `store.roles`; with ``renew`` the password has to be replaced before anything else.
    ``failures`` counts wrong passwords since the last right one; until ``locked_until_ms`` none is tried.
    """

    login = TextField(primary_key=True)
    name = TextField()
    password = TextField()
    active = BooleanField()
    added_ms = BigIntegerField()
    failures = IntegerField()
    locked_until_ms = BigIntegerField()
    role = TextField()
    renew = BooleanField()


class ConsoleSession(Table):
    """Somebody who is signed in; the token itself is kept by the browser only."""

    token_hash = BlobField(primary_key=True)
    login = TextField()
    seen_ms = BigIntegerField()
    until_ms = BigIntegerField()
