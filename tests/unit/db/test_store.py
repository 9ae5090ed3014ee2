"""The encrypted file: what is written stays, what is refused leaves nothing."""

import contextlib
import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import migrations, schema
from db.changelog import triggers
from db.changelog.sealed import SEALS
from db.connection import Connection, connect
from db.models import LOCAL, RECORDS
from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from desktop.domain.list_text import list_text
from desktop.domain.problem import ProblemError
from tests.support.ready_register import make_registers_anew

KEY = bytes(range(32))
EDIT = ChangeSetInfo(UserId("u"), "edit", "test")


@pytest.fixture
def store(tmp_path: Path):
    opened = Store.open(tmp_path / "register.db", KEY)
    yield opened
    opened.close()


def changes(store: Store) -> list[tuple]:
    with store.reading() as connection:
        return connection.execute("SELECT op, patch FROM change ORDER BY seq").fetchall()


def test_a_record_written_is_there_after_closing_and_opening_again(tmp_path: Path):
    path = tmp_path / "register.db"
    store = Store.open(path, KEY)
    with store.writing(EDIT) as work:
        person = work.insert("person", {"name": "张𬱖", "group_tags": list_text(["H01", "A01", "H01"])})
    store.close()
    store = Store.open(path, KEY)
    with store.reading() as connection:
        row = connection.execute("SELECT name, group_tags FROM person WHERE id = ?", (person,)).fetchone()
    store.close()
    assert row == ("张𬱖", '["A01","H01"]')


def test_the_file_shows_no_name_to_who_has_no_key(tmp_path: Path):
    path = tmp_path / "register.db"
    store = Store.open(path, KEY)
    with store.writing(EDIT) as work:
        work.insert("person", {"name": "绝密的名字", "citizen_id": "999901198002290026"})
    store.close()
    content = path.read_bytes()
    assert "绝密的名字".encode() not in content
    assert b"999901198002290026" not in content
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT * FROM person").fetchall()


def test_another_key_is_refused_and_changes_nothing(tmp_path: Path):
    path = tmp_path / "register.db"
    Store.open(path, KEY).close()
    before = path.read_bytes()
    with pytest.raises(ProblemError) as refused:
        Store.open(path, bytes(32))
    assert refused.value.problems[0].code == "STO-001"
    assert path.read_bytes() == before


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path):
    path = tmp_path / "register.db"
    Store.open(path, KEY).close()
    connection = connect(path, KEY)
    connection.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(ProblemError) as refused:
        Store.open(path, KEY)
    assert refused.value.problems[0].code == "STO-002"


def test_who_opens_hears_early_that_key_and_program_are_right_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    make_registers_anew(monkeypatch)
    path = tmp_path / "register.db"
    told: list[str] = []

    def hear() -> None:
        told.append("current")

    Store.open(path, KEY, found_current=hear).close()
    assert told == []  # it was made just now
    Store.open(path, KEY, found_current=hear).close()
    assert told == ["current"]
    with pytest.raises(ProblemError):
        Store.open(path, bytes(32), found_current=hear)
    for other in (migrations.SCHEMA_VERSION - 1, migrations.SCHEMA_VERSION + 1):
        with closing(connect(path, KEY)) as connection:
            connection.execute(f"PRAGMA user_version = {other}")
        with contextlib.suppress(ProblemError):
            Store.open(path, KEY, lambda connection: told.append("older"), hear).close()
    assert told == ["current", "older"]


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_flipped_bit_is_noticed_when_its_page_is_read(tmp_path: Path, place: float):
    path = tmp_path / "register.db"
    store = Store.open(path, KEY)
    with store.writing(EDIT) as work:
        for number in range(500):
            work.insert("person", {"name": f"人{number}"})
    store.close()
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 0x10
    path.write_bytes(content)
    try:
        damaged = Store.open(path, KEY)
    except ProblemError as noticed:
        assert noticed.problems[0].code == "STO-001"
        return
    with damaged.reading() as connection:
        faults = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    damaged.close()
    assert faults


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO person(id, name) VALUES('x', '某人')",
        "UPDATE person SET name = '某人'",
        "DELETE FROM person",
    ],
)
def test_a_write_outside_a_change_set_is_refused_by_the_file_itself(store: Store, statement: str):
    with store.writing(EDIT) as work:
        work.insert("person", {"name": "张三"})
    with (
        closing(connect(store.path, KEY)) as connection,
        pytest.raises(Exception, match="write outside a change set"),
    ):
        connection.execute(statement)
    with store.reading() as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("张三",)]


VALUES = st.fixed_dictionaries(
    {
        "name": st.text(st.characters(codec="utf-8", exclude_characters="\0")),
        "former_name": st.sampled_from([None, "", "null", "0", '"', '[1,"a"]', "张𬱖"]),
        "medical_paid_year": st.sampled_from([None, 0, 1, 2**53 + 1, -1]),
    }
)


