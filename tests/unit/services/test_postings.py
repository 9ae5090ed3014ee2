"""Sheets on boards: hung, due down, taken down, and hung again when it was too short."""

from datetime import date, timedelta

import pytest

from desktop.domain.accounts import Role
from desktop.domain.notice_state import NoticeState
from desktop.domain.problem import ProblemError
from desktop.services.disclosure import notices, postings
from desktop.services.disclosure.postings import NewPosting
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from tests.support.disclosure import as_role, disclosing, issued, on_day, reviewed
from tests.support.refusals import codes_of

__all__ = ["disclosing"]

DAY = date(2026, 10, 20)
BOARDS = ("村务公开栏", "石桥头公开栏")


def state(office: Office, notice: str) -> str:
    return notices.get_notice(office, notice).summary.state


def hung(office: Office, *places: str) -> str:
    notice = issued(office)
    assert postings.post(office, notice, NewPosting(places or BOARDS, DAY)) == ()
    return notice


def test_the_first_sheet_on_a_board_publishes_the_notice(disclosing: Office):
    notice = hung(disclosing)
    assert state(disclosing, notice) == NoticeState.PUBLISHED
    found = postings.list_postings(disclosing, notice)
    assert [posting.place for posting in found] == list(BOARDS)
    assert {posting.poster for posting in found} == {"王文书"}
    assert {(posting.take_down_on, posting.days_left) for posting in found} == {(date(2026, 10, 27), 7)}


def test_what_was_not_issued_cannot_hang(disclosing: Office):
    notice = reviewed(disclosing)
    with pytest.raises(ProblemError) as refused:
        postings.post(disclosing, notice, NewPosting(BOARDS, DAY))
    assert codes_of(refused) == ["DOC-133"]
    assert postings.list_postings(disclosing, notice) == ()


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewPosting((" ",), DAY), "DOC-136"),
        (NewPosting(BOARDS, date(2026, 10, 21)), "DOC-040"),
        (NewPosting(BOARDS, date(2026, 10, 19)), "DOC-042"),
        (NewPosting(BOARDS, DAY, copies=0), "DOC-049"),
    ],
    ids=["no board", "tomorrow", "before its issue", "no copy"],
)
def test_a_posting_that_cannot_be_is_refused_and_nothing_is_written(disclosing: Office, new, code):
    notice = issued(disclosing)
    with pytest.raises(ProblemError) as refused:
        postings.post(disclosing, notice, new)
    assert codes_of(refused) == [code]
    assert state(disclosing, notice) == NoticeState.ISSUED


def test_the_same_board_is_not_hung_twice_at_a_time(disclosing: Office):
    notice = hung(disclosing, "村务公开栏")
    with pytest.raises(ProblemError) as refused:
        postings.post(disclosing, notice, NewPosting(("石桥头公开栏", "村务公开栏"), DAY))
    assert codes_of(refused) == ["DOC-043"]
    assert len(postings.list_postings(disclosing, notice)) == 1


def test_a_sheet_hung_later_than_it_says_comes_down_later_and_the_clerk_is_told(disclosing: Office):
    notice = issued(disclosing)
    (told,) = postings.post(on_day(disclosing, "2026-10-25"), notice, NewPosting(BOARDS, date(2026, 10, 23)))
    assert told.code == "DOC-047"
    assert told.values["last"] == "2026-10-30"


def test_after_its_time_a_sheet_comes_down_and_the_term_ends_with_the_last_board(disclosing: Office):
    notice = hung(disclosing)
    later = on_day(disclosing, "2026-10-28")
    first, second = postings.list_postings(later, notice)
    assert first.days_left == -1
    assert postings.take_down(later, [first.id], date(2026, 10, 27)) == ()
    assert state(later, notice) == NoticeState.PUBLISHED
    assert postings.take_down(later, [second.id], date(2026, 10, 28)) == ()
    assert state(later, notice) == NoticeState.EXPIRED
    assert [posting.days_up for posting in postings.list_postings(later, notice)] == [7, 8]
    notices.archive(as_role(later, Role.SECRETARY), notice)
    assert state(later, notice) == NoticeState.ARCHIVED


