"""What was issued stays as it was: no step, no program and no other PC changes it afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.disclosure import NoticeRow, find_notice
from desktop.domain.accounts import Role
from desktop.domain.problem import ProblemError
from desktop.services import finance
from desktop.services.disclosure import notices, objections, postings
from desktop.services.disclosure.objections import NewObjection
from desktop.services.disclosure.postings import NewPosting
from desktop.services.finance import NewEntry
from desktop.services.office import Office
from desktop.services.sync.running import sync_now
from sync.protocol.registry import registry
from sync.village import erasure
from tests.support.disclosure import REQUEST, as_role, disclosing, issued, keep_books, on_day
from tests.support.exchange import enrolled_office, in_step, records_at, records_of
from tests.support.small_county import SmallCounty

__all__ = ["disclosing"]

DAY = date(2026, 10, 20)
LIVING = ("state", "decided_by", "decided_on", "approved_by", "approved_on", "approval_document")
"""What of an issued notice may still change."""


def kept(office: Office, notice: str) -> NoticeRow:
    """All of a notice that its sheet rests on."""
    with office.store.reading() as connection:
        row = find_notice(connection, notice)
    assert row is not None
    return replace(row, **dict.fromkeys(LIVING, ""))


def test_no_step_after_the_issue_changes_what_was_issued(disclosing: Office):
    notice = issued(disclosing)
    secretary = as_role(disclosing, Role.SECRETARY)
    before, sheet = kept(disclosing, notice), notices.preview(disclosing, notice).pdf
    later = on_day(disclosing, "2026-11-01")
    books = as_role(disclosing, Role.BOOKKEEPER)
    finance.add_entries(books, (NewEntry("2026-08-09", "O04", "邮费", 500, "记08-077"),))
    postings.post(disclosing, notice, NewPosting(("村务公开栏",), DAY))
    objection = objections.add_objection(disclosing, notice, NewObjection("看不清", "40", DAY))
    objections.answer_objection(disclosing, objection, "已加贴大字版", DAY)
    (posting,) = postings.list_postings(disclosing, notice)
    postings.take_down(later, [posting.id], date(2026, 11, 1))
    notices.archive(replace(secretary, clock=later.clock), notice)
    new = notices.correct(disclosing, notice, "补一笔邮费")
    notices.submit(disclosing, new)
    notices.review(as_role(disclosing, Role.SUPERVISOR), new)
    notices.issue(secretary, new)
    for step in (notices.refresh, notices.submit, notices.review, notices.issue):
        with pytest.raises(ProblemError):
            step(secretary, notice)
    assert kept(disclosing, notice) == before
    assert notices.preview(disclosing, notice).pdf == sheet


@pytest.mark.parametrize("column", ["content", "pdf_sha256", "query", "check_code", "number", "title"])
def test_no_program_that_opens_the_file_changes_an_issued_notice(disclosing: Office, column: str):
    notice = issued(disclosing)
    before = kept(disclosing, notice)
    with pytest.raises(ProblemError) as refused, disclosing.change("edit", "改") as work:
        work.update("notice", notice, {column: "other"})
    assert "never changed" in str(refused.value.__cause__)
    assert kept(disclosing, notice) == before


def test_a_draft_is_changed_as_before(disclosing: Office):
    notice = notices.make_notice(disclosing, notices.get_notice(disclosing, issued(disclosing)).request)
    with disclosing.change("edit", "改") as work:
        work.update("notice", notice, {"title": "other"})
    assert kept(disclosing, notice).title == "other"


def test_what_another_pc_did_to_an_issued_notice_is_not_taken_over(tmp_path):
    with SmallCounty() as county:
        one, other = (enrolled_office(tmp_path / name, county) for name in "ab")
        in_step(one, other)
        keep_books(one)
        notice = issued(one)
        in_step(one, other)
        before = kept(other, notice)
        assert before == kept(one, notice)
        with one.change("edit", "改") as work:  # a program without our triggers
            work.connection.execute("DROP TRIGGER notice_sealed")
            forged = {"content": "{}", "pdf_sha256": "0" * 64, "title": "假的"}
            work.update("notice", notice, {**forged, "state": "withdrawn"})
        sync_now(one)
        sync_now(other)
        assert kept(other, notice) == before
        assert notices.get_notice(other, notice).summary.state == "withdrawn"
        one.close()
        other.close()


@pytest.mark.parametrize("table", ["notice", "notice_step", "notice_posting"])
def test_no_program_removes_an_issued_notice_its_steps_or_where_it_hung(disclosing: Office, table: str):
    notice = issued(disclosing)
    postings.post(disclosing, notice, NewPosting(("村务公开栏",), DAY))
    before = notices.get_notice(disclosing, notice)
    column = "id" if table == "notice" else "notice_id"
    with disclosing.store.reading() as connection:
        ids = [row[0] for row in connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (notice,))]
    assert ids
    with pytest.raises(ProblemError) as refused, disclosing.change("edit", "删") as work:
        work.delete(table, ids[0])
    assert "never removed" in str(refused.value.__cause__)
    assert notices.get_notice(disclosing, notice) == before


def test_a_draft_may_be_removed(disclosing: Office):
    notice = notices.make_notice(disclosing, REQUEST)
    with disclosing.change("edit", "删") as work:
        work.delete("notice", notice)
    assert notices.list_notices(disclosing) == ()


def test_a_removal_by_another_pc_is_not_taken_over_and_the_notice_comes_back_everywhere(tmp_path):
    with SmallCounty() as county:
        one, other = (enrolled_office(tmp_path / name, county) for name in "ab")
        in_step(one, other)
        keep_books(one)
        notice = issued(one)
        in_step(one, other)
        before, life = kept(other, notice), set(notices.get_notice(other, notice).steps)
        with one.change("edit", "删") as work:  # a program without our triggers
            for table in ("notice", "notice_step"):
                work.connection.execute(f"DROP TRIGGER {table}_kept")
                column = "id" if table == "notice" else "notice_id"
                rows = work.connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (notice,))
                for (record_id,) in rows.fetchall():
                    work.delete(table, record_id)
        in_step(one, other)
        in_step(other, one)
        for office in (one, other):
            assert kept(office, notice) == before
            assert set(notices.get_notice(office, notice).steps) == life
        assert records_of(one) == records_of(other) == records_at(county)
        one.close()
        other.close()


def test_an_erasure_by_law_removes_even_an_issued_notice(disclosing: Office):
    notice = issued(disclosing)
    number = registry().table("notice").number
    with disclosing.store.local_writing() as connection:
        erasure.erase_here(disclosing.store, connection, number, notice)
    assert notices.list_notices(disclosing) == ()
