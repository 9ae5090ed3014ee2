"""Who is visited (走访对象), why, and when next; some by rule, some put in by hand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.connection import Connection
from db.queries import visits as queries
from db.queries.visits import HomeRow, ObjectRow, VisitedRow
from desktop.domain.accounts import Right
from desktop.domain.inspection import walk_key
from desktop.domain.local_day import local_day
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.visit_class import GENERAL, VisitClass, classes_in_force
from desktop.domain.visit_cycle import (
    Claim,
    DueState,
    NextVisit,
    counts,
    cycle_days,
    next_visit,
    strictest,
)
from desktop.services.office import Office
from desktop.services.patrols.alerts import Alert, alert_on
from desktop.services.visits.claims import claims_of_people, known_on, since

_BY_HAND = "手工列入"
_GENERAL = "每户都走"
_MOST_DAYS = 366


class ObjectKind(StrEnum):
    """What is visited; the name of its table."""

    PERSON = "person"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class VisitObject:
    """Somebody, or a household, that is visited again and again.

    Attributes:
        id: The person or household.
        kind: Which of the two.
        name: The person's name, or that of the head.
        household_id: The household, also of a person.
        head: Its head.
        group: Its villager group.
        number: Its number.
        address: Where it is.
        grid: Name of its grid.
        visitor_ids: Who is responsible for the household by the register.
        visit_class: The class with the strictest cycle.
        reasons: Why, in words; what is aid only for those who may see aid.
        days: Days between two visits.
        next: When the next one is due.
        is_away: Nobody to be visited is at home by the register.
        hand_id: The record that put it in by hand; empty when a rule did.
    """

    id: str
    kind: ObjectKind
    name: str
    household_id: str
    head: str
    group: str
    number: str
    address: str
    grid: str
    visitor_ids: tuple[str, ...]
    visit_class: VisitClass
    reasons: tuple[str, ...]
    days: int
    next: NextVisit
    is_away: bool
    hand_id: str = ""

    @property
    def title(self) -> str:
        """As a list names it: 陈老伯, or 张建国户."""
        return f"{self.name}户" if self.kind is ObjectKind.HOUSEHOLD else self.name


@dataclass(frozen=True, slots=True)
class ObjectFilter:
    """Which of them are wanted; empty parts ask for all.

    ``states`` are those of the next visit, ``visitor_id`` is who is responsible by the register.
    """

    classes: frozenset[VisitClass] = frozenset()
    groups: frozenset[str] = frozenset()
    grids: frozenset[str] = frozenset()
    visitor_id: str = ""
    states: frozenset[DueState] = frozenset()

    def takes(self, one: VisitObject) -> bool:
        """Whether one of them is wanted."""
        return (
            (not self.classes or one.visit_class in self.classes)
            and (not self.groups or one.group in self.groups)
            and (not self.grids or one.grid in self.grids)
            and (not self.visitor_id or self.visitor_id in one.visitor_ids)
            and (not self.states or one.next.state in self.states)
        )


DUE = frozenset((DueState.LATE, DueState.TODAY))
ALL = ObjectFilter()


def alarms(office: Office) -> tuple[Alert, ...]:
    """Warnings in force now that ask for daily visits; see ``desktop.services.patrols.alerts``."""
    return tuple(each for each in alert_on(office, office.today()) if each.is_on and each.watches_people)


def list_objects(office: Office, wanted: ObjectFilter = ALL) -> tuple[VisitObject, ...]:
    """Who is visited, in the order in which one walks; reads the whole register, so call it in a lane.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    warned = alarms(office)
    with office.store.reading() as connection:
        found = read_objects(office, connection, warned)
    return tuple(one for one in found if wanted.takes(one))


