"""What must hold of people, households and memberships, as pure checks.

Three invariants of the register are kept by its construction and not checked here: a move never
touches contracts, homesteads or collective membership (they hang on other kinds of household),
counts on screens are queries at the date shown, and every change has its author and its time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop.domain.age import age_span
from desktop.domain.citizen_id import birth_and_sex
from desktop.domain.partial_date import agree, first_day, last_day
from desktop.domain.problem import Problem, Severity
from desktop.domain.relation import HEAD, generation_of, in_direct_line, is_spouse, sex_of_relation

HUKOU = "hukou"
ADULT_YEARS = 18
MARRIED = frozenset(("20", "21", "22", "23"))
YOUNGEST_PARENT_YEARS = 12
OLDEST_MOTHER_YEARS = 55
OLDEST_FATHER_YEARS = 80


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the checks need of a person; "" stands for unknown, dates are partial ISO dates.

    Attributes:
        id: The person.
        name: For the sentence about a violation.
        sex: "1", "2" or another code of table ``sex``.
        birth_date: Date of birth.
        death_date: Date of death.
        is_alive: False also when the day of death is not known.
        citizen_id: Valid 18 characters.
        father: Person id.
        mother: Person id.
        spouse: Person id.
        marital_status: Code.
    """

    id: str
    name: str
    sex: str = ""
    birth_date: str = ""
    death_date: str = ""
    is_alive: bool = True
    citizen_id: str = ""
    father: str = ""
    mother: str = ""
    spouse: str = ""
    marital_status: str = ""


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """One stay of a person in a household; ``until`` "" means it is open."""

    person: str
    household: str
    relation: str = ""
    since: str = ""
    until: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the person still belongs to the household."""
        return not self.until


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """What the checks need of a household; ``closed`` "" means it is open."""

    id: str
    name: str
    kind: str = HUKOU
    villager_group: str = ""
    closed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the household still exists."""
        return not self.closed


