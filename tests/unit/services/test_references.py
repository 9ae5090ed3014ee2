"""Fields that point to another record: who is found, what is refused, what is kept on the other side."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.problem import Problem, ProblemError, Severity
from desktop.services import history
from desktop.services import register_editing as editing
from desktop.services.family_ties import offered_relation
from desktop.services.history import undo
from desktop.services.office import Office
from desktop.services.record_history import record_history
from desktop.services.references import NAMELESS, find_references, name_references, nearby_household
from desktop.services.register_card import household_card
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


def add(office: Office, household: str, name: str, sex: str, born: str, relation: str = "") -> str:
    return editing.add_person(
        office, household, {"name": name, "sex": sex, "birth_date": born, "relation_to_head": relation}
    )


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    """张大山's household of four, and a namesake of his wife in another group."""
    household, head = editing.add_household(
        office,
        {"villager_group": "三组"},
        {"name": "张大山", "sex": "男", "birth_date": "1950-01-01"},
    )
    other, namesake = editing.add_household(
        office,
        {"villager_group": "一组"},
        {"name": "李秀英", "sex": "女", "citizen_id": make_citizen_id("999901", date(1960, 2, 3), 2)},
    )
    return {
        "户": household,
        "张大山": head,
        "李秀英": add(office, household, "李秀英", "女", "1952-01-01", "妻"),
        "张小山": add(office, household, "张小山", "男", "1975-01-01", "长子"),
        "张小小": add(office, household, "张小小", "男", "2001-01-01"),
        "另一户": other,
        "李秀英二": namesake,
    }


def spouse(office: Office, person: str) -> str:
    return editing.open_form(office, "person", person).texts["spouse_person_id"]


def problems(office: Office, person: str, **texts: str) -> list[tuple[str, Severity, str]]:
    def told(problem: Problem) -> tuple[str, Severity, str]:
        return problem.code, problem.severity, problem.place.field if problem.place else ""

    return [told(problem) for problem in editing.check_texts(office, "person", texts, person).problems]


def test_members_of_the_household_are_found_before_namesakes_elsewhere(
    office: Office, people: dict[str, str]
):
    found = find_references(office, "person", "lxy", people["户"])
    assert [one.id for one in found] == [people["李秀英"], people["李秀英二"]]
    found = find_references(office, "person", "李秀英", people["另一户"])
    assert [one.id for one in found] == [people["李秀英二"], people["李秀英"]]


def test_two_people_of_one_name_are_told_apart_by_group_age_relation_and_number(
    office: Office, people: dict[str, str]
):
    wife, namesake = find_references(office, "person", "李秀英", people["户"])
    assert (wife.villager_group, wife.relation, wife.number) == ("三组", "妻", "")
    assert (namesake.villager_group, namesake.relation) == ("一组", "")
    assert namesake.number == "999901********" + make_citizen_id("999901", date(1960, 2, 3), 2)[-4:]
    assert wife.age.isdigit()


def test_with_nothing_typed_the_household_is_offered(office: Office, people: dict[str, str]):
    found = find_references(office, "person", "", people["户"])
    assert [one.name for one in found] == ["张大山", "李秀英", "张小山", "张小小"]
    assert find_references(office, "person", "", "") == ()


def test_a_member_is_found_among_more_namesakes_than_are_shown(office: Office, people: dict[str, str]):
    for number in range(60):
        add(office, people["另一户"], "张大", "男", f"19{number + 30}-01-01")
    found = find_references(office, "person", "张", people["户"])
    assert [one.name for one in found[:3]] == ["张大山", "张小山", "张小小"]


def test_a_text_with_which_nobody_was_chosen_is_refused_and_nothing_is_saved(
    office: Office, people: dict[str, str]
):
    with pytest.raises(ProblemError) as refused:
        editing.save_form(
            office, "person", people["张小山"], {"father_person_id": "张大山", "mobile": "10000000001"}
        )
    assert [problem.code for problem in refused.value.problems] == ["REG-017"]
    assert editing.open_form(office, "person", people["张小山"]).texts["mobile"] == ""


@pytest.mark.parametrize(
    "field", ["father_person_id", "mother_person_id", "spouse_person_id", "guardian_person_id"]
)
def test_nobody_is_their_own_relative(office: Office, people: dict[str, str], field: str):
    found = problems(office, people["张小山"], **{field: people["张小山"]})
    assert found == [("REG-018", Severity.ERROR, field)]


