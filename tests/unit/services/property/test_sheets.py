"""What the sheets over the ledgers say, and that every figure names the records it came from."""

from datetime import date

import pytest

from desktop.domain.problem import ProblemError
from desktop.reports.data import ORIGIN, Sheet
from desktop.reports.rendering import render
from desktop.services import finance, meetings
from desktop.services.disclosure import notices
from desktop.services.disclosure.compiling import compile_data
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewEntry
from desktop.services.meetings import NewMeeting
from desktop.services.office import Office
from desktop.services.property import subsidies
from desktop.services.property.disclosing import draft_sheet, sheet_request
from desktop.services.property.records import save_record
from desktop.services.register_editing import add_child_record, add_household, add_parcel
from tests.support.ledger import number
from tests.unit.reports.readback import page_texts

QUARTER = ("2026-07-01", "2026-09-30")
LEASE = {
    "kind": "资产出租",
    "counterparty": "示范农机服务部",
    "signed_on": "2025-12-20",
    "from_on": "2026-01-01",
    "to_on": "2028-12-31",
    "price_cents": "12000",
    "price_unit": "元/年",
    "decided_on": "2025-12-01",
}


def compiled(office: Office, layout: str, first: str = "", last: str = "", **more) -> Sheet:
    """The sheet of a layout, which must also come out as a PDF."""
    request = NoticeRequest(layout, first or QUARTER[0], last or QUARTER[1], "2026-10-08", **more)
    data, document = build_document(office, request, "999901101201-2026-F-0001")
    assert render(document).startswith(b"%PDF")
    assert isinstance(data, Sheet)
    return data


def printed(office: Office, layout: str, **more) -> str:
    request = NoticeRequest(layout, *QUARTER, "2026-10-08", **more)
    return "\n".join(page_texts(render(build_document(office, request, "999901101201-2026-F-0001")[1])))


def column(sheet: Sheet, table: str, name: str) -> list:
    return [row[name] for row in sheet.tables[table]]


def contract(office: Office, name: str, **texts: str) -> str:
    return save_record(office, "contract", LEASE | {"name": name} | texts).id


def test_contracts_that_ran_in_the_period_stand_with_a_star_where_they_end_soon(office: Office) -> None:
    contract(office, "长期的")
    contract(office, "快到期的", to_on="2027-03-30")
    contract(office, "期内结束的", to_on="2026-07-01")
    contract(office, "早已结束的", to_on="2026-06-30")
    works = contract(
        office, "工程", kind="工程建设", price_unit="总价", price_cents="50000", signed_on="2026-01-02"
    )
    sheet = compiled(office, "contracts")
    assert column(sheet, "rows", "name") == ["★快到期的", "期内结束的", "长期的", "工程"]
    assert column(sheet, "rows", "price_cents") == [None, None, None, 50_000_00]
    assert column(sheet, "rows", "yearly_cents") == [12_000_00, 12_000_00, 12_000_00, None]
    assert column(sheet, "rows", "progress")[1] == "已到期"
    assert sheet.tables["rows"][3][ORIGIN] == f"contract/{works}"
    alone = compiled(office, "contracts", record_id=works)
    assert column(alone, "rows", "name") == ["工程"]


def test_a_contract_that_was_signed_after_the_period_is_not_told_yet(office: Office) -> None:
    contract(office, "后来的", signed_on="2026-09-20")
    assert column(compiled(office, "contracts", "2026-04-01", "2026-06-30"), "rows", "name") == []


def test_assets_stand_as_they_were_held_on_the_last_day(office: Office) -> None:
    shop = save_record(office, "asset", {"name": "店面", "kind": "10", "original_cents": "9"}).id
    save_record(office, "asset", {"name": "农机", "kind": "11", "disposed_on": "2026-09-30"})
    save_record(office, "asset", {"name": "新屋", "kind": "10", "acquired_on": "2026-09-30"})
    lease = contract(office, "店面租赁", asset_id=shop, to_on="2026-12-31")
    sheet = compiled(office, "assets")
    assert column(sheet, "assets", "name") == ["店面", "新屋"]
    first = sheet.tables["assets"][0]
    assert (first["use"], first["tenant"], first["ends_on"]) == ("出租", "示范农机服务部", "★2026-12-31")
    assert first[ORIGIN] == f"asset/{shop} contract/{lease}"
    before = compiled(office, "assets", "2026-01-01", "2026-06-30")
    assert column(before, "assets", "name") == ["店面", "农机"]


