"""An event from the day it comes in to its answer, over a real office."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.queries import event_life as queries
from desktop.domain.accounts import Role
from desktop.domain.event_author import COUNTY
from desktop.domain.event_state import Step, Urgency
from desktop.domain.problem import ProblemError
from desktop.services import events
from desktop.services import register_editing as editing
from desktop.services.erasure import erase_person
from desktop.services.events import NewEvent, OnTheSpot, Target
from desktop.services.events.entering import preview_limit
from desktop.services.events.extensions import ASKED, GRANTED, decide_extension, extend_event
from desktop.services.events.merging import list_alike, merge_event
from desktop.services.events.publishing import (
    check_public_text,
    draft_public_text,
    publish_event,
    unpublish_event,
)
from desktop.services.events.records import HIDDEN_REPORTER
from desktop.services.events.reminders import read_reminders
from desktop.services.events.steps import resume_ended_pauses
from desktop.services.office import Office
from tests.support.disclosure import as_role
from tests.support.offices import make_office
from tests.support.refusals import code_of

MONDAY = "2026-10-12T10:00"


@dataclass(frozen=True, slots=True)
class Village:
    office: Office
    person: str
    household: str

    def at(self, moment: str) -> Office:
        """The office at a moment of the wall clock."""
        then = datetime.fromisoformat(moment).astimezone()
        return replace(self.office, clock=lambda: then)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    office = make_office(Path(tmp_path_factory.mktemp("events")))
    household, person = editing.add_household(
        office, {"villager_group": "一组", "address": "上坪12号"}, {"name": "张建国"}
    )
    yield Village(office, person, household)
    office.close()


def reported(title: str = "路灯不亮", **more: object) -> NewEvent:
    base = NewEvent(
        title, kind="event", source="S6", category="0402", reporter="李秀英", reporter_phone="13800001111"
    )
    return replace(base, **more)  # type: ignore[arg-type]


def local(moment: str) -> str:
    """A stored moment on the wall clock."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%dT%H:%M") if moment else ""


def settled(office: Office, event: str, *, way: str = "10") -> None:
    events.take_step(office, event, Step.SETTLE, "换了灯泡")
    events.take_step(office, event, Step.FEED_BACK, way=way)


# Limits


def test_what_is_reported_gets_its_limit_and_a_task_only_its_day(village: Village):
    office = village.at(MONDAY)
    clock = events.get_event(office, events.add_event(office, reported())).clock
    assert (clock.limit_class, local(clock.accept_due_at), local(clock.due_at)) == (
        "normal",
        "2026-10-13T23:59",
        "2026-10-15T23:59",
    )
    task = events.get_event(office, events.add_event(office, NewEvent("填报表", due_on="2026-10-20")))
    assert (task.clock.limit_class, task.event.due_on, local(task.clock.due_at)) == (
        "",
        "2026-10-20",
        "2026-10-20T23:59",
    )


def test_what_is_urgent_is_due_by_the_minute_and_a_question_on_accounts_in_five_days(village: Village):
    office = village.at("2026-10-01T03:10")
    urgent = preview_limit(office, reported(urgency=Urgency.URGENT))
    assert urgent is not None
    assert urgent.accept.at == now(office) + timedelta(minutes=15)
    accounts = preview_limit(office, reported(category="0601"))
    assert accounts is not None
    assert accounts.handle.at.isoformat()[:16] == "2026-10-06T23:59"


def now(office: Office) -> datetime:
    return office.clock().astimezone()


def test_what_reached_the_office_earlier_is_counted_from_then_and_keeps_its_true_time(village: Village):
    office = village.at("2026-10-14T09:00")
    night = datetime.fromisoformat("2026-10-12T22:00").astimezone().isoformat()
    event = events.add_event(office, reported(received_at=night, happened_at="2026-10-11"))
    detail = events.get_event(office, event)
    assert local(detail.clock.accept_due_at) == "2026-10-13T23:59"
    assert (detail.happened_at, local(detail.event.received_at)) == ("2026-10-11", "2026-10-12T22:00")


@pytest.mark.parametrize(("happened", "code"), [("2026-10-30", "EVT-039"), ("前天", "EVT-038")])
def test_what_has_not_happened_yet_is_refused(village: Village, happened: str, code: str):
    with pytest.raises(ProblemError) as refused:
        events.add_event(village.at(MONDAY), reported(happened_at=happened))
    assert code_of(refused) == code


