import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.pagination import (
    Mark,
    Placed,
    Strip,
    StripKind,
    StripTooTallError,
    TableFurniture,
    paginate,
)

FURNITURE = (TableFurniture(20, 15, 15),)


def table(heights, tail=0.0, tied=0):
    strips = [Strip(height, StripKind.ROW, 0) for height in heights]
    if heights:
        strips.append(Strip(15, StripKind.TOTAL, 0))
        strips[-2] = Strip(strips[-2].height, StripKind.ROW, 0, with_next=True)
    if tail:
        strips.append(Strip(tail))
    for index in range(max(0, len(strips) - 1 - tied), len(strips) - 1):
        old = strips[index]
        strips[index] = Strip(old.height, old.kind, old.table, with_next=True)
    return strips


def strips_of(page):
    return [box.index for box in page if box.mark is Mark.STRIP]


def height_of(page, strips):
    furniture = {Mark.HEADER: 20, Mark.PAGE_TOTAL: 15, Mark.RUNNING_TOTAL: 15}
    return sum(strips[box.index].height if box.mark is Mark.STRIP else furniture[box.mark] for box in page)


@given(st.lists(st.floats(10, 60), max_size=400), st.floats(0, 150))
def test_every_row_stands_on_exactly_one_page_in_order(heights, tail):
    strips = table(heights, tail)
    pages = paginate(strips, FURNITURE, 300, 400)
    assert [index for page in pages for index in strips_of(page)] == list(range(len(strips)))


@given(st.lists(st.floats(10, 60), max_size=400), st.floats(0, 150))
def test_no_page_is_fuller_than_its_room(heights, tail):
    strips = table(heights, tail)
    for number, page in enumerate(paginate(strips, FURNITURE, 300, 400)):
        assert height_of(page, strips) <= (300 if number == 0 else 400) + 1e-6


@given(st.lists(st.floats(10, 60), min_size=1, max_size=400))
def test_each_page_of_a_table_begins_with_its_header_and_all_but_the_last_end_with_totals(heights):
    pages = paginate(table(heights), FURNITURE, 300, 400)
    for page in pages:
        assert page[0] == Placed(Mark.HEADER, 0)
    for page in pages[:-1]:
        assert page[-2:] == [Placed(Mark.PAGE_TOTAL, 0), Placed(Mark.RUNNING_TOTAL, 0)]
    has_subtotal = Placed(Mark.PAGE_TOTAL, 0) in pages[-1]
    assert has_subtotal == (len(pages) > 1)


# Of two rows only, the first may have to stay below the title: better than a page with nothing else.
@given(st.lists(st.floats(10, 60), min_size=3, max_size=400), st.floats(60, 200))
def test_the_signature_block_stands_with_at_least_two_rows(heights, tail):
    strips = table(heights, tail, tied=3)
    last = strips_of(paginate(strips, FURNITURE, 300, 400)[-1])
    assert sum(strips[index].kind is StripKind.ROW for index in last) >= 2


def test_a_chain_higher_than_a_page_keeps_the_largest_tail_that_fits():
    strips = [Strip(150, with_next=True), Strip(150, with_next=True), Strip(150)]
    assert [strips_of(page) for page in paginate(strips, (), 320, 320)] == [[0], [1, 2]]


def test_a_strip_higher_than_a_page_is_refused_and_named():
    with pytest.raises(StripTooTallError) as caught:
        paginate([Strip(10), Strip(500)], (), 300, 400)
    assert caught.value.index == 1


def test_no_content_makes_one_empty_page():
    assert paginate([], (), 300, 400) == [[]]


@given(st.lists(st.floats(30, 60), min_size=12, max_size=40), st.floats(10, 60))
def test_a_heading_stays_with_its_first_row_when_what_was_to_stay_together_is_longer_than_a_page(
    heights, heading
):
    strips = [Strip(250.0), Strip(heading, with_next=True)]
    strips += [Strip(height, StripKind.ROW, 0, with_next=True, soft=True) for height in heights]
    strips[-1] = Strip(heights[-1], StripKind.ROW, 0)
    pages = paginate(strips, FURNITURE, 300, 300)
    assert [index for page in pages for index in strips_of(page)] == list(range(len(strips)))
    assert any({1, 2} <= set(strips_of(page)) for page in pages)
