"""Tables of job seekers: no small number stands in them, and none can be worked out."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.job_forecast import age_bands, band_of, cross

ROWS, COLUMNS = ("男", "女", "不详"), ("县内", "省内", "省外", "未说")


def pairs(counts: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    return list(Counter(counts).elements())


def test_a_small_number_takes_enough_others_with_it() -> None:
    counts = {("男", "县内"): 3, ("男", "省内"): 20, ("女", "县内"): 9, ("女", "省内"): 30}
    told = cross(pairs(counts), *SMALL)
    assert told.cells == ((None, None), (None, None))
    assert (told.row_totals, told.column_totals, told.total) == ((23, 39), (12, 50), 62)


SMALL = (("男", "女"), ("县内", "省内"), 5)


def test_large_numbers_stand_as_they_are() -> None:
    told = cross(pairs({("男", "县内"): 8, ("女", "省内"): 6}), *SMALL)
    assert told.cells == ((8, 0), (0, 6))
    assert told.total == 14


def test_one_person_alone_is_nowhere_told() -> None:
    told = cross(pairs({("男", "县内"): 1}), *SMALL)
    assert told.cells[0][0] is None
    assert (told.row_totals[0], told.column_totals[0], told.total) == (None, None, None)


def test_bands_have_no_gap_and_no_overlap() -> None:
    bands = age_bands()
    assert bands[0].least == 16
    assert all(one.most + 1 == after.least for one, after in pairwise(bands))
    assert (band_of(15), band_of(16), band_of(59), band_of(60), band_of(None)) == (
        "",
        "16—24岁",
        "55—59岁",
        "60岁以上",
        "",
    )


counts = st.lists(st.integers(0, 14), min_size=12, max_size=12)


@settings(max_examples=200)
@given(counts, st.integers(2, 8))
def test_no_hidden_number_follows_from_those_that_are_told(numbers: list[int], least: int) -> None:
    keys = list(product(ROWS, COLUMNS))
    told = cross(pairs(dict(zip(keys, numbers, strict=True))), ROWS, COLUMNS, least)
    grid = [[*line, told.row_totals[y]] for y, line in enumerate(told.cells)]
    grid.append([*told.column_totals, told.total])
    assert all(each is None or each == 0 or each >= least for line in grid for each in line)
    unknown = [(y, x) for y, line in enumerate(grid) for x, each in enumerate(line) if each is None]
    equations = []
    for y in range(len(grid)):
        equations.append({(y, x): 1 if x < len(COLUMNS) else -1 for x in range(len(COLUMNS) + 1)})
    for x in range(len(COLUMNS) + 1):
        equations.append({(y, x): 1 if y < len(ROWS) else -1 for y in range(len(ROWS) + 1)})
    matrix = [[Fraction(line.get(cell, 0)) for cell in unknown] for line in equations]
    assert {unknown[place] for place in _followed(matrix)} == set(), "can be worked out"


def _followed(matrix: list[list[Fraction]]) -> set[int]:
    """Unknowns with one value only by the equations: each stands alone in a line when all are solved."""
    lines = [list(line) for line in matrix]
    solved = 0
    for column in range(len(lines[0])):
        pivot = next((n for n in range(solved, len(lines)) if lines[n][column]), None)
        if pivot is None:
            continue
        lines[solved], lines[pivot] = lines[pivot], lines[solved]
        first = lines[solved][column]
        own = lines[solved] = [each / first for each in lines[solved]]
        for place, line in enumerate(lines):
            if place != solved and (factor := line[column]):
                lines[place] = [a - factor * b if b else a for a, b in zip(line, own, strict=True)]
        solved += 1
    alone = ([place for place, each in enumerate(line) if each] for line in lines[:solved])
    return {places[0] for places in alone if len(places) == 1}
