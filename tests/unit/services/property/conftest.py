"""An office whose ledgers are empty."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.services.office import Office
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = replace(copy_office(tmp_path), clock=lambda: datetime(2026, 9, 30, 4, tzinfo=UTC))
    yield made
    made.close()
