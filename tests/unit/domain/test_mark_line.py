"""What is typed while a telephone is at the ear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mark_line import MarkLine, read_mark_line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", MarkLine()),
        ("101", MarkLine(((101, 101),))),
        (" 101 3:14 ", MarkLine(((101, 101),), at="3:14")),
        ("101，104—107、110 314", MarkLine(((101, 101), (104, 107), (110, 110)), at="314")),
        ("101, 102", MarkLine(((101, 101), (102, 102)))),
        ("2*", MarkLine(caller=2)),
        ("12＊ 3:20", MarkLine(caller=12, at="3:20")),
        ("陈老伯 3:14", MarkLine(name="陈老伯", at="3:14")),
        ("clb", MarkLine(name="clb")),
        ("101 11-23 3:14", MarkLine(((101, 101),), at="11-23 3:14")),
        ("1-", MarkLine(name="1-")),
    ],
)
def test_numbers_spans_callers_and_names_are_told_apart(typed: str, line: MarkLine) -> None:
    assert read_mark_line(typed) == line


def test_only_one_number_or_a_name_can_be_taken_back() -> None:
    assert [read_mark_line(typed).is_one for typed in ("101", "陈老伯", "101,102", "101-103", "2*")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=9))
def test_every_number_typed_is_meant_and_no_other(numbers: list[int]) -> None:
    line = read_mark_line(",".join(str(number) for number in numbers))
    assert {number for number in range(1, 10_001) if line.names(number)} == set(numbers)
