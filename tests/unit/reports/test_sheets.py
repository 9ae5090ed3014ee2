"""Sheets made from templates alone: each prints, says what is missing, adds up, tells people apart."""

import re
from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from desktop.domain.disclosure_item import Scope, items_in_force
from desktop.domain.problem import ProblemError
from desktop.reports.building import build_notice
from desktop.reports.document import WIDE_GAP, Form, Paragraph, RowKind, Table
from desktop.reports.gate import GateRules, inspect, office_phones
from desktop.reports.rendering import render
from desktop.reports.template import TableTemplate, list_templates, template
from tests.unit.reports import pieces, readback
from tests.unit.reports.sheets import filled

SHEETS = [each.name for each in list_templates() if each.kind == "sheet"]
ITEMS = items_in_force("330825002222", date(2026, 11, 1))


def sheet(name, tables=None, **values):
    data = filled(template(name))
    return replace(data, tables=data.tables if tables is None else tables, values=dict(data.values) | values)


def table_of(name, rows, caption="", **values):
    notice = build_notice(name, sheet(name, {"rows": tuple(rows)} if not caption else rows, **values))
    return next(each for each in notice.blocks if isinstance(each, Table) and each.caption == caption)


def problems(name, data):
    with pytest.raises(ProblemError) as caught:
        build_notice(name, data)
    return [(each.code, each.place.row, each.place.field) for each in caught.value.problems]


def test_every_item_of_disclosure_has_its_layout():
    names = {each.name for each in list_templates()}
    assert {item.layout for item in ITEMS} <= names


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_passes_the_gate_and_says_so_when_there_is_nothing(name):
    for rows in (12, 0):
        data = filled(template(name), rows)
        pdf = render(build_notice(name, data), draft=False)
        assert inspect(pdf, GateRules(office_phones(data), data.number)) == ()
        tables = [each for each in template(name).blocks if isinstance(each, TableTemplate)]
        if rows == 0 and tables:
            assert "本期无此项内容" in "".join(readback.page_texts(pdf))


@pytest.mark.parametrize("name", SHEETS)
def test_what_a_text_needs_is_asked_for(name):
    """A paragraph with an empty gap is left out whole, so its gaps must not be optional.

    One that says nothing but this goes when there is nothing to say: what is attached, what was given back.
    """
    chosen = template(name)
    optional = {field.name for field in chosen.fields if not field.required}
    for block in chosen.blocks:
        if isinstance(block, Paragraph) and WIDE_GAP not in block.text:
            gaps = {gap for _, gap, _, _ in Formatter().parse(block.text) if gap}
            assert len(gaps) == 1 or not gaps & optional


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_that_its_item_masks_is_a_column_or_a_field(name):
    chosen = template(name)
    masked = {field for item in ITEMS if item.layout == name for field in item.mask} - {"address"}
    columns = {c.value for block in chosen.blocks if isinstance(block, TableTemplate) for c in block.columns}
    assert not masked & (columns | {field.name for field in chosen.fields})


def test_what_may_not_hang_on_the_wall_is_stamped_so():
    for item in ITEMS:
        if item.scope is Scope.RESTRICTED:
            assert template(item.layout).stamp == "仅限党内"


def test_a_missing_value_a_missing_cell_and_a_word_that_is_not_allowed_are_told_with_their_place():
    good = sheet("contracts").tables["rows"]
    rows = ({**good[0], "name": ""}, good[1], {**good[2], "award": "抓阄"})
    assert problems("contracts", sheet("contracts", {"rows": rows})) == [
        ("DOC-016", 1, "name"),
        ("DOC-017", 3, "award"),
    ]
    assert problems("aid_list", sheet("aid_list", programme=" ")) == [("DOC-015", None, "programme")]


def test_a_cell_that_is_no_number_or_no_day_is_named_with_its_place():
    row = dict(sheet("labour_and_funds").tables["rows"][0])
    wrong = {**row, "rate_cents": "十五元", "decided_on": "四月二十日"}
    assert problems("labour_and_funds", sheet("labour_and_funds", {"rows": (row, wrong)})) == [
        ("DOC-018", 2, "decided_on"),
        ("DOC-018", 2, "rate_cents"),
    ]