def test_land_let_in_parts_adds_up_to_its_area(office: Office) -> None:
    land = save_record(
        office, "land_resource", {"name": "后山", "kind": "林地", "area_mu": "320", "mode": "承包"}
    ).id
    for party, area in (("甲", "100"), ("乙", "150.5")):
        contract(
            office,
            party,
            kind="资源发包",
            counterparty=party,
            land_resource_id=land,
            quantity=area,
            price_unit="元/亩·年",
            price_cents="10",
        )
    sheet = compiled(office, "assets")
    assert column(sheet, "resources", "contractor") == ["乙", "甲", ""]
    assert sum(column(sheet, "resources", "area")) == 320_00
    assert column(sheet, "resources", "fee_cents") == [1_505_00, 1_000_00, None]
    assert column(sheet, "resources", "mode") == ["承包", "承包", "闲置"]


def test_opening_and_change_of_every_debt_come_to_its_balance(office: Office) -> None:
    def debt(kind: str, on: str, cents: str, *moves: tuple[str, str]) -> str:
        texts = {"counterparty": f"{kind}{on}", "kind": kind, "arisen_on": on, "original_cents": cents}
        made = save_record(office, "debt", texts).id
        for moved_on, change in moves:
            save_record(office, "debt_move", {"debt_id": made, "moved_on": moved_on, "change_cents": change})
        return made

    old = debt("应收", "2020-01-01", "1000", ("2021-01-01", "-300"), ("2026-08-01", "-100"))
    debt("应付", "2026-08-01", "500")
    debt("应收", "2019-01-01", "100", ("2026-06-30", "-100"))
    debt("贷款", "2019-01-01", "100", ("2026-07-01", "-100"))
    debt("其他", "2026-09-30", "1")
    sheet = compiled(office, "debts", "2026-07-01", "2026-09-29")
    (row,) = sheet.tables["receivables"]
    assert (row["opening_cents"], row["change_cents"], row["age"]) == (700_00, -100_00, "6年8个月")
    origins = str(row[ORIGIN]).split()
    assert origins[0] == f"debt/{old}"
    assert [each.split("/")[0] for each in origins[1:]] == ["debt_move", "debt_move"]
    assert [row["change_cents"] for row in sheet.tables["payables"]] == [500_00]
    assert [row["age"] for row in sheet.tables["loans"]] == ["已结清"]
    assert sheet.tables["others"] == ()
    assert "600.00" in printed(office, "debts")


def test_two_debtors_of_one_name_are_told_apart_by_their_group(office: Office) -> None:
    for serial, group in ((1, "一组"), (3, "二组")):
        _, head = add_household(
            office,
            {"villager_group": group},
            {"name": "周建国", "citizen_id": number(1960, 5, serial, serial)},
        )
        texts = {"counterparty": "周建国", "person_id": head, "kind": "应收", "original_cents": "5"}
        save_record(office, "debt", texts | {"arisen_on": f"2026-01-0{serial}"})
    sheet = compiled(office, "debts")
    assert column(sheet, "receivables", "party") == ["周建国（一组）", "周建国（二组）"]