def test_a_pause_stops_the_clock_and_ends_by_itself(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported(urgency=Urgency.COMPLEX))
    events.take_step(office, event, Step.START)
    assert local(events.get_event(office, event).clock.due_at) == "2026-10-21T23:59"
    events.take_step(office, event, Step.SUSPEND, "等晴天", until="2026-10-16")
    paused = events.get_event(office, event)
    assert paused.clock.suspend_until == "2026-10-16"
    assert local(paused.clock.due_at) == "2026-10-28T13:58"  # as if it lasted to its end
    early = village.at("2026-10-13T10:00")
    events.take_step(early, event, Step.RESUME)
    resumed = events.get_event(early, event)
    assert (resumed.clock.paused_minutes, local(resumed.clock.due_at)) == (24 * 60, "2026-10-22T23:59")
    assert resumed.clock.suspended_at == ""
    events.take_step(early, event, Step.SUSPEND, "等人", until="2026-10-13")
    late = village.at("2026-10-20T10:00")
    assert resume_ended_pauses(late) >= 1
    assert local(events.get_event(late, event).clock.due_at) == "2026-10-23T13:58"
    assert resume_ended_pauses(late) == 0


@pytest.mark.parametrize(
    ("until", "code"), [("", "EVT-030"), ("2026-10-11", "EVT-031"), ("2027-10-11", "EVT-031")]
)
def test_a_pause_without_an_end_or_too_long_is_refused(village: Village, until: str, code: str):
    office = village.at(MONDAY)
    event = events.add_event(office, reported())
    with pytest.raises(ProblemError) as refused:
        events.take_step(office, event, Step.SUSPEND, "等", until=until)
    assert code_of(refused) == code
    assert events.get_event(office, event).steps == ()


def test_a_simple_matter_is_put_off_once_by_two_days(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported())
    assert extend_event(office, event, 2, "灯泡缺货") == GRANTED
    detail = events.get_event(office, event)
    assert local(detail.clock.due_at) == "2026-10-19T23:59"
    assert detail.clock.extension_days == 0
    with pytest.raises(ProblemError) as refused:
        extend_event(office, event, 1, "还是缺货")
    assert code_of(refused) == "EVT-040"


def test_what_the_secretary_has_to_decide_waits_for_him(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported(urgency=Urgency.COMPLEX))
    before = events.get_event(office, event).clock.due_at
    with pytest.raises(ProblemError) as refused:
        extend_event(office, event, 9, "要请人来看")
    assert code_of(refused) == "EVT-041"
    assert extend_event(office, event, 8, "要请人来看") == ASKED
    asked = events.get_event(office, event)
    assert (asked.clock.due_at, asked.clock.extension_days) == (before, 0)
    with pytest.raises(ProblemError) as refused:
        decide_extension(office, asked.extensions[0].id, grant=True)
    assert code_of(refused) == "SYS-403"
    secretary = as_role(office, Role.SECRETARY)
    decide_extension(secretary, asked.extensions[0].id, grant=True)
    granted = events.get_event(office, event)
    assert local(granted.clock.due_at) == "2026-11-02T23:59"
    assert [step.kind for step in granted.steps] == [Step.ASK_EXTENSION, Step.EXTEND]
    with pytest.raises(ProblemError) as refused:
        decide_extension(secretary, asked.extensions[0].id, grant=False, note="不行")
    assert code_of(refused) == "EVT-042"


def test_a_refused_extension_leaves_the_limit_and_may_be_asked_for_again(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported(urgency=Urgency.COMPLEX))
    extend_event(office, event, 5, "要请人来看")
    secretary = as_role(office, Role.SECRETARY)
    decide_extension(secretary, events.get_event(office, event).extensions[0].id, grant=False, note="抓紧办")
    detail = events.get_event(office, event)
    assert local(detail.clock.due_at) == "2026-10-21T23:59"
    assert detail.clock.extension_days == 8


def test_another_class_counts_the_limit_anew_with_the_time_it_stood_still(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported())
    events.take_step(office, event, Step.SUSPEND, "等人", until="2026-10-16")
    next_day = village.at("2026-10-13T10:00")
    events.take_step(next_day, event, Step.RESUME)
    shown = events.get_event(next_day, event)
    events.edit_event(next_day, event, reported(urgency=Urgency.COMPLEX, due_on=shown.event.due_on))
    assert local(events.get_event(next_day, event).clock.due_at) == "2026-10-22T23:59"


# Up and back


