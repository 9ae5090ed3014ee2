"""The window over a real office, on its start page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.office import Office
from tests.support.offices import make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office on disk."""
    opened = make_office(tmp_path / "office")
    yield opened
    opened.close()
