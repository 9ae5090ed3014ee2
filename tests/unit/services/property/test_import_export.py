"""Ledgers from the workbooks of bookkeepers and towns, and out again."""

import random
from pathlib import Path

import pytest

from desktop.domain.property_ledger import ledger_fields
from desktop.exchange.reader import read_workbook
from desktop.services import history
from desktop.services.office import Office
from desktop.services.property.importing import export_ledger, import_fields, plan_import, store_import
from desktop.services.property.records import TITLES, list_records, save_record
from desktop.services.register_editing import add_household
from tests.support.ledger import number, save
from tests.support.refusals import refusal

ASSETS = (
    (
        "序号",
        "资产名称",
        "类别",
        "坐落位置",
        "数量",
        "计量单位",
        "购置日期",
        "原值（万元）",
        "净值(万元)",
        "使用情况",
    ),
    (1, "村口店面", "房屋及建筑物", "溪东", 3, "间", "2015年", 20, 12.5, "出租"),
    (2, "烘干机", "机器设备", "岭脚", 1, "台", "2021.3.12", 8, 9, "自用"),
    (3, "", "机器设备", "岭脚", 1, "台", "", 1, 1, "自用"),
    ("", "合计", "", "", "", "", "", 29, 22.5, ""),
)


def found(plan) -> list[tuple[int, list[str]]]:
    return [(row.number, [each.code for each in row.problems]) for row in plan.rows]


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    made = {}
    for serial, (name, group) in enumerate(
        (("周建国", "一组"), ("周建国", "二组"), ("吴金凤", "一组"), ("李孤独", "一组")), start=1
    ):
        _, head = add_household(
            office, {"villager_group": group}, {"name": name, "citizen_id": number(1960, 5, serial, serial)}
        )
        made[f"{name}{group}"] = head
    return made


def test_rows_are_taken_or_told_with_their_place(office: Office, tmp_path: Path) -> None:
    plan = plan_import(office, "asset", save(tmp_path / "资产.xlsx", [("示范村资产清单",), *ASSETS]))
    assert found(plan) == [(3, []), (4, ["FIN-056"]), (5, ["FIN-050"])]
    (problem,) = plan.rows[1].problems
    assert problem.place is not None
    assert (problem.place.sheet, problem.place.row, problem.place.column) == ("名册", 4, "净值")
    assert store_import(office, plan) == 1
    (record,) = list_records(office, "asset")
    assert (record.cells["original_cents"], record.cells["acquired_on"]) == ("200,000.00", "2015")
    entry = history.next_undo(office)
    assert entry is not None
    assert entry.label == "导入资产 1 条"


@pytest.mark.parametrize("seed", range(8))
def test_columns_may_stand_in_any_order(office: Office, tmp_path: Path, seed: int) -> None:
    places = list(range(len(ASSETS[0])))
    random.Random(seed).shuffle(places)
    mixed = [tuple(row[place] for place in places) for row in ASSETS[:3]]
    plan = plan_import(office, "asset", save(tmp_path / "资产.xlsx", mixed))
    straight = plan_import(office, "asset", save(tmp_path / "顺序.xlsx", ASSETS[:3]))
    assert [row.values for row in plan.rows] == [row.values for row in straight.rows]


def test_what_is_registered_already_is_not_taken_again(office: Office, tmp_path: Path) -> None:
    path = save(tmp_path / "资产.xlsx", [*ASSETS[:2], ASSETS[1]])
    plan = plan_import(office, "asset", path)
    assert found(plan) == [(2, []), (3, ["FIN-081"])]
    store_import(office, plan)
    assert found(plan_import(office, "asset", path)) == [(2, ["FIN-081"]), (3, ["FIN-081", "FIN-081"])]


def test_a_workbook_without_the_headings_is_refused(office: Office, tmp_path: Path) -> None:
    path = save(tmp_path / "别的.xlsx", [("甲", "乙"), (1, 2)])
    assert refusal(lambda: plan_import(office, "asset", path)) == ["FIN-080"]


