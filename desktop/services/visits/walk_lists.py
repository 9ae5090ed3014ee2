"""Walk lists (走访单): who is due, in the order of the route, on paper; then entered from the same list."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import visits as queries
from db.queries.visits import WalkListRow
from desktop.domain.accounts import Right
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.visit_class import ABSENT, AT_HOME, WELL, class_rules
from desktop.services.office import Office
from desktop.services.visits.entries import NEEDS, NewVisit, log_visit
from desktop.services.visits.objects import (
    ObjectKind,
    VisitObject,
    read_objects,
    route_key,
)

__all__ = ["WalkListRow"]

_TITLE_LENGTH = 40
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class NewWalkList:
    """A list to be made: who goes, on which day, to whom."""

    title: str
    planned_on: str
    visitor_ids: tuple[str, ...]
    target_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WalkLine:
    """One door on the way.

    Attributes:
        home: The household.
        people: Those of it who are to be seen, the most urgent first; empty where anybody will do.
        visit_id: The visit that was entered; empty as long as there is none.
    """

    home: VisitObject
    people: tuple[VisitObject, ...] = ()
    visit_id: str = ""

    @property
    def title(self) -> str:
        """As a list names it: 陈老伯户."""
        return self.home.title

    @property
    def names(self) -> str:
        """Who is to be seen, in words; empty where anybody will do."""
        return "、".join(one.name for one in self.people)

    @property
    def last_on(self) -> date | None:
        """Day of the last visit to any of them; None for never."""
        days = [one.next.last_on for one in (self.home, *self.people) if one.next.last_on is not None]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class WalkList:
    """A list in the order of the route, a line a household.

    ``gone`` counts those who were put on it and are no longer visited: moved, died.
    """

    row: WalkListRow
    visitors: tuple[str, ...]
    lines: tuple[WalkLine, ...]
    gone: int

    @property
    def entered(self) -> int:
        """How many lines have their visit."""
        return sum(bool(line.visit_id) for line in self.lines)

    @property
    def heading(self) -> str:
        """What the paper says of itself: where it leads. What somebody typed as its name stays in the office.

        A name such as 低保户走访 would tell of everybody on the list.
        """
        groups = tuple(dict.fromkeys(line.home.group for line in self.lines if line.home.group))
        grids = tuple(dict.fromkeys(line.home.grid for line in self.lines if line.home.grid))
        places = grids if len(groups) > _MOST_PLACES and 0 < len(grids) <= _MOST_PLACES else groups
        return "、".join(places) if len(places) <= _MOST_PLACES else f"{len(places)}个小组"


@dataclass(frozen=True, slots=True)
class WalkEntry:
    """What is typed for one line.

    ``seen`` are the people who were seen of those to be seen, ``time`` is a time of the list's day, ``needs``
    what was asked for and becomes an event when ``is_event`` says so.
    """

    home_id: str
    seen: tuple[str, ...] = ()
    time: str = ""
    outcome: str = WELL
    needs: str = ""
    note: str = ""
    late_reason: str = ""
    is_event: bool = False
    form: str = AT_HOME


def suggest_walk_list(office: Office, chosen: Sequence[VisitObject]) -> NewWalkList:
    """A list of some of those who are visited, for today.

    Whoever is at work goes; where the register does not know them, who is responsible for most households.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    with office.store.reading() as connection:
        me = queries.person_of_account(connection, office.user.id)
    homes = {one.household_id: one.visitor_ids for one in chosen}
    responsible = Counter(each for visitors in homes.values() for each in visitors).most_common(1)
    today = office.today()
    return NewWalkList(
        f"{today.month}月{today.day}日走访",
        today.isoformat(),
        (me,) if me else tuple(person for person, _ in responsible),
        tuple(one.id for one in chosen),
    )


def plan_walk_list(office: Office, new: NewWalkList) -> str:
    """Make a list; returns its id.

    Raises:
        ProblemError: VIS-040 no title, VIS-032 no day, VIS-041 nobody on it, VIS-004 nobody goes, VIS-011
            fewer go than the class of somebody on it asks for, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    problems = []
    if not new.title.strip() or len(new.title.strip()) > _TITLE_LENGTH:
        problems.append(Problem("VIS-040", {"length": str(_TITLE_LENGTH)}, Place(field="title")))
    try:
        date.fromisoformat(new.planned_on)
    except ValueError:
        problems.append(Problem("VIS-032", {"value": new.planned_on[:20]}, Place(field="planned_on")))
    if not new.visitor_ids:
        problems.append(Problem("VIS-004", place=Place(field="visitors")))
    if not new.target_ids:
        problems.append(Problem("VIS-041", place=Place(field="targets")))
    least = _least_visitors(office, new.target_ids)
    if 0 < len(new.visitor_ids) < least:
        problems.append(Problem("VIS-011", {"count": str(least)}, Place(field="visitors")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"新走访单：{new.title.strip()}") as work:
        return work.insert(
            "walk_list",
            {
                "title": new.title.strip(),
                "planned_on": new.planned_on,
                "visitor_ids": list_text(new.visitor_ids) or "[]",
                "target_ids": list_text(new.target_ids) or "[]",
            },
        )


def _least_visitors(office: Office, target_ids: Sequence[str]) -> int:
    if all(rule.visitors <= 1 for rule in class_rules().values()):
        return 1
    wanted = frozenset(target_ids)
    with office.store.reading() as connection:
        classes = {one.visit_class for one in read_objects(office, connection) if one.id in wanted}
    return max((class_rules()[one].visitors for one in classes), default=1)


def list_walk_lists(office: Office) -> tuple[WalkList, ...]:
    """All lists, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    with office.store.reading() as connection:
        objects = {one.id: one for one in read_objects(office, connection)}
        return tuple(_shown(connection, row, objects) for row in queries.list_walk_lists(connection))


