"""Tests of one screen share the desk."""

from collections.abc import Iterator

import pytest

from tests.support.desk import desk
from tests.support.small_county import SmallCounty

__all__ = ["desk"]


@pytest.fixture
def county() -> Iterator[SmallCounty]:
    """A county behind a real port."""
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made
