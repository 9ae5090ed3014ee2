"""Operations on whole households: 分户, 并户 and 户主变更, each previewed and written as planned.

What is stored is the plan that was shown: both come from the same reading of the register.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from db.connection import Connection
from db.queries.register_card import HOUSEHOLD_PARTS, find_row
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.invariants import HouseholdFacts, MembershipFacts, PersonFacts, check_household
from desktop.domain.kinship import Kin, KinLink, KinshipGraph, infer_links
from desktop.domain.partial_date import first_day
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.relation import HEAD, NOT_RELATED
from desktop.services.family_ties import (
    TIE_COLUMNS,
    HouseholdMember,
    kin_around,
    members_of,
    people_facts,
    tied,
)
from desktop.services.life_events import add_life_event
from desktop.services.office import Office
from desktop.services.register_editing import next_household_number

_SPLIT, _MERGE, _HEAD_CHANGE = "51", "52", "53"
_KEPT_BY_A_SPLIT = ("villager_group", "hamlet", "grid_id", "division_code", "hukou_type")
"""What a new household has from the one it left; points, boards, land and aid stay behind."""


@dataclass(frozen=True, slots=True)
class HeadChange:
    """户主变更: another member becomes the head.

    Attributes:
        household_id: The household.
        head: Who becomes its head.
        on: Day of the change.
        reason: As the clerk gave it.
        relations: Relations to the new head chosen by hand, by person.
    """

    household_id: str
    head: str
    on: date
    reason: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Split:
    """分户: some members leave and open a household of their own.

    Attributes:
        household_id: The household they leave; it keeps its number.
        leaving: Who leaves.
        head: Head of the new household, one of those.
        on: Day of the split.
        successor: New head of the old household when its head leaves.
        address: Of the new household; "" for the same.
        reason: As the clerk gave it.
        relations: Relations to the new heads chosen by hand, by person.
    """

    household_id: str
    leaving: tuple[str, ...]
    head: str
    on: date
    successor: str = ""
    address: str = ""
    reason: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """并户: everyone of one household joins another, and the first is closed.

    Attributes:
        household_id: The household that remains.
        source_id: The household that is closed; its number is not used again.
        on: Day of the merge.
        head: Head of what remains; "" for its present one.
        reason: As the clerk gave it.
        takes_dwellings: Whether the dwellings come along; land, homestead and boards never do.
        relations: Relations to the head chosen by hand, by person.
    """

    household_id: str
    source_id: str
    on: date
    head: str = ""
    reason: str = ""
    takes_dwellings: bool = False
    relations: Mapping[str, str] = field(default_factory=dict)


Operation = HeadChange | Split | Merge


@dataclass(frozen=True, slots=True)
class PlannedMember:
    """What an operation does to one person; relations are codes, "" for one that has to be asked."""

    person_id: str
    name: str
    before: str
    after: str
    is_head: bool
    joins: bool
    is_told_anew: bool


@dataclass(frozen=True, slots=True)
class PlannedHousehold:
    """A household after the operation, its head first; ``id`` "" for the new one, ``number`` for old ones."""

    id: str
    number: str
    members: tuple[PlannedMember, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an operation will do.

    Attributes:
        households: As they will be; a household that closes is not among them.
        problems: What keeps it from being stored (errors), and what a person should look at.
        parts: How many records of each table of the household that closes hang on it.
    """

    households: tuple[PlannedHousehold, ...]
    problems: tuple[Problem, ...]
    parts: Mapping[str, int]

    @property
    def is_good(self) -> bool:
        """Whether nothing keeps it from being stored."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the members whose relation has to be asked."""
        return tuple(member.name for home in self.households for member in home.members if not member.after)


@dataclass(frozen=True, slots=True)
class _Home:
    """A household after the operation, before relations are told."""

    id: str
    number: str
    group: str
    head: str
    members: tuple[HouseholdMember, ...]
    joining: frozenset[str]
    is_told_anew: bool  # the head is another one: everybody's relation is


@dataclass(frozen=True, slots=True)
class _Draft:
    """What an operation asks for, looked up in the register: homes, whoever is concerned, ties."""

    homes: tuple[_Home, ...]
    kins: Mapping[str, Kin]
    facts: Mapping[str, PersonFacts]
    links: tuple[KinLink, ...]
    parts: Mapping[str, int]


