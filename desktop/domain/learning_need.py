"""Who should learn what: audiences and needs as data, and who still lacks an item (谁还没学)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

import resources
from desktop.domain.contract_state import months_after
from desktop.domain.rules import Certainty


@dataclass(frozen=True, slots=True)
class Learner:
    """What decides which audiences somebody belongs to.

    Attributes:
        person_id: Of the register.
        status: Code of party_member_status; empty for who is no member.
        stage: Code of party_development_stage; empty for none.
        joined_on: Day of joining the party.
        is_floating: Lives elsewhere without having moved the relation (流动党员).
        posts: Codes of party_post held, with the day each began where that is known.
        roles: Values of `Role` in which the person works at the office PC.
        is_official: Known as an official of the village.
        tags: Codes of special_group.
    """

    person_id: str
    status: str = ""
    stage: str = ""
    joined_on: date | None = None
    is_floating: bool = False
    posts: tuple[tuple[str, date | None], ...] = ()
    roles: frozenset[str] = frozenset()
    is_official: bool = False
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """One way of belonging to an audience; every condition that is given has to hold."""

    code: str
    statuses: frozenset[str]
    stages: frozenset[str]
    posts: frozenset[str]
    without_post: bool
    floating: bool
    roles: frozenset[str]
    official: bool
    tags: frozenset[str]
    newer_than_months: int
    source: str
    certainty: Certainty

    def covers(self, learner: Learner, on: date) -> bool:
        """Whether somebody belongs to the audience by this rule on a day."""
        held = [(post, since) for post, since in learner.posts if post in self.posts]
        if self.newer_than_months and self.posts:
            held = [(post, since) for post, since in held if self._is_new(since, on)]
        return (
            (not self.statuses or learner.status in self.statuses)
            and (not self.stages or learner.stage in self.stages)
            and (not self.posts or bool(held))
            and not (self.without_post and learner.posts)
            and (not self.floating or learner.is_floating)
            and (not self.roles or bool(self.roles & learner.roles))
            and (not self.official or learner.is_official)
            and (not self.tags or bool(self.tags & learner.tags))
            and (not self.newer_than_months or bool(self.posts) or self._is_new(learner.joined_on, on))
        )

    def _is_new(self, since: date | None, on: date) -> bool:
        return since is not None and since <= on <= months_after(since, self.newer_than_months)


@dataclass(frozen=True, slots=True)
class NeedRule:
    """What an audience should have studied at least once in so many months."""

    key: str
    audience: str
    topic: str
    within_months: int
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What of a learning item decides who needs it; empty ``audience`` means everyone."""

    id: str
    published_on: date
    withdrawn_on: date | None = None
    topics: frozenset[str] = frozenset()
    audience: frozenset[str] = frozenset()
    is_required: bool = False
    due_on: date | None = None

    def is_current(self, on: date) -> bool:
        """Whether it is published and not withdrawn on a day."""
        return self.published_on <= on and (self.withdrawn_on is None or on < self.withdrawn_on)


class Reason(StrEnum):
    """Why somebody should still study something; the first that holds is told."""

    MISSED = "missed"  # was due at a session that taught it and was not there: 补课
    REQUIRED = "required"  # everybody of its audience has to: 应学
    ROLE = "role"  # what the post or standing calls for: 岗位需要


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a person still has to study.

    Attributes:
        person_id: Who.
        item_id: What; empty where no item on the topic is there yet.
        reason: Why.
        need: Key of the `NeedRule`, for `Reason.ROLE`.
        meeting_id: The session missed, for `Reason.MISSED`.
        due_on: Until when; None for no day.
    """

    person_id: str
    item_id: str
    reason: Reason
    need: str = ""
    meeting_id: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class StudyFact:
    """Somebody studied an item on a day, at a session or alone."""

    person_id: str
    item_id: str
    studied_on: date


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody was due at a session that taught an item, and was not there."""

    person_id: str
    item_id: str
    meeting_id: str


def audiences_of(learner: Learner, on: date) -> frozenset[str]:
    """Codes of learning_audience that somebody belongs to on a day."""
    return frozenset(rule.code for rule in audience_rules() if rule.covers(learner, on))


def is_target(item: ItemFacts, audiences: frozenset[str]) -> bool:
    """Whether an item is meant for who belongs to some audiences."""
    return not item.audience or bool(item.audience & audiences)


