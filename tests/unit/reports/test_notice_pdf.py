"""Every notice is printed, read back and compared with what it was made from."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.money import capital
from desktop.domain.problem import ProblemError
from desktop.reports.building import build_notice
from desktop.reports.data import AllowanceState
from desktop.reports.document import Column, Figure, Fit, Margins, Notice, Page, Paper, Row, Table
from desktop.reports.gate import read_back
from desktop.reports.layout import lay_out
from desktop.reports.rendering import render
from desktop.reports.sheet_frame import SMALLEST_PT
from tests.unit.reports import pieces
from tests.unit.reports.readback import embedded_fonts, page_texts, serials

ALL = (
    ("accounts_quarterly", pieces.accounts),
    ("allowance_list", pieces.allowance_list),
    ("party_life", pieces.party_life),
    ("household_card", pieces.household_card),
)


@pytest.fixture(scope="module")
def accounts_pages():
    return page_texts(render(build_notice("accounts_quarterly", pieces.accounts()), draft=False))


def test_139_entries_fill_several_pages_and_each_carries_the_table_head(accounts_pages):
    assert len(accounts_pages) > 4
    for text in accounts_pages:
        assert "序号 日期 凭证号 科目 摘要 收入 支出 余额 经手人 审批人 备注" in text


def test_every_page_says_which_of_how_many_it_is(accounts_pages):
    for number, text in enumerate(accounts_pages, start=1):
        assert f"第 {number} 页　共 {len(accounts_pages)} 页" in text


def test_further_pages_repeat_the_title(accounts_pages):
    for text in accounts_pages[1:]:
        assert text.startswith("示范县示范镇示范村2026年第三季度财务收支公开表（续）")


def test_page_and_running_totals_add_up_on_every_page(accounts_pages):
    income = expenditure = 0
    for text in accounts_pages:
        page_income = page_expenditure = 0
        for kind, amount in re.findall(r"(收|付)-\d{4} (?:.|\r\n)*? (\d+\.\d\d) \d+\.\d\d 陈报账", text):
            cents = int(amount.replace(".", ""))
            page_income += cents if kind == "收" else 0
            page_expenditure += cents if kind == "付" else 0
        income, expenditure = income + page_income, expenditure + page_expenditure
        assert f"本页小计 {Figure(page_income).text()} {Figure(page_expenditure).text()}" in text
        label = "本期合计" if text is accounts_pages[-1] else "累计"
        assert f"{label} {Figure(income).text()} {Figure(expenditure).text()}" in text
    data = pieces.accounts()
    assert income == sum(entry.amount_cents for entry in data.income)
    assert expenditure == sum(entry.amount_cents for entry in data.expenditure)


def test_the_last_balance_is_the_closing_balance(accounts_pages):
    assert f"本期结存 {Figure(pieces.accounts().closing_cents).text()}" in accounts_pages[-1]


def test_signatures_issuer_and_telephones_stand_on_the_last_page_with_two_entries(accounts_pages):
    last = accounts_pages[-1]
    for words in (
        "村党组织书记：",
        "报账员：",
        "示范村股份经济合作社（章）",
        "2026年10月20日",
        "0999-7000003",
    ):
        assert words in last
    assert len(re.findall(r"[收付]-\d{4}", last)) >= 2


def test_rare_names_can_be_copied_out_of_the_file():
    text = "".join(page_texts(render(build_notice("allowance_list", pieces.allowance_list()), draft=False)))
    for name in pieces.RARE_NAMES:
        assert name in text


def test_people_on_relief_are_printed_with_group_and_surname_and_officials_in_full(accounts_pages):
    text = "".join(accounts_pages)
    assert "第二组欧阳某某" in text
    assert "欧阳建国" not in text
    assert "村干部误工补贴（张𬱖）" in text


def test_the_payment_list_states_its_total_in_capital_figures():
    data = pieces.allowance_list()
    text = "".join(page_texts(render(build_notice("allowance_list", data), draft=False)))
    paid = [each for each in data.households if each.state is not AllowanceState.STOPPED]
    total = sum(each.monthly_cents for each in paid)
    assert len(paid) < len(data.households)
    assert f"合计 {sum(each.people for each in paid)} {Figure(total).text()}" in text
    assert f"合计（大写）：人民币{capital(total)}" in text


@pytest.mark.parametrize(("name", "make"), ALL)
def test_every_font_is_embedded(name, make):
    pdf = render(build_notice(name, make()), draft=False)
    descriptors, files = embedded_fonts(pdf)
    assert descriptors == files > 0
    assert b"Helvetica" not in pdf


@pytest.mark.parametrize(("name", "make"), ALL)
def test_the_same_notice_gives_the_same_bytes(name, make):
    notice = build_notice(name, make())
    assert render(notice, draft=False) == render(build_notice(name, make()), draft=False)
    assert render(notice, draft=True) == render(notice, draft=True)


@pytest.mark.parametrize(("name", "make"), ALL)
def test_a_draft_says_so_on_every_page_and_the_issued_notice_nowhere(name, make):
    notice = build_notice(name, make())
    for text in page_texts(render(notice, draft=True)):
        assert "草稿" in re.sub(r"\s", "", text)
    for text in page_texts(render(notice, draft=False)):
        assert "草稿" not in re.sub(r"\s", "", text)


@pytest.mark.parametrize(("name", "make"), ALL)
@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_set_outside_the_margins_or_below_nine_points(name, make, large):
    notice = build_notice(name, make(), large=large)
    laid = lay_out(notice)
    for page in laid.pages:
        for text in page.texts:
            assert text.size_pt >= SMALLEST_PT
            assert 0 < text.x < laid.width
            assert 0 < text.y < laid.height
        for rule in page.rules:
            assert 0 < rule.x1 <= rule.x2 < laid.width


def test_large_print_is_a3_with_sixteen_points():
    notice = build_notice("accounts_quarterly", pieces.accounts(), large=True)
    assert (notice.page.paper, notice.page.text_pt) == (Paper.A3, 16.0)
    laid = lay_out(notice)
    assert (round(laid.width), round(laid.height)) == (1191, 842)


def test_thousands_separators_are_printed_when_asked_for():
    notice = build_notice("accounts_quarterly", pieces.accounts(3), grouped=True)
    assert "上期结存 123,456.78" in page_texts(render(notice, draft=False))[0]


def test_notices_printed_at_the_same_time_do_not_disturb_each_other():
    notices = [build_notice("accounts_quarterly", pieces.accounts(count)) for count in (30, 60, 90)]
    alone = [render(notice, draft=False) for notice in notices]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda notice: render(notice, draft=False), notices * 3)) == alone * 3


def test_the_check_code_follows_the_content_and_not_the_paper():
    notice = build_notice("accounts_quarterly", pieces.accounts())
    large = build_notice("accounts_quarterly", pieces.accounts(), large=True)
    other = replace(notice, number="999901101201-2026-F-0003-v2")
    assert notice.check_code() == large.check_code()
    assert notice.check_code() != other.check_code()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", notice.check_code())


def test_the_check_code_stands_on_every_page(accounts_pages):
    code = build_notice("accounts_quarterly", pieces.accounts()).check_code()
    assert all(f"校验码 {code}" in text for text in accounts_pages)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 120))
@example(400)
def test_no_entry_is_lost_or_printed_twice(count):
    pdf = render(build_notice("accounts_quarterly", pieces.accounts(count)), draft=False)
    assert serials(pdf, count) == list(range(1, count + 1))


def test_an_empty_period_says_that_there_is_nothing():
    (text,) = page_texts(render(build_notice("accounts_quarterly", pieces.accounts(0)), draft=False))
    assert "本期无此项内容" in text
    assert "上期结存 123456.78" in text
    (text,) = page_texts(render(build_notice("allowance_list", pieces.allowance_list(0)), draft=False))
    assert "本期无此项内容" in text


def test_a_period_with_expenditure_only_says_that_there_was_no_income():
    data = pieces.accounts(20)
    spent = sum(entry.amount_cents for entry in data.expenditure)
    data = replace(data, income=(), closing_cents=data.opening_cents - spent)
    text = "".join(page_texts(render(build_notice("accounts_quarterly", data), draft=False)))
    assert "一、收入：本期无此项内容" in text


def test_a_table_without_a_period_is_refused():
    notice = replace(build_notice("party_life", pieces.party_life()), period="")
    with pytest.raises(ProblemError) as caught:
        render(notice)
    assert [problem.code for problem in caught.value.problems] == ["DOC-001"]


def test_a_name_no_font_has_stops_the_issue_and_prints_as_a_geta_mark_on_drafts():
    data = pieces.allowance_list(3)
    odd = replace(data.households[0], head="张\U0002ceff")
    notice = build_notice("allowance_list", replace(data, households=(odd, *data.households[1:])))
    with pytest.raises(ProblemError) as caught:
        render(notice, draft=False)
    (problem,) = caught.value.problems
    assert problem.code == "DOC-004"
    assert problem.values["text"] == "张\U0002ceff"
    assert "张〓" in page_texts(render(notice, draft=True))[0]


PAGE = Page(Paper.A4, False, Margins(20, 20, 20, 20), 10.5, 20, 14)


def test_a_row_higher_than_a_page_is_refused_in_words():
    table = Table((Column("摘要", 1), Column("金额", 1)), (Row(("事" * 4000, "1")),), total_label="")
    with pytest.raises(ProblemError) as caught:
        render(Notice(("表",), "2026年", PAGE, (table,)))
    assert [problem.code for problem in caught.value.problems] == ["DOC-003"]


def test_a_table_too_wide_for_its_paper_moves_to_the_next_size():
    columns = tuple(Column(f"第{number}栏", 1, summed=True) for number in range(9))
    row = Row(tuple(Figure(12345678901) for _ in columns))
    laid = lay_out(Notice(("表",), "2026年", PAGE, (Table(columns, (row,)),)))
    assert round(laid.width) == 842  # A3 upright


def test_a_figure_too_wide_for_any_paper_is_refused_with_its_column():
    columns = tuple(Column(f"第{number}栏", 1, summed=True) for number in range(40))
    row = Row(tuple(Figure(12345678901) for _ in columns))
    with pytest.raises(ProblemError) as caught:
        render(Notice(("表",), "2026年", PAGE, (Table(columns, (row,)),)))
    assert caught.value.problems[0].code == "DOC-002"


def test_the_column_told_to_be_too_wide_is_the_one_that_takes_the_room():
    columns = (Column("序号", 3, fit=Fit.KEEP), Column("金额", 10, summed=True), Column("备注", 20))
    row = Row(("1", Figure(10**200), "村"))
    with pytest.raises(ProblemError) as caught:
        render(Notice(("表",), "2026年", PAGE, (Table(columns, (row,)),)))
    assert caught.value.problems[0].values["column"] == "金额"


def test_a_sentence_among_dates_is_broken_where_no_paper_holds_it_and_dates_stay_whole():
    columns = (Column("到期日", 8, fit=Fit.KEEP), Column("取得时间", 8, fit=Fit.KEEP), Column("备注", 20))
    sentence = "一九九八年由原生产队仓库改建，二〇〇三年翻修，" * 4
    rows = (Row(("2028-12-31", sentence, "村")), Row(("2026-01-31", "2003-05-01", "村")))
    read = read_back(render(Notice(("表",), "2026年", PAGE, (Table(columns, rows),)), draft=False))
    assert {"2028-12-31", "2026-01-31", "2003-05-01", sentence} <= {text for page in read for text in page}


def test_the_household_card_covers_numbers_unless_they_are_asked_for():
    card = pieces.household_card()
    text = "".join(page_texts(render(build_notice("household_card", card), draft=False)))
    assert "999901********0012" in text
    assert "999901196803120012" not in text
    assert "10012340001" not in text
    shown = build_notice("household_card", card, reveal=frozenset({"citizen_id"}))
    text = "".join(page_texts(render(shown, draft=False)))
    assert "999901196803120012" in text
    assert "10012340001" not in text
    assert "证件号码和电话已遮盖" not in text
    assert "用后请销毁" in text


def test_the_household_card_says_on_every_page_that_it_proves_nothing():
    for text in page_texts(render(build_notice("household_card", pieces.household_card(14)), draft=False)):
        assert "内部台账，不作证明" in text


def sizes_of(notice, words):
    return {text.size_pt for page in lay_out(notice).pages for text in page.texts if text.text == words}


def test_one_long_name_is_set_smaller_and_leaves_the_others_their_size():
    data = pieces.accounts(12)
    long = replace(data.expenditure[0], handler="买买提江·艾合买提")
    notice = build_notice("accounts_quarterly", replace(data, expenditure=(long, *data.expenditure[1:])))
    assert sizes_of(notice, "陈报账") == {10.5}
    assert "买买提江" in "".join(page_texts(render(notice, draft=False))).replace("\r\n", "")


def test_a_long_issuer_is_set_in_two_lines_and_keeps_clear_of_the_notes():
    village = pieces.VILLAGE._replace(name="黄土岭大垟头联合行政村")
    notice = build_notice("allowance_list", pieces.allowance_list(3, village=village))
    laid = lay_out(notice)
    notes = [text for text in laid.pages[0].texts if text.text.startswith("异议期")]
    issuer = [text for text in laid.pages[0].texts if text.text.endswith("（章）")]
    assert len(notes) == len(issuer) == 1
    assert notes[0].text.endswith("10月26日")
    assert issuer[0].text != "黄土岭大垟头联合行政村村民委员会（章）"


def test_dates_and_numbers_of_the_household_card_stay_in_one_line_covered_or_not():
    for reveal in (frozenset(), frozenset({"citizen_id", "mobile"})):
        notice = build_notice("household_card", pieces.household_card(), reveal=reveal)
        assert sizes_of(notice, "1968-03-12")
        assert sizes_of(notice, "999901196803120012" if reveal else "999901********0012")
