"""Number and code to ask how a matter stands."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.progress_mark import ProgressMark, new_progress_code, read_progress_code

NUMBER = "999901101201-2026-D-A0007"


def test_a_code_by_chance_is_read_again_however_it_is_typed() -> None:
    code = new_progress_code()
    spoken = ProgressMark(NUMBER, code).spoken
    assert read_progress_code(spoken.lower()) == code
    assert len({new_progress_code() for _ in range(50)}) == 50


@given(st.text(max_size=12))
def test_what_is_no_code_is_never_taken_for_one(text: str) -> None:
    read = read_progress_code(text)
    assert read == "" or read_progress_code(read) == read


def test_the_square_code_leads_to_the_county_or_names_number_and_code() -> None:
    mark = ProgressMark(NUMBER, "ABCD1234")
    assert mark.scanned("https://county.example/") == f"https://county.example/progress/{NUMBER}/ABCD1234"
    assert mark.scanned("") == f"cqt-progress:1;n={NUMBER};c=ABCD1234"
