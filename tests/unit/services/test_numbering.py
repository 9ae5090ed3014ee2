"""Numbers of papers when two PCs of a village work offline: apart by series, mended where they still meet."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accounts import Role
from desktop.domain.notice_mark import NoticeMark, read_mark
from desktop.domain.number_series import series_of
from desktop.domain.problem import ProblemError
from desktop.reports.figure_map import CellPlace
from desktop.services import certificates, finance, numbering, today
from desktop.services.certificates import CertificateRequest, Issued
from desktop.services.disclosure import notices
from desktop.services.disclosure.explaining import explain, read_figures
from desktop.services.disclosure.verifying import Outcome, Standing, verify_code, verify_pdf
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from desktop.services.sync.running import enrol, sync_now
from desktop.vault.blobs import BlobStore
from tests.support.disclosure import REQUEST, as_role, issued, keep_books, on_day, reviewed
from tests.support.exchange import add_person, enrolled_office, in_step, records_at, records_of
from tests.support.offices import make_office
from tests.support.small_county import SmallCounty

DAY = "2026-10-20"


@pytest.fixture
def county() -> Iterator[SmallCounty]:
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made


@pytest.fixture
def offices(tmp_path: Path, county: SmallCounty) -> Iterator[tuple[Office, Office]]:
    one, other = (on_day(enrolled_office(tmp_path / name, county), DAY) for name in "ab")
    keep_books(one)
    in_step(one, other)
    yield one, other
    one.close()
    other.close()


@pytest.fixture
def strangers(tmp_path: Path, county: SmallCounty) -> Iterator[tuple[Office, Office]]:
    """Two offices of one village that have issued the same quarter before they knew of each other."""
    pair = [on_day(make_office(tmp_path / name), DAY) for name in "ab"]
    for office, issued_on in zip(pair, ("2026-10-19", DAY), strict=True):
        keep_books(office)
        issued(office, replace(REQUEST, issued_on=issued_on))
        enrol(office, county.url, county.new_code())
    yield pair[0], pair[1]
    for office in pair:
        office.close()


def number_of(office: Office, notice: str) -> str:
    return notices.get_notice(office, notice).summary.number


def mark_of(office: Office, notice: str) -> str:
    summary = notices.get_notice(office, notice).summary
    return f"{summary.number} {summary.check_code}"


@given(st.sets(st.integers(1, 5_000), min_size=2, max_size=40))
def test_no_two_pcs_have_one_series(devices: set[int]):
    found = {series_of(each) for each in devices}
    assert len(found) == len(devices)
    assert all(not set(each) & set("ILOU") for each in found)


def test_a_village_with_one_pc_has_plain_numbers_and_the_second_one_letters():
    assert [series_of(each) for each in (1, 2, 3, 22, 23)] == ["", "B", "C", "Z", "BA"]
    with pytest.raises(ValueError, match="no PC"):
        series_of(0)


@given(st.integers(1, 5_000), st.integers(1, 99_999))
def test_a_number_of_any_series_is_read_back_from_a_sheet(device: int, serial: int):
    number = f"999901101201-2026-F-{series_of(device)}{serial:04d}-v1"
    mark = NoticeMark(number, "0123456789ABCDEFGHJKMNPQRS")
    assert read_mark(mark.scanned("")) == mark
    assert read_mark(mark.scanned("https://county.example.cn")) == mark


def test_two_pcs_that_work_offline_never_give_one_number(offices: tuple[Office, Office]):
    drafts = [notices.make_notice(office, REQUEST) for office in offices for _ in range(2)]
    in_step(*offices)
    numbers = [number_of(offices[0], each) for each in drafts]
    assert numbers == [
        "999901101201-2026-F-0001-v1",
        "999901101201-2026-F-0002-v1",
        "999901101201-2026-F-B0001-v1",
        "999901101201-2026-F-B0002-v1",
    ]
    assert number_of(offices[1], notices.make_notice(offices[1], REQUEST)).endswith("-F-B0003-v1")
    assert not numbering.list_shared(offices[0])


def test_a_sheet_and_what_explains_it_come_to_the_villages_other_pc(offices: tuple[Office, Office]):
    one, other = offices
    notice = issued(one)
    sheet, figures = notices.preview(one, notice).pdf, read_figures(one, notice)
    sync_now(one)
    with other.store.local_writing() as connection:
        connection.execute("DELETE FROM sync_blob")
    in_step(other)
    assert notices.preview(other, notice).pdf == sheet
    assert verify_pdf(other, sheet).outcome is Outcome.ARCHIVED
    assert read_figures(other, notice) == figures
    place = next(
        CellPlace(page, number, cell)
        for page, lines in enumerate(figures.lines)
        for number, line in enumerate(lines)
        for cell, (_, _, text) in enumerate(line.cells)
        if text == "448.24"
    )
    told = explain(other, notice, figures, place)
    assert [record.title for record in told.records] == ["记08-001　办公电费"]


def test_a_sheet_that_has_not_come_yet_is_asked_for_in_words(offices: tuple[Office, Office]):
    one, other = offices
    notice = issued(one)
    blobs = BlobStore(one.vault)
    held = {path: path.read_bytes() for path in blobs.files()}
    for path in held:
        path.unlink()
    in_step(one, other)
    for ask in (notices.preview, read_figures):
        with pytest.raises(ProblemError) as refused:
            ask(other, notice)
        assert refused.value.problems[0].code == "DOC-122"


def test_certificates_of_two_pcs_never_have_one_number(offices: tuple[Office, Office]):
    numbers = [issue_certificate(office).number for office in offices]
    in_step(*offices)
    assert [number.rpartition("-")[2] for number in numbers] == ["0001", "B0001"]
    listed = certificates.list_certificates(offices[0])
    assert {each.number for each in listed} == set(numbers)
    for each in listed:
        found = certificates.verify_code(offices[0], f"{each.number} {each.check_code}")
        assert found == (each, True)


def test_a_certificate_number_given_twice_is_told_until_one_is_voided(
    strangers: tuple[Office, Office],
):
    """Both were issued before the PCs were enrolled, so that both bear a plain number."""
    one, other = strangers
    with other.store.local_writing() as connection:
        connection.execute("UPDATE sync_state SET device = 1")
    issued_here = issue_certificate(one)
    issued_there = issue_certificate(other)
    with other.store.local_writing() as connection:
        connection.execute("UPDATE sync_state SET device = 2")
    assert issued_here.number == issued_there.number
    in_step(one, other)
    listed = certificates.list_certificates(one)
    assert [each.is_shared for each in listed] == [True, True]
    for each in listed:
        told = certificates.verify_code(one, f"{each.number} {each.check_code}")
        assert told is not None
        assert (told[0].id, told[1]) == (each.id, True)
    certificates.void_certificate(one, issued_there.id, "编号重复")
    assert not numbering.list_shared(one).certificates
    assert not any(each.is_shared for each in certificates.list_certificates(one))


def issue_certificate(office: Office) -> Issued:
    person = add_person(
        office,
        name=f"王海{office.vault.folder.path.name}",
        sex="1",
        marital_status="20",
        birth_date="1980-05-06",
        citizen_id="999901198005060014",
    )
    request = CertificateRequest(
        "adoption",
        person,
        "示范县民政局",
        "办理收养登记",
        values=(("children", "无子女"), ("ability", "有能力抚养教育。")),
    )
    return certificates.issue_certificate(
        office, request, certificates.preview_certificate(office, request).mark
    )


def test_a_number_given_twice_before_enrolment_is_told_and_each_sheet_is_verified_by_its_code(
    strangers: tuple[Office, Office],
):
    own = [notices.list_notices(office)[0] for office in strangers]
    assert own[0].number == own[1].number
    assert own[0].check_code != own[1].check_code
    in_step(*strangers)
    for office in strangers:
        shared = today.read_disclosure(office).shared
        assert shared.notices == (own[0].number,)
        assert shared.notice_id in {summary.id for summary in own}
        for summary in own:
            verdict = verify_code(office, f"{summary.number} {summary.check_code}")
            assert (verdict.outcome, verdict.notice and verdict.notice.id) == (Outcome.AGREES, summary.id)
        assert verify_code(office, f"{own[0].number} 00000000").outcome is Outcome.DISAGREES
        with pytest.raises(ProblemError) as refused:
            notices.get_notice(office, own[0].number)
        assert refused.value.problems[0].code == "DOC-121"
    assert notices.get_notice(strangers[0], own[1].id).sharing == (own[0].title,)


def test_correcting_one_of_two_sheets_gives_it_a_number_of_its_own(strangers: tuple[Office, Office]):
    one, other = strangers
    in_step(one, other)
    later = notices.list_notices(other)[0].id
    kept = next(each for each in notices.list_notices(other) if each.id != later)
    new = notices.correct(other, later, "编号与另一份重复")
    assert number_of(other, new) == "999901101201-2026-F-B0001-v2"
    notices.submit(other, new)
    notices.review(as_role(other, Role.SUPERVISOR), new)
    notices.issue(as_role(other, Role.SECRETARY), new)
    in_step(other, one)
    assert not numbering.list_shared(one)
    verdict = verify_code(one, mark_of(one, later))
    assert (verdict.standing, verdict.successor) == (Standing.CORRECTED, number_of(one, new))
    assert verify_code(one, f"{kept.number} {kept.check_code}").standing is Standing.CURRENT
    assert [each.id for each in notices.get_notice(one, new).versions] == [later, new]


def test_two_corrections_of_one_notice_on_two_pcs_end_with_two_numbers(offices: tuple[Office, Office]):
    one, other = offices
    first = issued(one)
    in_step(one, other)
    drafts = [notices.correct(office, first, "补一笔") for office in offices]
    assert number_of(one, drafts[0]) == number_of(other, drafts[1])
    in_step(one, other)
    for draft in drafts:
        notices.submit(one, draft)
        notices.review(as_role(one, Role.SUPERVISOR), draft)
        notices.issue(as_role(one, Role.SECRETARY), draft)
    in_step(one, other)
    numbers = [number_of(other, draft) for draft in drafts]
    assert numbers == ["999901101201-2026-F-0001-v2", "999901101201-2026-F-0002-v2"]
    for draft in drafts:
        assert verify_code(other, mark_of(other, draft)).outcome is Outcome.AGREES
    assert not numbering.list_shared(other)


def test_a_sheet_issued_while_its_draft_was_taken_anew_elsewhere_says_what_was_printed(
    offices: tuple[Office, Office], county: SmallCounty
):
    """The refresh got to the county first; the sheet that hangs on the wall is what counts."""
    one, other = offices
    notice = reviewed(one)
    in_step(one, other)
    sheet = notices.issue(as_role(other, Role.SECRETARY), notice).pdf
    printed = notices.get_notice(other, notice).summary
    notices.return_notice(as_role(one, Role.SUPERVISOR), notice, "漏了一笔")
    keep_books_more(one)
    notices.refresh(one, notice)
    in_step(one, other)
    in_step(one, other)
    for office in offices:
        summary = notices.get_notice(office, notice).summary
        assert (summary.check_code, summary.sha256) == (printed.check_code, printed.sha256)
        assert verify_code(office, f"{printed.number} {printed.check_code}").outcome is Outcome.AGREES
    assert records_of(one) == records_of(other) == records_at(county)
    assert notices.preview(other, notice).pdf == sheet


def test_a_refresh_that_comes_after_the_issue_changes_nothing(
    offices: tuple[Office, Office], county: SmallCounty
):
    one, other = offices
    notice = reviewed(one)
    in_step(one, other)
    notices.return_notice(as_role(one, Role.SUPERVISOR), notice, "漏了一笔")
    keep_books_more(one)
    notices.refresh(one, notice)
    notices.issue(as_role(other, Role.SECRETARY), notice)
    printed = notices.get_notice(other, notice).summary
    in_step(other, one)
    in_step(other, one)
    assert notices.get_notice(one, notice).summary.check_code == printed.check_code
    assert records_of(one) == records_of(other) == records_at(county)


def keep_books_more(office: Office) -> None:
    """One more entry of the quarter."""
    books = as_role(office, Role.BOOKKEEPER)
    finance.add_entries(books, (NewEntry("2026-08-09", "O04", "邮费", 500, "记08-077"),))
