"""Simple headings and lists are told from plain lines; nothing else has a meaning."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.plain_markup import Block, BlockKind, first_words, read_markup


def test_headings_lists_and_paragraphs_are_told_apart():
    lines = (
        "# 什么是三务公开",
        "",
        "　　党务、村务、财务。",
        "- 每季度一次",
        "● 随时公开",
        "1、先审核",
        "2. 再公开",
        "#不是标题",
    )
    assert read_markup("\n".join(lines)) == (
        Block(BlockKind.HEADING, "什么是三务公开", level=1),
        Block(BlockKind.PARAGRAPH, "党务、村务、财务。"),
        Block(BlockKind.BULLET, "每季度一次"),
        Block(BlockKind.BULLET, "随时公开"),
        Block(BlockKind.NUMBERED, "先审核", mark="1"),
        Block(BlockKind.NUMBERED, "再公开", mark="2"),
        Block(BlockKind.PARAGRAPH, "#不是标题"),
    )


def test_a_year_or_a_decimal_at_the_beginning_of_a_line_is_no_number_of_a_list():
    assert [block.kind for block in read_markup("2026年的事\n1.5 亩地\n- \n-5 度")] == [
        BlockKind.PARAGRAPH
    ] * 4


@given(st.text())
def test_no_text_is_lost_but_marks_and_blanks(text):
    kept = "".join(block.text for block in read_markup(text))
    assert set(kept) <= set(text)
    assert all("\n" not in block.text and block.text for block in read_markup(text))


def test_the_first_words_are_those_of_the_first_paragraph():
    assert first_words(read_markup("# 标题\n一二三四五六"), 4) == "一二三…"
    assert first_words(read_markup("# 标题"), 4) == ""
