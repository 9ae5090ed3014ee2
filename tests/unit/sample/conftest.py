"""One office and one dirty workbook for the whole folder; nobody changes them."""

from pathlib import Path

import pytest

from desktop.sample.dirt import DirtReport
from desktop.sample.office import SampleOffice, make_office
from desktop.sample.workbook import write_dirty_workbook


@pytest.fixture(scope="session")
def office() -> SampleOffice:
    return make_office()


@pytest.fixture(scope="session")
def dirty(office: SampleOffice, tmp_path_factory: pytest.TempPathFactory) -> DirtReport:
    path: Path = tmp_path_factory.mktemp("sample") / "示范村花名册.xlsx"
    return write_dirty_workbook(office, path)
