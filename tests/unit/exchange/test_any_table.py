"""Whatever stands in a sheet, every row ends in exactly one class and nothing is invented."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.column_mapping import propose_mapping
from desktop.exchange.person_rows import normalise_table
from desktop.exchange.reader_process import SEPARATOR, encode_rows
from desktop.exchange.table_finder import find_tables
from desktop.exchange.workbook import Column, MergedRange, Sheet, Workbook
from tests.support.ledger import TODAY, number

_WORDS = [
    "",
    "",
    "姓名",
    "身份证号",
    "户编号",
    "户主姓名",
    "成员1姓名",
    "成员1身份证号",
    "与户主关系",
    "性别",
    "出生日期",
    "联系电话",
    "家庭成员",
    "备注",
    "承包面积（亩）",
    "（元）",
    "户主",
    "妻",
    "之子",
    "媳妇",
    "男",
    "女",
    "张三",
    "李四、王五(妻)",
    number(1980, 2, 29, 3),
    number(1982, 5, 6, 4)[:15],
    "3.3E+17",
    "1980.2.29",
    "农历正月初一",
    "小计",
    "合计 3人",
    "注：以上属实",
    "制表人：",
    "已故",
    "10012345678",
    "是",
    "2亩5分",
]
_CELL = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from([330825198002290000.0, 29280.0, 1.0, True, -5.5]),
    st.text(max_size=6).filter(lambda text: SEPARATOR not in text),
)


@st.composite
def _sheets(draw):
    width = draw(st.integers(1, 7))
    rows = draw(st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=1, max_size=14))
    columns = []
    for joined, kinds, packed in encode_rows(iter(rows)):
        index = array("I")
        index.frombytes(packed)
        columns.append(Column(joined.decode("utf-8").split(SEPARATOR), kinds, index))
    merged = [
        MergedRange(top, left, top + draw(st.integers(0, 3)), left + draw(st.integers(0, 3)))
        for top, left in draw(st.lists(st.tuples(st.integers(0, 13), st.integers(0, 6)), max_size=4))
    ]
    return Sheet("一组", tuple(columns), tuple(merged)), rows


@given(case=_sheets())
def test_every_row_of_a_table_is_data_or_has_one_other_class(case):
    sheet, rows = case
    for table in find_tables(Workbook("xlsx", (sheet,))):
        assert sorted([*table.data_rows, *table.skipped]) == list(range(len(rows)))


@given(case=_sheets(), stored=st.booleans())
def test_every_data_row_becomes_at_least_one_person_and_no_other_row_does(case, stored):
    sheet, _ = case
    for table in find_tables(Workbook("xlsx", (sheet,))):
        mapping = propose_mapping(table)
        assert len(mapping) == len(table.columns)
        result = normalise_table(table, mapping, today=TODAY, stored=stored)
        if any(match.identifier and not match.identifier.startswith("@") for match in mapping):
            assert {person.row - 1 for person in result.rows} == set(table.data_rows)
        for person in result.rows:
            assert person.is_faulty or person.values.get("name")


@given(case=_sheets())
def test_a_number_of_eighteen_digits_never_comes_out_of_a_number_cell(case):
    sheet, _ = case
    for table in find_tables(Workbook("xlsx", (sheet,))):
        for person in normalise_table(table, propose_mapping(table), today=TODAY).rows:
            assert not str(person.values.get("citizen_id") or "").startswith("33082519800229")