def test_clearing_a_typed_day_brings_the_limit_back_as_it_would_stand(village: Village):
    """domain.md 8.2: 一般, 3 working days; put off once by 2."""
    office = village.at(MONDAY)
    event = events.add_event(office, reported())
    extend_event(office, event, 2, "等配件")
    by_rule = events.get_event(office, event).clock.due_at
    events.edit_event(office, event, reported(due_on="2026-12-31"))
    assert events.get_event(office, event).event.due_on == "2026-12-31"
    events.edit_event(office, event, reported(due_on="2026-12-31", place="大塘沿"))
    assert events.get_event(office, event).event.due_on == "2026-12-31"
    events.edit_event(village.at("2026-10-13T09:00"), event, reported())
    assert events.get_event(office, event).clock.due_at == by_rule


def test_clearing_a_typed_day_of_what_was_done_anew_counts_from_then(village: Village):
    """domain.md 8.2: 一般, 3 working days; docs/decisions/0039: being done anew starts the limit afresh."""
    event = events.add_event(village.at(MONDAY), reported())
    settled(village.at(MONDAY), event)
    later = village.at("2026-10-16T10:00")
    events.rate(later, event, "4", "还是不亮", redo=True)
    by_rule = events.get_event(later, event).event.due_on
    assert by_rule == "2026-10-21"
    events.edit_event(later, event, reported(due_on="2026-12-31"))
    events.edit_event(later, event, reported())
    assert events.get_event(later, event).event.due_on == by_rule


def test_a_matter_that_goes_up_takes_its_history_along_and_gets_the_limit_of_its_level(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported("山体裂缝", text="屋后裂缝", secret=True))
    events.take_step(office, event, Step.NOTE, "去看过，30米长")
    events.take_step(office, event, Step.ESCALATE, "要请专家")
    detail = events.get_event(office, event)
    assert (detail.level, detail.event.state, detail.clock.limit_class) == (2, "60", "township")
    assert local(detail.clock.due_at) == "2026-11-02T23:59"
    assert local(detail.clock.accept_due_at) == "2026-10-13T23:59"
    with office.store.reading() as connection:
        (copy,) = connection.execute(
            "SELECT level, body FROM event_escalation WHERE event_id = ?", (event,)
        ).fetchall()
    level, body = copy[0], json.loads(copy[1])
    assert (level, body["title"], body["text"]) == ("2", "山体裂缝", "屋后裂缝")
    assert [step["text"] for step in body["steps"] if step["kind"] == "note"] == ["去看过，30米长"]
    assert "reporter" not in body
    assert Step.ESCALATE not in detail.allowed
    events.take_step(office, event, Step.RETURN, "请村里先立警示牌")
    back = events.get_event(office, event)
    assert (back.level, back.event.state, back.clock.limit_class) == (1, "65", "normal")
    events.take_step(office, event, Step.SETTLE, "立了警示牌")
    with office.store.reading() as connection:
        row = queries.find_life(connection, event)
    assert row is not None
    assert (row.max_level, row.settled_level) == ("2", "1")  # it was above, whoever settled it


def test_what_the_county_did_is_shown_as_the_countys(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported())
    with office.change("edit", "received") as work:
        step = {"event_id": event, "kind": "take_up", "state": "50", "done_at": office.now_text()}
        work.insert("event_step", {**step, "done_by": COUNTY, "unit": "县住建局"})
    assert events.get_event(office, event).steps[-1].done_by == "县住建局"


# The person


def test_who_wants_secrecy_is_seen_only_by_clerk_and_secretary(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported(secret=True, reporter_id=village.person))
    assert events.get_event(office, event).reporter == "李秀英"
    assert events.get_event(as_role(office, Role.SECRETARY), event).reporter_phone == "13800001111"
    for role in (Role.GRID_WORKER, Role.BOOKKEEPER, Role.SUPERVISOR, Role.READER):
        seen = events.get_event(as_role(office, role), event)
        assert (seen.reporter, seen.reporter_phone, seen.reporter_id) == (HIDDEN_REPORTER, "", "")
        assert [told.name for told in seen.to_tell] == [HIDDEN_REPORTER]
        assert seen.links == ()
    grid_worker = as_role(office, Role.GRID_WORKER)
    events.edit_event(grid_worker, event, replace(reported("灯又不亮"), reporter="", reporter_phone=""))
    kept = events.get_event(office, event)
    assert (kept.event.title, kept.reporter, kept.secret) == ("灯又不亮", "李秀英", True)


