"""An A3 page on two A4 sheets: nothing is lost, and both show the strip that is glued."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.document import Paper
from desktop.reports.tiling import EDGE, GLUE, ink, is_tiled, tiles

MM = 72 / 25.4
LONG = 420 * MM


@given(st.floats(0, LONG / 2 - 20), st.floats(LONG / 2 + 20, LONG))
def test_everything_printed_stands_on_one_of_the_sheets_and_the_seam_on_both(first, last):
    left, right = tiles(first, last)
    assert left.first <= first + 0.01
    assert right.last >= last - 0.01
    assert (left.last - right.first) * left.scale >= GLUE - 0.01
    for tile in (left, right):
        assert tile.offset >= EDGE - 0.01
        assert tile.offset + (tile.last - tile.first) * tile.scale <= 210 * MM - EDGE + 0.01
        assert 0.9 < tile.scale <= 1


@given(st.floats(20 * MM, 40 * MM), st.floats(380 * MM, 404 * MM))
def test_what_keeps_its_margins_keeps_its_size(first, last):
    assert {tile.scale for tile in tiles(first, last)} == {1.0}


@given(st.floats(0, 100), st.floats(900, LONG))
def test_the_mark_is_where_the_other_sheet_begins(first, last):
    left, right = tiles(first, last)
    assert abs(left.first + (left.mark - left.offset) / left.scale - right.first) < 0.01
    assert right.mark == right.offset


def test_only_a3_is_laid_on_two_sheets():
    for paper in Paper:
        short, long = (each * MM for each in paper.value)
        assert is_tiled(short, long) == is_tiled(long, short) == (paper is Paper.A3)


def picture(width, height, dark):
    rgba = bytearray(b"\xff" * (4 * width * height))
    for x, y in dark:
        rgba[4 * (y * width + x)] = 0
    return bytes(rgba)


def test_print_is_found_along_the_longer_side():
    assert ink(picture(8, 20, [(3, 5), (1, 11)]), 8, 20) == (5, 12)
    assert ink(picture(20, 8, [(3, 5), (11, 1)]), 20, 8) == (3, 12)
    assert ink(picture(20, 8, []), 20, 8) == (0, 20)
