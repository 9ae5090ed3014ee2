"""What the county orders about disclosure reaches a village as a record of the county's."""

import json
from datetime import date
from pathlib import Path

import pytest

from desktop.cli.exit_codes import ExitCode
from desktop.domain.disclosure_item import Frequency, Overlay, items_in_force
from desktop.domain.disclosure_overlay import read_overlays
from desktop.domain.problem import ProblemError
from sync.county.cli import main
from sync.county.store.disclosure_overlays import push_overlays
from sync.protocol.operation import Op
from tests.support.village_pc import NOW_MS, operation

CODE = "999901101201"
HEAD = "code,from,to,field,value,source\n"
TABLE = f"{HEAD}V12,2026-01-01,,frequency,month,县目录\nF2,2026-07-01,,reviewer,township,\n"


def order(value: str = "month", source: str = "县目录") -> Overlay:
    return Overlay("V12", "999901", date(2026, 1, 1), None, "frequency", value, source)


def rows(county, pc) -> list:
    return pc.take_pages(pc.exchange(county).pages)


def test_an_order_comes_to_every_pc_of_the_village(county, village_id, pc, other_pc) -> None:
    assert push_overlays(county, village_id, [order()], NOW_MS) == 1
    for each in (pc, other_pc):
        (row,) = rows(county, each)
        assert row.fields == {
            "code": "V12",
            "jurisdiction": "999901",
            "valid_from": "2026-01-01",
            "field": "frequency",
            "value": "month",
            "source": "县目录",
        }


def test_a_newer_value_replaces_the_order_and_an_equal_one_does_nothing(county, village_id, pc) -> None:
    push_overlays(county, village_id, [order()], NOW_MS)
    rows(county, pc)
    assert push_overlays(county, village_id, [order()], NOW_MS) == 0
    assert rows(county, pc) == []
    assert push_overlays(county, village_id, [order("quarter")], NOW_MS) == 1
    (row,) = rows(county, pc)
    assert row.fields["value"] == "quarter"


def test_a_village_cannot_make_orders_of_its_own(county, pc) -> None:
    receipt = pc.send(county, operation("disclosure_overlay", Op.INSERT, code="V12", field="frequency"))
    assert [refusal.code for refusal in receipt.refusals] == ["SYN-202"]


def test_a_table_is_read_as_the_catalogue_means_it() -> None:
    overlays = read_overlays(TABLE, "999901")
    items = {item.code: item for item in items_in_force(CODE, date(2026, 8, 1), overlays)}
    assert items["V12"].frequency == {Frequency.MONTH}
    assert {items[code].reviewer.value for code in ("F201", "F301")} == {"township"}
    elsewhere = {item.code: item for item in items_in_force("330101101201", date(2026, 8, 1), overlays)}
    assert elsewhere["V12"].frequency == {Frequency.QUARTER}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("V77,2026-01-01,,frequency,month,", "DOC-070"),
        ("V12,2026-01-01,,basis,x,", "DOC-071"),
        ("V12,2026-01-01,,frequency,fortnight,", "DOC-072"),
        ("V12,2026-01-01,,frequency,,", "DOC-072"),
        ("V12,2026-01-01,,mask,address,", "DOC-072"),
        ("V12,2026-01-01,,layout,nothing,", "DOC-072"),
        ("V12,2026-01-01,,owed_if,rich,", "DOC-072"),
        ("V12,2026-01-01,,notice,age.adult,", "DOC-072"),
        ("V12,2026/1/1,,frequency,month,", "DOC-073"),
        ("V12,2026-02-01,2026-01-01,frequency,month,", "DOC-073"),
    ],
)
def test_a_faulty_row_is_refused_and_named(row: str, code: str) -> None:
    with pytest.raises(ProblemError) as raised:
        read_overlays(f"code,from,to,field,value,source\nV12,2026-01-01,,frequency,month,\n{row}\n", "999901")
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.row) == (code, 3)


def test_an_order_for_another_county_is_refused() -> None:
    table = "code,jurisdiction,from,to,field,value,source\nV12,3308,2026-01-01,,frequency,month,\n"
    with pytest.raises(ProblemError) as raised:
        read_overlays(table, "999901")
    assert raised.value.problems[0].code == "DOC-077"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "code,from,to,field,value,source\n"])
def test_what_is_no_table_of_orders_is_refused(text: str) -> None:
    with pytest.raises(ProblemError) as raised:
        read_overlays(text, "999901")
    assert raised.value.problems[0].code == "DOC-074"


def test_the_operator_pushes_a_file_to_one_village_or_to_all(database_url, tmp_path: Path, capsys) -> None:
    place = ("--database", database_url, "--data", str(tmp_path / "data"))
    file = tmp_path / "规定.csv"
    file.write_text(TABLE, encoding="utf-8")
    main(["village", "add", CODE, "示范村", *place])
    main(["village", "add", "999901101202", "别村", *place])
    capsys.readouterr()
    assert main(["disclosure", "push", str(file), "--village", CODE, "--json", *place]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["villages"] == [{"code": CODE, "orders": 2, "changed": 2}]
    assert main(["disclosure", "push", str(file), "--all", "--json", *place]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert {each["code"]: each["changed"] for each in told["villages"]} == {CODE: 0, "999901101202": 2}


def test_a_faulty_file_is_pushed_to_nobody(database_url, tmp_path: Path, capsys) -> None:
    place = ("--database", database_url, "--data", str(tmp_path / "data"))
    file = tmp_path / "规定.csv"
    file.write_text(TABLE + "V12,2026-01-01,,frequency,sometimes,\n", encoding="utf-8")
    main(["village", "add", CODE, "示范村", *place])
    capsys.readouterr()
    assert main(["disclosure", "push", str(file), "--all", *place]) == ExitCode.PROBLEM
    assert "DOC-072" in capsys.readouterr().err
    file.write_text(TABLE, encoding="utf-8")
    main(["disclosure", "push", str(file), "--all", "--json", *place])
    assert json.loads(capsys.readouterr().out)["villages"][0]["changed"] == 2