def test_what_the_clerk_said_of_a_column_is_remembered(office: Office, tmp_path: Path) -> None:
    rows = [("名称", "类别", "金额数"), ("山塘", "养殖水面", "12")]
    path = save(tmp_path / "资源.xlsx", rows)
    assert plan_import(office, "land_resource", path).rows[0].values["area_mu"] is None
    chosen = {"名称": "name", "类别": "kind", "金额数": "area_mu"}
    plan = plan_import(office, "land_resource", path, chosen=chosen)
    assert plan.rows[0].values["area_mu"] == 1200
    store_import(office, plan, chosen)
    again = save(tmp_path / "再来.xlsx", [rows[0], ("溪滩", "滩涂", "3.5")])
    assert plan_import(office, "land_resource", again).rows[0].values["area_mu"] == 350


def test_a_contract_finds_the_asset_it_lets_by_name_or_leaves_it_open(office: Office, tmp_path: Path) -> None:
    shop = save_record(office, "asset", {"name": "店面", "kind": "10"}).id
    rows = [
        (
            "合同名称",
            "合同类型",
            "乙方",
            "签约日期",
            "租赁起始",
            "终止日期",
            "年租金",
            "资产名称",
            "会议决定日期",
        ),
        ("一", "资产出租", "甲公司", "2026-01-01", "2026-01-01", "2026-12-31", 100, "店面", "2025-12-01"),
        ("二", "资产出租", "乙公司", "2026-01-01", "2026-01-01", "2026-12-31", 100, "库房", "2025-12-01"),
    ]
    plan = plan_import(office, "contract", save(tmp_path / "合同.xlsx", rows))
    assert found(plan) == [(2, []), (3, ["FIN-085"])]
    assert [row.values["asset_id"] for row in plan.rows] == [shop, None]
    assert store_import(office, plan) == 2


def test_two_rows_that_do_not_fit_together_are_stored_neither(office: Office, tmp_path: Path) -> None:
    save_record(office, "asset", {"name": "店面", "kind": "10"})
    heading = ("合同名称", "合同类型", "乙方", "签约日期", "资产名称")
    rows = [heading, *((name, "资产出租", "甲", "2026-01-01", "店面") for name in "一二")]
    plan = plan_import(office, "contract", save(tmp_path / "合同.xlsx", rows))
    assert len(plan.taken) == 2
    assert refusal(lambda: store_import(office, plan)) == ["FIN-057"]
    assert list_records(office, "contract") == ()


SUBSIDIES = ("序号", "户主姓名", "组别", "身份证号码", "面积(亩)", "标准(元/亩)", "金额(元)")
DEFAULTS = {"programme": "S01", "year": "2026"}


def town_list(tmp_path: Path, *rows: tuple, total: float | None = None) -> Path:
    filled = [(place, *row) for place, row in enumerate(rows, start=1)]
    last = [("合计", "", "", "", "", "", total)] if total is not None else []
    return save(tmp_path / "补贴.xlsx", [("2026年补贴清册",), SUBSIDIES, *filled, *last])


def test_a_towns_list_is_matched_by_number_name_and_group(
    office: Office, tmp_path: Path, people: dict[str, str]
) -> None:
    path = town_list(
        tmp_path,
        ("周建国", "", number(1960, 5, 2, 2), 3, 100, 300),
        ("周建国", "1组", "", 2, 100, 200),
        ("吴金凤", "", "", 1.5, 100, 150),
        total=650,
    )
    plan = plan_import(office, "subsidy", path, DEFAULTS)
    assert found(plan) == [(3, []), (4, []), (5, [])]
    assert [row.values["person_id"] for row in plan.rows] == [
        people["周建国二组"],
        people["周建国一组"],
        people["吴金凤一组"],
    ]
    assert plan.total_cents == 650_00
    assert store_import(office, plan) == 3
    assert {record.cells["programme"] for record in list_records(office, "subsidy")} == {"耕地地力保护补贴"}
    assert found(plan_import(office, "subsidy", path, DEFAULTS)) == [(n, ["FIN-074"]) for n in (3, 4, 5)]


