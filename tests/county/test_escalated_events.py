"""Events that a village sent up: taken up, settled, returned, sent on; and both ends at once."""

import json
from datetime import datetime

import pytest

from desktop.domain.event_author import COUNTY
from desktop.domain.event_state import Step
from desktop.domain.ids import new_id
from sync.county.store.escalated_events import find_escalated, list_escalated, list_steps, take_step
from sync.county.store.event_figures import list_event_figures
from sync.county.store.letters import find_record, moment
from sync.protocol.operation import Op
from tests.support.refusals import refusal
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS, operation

UNIT = "县交通局"
HOUR_MS = 3_600_000


@pytest.fixture
def event_id(county, pc) -> str:
    """An event that the village sent up to the township."""
    made = new_id()
    body = {"text": "桥面塌了一半", "reporter": "周建国", "reporter_phone": "13800000001"}
    fields = {
        "number": "999901101201-2026-0007",
        "kind": "event",
        "title": "桥面损坏",
        "category": "0401",
        "received_at": moment(NOW_MS - 48 * HOUR_MS),
        "state": "60",
        "level": "2",
        "max_level": "2",
        "limit_class": "complex",
        "accept_due_at": moment(NOW_MS + 24 * HOUR_MS),
        "due_at": moment(NOW_MS + 300 * HOUR_MS),
    }
    copy = {"level": "2", "reason": "村里没有资金", "escalated_at": moment(NOW_MS), "escalated_by": "a" * 32}
    pc.send(
        county,
        operation("event", Op.INSERT, made, **fields),
        operation("event_escalation", event_id=made, body=json.dumps(body), **copy),
    )
    return made


def event_of(county, village_id, event_id):
    return find_record(county.database, village_id, "event", event_id).fields


def test_what_was_sent_up_is_shown_with_reason_text_and_the_moment_it_is_due(county, village_id, event_id):
    (found,) = list_escalated(county.database, village_id)
    assert (found.title, found.reason, found.text, found.reporter) == (
        "桥面损坏",
        "村里没有资金",
        "桥面塌了一半",
        "周建国",
    )
    assert found.waits
    assert found.next_due_at == moment(NOW_MS + 24 * HOUR_MS)
    assert not found.is_late(NOW_MS)
    assert found.is_late(NOW_MS + 25 * HOUR_MS)
    assert found.deeds == (Step.TAKE_UP, Step.SETTLE, Step.RETURN, Step.ESCALATE)


def test_who_asked_for_secrecy_is_not_shown(county, village_id, pc, event_id):
    pc.take_pages(pc.exchange(county).pages)
    pc.send(county, operation("event", Op.UPDATE, event_id, pc.cursors["register"].rev, secret=1))
    assert find_escalated(county.database, village_id, event_id).reporter == ""


def test_taken_up_and_settled_by_the_county_with_its_name_in_the_history(county, village_id, pc, event_id):
    take_step(county, village_id, event_id, Step.TAKE_UP, UNIT, "", NOW_MS, operator="wang")
    assert event_of(county, village_id, event_id)["state"] == "50"
    take_step(county, village_id, event_id, Step.SETTLE, UNIT, "已加固，可以通行", NOW_MS + HOUR_MS)
    fields = event_of(county, village_id, event_id)
    assert (fields["state"], fields["result"], fields["settled_level"]) == ("70", "已加固，可以通行", "2")
    steps = list_steps(county.database, village_id, event_id)
    assert [(step.kind, step.done_by) for step in steps] == [("take_up", UNIT), ("settle", UNIT)]
    rows = pc.take_pages(pc.exchange(county).pages)
    told = [row.fields for row in rows if row.kind == operation("event_step").kind]
    assert {(each["done_by"], each["unit"]) for each in told} == {(COUNTY, UNIT)}
    assert find_escalated(county.database, village_id, event_id).deeds == ()


