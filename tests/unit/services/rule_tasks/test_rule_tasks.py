"""Rules make tasks of what is on record, explain them, and take them back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.queries.rule_tasks import list_items
from desktop.domain.accounts import Role
from desktop.domain.event_state import Step
from desktop.services import events
from desktop.services.events import EventFilter
from desktop.services.office import Office
from desktop.services.register_editing import add_household, add_person
from desktop.services.rule_tasks.explaining import explain, list_task_rules, mute, unmute
from desktop.services.rule_tasks.making import RuleTasksMade, make_rule_tasks
from desktop.services.visits.entries import log_visit, open_entry
from tests.support.village_copies import copy_office

NOTHING = RuleTasksMade(0, 0)


def at(office: Office, day: str) -> Office:
    year, month, of_month = map(int, day.split("-"))
    return replace(office, clock=lambda: datetime(year, month, of_month, 4, tzinfo=UTC))


@pytest.fixture
def office(tmp_path):
    made = copy_office(tmp_path / "office")
    yield at(made, "2026-11-20")
    made.close()


@pytest.fixture
def aged(office: Office) -> str:
    _, head = add_household(
        office, {"villager_group": "一组"}, {"name": "王建国", "birth_date": "1946-12-03"}
    )
    return head


def tasks(office: Office) -> list[str]:
    return [event.title for event in events.list_events(office, EventFilter("open"))]


def test_who_turns_eighty_gives_a_task_that_explains_itself_and_comes_once(office: Office, aged: str):
    assert make_rule_tasks(office) == RuleTasksMade(1, 0)
    assert tasks(office) == ["王建国将满80周岁，办高龄津贴"]
    (event,) = events.list_events(office, EventFilter("open"))
    detail = events.get_event(office, event.id)
    assert [(link.target_table, link.target_id) for link in detail.links] == [("person", aged)]
    told = explain(office, event.id)
    assert told is not None
    assert [reason.text for reason in told.reasons] == ["王建国2026-12-03满80周岁"]
    assert (told.title, told.ahead_days) == ("高龄津贴", 30)
    assert make_rule_tasks(office) == NOTHING


def test_a_day_too_early_nothing_comes(office: Office, aged: str):
    assert make_rule_tasks(at(office, "2026-11-02")) == NOTHING
    assert make_rule_tasks(at(office, "2026-11-03")).made == 1


def test_a_task_goes_when_its_reason_goes(office: Office, aged: str):
    make_rule_tasks(office)
    with office.change("edit", "死亡") as work:
        work.update("person", aged, {"death_date": "2026-11-20"})
    assert make_rule_tasks(office) == RuleTasksMade(0, 1)
    assert tasks(office) == []
    (event,) = events.list_events(office, EventFilter("done"))
    assert events.get_event(office, event.id).steps[-1].text == "原因已消除，由规则自动撤回。"


def test_what_was_done_stays_done_and_does_not_come_again(office: Office, aged: str):
    make_rule_tasks(office)
    (event,) = events.list_events(office, EventFilter("open"))
    events.take_step(office, event.id, Step.SETTLE, "已帮办")
    assert make_rule_tasks(office) == NOTHING
    assert make_rule_tasks(at(office, "2027-08-01")).taken_back == 0


def test_many_at_first_use_come_as_one_task_with_a_list(office: Office):
    household, _ = add_household(
        office, {"villager_group": "一组"}, {"name": "王大", "birth_date": "1946-12-01"}
    )
    for n in range(2, 8):
        add_person(
            office,
            household,
            {"name": f"王老{n}", "birth_date": f"1946-12-{n:02d}", "relation_to_head": "其他"},
        )
    assert make_rule_tasks(office).made == 1
    (event,) = events.list_events(office, EventFilter("open"))
    assert event.title == "7人将满80、90、100周岁，办高龄津贴"
    told = explain(office, event.id)
    assert told is not None
    assert len(told.reasons) == len(events.get_event(office, event.id).links) == 7


def test_no_more_for_this_one_takes_the_task_away_and_keeps_it_away(office: Office, aged: str):
    make_rule_tasks(office)
    mute(office, "turns_80", aged)
    assert tasks(office) == []
    assert make_rule_tasks(office) == NOTHING
    assert next(line.muted for line in list_task_rules(office) if line.key == "turns_80") == 1


def test_a_rule_that_is_switched_off_makes_none_until_it_is_on_again(office: Office, aged: str):
    mute(office, "turns_80")
    assert make_rule_tasks(office) == NOTHING
    assert [line.is_on for line in list_task_rules(office) if line.key == "turns_80"] == [False]
    unmute(office, "turns_80")
    assert tasks(office) == ["王建国将满80周岁，办高龄津贴"]


def test_papers_pensions_contracts_cards_and_seekers_come_true_by_their_days(office: Office, aged: str):
    with office.change("edit", "资料") as work:
        work.insert("expiring_paper", {"person_id": aged, "kind": "10", "expires_on": "2027-01-10"})
        work.update("person", aged, {"pension_receiving": 1, "pension_verified": "2025-12-01"})
        work.insert(
            "contract",
            {
                "name": "山塘承包",
                "kind": "C02",
                "counterparty": "某人",
                "signed_on": "2020-01-01",
                "to_on": "2026-12-31",
            },
        )
        work.insert("job_seeker", {"person_id": aged, "registered_on": "2026-08-25", "state": "10"})
        household = work.connection.execute("SELECT id FROM household").fetchone()[0]
        work.insert(
            "hazard_card",
            {
                "site_id": "0" * 32,
                "household_id": household,
                "number": "1",
                "body": "{}",
                "issued_on": "2026-11-10",
                "copies": 3,
            },
        )
    make_rule_tasks(office)
    assert sorted(tasks(office)) == sorted(
        [
            "王建国将满80周岁，办高龄津贴",
            "王建国的居民身份证到期，提醒换领",
            "王建国的养老金资格该认证了",
            "合同“山塘承包”到期，准备续签或收回",
            "王建国户的避险明白卡没有签收",
            "王建国的求职登记要续",
        ]
    )
    with office.store.reading() as connection:
        assert len({item.event_id for item in list_items(connection)}) == 6


def test_who_may_not_enter_tasks_makes_none(office: Office, aged: str):
    reader = replace(office, user=replace(office.user, role=Role.READER))
    assert make_rule_tasks(reader) == NOTHING


def test_who_was_not_visited_in_time_gives_a_task_until_the_visit(office: Office):
    facts = {"name": "陈老伯", "birth_date": "1940-02-01", "group_tags": "独居老人"}
    _, old = add_household(office, {"villager_group": "一组"}, facts)
    then = at(office, "2026-01-10")  # before the log knows him: his first day is that of the visit
    log_visit(then, open_entry(then, "person", old).new)
    late = at(office, "2026-01-18")
    assert make_rule_tasks(at(office, "2026-01-17")) == NOTHING, "the day itself is in time"
    assert make_rule_tasks(late).made == 1
    (event,) = events.list_events(late, EventFilter("open"))
    assert event.title == "陈老伯过了走访的日子"
    told = explain(late, event.id)
    assert told is not None
    assert told.reasons[0].text == "陈老伯每7天走访一次，2026-01-17到期还没有走访"
    log_visit(late, open_entry(late, "person", old).new)
    assert make_rule_tasks(late).taken_back == 1