def test_who_can_not_be_told_is_left_out_and_named(
    office: Office, tmp_path: Path, people: dict[str, str]
) -> None:
    path = town_list(
        tmp_path,
        ("周建国", "", "", 1, 100, 100),
        ("没有他", "", "", 1, 100, 100),
        ("吴金凤", "", number(1960, 5, 4, 4), 1, 100, 100),
        ("李孤独", "", "", 1, 100, 99),
    )
    plan = plan_import(office, "subsidy", path, DEFAULTS)
    assert found(plan) == [(3, ["FIN-078"]), (4, ["FIN-077"]), (5, ["FIN-077"]), (6, ["FIN-075"])]
    assert store_import(office, plan) == 1


def test_a_list_whose_total_is_wrong_is_refused_as_a_whole(
    office: Office, tmp_path: Path, people: dict[str, str]
) -> None:
    path = town_list(tmp_path, ("吴金凤", "", "", 1, 100, 100), total=100.01)
    assert refusal(lambda: plan_import(office, "subsidy", path, DEFAULTS)) == ["FIN-076"]


def test_identity_numbers_are_matched_and_never_kept(
    office: Office, tmp_path: Path, people: dict[str, str]
) -> None:
    path = town_list(tmp_path, ("吴金凤", "", number(1960, 5, 3, 3), 1, 100, 100))
    store_import(office, plan_import(office, "subsidy", path, DEFAULTS))
    with office.store.reading() as connection:
        (row,) = connection.execute("SELECT * FROM subsidy").fetchall()
    assert number(1960, 5, 3, 3) not in map(str, row)
    assert "@citizen_id" in dict(import_fields("subsidy"))


def test_what_is_exported_comes_in_again_as_the_same(office: Office, tmp_path: Path) -> None:
    store_import(office, plan_import(office, "asset", save(tmp_path / "资产.xlsx", ASSETS[:2])))
    before = [record.cells for record in list_records(office, "asset")]
    path = tmp_path / "出.xlsx"
    assert export_ledger(office, "asset", path) == 1
    assert read_workbook(path).sheets[0].text(0, 0) == "资产名称"
    entry = history.next_undo(office)
    assert entry is not None
    history.undo(office, entry.change_set)
    assert list_records(office, "asset") == ()
    store_import(office, plan_import(office, "asset", path))
    assert [record.cells for record in list_records(office, "asset")] == before
    with office.store.reading() as connection:
        kinds = connection.execute("SELECT kind, target_table FROM access_log").fetchall()
    assert ("export", "asset") in kinds


@pytest.mark.parametrize("ledger", sorted(TITLES))
def test_every_ledger_says_of_a_list_of_names_what_it_lacks(
    office: Office, people: dict[str, str], tmp_path: Path, ledger: str
) -> None:
    headings = [label for _, label in import_fields(ledger)]
    rows = [headings, ["吴金凤"] * len(headings), ["吴金凤"] * len(headings)]
    plan = plan_import(office, ledger, save(tmp_path / "名单.xlsx", rows), DEFAULTS)
    assert len(plan.rows) == 2
    assert store_import(office, plan) == len(plan.taken)


def test_a_transfer_that_is_on_record_is_not_taken_in_again(
    office: Office, people: dict[str, str], tmp_path: Path
) -> None:
    labels = {field.name: field.label for field in ledger_fields("party_transfer")}
    row = {
        "person_id": "吴金凤",
        "direction": "转入",
        "issued_on": "2026-03-01",
        "number": "示组转〔2026〕1号",
        "from_organisation": "示范镇党委",
        "to_organisation": "示范村党支部",
    }
    path = save(tmp_path / "转接.xlsx", [[labels[name] for name in row], list(row.values())])
    plan = plan_import(office, "party_transfer", path)
    assert found(plan) == [(2, [])]
    store_import(office, plan)
    problems = plan_import(office, "party_transfer", path).rows[0].problems
    assert ("FIN-081", "吴金凤") in [(each.code, each.values.get("name")) for each in problems]
