"""The bookkeeper's workbook on its way into the books: columns, words, duplicates, balances, and back out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.job import Cancelled, NoJob
from desktop.domain.problem import ProblemError
from desktop.services import finance
from desktop.services.finance import NewAccount, NewEntry
from desktop.services.finance_import.planning import EntryClass, FundsPlan
from desktop.services.finance_import.session import (
    FundsReport,
    OpenFunds,
    choose_column,
    commit_funds,
    list_funds_batches,
    mend_cell,
    open_funds,
    plan_funds,
    resume_funds,
    skip_row,
    undo_funds,
    write_funds_errors,
)
from desktop.services.office import Office, User
from tests.support.ledger import save
from tests.support.village_copies import copy_office

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HEADINGS = ("日期", "凭证号", "科目", "摘要", "收入", "支出", "余额", "经手人", "审批人")
TITLE = ("张王村2026年7月收支明细表",)
CARRIED = ("", "", "", "上期结存", "", "", "10000", "", "")
RENT = ("2026-07-05", "记1", "发包及上交收入", "大塘承包款", "2,500.00", "", "12500", "王会计", "王书记")
POWER = ("7月8日", "记2", "电费", "办公电费", "", "448.24元", "12051.76", "王会计", "王书记")
REMAINS = ("", "", "", "本期结存", "", "", "12051.76", "", "")


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path / "office")
    keeper = User(UserId("keeper"), "keeper", "会计", Role.BOOKKEEPER)
    yield replace(made, user=keeper)
    made.close()


def file(folder: Path, *rows: Sequence[Any], name: str = "七月") -> Path:
    return save(folder / f"{name}.xlsx", rows, title="收支")


def planned(office: Office, path: Path) -> tuple[OpenFunds, FundsPlan]:
    opened = open_funds(office, path)
    return opened, plan_funds(office, opened)


def take(office: Office, path: Path) -> FundsReport:
    opened, plan = planned(office, path)
    return commit_funds(office, opened, plan)


def in_books(office: Office) -> list[tuple[str, str, str, str, int, int]]:
    return [
        (row.entry_on, row.voucher_no or "", row.kind, row.summary, row.income_cents, row.expense_cents)
        for row in finance.list_entries(office, *YEAR)
    ]


def codes(plan: FundsPlan) -> list[tuple[str, ...]]:
    return [tuple(problem.code for problem in row.problems) for row in plan.rows]


def test_a_month_with_title_and_balances_goes_in_whole(office: Office, tmp_path: Path):
    report = take(office, file(tmp_path, TITLE, HEADINGS, CARRIED, RENT, POWER, REMAINS))
    assert report.counts["new"] == 2
    assert (report.income_cents, report.expense_cents, report.failed) == (250_000, 44_824, 0)
    assert report.problems == ()
    assert in_books(office) == [
        ("2026-07-05", "记1", "I02", "大塘承包款", 250_000, 0),
        ("2026-07-08", "记2", "O04", "办公电费", 0, 44_824),
    ]
    # nobody had declared a balance: the one of the workbook is taken, and its closing stands beside ours
    found = finance.period_balances(office, date(2026, 7, 1), date(2026, 7, 31)).total
    assert (found.opening_cents, found.closing_cents, found.declared_cents) == (
        1_000_000,
        1_205_176,
        1_205_176,
    )


def test_columns_in_any_order_under_merged_headings_are_found(office: Office, tmp_path: Path):
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("C2:D2")

    path = save(
        tmp_path / "乱.xlsx",
        (
            ("村集体资金收支台账 单位：元",),
            ("事由", "经办人", "金额", "", "凭证字号", "记账日期"),
            ("", "", "收方", "付方", "", ""),
            ("大塘承包款", "王会计", 2500, "", "记1", date(2026, 7, 5)),
            ("路灯电费", "王会计", "", 448.24, "记2", 20260708),
        ),
        title="台账",
        change=merge,
    )
    _, plan = planned(office, path)
    assert [row.entry_class for row in plan.rows] == [EntryClass.NEW, EntryClass.NEW]
    entries = [row.entry for row in plan.rows]
    assert [(each.entry_on, each.amount_cents, each.handler) for each in entries] == [
        ("2026-07-05", 250_000, "王会计"),
        ("2026-07-08", 44_824, "王会计"),
    ]
    # without a column of subjects the summary is asked, and the clerk is told so
    assert [each.kind for each in entries] == ["I02", "O05"]
    assert codes(plan) == [("FIN-046",), ("FIN-046",)]


@pytest.mark.parametrize(
    ("mark", "amount", "kind"),
    [("收", "100", "I99"), ("支出", "１００元", "O99"), ("付", "0.01万元", "O99"), ("贷", "壹佰元整", "O99")],
)
def test_one_amount_with_a_mark_says_its_side(
    office: Office, tmp_path: Path, mark: str, amount: str, kind: str
):
    path = file(
        tmp_path, ("日期", "收/支", "金额", "科目", "摘要"), ("2026-07-05", mark, amount, "其他", "一笔")
    )
    (row,) = planned(office, path)[1].rows
    assert (row.entry.kind, row.entry.amount_cents, row.entry_class) == (kind, 10_000, EntryClass.NEW)


def test_a_minus_is_an_expense_in_one_column_and_a_reversal_in_two(office: Office, tmp_path: Path):
    one = file(
        tmp_path,
        ("日期", "金额", "科目", "摘要"),
        ("2026-07-05", 100, "其他收入", "甲"),
        ("2026-07-06", -30, "办公费", "乙"),
    )
    assert [(row.entry.kind, row.entry.amount_cents) for row in planned(office, one)[1].rows] == [
        ("I99", 10_000),
        ("O04", 3_000),
    ]
    two = file(
        tmp_path,
        ("日期", "收入", "支出", "科目", "摘要"),
        ("2026-07-05", "", 100, "办公费", "甲"),
        ("2026-07-06", "", -30, "办公费", "冲红"),
        name="两列",
    )
    assert [row.entry.amount_cents for row in planned(office, two)[1].rows] == [10_000, -3_000]


def test_month_and_day_in_two_columns_take_the_year_from_above(office: Office, tmp_path: Path):
    path = file(
        tmp_path, ("2025年度现金日记账",), ("月", "日", "摘要", "收入", "支出"), (7, 5, "利息", 1.5, "")
    )
    (row,) = planned(office, path)[1].rows
    assert row.entry.entry_on == "2025-07-05"


def test_totals_are_passed_over_and_compared(office: Office, tmp_path: Path):
    total = ("", "", "", "本月合计", "2500", "448.24", "", "", "")
    wrong = ("", "", "", "合计", "2500", "9999", "", "", "")
    assert planned(office, file(tmp_path, TITLE, HEADINGS, RENT, POWER, total))[1].problems == ()
    plan = planned(office, file(tmp_path, TITLE, HEADINGS, RENT, POWER, wrong, name="错"))[1]
    assert [problem.code for problem in plan.problems] == ["FIN-049"]
    assert plan.counts[EntryClass.NEW] == 2
    assert plan.passed_over == 1


def test_balances_that_do_not_follow_are_said_and_block_nothing_but_the_notice(
    office: Office, tmp_path: Path
):
    finance.set_opening(office, "2026-07-01", 900_000)
    off = (*REMAINS[:6], "12000", "", "")
    opened, plan = planned(office, file(tmp_path, TITLE, HEADINGS, CARRIED, RENT, POWER, off))
    said = {problem.code: problem.values["difference"] for problem in plan.problems}
    assert said == {"FIN-039": "1,000.00", "FIN-040": "-51.76"}
    commit_funds(office, opened, plan)
    found = finance.period_balances(office, date(2026, 7, 1), date(2026, 7, 31))
    # the office's own opening stays; the closing stated stands against it
    assert (found.total.opening_cents, found.total.difference_cents) == (900_000, 94_824)
    assert [problem.code for problem in found.problems] == ["FIN-020"]


def test_a_running_balance_that_breaks_is_named_by_its_row(office: Office, tmp_path: Path):
    broken = (*POWER[:6], "12000", *POWER[7:])
    (problem,) = planned(office, file(tmp_path, TITLE, HEADINGS, CARRIED, RENT, broken))[1].problems
    assert (problem.code, problem.values["row"]) == ("FIN-041", "5")


def test_what_is_in_the_books_is_refused_with_where_it_stands(office: Office, tmp_path: Path):
    finance.add_entries(
        office,
        (
            NewEntry("2026-03-01", "O04", "三月的一笔", 100, "记1"),
            NewEntry("2026-07-08", "O04", "办公电费", 44_824),
        ),
    )
    _, plan = planned(office, file(tmp_path, TITLE, HEADINGS, RENT, POWER))
    assert codes(plan) == [("FIN-031",), ("FIN-032",)]
    assert plan.rows[0].problems[0].values["day"] == "2026-03-01"
    assert plan.counts[EntryClass.DUPLICATE] == 2


def test_the_same_file_twice_adds_nothing(office: Office, tmp_path: Path):
    path = file(tmp_path, TITLE, HEADINGS, CARRIED, RENT, POWER, REMAINS)
    take(office, path)
    again = take(office, path)
    assert (again.counts["new"], again.counts["duplicate"]) == (0, 2)
    assert len(in_books(office)) == 2


def test_lines_of_one_voucher_belong_together_and_a_repeat_does_not(office: Office, tmp_path: Path):
    second = ("", "", "办公费", "办公用品", "", "20", "", "", "")
    repeat = ("2026-07-09", "记2", "办公费", "另一天同号", "", "30", "", "", "")
    _, plan = planned(office, file(tmp_path, TITLE, HEADINGS, POWER, second, POWER, repeat))
    assert codes(plan) == [(), (), ("FIN-033",), ("FIN-033",)]
    assert plan.rows[1].entry.voucher_no == "记2"


def test_numbers_that_begin_anew_every_month_are_taken_when_the_clerk_says_so(office: Office, tmp_path: Path):
    august = ("2026-08-05", "记1", "电费", "八月电费", "", "30", "", "", "")
    opened, plan = planned(office, file(tmp_path, TITLE, HEADINGS, RENT, august))
    assert codes(plan) == [(), ("FIN-033",)]
    opened.decisions.voucher_months = 1
    plan = plan_funds(office, opened)
    assert codes(plan) == [(), ()]
    commit_funds(office, opened, plan)
    # and remembered for what is typed
    finance.add_entries(office, (NewEntry("2026-09-05", "O04", "九月电费", 100, "记1"),))


def test_an_unknown_subject_is_asked_once_and_remembered(office: Office, tmp_path: Path):
    odd = ("2026-07-09", "记3", "5502 山货管护", "看山费", "", "30", "", "", "")
    opened, plan = planned(office, file(tmp_path, TITLE, HEADINGS, odd))
    (unknown,) = plan.unknown_subjects
    assert (unknown.word, unknown.side, unknown.count) == ("山货管护", "O", 1)
    assert codes(plan) == [("FIN-037",)]
    opened.decisions.words["O", "山货管护"] = "O01"
    commit_funds(office, opened, plan_funds(office, opened))
    later = ("2026-08-09", "记4", "山货管护", "看山费", "", "30", "", "", "")
    (row,) = planned(office, file(tmp_path, TITLE, HEADINGS, later, name="八月"))[1].rows
    assert (row.entry.kind, row.entry_class) == ("O01", EntryClass.NEW)


def test_a_subject_of_the_other_side_is_not_taken(office: Office, tmp_path: Path):
    wrong = ("2026-07-09", "记3", "村组干部报酬", "倒过来", "30", "", "", "", "")
    assert codes(planned(office, file(tmp_path, TITLE, HEADINGS, wrong))[1]) == [("FIN-042",)]


def test_accounts_are_known_by_name_or_the_end_of_their_number(office: Office, tmp_path: Path):
    basic = finance.add_account(office, NewAccount("农商行基本户", "1", number_end="0123"))
    headings = ("日期", "科目", "摘要", "收入", "支出", "账户")
    path = file(
        tmp_path,
        headings,
        ("2026-07-05", "其他收入", "甲", 1, "", "农商行基本户"),
        ("2026-07-05", "其他收入", "乙", 1, "", "6228********0123"),
        ("2026-07-05", "其他收入", "丙", 1, "", "信用社"),
    )
    opened, plan = planned(office, path)
    assert [row.entry.account_id for row in plan.rows] == [basic, basic, ""]
    assert codes(plan)[2] == ("FIN-047",)
    opened.decisions.accounts["信用社"] = basic
    assert plan_funds(office, opened).counts[EntryClass.NEW] == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("昨天", "记9", "办公费", "甲", "", "1", "", "", ""), "FIN-043"),
        (("2026-07-05", "记9", "办公费", "甲", "", "很多", "", "", ""), "FLD-610"),
        (("2026-07-05", "记9", "办公费", "甲", "", "", "", "", ""), "FIN-035"),
        (("2026-07-05", "记9", "办公费", "甲", "1", "1", "", "", ""), "FIN-034"),
        (("2026-07-05", "记9", "", "甲乙丙丁", "", "1", "", "", ""), "FIN-038"),
        (("2126-07-05", "记9", "办公费", "甲", "", "1", "", "", ""), "FLD-304"),
    ],
)
def test_a_faulty_row_stays_out_with_its_reason(office: Office, tmp_path: Path, row: Any, code: str):
    plan = planned(office, file(tmp_path, TITLE, HEADINGS, RENT, row))[1]
    assert codes(plan)[1][:1] == (code,)
    assert [each.entry_class for each in plan.rows] == [EntryClass.NEW, EntryClass.FAULTY]


def test_a_row_is_mended_in_place_or_left_out(office: Office, tmp_path: Path):
    bad = ("昨天", "记9", "办公费", "甲", "", "1", "", "", "")
    opened, plan = planned(office, file(tmp_path, TITLE, HEADINGS, RENT, bad))
    mend_cell(opened, plan.rows[1], "entry_on", "2026-07-06")
    assert plan_funds(office, opened).counts[EntryClass.NEW] == 2
    skip_row(opened, plan.rows[1])
    assert plan_funds(office, opened).counts[EntryClass.SKIPPED] == 1
    skip_row(opened, plan.rows[1], skip=False)
    assert plan_funds(office, opened).counts[EntryClass.NEW] == 2


def test_a_broken_off_import_goes_on_where_it_stood(office: Office, tmp_path: Path):
    from desktop.services.import_batches import keep_decisions

    bad = ("昨天", "记9", "办公费", "甲", "", "1", "", "", "")
    opened, plan = planned(office, file(tmp_path, TITLE, HEADINGS, RENT, bad))
    mend_cell(opened, plan.rows[1], "entry_on", "2026-07-06")
    keep_decisions(office, opened)
    again = resume_funds(office, opened.batch_id)
    assert plan_funds(office, again).counts[EntryClass.NEW] == 2


def test_a_mapping_is_remembered_for_the_next_file_of_that_shape(office: Office, tmp_path: Path):
    headings = ("日期", "甲栏", "收入", "支出", "科目")
    opened = open_funds(office, file(tmp_path, headings, ("2026-07-05", "租金", 1, "", "其他收入")))
    choose_column(opened, "收支", 1, "summary")
    commit_funds(office, opened, plan_funds(office, opened))
    later = open_funds(
        office, file(tmp_path, headings, ("2026-08-05", "租金二", 1, "", "其他收入"), name="八月")
    )
    match = later.mappings[0][1]
    assert (match.identifier, match.confidence, match.reason.value) == ("summary", 1.0, "remembered")


def test_a_table_without_what_every_entry_needs_is_asked_about(office: Office, tmp_path: Path):
    opened = open_funds(office, file(tmp_path, HEADINGS, RENT))
    choose_column(opened, "收支", 0, "")
    with pytest.raises(ProblemError) as raised:
        plan_funds(office, opened)
    (problem,) = raised.value.problems
    assert (problem.code, problem.values["columns"]) == ("FIN-048", "日期")


def test_a_workbook_of_people_is_no_workbook_of_entries(office: Office, tmp_path: Path):
    with pytest.raises(ProblemError) as raised:
        open_funds(office, file(tmp_path, ("姓名", "身份证号码"), ("张三", "999901198002290026")))
    assert raised.value.problems[0].code == "FIN-030"


def test_an_import_is_taken_back_on_any_later_day(office: Office, tmp_path: Path):
    report = take(office, file(tmp_path, TITLE, HEADINGS, CARRIED, RENT, POWER, REMAINS))
    finance.add_entries(office, (NewEntry("2026-07-20", "O04", "手工的一笔", 100, "记30"),))
    assert undo_funds(office, report.batch_id) == ()
    assert [row[3] for row in in_books(office)] == ["手工的一笔"]
    assert finance.balance_before(office, date(2026, 8, 1)) is None
    assert [batch.state for batch in list_funds_batches(office)] == ["undone"]
    with pytest.raises(ProblemError):
        undo_funds(office, report.batch_id)


def test_rows_that_failed_come_back_as_a_workbook_that_can_be_mended(office: Office, tmp_path: Path):
    bad = ("昨天", "记9", "办公费", "甲", "", "1", "", "", "")
    report = take(office, file(tmp_path, TITLE, HEADINGS, RENT, bad, RENT))
    path = tmp_path / "错误表.xlsx"
    assert write_funds_errors(office, report.batch_id, path) == report.failed == 2
    sheet = openpyxl.load_workbook(path).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:9] == list(HEADINGS)
    assert "昨天" in rows[2][0] and "看不出是哪一天" in rows[2][9]
    sheet["A3"] = "2026-07-06"
    sheet.parent.save(path)
    again = take(office, path)
    assert (again.counts["new"], again.counts["duplicate"]) == (1, 1)


def test_an_import_of_entries_does_not_stand_among_those_of_people(office: Office, tmp_path: Path):
    from desktop.services.register_import.session import list_batches

    take(office, file(tmp_path, TITLE, HEADINGS, RENT))
    assert list_batches(office) == ()
    assert [batch.file_name for batch in list_funds_batches(office)] == ["七月.xlsx"]


def test_a_text_file_in_the_old_character_set_is_read_like_a_workbook(office: Office, tmp_path: Path):
    path = tmp_path / "收支.csv"
    january = ("1月3日", *POWER[1:])
    lines = (HEADINGS, january, RENT, POWER, january)
    path.write_bytes("\r\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode("gb18030"))
    plan = planned(office, path)[1]
    # nothing above a bare list says which year a day is of; the row before does, unless the month goes back
    assert [row.entry.entry_on for row in plan.rows] == ["", "2026-07-05", "2026-07-08", ""]
    assert codes(plan) == [("FIN-043",), (), (), ("FIN-043",)]


def test_a_cancelled_import_leaves_the_books_as_they_were(office: Office, tmp_path: Path):
    class Impatient(NoJob):
        def report(self, done: int, total: int, text: str = "") -> None:
            self.writing = text == "write"

        def check_cancelled(self) -> None:
            if getattr(self, "writing", False):
                raise Cancelled

    many = [
        (f"2026-07-{1 + n % 28:02}", f"记{n}", "办公费", f"第{n}笔", "", "1", "", "", "") for n in range(500)
    ]
    opened, plan = planned(office, file(tmp_path, HEADINGS, *many))
    with pytest.raises(Cancelled):
        commit_funds(office, opened, plan, Impatient())
    assert in_books(office) == []
    assert commit_funds(office, opened, plan).counts["new"] == 500
