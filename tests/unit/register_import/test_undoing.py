"""An import is taken back exactly, on any later day; what was edited since is shown and kept."""

import pytest

from desktop.domain.problem import ProblemError
from desktop.services import history
from desktop.services.register_editing import save_form
from desktop.services.register_import.session import list_batches, undo_clashes, undo_import
from tests.support.imports import register
from tests.support.ledger import number

HEAD, WIFE, SON, NEW = (
    number(1960, 3, 1, 1),
    number(1962, 5, 6, 2),
    number(1985, 7, 8, 3),
    number(2001, 2, 3, 5),
)
FIRST = (
    ("1001", "张大山", "户主", HEAD, "", "一组", "10000000001", "桥头1号"),
    ("1001", "李秀兰", "妻", WIFE, "", "一组", "", ""),
    ("1001", "张小山", "子", SON, "", "一组", "", ""),
)
SECOND = (
    ("1001", "张大山", "户主", HEAD, "", "一组", "10000000009", "桥头9号"),  # changes person and household
    ("1002", "张小山", "户主", SON, "", "一组", "", "桥头2号"),  # moves into a new household
    ("1002", "王新", "妻", NEW, "", "一组", "10000000007", ""),  # is new
)


@pytest.fixture
def second(desk):
    """An office after two imports; the id of the second, and the register before it."""
    desk.take_rows(*FIRST)
    desk.clock.forward(days=30)
    before = register(desk.office)
    report = desk.take_rows(*SECOND)
    assert (report.counts["new"], report.counts["changed"]) == (1, 2)
    desk.clock.forward(days=1)
    return report.batch_id, before


def test_undoing_an_import_restores_the_register_to_the_last_column_updates_included(desk, second):
    batch, before = second
    assert undo_import(desk.office, batch) == ()
    assert register(desk.office) == before


def test_an_import_is_undone_on_a_later_day_after_other_work(desk, second):
    batch, before = second
    desk.take_rows(("5001", "周远", "户主", number(1950, 2, 2, 7), "", "八组", "", ""), name="八组")
    desk.clock.forward(days=200)
    assert undo_clashes(desk.office, batch) == ()
    undo_import(desk.office, batch)
    after = register(desk.office)
    assert set(before["person"]) < set(after["person"])
    assert desk.one("SELECT count(*) FROM person WHERE name = '周远'") == 1
    assert desk.one("SELECT count(*) FROM person WHERE name = '王新'") == 0


def test_an_undone_import_can_be_brought_back_whole(desk, second):
    batch, _ = second
    imported = register(desk.office)
    undo_import(desk.office, batch)
    undo_import(desk.office, batch)
    assert register(desk.office) == imported


def test_the_list_of_imports_tells_which_are_undone(desk, second):
    batch, _ = second
    undo_import(desk.office, batch)
    states = {summary.batch_id: summary.state for summary in list_batches(desk.office)}
    assert states.pop(batch) == "undone"
    assert set(states.values()) == {"committed"}


def test_a_new_person_edited_since_is_shown_and_kept_with_household_and_stay(desk, second):
    batch, _ = second
    save_form(desk.office, "person", desk.person("王新"), {"employer": "示范服装厂"})
    (clash,) = undo_clashes(desk.office, batch)
    assert (clash.title, clash.added_then) == ("王新", True)
    assert clash.fields == (("务工单位", "", "", "示范服装厂"),)
    undo_import(desk.office, batch)
    stay = "SELECT h.household_no FROM membership m JOIN household h ON h.id = m.household_id"
    assert desk.one(f"{stay} WHERE m.person_id = ? AND m.to_date IS NULL", desk.person("王新")) == "1002"
    assert desk.one("SELECT mobile FROM person WHERE name = '张大山'") == "10000000001"


def test_a_field_edited_since_is_shown_with_its_three_values_and_kept(desk, second):
    batch, _ = second
    save_form(desk.office, "person", desk.person("张大山"), {"mobile": "10000000055"})
    (clash,) = undo_clashes(desk.office, batch)
    assert clash.title == "张大山"
    assert [label for label, *_ in clash.fields] == ["手机号码"]
    assert "10000000055" not in str(clash.fields), "numbers are masked"
    left = undo_import(desk.office, batch)
    assert [each.key for each in left] == [clash.key]
    assert desk.one("SELECT mobile FROM person WHERE name = '张大山'") == "10000000055"
    assert desk.one("SELECT address FROM household WHERE household_no = '1001'") == "桥头1号"


def test_a_record_the_clerk_names_goes_back_although_it_was_edited_since(desk, second):
    batch, before = second
    save_form(desk.office, "person", desk.person("张大山"), {"mobile": "10000000055"})
    save_form(desk.office, "person", desk.person("王新"), {"employer": "示范服装厂"})
    clashes = undo_clashes(desk.office, batch)
    assert undo_import(desk.office, batch, frozenset(clash.key for clash in clashes)) == ()
    assert register(desk.office) == before


def test_undoing_twice_imports_in_the_other_order_leaves_an_empty_register(desk):
    empty = register(desk.office)
    first = desk.take_rows(*FIRST).batch_id
    second = desk.take_rows(*SECOND).batch_id
    undo_import(desk.office, second)
    undo_import(desk.office, first)
    assert register(desk.office) == empty


def test_an_import_that_is_still_open_cannot_be_undone(desk):
    opened, _ = desk.plan(desk.file(*FIRST))
    with pytest.raises(ProblemError, match="IMP-213"):
        undo_import(desk.office, opened.batch_id)


def test_the_history_of_a_person_names_the_import_and_its_undoing(desk, second):
    batch, _ = second
    undo_import(desk.office, batch)
    entries = history.history(desk.office, "person", desk.person("张大山"))
    assert [entry.source for entry in entries] == ["undo", "import", "import"]
    assert entries[0].fields["mobile"] == ("10000000009", "10000000001")
