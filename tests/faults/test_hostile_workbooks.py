"""No file, however made, brings the program down; each ends in rows or in a sentence.

Five hundred files in every run, ten thousand in a release run.
"""

import sys
import time
from collections import Counter

import pytest

from desktop.domain.problem import ProblemError
from desktop.exchange.reader import WorkbookReader, read_workbook
from desktop.exchange.table_finder import find_tables
from desktop.exchange.workbook import Limits
from desktop.messages import reason, sentence
from tests.support import hostile
from tests.support.workbook_bytes import ods, xlsb

pytestmark = [pytest.mark.early, pytest.mark.faults]

_FILES = 500
_RELEASE_FILES = 10_000
_SEEN_EARLY = frozenset(("IMP-009", "IMP-010"))


def _outcome(reader, path):
    """``rows``, or the code of the one problem, which must have a sentence with what to do."""
    try:
        book = reader.read(path)
    except ProblemError as error:
        (problem,) = error.problems
        assert reason(problem) != problem.code, f"{problem.code} has no sentence"
        assert "{" not in sentence(problem)
        assert path.name in sentence(problem)
        return problem.code
    find_tables(book)
    return "rows"


def _run(folder, files):
    counts: Counter[str] = Counter()
    wrong = []
    with WorkbookReader() as reader:
        for file in files:
            path = folder / file.name
            path.write_bytes(file.content)
            began = time.monotonic()
            outcome = _outcome(reader, path)
            seconds = time.monotonic() - began
            counts[outcome] += 1
            if file.codes and outcome not in file.codes:
                wrong.append((file.name, outcome, sorted(file.codes)))
            # Bombs and far cells are seen before anything is unpacked into memory: in hundredths of a
            # second on a quiet machine, with room here for a busy one.
            most = 5 if file.codes <= _SEEN_EARLY and file.codes else 32
            assert seconds < most, f"{file.name} took {seconds:.1f} s"
            path.unlink()
    assert not wrong
    return counts


def _peak_of_children_bytes():
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def test_five_hundred_hostile_workbooks_end_in_rows_or_in_a_sentence(tmp_path):
    crafted = list(hostile.crafted())
    files = [*crafted, *hostile.mutations(_FILES - len(crafted))]
    assert len(files) == _FILES
    counts = _run(tmp_path, files)
    assert sum(counts.values()) == _FILES
    # The corpus must bite: many kinds of refusal, and some files that can still be read.
    assert counts["rows"] > 50
    assert len(counts) >= 12
    if sys.platform.startswith("linux"):
        assert _peak_of_children_bytes() < 1_600_000_000


@pytest.mark.release
def test_ten_thousand_mutated_workbooks_end_in_rows_or_in_a_sentence(tmp_path):
    counts = _run(tmp_path, hostile.mutations(_RELEASE_FILES, seed=7))
    assert sum(counts.values()) == _RELEASE_FILES


def test_a_reader_that_ran_out_of_memory_says_so_and_the_next_file_is_read(tmp_path):
    (tmp_path / "bad.xlsb").write_bytes(xlsb([["姓名"]], far=(1_000_000, 16_000)))
    (tmp_path / "good.ods").write_bytes(ods([["姓名"], ["张三"]]))
    with WorkbookReader() as reader:
        with pytest.raises(ProblemError) as caught:
            reader.read(tmp_path / "bad.xlsb")
        assert caught.value.problems[0].code == "IMP-016"
        assert reader.read(tmp_path / "good.ods").sheets[0].text(1, 0) == "张三"


def test_a_reader_that_takes_too_long_is_stopped_and_says_so(tmp_path):
    rows = "a,b\n" * 150_000
    (tmp_path / "a.csv").write_text(rows)
    with pytest.raises(ProblemError) as caught:
        read_workbook(tmp_path / "a.csv", Limits(seconds=0.01))
    assert caught.value.problems[0].code == "IMP-015"
    assert "秒" in sentence(caught.value.problems[0])


def test_a_reader_killed_from_outside_is_replaced(tmp_path):
    (tmp_path / "a.ods").write_bytes(ods([["姓名"], ["张三"]]))
    with WorkbookReader() as reader:
        reader.read(tmp_path / "a.ods")
        assert reader._child is not None
        reader._child.process.kill()
        with pytest.raises(ProblemError):
            reader.read(tmp_path / "a.ods")
        assert reader.read(tmp_path / "a.ods").sheets[0].text(1, 0) == "张三"
