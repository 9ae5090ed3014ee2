"""What all tests without a window share."""

from collections.abc import Iterator

import pytest

from tests.support.kept_readers import readers_kept


@pytest.fixture(scope="session", autouse=True)
def _readers_are_kept() -> Iterator[None]:
    with readers_kept():
        yield
