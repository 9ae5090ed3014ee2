"""Values typed in place of those that did not get in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.problem import ProblemError
from desktop.services.office import Office
from desktop.services.sync.corrections import can_type, is_covered, read_correction, read_corrections
from tests.support.offices import make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "office")
    yield made
    made.close()


@pytest.mark.parametrize(
    ("column", "text", "stored"),
    [
        ("employer", " 茶厂 ", "茶厂"),
        ("employer", "", None),
        ("sex", "女", "2"),
        ("note", "走访过", "走访过"),
        ("mobile", "100 1234 5678", "10012345678"),
    ],
)
def test_a_typed_text_is_read_as_its_field_is_read_in_a_form(
    office: Office, column: str, text: str, stored: object
) -> None:
    assert read_correction(office, column, text) == stored


def test_all_that_is_wrong_is_told_at_once_each_with_its_column(office: Office) -> None:
    with pytest.raises(ProblemError) as refused:
        read_corrections(office, {"mobile": "12", "employer": "茶厂", "birth_date": "二月三十"})
    places = [problem.place.field for problem in refused.value.problems if problem.place is not None]
    assert sorted(set(places)) == ["birth_date", "mobile"]


@pytest.mark.parametrize("column", ["father_person_id", "household_id", "state", "rev"])
def test_links_and_states_are_not_typed(office: Office, column: str) -> None:
    assert not can_type(column)
    with pytest.raises(ValueError, match=column):
        read_correction(office, column, "x")


def test_numbers_are_covered_and_names_are_not() -> None:
    assert is_covered("citizen_id")
    assert not is_covered("name")
