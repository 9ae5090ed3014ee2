"""The task log: what is due, what may be done next, what is kept."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.event_state import SETTLED, DueState, Step, due
from desktop.domain.problem import ProblemError
from desktop.services import events
from desktop.services import register_editing as editing
from desktop.services.events import EventFilter, NewEvent, Target
from desktop.services.office import Office
from tests.support.village_copies import copy_office

TODAY = date(2026, 10, 12)


@pytest.fixture
def office(tmp_path: Path):
    from dataclasses import replace

    made = copy_office(tmp_path)
    yield replace(made, clock=lambda: datetime(2026, 10, 12, 4, tzinfo=UTC))
    made.close()


def titles(office: Office, view: str, text: str = "") -> list[str]:
    return [event.title for event in events.list_events(office, EventFilter(view=view, text=text))]


def test_a_new_task_gets_a_number_and_stands_among_the_new_ones(office: Office):
    event = events.add_event(office, NewEvent("路灯不亮", due_on="2026-10-15"))
    detail = events.get_event(office, event)
    assert detail.event.number == "999901101201-2026-0001"
    assert titles(office, "new") == ["路灯不亮"]
    assert events.get_event(office, detail.event.number).event.id == event


def test_a_task_without_a_title_is_refused_and_leaves_nothing(office: Office):
    with pytest.raises(ProblemError) as refused:
        events.add_event(office, NewEvent("  "))
    assert refused.value.problems[0].code == "EVT-010"
    assert titles(office, "all") == []


def test_views_follow_the_due_day(office: Office):
    for title, due_on in (
        ("昨天", "2026-10-11"),
        ("今天", "2026-10-12"),
        ("后天", "2026-10-14"),
        ("不急", ""),
    ):
        events.add_event(office, NewEvent(title, due_on=due_on))
    assert titles(office, "overdue") == ["昨天"]
    assert titles(office, "today") == ["今天"]
    assert titles(office, "soon") == ["后天"]
    assert titles(office, "open") == ["昨天", "今天", "后天", "不急"]
    assert events.count_views(office) == {
        "open": 4,
        "new": 4,
        "overdue": 1,
        "today": 1,
        "soon": 1,
        "done": 0,
        "all": 4,
    }


def test_a_settled_task_leaves_the_open_list_and_keeps_its_steps(office: Office):
    event = events.add_event(office, NewEvent("路灯不亮", due_on="2026-10-01"))
    events.take_step(office, event, Step.ACCEPT)
    assert events.take_step(office, event, Step.SETTLE, "换了灯泡") == SETTLED
    detail = events.get_event(office, event)
    assert [step.kind for step in detail.steps] == [Step.ACCEPT, Step.START, Step.SETTLE]
    assert detail.result == "换了灯泡"
    assert detail.event.due.state is DueState.DONE
    assert titles(office, "open") == []
    assert titles(office, "done") == ["路灯不亮"]


def test_a_step_that_is_not_possible_is_refused_and_changes_nothing(office: Office):
    event = events.add_event(office, NewEvent("路灯不亮"))
    with pytest.raises(ProblemError) as refused:
        events.take_step(office, event, Step.FEED_BACK, "说过了")
    assert refused.value.problems[0].code == "EVT-020"
    assert events.get_event(office, event).steps == ()


def test_a_step_that_needs_a_reason_is_refused_without_one(office: Office):
    event = events.add_event(office, NewEvent("路灯不亮"))
    with pytest.raises(ProblemError) as refused:
        events.take_step(office, event, Step.REFUSE, " ")
    assert refused.value.problems[0].code == "EVT-021"


def test_a_task_is_found_from_the_person_it_is_about(office: Office):
    household, person = editing.add_household(office, {"villager_group": "一组"}, {"name": "张三"})
    event = events.add_event(
        office, NewEvent("走访", targets=(Target("person", person), Target("household", household)))
    )
    listed = events.list_events(office, EventFilter(target_id=person))
    assert [found.id for found in listed] == [event]
    links = events.get_event(office, event).links
    assert [(link.target_table, link.target_id) for link in links] == [
        ("person", person),
        ("household", household),
    ]
    assert all("张三" in link.label for link in links)
    events.edit_event(office, event, NewEvent("走访", targets=(Target("person", person),)))
    assert [link.target_id for link in events.get_event(office, event).links] == [person]


def test_a_search_reads_title_text_and_number(office: Office):
    events.add_event(office, NewEvent("路灯不亮", text="大塘沿第三盏"))
    assert titles(office, "all", "第三盏") == ["路灯不亮"]
    assert titles(office, "all", "0001") == ["路灯不亮"]
    assert titles(office, "all", "没有的") == []


def test_the_due_day_itself_is_still_in_time():
    assert due("50", "2026-10-12", TODAY).state is DueState.TODAY
    assert due("50", "2026-10-11", TODAY).days == -1
    assert due("50", None, TODAY).state is DueState.NO_DATE