def test_a_reporters_telephone_is_covered_for_who_only_looks_on(village: Village):
    event = events.add_event(village.at(MONDAY), reported(reporter_id=village.person))
    for role in (Role.CLERK, Role.SECRETARY, Role.GRID_WORKER, Role.BOOKKEEPER):
        seen = events.get_event(as_role(village.at(MONDAY), role), event)
        assert [seen.reporter_phone, *(told.phone for told in seen.to_tell)] == ["13800001111"] * 2
    for role in (Role.SUPERVISOR, Role.READER):
        seen = events.get_event(as_role(village.at(MONDAY), role), event)
        assert [seen.reporter_phone, *(told.phone for told in seen.to_tell)] == ["138****1111"] * 2
        assert seen.reporter == "李秀英"


def test_who_is_anonymous_is_not_kept_by_name_and_told_on_the_board(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported(anonymous=True, reporter_phone="", reporter_id=village.person))
    detail = events.get_event(office, event)
    assert (detail.reporter, detail.reporter_id, detail.links) == ("匿名", "", ())
    events.take_step(office, event, Step.SETTLE, "换了灯泡")
    with pytest.raises(ProblemError) as refused:
        events.take_step(office, event, Step.FEED_BACK, way="10")
    assert code_of(refused) == "EVT-035"
    assert events.take_step(office, event, Step.FEED_BACK, way="30") == "75"


def test_who_reported_it_is_linked_from_the_register(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported(reporter_id=village.person))
    assert [link.target_id for link in events.get_event(office, event).links] == [village.person]


def test_a_refusal_says_why_and_where_to_go(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported("房产证丢了"))
    with pytest.raises(ProblemError) as refused:
        events.take_step(office, event, Step.REFUSE, "不是村里的事")
    assert code_of(refused) == "EVT-033"
    events.take_step(office, event, Step.REFUSE, "不是村里的事", where_to="县行政服务中心3楼")
    detail = events.get_event(office, event)
    assert (detail.event.state, detail.where_to) == ("20", "县行政服务中心3楼")
    assert detail.allowed == (Step.NOTE,)


def test_a_dissatisfied_person_has_it_done_anew_once_and_then_it_goes_up(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported())
    settled(office, event)
    assert events.rate(office, event, "4", "还是不亮", redo=True) == "85"
    again = events.get_event(office, event)
    assert (again.reopened_count, again.event.closed_at, again.clock.settled_at) == (1, "", "")
    settled(office, event)
    events.rate(office, event, "4", "又不亮了")
    up = events.get_event(office, event)
    assert set(up.allowed) == {Step.NOTE, Step.ESCALATE, Step.WITHDRAW}
    assert events.take_step(office, event, Step.ESCALATE, "请镇里派电工") == "60"
    assert [(rating.round, rating.satisfaction) for rating in up.ratings] == [(0, "4"), (1, "4")]


def test_after_seven_days_a_complaint_no_longer_opens_it_and_waiting_does_not_close_an_earlier_one(
    village: Village,
):
    office = village.at(MONDAY)
    late, early = events.add_event(office, reported()), events.add_event(office, reported())
    for event in (late, early):
        settled(office, event)
    events.rate(village.at("2026-10-19T10:00"), early, "4")
    much_later = village.at("2026-10-20T10:00")
    events.rate(much_later, late, "4")
    assert Step.REOPEN not in events.get_event(much_later, late).allowed
    assert Step.ARCHIVE in events.get_event(much_later, late).allowed
    assert Step.REOPEN in events.get_event(much_later, early).allowed
    assert Step.ARCHIVE not in events.get_event(much_later, early).allowed


def test_on_the_spot_everything_is_one_action(village: Village):
    office = village.at(MONDAY)
    with office.store.reading() as connection:
        before = connection.execute("SELECT count(*) FROM change_set").fetchone()[0]
    event = events.settle_on_the_spot(office, reported("问医保"), OnTheSpot("当面讲清楚了", "20", "1"))
    detail = events.get_event(office, event)
    assert (detail.event.state, detail.on_the_spot, detail.result) == ("80", True, "当面讲清楚了")
    assert [step.kind for step in detail.steps] == [
        Step.ACCEPT,
        Step.START,
        Step.SETTLE,
        Step.FEED_BACK,
        Step.RATE,
    ]
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM change_set").fetchone()[0] == before + 1
    with pytest.raises(ProblemError):
        events.settle_on_the_spot(office, reported("问社保"), OnTheSpot("讲清楚了"))
    with office.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM event WHERE title = '问社保'").fetchone()[0] == 0