@dataclass(frozen=True, slots=True)
class AidFacts:
    """A grant of aid to a household; ``last_month`` "" means that it goes on."""

    household: str
    person: str
    last_month: str = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken invariant.

    Attributes:
        invariant: Its number, such as "I1".
        problem: What to tell; its severity says whether saving must stop.
        people: Ids of the people concerned.
        household: Id of the household concerned, "" for none.
    """

    invariant: str
    problem: Problem
    people: tuple[str, ...] = ()
    household: str = ""


def _violation(
    number: int,
    severity: Severity,
    people: Iterable[PersonFacts] = (),
    household: HouseholdFacts | None = None,
    **values: str,
) -> Violation:
    concerned = tuple(people)
    named = {"name": "、".join(person.name for person in concerned), **values}
    if household is not None:
        named["household"] = household.name
    problem = Problem(f"REG-{900 + number}", named, severity=severity)
    return Violation(f"I{number}", problem, tuple(p.id for p in concerned), household.id if household else "")


def check_household(
    household: HouseholdFacts,
    memberships: Sequence[MembershipFacts],
    people: Mapping[str, PersonFacts],
    on: date,
    groups: frozenset[str] = frozenset(),
) -> tuple[Violation, ...]:
    """Invariants of one household on a day.

    I1 one head who is a member, I3 only the head has 02, I4 the head is of age, I5 a household
    without living members is closed, I12 relations fit sex and age, I13 one spouse of the head,
    I15 the group is one of the village's.

    Args:
        household: The household.
        memberships: Its memberships, past ones may be among them.
        people: At least the members, by id.
        on: The day ages are counted on.
        groups: Names of the village's groups; empty when they are not known.

    Source:
        Household Registration Regulations (1958), articles 5 and 9; filling instructions of the
        household register (公通字〔1995〕91号).
    """
    found: list[Violation] = []
    if groups and household.villager_group not in groups:
        group = household.villager_group or "（空）"
        found.append(_violation(15, Severity.ERROR, (), household, group=group))
    if not household.is_open:
        return tuple(found)
    present = [m for m in memberships if m.is_open and m.household == household.id]
    members = [(m, people[m.person]) for m in present if m.person in people]
    if not any(person.is_alive for _, person in members):
        found.append(_violation(5, Severity.WARNING, (), household))
        return tuple(found)
    if household.kind != HUKOU:
        return tuple(found)
    heads = [(m, person) for m, person in members if m.relation == HEAD]
    if len(heads) == 1:
        head = heads[0][1]
        found += _check_head(head, members, household, on)
        found += [
            v for m, person in members if (v := _relation_misfit(m, person, head, household)) is not None
        ]
    elif heads:
        found.append(_violation(3, Severity.ERROR, (p for _, p in heads), household))
    else:
        found.append(_violation(1, Severity.ERROR, (), household))
    spouses = [person for m, person in members if is_spouse(m.relation)]
    if len(spouses) > 1:
        found.append(_violation(13, Severity.ERROR, spouses, household))
    return tuple(found)


def _check_head(
    head: PersonFacts,
    members: Sequence[tuple[MembershipFacts, PersonFacts]],
    household: HouseholdFacts,
    on: date,
) -> list[Violation]:
    if not head.is_alive:
        return [_violation(1, Severity.ERROR, (head,), household)]
    if not head.birth_date or age_span(head.birth_date, on)[1] >= ADULT_YEARS:
        return []
    grown = [
        p for _, p in members if p.is_alive and p.birth_date and age_span(p.birth_date, on)[0] >= ADULT_YEARS
    ]
    return [_violation(4, Severity.WARNING, (head,), household)] if grown else []


def _relation_misfit(
    membership: MembershipFacts, person: PersonFacts, head: PersonFacts, household: HouseholdFacts
) -> Violation | None:
    wanted = sex_of_relation(membership.relation)
    if wanted and person.sex in ("1", "2") and person.sex != wanted:
        return _violation(
            12, Severity.WARNING, (person,), household, relation=membership.relation, reason="sex"
        )
    if not in_direct_line(membership.relation) or not person.birth_date or not head.birth_date:
        return None
    younger = (generation_of(membership.relation) or 0) > 0
    elder, child = (head, person) if younger else (person, head)
    if last_day(child.birth_date) <= first_day(elder.birth_date):
        return _violation(
            12, Severity.WARNING, (person,), household, relation=membership.relation, reason="age"
        )
    return None


def check_person(
    person: PersonFacts, people: Mapping[str, PersonFacts], today: date | None = None
) -> tuple[Violation, ...]:
    """Invariants of one person: I7 life dates, I9 identity number, I10 spouse, I11 parents.

    Args:
        person: The person.
        people: Parents and spouse, by id; those missing are not checked.
        today: No death lies after this day; not checked when left out.

    Source:
        GB 11643-1999 (I9); Civil Code (2020), articles 1041 and 1051 (I10); ages of parents are
        the product's choice.
    """
    found: list[Violation] = []
    if person.death_date:
        before_birth = person.birth_date and last_day(person.death_date) < first_day(person.birth_date)
        in_future = today is not None and first_day(person.death_date) > today
        if before_birth or in_future or person.is_alive:
            found.append(_violation(7, Severity.ERROR, (person,), death_date=person.death_date))
    if person.citizen_id:
        birth, sex = birth_and_sex(person.citizen_id)
        if person.birth_date and not agree(birth, person.birth_date):
            found.append(_violation(9, Severity.WARNING, (person,), reason="birth", number_says=birth))
        if person.sex in ("1", "2") and person.sex != sex:
            found.append(_violation(9, Severity.WARNING, (person,), reason="sex", number_says=sex))
    found += _check_spouse(person, people)
    for field, sex, oldest in (("father", "1", OLDEST_FATHER_YEARS), ("mother", "2", OLDEST_MOTHER_YEARS)):
        parent = people.get(person.father if field == "father" else person.mother)
        if parent is not None:
            found += _check_parent(person, parent, sex, oldest)
    return tuple(found)


def _check_spouse(person: PersonFacts, people: Mapping[str, PersonFacts]) -> list[Violation]:
    if not person.spouse:
        return []
    if person.spouse == person.id:
        return [_violation(10, Severity.ERROR, (person,), reason="self")]
    spouse = people.get(person.spouse)
    if spouse is None:
        return []
    if spouse.spouse != person.id:
        # Late spouses stay named by the survivor who has married again.
        if person.is_alive and spouse.is_alive:
            return [_violation(10, Severity.ERROR, (person, spouse), reason="mutual")]
        return []
    if person.marital_status in MARRIED and person.is_alive and not spouse.is_alive:
        return [_violation(10, Severity.ERROR, (person, spouse), reason="late")]
    return []


def _check_parent(child: PersonFacts, parent: PersonFacts, sex: str, oldest: int) -> list[Violation]:
    if parent.id == child.id:
        return [_violation(11, Severity.ERROR, (child,), reason="self")]
    if parent.sex in ("1", "2") and parent.sex != sex:
        return [_violation(11, Severity.WARNING, (child, parent), reason="sex")]
    if child.birth_date and parent.birth_date:
        least, most = age_span(parent.birth_date, first_day(child.birth_date))
        most = max(most, age_span(parent.birth_date, last_day(child.birth_date))[1])
        if most < YOUNGEST_PARENT_YEARS or least > oldest:
            return [_violation(11, Severity.WARNING, (child, parent), reason="age", years=str(most))]
    return []


def check_memberships(
    person: PersonFacts,
    memberships: Iterable[MembershipFacts],
    households: Mapping[str, HouseholdFacts],
) -> tuple[Violation, ...]:
    """Invariants of one person's stays: I2 one open hukou membership, I6 order and overlap, I7 death.

    A stay may begin on the day the one before it ends. Partial dates overlap only when they must.

    Source:
        Household Registration Regulations (1958), article 6.
    """
    found: list[Violation] = []
    hukou = [m for m in memberships if (h := households.get(m.household)) is not None and h.kind == HUKOU]
    still = [m for m in hukou if m.is_open and households[m.household].is_open]
    if person.is_alive and len(still) > 1:
        found.append(_violation(2, Severity.ERROR, (person,), count=str(len(still))))
    if not person.is_alive and person.death_date:
        died = person.death_date
        for m in hukou:
            if m.since and first_day(m.since) > last_day(died):
                household = households[m.household]
                found.append(_violation(7, Severity.ERROR, (person,), household, death_date=died))
    for m in hukou:
        if m.since and m.until and first_day(m.since) > last_day(m.until):
            found.append(_violation(6, Severity.ERROR, (person,), households[m.household], reason="order"))
    dated = sorted((m for m in hukou if m.since), key=lambda m: (first_day(m.since), m.until or "9999"))
    for one, other in pairwise(dated):
        if len(still) <= 1 and (not one.until or first_day(one.until) > last_day(other.since)):
            found.append(
                _violation(6, Severity.ERROR, (person,), households[other.household], reason="overlap")
            )
    return tuple(found)


def check_unique_ids(people: Iterable[PersonFacts]) -> tuple[Violation, ...]:
    """I8: no identity number belongs to two people, dead ones included.

    Source:
        Resident Identity Card Law (2011), article 3.
    """
    owners: dict[str, list[PersonFacts]] = defaultdict(list)
    for person in people:
        if person.citizen_id:
            owners[person.citizen_id].append(person)
    return tuple(_violation(8, Severity.ERROR, shared) for shared in owners.values() if len(shared) > 1)


def check_aid(
    grants: Iterable[AidFacts],
    people: Mapping[str, PersonFacts],
    households: Mapping[str, HouseholdFacts],
    on: date,
) -> tuple[Violation, ...]:
    """I19: aid ends with the life of whom it was granted to; the family may have to ask anew.

    Source:
        Interim Measures for Social Assistance (国务院令第649号), article 13: changes of a family's people are
        told at once, and the aid is decided on anew.
    """
    found = []
    for grant in grants:
        person = people.get(grant.person)
        goes_on = not grant.last_month or last_day(grant.last_month) >= on
        if person is not None and not person.is_alive and goes_on:
            found.append(_violation(19, Severity.ERROR, (person,), households.get(grant.household)))
    return tuple(found)


def check_ties_exist(person: PersonFacts, people: Mapping[str, PersonFacts]) -> tuple[Violation, ...]:
    """I18: whoever a person names as father, mother or spouse is in the register.

    Args:
        person: The person.
        people: Everyone of the register, by id.
    """
    ties = (("father", person.father), ("mother", person.mother), ("spouse", person.spouse))
    return tuple(
        _violation(18, Severity.ERROR, (person,), tie=tie)
        for tie, other in ties
        if other and other not in people
    )


def check_register(
    people: Iterable[PersonFacts],
    households: Iterable[HouseholdFacts],
    memberships: Iterable[MembershipFacts],
    on: date,
    *,
    grants: Iterable[AidFacts] = (),
    look: Callable[[], None] = lambda: None,
) -> tuple[Violation, ...]:
    """All checks over a whole register.

    Args:
        people: Everyone.
        households: All of them.
        memberships: All of them.
        on: The day.
        grants: Aid granted, as far as it may be looked at.
        look: Called for each person and household, for whoever wants to stop or to be told.

    Returns:
        Violations in the order: identity numbers, people with their memberships, households, aid.
    """
    by_id = {person.id: person for person in people}
    homes = {household.id: household for household in households}
    by_person: dict[str, list[MembershipFacts]] = defaultdict(list)
    by_household: dict[str, list[MembershipFacts]] = defaultdict(list)
    for membership in memberships:
        by_person[membership.person].append(membership)
        by_household[membership.household].append(membership)
    found = list(check_unique_ids(by_id.values()))
    for person in by_id.values():
        look()
        found += check_person(person, by_id, on)
        found += check_ties_exist(person, by_id)
        found += check_memberships(person, by_person[person.id], homes)
    for household in homes.values():
        look()
        found += check_household(household, by_household[household.id], by_id, on)
    return (*found, *check_aid(grants, by_id, homes, on))
