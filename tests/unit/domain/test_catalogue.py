from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import Column, Kind, Sensitivity, catalogue
from desktop.domain.code_table import code_table


def test_the_catalogue_holds_148_fields_with_their_own_names():
    fields = tuple(catalogue())
    assert len(fields) == len(catalogue()) == 148
    assert len({field.identifier for field in fields}) == 148
    assert len({field.label for field in fields}) == 148


def test_every_stored_field_has_a_table_and_derived_ones_none():
    for field in catalogue():
        assert bool(field.table) != field.derived
        assert bool(field.columns) != field.derived
    assert {field.identifier for field in catalogue() if field.derived} == {
        "head_person_id",
        "registered_count",
        "resident_count",
        "labour_count",
        "last_visit_date",
        "multiple_homesteads",
        "credit_points",
    }


def test_every_code_field_points_to_a_table_that_exists():
    for field in catalogue():
        assert (field.kind is not Kind.CODE) or field.code_table
        if field.code_table:
            assert code_table(field.code_table).entries


def test_restricted_fields_and_only_they_lie_in_the_restricted_table():
    assert {f.identifier for f in catalogue() if f.sensitivity is Sensitivity.R} == {
        f.identifier for f in catalogue().table("restricted")
    }


def test_column_names_are_unique_within_a_table():
    for table in catalogue().tables():
        names = [column.name for field in catalogue().table(table) for column in field.columns]
        assert len(names) == len(set(names))


def test_a_date_range_takes_two_columns():
    field = catalogue().get("contract_period")
    assert field.columns == (Column("contract_period_from", "TEXT"), Column("contract_period_to", "TEXT"))
    assert catalogue().find_by_column("contract_period_to") is field


def test_money_is_stored_as_whole_cents():
    field = catalogue().get("annual_income")
    assert field.stored(Decimal("1200.5")) == 120050
    assert field.loaded(120050) == Decimal("1200.50")


def test_relation_belongs_to_the_membership_and_not_to_the_person():
    assert catalogue().get("relation_to_head").table == "membership"


@pytest.mark.parametrize(
    "field", [f for f in catalogue() if f.kind is Kind.DECIMAL], ids=lambda f: f.identifier
)
@given(data=st.data())
def test_decimals_come_back_as_they_went_in(field, data):
    value = data.draw(st.decimals(-(10**6), 10**6, places=field.scale, allow_nan=False))
    assert field.loaded(field.stored(value)) == value


@given(st.lists(st.text(min_size=1)).map(tuple))
def test_lists_come_back_sorted_and_each_entry_once(value):
    field = catalogue().get("vehicle")
    assert field.loaded(field.stored(value)) == tuple(sorted(set(value)))
    assert field.stored(value) == field.stored(value[::-1])


def test_an_unknown_bool_is_neither_yes_nor_no():
    field = catalogue().get("sanitary_toilet")
    assert [field.loaded(field.stored(value)) for value in (True, False, None)] == [True, False, None]
