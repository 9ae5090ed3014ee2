"""A year of the sample village, made by one command: everything owed is told, and every figure agrees."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.job import Cancelled, NoJob
from desktop.domain.problem import ProblemError
from desktop.sample.office import make_office
from desktop.sample.year import make_year
from desktop.services.disclosure.archive import archive_year, check_archive
from desktop.services.disclosure.duties import read_calendar
from desktop.services.disclosure.year import INDEX, write_year
from desktop.services.sample_year import last_day_of, live_year
from tests.support import offices
from tests.support.vault import CHEAP
from tests.unit.reports.readback import page_texts

pytestmark = pytest.mark.early

YEAR = 2026


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """The sample office on the last day of its year, and what became of each duty."""
    folder = tmp_path_factory.mktemp("year")
    office, told = live_year(folder, YEAR, cost=CHEAP)
    yield office, told
    office.close()


@pytest.fixture(scope="module")
def written(lived, tmp_path_factory) -> tuple[Path, tuple]:
    office, _ = lived
    folder = tmp_path_factory.mktemp("out") / "2026"
    return folder, write_year(office, YEAR, folder, last_day_of(YEAR))


def test_every_duty_of_the_year_ends_in_a_sheet_that_hung(lived):
    _, told = lived
    assert {problem.code for each in told for problem in each.problems} == set()
    assert len(told) > 150
    assert all(each.notice_id for each in told)


def test_nothing_is_left_in_the_calendar_of_the_year(lived):
    office, _ = lived
    on = last_day_of(YEAR)
    lines = [
        line
        for line in read_calendar(office, on, date(YEAR + 1, 1, 31), date(YEAR, 2, 1)).lines
        if line.duty.period.last.year == YEAR
    ]
    missing = [(line.item.code, line.duty.period.words()) for line in lines if line.duty.published is None]
    assert not missing
    assert not [line.item.code for line in lines if line.duty.is_done_late]


def test_each_sheet_lies_in_the_folder_of_its_line_and_in_the_index(written):
    folder, sheets = written
    assert all((folder / sheet.file).read_bytes().startswith(b"%PDF") for sheet in sheets)
    rows = list(load_workbook(folder / INDEX).active.iter_rows(min_row=2, values_only=True))
    assert [row[8] for row in rows] == [sheet.file for sheet in sheets]
    lines = Counter(sheet.file.split("/")[0] for sheet in sheets)
    assert lines["党务公开"] > 20 and lines["村务公开"] > 60 and lines["财务公开"] > 20
    assert set(lines) == {"党务公开", "村务公开", "财务公开"}


def test_all_lines_of_the_catalogue_are_told_somewhere(written):
    _, sheets = written
    told = {sheet.code for sheet in sheets}
    assert {"D04", "D07", "D11", "V02", "V04", "V09", "V15", "V21", "V34", "F101", "F201", "F803"} <= told
    assert len(told) > 50


def test_no_sheet_shows_a_number_of_a_person(lived, written):
    office, _ = lived
    folder, sheets = written
    with office.store.reading() as connection:
        numbers = {
            str(number)
            for row in connection.execute("SELECT citizen_id, mobile FROM person")
            for number in row
            if number
        }
    texts = "".join("".join(page_texts((folder / sheet.file).read_bytes())) for sheet in sheets)
    assert not [number for number in numbers if number in texts]


def test_the_archive_of_the_year_is_whole(lived, tmp_path):
    office, _ = lived
    report = archive_year(office, YEAR, tmp_path)
    assert report.problems == ()
    assert report.notices > 120
    count, problems = check_archive(report.folder)
    assert problems == () and count > report.notices


def test_the_books_of_the_year_go_on_from_month_to_month():
    sample = make_office()
    year = make_year(sample)
    balance = year.opening_cents
    for entry in sorted((*year.entries, *sample.ledger.entries), key=lambda one: one.on):
        if entry.on == sample.ledger.starts_on:
            break
        if entry.on > sample.ledger.starts_on:
            assert balance == sample.ledger.opening_cents
            break
        balance += entry.income_cents - entry.expense_cents
    numbers = [entry.voucher_no for entry in (*year.entries, *sample.ledger.entries)]
    assert len(set(numbers)) == len(numbers)


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    office = offices.make_office(tmp_path / "office")
    out = tmp_path / "out"
    out.mkdir()
    (out / "账.txt").write_text("别动")
    with pytest.raises(ProblemError) as refused:
        write_year(office, YEAR, out)
    assert refused.value.problems[0].code == "DOC-144"
    assert [path.name for path in out.iterdir()] == ["账.txt"]
    office.close()


class Impatient(NoJob):
    """Somebody who presses cancel after three sheets."""

    def report(self, done: int, total: int, text: str = "") -> None:
        if done == 3:
            raise Cancelled


def test_a_stopped_year_leaves_nothing_behind(tmp_path):
    office = offices.make_office(tmp_path / "office")
    out = tmp_path / "out"
    with pytest.raises(Cancelled):
        write_year(office, YEAR, out, date(YEAR, 12, 31), Impatient())
    assert [path.name for path in tmp_path.iterdir()] == ["office"]
    office.close()


def test_what_was_not_told_is_written_as_a_draft_or_says_why_not(tmp_path):
    office = offices.make_office(tmp_path / "office")
    out = tmp_path / "out"
    sheets = write_year(office, YEAR, out, date(YEAR + 1, 2, 1))
    drafts = [sheet for sheet in sheets if sheet.file]
    assert drafts and all(sheet.file.startswith("还没有公开/") for sheet in drafts)
    assert "草" in "".join(page_texts((out / drafts[0].file).read_bytes()))
    assert all(sheet.problems for sheet in sheets if not sheet.file)
    office.close()
