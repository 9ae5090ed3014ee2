"""Values come back from the file as they went in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.schema import column_names
from db.store import ChangeSetInfo, Store, row_values
from db.values import loaded_row, loaded_value, stored_row, stored_value
from desktop.domain.catalogue import Kind, catalogue
from desktop.domain.ids import UserId

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=10)


def value_of(kind: Kind, scale: int) -> st.SearchStrategy:
    strategies = {
        Kind.INT: st.integers(0, 10**6),
        Kind.DECIMAL: st.decimals(0, 10**6, places=scale),
        Kind.BOOL: st.booleans(),
        Kind.LIST: st.frozensets(texts, min_size=1, max_size=4).map(lambda entries: tuple(sorted(entries))),
    }
    return strategies.get(kind, texts)


@given(st.data())
def test_every_stored_field_survives_the_way_there_and_back(data):
    spec = data.draw(st.sampled_from([field for field in catalogue() if field.columns]))
    (column, *_) = spec.columns
    kind = Kind.DATE if spec.kind is Kind.DATERANGE else spec.kind
    value = data.draw(value_of(kind, spec.scale))
    assert loaded_value(column.name, stored_value(column.name, value)) == value


def test_lists_are_kept_sorted_once_each_so_that_equal_lists_are_equal():
    assert stored_value("group_tags", ("H01", "A01", "H01")) == stored_value("group_tags", ("A01", "H01"))
    assert stored_value("group_tags", ()) is None


def test_a_date_range_fills_its_two_columns():
    assert stored_row({"contract_period": ("1998", "2027-12-31")}) == {
        "contract_period_from": "1998",
        "contract_period_to": "2027-12-31",
    }
    assert stored_row({"contract_period": None}) == {"contract_period_from": None, "contract_period_to": None}


def test_columns_outside_the_catalogue_keep_their_values():
    assert stored_row({"role": "head", "note": "x", "active": True}) == {
        "role": "head",
        "note": "x",
        "active": 1,
    }
    with pytest.raises(TypeError):
        stored_value("note", Decimal(1))


def test_every_catalogue_column_is_a_column_of_its_table(tmp_path):
    store = Store.open(tmp_path / "register.db", b"k" * 32)
    with store.reading() as connection:
        for table in catalogue().tables():
            known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            for spec in catalogue().table(table):
                assert {column.name for column in spec.columns} <= known
    store.close()


def test_a_whole_row_comes_back_from_a_real_file(tmp_path):
    values = {
        "name": "张三",
        "equity_shares": Decimal("1.25"),
        "collective_member": True,
        "group_tags": ("A01",),
    }
    store = Store.open(tmp_path / "register.db", b"k" * 32)
    with store.writing(ChangeSetInfo(UserId("0" * 32), "edit", "x")) as work:
        work.insert("person", stored_row(values))
    with store.reading() as connection:
        (row,) = row_values(connection.execute("SELECT * FROM person"))
    store.close()
    loaded = loaded_row(row)
    assert {name: loaded[name] for name in values} == values
    assert loaded["note"] is None


def test_the_models_name_no_column_twice():
    from db.models import LOCAL, RECORDS

    for model in (*RECORDS, *LOCAL):
        names = column_names(model)
        assert len(names) == len(set(names))