def test_columns_worked_out_from_others_add_up_and_unknown_counts_as_nothing():
    row = {**sheet("official_pay").tables["rows"][0], "basic_cents": 100_00, "bonus_cents": None}
    row |= {"allowance_cents": 20_50, "other_cents": -50}
    table = table_of("official_pay", [row])
    assert table.rows[0].cells[10].text() == "120.00"
    assert table.capital == 10


def test_a_share_is_percent_and_a_stroke_where_there_is_nothing_to_divide_by():
    good = {"group": "第一村民小组", "note": ""}
    table = table_of("insurance", [good | {"owed": 8, "joined": 7}, good | {"owed": 0, "joined": 0}])
    assert [row.cells[4] for row in table.rows] == ["87.5%", "—"]
    assert table.rows[0].cells[5].text() == "1"


def test_a_payment_list_is_grouped_with_a_total_for_each_group_which_the_grand_total_does_not_count_twice():
    good = {"item": "补贴", "area": 100, "rate_cents": 100, "note": "", "hamlet": ""}
    rows = [
        good | {"head": name, "group": group, "amount_cents": cents}
        for name, group, cents in (
            ("周建国", "第一村民小组", 100_00),
            ("吴金凤", "第二村民小组", 50_00),
            ("王㛃", "第二村民小组", 1_00),
        )
    ]
    table = table_of("subsidy_list", rows)
    assert [row.label for row in table.rows if row.kind is RowKind.GROUP] == ["第一村民小组", "第二村民小组"]
    totals = [row.cells[5].text() for row in table.rows if row.kind is RowKind.STATEMENT]
    assert totals == ["100.00", "51.00"]
    assert [row.cells[0] for row in table.rows if row.kind is RowKind.ENTRY] == ["1", "2", "3"]
    pdf = render(build_notice("subsidy_list", sheet("subsidy_list", {"rows": tuple(rows)})), draft=False)
    assert "151.00" in "".join(readback.page_texts(pdf))


def namesakes(*rows, name="aid_list"):
    good = {"kind": "新增", "amount_cents": 1, "when": ""}
    data = [good | dict(zip(("name", "group", "head"), row, strict=True)) for row in rows]
    return [row.cells[1] for row in table_of(name, data).rows]


def test_namesakes_whose_groups_stand_beside_them_need_nothing_more():
    assert namesakes(("王芳", "一组", "王大"), ("王芳", "二组", "李四")) == ["王芳", "王芳"]


def test_namesakes_of_one_group_are_told_apart_by_the_head_of_their_household():
    names = namesakes(("王芳", "一组", "王大"), ("王芳", "一组", "李四"), ("赵六", "一组", "赵六"))
    assert names == ["王芳（王大）", "王芳（李四）", "赵六"]


def test_namesakes_get_their_group_where_no_column_shows_it():
    rows = [
        {"name": name, "deeds": "助人", "note": "", "group": group}
        for name, group in (("王芳", "一组"), ("王芳", "二组"), ("赵六", "一组"))
    ]
    shown = [row.cells[1] for row in table_of("party_awards", rows).rows]
    assert shown == ["王芳（一组）", "王芳（二组）", "赵六"]


def test_a_project_shows_its_three_stages_as_forms():
    notice = build_notice("project", sheet("project", project="山塘整治"))
    forms = [block for block in notice.blocks if isinstance(block, Form)]
    assert [form.caption for form in forms] == ["一、立项", "二、实施", "三、竣工"]
    assert forms[0].fields[0].value == "山塘整治"


def test_a_village_without_a_township_telephone_prints_no_empty_label():
    data = replace(
        sheet("party_candidate"),
        publication=replace(pieces.PUBLICATION, town_phone="", office_phone="1234567"),
    )
    notes = " ".join(build_notice("party_candidate", data).notes)
    assert "乡镇党委电话" not in notes
    assert re.search(r"受理电话：1234567", notes)


def test_groups_stand_by_their_numbers_however_the_rows_were_typed():
    rows = sheet("subsidy_list").tables["rows"][:3]
    typed = [{**row, "group": name} for row, name in zip(rows, ("十一组", "二组", "三组"), strict=True)]
    labels = [row.label for row in table_of("subsidy_list", typed).rows if row.kind is RowKind.GROUP]
    assert labels == ["二组", "三组", "十一组"]
