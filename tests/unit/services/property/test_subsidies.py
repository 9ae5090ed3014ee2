"""Subsidies by household: made from registered land, paid, returned."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.services import history
from desktop.services.office import Office, User
from desktop.services.property import subsidies
from desktop.services.property.records import count_states, list_records, save_record
from desktop.services.register_editing import add_child_record, add_household
from tests.support.ledger import number
from tests.support.refusals import refusal

RATE = 92_35
FERTILE = "S01"


def add_farm(office: Office, name: str, group: str, serial: int, area: str) -> str:
    household, head = add_household(
        office,
        {"villager_group": group},
        {"name": name, "citizen_id": number(1960, 5, serial, 1)},
    )
    if area:
        add_child_record(office, "land_contract", household, {"contract_area": area})
    return head


@pytest.fixture
def farms(office: Office) -> dict[str, str]:
    return {
        "周建国": add_farm(office, "周建国", "二组", 1, "3.33"),
        "吴金凤": add_farm(office, "吴金凤", "一组", 2, "10"),
        "毛秀英": add_farm(office, "毛秀英", "十组", 3, "0.5"),
        "李无地": add_farm(office, "李无地", "一组", 4, ""),
    }


def test_a_list_is_the_registered_area_times_the_rate(office: Office, farms: dict[str, str]) -> None:
    assert subsidies.make_list(office, FERTILE, 2026, RATE) == 3
    shares = subsidies.list_shares(office, FERTILE, 2026)
    assert [(each.group, each.head, each.area, each.amount_cents) for each in shares] == [
        ("一组", "吴金凤", 1000, 923_50),
        ("二组", "周建国", 333, 307_53),
        ("十组", "毛秀英", 50, 46_18),
    ]
    totals = subsidies.group_totals(shares)
    assert [each.group for each in totals] == ["一组", "二组", "十组"]
    assert sum(each.amount_cents for each in totals) == sum(each.amount_cents for each in shares)


def test_a_list_is_one_action(office: Office, farms: dict[str, str]) -> None:
    subsidies.make_list(office, FERTILE, 2026, RATE)
    entry = history.next_undo(office)
    assert entry is not None
    assert "3 户" in entry.label
    history.undo(office, entry.change_set)
    assert subsidies.list_shares(office, FERTILE, 2026) == ()


def test_who_has_a_share_gets_no_second_one(office: Office, farms: dict[str, str]) -> None:
    own = {"programme": FERTILE, "year": "2026", "person_id": farms["吴金凤"], "amount_cents": "5"}
    save_record(office, "subsidy", own)
    assert subsidies.make_list(office, FERTILE, 2026, RATE) == 2
    assert refusal(lambda: save_record(office, "subsidy", own)) == ["FIN-074"]
    assert refusal(lambda: subsidies.make_list(office, FERTILE, 2026, RATE)) == ["FIN-079"]
    assert subsidies.make_list(office, FERTILE, 2027, RATE) == 3


def test_only_programmes_by_area_are_made_from_the_register(office: Office, farms: dict[str, str]) -> None:
    assert refusal(lambda: subsidies.make_list(office, "S05", 2026, RATE)) == ["FIN-084"]
    assert refusal(lambda: subsidies.make_list(office, "S77", 2026, RATE)) == ["FIN-083"]
    assert refusal(lambda: subsidies.make_list(office, FERTILE, 26, RATE)) == ["FIN-088"]
    assert refusal(lambda: subsidies.make_list(office, FERTILE, 2026, 0)) == ["FIN-054"]
    assert refusal(lambda: subsidies.make_list(office, "S07", 2026, RATE)) == ["FIN-079"]


def test_a_payment_is_written_down_for_all_that_wait_and_some_come_back(
    office: Office, farms: dict[str, str]
) -> None:
    subsidies.make_list(office, FERTILE, 2026, RATE)
    shares = subsidies.list_shares(office, FERTILE, 2026)
    first = [shares[0].record_id]
    assert refusal(lambda: subsidies.set_returned(office, first)) == ["FIN-089"]
    assert refusal(lambda: subsidies.pay_list(office, FERTILE, 2026, date(2026, 10, 1))) == ["FIN-065"]
    assert subsidies.pay_list(office, FERTILE, 2026, date(2026, 9, 30)) == 3
    assert refusal(lambda: subsidies.pay_list(office, FERTILE, 2026, date(2026, 9, 30))) == ["FIN-079"]
    subsidies.set_returned(office, first)
    assert count_states(office, "subsidy") == {"all": 3, "unpaid": 0, "paid": 2, "returned": 1}
    subsidies.set_returned(office, first, returned=False)
    assert [each.state for each in subsidies.list_shares(office, FERTILE, 2026)] == ["paid"] * 3


def test_an_amount_follows_from_area_and_rate_and_is_checked_against_them(
    office: Office, farms: dict[str, str]
) -> None:
    typed = {"programme": "稻谷补贴", "year": "2026", "person_id": farms["李无地"], "area_mu": "2"}
    saved = save_record(office, "subsidy", typed | {"rate_cents": "100"})
    (record,) = list_records(office, "subsidy")
    assert (record.cells["amount_cents"], record.title) == ("200.00", "李无地　2026年稻谷补贴")
    (warning,) = save_record(office, "subsidy", {"amount_cents": "199"}, saved.id).warnings
    assert warning.code == "FIN-075"
    assert refusal(lambda: save_record(office, "subsidy", {"returned": "是"}, saved.id)) == ["FIN-089"]
    assert refusal(lambda: save_record(office, "subsidy", {"year": "26"}, saved.id)) == ["FIN-088"]


def test_subsidies_are_aid_to_the_rights(office: Office, farms: dict[str, str]) -> None:
    bookkeeper = replace(office, user=User(UserId("b"), "b", "报账", Role.BOOKKEEPER))
    assert list_records(bookkeeper, "subsidy") == ()
    assert refusal(lambda: subsidies.make_list(bookkeeper, FERTILE, 2026, RATE)) == ["SYS-403"]