def test_a_project_is_told_as_far_as_it_had_come(office: Office) -> None:
    entry = finance.add_entries(
        office, (NewEntry("2026-09-05", "O06", "工程款", 3_000_00, "7", payee="示范公司"),)
    )[0]
    project = save_record(
        office,
        "project",
        {
            "name": "机耕路硬化",
            "kind": "道路桥梁",
            "decided_on": "2026-02-01",
            "budget_cents": "10000",
            "contract_cents": "9000",
            "begun_on": "2026-07-10",
            "accepted_on": "2026-09-20",
            "conclusion": "合格",
            "final_cents": "9500",
            "difference_reason": "加宽",
        },
    ).id
    steps = (
        {"kind": "付款", "done_on": "2026-09-05", "funds_entry_id": entry},
        {"kind": "变更", "done_on": "2026-08-01", "amount_cents": "500", "text": "加宽路面；方便会车"},
        {"kind": "形象进度", "done_on": "2026-08-15", "percent": "60"},
    )
    for step in steps:
        save_record(office, "project_step", step | {"project_id": project})
    late = compiled(office, "project", record_id=project, stage="竣工")
    assert late.values is not None
    assert late.values["difference"] == "增加500.00元，加宽"
    assert late.values["paid"] == "3000.00"
    (payment,) = late.tables["payments"]
    assert (payment["payee"], payment["purpose"]) == ("示范公司", "工程款")
    assert str(payment[ORIGIN]).endswith(f"funds_entry/{entry}")
    (change,) = late.tables["changes"]
    assert (change["what"], change["why"]) == ("加宽路面", "方便会车")
    early = compiled(office, "project", "2026-07-01", "2026-08-31", record_id=project)
    assert early.values is not None
    assert (early.values["stage"], early.values["progress"]) == ("实施", "60%（2026-08-15）")
    assert "final" not in early.values
    assert early.tables["payments"] == ()


def test_a_project_sheet_without_its_project_is_refused(office: Office) -> None:
    with pytest.raises(ProblemError) as raised:
        compile_data(office, NoticeRequest("project", *QUARTER, "2026-10-08"), "")
    assert [each.code for each in raised.value.problems] == ["FIN-082"]


def farm(office: Office, name: str, group: str, serial: int) -> str:
    household, head = add_household(
        office, {"villager_group": group}, {"name": name, "citizen_id": number(1960, 5, serial, 1)}
    )
    land = add_child_record(office, "land_contract", household, {"contract_area": "3"})
    if serial == 1:
        add_parcel(
            office,
            land,
            {
                "parcel_name": "大畈",
                "transfer_kind": "出租",
                "transfer_area": "1.5",
                "transferee": "水稻合作社",
                "transfer_period": "2026-08-01至2030-12-31",
                "transfer_price": "600",
            },
        )
    return head


def test_a_subsidy_is_told_before_it_is_paid_and_after(office: Office) -> None:
    farm(office, "周建国", "二组", 1)
    farm(office, "吴金凤", "一组", 2)
    subsidies.make_list(office, "S01", 2026, 100_00)
    chosen = {"values": (("programme", "耕地地力保护补贴"),)}
    before = compiled(office, "subsidy_list", **chosen)
    assert column(before, "rows", "group") == ["一组", "二组"]
    assert column(before, "rows", "amount_cents") == [300_00, 300_00]
    assert compiled(office, "subsidy_payment", **chosen).tables["rows"] == ()
    subsidies.pay_list(office, "S01", 2026, date(2026, 9, 30))
    share = subsidies.list_shares(office, "S01", 2026)[0]
    subsidies.set_returned(office, [share.record_id])
    after = compiled(office, "subsidy_payment", **chosen)
    assert column(after, "rows", "paid_cents") == [0, 300_00]
    assert column(after, "rows", "returned_cents") == [300_00, 0]
    assert column(after, "rows", ORIGIN)[0] == f"subsidy/{share.record_id}"
    for code in ("没有这个", ""):
        request = NoticeRequest("subsidy_list", *QUARTER, "2026-10-08", values=(("programme", code),))
        with pytest.raises(ProblemError) as raised:
            compile_data(office, request, "")
        assert [each.code for each in raised.value.problems] == ["FIN-083"]


def test_land_of_the_collective_and_of_households_stand_on_one_sheet(office: Office) -> None:
    farm(office, "周建国", "二组", 1)
    pond = save_record(office, "land_resource", {"name": "山塘", "kind": "养殖水面", "area_mu": "20"}).id
    texts = {"kind": "资源发包", "land_resource_id": pond, "subject": "养鱼", "quantity": "20"}
    contract(office, "山塘承包", **texts)
    sheet = compiled(office, "land_transfer")
    assert column(sheet, "rows", "to_party") == ["示范农机服务部", "水稻合作社"]
    assert column(sheet, "rows", "from_party")[1] == "周建国（二组）"
    assert column(sheet, "rows", "mode") == ["发包", "出租"]
    assert column(sheet, "rows", "price") == ["12000.00元/年", "600.00元/亩·年"]
    assert column(sheet, "rows", "note") == ["", "本期新增"]
    assert len(compiled(office, "land_transfer", "2026-04-01", "2026-06-30").tables["rows"]) == 1


