"""Contracts, assets, resources, debts and projects as the bookkeeper keeps them."""

from dataclasses import replace

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.services import finance, history, meetings
from desktop.services.finance import NewEntry
from desktop.services.meetings import NewMeeting
from desktop.services.office import Office, User
from desktop.services.property.changes import list_changes
from desktop.services.property.records import (
    ALL,
    LedgerRecord,
    check_texts,
    count_states,
    find_targets,
    get_record,
    list_children,
    list_records,
    remove_record,
    save_record,
    typed_texts,
)
from desktop.services.register_editing import add_household, add_person, save_form
from tests.support.ledger import number
from tests.support.refusals import refusal

SHOP = {"name": "村口店面", "kind": "房屋及建筑物", "original_cents": "20万", "net_cents": "15万"}
LEASE = {
    "name": "村口店面租赁合同",
    "kind": "资产出租",
    "counterparty": "示范农机服务部",
    "signed_on": "2025-12-20",
    "from_on": "2026-01-01",
    "to_on": "2028-12-31",
    "price_cents": "12000",
    "price_unit": "元/年",
    "origin": "公开招标",
    "decided_on": "2025-12-01",
}
DEBT = {
    "counterparty": "供水公司",
    "kind": "应收",
    "arisen_on": "2024-05-01",
    "original_cents": "5000",
}
ROAD = {"name": "机耕路硬化", "kind": "道路桥梁", "budget_cents": "10万", "decided_on": "2026-02-01"}


@pytest.fixture
def asset(office: Office) -> str:
    return save_record(office, "asset", SHOP).id


@pytest.fixture
def lease(office: Office, asset: str) -> str:
    return save_record(office, "contract", LEASE | {"asset_id": asset}).id


@pytest.fixture
def debt(office: Office) -> str:
    return save_record(office, "debt", DEBT).id


@pytest.fixture
def road(office: Office) -> str:
    return save_record(office, "project", ROAD).id


def warned(office: Office, ledger: str, texts: dict[str, str], record_id: str = "") -> list[str]:
    return [problem.code for problem in save_record(office, ledger, texts, record_id).warnings]


def only(office: Office, ledger: str) -> LedgerRecord:
    (record,) = list_records(office, ledger)
    return record


def figures(record: LedgerRecord) -> dict[str, str]:
    return dict(record.standing.figures)


def test_a_contract_is_kept_and_shown_with_what_it_lets(office: Office, lease: str) -> None:
    shown = get_record(office, "contract", lease)
    assert (shown.title, shown.state) == ("村口店面租赁合同", "履行中")
    assert shown.cells["asset_id"] == "村口店面"
    assert (shown.cells["price_cents"], figures(shown)) == ("12,000.00", {"年租金": "12,000.00"})


def test_a_form_that_is_saved_as_it_was_opened_changes_nothing(office: Office, lease: str) -> None:
    before = len(history.history(office, "contract", lease))
    save_record(office, "contract", typed_texts(get_record(office, "contract", lease)), lease)
    assert len(history.history(office, "contract", lease)) == before


def test_what_a_form_leaves_out_stays(office: Office, lease: str) -> None:
    save_record(office, "contract", {"paid_until": "2026-12-31"}, lease)
    assert get_record(office, "contract", lease).cells["counterparty"] == "示范农机服务部"


def test_each_action_is_one_and_can_be_undone(office: Office, lease: str) -> None:
    save_record(office, "contract", {"performance": "按期付款"}, lease)
    entry = history.next_undo(office)
    assert entry is not None
    assert entry.label == "修改合同：村口店面租赁合同"
    history.undo(office, entry.change_set)
    assert get_record(office, "contract", lease).cells["performance"] == ""


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({"name": " "}, ["FIN-050"]),
        ({"name": "", "counterparty": "", "kind": "", "signed_on": ""}, ["FIN-050"] * 4),
        ({"to_on": "2025-12-31"}, ["FIN-055"]),
        ({"paid_until": "2025-12-31"}, ["FIN-055"]),
        ({"signed_on": "2027-01-01"}, ["FIN-065"]),
        ({"asset_id": "nobody"}, ["FIN-051"]),
        ({"kind": "租房"}, ["FLD-201"]),
    ],
)
def test_a_faulty_contract_is_refused_as_a_whole(office: Office, texts, codes) -> None:
    assert refusal(lambda: save_record(office, "contract", LEASE | texts)) == codes
    assert list_records(office, "contract") == ()