def find_lacks(
    audiences: Mapping[str, frozenset[str]],
    items: Iterable[ItemFacts],
    studies: Iterable[StudyFact],
    absences: Iterable[Absence],
    on: date,
    needs: Sequence[NeedRule] | None = None,
) -> tuple[Lack, ...]:
    """What people still have to study on a day: at most once for each person and item.

    Args:
        audiences: People who learn, with the audiences each belongs to (`audiences_of`).
        items: All items; those not in force on the day ask nothing of anybody.
        studies: Who studied what; days after ``on`` don't count.
        absences: Who was missed at which session.
        on: The day asked for.
        needs: Rules of topics by post; the shipped ones when None.

    Returns:
        Sorted by person, then by due day (those without one last), then by item.
    """
    current = {item.id: item for item in items if item.is_current(on)}
    topics = {item.id: item.topics for item in items}
    done: dict[tuple[str, str], date] = {}
    by_topic: dict[tuple[str, str], date] = {}
    for study in studies:
        if study.studied_on > on:
            continue
        key = (study.person_id, study.item_id)
        done[key] = max(study.studied_on, done.get(key, study.studied_on))
        for topic in topics.get(study.item_id, ()):
            by = (study.person_id, topic)
            by_topic[by] = max(study.studied_on, by_topic.get(by, study.studied_on))
    found: dict[tuple[str, str, str], Lack] = {}
    for each in absences:
        item = current.get(each.item_id)
        if item is not None and each.person_id in audiences and (each.person_id, item.id) not in done:
            lack = Lack(
                each.person_id, item.id, Reason.MISSED, meeting_id=each.meeting_id, due_on=item.due_on
            )
            found.setdefault((each.person_id, item.id, ""), lack)
    for person_id, belongs in audiences.items():
        for item in current.values():
            if item.is_required and is_target(item, belongs) and (person_id, item.id) not in done:
                found.setdefault(
                    (person_id, item.id, ""),
                    Lack(person_id, item.id, Reason.REQUIRED, due_on=item.due_on),
                )
    for rule in need_rules() if needs is None else needs:
        for person_id, belongs in audiences.items():
            if rule.audience not in belongs:
                continue
            last = by_topic.get((person_id, rule.topic))
            if last is not None and on <= months_after(last, rule.within_months):
                continue
            offered = _newest(current.values(), rule.topic, belongs, person_id, done)
            if offered and (person_id, offered, "") in found:
                continue
            key3 = (person_id, offered, "" if offered else rule.topic)
            found.setdefault(key3, Lack(person_id, offered, Reason.ROLE, need=rule.key))
    return tuple(
        sorted(found.values(), key=lambda lack: (lack.person_id, lack.due_on or date.max, lack.item_id))
    )


def _newest(
    items: Iterable[ItemFacts],
    topic: str,
    belongs: frozenset[str],
    person_id: str,
    done: Mapping[tuple[str, str], date],
) -> str:
    """The item on a topic to study next: one not studied yet before others, then the newest."""
    fitting = [item for item in items if topic in item.topics and is_target(item, belongs)]
    best = max(
        fitting,
        key=lambda item: ((person_id, item.id) not in done, item.published_on, item.id),
        default=None,
    )
    return best.id if best else ""


@cache
def audience_rules() -> tuple[AudienceRule, ...]:
    """The rules of ``resources/learning/audiences.toml``."""
    return tuple(
        AudienceRule(
            code=entry["code"],
            statuses=_codes(entry, "statuses"),
            stages=_codes(entry, "stages"),
            posts=_codes(entry, "posts"),
            without_post=bool(entry.get("without_post", False)),
            floating=bool(entry.get("floating", False)),
            roles=_codes(entry, "roles"),
            official=bool(entry.get("official", False)),
            tags=_codes(entry, "tags"),
            newer_than_months=int(entry.get("newer_than_months", 0)),
            source=entry["source"],
            certainty=Certainty(entry["certainty"]),
        )
        for entry in _load("audiences", "audience")
    )


@cache
def need_rules() -> tuple[NeedRule, ...]:
    """The rules of ``resources/learning/needs.toml``."""
    return tuple(
        NeedRule(
            entry["key"],
            entry["audience"],
            entry["topic"],
            int(entry["within_months"]),
            entry["source"],
            Certainty(entry["certainty"]),
        )
        for entry in _load("needs", "need")
    )


def _codes(entry: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(entry.get(name, ()))


def _load(file: str, name: str) -> list[dict[str, Any]]:
    text = resources.path("learning", f"{file}.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)[name]
    return found
