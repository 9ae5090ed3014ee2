"""Why people are visited, and since when: what the register says, and the day on which it came to say so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from db.connection import Connection
from db.queries import visits as queries
from db.queries.visits import FactChangeRow, HeldRow, ResidentRow
from desktop.domain.accounts import Right
from desktop.domain.age import birthday_in
from desktop.domain.partial_date import last_day
from desktop.domain.rules import get_rule
from desktop.domain.visit_class import ClassReason, Fact, FactKind, PersonFacts, Post, class_rules, classes_of
from desktop.domain.visit_cycle import Claim, cycle_days
from desktop.services.office import Office

_MEMBERS = frozenset(("01", "02"))
_AID_WORDS = "享受救助"
_DISABILITY = ("disability_no", "disability_category", "disability_grade")


def claims_of_people(
    office: Office,
    connection: Connection,
    residents: Sequence[ResidentRow],
    here: Mapping[str, int],
    began: date,
    first_seen: Mapping[str, date],
) -> dict[str, list[Claim]]:
    """Claims by person, of those who have one.

    Args:
        office: The office at work.
        connection: An open reading.
        residents: Everybody asked about.
        here: By household, how many are at home.
        began: The first day that any claim can have begun on: that of the first visit on record.
        first_seen: Day of the first visit on record to each.
    """
    today, code = office.today(), office.vault.village.division_code
    held = queries.list_held(connection, today.isoformat())
    reasons: dict[str, tuple[ClassReason, ...]] = {}
    for one in residents:
        own = held.get(one.id, {})
        posts = {Post(code) for source, code in own if source == FactKind.POST}
        if one.political_status in _MEMBERS:
            posts.add(Post.PARTY)
        facts = PersonFacts(
            one.birth_date,
            one.tags,
            frozenset(kind for source, kind in own if source == FactKind.AID),
            one.is_disabled,
            frozenset(posts),
            one.is_here and here[one.household_id] == 1,
        )
        if found := classes_of(facts, today, code):
            reasons[one.id] = found
    claimants = [one for one in residents if one.id in reasons]
    known = _days_known(office, connection, claimants, reasons, held, first_seen)
    sees_aid = office.may(Right.READ_AID)
    return {
        person: [
            Claim(
                each.visit_class,
                cycle_days(each.visit_class, today, code),
                _AID_WORDS if each.fact.kind is FactKind.AID and not sees_aid else each.words,
                since(known[person].get(each.fact), began, today),
            )
            for each in found
        ]
        for person, found in reasons.items()
    }


def since(known_on: date | None, began: date, today: date) -> date:
    """The first day on which a claim holds.

    Args:
        known_on: Day on which the register came to say so; None where its log does not tell.
        began: Day of the first visit on record.
        today: The day asked on; what the log dates later is the work of a clock that was wrong.
    """
    return began if known_on is None or known_on > today else max(began, known_on)


def _days_known(
    office: Office,
    connection: Connection,
    people: Sequence[ResidentRow],
    reasons: Mapping[str, Sequence[ClassReason]],
    held: Mapping[str, Mapping[tuple[str, str], HeldRow]],
    first_seen: Mapping[str, date],
) -> dict[str, dict[Fact, date]]:
    """By person and fact, since when the register has said so."""
    changes: dict[str, list[FactChangeRow]] = defaultdict(list)
    for row in queries.list_fact_changes(connection, [one.id for one in people]):
        changes[row.person_id].append(row)
    homes = [
        one.household_id
        for one in people
        if any(each.fact.kind is FactKind.ALONE for each in reasons[one.id])
    ]
    left = queries.last_comings_and_goings(connection, homes, office.today().isoformat())
    found: dict[str, dict[Fact, date]] = {}
    for one in people:
        days = found[one.id] = _from_record(one, changes[one.id])
        for (source, code), own in held.get(one.id, {}).items():
            days[Fact(FactKind(source), code)] = date.fromisoformat(max(own.from_on, own.entered_on))
        for each in reasons[one.id]:
            if each.fact.kind is FactKind.ALONE:
                rule = class_rules()[each.visit_class].alone
                age = get_rule(rule, office.today(), office.vault.village.division_code).value
                birth = last_day(one.birth_date)
                turned = birthday_in(birth, birth.year + age)
                days[each.fact] = max(turned, date.fromisoformat(left.get(one.household_id, str(turned))))
        made = next((date.fromisoformat(row.day) for row in changes[one.id] if row.is_first), None)
        for fact, day in days.items():
            if day == made:
                days[fact] = known_on(made, first_seen.get(one.id)) or made
    return found


def known_on(made: date | None, first_seen: date | None) -> date | None:
    """Since when the office has known of what came with a record on the day it was made.

    Who was visited before that was known before it: the record is younger than the need.
    """
    return min((each for each in (made, first_seen) if each is not None), default=None)


def _from_record(one: ResidentRow, changes: Sequence[FactChangeRow]) -> dict[Fact, date]:
    """Days on which facts of the person's own record were entered, as far as the log tells."""
    days: dict[Fact, date] = {}
    disability, member = Fact(FactKind.DISABILITY), Fact(FactKind.POST, Post.PARTY)
    facts = [Fact(FactKind.TAG, tag) for tag in one.tags]
    for row in changes:
        day = date.fromisoformat(row.day)
        if row.is_first:
            days = dict.fromkeys((*facts, disability, member), day)
            continue
        before, after = row.values("group_tags")
        days |= {fact: day for fact in facts if fact.code in after and fact.code not in before}
        if row.begins(*_DISABILITY):
            days[disability] = day
        old, new = row.value("political_status")
        if new in _MEMBERS and old not in _MEMBERS:
            days[member] = day
    return days
