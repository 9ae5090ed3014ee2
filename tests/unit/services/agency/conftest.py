"""One village for all tests of a module: each opens cases of its own."""

from collections.abc import Iterator

import pytest

from tests.support.agency import Point, make_point


@pytest.fixture(scope="module")
def point(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Point]:
    made = make_point(tmp_path_factory.mktemp("agency"))
    yield made
    made.office.close()
