"""Bars on paper: one scale, patterns that stay inside, every amount printed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.period import Period
from desktop.reports.building import build_notice
from desktop.reports.chart import lay_out_chart, stripes
from desktop.reports.data import Sheet
from desktop.reports.document import Chart, ChartRow, Pattern, Series
from desktop.reports.rendering import render
from tests.unit.reports import pieces
from tests.unit.reports.readback import page_texts

INCOME = Series("收入", Pattern.EMPTY)
amounts = st.integers(-(10**10), 10**12)


def lengths(chart: Chart, *beside: Chart) -> list[float]:
    """Length of each bar, from its two long edges."""
    rules = lay_out_chart(chart, 480, 11, False, (chart, *beside)).rules
    return sorted({round(rule.x2 - rule.x1, 3) for rule in rules if rule.y1 == rule.y2})


@given(st.lists(amounts, min_size=1, max_size=20))
def test_bars_are_as_long_as_their_amounts(values):
    rows = tuple(ChartRow(f"第{n}项", (value,)) for n, value in enumerate(values))
    drawn = lengths(Chart(rows, (INCOME,)))
    positive = sorted(value for value in set(values) if value > 0)
    if positive:
        scale = drawn[-1] / positive[-1]
        assert max(drawn) <= 480
        for value in positive:
            assert any(abs(length - value * scale) < 0.01 for length in drawn)
    else:
        assert drawn == []


def test_charts_of_one_sheet_share_their_scale():
    small = Chart((ChartRow("小", (100,)),), (INCOME,))
    large = Chart((ChartRow("大", (1000,)),), (INCOME,))
    assert abs(lengths(large, small)[-1] / lengths(small, large)[-1] - 10) < 0.01


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0.1, 400), st.floats(1, 40), st.floats(1, 10))
def test_stripes_stay_inside_their_bar(x, y, width, height, gap):
    for rule in stripes(x, y, width, height, gap):
        for at, low, high in ((rule.x1, x, x + width), (rule.x2, x, x + width)):
            assert low - 1e-6 <= at <= high + 1e-6
        for at in (rule.y1, rule.y2):
            assert y - 1e-6 <= at <= y + height + 1e-6


def test_two_series_have_a_legend_and_one_has_none():
    row = ChartRow("7月", (1, 2))
    texts = [
        text.text
        for text in lay_out_chart(Chart((row,), (INCOME, Series("支出", Pattern.SOLID))), 480, 11).texts
    ]
    assert {"收入", "支出", "7月", "0.01", "0.02"} == set(texts)
    one = lay_out_chart(Chart((ChartRow("7月", (1,)),), (INCOME,)), 480, 11).texts
    assert [text.text for text in one] == ["7月", "0.01"]


def test_every_row_can_be_asked_by_its_key_and_areas_do_not_overlap():
    rows = tuple(ChartRow(f"第{n}项" * 12, (n,), f"F3{n:02}") for n in range(9))
    areas = lay_out_chart(Chart(rows, (INCOME,)), 300, 11).areas
    assert [area.key for area in areas] == [row.key for row in rows]
    assert all(above.y >= below.y + below.height - 1e-6 for above, below in pairwise(areas))


def test_an_empty_chart_says_so():
    assert [text.text for text in lay_out_chart(Chart((), (INCOME,)), 480, 11).texts] == ["本期无此项内容"]


def test_amounts_of_the_bars_can_be_read_back_from_the_sheet():
    data = Sheet(
        village=pieces.VILLAGE,
        period=Period.quarter(2026, 3),
        number="",
        tables={
            "balances": ({"opening": 1, "income": 250_000, "expense": 44_824, "closing": 205_177},),
            "income_items": ({"item": "发包及上交收入", "income": 250_000},),
            "expense_items": ({"item": "办公、差旅、会议、卫生、治安等管理费", "expense": 44_824},),
            "months": tuple({"month": f"{n}月", "income": n * 100, "expense": n * 50} for n in (7, 8, 9)),
        },
    )
    (text,) = page_texts(render(build_notice("accounts_chart", data), draft=False))
    joined = "".join(text.split())
    for wanted in ("发包及上交收入", "2500.00", "448.24", "7.00", "4.50", "收入", "支出", "三、各月收支"):
        assert wanted in joined
