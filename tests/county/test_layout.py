"""Tables and statements stay within one village, so that villages can be spread over machines."""

import re
from pathlib import Path

import pytest

from sync.county.store import audit, migrations
from sync.county.store.database import query, snapshot
from sync.county.store.models import DISTRIBUTED, REFERENCE
from sync.county.store.models.base import table_name_of
from sync.county.store.villages import add_village, list_villages
from sync.protocol.operation import Op
from tests.support.statement_lint import CrossVillage, across_villages, check
from tests.support.village_pc import NOW_MS, VillagePc, operation, person

_REFERENCE = {table_name_of(model) for model in REFERENCE}
_DISTRIBUTED = {table_name_of(model) for model in DISTRIBUTED}


def _keys(database) -> list[tuple[str, str, list[str]]]:
    """Table, kind and columns in order of every key, unique index and foreign key that exists."""
    indexes = query(
        database,
        "SELECT c.relname, CASE WHEN i.indisprimary THEN 'primary key' ELSE 'unique' END, "
        "ARRAY(SELECT pg_get_indexdef(i.indexrelid, place, true) "
        "FROM generate_series(1, i.indnkeyatts) AS place) "
        "FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND i.indisunique",
    )
    references = query(
        database,
        "SELECT c.conrelid::regclass::text, 'foreign key', ARRAY(SELECT a.attname::text "
        "FROM unnest(c.conkey) WITH ORDINALITY AS key (place, ordinal) "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = key.place ORDER BY key.ordinal) "
        "FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace "
        "WHERE c.contype = 'f' AND n.nspname = 'public'",
    )
    return [*indexes, *references]


def test_every_key_of_the_real_database_begins_with_the_village(database) -> None:
    keys = _keys(database)
    assert {kind for _, kind, _ in keys} == {"primary key", "foreign key"}
    astray = [key for key in keys if key[0] not in _REFERENCE and key[2][0] != "village_id"]
    assert astray == []


def test_every_other_index_of_a_distributed_table_begins_with_the_village(database) -> None:
    indexes = query(
        database,
        "SELECT c.relname, pg_get_indexdef(i.indexrelid, 1, true) FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'public'",
    )
    assert {column for table, column in indexes if table in _DISTRIBUTED} == {"village_id"}


def test_every_table_is_either_distributed_or_a_reference_with_a_reason(database) -> None:
    tables = set(database.get_tables())
    assert tables == _REFERENCE | _DISTRIBUTED
    assert all(len(reason) > 20 for reason in REFERENCE.values())


def test_nothing_counts_with_a_sequence(database) -> None:
    assert query(database, "SELECT relname FROM pg_class WHERE relkind = 'S'") == []


def test_no_reference_leads_from_a_reference_table_to_a_village(database) -> None:
    foreign = [table for table, kind, _ in _keys(database) if kind == "foreign key"]
    assert set(foreign) & _REFERENCE == set()


@pytest.mark.parametrize("model", [*DISTRIBUTED, *REFERENCE], ids=table_name_of)
def test_a_model_describes_the_table_that_the_migrations_make(database, model) -> None:
    table = table_name_of(model)
    made = {column.name: column.null for column in database.get_columns(table)}
    assert made == {field.column_name: field.null for field in model._meta.sorted_fields}
    keys = model._meta.primary_key
    described = list(keys.field_names) if hasattr(keys, "field_names") else [keys.column_name]
    assert database.get_primary_keys(table) == described


def test_migrating_again_takes_no_step(database) -> None:
    assert migrations.migrate(database) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM record",
        "SELECT * FROM record WHERE kind = 1",
        "SELECT * FROM record WHERE village_id = 7",
        "SELECT * FROM record WHERE village_id <> %(village_id)s",
        "SELECT * FROM record r JOIN batch b ON b.rev = r.rev WHERE r.village_id = %(village_id)s",
        "INSERT INTO record (kind, village_id) VALUES (1, 2)",
        "UPDATE village_head SET seq = seq + 1",
        "DELETE FROM batch WHERE no < 5",
        "SELECT nextval('counter')",
    ],
)
def test_the_check_refuses_a_statement_that_would_visit_other_villages(statement) -> None:
    with pytest.raises(CrossVillage):
        check(statement, {"village_id": 7})


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM record WHERE village_id = %(village_id)s",
        "SELECT 1 FROM record r JOIN batch b ON b.village_id = %(village_id)s "
        "WHERE r.village_id = %(village_id)s",
        "INSERT INTO record (village_id, kind) VALUES (%(village_id)s, 1)",
        "SELECT value FROM setting",
    ],
)
def test_the_check_passes_a_statement_about_one_village(statement) -> None:
    check(statement, {"village_id": 7})


def test_one_transaction_for_two_villages_is_caught(county, village_id) -> None:
    other = add_village(county.database, "999901101202", "邻村", NOW_MS)
    audit.append(county.database, village_id, "looked", NOW_MS)
    with pytest.raises(CrossVillage), county.database.atomic():
        audit.append(county.database, village_id, "looked", NOW_MS)
        audit.append(county.database, other, "looked", NOW_MS)


def test_a_list_of_all_villages_is_caught_where_it_is_not_meant(county, village_id) -> None:
    with pytest.raises(CrossVillage):
        list_villages(county.database)
    with across_villages():
        assert [village.name for village in list_villages(county.database)] == ["示范村"]


def test_villages_do_not_see_each_other(county, pc) -> None:
    neighbour = add_village(county.database, "999901101202", "邻村", NOW_MS)
    their_pc = VillagePc.enrolled(county, neighbour)
    made = person("张三")
    pc.send(county, made)
    receipt = their_pc.send(county, operation("person", Op.UPDATE, made.record_id, name="他人"))
    assert [refusal.code for refusal in receipt.refusals] == ["SYN-203"]
    assert their_pc.take_pages(their_pc.exchange(county).pages) == []


def test_a_snapshot_refuses_to_write(county, village_id) -> None:
    import peewee

    with pytest.raises(peewee.InternalError, match="read-only"), snapshot(county.database):
        audit.append(county.database, village_id, "looked", NOW_MS)


def test_a_bulk_of_records_leaves_the_planner_with_figures(county, pc) -> None:
    pc.send(county, *(person(f"村民{number}") for number in range(600)))
    figures = query(county.database, "SELECT reltuples FROM pg_class WHERE relname = 'record'")
    assert figures[0][0] == 600


def test_the_handbook_spreads_every_table(database) -> None:
    handbook = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    assert set(re.findall(r"create_distributed_table\('(\w+)', 'village_id'", handbook)) == _DISTRIBUTED
    assert set(re.findall(r"create_reference_table\('(\w+)'", handbook)) == _REFERENCE


def test_migrations_are_numbered_without_gaps_and_twins():
    numbers = [number for number, _, _ in migrations.steps()]
    assert numbers == list(range(1, len(numbers) + 1))
