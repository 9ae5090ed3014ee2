"""Accounts, their balances, and what keeps figures that do not agree off the wall."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.code_table import code_table
from desktop.domain.funds_item import funds_items, standing_items
from desktop.domain.problem import ProblemError
from desktop.reports.data import ORIGIN, Sheet
from desktop.services import finance
from desktop.services.disclosure import notices
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewAccount, NewEntry
from desktop.services.office import Office
from tests.support.refusals import codes_of
from tests.support.village_copies import copy_office
from tests.unit.reports.readback import page_texts

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
REQUEST = NoticeRequest(ACCOUNTS, "2026-07-01", "2026-09-30", "2026-10-20")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    yield made
    made.close()


def bank(office: Office) -> str:
    return finance.add_account(office, NewAccount("农商行基本户", "1", "农商行", "0123"))


def enter(office: Office, account: str = "") -> None:
    finance.add_entries(
        office,
        (
            NewEntry("2026-07-05", "I02", "大塘承包款", 250_000, "记1", account_id=account),
            NewEntry("2026-08-05", "O04", "办公电费", 44_824, "记2", account_id=account),
        ),
    )


def test_accounts_and_total_show_opening_movement_and_closing(office: Office):
    account = bank(office)
    finance.set_opening(office, "2026-07-01", 1_000_000, account)
    enter(office, account)
    finance.add_entries(office, (NewEntry("2026-07-06", "I99", "没选账户的一笔", 100),))
    found = finance.period_balances(office, FIRST, LAST)
    (one,) = found.accounts
    assert (one.opening_cents, one.income_cents, one.expense_cents) == (1_000_000, 250_000, 44_824)
    assert one.closing_cents == 1_205_176
    # nobody declared a total: it is what the accounts hold and what is booked on none of them
    assert found.total.opening_cents == 1_000_000
    assert found.total.closing_cents == 1_205_276


def test_the_opening_of_a_period_is_the_closing_of_the_last(office: Office):
    finance.set_opening(office, "2026-07-01", 1_000_000)
    enter(office)
    third = finance.period_balances(office, FIRST, LAST).total.closing_cents
    assert finance.balance_before(office, date(2026, 10, 1)) == third


def test_a_declared_closing_that_differs_blocks_the_notice_until_explained(office: Office):
    finance.set_opening(office, "2026-07-01", 1_000_000)
    enter(office)
    finance.declare_closing(office, LAST, 1_200_000)
    total = finance.period_balances(office, FIRST, LAST).total
    assert total.difference_cents == -5_176
    with pytest.raises(ProblemError) as raised:
        notices.make_notice(office, REQUEST)
    assert codes_of(raised) == ["FIN-020"]
    assert raised.value.problems[0].values["difference"] == "-51.76"
    finance.explain_gap(office, total.declared_id, "9月30日电费在途")
    notice = notices.make_notice(office, REQUEST)
    assert "9月30日电费在途" in "".join(page_texts(notices.preview(office, notice).pdf)).replace("\r\n", "")


def test_mending_the_entries_lets_the_notice_through(office: Office):
    finance.set_opening(office, "2026-07-01", 1_000_000)
    enter(office)
    finance.declare_closing(office, LAST, 1_200_000)
    finance.add_entries(office, (NewEntry("2026-09-30", "O04", "漏记的电费", 5_176, "记3"),))
    assert finance.period_balances(office, FIRST, LAST).problems == ()
    assert notices.make_notice(office, REQUEST)


def test_a_gap_needs_a_reason_in_words(office: Office):
    with pytest.raises(ProblemError) as raised:
        finance.explain_gap(office, "any", "  ")
    assert codes_of(raised) == ["FIN-028"]


def test_accounts_that_do_not_add_up_to_the_total_are_found(office: Office):
    account = bank(office)
    finance.set_opening(office, "2026-07-01", 1_000_000)
    finance.set_opening(office, "2026-07-01", 900_000, account)
    (problem,) = finance.period_balances(office, FIRST, LAST).problems
    assert (problem.code, problem.values["difference"]) == ("FIN-021", "1,000.00")


def test_a_balance_declared_again_for_a_day_replaces_the_first(office: Office):
    finance.set_opening(office, "2026-07-01", 1)
    finance.set_opening(office, "2026-07-01", 2)
    assert finance.balance_before(office, FIRST) == 2
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM funds_opening").fetchone() == (1,)


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (NewAccount("", "3"), "FIN-022"),
        (NewAccount("甲", "7"), "FIN-023"),
        (NewAccount("甲", "3", number_end="6228480000001234"), "FIN-024"),
        (NewAccount("甲", "9"), "FIN-025"),
        (NewAccount("另一个基本户", "1"), "FIN-026"),
        (NewAccount("农商行基本户", "3"), "FIN-022"),
        (NewAccount("甲", "9", decided_on="去年"), "FIN-001"),
    ],
)
def test_an_account_that_should_not_be_is_refused(office: Office, account: NewAccount, code: str):
    bank(office)
    with pytest.raises(ProblemError) as raised:
        finance.add_account(office, account)
    assert codes_of(raised) == [code]
    assert len(finance.list_accounts(office)) == 1


def test_a_closed_account_makes_room_for_another_basic_one(office: Office):
    finance.close_account(office, bank(office), "2026-08-31")
    finance.add_account(office, NewAccount("新基本户", "1"))
    assert [bool(each.closed_on) for each in finance.list_accounts(office)].count(True) == 1


def test_totals_by_item_and_month_add_up(office: Office):
    finance.set_opening(office, "2026-07-01", 1_000_000)
    enter(office)
    totals = finance.funds_totals(office, FIRST, LAST)
    by_item = {each.item: each.cents for each in totals.items}
    assert (by_item["F202"], by_item["F304"], by_item["F401"]) == (250_000, 44_824, 1_205_176)
    assert by_item["F101"] is None
    assert [(each.month, each.income_cents, each.expense_cents) for each in totals.months] == [
        ("2026-07", 250_000, 0),
        ("2026-08", 0, 44_824),
        ("2026-09", 0, 0),
    ]
    assert sum(each.cents or 0 for each in totals.of_class("F2")) == totals.income_cents
    assert sum(each.cents or 0 for each in totals.of_class("F3")) == totals.expense_cents


def test_a_voucher_used_again_in_the_year_is_refused_with_where_it_stands(office: Office):
    enter(office)
    with pytest.raises(ProblemError) as raised:
        finance.add_entries(office, (NewEntry("2026-12-01", "O04", "又一次", 100, " 记 1"),))
    (problem,) = raised.value.problems
    assert (problem.code, problem.values["day"], problem.values["amount"]) == (
        "FIN-005",
        "2026-07-05",
        "2,500.00",
    )
    assert finance.add_entries(office, (NewEntry("2027-01-05", "O04", "新年", 100, "记1"),))


def test_the_next_entry_is_offered_the_last_handler_and_approver(office: Office):
    finance.add_entries(office, (NewEntry("2026-07-05", "I02", "租金", 1, "", "王会计", "王书记"),))
    assert finance.last_signatories(office) == ("王会计", "王书记")


def test_assets_and_debts_stand_under_their_items_as_of_the_end_of_the_period(office: Office):
    with office.change("edit", "台账") as work:
        shed = {"name": "仓库", "kind": "10", "net_cents": 500, "acquired_on": "2020-01-01"}
        work.insert("asset", shed)
        work.insert("asset", {**shed, "name": "新泵", "kind": "11", "acquired_on": "2026-10-01"})
        work.insert("asset", {**shed, "name": "旧车", "kind": "11", "disposed_on": "2026-08-01"})
        owed = {
            "counterparty": "某厂",
            "kind": "receivable",
            "arisen_on": "2025-01-01",
            "original_cents": 900,
        }
        debt = work.insert("debt", owed)
        for day, cents in (("2026-08-01", -300), ("2026-10-05", -600)):
            work.insert("debt_move", {"debt_id": debt, "moved_on": day, "change_cents": cents})
    by_item = {
        each.item: (each.cents, each.count) for each in finance.funds_totals(office, FIRST, LAST).items
    }
    assert by_item["F403"] == (500, 1)
    assert by_item["F601"] == (600, 1)
    assert by_item["F602"] == (None, 0)


def test_every_kind_of_asset_and_debt_has_an_item():
    tables = {"asset": "asset_kind", "debt": "debt_kind"}
    kinds = {(name, entry.code) for name, table in tables.items() for entry in code_table(table).entries}
    assert set(standing_items()) == kinds
    assert set(standing_items().values()) <= {each.code for each in funds_items()}


def test_a_sheet_of_bars_hangs_beside_the_accounts_and_does_not_end_their_duty(office: Office):
    finance.set_opening(office, "2026-07-01", 1_000_000)
    enter(office)
    chart = replace(REQUEST, template="accounts_chart", item="F201", covers=("F201", "F202"))
    notice = notices.make_notice(office, chart)
    with office.store.reading() as connection:
        row = connection.execute("SELECT item_code, covers FROM notice WHERE id = ?", (notice,)).fetchone()
    assert row == ("F2", '["F2"]')


def test_the_bars_of_a_sheet_know_their_entries(office: Office):
    finance.set_opening(office, "2026-07-01", 1_000_000)
    enter(office)
    data, _ = build_document(office, replace(REQUEST, template="accounts_chart"), "")
    assert isinstance(data, Sheet)
    ids = {row.summary: row.id for row in finance.list_entries(office, FIRST, LAST)}
    (income,) = data.tables["income_items"]
    assert income[ORIGIN] == f"funds_entry/{ids['大塘承包款']}"
    assert [row["income"] for row in data.tables["months"]] == [250_000, 0, 0]
