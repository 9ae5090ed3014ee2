"""Fields of the catalogue and columns of the file belong together."""

from decimal import Decimal

import pytest

from db.schema import column_names
from db.store import ChangeSetInfo, Store
from desktop.domain.catalogue import catalogue
from desktop.domain.ids import UserId


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "register.db", b"k" * 32)
    yield made
    made.close()


def test_every_catalogue_column_is_a_column_of_its_table(store):
    with store.reading() as connection:
        for table in catalogue().tables():
            known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            for spec in catalogue().table(table):
                assert {column.name for column in spec.columns} <= known


def test_values_come_back_from_a_real_file_as_they_went_in(store):
    values = {
        "name": "张三",
        "equity_shares": Decimal("1.25"),
        "collective_member": True,
        "group_tags": ("A01", "H01"),
    }
    stored = {name: catalogue().get(name).stored(value) for name, value in values.items()}
    with store.writing(ChangeSetInfo(UserId("0" * 32), "edit", "x")) as work:
        person = work.insert("person", stored)
    with store.writing(ChangeSetInfo(UserId("0" * 32), "edit", "x")) as work:
        row = work.get("person", person)
    assert {name: catalogue().get(name).loaded(row[name]) for name in values} == values


def test_the_models_name_no_column_twice():
    from db.models import LOCAL, RECORDS

    for model in (*RECORDS, *LOCAL):
        names = column_names(model)
        assert len(names) == len(set(names))
