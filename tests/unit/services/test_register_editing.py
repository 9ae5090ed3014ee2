"""Changes of the register by hand: what is refused, what follows from what, what is kept."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.problem import ProblemError, Severity
from desktop.services import drafts, history
from desktop.services import register_editing as editing
from desktop.services.office import Office
from tests.support.offices import make_office, reopen_office
from tests.support.refusals import codes_of
from tests.support.village_copies import copy_office

NUMBER = make_citizen_id("999901", date(1980, 2, 29), 2)


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


def family(office: Office) -> dict[str, str]:
    """A couple with a son, his wife and a grandson: ids by name, the household under ``户``."""
    household, head = editing.add_household(
        office,
        {"villager_group": "三组", "address": "大塘沿1号"},
        {"name": "张大山", "sex": "男", "birth_date": "1950-01-01"},
    )
    people = {"户": household, "张大山": head}
    for name, sex, born, relation in (
        ("李秀英", "女", "1952-01-01", "妻"),
        ("张小山", "男", "1975-01-01", "长子"),
        ("王梅", "女", "1977-01-01", "儿媳"),
        ("张小小", "男", "2001-01-01", "孙子"),
    ):
        people[name] = editing.add_person(
            office, household, {"name": name, "sex": sex, "birth_date": born, "relation_to_head": relation}
        )
    return people


def relations(office: Office) -> dict[str, str | None]:
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT p.name, m.relation_to_head FROM membership m JOIN person p ON p.id = m.person_id "
            "WHERE m.to_date IS NULL"
        )
        return dict(rows.fetchall())


def test_a_new_household_gets_the_next_number_of_its_group(office: Office):
    household = family(office)["户"]
    other, _ = editing.add_household(office, {"villager_group": "三组"}, {"name": "陈一"})
    with office.store.reading() as connection:
        numbers = dict(connection.execute("SELECT id, household_no FROM household").fetchall())
    assert numbers[household] == "999901101201030001"
    assert numbers[other] == "999901101201030002"


def test_a_wrong_identity_number_is_refused_and_nothing_is_saved(office: Office):
    person = family(office)["张小山"]
    with pytest.raises(ProblemError) as refused:
        editing.save_form(
            office, "person", person, {"citizen_id": NUMBER[:-1] + "0", "mobile": "10000000001"}
        )
    assert codes_of(refused) == ["FLD-105"]
    assert editing.open_form(office, "person", person).texts["mobile"] == ""


def test_a_number_that_somebody_else_has_is_refused(office: Office):
    people = family(office)
    editing.save_form(office, "person", people["王梅"], {"citizen_id": NUMBER, "birth_date": "", "sex": ""})
    with pytest.raises(ProblemError) as refused:
        editing.save_form(office, "person", people["李秀英"], {"citizen_id": NUMBER})
    assert "REG-013" in codes_of(refused)


def test_birth_date_and_sex_against_the_number_warn_and_are_saved_all_the_same(office: Office):
    person = family(office)["张小山"]
    warnings = editing.save_form(
        office, "person", person, {"citizen_id": NUMBER, "birth_date": "1980-03-01", "sex": "男"}
    )
    assert {problem.code for problem in warnings} == {"REG-011", "REG-012"}
    assert all(problem.severity is Severity.WARNING for problem in warnings)
    assert editing.open_form(office, "person", person).texts["citizen_id"] == NUMBER


def test_birth_date_and_sex_are_read_off_a_valid_number():
    assert editing.filled_from_number(NUMBER) == {"birth_date": "1980-02-29", "sex": "女"}
    assert editing.filled_from_number(NUMBER[:-1]) == {}


def test_what_is_opened_for_editing_is_logged(office: Office):
    person = family(office)["王梅"]
    editing.open_form(office, "person", person)
    with office.store.reading() as connection:
        logged = connection.execute("SELECT kind, target_id FROM access_log WHERE kind = 'edit'").fetchall()
    assert logged == [("edit", person)]


def test_a_form_saves_what_it_shows_and_changes_nothing_when_nothing_was_changed(office: Office):
    person = family(office)["张小小"]
    texts = editing.open_form(office, "person", person).texts
    before = len(history.history(office, "person", person))
    editing.save_form(office, "person", person, texts)
    assert len(history.history(office, "person", person)) == before


def test_a_household_has_one_head(office: Office):
    household = family(office)["户"]
    with pytest.raises(ProblemError) as refused:
        editing.add_person(office, household, {"name": "某人", "relation_to_head": "户主"})
    assert codes_of(refused) == ["REG-002"]


def test_a_form_neither_makes_a_second_head_nor_takes_the_only_one_away(office: Office):
    people = family(office)
    with pytest.raises(ProblemError) as refused:
        editing.save_form(office, "person", people["张小山"], {"relation_to_head": "户主"})
    assert codes_of(refused) == ["REG-002"]
    with pytest.raises(ProblemError) as refused:
        editing.save_form(office, "person", people["张大山"], {"relation_to_head": "妻"})
    assert codes_of(refused) == ["REG-026"]
    editing.save_form(office, "person", people["张大山"], {"relation_to_head": "户主", "mobile": ""})


def test_a_household_that_has_no_head_gets_one_from_the_form(office: Office):
    people = family(office)
    with office.change("edit", "旧数据") as work:
        work.connection.execute("UPDATE membership SET role = 'member', relation_to_head = NULL")
    editing.save_form(office, "person", people["张大山"], {"relation_to_head": "户主"})
    with office.store.reading() as connection:
        heads = connection.execute("SELECT person_id FROM membership WHERE role = 'head'").fetchall()
    assert heads == [(people["张大山"],)]


def test_a_head_with_a_family_cannot_die_before_the_new_head_is_chosen(office: Office):
    people = family(office)
    with pytest.raises(ProblemError) as refused:
        editing.record_death(office, people["张大山"], "2026-10-01")
    assert codes_of(refused) == ["REG-005"]


def test_the_last_member_who_leaves_closes_the_household(office: Office):
    household, head = editing.add_household(office, {"villager_group": "一组"}, {"name": "独居老人"})
    editing.record_death(office, head, "2026-10-01")
    with office.store.reading() as connection:
        state = connection.execute(
            "SELECT household_state, closed_on FROM household WHERE id = ?", (household,)
        ).fetchone()
        person = connection.execute(
            "SELECT residence_state, death_date FROM person WHERE id = ?", (head,)
        ).fetchone()
    assert state == ("closed", "2026-10-01")
    assert person == ("80", "2026-10-01")


def test_moving_out_keeps_the_land_of_the_household(office: Office):
    people = family(office)
    contract = editing.add_child_record(office, "land_contract", people["户"], {"contract_area": "3亩2分"})
    editing.record_move_out(office, people["王梅"], "2026-10-01")
    with office.store.reading() as connection:
        kept = connection.execute(
            "SELECT household_id, contract_area FROM land_contract WHERE id = ?", (contract,)
        ).fetchone()
    assert kept == (people["户"], 320)


def test_a_draft_survives_a_restart_and_is_gone_once_dropped(tmp_path: Path):
    office = make_office(tmp_path)
    drafts.keep_draft(office, "person", "", {"name": "没写完的人"})
    drafts.keep_draft(office, "person", "", {"name": "没写完的人", "mobile": "100"})
    office.close()
    office = reopen_office(tmp_path)
    draft = drafts.find_draft(office, "person", "")
    assert draft is not None
    assert draft.texts == {"name": "没写完的人", "mobile": "100"}
    drafts.drop_draft(office, "person", "")
    assert drafts.list_drafts(office) == ()
    office.close()
