"""The analysis: who is meant by what, and who still lacks what (谁还没学)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.connection import Connection
from db.queries import learning as queries
from db.queries import party as party_queries
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.learning_need import (
    Absence,
    Lack,
    Learner,
    Reason,
    StudyFact,
    audience_rules,
    audiences_of,
    find_lacks,
    need_rules,
)
from desktop.services.learning.content import LearningItem, item_facts, list_items
from desktop.services.office import Office
from desktop.services.party.membership import members_on, posts_on


@dataclass(frozen=True, slots=True)
class LackShown:
    """One lack in words; ``title`` is the item's, or the topic's where no item is there yet."""

    person_id: str
    name: str
    item_id: str
    title: str
    reason: Reason
    why: str
    due_on: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PersonNeeds:
    """What one person still has to study; ``audiences`` are labels."""

    person_id: str
    name: str
    villager_group: str
    branch_id: str
    audiences: tuple[str, ...]
    lacks: tuple[LackShown, ...]

    @property
    def overdue(self) -> int:
        """How many of them are past their day."""
        return sum(lack.is_overdue for lack in self.lacks)


@dataclass(frozen=True, slots=True)
class ItemNeeds:
    """Who still has to study one item, of how many it is meant for.

    ``item`` is None for a topic on which there is no item yet; ``title`` is then the topic's.
    """

    item: LearningItem | None
    title: str
    target_count: int
    lacks: tuple[LackShown, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole analysis of a day, by item and by person; those who lack most stand first."""

    on: date
    items: tuple[ItemNeeds, ...]
    people: tuple[PersonNeeds, ...]
    learner_count: int


@dataclass(frozen=True, slots=True)
class KnownLearner:
    """Somebody the analysis is about, with what lists name people by."""

    learner: Learner
    name: str
    villager_group: str
    branch_id: str


def survey(office: Office) -> Survey:
    """Who still lacks what today.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_LEARNING)
    today = office.today()
    shown = {item.id: item for item in list_items(office)}
    with office.store.reading() as connection:
        known = learners(connection, today)
        facts = [item_facts(row) for row in queries.list_items(connection)]
        studies = [
            StudyFact(row.person_id, row.item_id, date.fromisoformat(row.studied_on))
            for row in queries.list_studied(connection)
        ]
        missed = [
            Absence(row.person_id, row.item_id, row.meeting_id) for row in queries.list_absent(connection)
        ]
    belongs = {person: audiences_of(each.learner, today) for person, each in known.items()}
    lacks = find_lacks(belongs, facts, studies, missed, today)
    told = [_told(lack, shown, known, today) for lack in lacks]
    counts = {
        item.id: sum(1 for codes in belongs.values() if not item.audience or item.audience & codes)
        for item in facts
    }
    return Survey(
        today,
        _by_item(told, shown, counts),
        _by_person(told, known, belongs),
        len(known),
    )


def learners(connection: Connection, on: date) -> dict[str, KnownLearner]:
    """Everybody whom some audience rule may mean on a day: members, those on the way, officials, helpers.

    Keys are ids of people of the register.
    """
    found: dict[str, KnownLearner] = {}
    begun = queries.list_post_beginnings(connection)
    posts: dict[str, list[tuple[str, date | None]]] = {}
    for post in posts_on(connection, on):
        since = begun.get(post.id)
        entry = (post.post, date.fromisoformat(since) if since else None)
        posts.setdefault(post.person_id, []).append(entry)
    rows = {row.id: row for row in party_queries.list_members(connection)}
    for member in members_on(connection, on):
        row = rows[member.id]
        learner = Learner(
            member.person_id,
            status=row.status,
            joined_on=_day(row.joined_on),
            is_floating=member.is_floating,
            posts=tuple(posts.get(member.person_id, ())),
        )
        found[member.person_id] = KnownLearner(learner, member.name, row.villager_group, member.branch_id)
    for row in rows.values():
        if row.stage and row.person_id not in found and not row.left_on and not row.death_date:
            learner = Learner(row.person_id, stage=row.stage)
            found[row.person_id] = KnownLearner(learner, row.name, row.villager_group, row.branch_id)
    _add_helpers(connection, found)
    return found


def _add_helpers(connection: Connection, found: dict[str, KnownLearner]) -> None:
    """Add who is no member but an official, an account's owner, or bears a tag that a rule asks for."""
    roles: dict[str, set[str]] = {}
    for person_id, role in queries.list_office_people(connection):
        roles.setdefault(person_id, set()).add(role)
    officials = set(queries.list_linked_officials(connection))
    asked = sorted({tag for rule in audience_rules() for tag in rule.tags})
    tagged = {person.id: person for person in queries.list_tagged(connection, asked)}
    missing = (roles.keys() | officials) - found.keys() - tagged.keys()
    others = {person.id: person for person in queries.list_people(connection, sorted(missing))}
    for person in (*tagged.values(), *others.values()):
        if person.id not in found:
            found[person.id] = KnownLearner(Learner(person.id), person.name, person.villager_group, "")
    for person_id, each in found.items():
        tags = tagged[person_id].tags if person_id in tagged else ()
        found[person_id] = replace(
            each,
            learner=replace(
                each.learner,
                roles=frozenset(roles.get(person_id, ())),
                is_official=person_id in officials or bool(_VILLAGE_POSTS & roles.get(person_id, set())),
                tags=frozenset(tags),
            ),
        )


_VILLAGE_POSTS = {"secretary", "clerk", "bookkeeper", "supervisor"}


def _told(
    lack: Lack, shown: Mapping[str, LearningItem], known: Mapping[str, KnownLearner], today: date
) -> LackShown:
    rule = next((need for need in need_rules() if need.key == lack.need), None)
    topic = code_table("learning_topic").label(rule.topic) if rule else ""
    title = shown[lack.item_id].title if lack.item_id else topic
    return LackShown(
        lack.person_id,
        known[lack.person_id].name,
        lack.item_id,
        title,
        lack.reason,
        code_table("learning_audience").label(rule.audience) if rule else "",
        lack.due_on.isoformat() if lack.due_on else "",
        lack.due_on is not None and lack.due_on < today,
    )


def _by_item(
    told: Iterable[LackShown], shown: Mapping[str, LearningItem], counts: Mapping[str, int]
) -> tuple[ItemNeeds, ...]:
    grouped: dict[tuple[str, str], list[LackShown]] = {}
    for lack in told:
        grouped.setdefault((lack.item_id, lack.title), []).append(lack)
    made = [
        ItemNeeds(
            shown.get(item_id),
            title,
            counts.get(item_id, len(lacks)),
            tuple(lacks),
        )
        for (item_id, title), lacks in grouped.items()
    ]
    return tuple(sorted(made, key=lambda each: (-len(each.lacks), each.title)))


def _by_person(
    told: Iterable[LackShown], known: Mapping[str, KnownLearner], belongs: Mapping[str, frozenset[str]]
) -> tuple[PersonNeeds, ...]:
    grouped: dict[str, list[LackShown]] = {}
    for lack in told:
        grouped.setdefault(lack.person_id, []).append(lack)
    labels = code_table("learning_audience")
    made = [
        PersonNeeds(
            person_id,
            known[person_id].name,
            known[person_id].villager_group,
            known[person_id].branch_id,
            tuple(labels.label(code) for code in sorted(belongs[person_id])),
            tuple(lacks),
        )
        for person_id, lacks in grouped.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.overdue, -len(each.lacks), each.name)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