def read_objects(
    office: Office, connection: Connection, warned: Sequence[Alert] = (), household_id: str = ""
) -> list[VisitObject]:
    """As `list_objects`, inside a reading that is open already, of one household where it is named."""
    homes = queries.list_homes(connection, household_id)
    residents = queries.list_residents(connection, household_id)
    seen = queries.list_visited(connection)
    today, code = office.today(), office.vault.village.division_code
    classes = classes_in_force(today, code)
    latest = _latest(seen, classes)
    began = min((local_day(each.visited_at) for each in seen[:1]), default=today)
    first_seen: dict[str, date] = {}
    for visit in seen:
        for each in visit.objects - first_seen.keys():
            first_seen[each] = local_day(visit.visited_at)
    heads = {each.household_id: each.name for each in residents if each.is_head}
    here = Counter(each.household_id for each in residents if each.is_here)
    by_hand: dict[str, list[ObjectRow]] = defaultdict(list)
    for row in queries.list_objects(connection, today.isoformat()):
        # another PC, or last year's rules, may know a class that holds here no more
        if row.object_class in classes:
            by_hand[row.target_id].append(row)
    claims = claims_of_people(office, connection, residents, here, began, first_seen)
    alarm_since = min((local_day(each.row.from_at) for each in warned), default=None)
    found = []

    def add(
        kind: ObjectKind, one: str, name: str, home: HomeRow, rules: Sequence[Claim], *, is_away: bool
    ) -> None:
        own = [_hand_claim(row, today, code) for row in by_hand.get(one, ())]
        every = [*rules, *own]
        if not every:
            return
        claim = strictest(every)
        row = next(iter(by_hand.get(one, ())), None)
        # a stricter class learnt today must not put off what was due tomorrow
        following = min(
            (
                next_visit(
                    each,
                    latest[each.visit_class].get(one),
                    today,
                    alarm_since=alarm_since,
                    division_code=code,
                )
                for each in every
            ),
            key=lambda each: each.due_on,
        )
        found.append(
            VisitObject(
                one,
                kind,
                name,
                home.id,
                heads.get(home.id, ""),
                home.group,
                home.number,
                home.address,
                home.grid,
                tuple(each for each in (home.official_id, home.party_member_id) if each),
                claim.visit_class,
                tuple(dict.fromkeys(each.words for each in (*own, *rules) if each.words)),
                claim.days,
                following,
                is_away,
                row.id if row is not None else "",
            )
        )

    living = {each.household_id for each in residents}
    general_days = cycle_days(GENERAL, today, code)
    for home in homes.values():
        if home.id in living:
            name = heads.get(home.id, "")
            entered = date.fromisoformat(home.entered_on) if home.entered_on else None
            known = known_on(entered, first_seen.get(home.id))
            general = Claim(GENERAL, general_days, _GENERAL, since(known, began, today))
            add(ObjectKind.HOUSEHOLD, home.id, name, home, (general,), is_away=not here[home.id])
    for person in residents:
        rules = claims.get(person.id, ())
        add(
            ObjectKind.PERSON,
            person.id,
            person.name,
            homes[person.household_id],
            rules,
            is_away=not person.is_here,
        )
    return sorted(found, key=route_key)


def route_key(one: VisitObject) -> tuple[object, ...]:
    """Sorts as one walks: by group and house number, the household before its people."""
    way = walk_key(one.group, one.number, one.address)
    return (*way, one.household_id, one.kind is ObjectKind.PERSON, one.name, one.id)


def _latest(seen: Iterable[VisitedRow], classes: Iterable[VisitClass]) -> dict[VisitClass, dict[str, date]]:
    """By class and object, the day of the last visit that counts; the rows come earliest first."""
    found: dict[VisitClass, dict[str, date]] = {one: {} for one in classes}
    for visit in seen:
        day = local_day(visit.visited_at)
        for one, days in found.items():
            if counts(one, visit.form, visit.outcome):
                days.update(dict.fromkeys(visit.objects, day))
    return found


def _hand_claim(row: ObjectRow, today: date, code: str) -> Claim:
    one = VisitClass(row.object_class)
    days = row.cycle_days or cycle_days(one, today, code)
    return Claim(one, days, row.reason or _BY_HAND, date.fromisoformat(row.from_on), by_hand=True)


def list_groups(objects: Iterable[VisitObject]) -> tuple[str, ...]:
    """Villager groups of some of them, in walking order."""
    return tuple(dict.fromkeys(one.group for one in objects if one.group))


