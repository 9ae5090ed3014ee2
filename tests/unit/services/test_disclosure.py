"""A notice from its draft to the wall: who may do what, what the gate stops, what the archive keeps."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from desktop.services import finance
from desktop.services.disclosure import notices
from desktop.services.disclosure.compiling import ACCOUNTS
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.finance import NewEntry
from desktop.services.office import Office, User
from tests.support.offices import make_office

REQUEST = NoticeRequest(ACCOUNTS, "2026-07-01", "2026-09-30", "2026-10-20")


@pytest.fixture
def office(tmp_path: Path):
    made = make_office(tmp_path)
    finance_office = as_role(made, Role.BOOKKEEPER)
    finance.set_opening(finance_office, "2026-07-01", 1_000_000)
    finance.add_entries(
        finance_office,
        (
            NewEntry("2026-07-05", "I02", "大塘承包款", 250_000, "记07-001", "王会计", "王书记"),
            NewEntry("2026-08-05", "O04", "办公电费", 44_824, "记08-001", "王会计", "王书记"),
        ),
    )
    yield made
    made.close()


def as_role(office: Office, role: Role) -> Office:
    return replace(office, user=User(UserId(f"user-{role.value}"), role.value, role.label, role))


def reviewed(office: Office) -> str:
    notice = notices.make_notice(office, REQUEST)
    notices.submit(office, notice)
    notices.approve(as_role(office, Role.SUPERVISOR), notice)
    return notice


def code_of(raised: pytest.ExceptionInfo[ProblemError]) -> str:
    return raised.value.problems[0].code


def test_a_reviewed_notice_is_issued_and_archived_byte_by_byte(office: Office):
    notice = reviewed(office)
    printed = notices.issue(as_role(office, Role.SECRETARY), notice)
    assert printed.pdf.startswith(b"%PDF")
    again = notices.preview(office, notice)
    assert again.archived
    assert again.pdf == printed.pdf
    found = notices.find_archived(office, printed.pdf)
    assert found is not None
    assert found.state == notices.ISSUED
    assert found.number == "999901101201-2026-F-0001-v1"
    assert notices.find_archived(office, printed.pdf + b" ") is None


def test_who_drafts_never_reviews(office: Office):
    notice = notices.make_notice(office, REQUEST)
    notices.submit(office, notice)
    with pytest.raises(ProblemError) as refused:
        notices.approve(office, notice)
    assert code_of(refused) == "SYS-403"
    assert "approve" not in notices.get_notice(office, notice).allowed


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
    notices.approve(as_role(office, Role.SUPERVISOR), notice)
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
    assert detail.summary.state == notices.REVIEWED
    assert detail.summary.sha256 == ""


def test_a_correction_is_a_new_version_and_the_old_sheet_stays(office: Office):
    notice = reviewed(office)
    old = notices.issue(as_role(office, Role.SECRETARY), notice).pdf
    new = notices.correct(office, notice, "更正第二笔摘要")
    assert notices.get_notice(office, new).summary.number.endswith("-0001-v2")
    assert notices.preview(office, notice).pdf == old
    assert [step.kind for step in notices.get_notice(office, notice).steps][-1] == "correct"


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