@given(before=VALUES, after=VALUES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_history_holds_old_and_new_of_just_the_fields_that_differ(store: Store, before, after):
    with store.writing(EDIT) as work:
        person = work.insert("person", {column: before[column] for column in before})
        work.update("person", person, {column: after[column] for column in after})
        logged = work.connection.execute(
            "SELECT patch FROM change WHERE op = ? AND change_set = ?", (triggers.UPDATE, work.seq)
        ).fetchall()
    differing = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    assert [json.loads(patch) for (patch,) in logged] == ([differing] if differing else [])


def test_every_way_of_writing_is_logged(store: Store):
    with store.writing(EDIT) as work:
        one = work.insert("person", {"name": "张三", "mobile": "10000000001"})
        work.update("person", one, {"name": "李四", "mobile": "10000000001", "sex": "1"})
        work.connection.execute("UPDATE person SET sex = '2' WHERE id = ?", (one,))
        work.delete("person", one)
    logged = changes(store)
    assert [op for op, _ in logged] == [triggers.INSERT, triggers.UPDATE, triggers.UPDATE, triggers.DELETE]
    assert logged[1][1] == '{"name":["张三","李四"],"sex":[null,"1"]}'
    assert '"name":"李四"' in logged[3][1]


def test_an_update_that_changes_nothing_leaves_no_trace(store: Store):
    with store.writing(EDIT) as work:
        one = work.insert("person", {"name": "张三"})
    with store.writing(EDIT) as work:
        work.update("person", one, {"name": "张三"})
    assert len(changes(store)) == 1
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM change_set").fetchone() == (1,)


def test_a_block_that_raises_leaves_nothing_behind(store: Store):
    with pytest.raises(RuntimeError), store.writing(EDIT) as work:
        work.insert("person", {"name": "张三"})
        raise RuntimeError("the light went out")
    with store.reading() as connection:
        for table in ("person", "change", "change_set", "search_dirty"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    with store.writing(EDIT) as work:
        work.insert("person", {"name": "李四"})


def test_a_reader_sees_one_snapshot_while_another_thread_writes(store: Store):
    import threading

    with store.reading() as connection:
        before = connection.execute("SELECT count(*) FROM person").fetchone()

        def write() -> None:
            with store.writing(EDIT) as work:
                work.insert("person", {"name": "张三"})

        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert connection.execute("SELECT count(*) FROM person").fetchone() == before
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (1,)


@pytest.mark.parametrize("model", RECORDS, ids=schema.table_name)
def test_each_column_of_each_record_is_logged(store: Store, model: type):
    table = schema.table_name(model)
    columns = [name for name in triggers.logged_columns(model) if name != "id"]
    needed = {"person_id", "household_id", "land_contract_id", "event_id", "notice_id"}
    values = {name: "1" for name in columns if name in needed}
    with store.writing(EDIT) as work:
        required = {
            field.column_name: "1"
            for field in model._meta.sorted_fields
            if not field.null and field.default is None and field.column_name not in ("pk", "id", "rev")
        }
        record = work.insert(table, {**required, **values})
    seal = SEALS[table].by if table in SEALS else ""  # after it many others are not changed any more
    for name in sorted(columns, key=lambda name: name == seal):
        with store.writing(EDIT) as work:
            work.update(table, record, {name: "7"})
    with store.reading() as connection:
        logged = connection.execute("SELECT group_concat(patch) FROM change WHERE op = 2").fetchone()[0]
    assert [name for name in columns if f'"{name}"' not in logged] == []


def shape(connection) -> dict[str, object]:
    """Columns and indexes of every table of ours, whatever the order of the columns."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, object] = {}
    for name in names:
        if name.startswith(("sqlite_", "_sqlite", "person_search", "household_search", "event_search")):
            continue
        columns = {row[1:] for row in connection.execute(f"PRAGMA table_info({name})")}
        indexes = {
            (unique, tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{index}")')))
            for _, index, unique, *_ in connection.execute(f"PRAGMA index_list({name})").fetchall()
        }
        found[name] = (columns, indexes)
    return found


def test_the_migrations_make_what_the_models_describe(store: Store):
    described = sqlite3.connect(":memory:")
    for model in (*RECORDS, *LOCAL):
        for statement in schema.table_statements(model):
            described.execute(statement)
    with store.reading() as connection:
        made = shape(connection)
    assert made == shape(described)
    described.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "register.db"
    broken = tmp_path / "m001_register.sql"
    broken.write_text("CREATE TABLE one(a);\nCREATE TABLE one(a);\n")
    make_registers_anew(monkeypatch)
    monkeypatch.setattr(migrations, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(ProblemError):
        Store.open(path, KEY)
    connection = connect(path, KEY)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'one'").fetchall()
    assert tables == []
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    connection.close()


def test_an_older_search_index_is_made_anew_on_opening(tmp_path: Path):
    path = tmp_path / "register.db"
    with closing(Store.open(path, KEY)) as made, made.writing(EDIT) as work:
        work.insert("person", {"name": "张建国", "mobile": "10013800138"})
        work.insert("household", {"household_no": "000012"})
    connection = connect(path, KEY)
    for table in ("person", "household"):
        connection.execute(f"INSERT INTO {table}_search({table}_search) VALUES('delete-all')")
        connection.execute(f"INSERT INTO {table}_search(rowid, tokens) VALUES(1, 'd138 d0138')")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_search_words'")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with closing(Store.open(path, KEY)) as store, store.reading() as connection:
        assert words_found(connection, "person", "d138") == []
        assert words_found(connection, "person", "d831008") == [1]
        assert words_found(connection, "household", "n12") == [1]


def words_found(connection: Connection, table: str, word: str) -> list[int]:
    rows = connection.execute(f"SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?", (word,))
    return [pk for (pk,) in rows]


def test_a_connection_is_handed_on_from_thread_to_thread(store: Store):
    used: list[object] = []

    def read() -> None:
        with store.reading() as connection:
            used.append(connection)

    for _ in range(3):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert len(set(map(id, used))) == 1


def test_two_readers_at_once_have_a_connection_each(store: Store):
    used: list[object] = []

    def read() -> None:
        with store.reading() as connection:
            used.append(connection)

    with store.reading() as connection:
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
        assert used[0] is not connection
        with store.reading() as inner:
            assert inner is connection


def test_a_store_that_gave_its_memory_back_reads_and_writes_as_before(store: Store):
    with store.writing(EDIT) as work:
        work.insert("person", {"name": "王一"})
    store.give_back_memory()
    with store.writing(EDIT) as work:
        work.insert("person", {"name": "王二"})
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (2,)