def plan_operation(office: Office, operation: Operation) -> Plan:
    """What an operation will do, without doing it.

    Returns:
        The plan. Its problems: REG-003 a household is closed or none of the hukou, REG-004 the
        head is not among the members, REG-022 nobody leaves or nobody stays, REG-023 the old
        household needs a new head, REG-024 a household is merged with itself, REG-025 a day
        before somebody joined, FLD-304 a day to come; and those of `check_household`.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    with office.store.reading() as connection:
        return _plan(office, connection, operation)[0]


def _plan(office: Office, connection: Connection, operation: Operation) -> tuple[Plan, _Draft]:
    draft, problems = _draft(connection, operation)
    today = office.today()
    if operation.on > today:
        problems.append(Problem("FLD-304", {"date": operation.on.isoformat()}, Place(field="on")))
    homes = tuple(_told(home, draft, operation.relations) for home in draft.homes)
    for home, planned in zip(draft.homes, homes, strict=True):
        problems += _checked(home, planned, draft, today)
        problems += [
            Problem("REG-025", {"name": member.name, "date": member.from_date}, Place(field="on"))
            for member in home.members
            if member.kin.id in home.joining
            if member.from_date and first_day(member.from_date) > operation.on
        ]
    return Plan(homes, tuple(problems), draft.parts), draft


def _draft(connection: Connection, operation: Operation) -> tuple[_Draft, list[Problem]]:
    if isinstance(operation, Split):
        homes, problems = _split_homes(connection, operation)
    elif isinstance(operation, Merge):
        homes, problems = _merged_homes(connection, operation)
    else:
        homes, problems = _same_home(connection, operation)
    source = operation.source_id if isinstance(operation, Merge) else ""
    known = [household_id for household_id in (operation.household_id, source) if household_id]
    kins = kin_around(connection, known)
    links = tuple(
        link
        for household_id in known
        for link in infer_links(
            (member.kin, member.relation) for member in members_of(connection, household_id)
        )
    )
    for link in links:
        kins[link.person] = tied(kins[link.person], link)
    members = {member.kin.id for home in homes for member in home.members}
    draft = _Draft(homes, kins, people_facts(connection, members), links, _parts(connection, source))
    return draft, problems


def _open_number(connection: Connection, household_id: str, problems: list[Problem]) -> tuple[str, str]:
    """Number and group of a household; a problem is added when it is closed or no hukou."""
    row = find_row(connection, "household", household_id)
    if row is None or row["kind"] != "hukou" or row["household_state"] == "closed":
        problems.append(Problem("REG-003", place=Place(field="household")))
    row = row or {}
    return str(row.get("household_no") or ""), str(row.get("villager_group") or "")


def _same_home(connection: Connection, operation: HeadChange) -> tuple[tuple[_Home, ...], list[Problem]]:
    problems: list[Problem] = []
    number, group = _open_number(connection, operation.household_id, problems)
    members = members_of(connection, operation.household_id)
    is_new = not any(member.is_head and member.kin.id == operation.head for member in members)
    home = _Home(
        operation.household_id, number, group, operation.head, members, frozenset(), is_told_anew=is_new
    )
    return (home,), [*problems, *_stranger(home, "head")]


def _split_homes(connection: Connection, operation: Split) -> tuple[tuple[_Home, ...], list[Problem]]:
    problems: list[Problem] = []
    number, group = _open_number(connection, operation.household_id, problems)
    members = members_of(connection, operation.household_id)
    leaving = tuple(member for member in members if member.kin.id in operation.leaving)
    staying = tuple(member for member in members if member.kin.id not in operation.leaving)
    if not leaving or not staying:
        problems.append(Problem("REG-022", place=Place(field="leaving")))
    old_head = next((member for member in members if member.is_head), None)
    head_leaves = old_head is not None and old_head in leaving
    remaining_head = operation.successor if head_leaves else old_head.kin.id if old_head else ""
    ids = frozenset(member.kin.id for member in leaving)
    new = _Home("", "", group, operation.head, leaving, ids, is_told_anew=True)
    old = _Home(
        operation.household_id, number, group, remaining_head, staying, frozenset(), is_told_anew=head_leaves
    )
    if leaving:
        problems += _stranger(new, "head")
    if head_leaves and old_head is not None and staying and _stranger(old, "successor"):
        place = Place(field="successor")
        problems.append(Problem("REG-023", {"name": old_head.name}, place))
    return (new, old), problems


def _merged_homes(connection: Connection, operation: Merge) -> tuple[tuple[_Home, ...], list[Problem]]:
    problems: list[Problem] = []
    number, group = _open_number(connection, operation.household_id, problems)
    if operation.source_id == operation.household_id:
        problems.append(Problem("REG-024", place=Place(field="household")))
        joining: tuple[HouseholdMember, ...] = ()
    else:
        _open_number(connection, operation.source_id, problems)
        joining = members_of(connection, operation.source_id)
    members = members_of(connection, operation.household_id)
    present = next((member.kin.id for member in members if member.is_head), "")
    head = operation.head or present
    ids = frozenset(member.kin.id for member in joining)
    home = _Home(
        operation.household_id, number, group, head, (*members, *joining), ids, is_told_anew=head != present
    )
    return (home,), [*problems, *_stranger(home, "head")]


def _stranger(home: _Home, key: str) -> list[Problem]:
    """The problem of a head who is not among the members."""
    is_member = any(member.kin.id == home.head for member in home.members)
    return [] if is_member else [Problem("REG-004", place=Place(field=key))]


def _parts(connection: Connection, household_id: str) -> dict[str, int]:
    if not household_id:
        return {}
    counts = {
        table: connection.execute(
            f"SELECT count(*) FROM {table} WHERE household_id = ?",  # noqa: S608 - own names
            (household_id,),
        ).fetchone()[0]
        for table in HOUSEHOLD_PARTS
    }
    return {table: count for table, count in counts.items() if count}


def _told(home: _Home, draft: _Draft, chosen: Mapping[str, str]) -> PlannedHousehold:
    """Everybody's relation to the head of a home: chosen by hand, told by the ties, or to be asked."""
    graph = KinshipGraph(draft.kins.values())

    def plan(member: HouseholdMember) -> PlannedMember:
        person = member.kin.id
        told_anew = home.is_told_anew or person in home.joining
        if person == home.head:
            after = HEAD
        elif not told_anew:
            after = member.relation
        else:
            code = graph.relation(home.head, person)
            # Not connected in the graph is not "not related" in life.
            after = chosen.get(person) or ("" if code == NOT_RELATED else code)
        return PlannedMember(
            person,
            member.name,
            HEAD if member.is_head else member.relation,
            after,
            person == home.head,
            person in home.joining,
            told_anew,
        )

    members = sorted(map(plan, home.members), key=lambda member: not member.is_head)
    return PlannedHousehold(home.id, home.number, tuple(members))