def test_the_same_asset_is_not_let_twice_on_the_same_days(office: Office, asset: str, lease: str) -> None:
    second = LEASE | {"asset_id": asset, "name": "又一份", "from_on": "2028-12-31", "to_on": "2030-01-01"}
    assert refusal(lambda: save_record(office, "contract", second)) == ["FIN-057"]
    save_record(office, "contract", {"ended_on": "2027-06-30"}, lease)
    save_record(office, "contract", second)
    save_record(office, "contract", {"note": "改一改自己的"}, lease)


def test_land_is_let_in_parts_up_to_its_area(office: Office) -> None:
    land = save_record(office, "land_resource", {"name": "山塘", "kind": "养殖水面", "area_mu": "20亩"}).id
    part = LEASE | {"kind": "资源发包", "land_resource_id": land}
    save_record(office, "contract", part | {"quantity": "12"})
    assert refusal(lambda: save_record(office, "contract", part | {"quantity": "8.01"})) == ["FIN-058"]
    assert refusal(lambda: save_record(office, "contract", part)) == ["FIN-057"]
    assert only(office, "land_resource").state == "部分发包"
    assert figures(only(office, "land_resource"))["未发包面积"] == "8"
    save_record(office, "contract", part | {"quantity": "8"})
    assert only(office, "land_resource").state == "已发包"
    assert refusal(lambda: save_record(office, "land_resource", {"area_mu": "19"}, land)) == ["FIN-058"]


def test_a_contract_lets_one_thing(office: Office, asset: str) -> None:
    land = save_record(office, "land_resource", {"name": "山塘", "kind": "养殖水面"}).id
    both = LEASE | {"asset_id": asset, "land_resource_id": land}
    assert refusal(lambda: save_record(office, "contract", both)) == ["FIN-059"]


def test_a_contract_above_the_threshold_without_tender_is_taken_with_a_warning(office: Office) -> None:
    assert warned(office, "contract", LEASE | {"price_cents": "17000", "origin": "协商"}) == ["FIN-060"]
    assert warned(office, "contract", LEASE | {"price_cents": "16666", "origin": "协商"}) == []
    assert warned(office, "contract", LEASE | {"price_cents": "17000", "origin": "竞价"}) == []


def test_a_lease_that_is_too_long_or_was_not_decided_is_pointed_out(office: Office) -> None:
    long = LEASE | {"price_cents": "", "decided_on": ""}
    assert warned(office, "contract", long | {"to_on": "2046-01-01"}) == ["FIN-063"]
    assert warned(office, "contract", long | {"to_on": "2046-01-02"}) == ["FIN-062", "FIN-063"]


def test_the_day_of_the_decision_comes_from_the_meeting(office: Office) -> None:
    meeting = meetings.add_meeting(office, NewMeeting(("V02",), "2025-11-11", "讨论店面出租", 30, 30, 0, 0))
    saved = save_record(office, "contract", LEASE | {"decided_on": "", "meeting_id": meeting})
    shown = get_record(office, "contract", saved.id)
    assert (shown.cells["decided_on"], shown.cells["meeting_id"]) == ("2025-11-11", "2025-11-11 讨论店面出租")


def test_close_kin_of_an_official_is_named_with_the_relation(office: Office) -> None:
    home, head = add_household(
        office, {"villager_group": "一组"}, {"name": "王文书", "citizen_id": number(1970, 5, 1, 1)}
    )
    son = add_person(
        office,
        home,
        {"name": "王小明", "sex": "男", "birth_date": "1995-05-01", "relation_to_head": "子"},
    )
    save_form(office, "person", son, {"father_person_id": head})
    saved = save_record(office, "contract", LEASE | {"counterparty": "王小明", "person_id": son})
    (warning,) = saved.warnings
    assert warning.code == "FIN-061"
    assert (warning.values["official"], warning.values["relation"]) == ("王文书", "独生子")
    assert warned(office, "contract", LEASE | {"counterparty": "王小明"}) == ["FIN-061"]
    assert warned(office, "contract", LEASE | {"counterparty": "李大山"}) == []


def test_views_hold_what_they_say(office: Office, lease: str) -> None:
    save_record(office, "contract", LEASE | {"name": "旧合同", "to_on": "2026-06-30"})
    save_record(office, "contract", LEASE | {"name": "快到期", "to_on": "2026-12-31"})
    save_record(office, "contract", LEASE | {"name": "欠租的", "paid_until": "2026-03-31"})
    counts = count_states(office, "contract")
    assert counts == {ALL: 4, "future": 0, "running": 1, "ends_soon": 1, "overdue": 1, "ended": 1}
    for state in ("running", "ends_soon", "overdue", "ended"):
        assert len(list_records(office, "contract", state)) == counts[state]
    assert [each.title for each in list_records(office, "contract", wanted="欠租")] == ["欠租的"]
    assert [each.title for each in list_records(office, "contract", ALL, "农机 旧")] == ["旧合同"]