def test_a_parent_younger_than_the_child_and_of_the_other_sex_is_worth_a_look_only(
    office: Office, people: dict[str, str]
):
    found = problems(office, people["张大山"], father_person_id=people["张小小"])
    assert found == [("REG-911", Severity.WARNING, "father_person_id")]
    found = problems(office, people["张小山"], father_person_id=people["李秀英"])
    assert found == [("REG-911", Severity.WARNING, "father_person_id")]
    assert problems(office, people["张小山"], father_person_id=people["张大山"]) == []


def test_a_parent_fits_the_birth_date_that_stands_in_the_same_form(office: Office, people: dict[str, str]):
    found = problems(office, people["张小山"], father_person_id=people["张大山"], birth_date="1951-01-01")
    assert found == [("REG-911", Severity.WARNING, "father_person_id")]


def test_a_spouse_link_is_kept_on_both_sides_and_goes_back_with_one_undo(
    office: Office, people: dict[str, str]
):
    editing.save_form(office, "person", people["张大山"], {"spouse_person_id": people["李秀英"]})
    assert spouse(office, people["李秀英"]) == people["张大山"]
    latest = history.next_undo(office)
    assert latest is not None
    undo(office, latest.change_set)
    assert spouse(office, people["张大山"]) == spouse(office, people["李秀英"]) == ""


def test_another_spouse_frees_the_one_before_and_clearing_frees_both(office: Office, people: dict[str, str]):
    editing.save_form(office, "person", people["张大山"], {"spouse_person_id": people["李秀英"]})
    editing.save_form(office, "person", people["张大山"], {"spouse_person_id": people["李秀英二"]})
    assert spouse(office, people["李秀英"]) == ""
    assert spouse(office, people["李秀英二"]) == people["张大山"]
    editing.save_form(office, "person", people["李秀英二"], {"spouse_person_id": ""})
    assert spouse(office, people["张大山"]) == ""


def test_somebody_with_a_living_spouse_is_nobody_elses(office: Office, people: dict[str, str]):
    editing.save_form(office, "person", people["张大山"], {"spouse_person_id": people["李秀英"]})
    found = problems(office, people["张小山"], spouse_person_id=people["李秀英"])
    assert found == [("REG-021", Severity.ERROR, "spouse_person_id")]


def test_a_widow_marries_again_and_the_late_husband_keeps_naming_her(office: Office, people: dict[str, str]):
    editing.save_form(office, "person", people["张小山"], {"spouse_person_id": people["李秀英二"]})
    editing.record_death(office, people["张小山"], "2026-01-01")
    editing.save_form(office, "person", people["张小小"], {"spouse_person_id": people["李秀英二"]})
    assert spouse(office, people["李秀英二"]) == people["张小小"]
    assert spouse(office, people["张小山"]) == people["李秀英二"]


def test_a_new_person_is_tied_to_the_spouse_at_once(office: Office, people: dict[str, str]):
    wife = editing.add_person(
        office,
        people["户"],
        {"name": "王梅", "sex": "女", "spouse_person_id": people["张小山"], "relation_to_head": "儿媳"},
    )
    assert spouse(office, people["张小山"]) == wife


def test_the_history_names_who_was_chosen(office: Office, people: dict[str, str]):
    editing.save_form(office, "person", people["张小山"], {"father_person_id": people["张大山"]})
    editing.save_form(office, "person", people["张小山"], {"father_person_id": ""})
    first, second = reversed(record_history(office, "person", people["张小山"])[:2])
    assert [(line.label, line.old, line.new) for line in first.lines] == [("父亲", "", "张大山")]
    assert [(line.label, line.old, line.new) for line in second.lines] == [("父亲", "张大山", "")]


def test_the_history_says_when_a_person_who_was_chosen_is_gone(office: Office, people: dict[str, str]):
    added = history.next_undo(office)
    assert added is not None
    editing.save_form(office, "household", people["户"], {"linked_official_id": people["张小小"]})
    undo(office, added.change_set)
    changes = record_history(office, "household", people["户"])
    told = [(line.old, line.new) for change in changes for line in change.lines if line.label == "联系干部"]
    assert told == [("", NAMELESS)]


