"""One village for the tests of a module; each test starts a mobilisation of its own."""

from collections.abc import Iterator

import pytest

from tests.support.emergency import EmergencyVillage, make_emergency_village


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmergencyVillage]:
    made = make_emergency_village(tmp_path_factory.mktemp("emergency") / "office")
    yield made
    made.office.close()
