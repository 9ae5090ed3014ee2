"""Any table: what is put into a cell is read back from between that cell's rules."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reports.document import (
    Align,
    Column,
    Figure,
    Fit,
    Margins,
    Notice,
    Page,
    Paper,
    Row,
    Table,
)
from desktop.reports.gate import read_back
from desktop.reports.layout import lay_out
from desktop.reports.rendering import render

PAGE = Page(Paper.A4, True, Margins(18, 16, 17, 20), 10.5, 20, 14)
WORDS = st.text(st.sampled_from("村民委员会公开收支张𬱖李䶮，。（）2026-07.15元abcXYZ·"), max_size=40)


@st.composite
def tables(draw):
    columns = [
        Column(
            f"{'甲乙丙丁戊己庚辛'[index]}",
            draw(st.floats(3, 30)),
            draw(st.sampled_from(Align)),
            draw(st.sampled_from(Fit)),
        )
        for index in range(draw(st.integers(2, 7)))
    ]
    columns.append(Column("金额", draw(st.floats(5, 15)), Align.RIGHT, summed=True))
    amounts = st.integers(-(10**9), 10**9).map(Figure)
    rows = draw(st.lists(st.tuples(*[WORDS] * (len(columns) - 1), amounts).map(Row), min_size=1, max_size=40))
    return Table(tuple(columns), tuple(rows))


def written(table):
    """Texts of all cells without blanks, as often as they occur."""
    texts = [cell if isinstance(cell, str) else cell.text() for row in table.rows for cell in row.cells]
    return Counter(text.replace(" ", "") for text in texts if text)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_cell_is_read_back_whole_from_between_its_rules(table):
    pdf = render(Notice(("表",), "2026年", PAGE, (table,), coded=False), draft=False)
    read = Counter(text.replace(" ", "") for page in read_back(pdf) for text in page)
    lost = written(table) - read
    assert not lost


@settings(max_examples=60, deadline=None)
@given(tables())
def test_nothing_is_set_beyond_the_margins(table):
    from desktop.reports.fonts import type_of

    laid = lay_out(Notice(("表",), "2026年", PAGE, (table,), coded=False))
    left, right = 20 * 72 / 25.4, laid.width - 16 * 72 / 25.4
    for page in laid.pages:
        for text in page.texts:
            assert text.x >= left - 0.01
            assert text.x + type_of(text.role).width(text.text, text.size_pt) <= right + 0.01


def test_every_row_of_a_table_too_long_to_be_held_stands_once_in_order_and_is_added_up():
    columns = (
        Column("摘要", 20, Align.LEFT),
        Column("金额", 10, Align.RIGHT, summed=True),
    )
    rows = tuple(Row((f"第{number}笔" + "款" * (number % 40), Figure(number))) for number in range(1, 901))
    laid = lay_out(Notice(("表",), "2026年", PAGE, (Table(columns, rows),), coded=False))
    lines = [line for page in laid.pages for line in page.lines]
    assert [line.cells[0][2] for line in lines if not line.sums] == [row.cells[0] for row in rows]
    grown = [line.cells[-1][2] for line in lines if line.cells[0][2] in {"累计", "合计"}]
    ends = [page.lines[-3].stop for page in laid.pages[:-1]]
    assert grown == [Figure(sum(range(1, end + 1))).text() for end in (*ends, len(rows))]
