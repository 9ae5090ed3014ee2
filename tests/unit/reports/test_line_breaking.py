from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.fonts import Role, type_of
from desktop.reports.line_breaking import break_lines

BODY = type_of(Role.BODY)
CHINESE = st.text(st.sampled_from("村民委员会公开收支，。、（）《》“”2026-07.15元abc "), max_size=120)


@given(CHINESE, st.floats(30, 400))
def test_nothing_but_blanks_at_a_break_is_lost(text, room):
    lines = break_lines(text, BODY, 10.5, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(CHINESE, st.floats(30, 400))
def test_every_line_fits_its_room(text, room):
    for line in break_lines(text, BODY, 10.5, room):
        assert BODY.width(line, 10.5) <= room + 0.01 or len(line) == 1


@given(CHINESE)
def test_a_closing_mark_never_begins_a_line_while_the_room_allows(text):
    marks = set("，。、）》”")
    lines = break_lines(text, BODY, 10, 200)
    for before, line in pairwise(lines):
        if line and line[0] in marks:
            # only a whole line of marks leaves no earlier place to break
            assert not any(c not in marks and c not in "（《“" for c in before[1:])


def test_a_number_stays_whole_when_it_fits_a_line():
    assert break_lines("凭证号收-0001金额123456.78元", BODY, 10, 95)[-1].startswith("123456.78")


def test_a_number_longer_than_the_line_is_broken_rather_than_lost():
    assert "".join(break_lines("9" * 60, BODY, 10, 60)) == "9" * 60


def test_line_breaks_of_the_text_are_kept():
    assert break_lines("一\n\n二", BODY, 10, 100) == ["一", "", "二"]


def test_the_first_line_leaves_room_for_its_indent():
    lines = break_lines("村" * 30, BODY, 10, 100, 80)
    assert [len(line) for line in lines] == [8, 10, 10, 2]
