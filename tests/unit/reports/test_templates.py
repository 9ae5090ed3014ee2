import copy
import tomllib

import pytest

import resources
from desktop.domain.catalogue import catalogue
from desktop.domain.code_table import code_table
from desktop.domain.problem import ProblemError
from desktop.reports.masking import Mask
from desktop.reports.template import TableTemplate, list_templates, read_template, template

OFFICE_PAPERS = ("card", "form")


def entries(name="allowance_list"):
    with resources.path("templates", f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


def test_every_shipped_template_can_be_read():
    assert {each.name for each in list_templates()} >= {
        "accounts_quarterly",
        "allowance_list",
        "household_card",
        "household_form",
        "party_life",
    }


def test_papers_of_the_office_are_not_public():
    assert [each.name for each in list_templates() if each.kind in OFFICE_PAPERS] == [
        "household_card",
        "household_form",
    ]


def test_public_templates_serve_an_item_of_the_disclosure_catalogue():
    items = {entry.code for entry in code_table("disclosure_item").entries}
    for each in list_templates():
        if each.kind not in OFFICE_PAPERS:
            assert any(item.startswith(each.item) for item in items)


def test_table_text_on_the_wall_is_never_below_10_5_points():
    for each in list_templates():
        if each.kind not in OFFICE_PAPERS:
            assert each.page.text_pt >= 10.5
            assert each.large().text_pt >= 16


@pytest.mark.parametrize("field", ["citizen_id", "mobile"])
def test_no_public_template_has_a_column_with_a_number_of_a_person(field):
    assert catalogue().get(field)
    for each in list_templates():
        if each.kind in OFFICE_PAPERS:
            continue
        assert field in each.excluded or each.kind == "meeting"
        for block in each.blocks:
            if isinstance(block, TableTemplate):
                assert field not in {column.value for column in block.columns}


def test_the_household_card_covers_identity_numbers_and_telephones():
    (members,) = template("household_card").blocks
    assert isinstance(members, TableTemplate)
    masks = {column.value: column.mask for column in members.columns}
    assert masks["citizen_id"] is Mask.CITIZEN_ID
    assert masks["mobile"] is Mask.PHONE


def faulty(change):
    changed = copy.deepcopy(entries())
    change(changed)
    with pytest.raises(ProblemError) as caught:
        read_template("county", changed)
    return caught.value.problems[0]


def test_a_template_that_prints_what_it_excludes_is_refused():
    problem = faulty(lambda e: e["blocks"][1]["columns"][1].update(value="citizen_id"))
    assert (problem.code, problem.values["field"]) == ("DOC-021", "citizen_id")


def test_a_template_that_names_an_excluded_field_in_its_text_is_refused():
    assert faulty(lambda e: e["notes"].append("账号：{bank_account}")).code == "DOC-021"


def test_a_column_that_does_not_say_how_it_is_covered_is_refused():
    problem = faulty(lambda e: e["blocks"][1]["columns"][1].pop("mask"))
    assert (problem.code, problem.values["entry"]) == ("DOC-020", "'mask'")


@pytest.mark.parametrize(
    "change",
    [
        lambda e: e.pop("page"),
        lambda e: e["page"].update(paper="B5"),
        lambda e: e["blocks"][1]["columns"][0].update(share="wide"),
        lambda e: e["blocks"][1]["columns"][0].update(form="roman"),
        lambda e: e.update(version="first"),
    ],
)
def test_a_faulty_entry_is_refused_with_the_templates_name(change):
    problem = faulty(change)
    assert (problem.code, problem.values["template"]) == ("DOC-020", "county")


def test_a_template_that_is_not_there_is_a_problem_not_a_crash():
    with pytest.raises(ProblemError) as caught:
        template("no_such")
    assert caught.value.problems[0].code == "DOC-020"