def test_a_grid_is_chosen_by_name_and_a_new_one_is_made_with_the_next_code(
    office: Office, people: dict[str, str]
):
    checked = editing.check_texts(office, "household", {"grid_id": "第一网格"}, people["户"])
    assert [(p.code, p.severity) for p in checked.problems] == [("REG-020", Severity.WARNING)]
    editing.save_form(office, "household", people["户"], {"grid_id": "第一网格"})
    editing.save_form(office, "household", people["另一户"], {"grid_id": "第一网格"})
    (grid,) = find_references(office, "grid", "dy")
    assert (grid.name, grid.number) == ("第一网格", "99990110120101")
    texts = [editing.open_form(office, "household", people[key]).texts for key in ("户", "另一户")]
    assert [one["grid_id"] for one in texts] == [grid.id, grid.id]
    assert name_references(office, "household", texts)[grid.id].name == "第一网格"


def test_a_contract_names_those_who_hold_it_together_on_the_card_and_in_its_history(
    office: Office, people: dict[str, str]
):
    contract = editing.add_child_record(office, "land_contract", people["户"], {"contract_area": "3"})
    both = "、".join((people["张小山"], people["李秀英"]))
    editing.save_form(office, "land_contract", contract, {"co_contractors": both})
    texts = editing.open_form(office, "land_contract", contract).texts
    assert set(texts["co_contractors"].split("、")) == {people["张小山"], people["李秀英"]}
    (section,) = household_card(office, people["户"]).land
    shown = {field.identifier: field.text for field in section.fields}
    assert set(shown["co_contractors"].split("、")) == {"张小山", "李秀英"}
    (line,) = record_history(office, "land_contract", contract)[0].lines
    assert (line.label, line.old, set(line.new.split("、"))) == ("共有人", "", {"张小山", "李秀英"})
    with pytest.raises(ProblemError) as refused:
        editing.save_form(office, "land_contract", contract, {"co_contractors": f"{both}、某人"})
    assert [problem.values["typed"] for problem in refused.value.problems] == ["某人"]


def test_an_undo_that_clashes_names_the_people_it_is_about(office: Office, people: dict[str, str]):
    editing.save_form(office, "person", people["张小山"], {"father_person_id": people["张大山"]})
    chosen = history.next_undo(office)
    assert chosen is not None
    editing.save_form(office, "person", people["张小山"], {"father_person_id": people["张小小"]})
    (clash,) = history.clashes(office, chosen.change_set)
    assert clash.fields == (("父亲", "", "张大山", "张小小"),)


def test_a_form_asks_near_the_household_it_belongs_to(office: Office, people: dict[str, str]):
    contract = editing.add_child_record(office, "land_contract", people["户"], {"contract_area": "3"})
    assert nearby_household(office, "land_contract", contract) == people["户"]
    assert nearby_household(office, "person", people["张小山"]) == people["户"]
    assert nearby_household(office, "household", people["户"]) == ""


def offered(office: Office, people: dict[str, str], person: str, **texts: str) -> str:
    values = editing.check_texts(office, "person", texts, person).values
    return offered_relation(office, people["户"], person, values)


def test_the_relation_to_the_head_follows_from_the_father_who_was_chosen(
    office: Office, people: dict[str, str]
):
    grandson = offered(office, people, people["张小小"], father_person_id=people["张小山"])
    assert grandson == "41"
    assert offered(office, people, "", sex="女", spouse_person_id=people["张小山"]) == "38"
    assert offered(office, people, "", sex="女", birth_date="1980-01-01") == ""


def test_a_closer_relation_that_was_typed_is_left_alone(office: Office, people: dict[str, str]):
    told = offered(
        office,
        people,
        people["张小小"],
        father_person_id=people["张小山"],
        relation_to_head="孙子",
    )
    assert told == ""
    told = offered(
        office, people, people["张小小"], father_person_id=people["张小山"], relation_to_head="次子"
    )
    assert told == "41"


def test_children_who_left_count_for_the_order_of_birth(office: Office, people: dict[str, str]):
    editing.save_form(office, "person", people["张小山"], {"father_person_id": people["张大山"]})
    editing.record_move_out(office, people["张小山"], "2020-01-01")
    told = offered(office, people, "", sex="男", birth_date="1980-01-01", father_person_id=people["张大山"])
    assert told == "23"
