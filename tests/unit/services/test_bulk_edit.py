"""One field of many records: what is shown is what is written, once, and goes back at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.job import Cancelled
from desktop.domain.problem import ProblemError
from desktop.services import accounts, bulk_edit, history
from desktop.services import register_editing as editing
from desktop.services.bulk_edit import BulkChange, BulkMode, change_in_bulk, plan_bulk
from desktop.services.office import Office
from desktop.services.record_history import record_history
from desktop.services.register import ListKind
from tests.support.households import Village, fill_with_households
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def village(office: Office) -> Village:
    return fill_with_households(office)


def _set(village: Village, field: str, text: str) -> BulkChange:
    return BulkChange(ListKind.PEOPLE, tuple(village.people.values()), BulkMode.SET, field, text)


def _tag(village: Village, mode: BulkMode, label: str) -> BulkChange:
    return BulkChange(ListKind.PEOPLE, tuple(village.people.values()), mode, "", label)


def _stored(office: Office, table: str, column: str, record_id: str) -> object:
    with office.store.reading() as connection:
        (value,) = connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (record_id,)).fetchone()
    return value


def _codes(office: Office, change: BulkChange) -> list[str]:
    return [problem.code for problem in plan_bulk(office, change).problems]


def test_the_plan_counts_who_changes_who_has_it_already_and_who_is_refused(
    office: Office, village: Village
) -> None:
    editing.record_move_out(office, village.people["李桂香"], "2026-01-01")
    plan = plan_bulk(office, _set(village, "political_status", "中共党员"))
    assert {(line.name, line.old, line.new) for line in plan.changed} == {
        ("王海军", "群众", "中共党员"),
        ("赵一诺", "群众", "中共党员"),
    }
    assert plan.same == 2
    assert [(line.name, line.refused and line.refused.code) for line in plan.refused] == [
        ("李桂香", "REG-071")
    ]


def test_what_the_plan_shows_is_written_and_nothing_else(office: Office, village: Village) -> None:
    editing.record_death(office, village.people["赵一诺"], "2026-01-01")
    change = _set(village, "medical_insured", "城乡居民医保")
    planned = {line.id for line in plan_bulk(office, change).changed}
    assert change_in_bulk(office, change) == len(planned) == 4
    insured = {
        person for person in village.people.values() if _stored(office, "person", "medical_insured", person)
    }
    assert insured == planned


def test_a_bulk_edit_is_one_action_for_undo_and_redo(office: Office, village: Village) -> None:
    change_in_bulk(office, _set(village, "medical_insured", "城乡居民医保"))
    last = history.next_undo(office)
    assert last is not None
    assert last.label == "批量修改：医保参保，5 人"
    history.undo(office, last.change_set)
    assert {_stored(office, "person", "medical_insured", one) for one in village.people.values()} == {None}
    redo = history.next_redo(office)
    assert redo is not None
    history.undo(office, redo.change_set)
    assert None not in {_stored(office, "person", "medical_insured", one) for one in village.people.values()}


def test_each_person_has_it_in_the_history(office: Office, village: Village) -> None:
    change_in_bulk(office, _set(village, "political_status", "共青团员"))
    (latest, *_) = record_history(office, "person", village.people["王海军"])
    assert [(line.label, line.old, line.new) for line in latest.lines] == [("政治面貌", "群众", "共青团员")]
    assert latest.others == 4


def test_names_numbers_and_births_cannot_be_changed_in_bulk(office: Office, village: Village) -> None:
    offered = {spec.identifier for kind in ListKind for spec in bulk_edit.fields(kind)}
    assert not offered & {"name", "former_name", "citizen_id", "birth_date", "sex", "household_no", "mobile"}
    for field in ("name", "citizen_id", "birth_date", "relation_to_head", "needs"):
        with pytest.raises(ValueError, match=field):
            plan_bulk(office, _set(village, field, "1"))


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("residence_state", "已死亡", "REG-075"),
        ("residence_state", "", "REG-070"),
        ("medical_insured", "没有这种", "FLD-201"),
        ("verified_date", "二月三十", "FLD-302"),
    ],
)
def test_a_value_that_cannot_be_read_plans_nothing(
    office: Office, village: Village, field: str, text: str, code: str
) -> None:
    plan = plan_bulk(office, _set(village, field, text))
    assert plan.changed == plan.refused == ()
    assert [problem.code for problem in plan.problems] == [code]
    with pytest.raises(ProblemError):
        change_in_bulk(office, _set(village, field, text))


def test_where_nothing_would_change_nothing_is_written(office: Office, village: Village) -> None:
    change_in_bulk(office, _set(village, "source", "入户走访"))
    before = history.undo_list(office)
    with pytest.raises(ProblemError, match="REG-074"):
        change_in_bulk(office, _set(village, "source", "入户走访"))
    assert history.undo_list(office) == before


def test_people_of_several_households_change_group_with_their_whole_households(
    office: Office, village: Village
) -> None:
    chosen = (village.people["李桂香"], village.people["王海军"])
    change = BulkChange(ListKind.PEOPLE, chosen, BulkMode.SET, "villager_group", "三组")
    plan = plan_bulk(office, change)
    assert plan.table == "household"
    assert [(line.name, line.old, line.new) for line in plan.changed] == [
        ("张建国", "一组", "三组"),
        ("王海军", "一组", "三组"),
    ]
    change_in_bulk(office, change)
    groups = {
        head: _stored(office, "household", "villager_group", h) for head, h in village.households.items()
    }
    assert groups == {"张建国": "三组", "王海军": "三组", "赵小兰": "二组"}


def test_someone_without_a_household_is_left_out_of_a_change_of_group(
    office: Office, village: Village
) -> None:
    editing.record_move_out(office, village.people["赵一诺"], "2026-01-01")
    change = BulkChange(ListKind.PEOPLE, (village.people["赵一诺"],), BulkMode.SET, "villager_group", "三组")
    (left_out,) = plan_bulk(office, change).refused
    assert left_out.refused is not None
    assert (left_out.name, left_out.refused.code) == ("赵一诺", "REG-073")


def test_households_get_a_new_grid_that_is_made_once(office: Office, village: Village) -> None:
    chosen = tuple(village.households.values())
    change_in_bulk(office, BulkChange(ListKind.HOUSEHOLDS, chosen, BulkMode.SET, "grid_id", "东片网格"))
    assert len({_stored(office, "household", "grid_id", one) for one in chosen}) == 1
    with office.store.reading() as connection:
        assert connection.execute("SELECT name FROM grid").fetchall() == [("东片网格",)]


def test_a_tag_is_added_beside_the_others_and_taken_away_again(office: Office, village: Village) -> None:
    one = village.people["张建国"]
    with office.change("edit", "tags") as work:
        work.update("person", one, {"group_tags": '["C01","R01"]'})
    label = dict(bulk_edit.tags())["A01"]
    assert change_in_bulk(office, _tag(village, BulkMode.ADD_TAG, label)) == 5
    assert _stored(office, "person", "group_tags", one) == '["A01","C01","R01"]'
    assert plan_bulk(office, _tag(village, BulkMode.ADD_TAG, label)).same == 5
    assert change_in_bulk(office, _tag(village, BulkMode.REMOVE_TAG, label)) == 5
    assert _stored(office, "person", "group_tags", one) == '["C01","R01"]'
    assert _stored(office, "person", "group_tags", village.people["王海军"]) is None


def test_tags_of_class_r_are_neither_offered_nor_shown(office: Office, village: Village) -> None:
    assert not [code for code, _ in bulk_edit.tags() if code.startswith("R")]
    one = village.people["张建国"]
    with office.change("edit", "tags") as work:
        work.update("person", one, {"group_tags": '["R01"]'})
    plan = plan_bulk(office, _tag(village, BulkMode.ADD_TAG, dict(bulk_edit.tags())["A01"]))
    assert next(line.old for line in plan.changed if line.id == one) == ""


def test_a_cancelled_bulk_edit_changes_nothing(office: Office, village: Village) -> None:
    class Stopped:
        def report(self, done: int, total: int, text: str = "") -> None: ...

        def check_cancelled(self) -> None:
            raise Cancelled

    before = history.undo_list(office)
    with pytest.raises(Cancelled):
        change_in_bulk(office, _set(village, "source", "入户走访"), Stopped())
    assert history.undo_list(office) == before
    assert _stored(office, "person", "source", village.people["张建国"]) is None


def test_a_reader_may_not(office: Office, village: Village) -> None:
    accounts.add_user(office, "kan", "看看", Role.READER, "山高 水长 2008")
    reader = accounts.switch_user(office, "kan", "山高 水长 2008")
    with pytest.raises(ProblemError, match="SYS-403"):
        plan_bulk(reader, _set(village, "source", "入户走访"))