def _checked(home: _Home, planned: PlannedHousehold, draft: _Draft, today: date) -> Iterator[Problem]:
    """What the invariants say of a household that the operation changes."""
    is_changed = home.is_told_anew or bool(home.joining)
    if not is_changed or not any(member.is_head for member in planned.members):
        return
    name = next(member.name for member in planned.members if member.is_head)
    memberships = [MembershipFacts(m.person_id, home.id, m.after) for m in planned.members]
    household = HouseholdFacts(home.id, f"{name}户", villager_group=home.group)
    for violation in check_household(household, memberships, draft.facts, today):
        yield violation.problem._replace(place=Place(field="members"))


def change_head(office: Office, operation: HeadChange) -> Plan:
    """Make another member the head and tell everyone's relation to the new one.

    Family ties that the old relations prove are recorded; where the ties don't reach, and nobody
    chose one by hand, the relation is left empty.

    Returns:
        The plan that was stored.

    Raises:
        ProblemError: The errors of `plan_operation`, SYS-403. Nothing was saved then.

    Source:
        Household registration regulations, article 5: one head a household; relations are told to
        the head.
    """
    office.require(Right.EDIT_REGISTER)
    with office.change("edit", "户主变更") as work:
        plan, draft = _good_plan(office, work, operation)
        (home,) = draft.homes
        if not home.is_told_anew:
            return plan
        _record_ties(work, draft)
        _update_members(work, home, plan.households[0])
        old = [member.kin.id for member in home.members if member.is_head]
        households = [operation.household_id]
        add_life_event(
            work, _HEAD_CHANGE, operation.on.isoformat(), [home.head, *old], households, operation.reason
        )
    return plan


