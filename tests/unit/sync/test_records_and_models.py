"""What travels is what the file holds: the table of records and the models name the same columns."""

import pytest
from peewee import BooleanField, IntegerField

from db import schema
from db.changelog.triggers import logged_columns
from db.models import RECORDS
from db.models.base import option
from sync.protocol.registry import registry

SYNCED = [model for model in RECORDS if option(model, "synced")]


def test_every_synced_table_travels_under_the_number_of_its_log_and_no_other_does():
    travelling = {kind.table: kind.number for kind in registry()}
    assert travelling == {schema.table_name(model): schema.table_number(model) for model in SYNCED}


@pytest.mark.parametrize("model", SYNCED, ids=schema.table_name)
def test_every_logged_column_travels_with_its_storage(model):
    fields = {field.column_name: field for field in model._meta.sorted_fields}
    stored = {
        name: "INTEGER" if isinstance(fields[name], IntegerField | BooleanField) else "TEXT"
        for name in logged_columns(model)
        if name != "id"
    }
    kind = registry().table(schema.table_name(model))
    assert {name: rule.storage for name, rule in kind.fields.items()} == stored
