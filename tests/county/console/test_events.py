"""Events of villages and their letters in the console: seen, acted on, written down."""

import pytest

from desktop.domain.ids import new_id
from sync.county.clock import now_ms
from sync.county.store import audit, letters
from sync.county.store.letters import Sender, find_record, moment
from sync.county.store.roles import Role
from sync.protocol.operation import Op
from tests.county.test_letters import LETTER
from tests.support.console_client import send, trouble_on
from tests.support.village_pc import operation

UNIT = "县交通局"


@pytest.fixture
def place(behind, village_id, pc) -> str:
    """The page of an event that the village sent up."""
    made = new_id()
    fields = {
        "number": "1",
        "kind": "event",
        "title": f"桥面损坏{village_id}",
        "received_at": moment(now_ms()),
        "state": "60",
        "level": "2",
        "max_level": "2",
        "accept_due_at": moment(now_ms() - 1_000),
    }
    pc.send(behind, operation("event", Op.INSERT, made, **fields))
    return f"/villages/{village_id}/events/{made}"


def test_an_event_that_waits_too_long_is_listed_as_late_and_leads_to_its_page(
    browser, place, village_id
) -> None:
    for view in ("waiting", "late", "all"):
        page = browser.get("/events", params={"view": view})
        assert f"桥面损坏{village_id}" in page.text
        assert place in page.text
    assert f"桥面损坏{village_id}" not in browser.get("/events", params={"view": "done"}).text
    assert "接办" in browser.get(place).text


def test_it_is_taken_up_and_settled_and_who_did_is_written_down(
    browser, behind, place, village_id, login
) -> None:
    assert send(browser, f"{place}/take-up", unit=UNIT).status_code == 303
    assert "没有写办理结果" in trouble_on(send(browser, f"{place}/settle", unit=UNIT, text=""))
    send(browser, f"{place}/settle", unit=UNIT, text="已加固")
    page = browser.get(place).text
    assert "已加固" in page
    assert UNIT in page
    event = find_record(behind.database, village_id, "event", place.rpartition("/")[2])
    assert (event.fields["state"], event.fields["result"]) == ("70", "已加固")
    noted = [
        each for each in audit.read_entries(behind.database, village_id) if each.event == "event_step_taken"
    ]
    assert [(each.details["operator"], each.details["step"]) for each in noted] == [
        (login, "take_up"),
        (login, "settle"),
    ]


def test_it_is_returned_or_sent_on_with_a_reason(browser, behind, place, village_id) -> None:
    send(browser, f"{place}/raise", unit="溪口镇", text="涉及县道")
    event_id = place.rpartition("/")[2]
    assert find_record(behind.database, village_id, "event", event_id).fields["level"] == "3"
    send(browser, f"{place}/return", unit=UNIT, text="请先报价")
    assert find_record(behind.database, village_id, "event", event_id).fields["state"] == "65"
    assert "已经办结、退回" in trouble_on(send(browser, f"{place}/settle", unit=UNIT, text="x"))


def test_who_only_looks_sees_events_and_can_do_nothing(browser_of, place) -> None:
    viewer = browser_of(Role.VIEWER)
    assert "办理单位" not in viewer.get(place).text
    assert viewer.get(f"{place}/settle").status_code == 403


def test_figures_name_every_village(browser, place, village_id) -> None:
    page = browser.get("/event-figures").text
    assert f"/villages/{village_id}" in page
    assert "村内解决率" in page


def test_letters_are_listed_without_what_they_say_and_abuse_is_hidden(browser, behind, village_id) -> None:
    sent = letters.send_letter(behind, village_id, LETTER, [], Sender("a", f"{village_id}"), now_ms())
    page = browser.get(f"/villages/{village_id}/letters").text
    assert sent.number in page
    assert LETTER.title not in page
    place = f"/villages/{village_id}/letters/{sent.number}/hide"
    assert LETTER.title in browser.get(place).text
    assert "没有写屏蔽的理由" in trouble_on(send(browser, place, reason=""))
    send(browser, place, reason="滥发广告")
    assert "滥发广告" in browser.get(f"/villages/{village_id}/letters").text
    assert browser.get(f"/villages/{village_id}/letters/nowhere/hide").status_code == 404