def test_an_asset_is_let_while_its_contract_runs(office: Office, asset: str, lease: str) -> None:
    assert only(office, "asset").state == "出租中"
    assert figures(only(office, "asset")) == {"承租人": "示范农机服务部", "到期日期": "2028-12-31"}
    save_record(office, "contract", {"ended_on": "2026-09-29"}, lease)
    assert only(office, "asset").state == "在用"


def test_an_asset_is_worth_no_more_than_it_cost(office: Office, asset: str) -> None:
    assert refusal(lambda: save_record(office, "asset", {"net_cents": "200000.01"}, asset)) == ["FIN-056"]


def test_an_asset_that_is_let_is_not_disposed_of(office: Office, asset: str, lease: str) -> None:
    gone = {"disposed_on": "2026-09-01"}
    assert refusal(lambda: save_record(office, "asset", gone, asset)) == ["FIN-086"]
    save_record(office, "contract", {"ended_on": "2026-08-31"}, lease)
    save_record(office, "asset", gone, asset)
    assert only(office, "asset").state == "已处置"


def test_what_others_point_to_is_not_removed(office: Office, asset: str, lease: str, road: str) -> None:
    assert refusal(lambda: remove_record(office, "asset", asset)) == ["FIN-064"]
    save_record(office, "project", {"contract_id": lease}, road)
    assert refusal(lambda: remove_record(office, "contract", lease)) == ["FIN-064"]
    remove_record(office, "project", road)
    remove_record(office, "contract", lease)
    remove_record(office, "asset", asset)
    assert refusal(lambda: remove_record(office, "asset", asset)) == ["FIN-051"]


def test_a_debt_is_what_its_changes_leave_of_it(office: Office, debt: str) -> None:
    def move(on: str, change: str) -> str:
        texts = {"debt_id": debt, "moved_on": on, "change_cents": change}
        return save_record(office, "debt_move", texts).id

    move("2025-01-10", "-2000")
    last = move("2026-03-01", "-1000")
    assert figures(only(office, "debt")) == {"余额": "2,000.00", "账龄": "2年4个月"}
    assert refusal(lambda: move("2026-04-01", "-2000.01")) == ["FIN-066"]
    assert refusal(lambda: move("2024-04-30", "-1")) == ["FIN-068"]
    assert refusal(lambda: move("2026-10-01", "-1")) == ["FIN-065"]
    assert refusal(lambda: move("2026-04-01", "0")) == ["FIN-067"]
    assert refusal(lambda: save_record(office, "debt", {"original_cents": "2999"}, debt)) == ["FIN-066"]
    assert refusal(lambda: save_record(office, "debt", {"arisen_on": "2025-01-11"}, debt)) == ["FIN-068"]
    assert refusal(lambda: remove_record(office, "debt", debt)) == ["FIN-064"]
    move("2026-05-01", "-2000")
    assert only(office, "debt").state == "已结清"
    remove_record(office, "debt_move", last)
    assert [each.cells["change_cents"] for each in list_children(office, "debt", debt)] == [
        "-2,000.00",
        "-2,000.00",
    ]


def test_a_project_knows_its_stage_and_what_was_paid(office: Office, road: str) -> None:
    assert only(office, "project").state == "立项"
    save_record(office, "project", {"begun_on": "2026-03-01", "contract_cents": "95000"}, road)

    def step(**texts: str) -> list[str]:
        return warned(office, "project_step", {"project_id": road, "done_on": "2026-05-01"} | texts)

    assert step(kind="付款", amount_cents="50000") == []
    assert step(kind="形象进度", percent="60") == []
    assert step(kind="付款", amount_cents="45000.01") == ["FIN-069"]
    assert step(kind="变更", amount_cents="3000", text="加宽") == []
    assert step(kind="付款", amount_cents="2000") == []
    assert refusal(lambda: step(kind="付款", amount_cents="")) == ["FIN-054"]
    assert refusal(lambda: step(kind="形象进度", percent="101")) == ["FIN-071"]
    shown = figures(only(office, "project"))
    assert shown == {"已付款": "97,000.01", "变更增减": "3,000.00", "形象进度": "60%（2026-05-01）"}
    save_record(office, "project", {"accepted_on": "2026-08-01"}, road)
    assert only(office, "project").state == "竣工"
    assert refusal(lambda: save_record(office, "project", {"begun_on": "2026-08-02"}, road)) == ["FIN-055"]


