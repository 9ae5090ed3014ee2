"""A notice from its draft to the wall: who may do what, what the gate stops, what the archive keeps."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from desktop.domain.accounts import Role
from desktop.domain.notice_state import NoticeAction, NoticeState
from desktop.domain.problem import ProblemError
from desktop.services import finance
from desktop.services.disclosure import notices
from desktop.services.disclosure.compiling import ALLOWANCES, PARTY_LIFE
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.verifying import Outcome, verify_pdf
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from tests.support.disclosure import REQUEST, as_role, keep_books, reviewed
from tests.support.offices import make_office
from tests.support.refusals import code_of
from tests.support.village_copies import copy_office


@pytest.fixture
def office(tmp_path: Path):
    made = copy_office(tmp_path)
    keep_books(made)
    yield made
    made.close()


def test_a_reviewed_notice_is_issued_and_archived_byte_by_byte(office: Office):
    notice = reviewed(office)
    printed = notices.issue(as_role(office, Role.SECRETARY), notice)
    assert printed.pdf.startswith(b"%PDF")
    again = notices.preview(office, notice)
    assert again.archived
    assert again.pdf == printed.pdf
    found = verify_pdf(office, printed.pdf)
    assert (found.outcome, found.is_valid) == (Outcome.ARCHIVED, True)
    assert found.notice is not None
    assert found.notice.state == NoticeState.ISSUED
    assert found.notice.number == "999901101201-2026-F-0001-v1"
    assert verify_pdf(office, printed.pdf + b" ").outcome is Outcome.RESAVED


def test_who_drafts_never_reviews(office: Office):
    notice = notices.make_notice(office, REQUEST)
    notices.submit(office, notice)
    with pytest.raises(ProblemError) as refused:
        notices.review(office, notice)
    assert code_of(refused) == "SYS-403"
    assert "approve" not in notices.get_notice(office, notice).allowed


def test_nobody_reviews_or_returns_what_they_drafted_in_another_post(office: Office):
    notice = notices.make_notice(office, REQUEST)
    notices.submit(office, notice)
    elected = replace(office, user=replace(office.user, role=Role.SUPERVISOR))
    for step in (notices.review, notices.return_notice):
        with pytest.raises(ProblemError) as refused:
            step(elected, notice, "看过了")
        assert code_of(refused) == "DOC-134"
    assert notices.get_notice(office, notice).summary.state == NoticeState.SUBMITTED


def test_a_notice_is_not_issued_without_a_review(office: Office):
    notice = notices.make_notice(office, REQUEST)
    with pytest.raises(ProblemError) as refused:
        notices.issue(as_role(office, Role.SECRETARY), notice)
    assert code_of(refused) == "DOC-133"


def test_a_notice_whose_facts_changed_after_the_review_is_stopped(office: Office):
    notice = reviewed(office)
    finance.add_entries(
        as_role(office, Role.BOOKKEEPER), (NewEntry("2026-09-01", "O04", "邮费", 500, "记09-001"),)
    )
    with pytest.raises(ProblemError) as stopped:
        notices.issue(as_role(office, Role.SECRETARY), notice)
    assert code_of(stopped) == "DOC-135"
    notices.return_notice(as_role(office, Role.SUPERVISOR), notice, "补了一笔邮费")
    notices.refresh(office, notice)
    notices.submit(office, notice)
    notices.review(as_role(office, Role.SUPERVISOR), notice)
    assert notices.issue(as_role(office, Role.SECRETARY), notice).archived


def test_an_identity_number_in_a_summary_stops_the_issue_and_leaves_the_state(office: Office):
    finance.add_entries(
        as_role(office, Role.BOOKKEEPER),
        (NewEntry("2026-09-02", "O08", "救助款 999901198002290026", 50_000, "记09-002"),),
    )
    notice = reviewed(office)
    with pytest.raises(ProblemError):
        notices.issue(as_role(office, Role.SECRETARY), notice)
    detail = notices.get_notice(office, notice)
    assert detail.summary.state == NoticeState.REVIEWED
    assert detail.summary.sha256 == ""


def test_a_correction_is_a_new_version_and_the_old_sheet_stays(office: Office):
    notice = reviewed(office)
    old = notices.issue(as_role(office, Role.SECRETARY), notice).pdf
    new = notices.correct(office, notice, "更正第二笔摘要")
    assert notices.get_notice(office, new).summary.number.endswith("-0001-v2")
    assert notices.preview(office, notice).pdf == old
    assert [step.kind for step in notices.get_notice(office, notice).steps][-1] == "correct"


def accounts_corrected(office: Office) -> tuple[str, str]:
    """An issued notice, and the draft that corrects one amount of it."""
    notice = reviewed(office)
    notices.issue(as_role(office, Role.SECRETARY), notice)
    books = as_role(office, Role.BOOKKEEPER)
    entry = next(
        row
        for row in finance.list_entries(books, date(2026, 7, 1), date(2026, 9, 30))
        if row.income_cents == 0
    )
    finance.edit_entry(
        books, entry.id, NewEntry("2026-08-05", "O04", "办公电费", 50_000, "记08-001", "王会计", "王书记")
    )
    return notice, notices.correct(office, notice, "电费金额录错")


def test_a_correction_names_what_it_changes_figure_by_figure_on_paper_and_on_screen(office: Office):
    _, new = accounts_corrected(office)
    versions = notices.get_notice(office, new).versions
    assert [version.version for version in versions] == [1, 2]
    changes = versions[1].changes
    assert any("448.24 → 500.00" in change for change in changes)
    with pdfium.PdfDocument(notices.preview(office, new).pdf) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    told = "".join(text.split())
    assert "原因：电费金额录错" in told
    assert "448.24→500.00" in told


def test_the_old_version_is_in_force_until_the_new_one_is_issued(office: Office):
    old, new = accounts_corrected(office)
    assert notices.get_notice(office, old).summary.state == NoticeState.ISSUED
    notices.submit(office, new)
    notices.review(as_role(office, Role.SUPERVISOR), new)
    before = notices.preview(office, old).pdf
    notices.issue(as_role(office, Role.SECRETARY), new)
    assert notices.get_notice(office, old).summary.state == NoticeState.CORRECTED
    assert notices.preview(office, old).pdf == before


def test_one_correction_at_a_time_and_no_version_twice(office: Office):
    old, new = accounts_corrected(office)
    with pytest.raises(ProblemError) as refused:
        notices.correct(office, old, "再改一次")
    assert code_of(refused) == "DOC-041"
    notices.withdraw(as_role(office, Role.SECRETARY), new, "另起一版")
    third = notices.correct(office, old, "再改一次")
    assert notices.get_notice(office, third).summary.number.endswith("-0001-v3")


def test_a_list_of_the_poor_needs_the_township_s_word_before_it_is_issued(office: Office):
    request = NoticeRequest(ALLOWANCES, "2026-07-01", "2026-09-30", "2026-10-20")
    notice = reviewed(office, request)
    secretary = as_role(office, Role.SECRETARY)
    with pytest.raises(ProblemError) as refused:
        notices.issue(secretary, notice)
    assert code_of(refused) == "DOC-133"
    with pytest.raises(ProblemError) as refused:
        notices.approve(secretary, notice, " ", date(2026, 10, 1))
    assert code_of(refused) == "DOC-136"
    notices.approve(secretary, notice, "镇救〔2026〕3号", office.today())
    assert notices.issue(secretary, notice).archived


def test_affairs_of_the_party_are_examined_by_the_secretary(office: Office):
    notice = notices.make_notice(office, NoticeRequest(PARTY_LIFE, "2026-07-01", "2026-09-30", "2026-10-20"))
    notices.submit(office, notice)
    with pytest.raises(ProblemError) as refused:
        notices.review(as_role(office, Role.SUPERVISOR), notice)
    assert code_of(refused) == "SYS-403"
    notices.review(as_role(office, Role.SECRETARY), notice)
    assert notices.get_notice(office, notice).summary.state == NoticeState.REVIEWED


def test_what_is_refused_says_why(office: Office):
    notice = notices.make_notice(office, REQUEST)
    notices.submit(office, notice)
    refused = notices.get_notice(office, notice).refused
    assert refused[NoticeAction.REVIEW].code == "SYS-403"
    assert NoticeAction.ISSUE not in refused  # it is not so far yet


def test_a_decision_to_come_is_not_written_down(office: Office):
    request = NoticeRequest("text_notice", "2026-07-01", "2026-09-30", "2026-10-20", item="V01")
    notice = reviewed(office, replace(request, values=(("subject", "村规民约"), ("body", "一、爱护公物。"))))
    secretary = as_role(office, Role.SECRETARY)
    with pytest.raises(ProblemError) as refused:
        notices.decide(secretary, notice, office.today() + timedelta(days=1))
    assert code_of(refused) == "DOC-040"
    notices.decide(secretary, notice, office.today(), "全体通过")
    assert notices.get_notice(office, notice).summary.state == NoticeState.DECIDED
    notices.return_notice(as_role(office, Role.SUPERVISOR), notice, "有错字")
    assert notices.get_notice(office, notice).summary.state == NoticeState.DRAFT


def test_numbers_are_never_used_twice(office: Office):
    first = notices.make_notice(office, REQUEST)
    notices.withdraw(as_role(office, Role.SECRETARY), first, "重复起草")
    second = notices.make_notice(office, REQUEST)
    assert notices.get_notice(office, second).summary.number.endswith("-0002-v1")


def test_without_an_opening_balance_nothing_is_drafted(tmp_path: Path):
    office = make_office(tmp_path)
    with pytest.raises(ProblemError) as refused:
        notices.make_notice(office, REQUEST)
    assert code_of(refused) == "DOC-131"
    assert notices.list_notices(office) == ()
    office.close()


def test_ctrl_z_does_not_take_an_issued_notice_back(office: Office):
    from desktop.services import history

    notice = reviewed(office)
    secretary = as_role(office, Role.SECRETARY)
    notices.issue(secretary, notice)
    assert history.next_undo(secretary) is None


def test_the_balance_runs_on_from_quarter_to_quarter(office: Office):
    reader = as_role(office, Role.BOOKKEEPER)
    assert finance.balance_before(reader, date(2026, 7, 1)) == 1_000_000
    assert finance.balance_before(reader, date(2026, 10, 1)) == 1_000_000 + 250_000 - 44_824


def test_a_voucher_is_not_taken_twice_in_a_month(office: Office):
    with pytest.raises(ProblemError) as refused:
        finance.add_entries(
            as_role(office, Role.BOOKKEEPER), (NewEntry("2026-07-30", "O04", "再来一次", 100, "记07-001"),)
        )
    assert code_of(refused) == "FIN-005"


def test_the_list_tells_texts_by_their_subject_and_schemes_by_their_name(office: Office):
    texts = replace(
        REQUEST,
        template="text_notice",
        item="V99",
        values=(("subject", "关于修路的公告"), ("body", "修路。")),
    )
    pension = replace(REQUEST, template="insurance", values=(("insurance", "城乡居民基本养老保险"),))
    for request in (texts, pension, REQUEST):
        notices.make_notice(office, request)
    listed = notices.list_notices(office)
    assert [(each.subject, each.is_text) for each in listed] == [
        ("", False),
        ("城乡居民基本养老保险", False),
        ("关于修路的公告", True),
    ]