def test_a_sheet_that_hung_too_short_hangs_again_before_its_term_is_over(disclosing: Office):
    notice = hung(disclosing, "村务公开栏")
    later = on_day(disclosing, "2026-11-10")
    (posting,) = postings.list_postings(later, notice)
    (told,) = postings.take_down(later, [posting.id], date(2026, 10, 23))
    assert (told.code, told.values["days"], told.values["last"]) == ("DOC-046", "3", "2026-10-27")
    assert postings.list_postings(later, notice)[0].is_too_short
    assert state(later, notice) == NoticeState.PUBLISHED
    postings.post(later, notice, NewPosting(("村务公开栏",), date(2026, 11, 1)))
    again = postings.list_postings(later, notice)[1]
    postings.take_down(later, [again.id], date(2026, 11, 8))
    assert state(later, notice) == NoticeState.EXPIRED


TOLD = NoticeRequest(
    "text_notice",
    "2026-07-01",
    "2026-09-30",
    "2026-10-20",
    values=(("subject", "停水通知"), ("body", "周五停水一天。")),
)


@pytest.mark.parametrize(("days", "is_over"), [(4, False), (5, True)])
def test_what_only_tells_hangs_at_least_the_days_of_the_rule(disclosing: Office, days, is_over):
    notice = issued(disclosing, TOLD)
    postings.post(disclosing, notice, NewPosting(("村务公开栏",), DAY))
    later = on_day(disclosing, "2026-11-10")
    (posting,) = postings.list_postings(later, notice)
    told = postings.take_down(later, [posting.id], DAY + timedelta(days=days))
    assert bool(told) is not is_over
    assert (state(later, notice) == NoticeState.EXPIRED) is is_over


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 10, 19), "DOC-044"), (date(2026, 12, 1), "DOC-040")],
    ids=["before", "to come"],
)
def test_a_sheet_is_not_taken_down_on_a_day_that_cannot_be(disclosing: Office, day, code):
    notice = hung(disclosing, "村务公开栏")
    (posting,) = postings.list_postings(disclosing, notice)
    with pytest.raises(ProblemError) as refused:
        postings.take_down(disclosing, [posting.id], day)
    assert codes_of(refused) == [code]
    assert postings.list_postings(disclosing, notice)[0].taken_down_on is None


def test_a_sheet_comes_down_once(disclosing: Office):
    notice = hung(disclosing, "村务公开栏")
    (posting,) = postings.list_postings(disclosing, notice)
    postings.take_down(disclosing, [posting.id], DAY)
    with pytest.raises(ProblemError) as refused:
        postings.take_down(disclosing, [posting.id], DAY)
    assert codes_of(refused) == ["DOC-045"]


def test_what_is_due_down_is_listed_on_its_day_and_what_is_out_of_force_at_once(disclosing: Office):
    notice = hung(disclosing, "村务公开栏")
    assert postings.list_due_down(disclosing, date(2026, 10, 26)) == ()
    (due,) = postings.list_due_down(disclosing, date(2026, 10, 27))
    assert (due.posting.place, due.is_out_of_force) == ("村务公开栏", False)
    notices.withdraw(as_role(disclosing, Role.SECRETARY), notice, "数字有误")
    (gone,) = postings.list_due_down(disclosing, DAY)
    assert gone.is_out_of_force
    postings.take_down(disclosing, [gone.posting.id], DAY)
    assert postings.list_due_down(disclosing, date(2026, 12, 1)) == ()
    assert state(disclosing, notice) == NoticeState.WITHDRAWN


def test_who_may_only_read_takes_nothing_down(disclosing: Office):
    notice = hung(disclosing, "村务公开栏")
    (posting,) = postings.list_postings(disclosing, notice)
    with pytest.raises(ProblemError) as refused:
        postings.take_down(as_role(disclosing, Role.READER), [posting.id], DAY)
    assert codes_of(refused) == ["SYS-403"]
