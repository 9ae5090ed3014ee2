"""What waits for an account is what it handles, and what nobody handles where it may."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from desktop.domain.accounts import Role
from desktop.domain.event_state import Urgency
from desktop.domain.ids import UserId
from desktop.domain.reminder import Kind, ReminderWishes, Told
from desktop.services import events
from desktop.services.events import NewEvent
from desktop.services.reminders.reading import next_reminder, read_waiting
from desktop.services.reminders.wishes import load_wishes, save_wishes
from tests.support.offices import make_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = make_office(tmp_path_factory.mktemp("reminders") / "office")
    made = replace(made, clock=lambda: datetime(2026, 11, 20, 4, tzinfo=UTC))
    own, other = str(made.user.id), "f" * 32
    events.add_event(made, NewEvent("我的逾期", due_on="2026-11-10", handler_id=own))
    events.add_event(made, NewEvent("别人的逾期", due_on="2026-11-10", handler_id=other))
    events.add_event(made, NewEvent("没人办", due_on="2026-11-20", urgency=Urgency.URGENT))
    yield made
    made.close()


def test_own_and_unclaimed_work_counts_and_a_colleagues_does_not(office):
    waiting = read_waiting(office)
    assert waiting.counts == {
        Kind.URGENT: 1,
        Kind.OVERDUE: 1,
        Kind.TODAY: 1,
        Kind.NEW: 2,
        Kind.FEEDBACK: 0,
    }
    reader = replace(office, user=replace(office.user, id=UserId("e" * 32), role=Role.READER))
    assert set(read_waiting(reader).counts.values()) == {0}


def test_wishes_are_each_accounts_own(office):
    chosen = ReminderWishes(digest_at=time(9, 15), urgent_through=False)
    save_wishes(office, chosen)
    assert load_wishes(office) == chosen
    other = replace(office, user=replace(office.user, id=UserId("e" * 32)))
    assert load_wishes(other) == ReminderWishes()
    save_wishes(office, ReminderWishes(is_on=False))
    assert next_reminder(office, Told())[0] is None