def split_household(office: Office, operation: Split) -> str:
    """Let some members open a household of their own (分户).

    The old household keeps its number, land, homestead, points and boards; the new one gets the
    next number of its group.

    Returns:
        Id of the new household.

    Raises:
        ProblemError: The errors of `plan_operation`, SYS-403. Nothing was saved then.

    Source:
        Household registration regulations, article 19; a homestead is a decision of its own
        (Zhejiang Land Administration Regulations, article 57).
    """
    office.require(Right.EDIT_REGISTER)
    with office.change("edit", "分户") as work:
        plan, draft = _good_plan(office, work, operation)
        new, old = draft.homes
        source = find_row(work.connection, "household", old.id) or {}
        on = operation.on.isoformat()
        household_id = work.insert(
            "household",
            {
                **{column: source[column] for column in _KEPT_BY_A_SPLIT},
                "kind": "hukou",
                "household_no": next_household_number(work, office, new.group),
                "address": operation.address.strip() or source["address"],
                "household_state": "active",
                "opened_on": on,
            },
        )
        _record_ties(work, draft)
        _move_members(work, new, plan.households[0], household_id, on, _SPLIT)
        if old.is_told_anew:
            _update_members(work, old, plan.households[1])
        people = [member.person_id for member in plan.households[0].members]
        add_life_event(work, _SPLIT, on, people, [household_id, old.id], operation.reason)
    return household_id


def merge_households(office: Office, operation: Merge) -> Plan:
    """Let everyone of one household join another, and close the first (并户).

    Returns:
        The plan that was stored.

    Raises:
        ProblemError: The errors of `plan_operation`, SYS-403. Nothing was saved then.

    Source:
        Household registration regulations, article 19.
    """
    office.require(Right.EDIT_REGISTER)
    with office.change("edit", "并户") as work:
        plan, draft = _good_plan(office, work, operation)
        (home,) = draft.homes
        on = operation.on.isoformat()
        _record_ties(work, draft)
        _move_members(work, home, plan.households[0], home.id, on, _MERGE)
        if home.is_told_anew:
            _update_members(work, home, plan.households[0])
        work.update(
            "household",
            operation.source_id,
            {"household_state": "closed", "closed_on": on, "close_reason": _MERGE},
        )
        if operation.takes_dwellings:
            rows = work.connection.execute(
                "SELECT id FROM dwelling WHERE household_id = ?", (operation.source_id,)
            )
            for (dwelling_id,) in rows.fetchall():
                work.update("dwelling", str(dwelling_id), {"household_id": home.id})
        people = sorted(home.joining)
        add_life_event(work, _MERGE, on, people, [home.id, operation.source_id], operation.reason)
    return plan


def _good_plan(office: Office, work: Work, operation: Operation) -> tuple[Plan, _Draft]:
    plan, draft = _plan(office, work.connection, operation)
    if not plan.is_good:
        raise ProblemError([p for p in plan.problems if p.severity is Severity.ERROR])
    return plan, draft


def _record_ties(work: Work, draft: _Draft) -> None:
    """Ties that only the old relations told would be lost with them."""
    for link in draft.links:
        work.update("person", link.person, {TIE_COLUMNS[link.field]: link.other})


def _by_person(members: Iterable[PlannedMember]) -> dict[str, PlannedMember]:
    return {member.person_id: member for member in members}


def _update_members(work: Work, home: _Home, planned: PlannedHousehold) -> None:
    """New roles and relations of those who stay where they are."""
    told = _by_person(planned.members)
    for member in home.members:
        if member.kin.id not in home.joining:
            work.update("membership", member.membership_id, _place_in(told[member.kin.id]))


def _move_members(
    work: Work, home: _Home, planned: PlannedHousehold, household_id: str, on: str, reason: str
) -> None:
    """End the stays of those who join a household, and begin new ones there on the same day."""
    told = _by_person(planned.members)
    for member in home.members:
        if member.kin.id in home.joining:
            work.update("membership", member.membership_id, {"to_date": on, "reason_out": reason})
            work.insert(
                "membership",
                {
                    "person_id": member.kin.id,
                    "household_id": household_id,
                    **_place_in(told[member.kin.id]),
                    "from_date": on,
                    "reason_in": reason,
                },
            )


def _place_in(member: PlannedMember) -> dict[str, str | None]:
    return {"role": "head" if member.is_head else "member", "relation_to_head": member.after or None}
