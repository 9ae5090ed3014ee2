"""Whether a sheet is the archived one: its file, a copy saved anew, a changed one, a code from paper."""

import io
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.accounts import Role
from desktop.domain.notice_mark import NoticeMark
from desktop.domain.problem import ProblemError
from desktop.reports.rendering import render
from desktop.services import finance, settings
from desktop.services.disclosure import notices
from desktop.services.disclosure.documents import build_document
from desktop.services.disclosure.marking import public_address
from desktop.services.disclosure.verifying import (
    Outcome,
    Standing,
    verify_code,
    verify_file,
    verify_pdf,
)
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from tests.unit.services import test_disclosure
from tests.unit.services.test_disclosure import REQUEST, as_role, reviewed

office = test_disclosure.office


@pytest.fixture
def issued(office: Office) -> tuple[str, bytes]:
    notice = reviewed(office)
    return notice, notices.issue(as_role(office, Role.SECRETARY), notice).pdf


def saved_anew(pdf: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_metadata({"/Producer": "another program"})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def painted_over(pdf: bytes, code: bytes) -> bytes:
    """A copy whose first page gets further drawing on top."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    page = writer.pages[0]
    more = DecodedStreamObject()
    more.set_data(code)
    page[NameObject("/Contents")] = pypdf.generic.ArrayObject(
        [page.raw_get("/Contents"), writer._add_object(more)]
    )
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def other_figure(office: Office, notice: str) -> bytes:
    """What a forger prints who has the program: the same number over another entry."""
    finance_office = as_role(office, Role.BOOKKEEPER)
    finance.add_entries(finance_office, (NewEntry("2026-09-09", "O04", "邮费", 500, "记09-009"),))
    number = notices.get_notice(office, notice).summary.number
    _, document = build_document(office, REQUEST, number)
    return render(document, draft=False)


def test_the_archived_file_is_recognised_byte_by_byte(office: Office, issued: tuple[str, bytes]):
    verdict = verify_pdf(office, issued[1])
    assert verdict.outcome is Outcome.ARCHIVED
    assert verdict.standing is Standing.CURRENT
    assert verdict.is_valid


def test_a_copy_that_another_program_saved_anew_says_the_same(office: Office, issued: tuple[str, bytes]):
    copy = saved_anew(issued[1])
    assert copy != issued[1]
    verdict = verify_pdf(office, copy)
    assert verdict.outcome is Outcome.RESAVED
    assert verdict.is_valid


def test_a_changed_copy_is_told_with_its_pages_and_lines(office: Office, issued: tuple[str, bytes]):
    verdict = verify_pdf(office, other_figure(office, issued[0]))
    assert verdict.outcome is Outcome.CHANGED
    assert not verdict.is_valid
    assert {each.page for each in verdict.differences} == {1}
    assert any("邮费" in each.found for each in verdict.differences)
    assert any("448.24" in each.kept and "448.24" not in each.found for each in verdict.differences)


def test_a_figure_that_was_painted_over_is_seen_though_its_text_is_still_there(
    office: Office, issued: tuple[str, bytes]
):
    verdict = verify_pdf(office, painted_over(issued[1], b"q 0 g 300 250 60 12 re f Q"))
    assert verdict.outcome is Outcome.CHANGED
    assert [(each.page, each.look) for each in verdict.differences] == [(1, True)]


def test_a_corrected_notice_names_the_version_that_holds(office: Office, issued: tuple[str, bytes]):
    new = notices.correct(office, issued[0], "补一笔")
    assert verify_pdf(office, issued[1]).standing is Standing.CURRENT  # a draft corrects nothing yet
    notices.submit(office, new)
    notices.review(as_role(office, Role.SUPERVISOR), new)
    second = notices.issue(as_role(office, Role.SECRETARY), new).pdf
    verdict = verify_pdf(office, issued[1])
    assert verdict.outcome is Outcome.ARCHIVED
    assert verdict.standing is Standing.CORRECTED
    assert verdict.successor.endswith("-v2")
    assert not verdict.is_valid
    assert verify_pdf(office, second).is_valid


def test_a_withdrawn_notice_is_told_as_such(office: Office, issued: tuple[str, bytes]):
    notices.withdraw(as_role(office, Role.SECRETARY), issued[0], "发错了")
    assert verify_pdf(office, issued[1]).standing is Standing.WITHDRAWN


def test_a_file_of_somebody_else_is_unknown_and_no_pdf_is_refused(office: Office, tmp_path: Path):
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(100, 700, "999901101201-2026-F-0009-v1 ABCD2345")
    canvas.save()
    assert verify_pdf(office, stream.getvalue()).outcome is Outcome.UNKNOWN
    file = tmp_path / "公开表.pdf"
    file.write_bytes(b"no PDF at all")
    with pytest.raises(ProblemError) as refused:
        verify_file(office, file)
    assert refused.value.problems[0].code == "DOC-151"
    with pytest.raises(ProblemError) as missing:
        verify_file(office, tmp_path / "没有.pdf")
    assert missing.value.problems[0].code == "DOC-150"


def test_a_scan_without_text_asks_for_number_and_code(office: Office):
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(100, 100, 50, 50)
    canvas.save()
    assert verify_pdf(office, stream.getvalue()).outcome is Outcome.PICTURE


def test_a_draft_is_not_taken_for_an_issued_sheet(office: Office):
    notice = notices.make_notice(office, REQUEST)
    assert verify_pdf(office, notices.preview(office, notice).pdf).outcome is Outcome.NOT_ISSUED


def test_a_scanned_code_and_typed_signs_lead_to_the_same_notice(office: Office, issued: tuple[str, bytes]):
    summary = notices.get_notice(office, issued[0]).summary
    _, document = build_document(office, REQUEST, summary.number)
    assert document.scan == f"cqt-notice:1;n={summary.number};c={document.content_mark()}"
    for text in (
        document.scan,
        f"{summary.number} {summary.check_code}",
        f"{summary.number.lower()}/{summary.check_code.lower()}",
    ):
        verdict = verify_code(office, text)
        assert verdict.outcome is Outcome.AGREES
        assert verdict.is_valid
        assert verdict.notice is not None
        assert verdict.notice.id == issued[0]


def test_a_code_that_is_not_the_notices_own_is_told(office: Office, issued: tuple[str, bytes]):
    summary = notices.get_notice(office, issued[0]).summary
    assert verify_code(office, f"{summary.number} 00000000").outcome is Outcome.DISAGREES
    # the check code alone could be made to fit; the hash in the square code could not
    forged = NoticeMark(summary.number, summary.check_code + "0" * 18).scanned("")
    assert verify_code(office, forged).outcome is Outcome.DISAGREES
    unknown = summary.number.replace("0001", "0099")
    assert verify_code(office, f"{unknown} {summary.check_code}").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("text", "code"), [("", "DOC-152"), ("公开表", "DOC-152"), ("999901101201-2026-F-0001-v1", "DOC-153")]
)
def test_what_holds_no_number_or_no_code_is_refused_with_what_is_missing(
    office: Office, text: str, code: str
):
    with pytest.raises(ProblemError) as refused:
        verify_code(office, text)
    assert refused.value.problems[0].code == code


def test_an_address_for_villagers_goes_into_the_code_only_when_it_is_safe(office: Office):
    assert public_address(office) == ""
    for address, kept in (
        ("https://gongkai.example.cn", "https://gongkai.example.cn"),
        ("http://gongkai.example.cn", ""),
        ("https://公开.example.cn", ""),
        ("县里", ""),
    ):
        settings.save_settings(office, public_address=address)
        assert public_address(office) == kept
