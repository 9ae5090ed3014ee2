"""The history of a record as people read it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.services import history, register
from desktop.services import register_editing as editing
from desktop.services.office import Office
from desktop.services.record_history import record_history
from desktop.services.register import ListKind
from tests.support.households import Village, fill_with_households
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = copy_office(tmp_path / "office")
    yield opened
    opened.close()


@pytest.fixture
def village(office: Office) -> Village:
    return fill_with_households(office)


def test_a_household_s_history_tells_of_its_members_dwellings_and_land(
    office: Office, village: Village
) -> None:
    home = village.households["王海军"]
    editing.add_child_record(office, "dwelling", home, {"floors": "2"})
    contract = editing.add_child_record(office, "land_contract", home, {"contract_area": "3.5"})
    editing.add_parcel(office, contract, {"parcel_name": "门前田"})
    added = [change.added for change in record_history(office, "household", home)]
    assert added == [("land_parcel",), ("land_contract",), ("dwelling",), ("household", "membership")]


def test_covered_fields_are_covered_in_the_history_too(office: Office, village: Village) -> None:
    person = village.people["张建国"]
    editing.save_form(office, "person", person, {"religion": "无宗教", "citizen_id": ""})
    latest = record_history(office, "person", person)[0]
    told = "".join(f"{line.label}{line.old}{line.new}" for line in latest.lines)
    assert "无宗教" not in told
    assert village.numbers["张建国"] not in told


def test_an_undone_edit_says_so_and_its_undoing_stands_in_the_history(
    office: Office, village: Village
) -> None:
    person = village.people["张建国"]
    editing.save_form(office, "person", person, {"former_name": "张大"})
    edit = record_history(office, "person", person)[0]
    assert edit.can_undo
    assert not edit.undone
    history.undo(office, edit.change_set)
    undo, edit = record_history(office, "person", person)[:2]
    assert edit.undone
    assert undo.source == "undo"
    assert not undo.can_undo


def test_a_reader_sees_the_history_and_can_take_nothing_back(office: Office, village: Village) -> None:
    reader = office.as_user(replace(office.user, role=Role.READER), office.vault)
    changes = record_history(reader, "person", village.people["张建国"])
    assert changes
    assert not any(change.can_undo for change in changes)


def test_rows_in_full_are_refused_without_the_right_to_see_them(office: Office, village: Village) -> None:
    reader = office.as_user(replace(office.user, role=Role.READER), office.vault)
    ids = list(village.people.values())
    with pytest.raises(ProblemError):
        register.rows(reader, ListKind.PEOPLE, ids, ("citizen_id",), reveal=True)
    shown = register.rows(office, ListKind.PEOPLE, ids, ("citizen_id",), reveal=True)
    assert {row.cells[0] for row in shown} == set(village.numbers.values())


def test_tags_of_class_r_are_not_in_the_form_and_survive_its_saving(office: Office, village: Village) -> None:
    person = village.people["张建国"]
    with office.change("edit", "限制类标签") as work:
        work.update("person", person, {"group_tags": '["A01","R01"]'})
    assert editing.open_form(office, "person", person).texts["group_tags"] == "低保对象"
    editing.save_form(office, "person", person, {"group_tags": "持证残疾人"})
    with office.store.reading() as connection:
        (stored,) = connection.execute("SELECT group_tags FROM person WHERE id = ?", (person,)).fetchone()
    assert stored == '["C01","R01"]'