# The same matter


def test_the_same_matter_is_found_and_merged_and_everybody_is_told(village: Village):
    office = village.at(MONDAY)
    first = events.add_event(office, reported("大塘沿第三盏路灯不亮", place="大塘沿"))
    second = events.add_event(
        office,
        reported("大塘沿路灯坏了不亮", place="大塘沿", reporter="王小明", reporter_phone="13900002222"),
    )
    other = events.add_event(office, reported("邻居吵架", category="0101"))
    alike = [each.id for each in list_alike(office, event_id=second)]
    assert alike[0] == first or first in alike
    assert other not in alike
    asked = [each.id for each in list_alike(office, reported("大塘沿的路灯不亮", place="大塘沿"))]
    assert {first, second} <= set(asked)
    merge_event(office, second, first)
    merged = events.get_event(office, second)
    assert (merged.event.state, merged.merged_into.id if merged.merged_into else "") == ("96", first)
    into = events.get_event(office, first)
    assert [each.name for each in into.to_tell] == ["李秀英", "王小明"]
    assert [each.id for each in into.merged] == [second]
    events.take_step(office, first, Step.SETTLE, "换了灯泡")
    events.take_step(office, first, Step.FEED_BACK, way="10", told=())
    waiting = [each for each in events.get_event(office, first).to_tell if not each.told_at]
    assert [each.name for each in waiting] == ["王小明"]
    events.tell(office, first, waiting[0].id, "20")
    assert all(each.told_at for each in events.get_event(office, first).to_tell)


def test_what_went_up_is_merged_only_into_what_lies_as_high_and_never_counts_as_settled_below(
    village: Village,
):
    """domain.md 8.1: any → 96; in the village means that it never reached level 2."""
    office = village.at(MONDAY)
    above, below, beside = (events.add_event(office, reported(f"河道淤塞{n}")) for n in "甲乙丙")
    for each in (above, beside):
        events.take_step(office, each, Step.ESCALATE, "村里没有挖机")
    with pytest.raises(ProblemError) as refused:
        merge_event(office, above, below)
    assert code_of(refused) == "EVT-045"
    merge_event(office, above, beside)
    assert events.get_event(office, above).event.state == "96"
    with office.store.reading() as connection:
        assert queries.find_life(connection, beside).max_level == "2"  # type: ignore[union-attr]
    with office.change("received", "test") as work:
        work.update("event", beside, {"state": "65", "level": "1"})
    merge_event(office, beside, below)
    with office.store.reading() as connection:
        assert queries.find_life(connection, below).max_level == "2"  # type: ignore[union-attr]


@pytest.mark.parametrize("told_again", [True, False])
def test_who_was_told_of_a_settled_event_is_told_again_only_while_the_other_is_open(
    village: Village, told_again: bool
):
    """domain.md 8.1: merged; the person is still answered."""
    office = village.at(MONDAY)
    one, other = (events.add_event(office, reported(f"井盖松动{n}", reporter=f"王{n}")) for n in "一二")
    settled(office, one)
    if not told_again:
        settled(office, other)
    merge_event(office, one, other)
    carried = events.get_event(office, other).to_tell[-1]
    assert (carried.name, bool(carried.told_at)) == ("王一", not told_again)


def test_a_person_withdraws_what_was_settled_and_it_keeps_its_result(village: Village):
    """domain.md 8.1: any → 95 by the person."""
    office = village.at(MONDAY)
    event = events.add_event(office, reported("树枝挡路"))
    events.take_step(office, event, Step.SETTLE, "锯掉了")
    assert events.take_step(office, event, Step.WITHDRAW, "本人说不用回复了") == "95"
    found = events.get_event(office, event)
    assert (found.result, local(found.clock.settled_at)) == ("锯掉了", MONDAY)


def test_whoever_was_merged_into_what_another_withdraws_still_waits_to_be_told(village: Village):
    """domain.md 8.1: merged; the person is still answered."""
    office = village.at(MONDAY)
    one, other = (events.add_event(office, reported(f"山塘漏水{n}", reporter=f"周{n}")) for n in "一二")
    merge_event(office, one, other)
    events.take_step(office, other, Step.WITHDRAW, "周二说不用了")
    assert other in [each.id for each in read_reminders(office).to_feed_back]
    waiting = [each for each in events.get_event(office, other).to_tell if each.id]
    events.tell(office, other, waiting[0].id, "20")
    assert other not in [each.id for each in read_reminders(office).to_feed_back]


