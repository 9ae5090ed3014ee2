"""What two versions of a notice say differently is named place by place, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.comparison import Content, Difference, KeptTable, compare, content_of, read_content
from desktop.reports.document import (
    Column,
    Figure,
    Form,
    FormField,
    Margins,
    Notice,
    Page,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Table,
)

COLUMNS = ("名称", "日期", "摘要", "金额")
ELECTRICITY, POST, PAPER = (
    ("", "08-05", "电费", "448.24"),
    ("", "08-09", "邮费", "5.00"),
    ("", "08-11", "打印纸", "12.50"),
)
TOTAL = ("合计", "", "", "465.74")


def table(*rows: tuple[str, ...], caption: str = "") -> Content:
    return Content(tables=(KeptTable(caption, COLUMNS, rows),))


def words(before: Content, after: Content) -> list[str]:
    return [each.words() for each in compare(before, after)]


def test_a_changed_figure_is_named_by_its_line_and_column():
    mended = ("", "08-09", "邮费", "6.00")
    assert words(table(ELECTRICITY, POST), table(ELECTRICITY, mended)) == ["第2行“金额” 5.00 → 6.00"]


def test_a_total_is_named_by_its_own_name():
    assert words(table(TOTAL), table(("合计", "", "", "466.74"))) == ["“合计”行“金额” 465.74 → 466.74"]


def test_an_entry_is_counted_among_the_entries_as_the_sheet_numbers_them():
    heading = ("一、支出", "", "", "")
    mended = ("", "08-09", "邮费", "6.00")
    before, after = table(heading, ELECTRICITY, TOTAL, POST), table(heading, ELECTRICITY, TOTAL, mended)
    assert words(before, after) == ["第2行“金额” 5.00 → 6.00"]


def test_lines_that_came_or_went_are_told_with_what_they_said():
    assert words(table(ELECTRICITY, PAPER), table(ELECTRICITY, POST, PAPER)) == [
        "第2行增加“08-09，邮费，5.00”"
    ]
    assert words(table(ELECTRICITY, POST, PAPER), table(ELECTRICITY, PAPER)) == [
        "原第2行删去“08-09，邮费，5.00”"
    ]


def test_a_line_that_went_beside_one_that_changed_is_not_taken_for_it():
    mended = ("", "08-11", "打印纸", "13.00")
    assert words(table(ELECTRICITY, POST, PAPER), table(ELECTRICITY, mended)) == [
        "原第2行删去“08-09，邮费，5.00”",
        "第2行“金额” 12.50 → 13.00",
    ]


def test_fields_and_paragraphs_are_named():
    before = Content(("标题", "三季度", "甲"), (("户主", "王一"),))
    after = Content(("标题", "三季度", "乙"), (("户主", "王二"),))
    assert words(before, after) == ["正文第1段 甲 → 乙", "“户主” 王一 → 王二"]


def test_of_several_tables_the_caption_tells_which():
    before = Content(tables=(*table(POST, caption="收入").tables, *table(PAPER, caption="支出").tables))
    mended = ("", "08-11", "打印纸", "13.00")
    after = Content(tables=(*table(POST, caption="收入").tables, *table(mended, caption="支出").tables))
    assert words(before, after) == ["支出第1行“金额” 12.50 → 13.00"]


def test_a_document_is_kept_and_read_back_as_it_prints():
    document = Notice(
        title=("示范村", "公开表"),
        period="三季度",
        page=Page(Paper.A4, False, Margins(20, 20, 20, 20), 12, 18, 14),
        blocks=(
            Paragraph("现公开如下："),
            Form((FormField("户主", "王一"),)),
            Table(
                (Column("摘要", 1), Column("金额", 1)),
                (Row(("电费", Figure(44_824))), Row((Figure(44_824),), RowKind.STATEMENT, "合计")),
            ),
        ),
        number="1-v1",
    )
    assert read_content(content_of(document)) == Content(
        ("示范村公开表", "三季度", "现公开如下："),
        (("户主", "王一"),),
        (KeptTable("", ("名称", "摘要", "金额"), (("", "电费", "448.24"), ("合计", "", "448.24"))),),
    )


def test_what_an_older_program_kept_is_not_compared():
    assert read_content('["示范村公开表", "三季度"]') is None


CELLS = st.sampled_from(["", "电费", "邮费", "5.00", "6.00"])
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=8).map(lambda rows: table(*rows))


@given(TABLES)
def test_a_version_differs_from_itself_in_nothing(version: Content):
    assert compare(version, version) == ()


@given(TABLES, TABLES)
def test_two_versions_that_differ_are_never_said_to_be_the_same(before: Content, after: Content):
    found = compare(before, after)
    assert bool(found) == (before != after)
    assert all(isinstance(each, Difference) and each.before != each.after for each in found)


@given(TABLES, TABLES)
def test_no_line_of_either_version_is_left_out(before: Content, after: Content):
    old, new = before.tables[0].rows, after.tables[0].rows
    whole = [each.place for each in compare(before, after) if each.place.endswith("行")]
    gone = sum(place.startswith("原") for place in whole)
    come = len(whole) - gone
    assert len(old) - gone == len(new) - come
