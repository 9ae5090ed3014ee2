"""Saved tables run from the register, leave with a reason, say what changed, and fill any form."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.accounts import Role
from desktop.domain.register_filter import Condition, ListLayout, Op, RegisterFilter, SortKey
from desktop.domain.report_table import (
    AskedTable,
    ReportColumn,
    ReportSpec,
    Source,
    Subject,
    askable_fields,
)
from desktop.services.office import Office
from desktop.services.register import ListKind
from desktop.services.report_tables import tables
from desktop.services.report_tables.exporting import export_table
from desktop.services.report_tables.forms import read_form_table
from desktop.services.report_tables.running import fields_of, run_table
from desktop.services.report_tables.tables import NewTable
from desktop.services.report_tables.values import set_value
from tests.support.disclosure import as_role
from tests.support.households import Village, fill_with_households
from tests.support.offices import make_office
from tests.support.refusals import refusal


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Village]]:
    made = make_office(tmp_path_factory.mktemp("tables"))
    yield made, fill_with_households(made)
    made.close()


@pytest.fixture
def office(vault: tuple[Office, Village]) -> Office:
    return vault[0]


@pytest.fixture
def village(vault: tuple[Office, Village]) -> Village:
    return vault[1]


def people(*keys: str, **more) -> ReportSpec:
    fields = fields_of(Subject.PEOPLE)
    columns = [ReportColumn(key, fields[key].label) for key in keys]
    return ReportSpec(Subject.PEOPLE, (tables.serial_column(), *columns), **more)


def saved(office: Office, title: str, spec: ReportSpec, **more):
    return tables.find_table(office, tables.save_table(office, NewTable(title, spec, **more)))


def test_everything_that_may_be_asked_for_is_a_column_of_a_table() -> None:
    for subject in Subject:
        assert {key for key, _, _ in askable_fields(subject)} <= fields_of(subject).keys()


def test_every_column_can_be_read_for_people_and_households(office) -> None:
    for subject in Subject:
        columns = tuple(ReportColumn(key, field.label) for key, field in fields_of(subject).items())
        for start in range(0, len(columns), 50):
            run = run_table(office, ReportSpec(subject, columns[start : start + 50]))
            assert len(run.body.rows) == (5 if subject is Subject.PEOPLE else 3)


def test_rows_follow_filter_and_order_and_ages_are_those_of_the_day(office) -> None:
    chosen = RegisterFilter((Condition("age", Op.BETWEEN, ("60", "")),), "2020-01-01")
    run = run_table(office, people("name", "age", filter=chosen, sort=(SortKey("age", True),)))
    assert [row.cells for row in run.body.rows] == [("1", "张建国", "61")]
    assert run.on == "2020-01-01"


def test_sensitive_columns_are_masked_on_the_screen_and_need_right_and_reason_to_leave(
    office, village, tmp_path
) -> None:
    table = saved(office, "身份核对表", people("name", "citizen_id"))
    run = run_table(office, table.spec, table.id)
    number = village.numbers["张建国"]
    assert any(number in row.cells for row in run.body.rows)
    assert not any(number in row.cells for row in run.masked().rows)
    path = tmp_path / "x.xlsx"
    assert refusal(export_table, office, table, run, path, " ") == ["TSK-018"]
    assert refusal(export_table, as_role(office, Role.BOOKKEEPER), table, run, path, "核对") == ["SYS-403"]
    assert not path.exists()
    assert export_table(office, table, run, path, "民政局核对身份").rows == 5
    with office.store.reading() as connection:
        logged = connection.execute(
            "SELECT kind, purpose FROM access_log WHERE target_id = ?", (table.id,)
        ).fetchall()
    assert logged == [("export_full", "民政局核对身份")]


def test_a_plain_workbook_has_title_headings_totals_and_foot(office, tmp_path) -> None:
    spec = ReportSpec(
        Subject.HOUSEHOLDS,
        (
            tables.serial_column(),
            ReportColumn("head_name", "户主"),
            ReportColumn("member_count", "人口", total=True),
        ),
        head=("人口表", "单位：人"),
        foot=("填表人：",),
    )
    table = saved(office, "各户人口", spec)
    run = run_table(office, spec, table.id)
    export_table(office, table, run, tmp_path / "x.xlsx", "")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert texts[0][0] == "人口表"
    assert texts[2] == ["序号", "户主", "人口"]
    assert texts[-2] == ["合计", None, 5]
    assert [row[2] for row in texts[3:-2]] == [2, 1, 2]
    assert "数据截至" in sheet.oddFooter.left.text
    assert f"{len(run.body.rows)} 行" in sheet.oddFooter.left.text
    assert texts[-1][0] == "填表人："


def test_the_next_run_says_what_changed_and_equal_rows_are_kept_once(office, tmp_path) -> None:
    chosen = RegisterFilter((Condition("villager_group", Op.IN, ("一组",)),))
    table = saved(office, "一组名单", people("name", "former_name", filter=chosen))
    first = run_table(office, table.spec, table.id)
    assert first.changes is None
    export_table(office, table, first, tmp_path / "1.xlsx", "")
    assert run_table(office, table.spec, table.id).changes.is_empty
    export_table(office, table, first, tmp_path / "2.xlsx", "")
    with office.change("edit", "x") as work:
        (wang,) = [row.id for row in first.body.rows if "王海军" in row.cells]
        work.update("person", wang, {"former_name": "王海"})
    second = run_table(office, table.spec, table.id)
    assert second.changes.changed == {(wang, "曾用名"): ""}
    with office.store.reading() as connection:
        kept = connection.execute(
            "SELECT body IS NULL FROM report_run WHERE report_id = ? ORDER BY pk", (table.id,)
        ).fetchall()
    assert kept == [(0,), (1,)]
    assert tables.find_table(office, table.id).last_rows == 3


def test_what_the_register_does_not_know_is_typed_once_and_stands_in_every_table(office, village) -> None:
    own = ReportColumn("鞋码", "鞋码", Source.OWN)
    spec = ReportSpec(Subject.PEOPLE, (ReportColumn("name", "姓名"), own))
    run = run_table(office, spec)
    wang = village.people["王海军"]
    assert (wang, "鞋码") in run.missing
    set_value(office, Subject.PEOPLE, wang, "鞋码", " 42 ")
    set_value(office, Subject.PEOPLE, wang, "鞋码", "43")
    other = run_table(office, replace(spec, columns=(own,)))
    assert [row.cells for row in other.body.rows if row.id == wang] == [("43",)]
    assert (wang, "鞋码") not in other.missing
    set_value(office, Subject.PEOPLE, wang, "鞋码", "")
    assert (wang, "鞋码") in run_table(office, spec).missing
    assert refusal(set_value, office, Subject.PEOPLE, wang, "鞋码", "长" * 201) == ["TSK-028"]
    assert refusal(set_value, office, Subject.PEOPLE, "f" * 32, "鞋码", "1") == ["REG-001"]


def test_a_summary_counts_each_group_and_its_totals_are_those_of_all(office) -> None:
    eighty = ("女", Condition("sex", Op.IN, ("2",)))
    spec = tables.summary_spec(Subject.PEOPLE, "villager_group", (eighty,))
    run = run_table(office, spec)
    assert [row.cells for row in run.body.rows] == [("1", "一组", "3", "1"), ("2", "二组", "2", "2")]
    assert run.totals == ("合计", "", "5", "3")


def test_a_list_becomes_a_table_with_its_columns_and_conditions(office) -> None:
    layout = ListLayout(
        RegisterFilter((Condition("villager_group", Op.IN, ("二组",)),)),
        ("name", "problem", "age"),
        sort=(SortKey("age"),),
    )
    spec = tables.spec_of_list(ListKind.PEOPLE, layout)
    assert [column.label for column in spec.columns] == ["序号", "姓名", "年龄"]
    assert [row.cells[1] for row in run_table(office, spec).body.rows] == ["赵一诺", "赵小兰"]


def make_form(path: Path, headings: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["老年人补贴申报表"])
    book.active.append(list(headings))
    book.active.append([None] * len(headings))
    book.save(path)
    return path.read_bytes()


def test_a_requesters_form_is_understood_filled_and_its_unknown_columns_are_named(
    office, village, tmp_path
) -> None:
    form = make_form(tmp_path / "f.xlsx", ("序号", "姓名", "身份证号", "年龄", "鞋码(码)", "签字"))
    _, spec = read_form_table(office, form)
    assert [(column.key, column.source) for column in spec.columns] == [
        ("", Source.SERIAL),
        ("name", Source.FIELD),
        ("citizen_id", Source.FIELD),
        ("age", Source.FIELD),
        ("鞋码", Source.OWN),
        ("", Source.BLANK),
    ]
    table = saved(office, "老年人补贴", spec, form=form, form_name="f.xlsx")
    run = run_table(office, table.spec, table.id)
    done = export_table(office, table, run, tmp_path / "out.xlsx", "申报")
    assert done.left_empty == ("鞋码(码)", "签字")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet["A1"].value == "老年人补贴申报表"
    assert [sheet.cell(row, 1).value for row in range(3, 8)] == [1, 2, 3, 4, 5]
    assert sheet["C3"].value == village.numbers["张建国"]


def test_a_form_of_heads_is_one_row_per_household_with_the_heads_facts(office, village, tmp_path) -> None:
    form = make_form(
        tmp_path / "f.xlsx", ("序号", "户主姓名", "户主身份证号", "家庭人口", "联系电话", "住址")
    )
    _, spec = read_form_table(office, form)
    assert spec.subject is Subject.HOUSEHOLDS
    run = run_table(office, spec)
    assert len(run.body.rows) == 3
    (zhang,) = [row.cells for row in run.body.rows if "张建国" in row.cells]
    assert zhang[2] == village.numbers["张建国"]
    assert zhang[3] == "2"


def test_the_table_of_a_task_is_made_once_and_holds_those_who_are_here(office, village) -> None:
    asked = AskedTable(people("name"))
    first = tables.table_of_task(office, "a" * 32, "要一张名单", "民政局", asked)
    assert tables.table_of_task(office, "a" * 32, "要一张名单", "民政局", asked) == first
    table = tables.find_table(office, first)
    assert table.spec.filter == tables.present(Subject.PEOPLE)
    assert table.requester == "民政局"


def test_what_cannot_be_run_or_named_is_refused(office) -> None:
    unknown = ReportSpec(Subject.PEOPLE, (ReportColumn("nonsense", "x"),))
    assert refusal(run_table, office, unknown) == ["TSK-022"]
    assert refusal(run_table, office, ReportSpec(Subject.PEOPLE, ())) == ["TSK-021"]
    assert refusal(tables.save_table, office, NewTable(" ", people("name"))) == ["TSK-023"]
    wide = people(*["name"] * 60)
    assert refusal(tables.save_table, office, NewTable("x", wide)) == ["TSK-024"]
    assert refusal(tables.find_table, office, "f" * 32) == ["TSK-020"]
    for day in ("2026-13-45", "2026-11", "明年"):
        spec = people("name")
        never = replace(spec, filter=replace(spec.filter, on=day))
        assert refusal(tables.save_table, office, NewTable("x", never)) == ["TSK-030"]
        assert refusal(run_table, office, never) == ["TSK-030"]
    table = saved(
        office, "没有人", people("name", filter=RegisterFilter((Condition("name", Op.CONTAINS, ("无",)),)))
    )
    run = run_table(office, table.spec, table.id)
    assert refusal(export_table, office, table, run, Path("nowhere.xlsx"), "") == ["TSK-029"]
    tables.retire_table(office, table.id)
    assert table.id not in {each.id for each in tables.list_tables(office)}