def test_what_is_done_anew_has_no_outcome_and_everybody_is_told_again(village: Village):
    """domain.md 8.1: 80 → 85; the persons are answered with what comes out in the end."""
    office = village.at(MONDAY)
    one, other = (events.add_event(office, reported(f"灯杆歪了{n}", reporter=f"吴{n}")) for n in "一二")
    merge_event(office, one, other)
    settled(office, other)
    assert all(each.told_at for each in events.get_event(office, other).to_tell)
    events.rate(office, other, "4", "又歪了", redo=True)
    found = events.get_event(office, other)
    assert (found.result, found.feedback_text) == ("", "")
    assert not any(each.told_at for each in found.to_tell)


def test_who_was_merged_twice_is_carried_on(village: Village):
    office = village.at(MONDAY)
    a, b, c = (events.add_event(office, reported(f"桥塌{n}", reporter=f"张{n}")) for n in "甲乙丙")
    merge_event(office, a, b)
    merge_event(office, b, c)
    assert [each.name for each in events.get_event(office, c).to_tell] == ["张丙", "张甲", "张乙"]


def test_who_is_erased_is_no_longer_among_those_to_be_told(village: Village):
    office = village.at(MONDAY)
    _, person = editing.add_household(office, {"villager_group": "二组"}, {"name": "赵小兰"})
    first, second = (events.add_event(office, reported(f"水管漏水{n}")) for n in "一二")
    events.edit_event(office, second, reported("水管漏水二", reporter="赵小兰", reporter_id=person))
    merge_event(office, second, first)
    assert [each.name for each in events.get_event(office, first).to_tell] == ["李秀英", "赵小兰"]
    erase_person(office, person, "赵小兰", "本人要求")
    assert [each.name for each in events.get_event(office, first).to_tell] == ["李秀英"]


@pytest.mark.parametrize("case", ["itself", "ended"])
def test_nothing_is_merged_into_itself_or_into_what_has_ended(village: Village, case: str):
    office = village.at(MONDAY)
    event, other = events.add_event(office, reported()), events.add_event(office, reported())
    events.take_step(office, other, Step.WITHDRAW, "不用了")
    with pytest.raises(ProblemError) as refused:
        merge_event(office, event, event if case == "itself" else other)
    assert code_of(refused) == ("EVT-044" if case == "itself" else "EVT-043")
    assert events.get_event(office, event).event.state == "10"


# The public text


def test_a_public_text_is_a_text_of_its_own_without_names_and_numbers(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(
        office,
        reported("张建国家门口污水外溢", targets=(Target("household", village.household),)),
    )
    with pytest.raises(ProblemError) as refused:
        publish_event(office, event, "一户村民门口污水外溢，已疏通。")
    assert code_of(refused) == "EVT-055"
    settled(office, event)
    draft = draft_public_text(office, event)
    assert "张建国" not in draft
    assert check_public_text(office, event, draft) == ()
    for text, code in (
        ("张建国家已疏通", "EVT-050"),
        ("建国叔家已疏通", "EVT-050"),
        ("李秀英反映的已办", "EVT-050"),
        ("问题已办，电话13800001111", "EVT-051"),
        ("上坪12号门口已疏通", "EVT-052"),
        ("", "EVT-053"),
        ("好" * 301, "EVT-054"),
    ):
        assert check_public_text(office, event, text)[0].code == code, text
    publish_event(office, event, "上坪有村民反映门口污水外溢，10月12号已疏通。")
    shown = events.get_event(office, event)
    assert (shown.published_on, shown.event.title) == ("2026-10-12", "张建国家门口污水外溢")
    unpublish_event(office, event)
    assert events.get_event(office, event).published_on == ""


def test_who_may_only_read_takes_no_step(village: Village):
    office = village.at(MONDAY)
    event = events.add_event(office, reported())
    reader = as_role(office, Role.READER)
    assert events.get_event(reader, event).allowed == ()
    for act in (
        lambda: events.take_step(reader, event, Step.ACCEPT),
        lambda: merge_event(reader, event, event),
        lambda: extend_event(reader, event, 1, "x"),
        lambda: publish_event(reader, event, "x"),
    ):
        with pytest.raises(ProblemError) as refused:
            act()
        assert code_of(refused) == "SYS-403"