def get_walk_list(office: Office, list_id: str) -> WalkList:
    """One list.

    Raises:
        ProblemError: VIS-042 there is none, SYS-403.
    """
    office.require(Right.READ_VISITS)
    with office.store.reading() as connection:
        row = _existing(connection, list_id)
        objects = {one.id: one for one in read_objects(office, connection)}
        return _shown(connection, row, objects)


def _existing(connection: Connection, list_id: str) -> WalkListRow:
    row = queries.find_walk_list(connection, list_id)
    if row is None:
        raise ProblemError(Problem("VIS-042"))
    return row


def _shown(connection: Connection, row: WalkListRow, objects: Mapping[str, VisitObject]) -> WalkList:
    entered = queries.entered_homes(connection, row.id)
    chosen = [objects[one] for one in row.target_ids if one in objects]
    people: dict[str, list[VisitObject]] = defaultdict(list)
    for one in chosen:
        people[one.household_id] += [one] if one.kind is ObjectKind.PERSON else []
    homes = sorted((objects[one] for one in people), key=route_key)
    urgency = list(class_rules())
    names = queries.names_of(connection, row.visitor_ids)
    return WalkList(
        row,
        tuple(names[one] for one in row.visitor_ids if one in names),
        tuple(
            WalkLine(
                home,
                tuple(
                    sorted(people[home.id], key=lambda one: (urgency.index(one.visit_class), route_key(one)))
                ),
                entered.get(home.id, ""),
            )
            for home in homes
        ),
        len(row.target_ids) - len(chosen),
    )


def enter_line(office: Office, list_id: str, entry: WalkEntry) -> str:
    """Put the visit to one household on record, for those of it who were seen; returns its id.

    Raises:
        ProblemError: VIS-042, VIS-043 the list is closed, VIS-044 the line has its visit, what `log_visit`
            refuses, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    walk = get_walk_list(office, list_id)
    if walk.row.closed_on:
        raise ProblemError(Problem("VIS-043", {"day": walk.row.closed_on}))
    line = next((one for one in walk.lines if one.home.id == entry.home_id), None)
    if line is None:
        raise ProblemError(Problem("VIS-001", place=Place(field="target")))
    if line.visit_id:
        raise ProblemError(Problem("VIS-044", place=Place(field="outcome")))
    is_absent = entry.outcome == ABSENT
    seen = [one for one in line.people if is_absent or one.id in entry.seen]
    target = seen[0] if seen else line.home
    time = entry.time.strip()
    return log_visit(
        office,
        NewVisit(
            target.kind,
            target.id,
            f"{walk.row.planned_on} {time}" if time else "",
            walk.row.visitor_ids,
            form=entry.form,
            outcome=entry.outcome,
            also_ids=() if is_absent else tuple(one.id for one in seen[1:]),
            needs="" if is_absent else entry.needs,
            note=entry.note,
            late_reason=entry.late_reason,
            events=frozenset((NEEDS,)) if entry.is_event else frozenset(),
            walk_list_id=list_id,
        ),
    )


def close_walk_list(office: Office, list_id: str) -> None:
    """Close a list; lines without a visit stay due.

    Raises:
        ProblemError: VIS-042, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    with office.change("edit", "走访单结束") as work:
        if not work.update("walk_list", list_id, {"closed_on": office.today().isoformat()}):
            raise ProblemError(Problem("VIS-042"))


def remove_walk_list(office: Office, list_id: str) -> None:
    """Remove a list from which nothing was entered.

    Raises:
        ProblemError: VIS-042, VIS-045 visits were entered from it, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    with office.change("edit", "删除走访单") as work:
        if queries.entered_homes(work.connection, list_id):
            raise ProblemError(Problem("VIS-045"))
        if not work.delete("walk_list", list_id):
            raise ProblemError(Problem("VIS-042"))