def test_a_final_account_a_tenth_above_the_budget_has_to_be_explained(office: Office, road: str) -> None:
    assert warned(office, "project", {"final_cents": "110000"}, road) == []
    assert warned(office, "project", {"final_cents": "110000.01"}, road) == ["FIN-070"]


def test_a_payment_is_proven_by_one_entry_of_the_books(office: Office, road: str) -> None:
    entries = (
        NewEntry("2026-05-01", "O06", "机耕路工程款", 50_000_00, "7"),
        NewEntry("2026-05-02", "O06", "别的工程款", 100_00, "8"),
    )
    first, other = finance.add_entries(office, entries)
    paid = {"project_id": road, "kind": "付款", "done_on": "2026-05-01", "funds_entry_id": first}
    assert refusal(lambda: save_record(office, "project_step", paid | {"amount_cents": "1"})) == ["FIN-073"]
    saved = save_record(office, "project_step", paid)
    assert list_children(office, "project", road)[0].cells["amount_cents"] == "50,000.00"
    with office.store.reading() as connection:
        linked = connection.execute("SELECT project_id FROM funds_entry WHERE id = ?", (first,)).fetchone()
    assert linked[0] == road
    assert refusal(lambda: save_record(office, "project_step", paid)) == ["FIN-072"]
    save_record(office, "project_step", {"text": "第一期"}, saved.id)
    second = save_record(office, "project", ROAD | {"name": "山塘整治"}).id
    with office.change("edit", "收支指到项目") as work:
        work.update("funds_entry", other, {"project_id": second})
    assert refusal(lambda: save_record(office, "project_step", paid | {"funds_entry_id": other})) == [
        "FIN-072"
    ]


def test_a_project_takes_price_and_contractor_from_its_contract(office: Office, road: str) -> None:
    works = LEASE | {
        "kind": "工程建设",
        "price_cents": "95000",
        "price_unit": "总价",
        "counterparty": "示范公司",
    }
    contract = save_record(office, "contract", works).id
    save_record(office, "project", {"contract_id": contract}, road)
    shown = get_record(office, "project", road)
    assert (shown.cells["contractor"], shown.cells["contract_cents"]) == ("示范公司", "95,000.00")


def test_while_a_form_is_filled_in_everything_wrong_is_told_and_nothing_stored(office: Office) -> None:
    problems = check_texts(office, "contract", LEASE | {"to_on": "2020-01-01", "name": ""})
    assert {(each.code, each.place.field) for each in problems if each.place} == {("FIN-050", "name")}
    problems = check_texts(
        office, "contract", LEASE | {"to_on": "2020-01-01", "origin": "", "decided_on": ""}
    )
    assert [each.code for each in problems] == ["FIN-055", "FIN-063"]
    assert list_records(office, "contract") == ()


def test_records_to_point_to_are_found_by_a_part_of_their_name(office: Office, asset: str) -> None:
    assert [each.name for each in find_targets(office, "asset", "店面")] == ["村口店面"]
    assert find_targets(office, "asset", "没有") == ()


def test_readers_read_and_change_nothing(office: Office, lease: str) -> None:
    reader = replace(office, user=User(UserId("r"), "r", "只读", Role.READER))
    assert len(list_records(reader, "contract")) == 1
    assert refusal(lambda: save_record(reader, "contract", LEASE)) == ["SYS-403"]
    assert refusal(lambda: remove_record(reader, "contract", lease)) == ["SYS-403"]
    grid_worker = replace(office, user=User(UserId("g"), "g", "网格", Role.GRID_WORKER))
    assert refusal(lambda: list_records(grid_worker, "contract")) == ["SYS-403"]


def test_a_record_that_is_gone_is_not_made_anew(office: Office, debt: str) -> None:
    remove_record(office, "debt", debt)
    assert refusal(lambda: save_record(office, "debt", DEBT, debt)) == ["FIN-051"]


def test_who_changed_what_is_told_in_words(office: Office, asset: str, lease: str) -> None:
    save_record(office, "contract", {"kind": "其他", "asset_id": "", "price_cents": "100"}, lease)
    changed, added = list_changes(office, "contract", lease)
    assert (changed.kind, changed.actor, added.kind) == ("changed", "王文书", "added")
    assert changed.fields == (
        ("合同类别", "资产出租", "其他"),
        ("出租的资产", "村口店面", ""),
        ("价款", "12,000.00", "100.00"),
    )
