"""Imports of entries, layouts, notices, certificates: on a full disk, over a line that is cut."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.reports.layout_patch import NameColumn
from desktop.services import certificates, finance
from desktop.services.certificates import CertificateRequest, Issued
from desktop.services.disclosure import layouts, notices
from desktop.services.finance_import.session import (
    commit_funds,
    list_funds_batches,
    open_funds,
    plan_funds,
    resume_funds,
)
from desktop.services.office import Office
from desktop.services.sync.running import enrol, sync_now
from sync.village.transport import LineError
from tests.faults.test_disk_full import filled, problem_of, small_disk
from tests.support.disclosure import as_role, issued, keep_books, on_day, reviewed
from tests.support.exchange import add_person, in_step, records_at, records_of
from tests.support.ledger import save
from tests.support.offices import make_office
from tests.support.relay import Relay
from tests.support.small_county import SmallCounty

__all__ = ["small_disk"]

pytestmark = pytest.mark.faults

FULL = {"STO-004", "STO-007", "VLT-019", "BAK-004"}
"""The register, the folder of contents, or the backup before an import found no room."""

LAYOUT = "accounts_quarterly"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HEADINGS = ("日期", "凭证号", "科目", "摘要", "收入", "支出")
ROWS = tuple(
    (f"2026-09-{day:02}", f"记09-{day:03}", "电费", f"{day}日电费", "", "10.00") for day in range(1, 29)
)


@pytest.fixture
def books(small_disk: Path):
    """An office with books on a small disk, and a workbook beside it."""
    made = make_office(small_disk / "office")
    keep_books(made)
    yield as_role(on_day(made, "2026-10-20"), Role.BOOKKEEPER)
    made.close()


@pytest.fixture
def office(small_disk: Path):
    made = make_office(small_disk / "office")
    keep_books(made)
    yield on_day(made, "2026-10-20")
    made.close()


def workbook(folder: Path) -> Path:
    return save(folder / "九月.xlsx", (HEADINGS, *ROWS), title="收支")


def entries(office: Office) -> int:
    return len(finance.list_entries(office, *YEAR))


def certificate(office: Office, person: str) -> Issued:
    request = CertificateRequest(
        "adoption",
        person,
        "示范县民政局",
        "办理收养登记",
        values=(("children", "无子女"), ("ability", "有能力抚养教育。")),
    )
    mark = certificates.preview_certificate(office, request).mark
    return certificates.issue_certificate(office, request, mark)


def adopter(office: Office) -> str:
    return add_person(
        office,
        name="王海军",
        sex="1",
        marital_status="20",
        birth_date="1980-05-06",
        citizen_id="999901198005060014",
    )


def test_a_workbook_that_finds_no_room_is_not_half_there(books: Office, small_disk: Path, tmp_path: Path):
    path = workbook(tmp_path)
    with filled(small_disk, 0):
        assert problem_of(open_funds, books, path).code in FULL
    assert list_funds_batches(books) == ()


def test_entries_of_a_workbook_are_in_the_books_all_or_none(books: Office, small_disk: Path, tmp_path: Path):
    before = entries(books)
    opened = open_funds(books, workbook(tmp_path))
    plan = plan_funds(books, opened)
    with filled(small_disk, 0):
        assert problem_of(commit_funds, books, opened, plan).code in FULL
        assert entries(books) == before
    (batch,) = list_funds_batches(books)
    assert batch.state == "open"
    again = resume_funds(books, batch.batch_id)
    commit_funds(books, again, plan_funds(books, again))
    assert entries(books) == before + len(ROWS)


def test_a_change_of_a_layout_is_kept_or_not_there(office: Office, small_disk: Path):
    kept = 0
    with filled(small_disk, 0):
        code = ""
        while not code and kept < 400:  # a little room may be left in the file itself
            try:
                layouts.change_layout(office, LAYOUT, NameColumn("entries", "summary", f"用途{kept}"))
                kept += 1
            except ProblemError as error:
                code = error.problems[0].code
        assert code in FULL
    assert len(layouts.get_layout(office, LAYOUT).changes) == kept
    layouts.change_layout(office, LAYOUT, NameColumn("entries", "summary", "事项"))
    assert len(layouts.get_layout(office, LAYOUT).changes) == kept + 1


def test_a_certificate_that_finds_no_room_takes_no_number(office: Office, small_disk: Path):
    person = adopter(office)
    with filled(small_disk, 4_096):
        assert problem_of(certificate, office, person).code in FULL
        assert certificates.list_certificates(office) == ()
    made = certificate(office, person)
    assert made.number.endswith("-Z-0001")
    assert certificates.certificate_pdf(office, made.id) == made.pdf


def test_a_notice_that_finds_no_room_stays_to_be_issued(office: Office, small_disk: Path):
    notice = reviewed(office)
    secretary = as_role(office, Role.SECRETARY)
    with filled(small_disk, 4_096):
        assert problem_of(notices.issue, secretary, notice).code in FULL
        assert notices.get_notice(office, notice).summary.state == "reviewed"
    sheet = notices.issue(secretary, notice).pdf
    assert notices.preview(office, notice).pdf == sheet


# The line


def through(office: Office) -> None:
    """Exchange until it is done, however often the line is cut."""
    for _ in range(200):
        try:
            sync_now(office, hurry=20.0)
        except LineError:
            continue
        return
    pytest.fail("never done")


def test_what_is_sent_over_a_line_that_is_cut_arrives_whole(tmp_path: Path):
    """An import of entries, a changed layout, a notice with its sheet and a certificate, cut every 40 KB."""
    with SmallCounty() as county, Relay(county.port, cut_bytes=40_000) as relay:
        county.ruling = {"S": True}
        one, other = (on_day(make_office(tmp_path / name), "2026-10-20") for name in "ab")
        enrol(one, county.url, county.new_code())
        enrol(other, county.url, county.new_code())
        in_step(one, other)
        keep_books(one)
        books = as_role(one, Role.BOOKKEEPER)
        opened = open_funds(books, workbook(tmp_path))
        commit_funds(books, opened, plan_funds(books, opened))
        layouts.change_layout(one, LAYOUT, NameColumn("entries", "summary", "用途"))
        notice = issued(one)
        made = certificate(one, adopter(one))
        for each in (one, other):
            with each.store.local_writing() as connection:
                connection.execute("UPDATE sync_state SET address = ?", (relay.url,))
        through(one)
        through(other)
        assert relay.cuts > 0
        assert records_of(one) == records_of(other) == records_at(county)
        assert entries(as_role(other, Role.BOOKKEEPER)) == entries(books)
        assert notices.preview(other, notice).pdf == notices.preview(one, notice).pdf
        assert [each.number for each in certificates.list_certificates(other)] == [made.number]
        assert len(layouts.get_layout(other, LAYOUT).changes) == 1
        one.close()
        other.close()
