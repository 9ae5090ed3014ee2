"""Files that are written as a whole or not at all, and what keeps a disk from taking them."""

from pathlib import Path

import pytest
import xlsxwriter

from desktop.domain.problem import ProblemError
from desktop.exchange.safe_file import replacing


def _write_workbook(path: Path) -> None:
    with (
        replacing(path) as draft,
        xlsxwriter.Workbook(draft, {"constant_memory": True, "tmpdir": str(draft.parent)}) as book,
    ):
        book.add_worksheet().write(0, 0, "x")


def _write_bytes(path: Path) -> None:
    with replacing(path) as draft:
        draft.write_bytes(b"x")


@pytest.mark.parametrize("write", [_write_workbook, _write_bytes])
@pytest.mark.parametrize(
    ("name", "code"), [("长" * 150 + ".xlsx", "VLT-037"), ("gone/x.xlsx", "VLT-038"), ("folder", "IMP-080")]
)
def test_a_place_that_takes_no_file_is_told_in_words(tmp_path: Path, write, name: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ProblemError) as caught:
        write(tmp_path / name)
    assert caught.value.problems[0].code == code
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_block_that_fails_leaves_the_old_file_and_says_what_it_said(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="own"), replacing(path) as draft:
        draft.write_bytes(b"half")
        raise ValueError("own")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.csv"]
