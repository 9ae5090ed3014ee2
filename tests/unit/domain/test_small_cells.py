"""Small counts are told together, so that nobody is known by them.

Source: domain.md 11.2, hand-over in tables: cells below 5 are not told.
"""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.small_cells import CountedClass, join_small

COUNTS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 200)), min_size=1, max_size=12)


def classes(counts: list[tuple[int, int]]) -> list[CountedClass]:
    return [CountedClass((str(number),), each) for number, each in enumerate(counts)]


@given(COUNTS, st.integers(0, 10))
def test_no_small_count_is_told_beside_others_and_nobody_is_lost(counts, least):
    told = join_small(classes(counts), least)
    assert sorted(name for each in told for name in each.names) == sorted(str(n) for n in range(len(counts)))
    assert tuple(map(sum, zip(*(each.counts for each in told), strict=True))) == tuple(
        map(sum, zip(*counts, strict=True))
    )
    assert len(told) == 1 or not any(each.has_small(least) for each in told)


@given(COUNTS)
def test_where_nothing_is_small_nothing_is_joined(counts):
    told = join_small(classes(counts), 1)
    assert told == tuple(classes(counts))


def test_a_small_class_is_joined_with_the_smallest_others():
    told = join_small(classes([(2, 100), (9, 80), (6, 40), (0, 50)]), 5)
    assert [each.names for each in told] == [("1",), ("3",), ("0", "2")]
    assert told[-1].counts == (8, 140)


def test_two_small_ones_are_joined_with_each_other_where_that_is_enough():
    told = join_small(classes([(3, 100), (9, 80), (4, 40)]), 5)
    assert [each.names for each in told] == [("1",), ("0", "2")]


def test_one_class_alone_that_is_small_is_left_for_the_caller():
    (only,) = join_small(classes([(2, 100)]), 5)
    assert only.has_small(5)
