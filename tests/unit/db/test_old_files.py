"""Files of older programs: brought up to date without losing anything, and without a trace in the history."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import migrations, schema
from db.changelog import replay, triggers
from db.connection import connect
from db.migrations import SCHEMA_VERSION, m003_list_text, m008_village_fact
from db.models import RECORDS
from db.models.base import ListText
from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from desktop.services.settings import SHARED, _id_of

OLD_FILES = Path(__file__).parent / "old_files"
KEY = bytes(range(32))


def all_rows(connection, table: str) -> list[tuple]:
    return connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the file of schema 1."""
    copy = tmp_path / "register.db"
    shutil.copyfile(OLD_FILES / "register_v1.db", copy)
    return copy


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same, opened by the program of today."""
    opened = Store.open(path, KEY)
    yield opened
    opened.close()


def test_lists_of_an_old_file_are_spelled_as_those_written_today(store: Store):
    with store.reading() as connection:
        kinds = connection.execute("SELECT kinds FROM meeting ORDER BY pk").fetchall()
        tags = connection.execute("SELECT group_tags FROM person ORDER BY pk").fetchall()
        ((people,),) = connection.execute("SELECT person_ids FROM life_event").fetchall()
        ids = [row[0] for row in connection.execute("SELECT id FROM person")]
        version = connection.execute("PRAGMA user_version").fetchone()
    assert kinds == [('["10","30"]',), ('["10","20"]',)]
    assert tags == [('["A01","H01"]',), (None,)]
    assert people == json.dumps(sorted(ids), separators=(",", ":"))
    assert version == (SCHEMA_VERSION,)


def test_the_history_gets_no_row_and_no_list_of_another_spelling(path: Path):
    before = connect(path, KEY)
    logged = [row[:6] for row in all_rows(before, "change")]
    sets = all_rows(before, "change_set")
    before.close()
    opened = Store.open(path, KEY)
    with opened.reading() as connection:
        after = all_rows(connection, "change")
        assert [row[:6] for row in after] == logged
        assert all_rows(connection, "change_set") == sets
        assert connection.execute("SELECT count(*) FROM search_dirty").fetchone() == (0,)
    opened.close()
    assert [row[6] for row in after if row[6] and '", \\"' in row[6]] == []


def test_what_was_done_before_can_still_be_undone(store: Store):
    with store.reading() as connection:
        seqs = dict(connection.execute("SELECT label, seq FROM change_set"))
    for label in ("删除会议", "修改会议"):
        with store.writing(ChangeSetInfo(UserId("u"), "undo", label, undoes=seqs[label])) as work:
            plan = replay.inverse(work.connection, (seqs[label],))
            assert plan.clashes == ()
            replay.apply_steps(work, plan.steps)
    with store.reading() as connection:
        kinds = dict(connection.execute("SELECT title, kinds FROM meeting"))
    assert kinds == {"第一次会议": '["10","20"]', "第二次会议": '["10"]', "第三次会议": '["10","30"]'}


def test_a_file_brought_up_to_date_refuses_writes_without_a_name_as_a_new_one_does(store: Store):
    with store.reading() as connection:
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    assert made == triggers.triggers()
    connection = connect(store.path, KEY)
    with pytest.raises(Exception, match="write outside a change set"):
        connection.execute("UPDATE meeting SET kinds = '[]'")
    connection.close()


def test_the_step_knows_every_list_of_the_first_shape():
    first_shape = (Path(migrations.__file__).parent / "m001_register.sql").read_text(encoding="utf-8")
    lists = {
        schema.table_name(model): (
            schema.table_number(model),
            tuple(
                field.column_name
                for field in model._meta.sorted_fields
                if isinstance(field, ListText) and f'"{field.column_name}" ' in first_shape
            ),
        )
        for model in RECORDS
    }
    assert {table: found for table, found in lists.items() if found[1]} == m003_list_text._LISTS


def test_a_kill_between_the_new_shape_and_its_triggers_is_made_good_on_the_next_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Killed(Exception):
        pass

    def killed(connection: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Store, "_make_triggers", staticmethod(killed))
        with pytest.raises(Killed):
            Store.open(path, KEY)
    opened = Store.open(path, KEY)
    with opened.reading() as connection:
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    opened.close()
    assert made == triggers.triggers()


def test_answers_about_the_village_become_records_that_travel(path: Path):
    before = connect(path, KEY)
    before.execute("INSERT INTO change_set(at_ms, actor_id, kind, label) VALUES(1, 'u', 'edit', '设置')")
    before.execute("UPDATE work_state SET change_set = (SELECT max(seq) FROM change_set) WHERE k = 1")
    kept = {"auto_lock_minutes": "7"}
    moved = {
        "village_fact:points": '{"holds": true, "on": "2026-10-20", "by": "u"}',
        "rule:disclosure.due.quarter.day": "12",
        "board_place": '"祠堂门口"',
    }
    for number, (key, value) in enumerate((kept | moved).items()):
        before.execute("INSERT INTO setting(id, key, value) VALUES(?, ?, ?)", (f"{number:032x}", key, value))
    before.execute("UPDATE work_state SET change_set = NULL WHERE k = 1")
    before.close()
    opened = Store.open(path, KEY)
    with opened.reading() as connection:
        assert dict(connection.execute("SELECT key, value FROM setting")) == kept
        facts = connection.execute("SELECT pk, id, key, value FROM village_fact").fetchall()
        logged = connection.execute(
            'SELECT c.record_pk FROM "change" c JOIN change_set s ON s.seq = c.change_set '
            "WHERE c.table_no = 80 AND c.op = 1 AND s.kind = 'migration'"
        ).fetchall()
        assert connection.execute("SELECT change_set FROM work_state").fetchone() == (None,)
    opened.close()
    assert {key: value for _, _, key, value in facts} == moved
    assert [pk for (pk,) in logged] == [pk for pk, *_ in facts]
    for _, record_id, key, _ in facts:
        assert record_id == _id_of("village_fact", key)


def test_the_step_moves_what_the_settings_say_is_the_villages():
    assert set(m008_village_fact._SHARED) == SHARED