def test_settling_at_once_takes_it_up_on_the_way(county, village_id, event_id):
    take_step(county, village_id, event_id, Step.SETTLE, UNIT, "已修", NOW_MS)
    kinds = {step.kind for step in list_steps(county.database, village_id, event_id)}
    assert kinds == {"take_up", "settle"}


def test_returned_it_is_the_village_s_again_with_a_new_limit(county, village_id, event_id):
    assert refusal(take_step, county, village_id, event_id, Step.RETURN, UNIT, " ", NOW_MS) == ["CTY-222"]
    take_step(county, village_id, event_id, Step.RETURN, UNIT, "请先报价", NOW_MS)
    fields = event_of(county, village_id, event_id)
    assert (fields["state"], fields["level"], fields["max_level"]) == ("65", "1", "2")
    assert datetime.fromisoformat(fields["due_at"]).timestamp() * 1_000 > NOW_MS
    assert refusal(take_step, county, village_id, event_id, Step.SETTLE, UNIT, "x", NOW_MS) == ["CTY-221"]


def test_what_the_township_can_not_do_goes_to_the_county(county, village_id, event_id):
    take_step(county, village_id, event_id, Step.ESCALATE, "溪口镇", "涉及县道", NOW_MS)
    found = find_escalated(county.database, village_id, event_id)
    assert (found.level, found.waits, found.accepted_at) == (3, True, "")
    assert Step.ESCALATE not in found.deeds
    take_step(county, village_id, event_id, Step.SETTLE, UNIT, "已修", NOW_MS)
    assert event_of(county, village_id, event_id)["settled_level"] == "3"


def test_too_little_is_said(county, village_id, event_id):
    assert refusal(take_step, county, village_id, event_id, Step.SETTLE, "", "", NOW_MS) == [
        "CTY-225",
        "CTY-224",
    ]
    long = "长" * 1_001
    assert refusal(take_step, county, village_id, event_id, Step.SETTLE, UNIT, long, NOW_MS) == ["CTY-223"]
    assert refusal(take_step, county, village_id, "f" * 32, Step.TAKE_UP, UNIT, "", NOW_MS) == ["CTY-220"]


def test_when_the_person_takes_it_back_while_the_county_takes_it_up_it_is_taken_back(
    county, village_id, pc, event_id
):
    base = pc.exchange(county)
    pc.take_pages(base.pages)
    seen = pc.cursors["register"].rev
    take_step(county, village_id, event_id, Step.TAKE_UP, UNIT, "", NOW_MS)
    sent = pc.send(
        county, operation("event", Op.UPDATE, event_id, seen, state="95", closed_at=moment(NOW_MS))
    )
    assert sent.refusals == ()
    assert event_of(county, village_id, event_id)["state"] == "95"
    conflicts = [row for row in pc.take_pages(pc.exchange(county).pages) if row.kind == 25]
    assert conflicts == []
    assert refusal(take_step, county, village_id, event_id, Step.SETTLE, UNIT, "已修", NOW_MS) == ["CTY-221"]


def test_figures_of_a_village_count_open_late_and_settled_here(county, village_id, pc):
    fields = {"kind": "event", "title": "x", "received_at": "", "level": "1", "max_level": "1"}
    later, before = moment(NOW_MS + HOUR_MS), moment(NOW_MS - HOUR_MS)
    done = {"state": "90", "settled_at": before}
    pc.send(
        county,
        operation("event", number="1", state="50", due_at=later, **fields),
        operation("event", number="2", state="50", due_at=before, **fields),
        operation("event", number="3", **done, due_at=later, **fields),
        operation(
            "event", number="4", **done, due_at=moment(NOW_MS - 2 * HOUR_MS), **(fields | {"max_level": "2"})
        ),
        operation("event", number="5", state="95", **fields),
        operation("event", number="6", state="50", **(fields | {"kind": "task"})),
    )
    with across_villages():
        (line,) = list_event_figures(county.database, NOW_MS)
    assert (line.open, line.late, line.above) == (2, 1, 0)
    assert (line.in_time.text(), line.in_village.text()) == ("1/2", "1/2")
