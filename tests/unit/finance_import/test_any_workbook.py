"""Whatever a workbook looks like, what comes out of it is what was written into it."""

from array import array
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.funds_kind_word import find_kind
from desktop.domain.money import capital, show_money
from desktop.exchange.funds_columns import find_funds_tables, propose_funds_mapping
from desktop.exchange.funds_rows import FundsRowKind, read_funds_table
from desktop.exchange.workbook import EMPTY, TEXT, Column, Sheet, Workbook

KINDS = [entry.code for entry in code_table("funds_entry_kind").entries]
SUMMARIES = [
    "大塘承包款",
    "七月办公电费",
    "慰问老党员",
    "道路硬化工程款第一期",
    "存款利息",
    "Ａ组路灯",
    "买 打印纸",
]
HEADINGS = {
    "entry_on": ["日期", "记账日期", "凭证日期", "发生 日期"],
    "voucher_no": ["凭证号", "凭证字号", "单据号"],
    "kind": ["科目", "会计科目", "收支项目"],
    "summary": ["摘要", "事由", "用途"],
    "income": ["收入", "收入金额（元）", "收方金额"],
    "expense": ["支出", "支出(元)", "付方金额"],
    "handler": ["经手人", "经办人"],
    "note": ["备注"],
}


@st.composite
def entries(draw: st.DrawFn) -> list[tuple[str, str, str, str, int, str]]:
    found = []
    day = draw(st.dates(date(2024, 1, 1), date(2026, 6, 1)))
    for number in range(draw(st.integers(1, 12))):
        day += timedelta(days=draw(st.integers(0, 9)))
        found.append(
            (
                day.isoformat(),
                f"记{number + 1}",
                draw(st.sampled_from(KINDS)),
                draw(st.sampled_from(SUMMARIES)),
                draw(st.integers(1, 10**9)),
                draw(st.sampled_from(["王会计", "李四", ""])),
            )
        )
    return found


def written_day(day: str, form: str) -> str:
    year, month, number = day.split("-")
    return {
        "iso": day,
        "dots": f"{year}.{int(month)}.{int(number)}",
        "words": f"{year}年{int(month)}月{int(number)}日",
        "bare": year + month + number,
        "slashes": f"{year}/{month}/{number}",
    }[form]


def written_money(cents: int, form: str) -> str:
    text = show_money(cents)
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    return {
        "plain": text.replace(",", ""),
        "commas": text,
        "yuan": text + "元",
        "mark": "¥" + text,
        "wide": text.translate(wide),
        "capital": capital(cents),
    }[form]


@st.composite
def workbooks(draw: st.DrawFn) -> tuple[list[tuple[str, str, str, str, int, str]], Workbook]:
    written = draw(entries())
    columns = draw(st.permutations(list(HEADINGS)))
    labels = [draw(st.sampled_from(HEADINGS[name])) for name in columns]
    forms = st.sampled_from(["iso", "dots", "words", "bare", "slashes"])
    monies = st.sampled_from(["plain", "commas", "yuan", "mark", "wide", "capital"])
    day_form, money_form = draw(forms), draw(monies)
    by_code = draw(st.booleans())
    rows: list[list[str]] = []
    if draw(st.booleans()):
        rows.append(["某村集体经济组织收支明细", *[""] * (len(columns) - 1)])
    rows.append(labels)
    income = expense = 0
    for day, voucher, kind, summary, cents, handler in written:
        is_income = kind.startswith("I")
        money = written_money(cents, money_form)
        income, expense = income + cents * is_income, expense + cents * (not is_income)
        values = {
            "entry_on": written_day(day, day_form),
            "voucher_no": voucher,
            "kind": kind if by_code else code_table("funds_entry_kind").label(kind),
            "summary": summary,
            "income": money if is_income else "",
            "expense": "" if is_income else money,
            "handler": handler,
            "note": "",
        }
        rows.append([values[name] for name in columns])
        if draw(st.integers(0, 5)) == 0:
            rows.append([""] * len(columns))
    if draw(st.booleans()):
        total = {"summary": "合计", "income": written_money(income, "plain") if income else ""}
        total["expense"] = written_money(expense, "plain") if expense else ""
        rows.append([total.get(name, "") for name in columns])
    return written, Workbook("xlsx", (sheet_of(rows),), False, "")


def sheet_of(rows: list[list[str]]) -> Sheet:
    """The sheet as the reader hands it over: each distinct cell of a column once."""
    columns = []
    for cells in zip(*rows, strict=True):
        texts = list(dict.fromkeys(cells))
        kinds = bytes(TEXT if text else EMPTY for text in texts)
        columns.append(Column(texts, kinds, array("i", [texts.index(cell) for cell in cells])))
    return Sheet("收支", tuple(columns))


@given(workbooks())
@settings(deadline=None)
def test_entries_come_out_as_they_were_written_in(made):
    written, workbook = made
    (table,) = find_funds_tables(workbook)
    read = read_funds_table(table, propose_funds_mapping(table), {}, today=date(2026, 11, 20))
    got = [
        (
            row.entry_on,
            row.voucher_no,
            find_kind(row.subject, row.side),
            row.summary,
            row.amount_cents,
            row.handler,
        )
        for row in read.of(FundsRowKind.ENTRY)
    ]
    assert got == [
        (day, no, kind, " ".join(summary.split()), cents, who)
        for day, no, kind, summary, cents, who in written
    ]
    assert all(row.problems == () for row in read.rows)
    assert read.problems == ()
