"""Tasks that rules make by themselves (规则任务): what is to be made, what has come to nothing.

A fact is that a rule has become true of a record, for a period such as an age or a day of expiry. Each one
is one item; its id follows from rule, record and period, so that two PCs make one. More new items of a rule
than anybody could deal with come as one task with a list.
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256

import resources
from desktop.domain.ids import RecordId
from desktop.domain.rules import Certainty, get_rule

COLLECT = "rule_task.collect"
GRACE_DAYS = 14
"""Days to see to something of which the day has passed already."""


@dataclass(frozen=True, slots=True)
class TaskRule:
    """A rule that makes tasks.

    Attributes:
        key: Such as ``turns_80``.
        name: What it is called.
        title: Of a task about one record, with ``{name}`` and what the fact knows.
        many: Of a task about many, with ``{count}``.
        reason: Why, with ``{name}`` and ``{day}``.
        basis: What the rule stands on.
        certainty: How sure that is.
        category: Code of ``event_category``.
        on: Whether it makes tasks before anybody said anything.
    """

    key: str
    name: str
    title: str
    many: str
    reason: str
    basis: str
    certainty: Certainty
    category: str
    on: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A rule has become true of a record.

    Attributes:
        rule: Key of the rule.
        table: Table of the record.
        id: Its id.
        name: What it is called.
        on: The day that the rule speaks of.
        period: What tells this time from the next: a day, an age.
        shown_table: Table of the person or household to link, where it is another record.
        shown_id: Its id.
        words: Further words for title and reason, such as the kind of a paper.
    """

    rule: str
    table: str
    id: str
    name: str
    on: date
    period: str
    shown_table: str = ""
    shown_id: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def item_id(self) -> RecordId:
        """The id of its item: every PC makes the same."""
        return derived_id("item", self.rule, self.id, self.period)

    def told(self, text: str) -> str:
        """A text of the rule with what the fact knows."""
        return text.format(name=self.name, day=self.on.isoformat(), **dict(self.words))


@dataclass(frozen=True, slots=True)
class Item:
    """An item on record: which event it belongs to, and whether its reason has gone."""

    id: str
    rule: str
    event_id: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A task to make: one fact, or many of one rule under one heading."""

    id: RecordId
    rule: TaskRule
    facts: tuple[Fact, ...]
    title: str
    due_on: date

    @property
    def text(self) -> str:
        """The explanation: each reason, the rule's basis."""
        reasons = [f"因为{fact.told(self.rule.reason)}。" for fact in self.facts]
        return "\n".join((*reasons, f"依据：{self.rule.basis}。"))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: tasks to make, items whose reason has gone, events left without one."""

    made: tuple[Made, ...]
    gone: tuple[str, ...]
    closed: tuple[str, ...]


def derived_id(*parts: str) -> RecordId:
    """An id that follows from what it is about."""
    return RecordId(sha256("|".join(("rule_task", *parts)).encode()).hexdigest()[:32])


@cache
def task_rules() -> Mapping[str, TaskRule]:
    """All rules by key, in the order of the file."""
    text = resources.path("rules", "rule_tasks.toml").read_text(encoding="utf-8")
    rules = (
        TaskRule(**(entry | {"certainty": Certainty(entry["certainty"])}))
        for entry in tomllib.loads(text)["task"]
    )
    return {rule.key: rule for rule in rules}


def window(key: str, today: date, division_code: str = "") -> tuple[date, date]:
    """First and last day in question of the facts that a rule speaks of today."""
    ahead = get_rule(f"rule_task.{key}.ahead", today, division_code).value
    keep = get_rule(f"rule_task.{key}.keep", today, division_code).value
    return today - timedelta(days=keep), today + timedelta(days=ahead)


def plan(
    facts: Sequence[Fact],
    items: Collection[Item],
    looked_at: Collection[str],
    today: date,
    most: int,
) -> Plan:
    """What follows from the facts of today and the items on record.

    Args:
        facts: What is true today of records that nobody has muted.
        items: Every item on record.
        looked_at: Keys of the rules whose facts were read; items of others are left alone.
        today: The day at the office.
        most: More new facts of a rule than these come as one task.

    Source:
        The product's own rule: a task says why it is there, goes when its reason goes, and never comes in
        a flood.
    """
    known = {item.id for item in items}
    true = {fact.item_id: fact for fact in facts}
    made: list[Made] = []
    for key, rule in task_rules().items():
        new = sorted(
            (fact for item_id, fact in true.items() if fact.rule == key and item_id not in known),
            key=lambda fact: (fact.on, fact.item_id),
        )
        if len(new) > most:
            made.append(_collected(rule, new, today))
        else:
            made += [_single(rule, fact, today) for fact in new]
    gone = tuple(
        item.id for item in items if item.rule in looked_at and not item.is_gone and item.id not in true
    )
    left = {item.event_id for item in items if not item.is_gone and item.id not in gone}
    touched = dict.fromkeys(item.event_id for item in items if item.id in gone)
    return Plan(tuple(made), gone, tuple(event for event in touched if event not in left))


def _single(rule: TaskRule, fact: Fact, today: date) -> Made:
    event_id = derived_id("event", rule.key, fact.id, fact.period)
    return Made(event_id, rule, (fact,), fact.told(rule.title), _due(fact.on, today))


def _collected(rule: TaskRule, facts: Sequence[Fact], today: date) -> Made:
    # by its first fact and its month: PCs that see the same make the same
    event_id = derived_id("events", rule.key, facts[0].item_id, f"{today:%Y-%m}")
    title = rule.many.format(count=len(facts))
    return Made(event_id, rule, tuple(facts), title, min(_due(fact.on, today) for fact in facts))


def _due(on: date, today: date) -> date:
    return on if on >= today else today + timedelta(days=GRACE_DAYS)
