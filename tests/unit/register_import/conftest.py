"""An empty office with a clerk who imports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.imports import ImportDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ImportDesk]:
    made = ImportDesk(tmp_path)
    yield made
    made.office.close()
