"""Tests of visits share the village, a new one each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.boards import BoardsVillage, make_boards_village
from tests.support.village_copies import copy_village
from tests.support.visits import tag_people


@pytest.fixture
def village(tmp_path: Path) -> Iterator[BoardsVillage]:
    """The village on 10 March 2026 at noon."""
    made = copy_village(_make_visited_village, tmp_path)
    yield made
    made.office.close()


def _make_visited_village(folder: Path) -> BoardsVillage:
    return tag_people(make_boards_village(folder))
