"""Where a sheet may hang, and what is covered on the copy that hangs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.disclosure_item import Scope
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import boards, place_problems, scope_of, usual_places
from desktop.services.disclosure.sheet_rows import EnteredRow, read_sheet, save_rows
from desktop.services.office import Office
from desktop.services.register_editing import add_household, add_person
from desktop.services.settings import save_settings
from tests.support.ledger import number
from tests.support.village_copies import copy_office

DAY = date(2026, 10, 20)
AID = NoticeRequest(
    "aid_list",
    "2026-07-01",
    "2026-09-30",
    "2026-10-20",
    item="V17",
    values=(("programme", "临时救助"),),
)


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    save_settings(made, board_place="村口公开栏、溪东公开栏", branch_place="党员活动室")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("item", "place", "codes"),
    [
        ("V15", "村口公开栏", []),
        ("V15", "随便哪里", []),
        ("D11", "党员活动室", []),
        ("D11", "村口公开栏", ["DOC-120"]),
        ("D11", "小卖部门口", ["DOC-120"]),
        ("D16", "溪东公开栏", ["DOC-120"]),
        ("D16", "党员活动室", ["DOC-120"]),
        ("D16", "支部大会上宣读", []),
        ("", "村口公开栏", []),
    ],
)
def test_a_sheet_hangs_only_where_its_readers_are(office: Office, item: str, place: str, codes: list[str]):
    assert [problem.code for problem in place_problems(office, item, [place], DAY)] == codes


def test_discipline_is_for_certain_people_and_says_so_on_its_head(office: Office):
    assert scope_of(office, "D16", DAY) is Scope.RESTRICTED
    request = NoticeRequest(
        "party_text",
        "2026-07-01",
        "2026-09-30",
        "2026-10-20",
        item="D16",
        values=(("subject", "通报"), ("body", "经研究决定。")),
    )
    data, document = build_document(office, request, "999901101201-2026-D-0001-v1")
    assert document.stamp == "仅限党内"
    assert data.publication.place == ""
    assert build_document(office, replace(request, item="D17"), "x")[1].stamp == "支部范围"
    assert build_document(office, replace(request, item="D17"), "x")[0].publication.place == "党员活动室"
    assert build_document(office, replace(request, item="D01"), "x")[1].stamp == ""


def test_a_sheet_that_names_no_board_is_meant_for_those_that_may_show_it(office: Office):
    today = office.today()
    assert usual_places(office, "D17", today) == ("党员活动室",)
    assert usual_places(office, "D16", today) == ()
    assert usual_places(office, "V19", today) == ("村口公开栏", "溪东公开栏")


def test_boards_are_read_from_a_setting_however_they_are_divided():
    assert boards("村口；溪东, 岭脚\n祠堂、") == ("村口", "溪东", "岭脚", "祠堂")


def test_a_child_on_an_aid_sheet_is_covered_on_the_copy_and_whole_in_the_store(office: Office):
    household, _ = add_household(
        office, {"villager_group": "一组"}, {"name": "欧阳建国", "citizen_id": number(1980, 5, 1, 1)}
    )
    add_person(
        office,
        household,
        {"name": "欧阳小宝", "citizen_id": number(2018, 6, 1, 3), "birth_date": "2018-06-01"},
    )
    row = {"name": "欧阳小宝", "group": "一组", "kind": "突发困难", "amount_cents": 50_000}
    adult = row | {"name": "欧阳建国"}
    save_rows(office, AID, {"rows": [EnteredRow("", row), EnteredRow("", adult)]})
    _, document = build_document(office, AID, "999901101201-2026-V-0001-v1")
    printed = "".join(document.texts())
    assert "欧阳某某" in printed
    assert "欧阳小宝" not in printed
    assert "欧阳建国" in printed
    assert [each.cells["name"] for each in read_sheet(office, AID).tables["rows"]] == ["欧阳小宝", "欧阳建国"]


def test_a_field_that_an_item_masks_is_left_out_though_its_layout_prints_it(office: Office):
    row = {"name": "周建国", "group": "一组", "kind": "其他", "amount_cents": 50_000}
    request = replace(AID, item="V19")  # V19 masks names
    save_rows(office, request, {"rows": [EnteredRow("", row)]})
    printed = "".join(build_document(office, request, "x")[1].texts())
    assert "周建国" not in printed
    assert "周某某" in printed
