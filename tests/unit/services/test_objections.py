"""Objections: brought forward, answered in time, settled or passed on; open ones stop what rests on them."""

from datetime import date

import pytest

from desktop.domain.accounts import Role
from desktop.domain.notice_state import NoticeState
from desktop.domain.objection import ObjectionState
from desktop.domain.problem import ProblemError
from desktop.services.disclosure import notices, objections, postings
from desktop.services.disclosure.objections import NewObjection
from desktop.services.disclosure.postings import NewPosting
from desktop.services.office import Office
from tests.support.disclosure import as_role, disclosing, issued, on_day
from tests.support.households import fill_with_households
from tests.support.refusals import codes_of

__all__ = ["disclosing"]

DAY = date(2026, 10, 20)
ASKED = NewObjection("第2笔电费比上季度多，请说明。", "10", DAY, person_name="赵大海")


def hung(office: Office) -> str:
    notice = issued(office)
    postings.post(office, notice, NewPosting(("村务公开栏",), DAY))
    return notice


def the_objection(office: Office, notice: str) -> objections.Objection:
    (found,) = objections.list_objections(office, notice)
    return found


def test_an_objection_is_to_be_answered_within_the_days_of_the_rule(disclosing: Office):
    notice = hung(disclosing)
    objections.add_objection(disclosing, notice, ASKED)
    found = the_objection(on_day(disclosing, "2026-10-27"), notice)
    assert (found.answer_due, found.days_left, found.state) == ("2026-10-25", -2, ObjectionState.OPEN)
    assert objections.has_open_objection(disclosing, notice)
    assert [each.id for each in objections.list_open_objections(disclosing)] == [found.id]


def test_who_is_content_with_the_answer_is_through(disclosing: Office):
    notice = hung(disclosing)
    objection = objections.add_objection(disclosing, notice, ASKED)
    objections.answer_objection(disclosing, objection, "电价上调，已附电费单。", DAY)
    assert the_objection(disclosing, notice).state is ObjectionState.ANSWERED
    assert objections.has_open_objection(disclosing, notice)
    assert objections.conclude_objection(disclosing, objection, True, "", DAY) is ObjectionState.SETTLED
    found = the_objection(disclosing, notice)
    assert (found.answered_by, found.settled_on, found.satisfied) == ("王文书", "2026-10-20", True)
    assert not objections.has_open_objection(disclosing, notice)


def test_who_is_not_content_goes_on_to_the_township_and_waits_anew(disclosing: Office):
    notice = hung(disclosing)
    objection = objections.add_objection(disclosing, notice, ASKED)
    objections.answer_objection(disclosing, objection, "电价上调。", DAY)
    with pytest.raises(ProblemError) as refused:
        objections.conclude_objection(disclosing, objection, False, "", DAY)
    assert codes_of(refused) == ["DOC-059"]
    assert objections.conclude_objection(disclosing, objection, False, "30", DAY) is ObjectionState.PASSED_ON
    passed = the_objection(disclosing, notice)
    assert passed.answer_due == "2026-11-09"
    assert objections.has_open_objection(disclosing, notice)
    later = on_day(disclosing, "2026-11-05")
    objections.answer_objection(later, objection, "镇里核实无误。", date(2026, 11, 5))
    assert the_objection(later, notice).answer == "电价上调。\n镇里核实无误。"
    objections.conclude_objection(later, objection, False, "10", date(2026, 11, 5))
    assert the_objection(later, notice).state is ObjectionState.SETTLED


def test_an_anonymous_objection_is_settled_by_its_answer(disclosing: Office):
    notice = hung(disclosing)
    objection = objections.add_objection(disclosing, notice, NewObjection("电费太高", "40", DAY))
    objections.answer_objection(disclosing, objection, "已在公开栏说明。", DAY)
    assert the_objection(disclosing, notice).state is ObjectionState.SETTLED
    with pytest.raises(ProblemError) as refused:
        objections.answer_objection(disclosing, objection, "再说一次", DAY)
    assert codes_of(refused) == ["DOC-055"]


def test_nobody_is_asked_whether_he_is_content_before_there_is_an_answer(disclosing: Office):
    notice = hung(disclosing)
    objection = objections.add_objection(disclosing, notice, ASKED)
    with pytest.raises(ProblemError) as refused:
        objections.conclude_objection(disclosing, objection, True, "", DAY)
    assert codes_of(refused) == ["DOC-058"]


@pytest.mark.parametrize(
    ("new", "codes"),
    [
        (NewObjection(" ", "", DAY), ["DOC-050", "DOC-050"]),
        (NewObjection("有意见", "10", date(2026, 10, 21)), ["DOC-040"]),
        (NewObjection("有意见", "10", date(2026, 10, 19)), ["DOC-051"]),
    ],
    ids=["empty", "tomorrow", "before it hung"],
)
def test_an_objection_that_cannot_be_is_refused(disclosing: Office, new, codes):
    notice = hung(disclosing)
    with pytest.raises(ProblemError) as refused:
        objections.add_objection(disclosing, notice, new)
    assert codes_of(refused) == codes
    assert objections.list_objections(disclosing, notice) == ()


def test_what_does_not_hang_is_not_objected_to(disclosing: Office):
    notice = issued(disclosing)
    with pytest.raises(ProblemError) as refused:
        objections.add_objection(disclosing, notice, ASKED)
    assert codes_of(refused) == ["DOC-052"]


def test_an_open_objection_keeps_the_term_from_ending_until_it_is_settled(disclosing: Office):
    notice = hung(disclosing)
    objection = objections.add_objection(disclosing, notice, ASKED)
    later = on_day(disclosing, "2026-11-01")
    (posting,) = postings.list_postings(later, notice)
    postings.take_down(later, [posting.id], date(2026, 11, 1))
    assert notices.get_notice(later, notice).summary.state == NoticeState.PUBLISHED
    objections.answer_objection(later, objection, "电价上调。", date(2026, 11, 1))
    objections.conclude_objection(later, objection, True, "", date(2026, 11, 1))
    assert notices.get_notice(later, notice).summary.state == NoticeState.EXPIRED


def test_the_name_of_who_objects_is_covered_without_the_right_and_never_on_a_sheet(disclosing: Office):
    person = fill_with_households(disclosing).people["张建国"]
    notice = hung(disclosing)
    objections.add_objection(disclosing, notice, NewObjection("电费太高", "10", DAY, person_id=person))
    clerk = the_objection(disclosing, notice)
    assert (clerk.person, clerk.person_id) == ("张建国", person)
    supervisor = the_objection(as_role(disclosing, Role.SUPERVISOR), notice)
    assert (supervisor.person, supervisor.person_id) == ("张某某", "")
    with pytest.raises(ProblemError) as refused:
        objections.list_objections(as_role(disclosing, Role.READER), notice)
    assert codes_of(refused) == ["SYS-403"]
    new = notices.correct(disclosing, notice, "说明电费")
    with disclosing.store.reading() as connection:
        content = connection.execute("SELECT content FROM notice WHERE id = ?", (new,)).fetchone()[0]
    assert "张建国" not in content
