"""History, undo and redo: exact, also after a restart, and never over somebody's newer work."""

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from desktop.services import history
from desktop.services.office import Office
from tests.support.offices import make_office, reopen_office
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


def add(office: Office, name: str) -> str:
    with office.change("edit", f"新增 {name}") as work:
        return work.insert("person", {"name": name})


def edit(office: Office, person: str, **fields: str | None) -> None:
    with office.change("edit", "修改") as work:
        work.update("person", person, fields)


def name_of(office: Office, person: str) -> str | None:
    with office.store.reading() as connection:
        row = connection.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
    return None if row is None else row[0]


def undo_next(office: Office) -> None:
    entry = history.next_undo(office)
    assert entry is not None
    history.undo(office, entry.change_set)


def redo_next(office: Office) -> None:
    entry = history.next_redo(office)
    assert entry is not None
    history.undo(office, entry.change_set)


def test_the_history_of_a_person_tells_every_value_who_and_when(office: Office):
    person = add(office, "张三")
    edit(office, person, name="张山", mobile="10000000001")
    entries = history.history(office, "person", person)
    assert [entry.kind for entry in entries] == ["changed", "added"]
    assert entries[0].fields == {"name": ("张三", "张山"), "mobile": (None, "10000000001")}
    assert {entry.actor for entry in entries} == {office.user.display_name}


def test_undo_goes_back_step_by_step_and_redo_comes_forth_again(office: Office):
    person = add(office, "甲")
    edit(office, person, name="乙")
    edit(office, person, name="丙")
    undo_next(office)
    assert name_of(office, person) == "乙"
    undo_next(office)
    undo_next(office)
    assert name_of(office, person) is None
    assert history.next_undo(office) is None
    redo_next(office)
    redo_next(office)
    redo_next(office)
    assert name_of(office, person) == "丙"
    assert history.next_redo(office) is None


def test_undo_and_redo_go_on_after_a_restart(tmp_path: Path):
    office = make_office(tmp_path)
    person = add(office, "甲")
    edit(office, person, name="乙")
    undo_next(office)
    office.close()
    office = reopen_office(tmp_path)
    redo_next(office)
    assert name_of(office, person) == "乙"
    undo_next(office)
    undo_next(office)
    assert name_of(office, person) is None
    office.close()


def test_after_a_new_edit_there_is_nothing_to_redo(office: Office):
    person = add(office, "甲")
    edit(office, person, name="乙")
    undo_next(office)
    edit(office, person, name="丁")
    assert history.next_redo(office) is None
    undo_next(office)
    assert name_of(office, person) == "甲"


def test_a_deleted_record_comes_back_with_its_history(office: Office):
    person = add(office, "甲")
    edit(office, person, mobile="10000000001")
    with office.change("edit", "删除") as work:
        work.delete("person", person)
    undo_next(office)
    assert name_of(office, person) == "甲"
    assert len(history.history(office, "person", person)) == 4


def test_undoing_an_older_action_leaves_fields_that_were_changed_since(office: Office):
    person = add(office, "甲")
    edit(office, person, name="乙", mobile="10000000001")
    older = history.next_undo(office)
    edit(office, person, name="丙")
    assert older is not None
    left = history.undo(office, older.change_set)
    assert name_of(office, person) == "丙"
    assert [clash.fields for clash in left] == [(("姓名", "甲", "乙", "丙"),)]
    with office.store.reading() as connection:
        assert connection.execute("SELECT mobile FROM person").fetchone() == (None,)


def test_a_clash_can_be_forced_back(office: Office):
    person = add(office, "甲")
    edit(office, person, name="乙")
    older = history.next_undo(office)
    edit(office, person, name="丙")
    assert older is not None
    (clash,) = history.clashes(office, older.change_set)
    left = history.undo(office, older.change_set, frozenset({clash.key}))
    assert left == ()
    assert name_of(office, person) == "甲"


def test_what_another_user_did_is_not_taken_back_by_ctrl_z(office: Office):
    with office.store.writing(ChangeSetInfo(UserId("somebody"), "edit", "其他人")) as work:
        work.insert("person", {"name": "甲"})
    assert history.next_undo(office) is None


@cache
def _empty_register() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        Store.open(path, bytes(32)).close()
        return path.read_bytes()


class UndoMachine(RuleBasedStateMachine):
    """Random edits, undos and redos against a list of snapshots, with restarts in between."""

    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        (Path(self._folder.name) / "r.db").write_bytes(_empty_register())
        self.store = Store.open(Path(self._folder.name) / "r.db", bytes(32))
        self.model: dict[str, str] = {}
        self.past: list[dict[str, str]] = []
        self.future: list[dict[str, str]] = []

    @property
    def office(self) -> Office:
        from types import SimpleNamespace

        from desktop.domain.accounts import Role
        from desktop.services.office import User

        user = User(UserId("u"), "u", "u", Role.CLERK)
        return Office(self.store, SimpleNamespace(), user)  # type: ignore[arg-type]

    def _edited(self) -> None:
        self.future.clear()

    @rule(target=people, name=st.sampled_from("甲乙丙丁"))
    def add(self, name: str) -> str:
        self.past.append(dict(self.model))
        person = add(self.office, name)
        self.model[person] = name
        self._edited()
        return person

    @rule(person=people, name=st.sampled_from("甲乙丙丁"))
    def change(self, person: str, name: str) -> None:
        if self.model.get(person) in (None, name):
            return
        self.past.append(dict(self.model))
        edit(self.office, person, name=name)
        self.model[person] = name
        self._edited()

    @rule(person=people)
    def remove(self, person: str) -> None:
        if person not in self.model:
            return
        self.past.append(dict(self.model))
        with self.office.change("edit", "删除") as work:
            work.delete("person", person)
        del self.model[person]
        self._edited()

    @rule()
    def undo(self) -> None:
        entry = history.next_undo(self.office)
        assert (entry is not None) == bool(self.past)
        if entry is not None:
            assert history.undo(self.office, entry.change_set) == ()
            self.future.append(self.model)
            self.model = self.past.pop()

    @rule()
    def redo(self) -> None:
        entry = history.next_redo(self.office)
        assert (entry is not None) == bool(self.future)
        if entry is not None:
            assert history.undo(self.office, entry.change_set) == ()
            self.past.append(self.model)
            self.model = self.future.pop()

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(Path(self._folder.name) / "r.db", bytes(32))

    @invariant()
    def the_register_is_what_the_snapshots_say(self) -> None:
        with self.store.reading() as connection:
            assert dict(connection.execute("SELECT id, name FROM person").fetchall()) == self.model

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()


TestUndoIsExact = UndoMachine.TestCase
TestUndoIsExact.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
