"""Tasks made by rules: once for each reason, never in a flood, gone with their reason."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.rule_task import Fact, Item, Plan, plan, task_rules, window
from desktop.services.rule_tasks.facts import READERS

TODAY = date(2026, 11, 20)
MOST = 5


def fact(name: str, on: date = TODAY, rule: str = "turns_80") -> Fact:
    return Fact(rule, "person", f"id of {name}", name, on, "80", "person", f"id of {name}", (("age", "80"),))


def items_of(made: Plan) -> list[Item]:
    return [
        Item(each.item_id, each.rule, task.id, is_gone=False) for task in made.made for each in task.facts
    ]


def next_day(facts: list[Fact], items: list[Item]) -> Plan:
    return plan(facts, items, task_rules(), TODAY, MOST)


def test_a_task_says_because_of_whom_by_which_rule_and_on_what_it_stands():
    (task,) = next_day([fact("张三", date(2026, 12, 3))], []).made
    assert task.title == "张三将满80周岁，办高龄津贴"
    assert task.text.startswith("因为张三2026-12-03满80周岁。\n依据：")
    assert task.due_on == date(2026, 12, 3)


def test_what_has_passed_already_is_due_in_two_weeks():
    (task,) = next_day([fact("张三", TODAY - timedelta(days=9))], []).made
    assert task.due_on == TODAY + timedelta(days=14)


def test_more_than_anybody_could_see_to_comes_as_one_task_with_its_list():
    people = [fact(f"老人{n}", TODAY + timedelta(days=n)) for n in range(MOST + 1)]
    (task,) = next_day(people, []).made
    assert task.title == "6人将满80、90、100周岁，办高龄津贴"
    assert all(each.name in task.text for each in people)
    assert len(next_day(people[:MOST], []).made) == MOST


def test_another_pc_makes_the_same_ids():
    people = [fact("张三"), fact("李四")]
    assert {each.id for each in next_day(people, []).made} == {
        each.id for each in next_day(people[::-1], []).made
    }


def test_a_rule_that_was_not_looked_at_takes_nothing_back():
    items = items_of(next_day([fact("张三")], []))
    assert plan([], items, ("contract_ends",), TODAY, MOST) == Plan((), (), ())


def test_a_collected_task_stays_until_its_last_reason_has_gone():
    people = [fact(f"老人{n}") for n in range(MOST + 1)]
    items = items_of(next_day(people, []))
    kept = next_day(people[:1], items)
    assert (len(kept.gone), kept.closed) == (MOST, ())
    none = next_day([], items)
    assert len(none.gone) == MOST + 1
    assert none.closed == (items[0].event_id,)


_FACTS = st.lists(st.integers(0, 12), unique=True).map(lambda names: [fact(f"人{n}") for n in names])


@given(_FACTS, _FACTS)
def test_every_reason_has_one_item_and_nothing_is_made_twice(first: list[Fact], second: list[Fact]):
    items = items_of(next_day(first, []))
    assert sorted(item.id for item in items) == sorted(each.item_id for each in first)
    later = next_day(second, items)
    made = {each.item_id for task in later.made for each in task.facts}
    assert made == {each.item_id for each in second} - {each.item_id for each in first}
    assert set(later.gone) == {each.item_id for each in first} - {each.item_id for each in second}
    assert len(later.made) <= MOST


@given(_FACTS)
def test_a_second_look_on_the_same_day_does_nothing(facts: list[Fact]):
    assert next_day(facts, items_of(next_day(facts, []))) == Plan((), (), ())


def test_each_rule_has_a_reader_days_a_category_and_a_basis():
    assert set(task_rules()) == set(READERS)
    categories = {entry.code for entry in code_table("event_category").entries}
    for key, rule in task_rules().items():
        first, last = window(key, TODAY)
        assert first <= TODAY <= last
        assert rule.category in categories
        assert rule.basis


@pytest.mark.parametrize("key", list(task_rules()))
def test_titles_fit_a_task_even_for_a_long_name(key: str):
    words = {
        "name": "欧阳娜娜",
        "age": "100",
        "what": "特种作业证",
        "day": "2026-12-03",
        "count": "128",
        "cycle": "180",
    }
    rule = task_rules()[key]
    assert len(rule.title.format(**words)) <= 40
    assert len(rule.many.format(**words)) <= 40
    assert "{" not in rule.reason.format(**words)
