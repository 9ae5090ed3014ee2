"""An order from above, and what the village found itself, from first sight to the last word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.period import Period
from desktop.domain.rectification import RectificationState
from desktop.services.events import EventFilter, list_events
from desktop.services.obligations import rectification
from desktop.services.obligations.rectification import Finding, Measures, list_rectifications
from desktop.services.obligations.statement import export_statement, list_misses, render_statement
from desktop.services.office import Office, User
from desktop.services.settings import save_settings
from tests.support.refusals import refusal
from tests.support.village_copies import copy_office

MEASURES = Measures("负责人生病", "补开党课，十月十五日前完成", "郑志强")
FINDING = Finding("垃圾分类桶少两个", "20", date(2026, 10, 1), date(2026, 10, 20))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = replace(copy_office(tmp_path), clock=lambda: datetime(2026, 10, 12, 4, tzinfo=UTC))
    save_settings(made, duties_since="2026-07-01")
    yield made
    made.close()


def put(office: Office, table: str, **values) -> str:
    with office.change("received", "test") as work:
        return str(work.insert(table, values))


def order(office: Office, **values) -> str:
    fields = {
        "number": "整改〔2026〕3号",
        "title": "第三季度少一次党课",
        "issuer": "示范县委组织部",
        "issued_on": "2026-10-05",
        "due_on": "2026-10-15",
        "reminder_count": 0,
        "duty": "P04",
        "period": "2026年第三季度",
    }
    return put(office, "rectification_order", **fields | values)


def state(office: Office) -> RectificationState:
    (found,) = list_rectifications(office)
    return found.state


def as_role(office: Office, role: Role, name: str = "") -> Office:
    return replace(office, user=User(UserId(role.value), role.value, name or role.label, role))


def test_an_order_is_taken_up_answered_sent_back_and_accepted(office) -> None:
    order_id = order(office)
    (seen,) = list_rectifications(office)
    assert (seen.state, seen.days, seen.is_soon, seen.duty_title) == (RectificationState.NEW, 3, True, "党课")
    record = rectification.take_up(office, order_id, MEASURES)
    assert record == rectification.record_id_of(order_id)
    rectification.take_up(office, order_id, replace(MEASURES, owner="毛建国"))
    assert state(office) is RectificationState.IN_HAND
    rectification.answer(office, order_id, "十月十日补上了", date(2026, 10, 10))
    assert state(office) is RectificationState.ANSWERED
    put(
        office,
        "rectification_verdict",
        order_id=order_id,
        answer_no=1,
        verdict="returned",
        text="缺签到表",
        decided_on="2026-10-12",
    )
    (back,) = list_rectifications(office)
    assert (back.state, back.word) == (RectificationState.RETURNED, "缺签到表")
    rectification.answer(office, order_id, "签到表已附上", date(2026, 10, 10))
    put(
        office,
        "rectification_verdict",
        order_id=order_id,
        answer_no=2,
        verdict="accepted",
        decided_on="2026-10-12",
    )
    (over,) = list_rectifications(office)
    assert (over.state, over.days) == (RectificationState.VERIFIED, None)
    mended, unprompted = rectification.rates((over,), Period.quarter(2026, 4))
    assert (mended.text, unprompted.text) == ("1/1", "1/1")


def test_nothing_is_answered_without_measures_and_a_day_that_can_be(office) -> None:
    order_id = order(office)
    assert refusal(rectification.answer, office, order_id, "好了", date(2026, 10, 10)) == ["DTY-030"]
    assert refusal(rectification.take_up, office, order_id, Measures("", " ", "")) == ["DTY-027", "DTY-028"]
    rectification.take_up(office, order_id, MEASURES)
    for day in (date(2026, 10, 4), date(2026, 10, 13)):
        assert refusal(rectification.answer, office, order_id, "", day) == ["DTY-031", "DTY-032"]
    assert refusal(rectification.answer, office, order_id, "长" * 2001, date(2026, 10, 10)) == ["DTY-029"]


def test_a_task_is_made_of_what_is_to_be_mended_once_its_measures_are_known(office) -> None:
    order_id = order(office)
    assert refusal(rectification.make_task, office, order_id) == ["DTY-030"]
    rectification.take_up(office, order_id, MEASURES)
    task = rectification.make_task(office, order_id)
    (made,) = list_events(office, EventFilter("open"))
    assert (made.id, made.title, made.due_on) == (task, "整改：第三季度少一次党课", "2026-10-15")
    assert rectification.find_rectification(office, order_id).event_id == task
    assert rectification.make_task(office, order_id) == task


def test_what_waits_for_a_verdict_or_was_withdrawn_is_not_changed(office) -> None:
    withdrawn = order(office, withdrawn_on="2026-10-11", withdrawn_reason="发错村")
    assert refusal(rectification.take_up, office, withdrawn, MEASURES) == ["DTY-026"]
    answered = order(office, number="4")
    rectification.take_up(office, answered, MEASURES)
    rectification.answer(office, answered, "好了", date(2026, 10, 10))
    assert refusal(rectification.answer, office, answered, "又好了", date(2026, 10, 11)) == ["DTY-026"]


def test_what_the_village_found_is_verified_by_the_supervision_committee_alone(office) -> None:
    found = rectification.add_finding(office, FINDING)
    supervisor = as_role(office, Role.SUPERVISOR)
    rectification.take_up(office, found, MEASURES)
    assert refusal(rectification.verify_finding, supervisor, found, is_mended=True, text="") == ["DTY-034"]
    rectification.answer(office, found, "补了两个", date(2026, 10, 8))
    assert refusal(rectification.verify_finding, office, found, is_mended=True, text="") == ["SYS-403"]
    assert refusal(rectification.verify_finding, supervisor, found, is_mended=False, text="") == ["DTY-035"]
    involved = as_role(office, Role.SUPERVISOR, "郑志强")
    assert refusal(rectification.verify_finding, involved, found, is_mended=True, text="") == ["DTY-036"]
    rectification.verify_finding(supervisor, found, is_mended=False, text="只补了一个")
    assert state(office) is RectificationState.RETURNED
    rectification.answer(office, found, "两个都补了", date(2026, 10, 12))
    rectification.verify_finding(supervisor, found, is_mended=True, text="")
    assert state(office) is RectificationState.VERIFIED
    assert refusal(rectification.verify_finding, supervisor, order(office), is_mended=True, text="") == [
        "DTY-033"
    ]


def test_a_finding_says_what_and_when(office) -> None:
    faulty = Finding(" ", "77", date(2026, 10, 13), date(2026, 10, 1))
    assert refusal(rectification.add_finding, office, faulty) == ["DTY-021", "DTY-022", "DTY-023", "DTY-024"]


def test_only_an_unanswered_finding_is_taken_back(office) -> None:
    found = rectification.add_finding(office, FINDING)
    rectification.remove_finding(office, found)
    assert list_rectifications(office) == ()
    assert refusal(rectification.remove_finding, office, order(office)) == ["DTY-025"]
    assert refusal(rectification.remove_finding, office, found) == ["DTY-020"]


def test_who_may_only_read_can_neither_answer_nor_find(office) -> None:
    reader = as_role(office, Role.READER)
    assert list_rectifications(reader) == ()
    assert refusal(rectification.add_finding, reader, FINDING) == ["SYS-403"]


def test_the_statement_lists_misses_of_meetings_and_disclosure_with_their_reasons(office, tmp_path) -> None:
    from desktop.reports.gate import read_back
    from desktop.services.obligations.reasons import give_reason

    quarter = Period.quarter(2026, 3)
    misses = list_misses(office, quarter)
    assert {"P01", "P04", "V02"} <= {miss.duty for miss in misses if miss.is_meeting}
    lecture = next(miss for miss in misses if miss.duty == "P04")
    give_reason(office, lecture.duty, lecture.subject_id, lecture.period, "防台风抢险")
    (told,) = [miss for miss in list_misses(office, quarter) if miss.reason]
    assert told.id == lecture.id
    text = " ".join(" ".join(page) for page in read_back(render_statement(office, quarter)))
    assert "防台风抢险" in text
    assert export_statement(office, tmp_path / "说明.xlsx", quarter, "报镇里") == len(misses)
    assert refusal(export_statement, office, tmp_path / "x.xlsx", quarter, " ") == ["REG-040"]
