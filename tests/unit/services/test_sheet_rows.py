"""Rows typed for a sheet: read as a clerk writes, kept in one action, taken from workbooks, printed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from desktop.reports.data import Sheet
from desktop.reports.template import list_templates, template
from desktop.services.disclosure import notices
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_cells import (
    GridColumn,
    grid_tables,
    read_cell,
    read_field,
    show_cell,
    show_computed,
    totals,
)
from desktop.services.disclosure.sheet_rows import (
    EnteredRow,
    previous_rows,
    read_sheet,
    read_texts,
    save_rows,
    take_table,
)
from desktop.services.office import Office, User
from tests.support.refusals import codes_of
from tests.support.village_copies import copy_office

TODAY = date(2026, 10, 20)
LABOUR = NoticeRequest("casual_labour", "2026-07-01", "2026-09-30", "2026-10-20")
POINTS = NoticeRequest("points", "2026-07-01", "2026-09-30", "2026-10-20")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


def labour(name: str = "周建国", cents: int = 36_000, row_id: str = "") -> EnteredRow:
    cells = {"on": "2026-07-05", "purpose": "垃圾清运", "name": name, "rate_cents": 18_000, "days": "2"}
    return EnteredRow(row_id, cells | {"amount_cents": cents})


def column(template_name: str, table: str, name: str) -> GridColumn:
    tables = {each.name: each for each in grid_tables(template(template_name))}
    return tables[table].column(name)


def test_rows_come_back_as_they_were_typed_and_stand_on_the_sheet(office: Office):
    save_rows(office, LABOUR, {"rows": [labour("周建国"), labour("吴金凤", 9_050)]})
    rows = read_sheet(office, LABOUR).tables["rows"]
    assert [row.cells["name"] for row in rows] == ["周建国", "吴金凤"]
    data, document = build_document(office, LABOUR, "999901101201-2026-F-0001-v1")
    assert isinstance(data, Sheet)
    assert [row["origin"] for row in data.tables["rows"]] == [f"sheet_row/{row.id}" for row in rows]
    printed = " ".join(document.texts())
    assert "360.00" in printed
    assert "90.50" in printed
    assert "吴金凤" in printed


def test_rows_keep_their_order_and_their_identity_when_they_are_moved_changed_and_removed(office: Office):
    save_rows(office, LABOUR, {"rows": [labour("甲"), labour("乙"), labour("丙")]})
    first, second, third = read_sheet(office, LABOUR).tables["rows"]
    changed = EnteredRow(third.id, {**third.cells, "amount_cents": 1_00})
    save_rows(office, LABOUR, {"rows": [changed, labour("丁"), first]})
    rows = read_sheet(office, LABOUR).tables["rows"]
    assert [row.cells["name"] for row in rows] == ["丙", "丁", "甲"]
    assert [rows[0].id, rows[2].id] == [third.id, first.id]
    assert rows[0].cells["amount_cents"] == 1_00
    assert second.id not in {row.id for row in rows}


def test_saving_is_one_action_in_the_history(office: Office):
    def actions() -> int:
        with office.store.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM change_set").fetchone()[0])

    before = actions()
    save_rows(office, LABOUR, {"rows": [labour(), labour(), labour()]})
    assert actions() == before + 1


def test_items_periods_and_records_that_share_a_layout_keep_their_rows_apart(office: Office):
    base = NoticeRequest("aid_list", "2026-07-01", "2026-09-30", "2026-10-20", item="V16")
    variants = [
        base,
        replace(base, item="V17"),
        replace(base, first="2026-10-01", last="2026-12-31"),
        replace(base, record_id="0" * 32),
    ]
    for number, request in enumerate(variants):
        save_rows(office, request, {"rows": [EnteredRow("", {"name": f"人{number}", "group": "一组"})]})
    for number, request in enumerate(variants):
        (row,) = read_sheet(office, request).tables["rows"]
        assert row.cells["name"] == f"人{number}"


def test_a_missing_cell_and_a_foreign_choice_are_refused_with_their_place_and_nothing_is_kept(office: Office):
    request = NoticeRequest("aid_list", "2026-07-01", "2026-09-30", "2026-10-20", item="V17")
    bad = [EnteredRow("", {"name": "甲", "group": "一组"}), EnteredRow("", {"name": "乙", "kind": "好人"})]
    with pytest.raises(ProblemError) as refused:
        save_rows(office, request, {"rows": bad})
    assert codes_of(refused) == ["DOC-016", "DOC-017"]
    assert [(p.place.row, p.place.field) for p in refused.value.problems if p.place] == [
        (2, "group"),
        (2, "kind"),
    ]
    assert read_sheet(office, request).tables["rows"] == ()


def test_who_may_not_draft_may_look_but_not_type(office: Office):
    save_rows(office, LABOUR, {"rows": [labour()]})
    role = Role.SUPERVISOR
    supervisor = replace(office, user=User(UserId("user-s"), "s", "周监督", role))
    assert len(read_sheet(supervisor, LABOUR).tables["rows"]) == 1
    with pytest.raises(ProblemError) as refused:
        save_rows(supervisor, LABOUR, {"rows": []})
    assert codes_of(refused) == ["SYS-403"]


def test_the_rows_of_the_period_before_are_offered_as_new_rows(office: Office):
    assert previous_rows(office, POINTS) is None
    for first, last, name in (
        ("2026-01-01", "2026-03-31", "甲"),
        ("2026-04-01", "2026-06-30", "乙"),
        ("2026-10-01", "2026-12-31", "丙"),
    ):
        row = EnteredRow("", {"head": name, "group": "一组", "before": 3})
        save_rows(office, replace(POINTS, first=first, last=last), {"rows": [row]})
    found = previous_rows(office, POINTS)
    assert found is not None
    assert [(row.id, row.cells["head"]) for row in found.tables["rows"]] == [("", "乙")]


def test_what_the_layout_asks_for_is_kept_with_a_draft_and_refused_after_it_was_submitted(office: Office):
    request = NoticeRequest(
        "aid_list", "2026-07-01", "2026-09-30", "2026-10-20", values=(("programme", "临时救助"),)
    )
    notice = notices.make_notice(office, request)
    save_rows(office, request, {"rows": []}, notice_id=notice, values={"programme": "医疗救助"})
    kept = notices.get_notice(office, notice).request
    assert kept.values == (("programme", "医疗救助"),)
    assert kept.last == request.last
    notices.refresh(office, notice)
    notices.submit(office, notice)
    with pytest.raises(ProblemError) as refused:
        save_rows(office, request, {"rows": []}, notice_id=notice, values={"programme": "别的"})
    assert codes_of(refused) == ["DOC-115"]


@pytest.mark.parametrize(
    ("name", "typed", "kept", "shown"),
    [
        ("amount_cents", "1,200.5", 120_050, "1200.50"),
        ("amount_cents", "１２００元", 120_000, "1200.00"),
        ("amount_cents", "1.2万", 1_200_000, "12000.00"),
        ("on", "2026年7月5日", "2026-07-05", "2026-07-05"),
        ("on", "7月5日", "2026-07-05", "2026-07-05"),
        ("on", "7.5", "2026-07-05", "2026-07-05"),
        ("on", "20260705", "2026-07-05", "2026-07-05"),
        ("name", " 周建国 ", "周建国", "周建国"),
        ("name", "", None, ""),
    ],
)
def test_a_cell_is_read_as_clerks_write_it_and_shown_as_it_will_be_printed(name, typed, kept, shown):
    about = column("casual_labour", "rows", name)
    value = read_cell(about, typed, TODAY).value
    assert value == kept
    assert show_cell(about, value) == shown


@pytest.mark.parametrize(
    ("layout", "table", "name", "typed", "code"),
    [
        ("casual_labour", "rows", "on", "七月底", "DOC-110"),
        ("casual_labour", "rows", "amount_cents", "一些", "DOC-111"),
        ("party_points", "totals", "count", "3.5", "DOC-112"),
        ("aid_list", "rows", "kind", "好人", "DOC-113"),
    ],
)
def test_what_means_nothing_in_a_column_is_named(layout, table, name, typed, code):
    reading = read_cell(column(layout, table, name), typed, TODAY)
    assert reading.value is None
    assert [problem.code for problem in reading.problems] == [code]


@given(st.integers(-(10**11), 10**11), st.sampled_from(["amount_cents", "rate_cents"]))
def test_a_shown_amount_is_read_as_the_same_amount(cents, name):
    about = column("casual_labour", "rows", name)
    assert read_cell(about, show_cell(about, cents), TODAY).value == cents


@given(st.integers(0, 10**8))
def test_a_shown_area_is_read_as_the_same_area(hundredths):
    about = column("subsidy_list", "rows", "area")
    assert read_cell(about, show_cell(about, hundredths), TODAY).value == hundredths


def test_values_of_the_texts_are_written_as_the_sheet_says_them():
    fields = {each.name: each for each in template("compensation").fields}
    assert read_field(fields["total"], "386,200", TODAY).value == "386200.00"
    met = next(each for each in template("assembly_decision").fields if each.name == "met_on")
    assert read_field(met, "2026-8-2", TODAY).value == "2026年8月2日"
    assert read_field(met, read_field(met, "2026-8-2", TODAY).value or "", TODAY).value == "2026年8月2日"
    assert [each.code for each in read_field(met, "", TODAY).problems] == ["DOC-015"]


def test_what_is_worked_out_and_the_totals_are_those_of_the_sheet():
    chosen = template("party_dues")
    row = {"name": "甲", "first_cents": 300, "second_cents": 200}
    assert show_computed(chosen, "rows", row) == {"total_cents": "5.00"}
    assert totals(chosen, "rows", [row, row])["total_cents"] == "10.00"


def test_every_layout_of_rows_can_be_typed_and_its_namesakes_told_apart():
    for chosen in list_templates():
        if chosen.kind != "sheet":
            continue
        for table in grid_tables(chosen):
            names = [each.name for each in table.columns]
            assert len(names) == len(set(names))
            assert all(each.heading and not each.heading.isascii() for each in table.columns), chosen.name


def test_a_workbook_gives_the_rows_under_its_headings_in_any_order(tmp_path: Path):
    table = grid_tables(template("casual_labour"))[0]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["示范村三季度零工用工表"])
    sheet.append(["序号", "金额（元）", "姓 名", "用工事由", "日期", "身份证号"])
    sheet.append([1, 360, "周建国", "垃圾清运", date(2026, 7, 5), "x"])
    sheet.append([None, None, None, None, None, None])
    sheet.append([2, "90.5", "吴金凤", "山塘清淤", "2026.8.1", "y"])
    sheet.append(["合计", 450.5, None, None, None, None])
    path = tmp_path / "零工.xlsx"
    book.save(path)
    taken = take_table(path, table)
    assert taken.ignored == ("身份证号",)
    assert "经手人" in taken.missing
    values, problems = read_texts(table, taken.rows, TODAY)
    assert problems == ()
    assert [(v["name"], v["amount_cents"], v["on"]) for v in values] == [
        ("周建国", 36_000, "2026-07-05"),
        ("吴金凤", 9_050, "2026-08-01"),
    ]


def test_a_workbook_without_the_headings_is_refused_with_their_names(tmp_path: Path):
    book = Workbook()
    assert book.active is not None
    book.active.append(["随便", "什么"])
    path = tmp_path / "x.xlsx"
    book.save(path)
    with pytest.raises(ProblemError) as refused:
        take_table(path, grid_tables(template("casual_labour"))[0])
    assert codes_of(refused) == ["DOC-116"]
    assert "用工事由" in refused.value.problems[0].values["columns"]
