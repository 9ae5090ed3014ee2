"""Insurance told in numbers by group, counted from the register."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.reports.figure_map import CellPlace
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.explaining import read_figures
from desktop.services.disclosure.notices import make_notice
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_rows import EnteredRow, save_rows
from desktop.services.disclosure.terms import LEAST_COUNT, set_terms
from desktop.services.office import Office
from desktop.services.register_editing import add_household, add_person
from tests.support.ledger import number
from tests.support.village_copies import copy_office

MEDICAL = NoticeRequest("insurance", "2026-01-01", "2026-12-31", "2027-01-10", item="V27")
PENSION = replace(MEDICAL, values=(("insurance", "城乡居民基本养老保险"),))


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    settle(made, "十组", ("resident", ""))
    settle(made, "二组", ("resident", "resident"), ("none", "none"), ("employee", "employee"))
    yield made
    made.close()


def settle(office: Office, group: str, *insured: tuple[str, str]) -> None:
    """A household whose people have these schemes, medical and pension; the last of them is a child."""
    texts = [
        {
            "name": f"{group[0]}{place}",
            "citizen_id": number(1970 + place, 5, 1 + len(group) + place, 1),
            "birth_date": f"{1970 + place}-05-{1 + len(group) + place:02}",
            "medical_insured": medical,
            "pension_insured": pension,
        }
        for place, (medical, pension) in enumerate(insured)
    ]
    first = texts[0] | {
        "citizen_id": number(1960, 5, 1 + len(insured), 1),
        "birth_date": f"1960-05-0{1 + len(insured)}",
    }
    household, _ = add_household(office, {"villager_group": group}, first)
    for each in texts[1:]:
        add_person(office, household, each)
    child = {
        "name": f"{group[0]}小",
        "citizen_id": number(2018, 6, 1 + len(insured), 1),
        "birth_date": f"2018-06-0{1 + len(insured)}",
        "medical_insured": "resident",
        "pension_insured": "none",
    }
    add_person(office, household, child)


def tell_every_count(office: Office) -> None:
    """However small: these tests are about who is counted."""
    set_terms(office, {LEAST_COUNT: 1})


def counted(office: Office, request: NoticeRequest) -> list[tuple]:
    data, _ = build_document(office, request, "x")
    return [(row["group"], row["owed"], row["joined"], row.get("note")) for row in data.tables["rows"]]


def test_the_residents_scheme_is_counted_by_group_without_those_of_another_scheme(office: Office):
    tell_every_count(office)
    assert counted(office, MEDICAL) == [("二组", 3, 2, None), ("十组", 2, 2, None)]


def test_children_need_no_pension_and_whom_nobody_asked_is_said_so(office: Office):
    tell_every_count(office)
    assert counted(office, PENSION) == [("二组", 2, 1, None), ("十组", 0, 0, "另有1人未登记")]


def test_the_sheet_names_nobody_and_is_called_after_the_scheme(office: Office):
    texts = tuple(build_document(office, MEDICAL, "x")[1].texts())
    text = "".join(texts)
    assert "城乡居民基本医疗保险" in text
    assert not [name for name in ("二0", "二1", "二2", "二小", "十小") if name in texts]


def test_a_typed_row_takes_the_place_of_what_was_counted_for_its_group(office: Office):
    tell_every_count(office)
    save_rows(office, MEDICAL, {"rows": [EnteredRow("", {"group": "二组", "owed": 40, "joined": 39})]})
    assert counted(office, MEDICAL) == [("十组", 2, 2, None), ("二组", 40, 39, None)]


def test_the_insurance_of_farmers_who_lost_land_stays_typed(office: Office):
    request = replace(MEDICAL, item="V26", values=(("insurance", "被征地农民基本养老保险"),))
    assert counted(office, request) == []


def settle_many(office: Office, group: str, joined: int, missing: int) -> None:
    """A household so large that its group can be told by itself, past the forms."""
    household, _ = add_household(office, {"villager_group": group}, {"name": f"{group}户主"})
    with office.change("edit", "加人") as work:
        for place in range(joined + missing):
            values = {"name": f"{group}{place}", "birth_date": "1980-01-01"}
            scheme = "resident" if place < joined else "none"
            person = work.insert("person", values | {"medical_insured": scheme})
            stay = {
                "household_id": household,
                "person_id": person,
                "from_date": "2000-01-01",
                "role": "member",
            }
            work.insert("membership", stay)


def test_groups_with_too_few_on_one_side_are_told_together(office: Office):
    settle_many(office, "一组", 20, 9)
    settle_many(office, "三组", 30, 0)
    settle_many(office, "四组", 40, 2)
    rows = counted(office, MEDICAL)
    assert [row[:3] for row in rows] == [("三组", 30, 30), ("一组、二组、四组、十组", 76, 64)]
    assert rows[1][3].startswith("另有")


def test_where_the_whole_village_has_too_few_only_those_who_should_join_are_told(office: Office):
    assert counted(office, MEDICAL) == [("二组、十组", 5, "—", "人数过少，不分列")]
    texts = list(build_document(office, MEDICAL, "x")[1].texts())
    assert "5" in texts
    assert "4" not in texts  # those who joined
    assert "1" in texts  # the serial number alone
    assert texts.count("1") == 1


def test_a_figure_leads_to_those_it_counts_and_to_no_others(office: Office):
    settle_many(office, "一组", 20, 9)
    figures = read_figures(office, make_notice(office, MEDICAL))
    told = {}
    for page, lines in enumerate(figures.lines):
        for place_of_line, line in enumerate(lines):
            for cell in range(len(line.cells)):
                place = CellPlace(page, place_of_line, cell)
                key = (figures.column(place).heading, figures.text(place), line.sums)
                told[key] = len(figures.origins(place))
    assert told["已参保人数", "24", True] == 24
    assert told["未参保人数", "10", True] == 10