def test_funds_raised_for_a_project_are_what_the_books_have(office: Office) -> None:
    meeting = meetings.add_meeting(office, NewMeeting(("V02",), "2026-02-10", "水渠", 42, 40, 2, 0))
    project = save_record(
        office,
        "project",
        {
            "name": "水渠清淤",
            "kind": "一事一议",
            "meeting_id": meeting,
            "levy_cents": "20",
            "levy_count": "820",
            "labour_days": "1.5",
        },
    ).id
    entries = finance.add_entries(
        office,
        (
            NewEntry("2026-07-10", "I04", "筹资", 16_280_00, "1"),
            NewEntry("2026-08-10", "I06", "奖补", 20_000_00, "2"),
            NewEntry("2026-09-10", "O01", "用工", 31_000_00, "3"),
            NewEntry("2026-10-10", "O01", "以后的", 1_00, "4"),
        ),
    )
    with office.change("edit", "收支指到项目") as work:
        for entry in entries:
            work.update("funds_entry", entry, {"project_id": project})
    (row,) = compiled(office, "labour_and_funds").tables["rows"]
    assert (row["present"], row["owed_cents"], row["labour_rate"]) == ("40", 16_400_00, "1.5")
    assert (row["raised_cents"], row["grant_cents"], row["spent_cents"]) == (16_280_00, 20_000_00, 31_000_00)
    assert len(str(row[ORIGIN]).split()) == 4
    assert "5280.00" in printed(office, "labour_and_funds")


@pytest.mark.parametrize("layout", ["contracts", "assets", "debts", "land_transfer", "labour_and_funds"])
def test_an_empty_ledger_says_that_there_is_nothing(office: Office, layout: str) -> None:
    assert "本期无此项内容" in printed(office, layout)


def test_the_sheet_of_a_record_is_drafted_from_it(office: Office) -> None:
    lease = contract(office, "店面")
    project = save_record(
        office,
        "project",
        {"name": "机耕路", "kind": "P01", "decided_on": "2026-02-01", "begun_on": "2026-03-01"},
    ).id
    farm(office, "周建国", "二组", 1)
    subsidies.make_list(office, "S01", 2026, 100_00)
    share = subsidies.list_shares(office, "S01", 2026)[0].record_id
    request = sheet_request(office, "project", project)
    assert (request.stage, request.first, request.last) == ("实施", "2026-02-01", "2026-09-30")
    assert sheet_request(office, "contract", lease).record_id == lease
    assert sheet_request(office, "subsidy", share).template == "subsidy_list"
    subsidies.pay_list(office, "S01", 2026, date(2026, 9, 30))
    assert sheet_request(office, "subsidy", share).template == "subsidy_payment"
    for ledger, record_id in (("contract", lease), ("project", project), ("subsidy", share)):
        notice = notices.get_notice(office, draft_sheet(office, ledger, record_id))
        assert notice.request.template == sheet_request(office, ledger, record_id).template
    with pytest.raises(ProblemError) as raised:
        sheet_request(office, "asset", "nobody")
    assert [each.code for each in raised.value.problems] == ["FIN-051"]


def test_what_is_paid_this_year_for_the_last_one_is_told_as_the_list_it_is(office: Office) -> None:
    farm(office, "周建国", "二组", 1)
    subsidies.make_list(office, "S01", 2025, 100_00)
    subsidies.pay_list(office, "S01", 2025, date(2026, 3, 1))
    share = subsidies.list_shares(office, "S01", 2025)[0].record_id
    request = sheet_request(office, "subsidy", share)
    assert (request.record_id, request.stage, request.first) == (share, "paid", "2026-01-01")
    sheet = compiled(office, "subsidy_payment", request.first, request.last, record_id=share)
    assert column(sheet, "rows", "paid_cents") == [300_00]
