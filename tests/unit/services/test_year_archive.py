"""The archive of a year: whole or not there, complete, checked, and bound into one book."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdf
import pytest

from desktop.domain.accounts import Role
from desktop.domain.job import Cancelled, NoJob
from desktop.domain.problem import ProblemError
from desktop.reports.bound_book import Book, BookEntry, bind
from desktop.reports.building import build_notice
from desktop.reports.rendering import render
from desktop.services.disclosure import notices
from desktop.services.disclosure.archive import MANIFEST, archive_year, check_archive, folder_name
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from desktop.vault.blobs import BlobStore
from tests.support.disclosure import as_role, issued, keep_books
from tests.support.village_copies import copy_office
from tests.unit.reports import pieces, readback

JULY = NoticeRequest(ACCOUNTS, "2026-07-01", "2026-07-31", "2026-08-05")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = copy_office(tmp_path / "data")
    keep_books(made)
    yield made
    made.close()


def hung(office: Office, notice: str) -> None:
    with office.change("notice", "张贴") as work:
        posting = work.insert(
            "notice_posting",
            {
                "notice_id": notice,
                "place": "村口公开栏",
                "posted_on": "2026-10-20",
                "poster": "王文书",
                "taken_down_on": "2026-10-27",
            },
        )
        work.insert(
            "attachment",
            {
                "target_table": "notice_posting",
                "target_id": posting,
                "sha256": BlobStore(office.vault).put(b"a photograph"),
                "size": 12,
                "media_type": "image/jpeg",
                "added_at": office.now_text(),
                "added_by": office.user.id,
            },
        )
        work.insert(
            "objection",
            {
                "notice_id": notice,
                "channel": "oral",
                "text": "电费是不是多了",
                "received_on": "2026-10-21",
                "answer_due": "2026-10-26",
            },
        )


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_archive_holds_every_sheet_its_photographs_an_index_and_a_book(office: Office, tmp_path: Path):
    accounts = issued(office)
    issued(office, JULY)
    hung(office, accounts)
    report = archive_year(office, 2026, tmp_path)
    assert report.notices == 2
    assert report.photos == 1
    assert report.problems == ()
    assert report.folder.name == folder_name(office, 2026)
    found = names(report.folder)
    assert {MANIFEST, "目录.xlsx", "目录.pdf", "合订本.pdf"} <= found
    assert "照片/999901101201-2026-F-0001-v1 村口公开栏 1.jpg" in found
    sheet, _ = sorted(name for name in found if name.startswith("3财务/"))
    assert (report.folder / sheet).read_bytes() == notices.preview(office, accounts).pdf
    assert check_archive(report.folder) == (len(found) - 1, ())


def test_the_index_says_where_each_sheet_hung_how_long_and_who_objected(office: Office, tmp_path: Path):
    accounts = issued(office)
    hung(office, accounts)
    folder = archive_year(office, 2026, tmp_path).folder
    sheet = openpyxl.load_workbook(folder / "目录.xlsx").active
    heads, row = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=1, max_row=2))
    told = dict(zip(heads, row, strict=True))
    assert told["编号"] == "999901101201-2026-F-0001-v1"
    assert told["张贴地点和天数"] == "村口公开栏 8 天"
    assert told["异议"] == "1 件，1 件未结"
    assert told["合订本页码"] == "1"
    pdf = notices.preview(office, accounts).pdf
    assert told["存档指纹（SHA-256）"] == hashlib.sha256(pdf).hexdigest()


def test_a_year_without_notices_and_a_strange_folder_are_refused(office: Office, tmp_path: Path):
    issued(office)
    with pytest.raises(ProblemError) as empty:
        archive_year(office, 2025, tmp_path)
    assert empty.value.problems[0].code == "DOC-157"
    (tmp_path / folder_name(office, 2026)).mkdir()
    with pytest.raises(ProblemError) as taken:
        archive_year(office, 2026, tmp_path)
    assert taken.value.problems[0].code == "DOC-158"


def test_a_stopped_run_leaves_no_archive_and_the_next_one_goes_on(office: Office, tmp_path: Path):
    class Stopped(NoJob):
        def report(self, done: int, total: int, text: str = "") -> None:
            if text == "bind":
                raise Cancelled

    issued(office)
    with pytest.raises(Cancelled):
        archive_year(office, 2026, tmp_path, Stopped())
    place = tmp_path / folder_name(office, 2026)
    assert not place.exists()
    (part,) = tmp_path.glob("*.未完成")
    (part / "剩下的.pdf").write_bytes(b"of a notice that is withdrawn by now")
    (kept,) = part.glob("3财务/*.pdf")
    stamp = kept.stat().st_mtime_ns
    archive_year(office, 2026, tmp_path)
    (sheet,) = place.glob("3财务/*.pdf")
    assert sheet.stat().st_mtime_ns == stamp
    assert not (place / "剩下的.pdf").exists()
    assert not part.exists()


def test_made_again_it_takes_the_place_of_the_old_one(office: Office, tmp_path: Path):
    issued(office)
    archive_year(office, 2026, tmp_path)
    issued(office, JULY)
    report = archive_year(office, 2026, tmp_path)
    assert report.notices == 2
    assert {path.name for path in tmp_path.iterdir()} == {"data", report.folder.name}


def test_a_sheet_that_is_not_here_is_named_and_the_others_are_archived(office: Office, tmp_path: Path):
    accounts = issued(office)
    issued(office, JULY)
    BlobStore(office.vault).delete(notices.get_notice(office, accounts).summary.sha256)
    report = archive_year(office, 2026, tmp_path)
    assert [problem.code for problem in report.problems] == ["DOC-156"]
    assert report.notices == 2
    (kept,) = report.folder.glob("3财务/*")
    assert "-0002-v1" in kept.name
    assert "缺件" in "".join(readback.page_texts((report.folder / "目录.pdf").read_bytes()))


def test_a_changed_and_a_missing_file_of_an_archive_are_told(office: Office, tmp_path: Path):
    issued(office)
    folder = archive_year(office, 2026, tmp_path).folder
    (folder / "目录.pdf").write_bytes(b"changed")
    (folder / "合订本.pdf").unlink()
    assert [problem.code for problem in check_archive(folder)[1]] == ["DOC-160", "DOC-161"]
    with pytest.raises(ProblemError) as refused:
        check_archive(tmp_path)
    assert refused.value.problems[0].code == "DOC-159"


def test_who_may_not_print_may_not_archive_and_an_archive_is_logged(office: Office, tmp_path: Path):
    issued(office)
    with pytest.raises(ProblemError) as refused:
        archive_year(as_role(office, Role.READER), 2026, tmp_path)
    assert refused.value.problems[0].code == "SYS-403"
    archive_year(office, 2026, tmp_path)
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT kind, purpose FROM access_log WHERE purpose LIKE 'archive%'"
        ).fetchall()
    assert rows == [("export", "archive 2026")]


# -- the book -------------------------------------------------------------------------------------------


def entry(line: str, number: int, pdf: bytes) -> BookEntry:
    return BookEntry(
        line=line,
        number=f"999901101201-2026-F-{number:04d}-v1",
        title=f"第{number}份公开表",
        item="",
        period="",
        issued="2026-10-20",
        boards="",
        objections="无",
        state="有效",
        pages=len(pypdf.PdfReader(io.BytesIO(pdf)).pages),
        sha256=hashlib.sha256(pdf).hexdigest(),
        pdf=pdf,
    )


@pytest.fixture(scope="module")
def book() -> Book:
    accounts = render(build_notice("accounts_quarterly", pieces.accounts(60)), draft=False)
    party = render(build_notice("party_life", pieces.party_life()), draft=False)
    large = render(build_notice("accounts_quarterly", pieces.accounts(20), large=True), draft=False)
    entries = (entry("党务", 1, party), entry("财务", 2, accounts), entry("财务", 3, large))
    return Book("示范村", "示范县示范镇示范村", 2026, pieces.PUBLICATION.issued_on, entries)


def test_the_book_has_every_page_of_every_sheet_in_its_own_size_with_a_running_number(book: Book):
    bound = pypdf.PdfReader(io.BytesIO(bind(book)))
    sheets = [page for each in book.entries for page in pypdf.PdfReader(io.BytesIO(each.pdf)).pages]
    front = len(bound.pages) - len(sheets)
    assert front >= 2
    texts = readback.page_texts(bind(book))[front:]
    for number, (ours, sheet, text) in enumerate(
        zip(bound.pages[front:], sheets, texts, strict=True), start=1
    ):
        assert ours.mediabox == sheet.mediabox
        assert str(number) in text.split()
    kept = [text for each in book.entries for text in readback.page_texts(each.pdf)]
    for ours, theirs in zip(texts, kept, strict=True):
        assert set(theirs.split()) <= set(ours.split())
    assert bound.page_labels[front] == "1"


def test_the_contents_name_the_page_on_which_each_sheet_begins_and_so_do_the_bookmarks(book: Book):
    bound = pypdf.PdfReader(io.BytesIO(bind(book)))
    front = len(bound.pages) - sum(each.pages for each in book.entries)
    contents = "".join(page.extract_text() for page in bound.pages[1:front])
    first = 1
    begins = []
    for each in book.entries:
        assert each.title in contents
        begins.append(first)
        first += each.pages
    outline = bound.outline
    assert [item.title for item in outline if not isinstance(item, list)] == ["封面", "目录", "党务", "财务"]
    marked = [
        bound.get_destination_page_number(item)
        for group in outline
        if isinstance(group, list)
        for item in group
    ]
    assert marked == [front + page - 1 for page in begins]


def test_equal_books_have_equal_bytes_and_a_missing_sheet_takes_no_page(book: Book):
    assert bind(book) == bind(book)
    lacking = replace(book, entries=(book.entries[0], replace(book.entries[1], pdf=None), book.entries[2]))
    bound = pypdf.PdfReader(io.BytesIO(bind(lacking)))
    whole = pypdf.PdfReader(io.BytesIO(bind(book)))
    assert len(whole.pages) - len(bound.pages) == book.entries[1].pages