def list_grids(objects: Iterable[VisitObject]) -> tuple[str, ...]:
    """Grids of some of them, in walking order."""
    return tuple(dict.fromkeys(one.grid for one in objects if one.grid))


# By hand


@dataclass(frozen=True, slots=True)
class NewObject:
    """Somebody to be put into a class by hand.

    ``cycle_days`` is empty for the cycle of the class; days are ISO texts.
    """

    kind: str
    target_id: str
    visit_class: str
    from_on: str
    to_on: str = ""
    cycle_days: str = ""
    reason: str = ""


def add_object(office: Office, new: NewObject) -> str:
    """Put somebody into a class; returns the record's id.

    Raises:
        ProblemError: VIS-030 nobody chosen, VIS-031 no such class, VIS-032 no day, VIS-033 an end before the
            beginning, VIS-034 a cycle that is none, VIS-035 no reason, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    columns = _checked(office, new)
    with office.change("edit", "列入走访对象") as work:
        return work.insert("visit_object", columns)


def change_object(office: Office, object_id: str, new: NewObject) -> None:
    """Change what was decided by hand.

    Raises:
        ProblemError: As `add_object`; VIS-036 there is no such record.
    """
    office.require(Right.EDIT_VISITS)
    columns = _checked(office, new)
    with office.change("edit", "修改走访对象") as work:
        if not work.update("visit_object", object_id, columns):
            raise ProblemError(Problem("VIS-036"))


def end_object(office: Office, object_id: str) -> None:
    """Take somebody out of a class from today on; classes by rule stay as they are.

    Raises:
        ProblemError: VIS-036, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    with office.store.reading() as connection:
        row = queries.find_object(connection, object_id)
    if row is None:
        raise ProblemError(Problem("VIS-036"))
    yesterday = (office.today() - timedelta(days=1)).isoformat()
    with office.change("edit", "移出走访对象") as work:
        if row.from_on > yesterday:
            work.delete("visit_object", object_id)
        else:
            work.update("visit_object", object_id, {"to_on": yesterday})


def get_object(office: Office, object_id: str) -> NewObject:
    """A record by hand as it would be typed.

    Raises:
        ProblemError: VIS-036, SYS-403.
    """
    office.require(Right.READ_VISITS)
    with office.store.reading() as connection:
        row = queries.find_object(connection, object_id)
    if row is None:
        raise ProblemError(Problem("VIS-036"))
    return NewObject(
        row.target_table,
        row.target_id,
        row.object_class,
        row.from_on,
        row.to_on,
        str(row.cycle_days or ""),
        row.reason,
    )


def _checked(office: Office, new: NewObject) -> dict[str, str | int | None]:
    problems = []
    if not new.target_id or new.kind not in tuple(ObjectKind):
        problems.append(Problem("VIS-030", place=Place(field="target")))
    if new.visit_class not in classes_in_force(office.today(), office.vault.village.division_code):
        problems.append(Problem("VIS-031", place=Place(field="visit_class")))
    for field, text in (("from_on", new.from_on), ("to_on", new.to_on)):
        if (text or field == "from_on") and not is_day(text):
            problems.append(Problem("VIS-032", {"value": text[:20]}, Place(field=field)))
    if not problems and new.to_on and new.to_on < new.from_on:
        problems.append(Problem("VIS-033", place=Place(field="to_on")))
    days = new.cycle_days.strip()
    if days and not (days.isascii() and days.isdecimal() and 0 < int(days) <= _MOST_DAYS):
        problems.append(
            Problem("VIS-034", {"value": days[:10], "most": str(_MOST_DAYS)}, Place(field="cycle_days"))
        )
    if not new.reason.strip():
        problems.append(Problem("VIS-035", place=Place(field="reason")))
    if problems:
        raise ProblemError(problems)
    return {
        "target_table": new.kind,
        "target_id": new.target_id,
        "object_class": new.visit_class,
        "cycle_days": int(days) if days else None,
        "from_on": new.from_on,
        "to_on": new.to_on or None,
        "reason": new.reason.strip(),
    }
