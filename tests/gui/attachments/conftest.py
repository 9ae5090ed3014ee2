"""Tests of one screen share the desk."""

from collections.abc import Iterator

import pytest

from tests.support.desk import desk
from tests.support.small_county import SmallCounty
from ui.screens.attachments import area

__all__ = ["desk"]


@pytest.fixture(autouse=True)
def _what_is_under_way_is_looked_at_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long the area waits until it looks again is not the matter of any test."""
    monkeypatch.setattr(area, "LOOK_AGAIN_MS", 50)


@pytest.fixture
def county() -> Iterator[SmallCounty]:
    """A county behind a real port."""
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made
