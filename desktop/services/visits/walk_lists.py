"""Walk lists (走访单): who is due, in the order of the route, on paper; then entered from the same list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.connection import Connection
from db.queries import visits as queries
from db.queries.visits import WalkListRow
from desktop.domain.accounts import Right
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.visit_class import ABSENT, AT_HOME, WELL
from desktop.services.office import Office
from desktop.services.visits.entries import NEEDS, NewVisit, log_visit
from desktop.services.visits.objects import (
    DUE,
    ObjectFilter,
    VisitObject,
    list_objects,
    read_objects,
    route_key,
)

__all__ = ["WalkListRow"]

_TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class NewWalkList:
    """A list to be made: who goes, on which day, to whom."""

    title: str
    planned_on: str
    visitor_ids: tuple[str, ...]
    target_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WalkLine:
    """Somebody on a list, with the id of the visit that was entered; empty as long as there is none."""

    target: VisitObject
    visit_id: str = ""


@dataclass(frozen=True, slots=True)
class WalkList:
    """A list in the order of the route.

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


@dataclass(frozen=True, slots=True)
class WalkEntry:
    """What is typed for one line.

    ``time`` is a time of the list's day, ``needs`` what was asked for and becomes an event when
    ``is_event`` says so.
    """

    target_id: str
    time: str = ""
    outcome: str = WELL
    needs: str = ""
    note: str = ""
    late_reason: str = ""
    is_event: bool = False
    form: str = AT_HOME


def suggest_walk_list(office: Office, wanted: ObjectFilter, title: str = "") -> NewWalkList:
    """A list of who is due now among those of a filter, for whoever is at work.

    Raises:
        ProblemError: SYS-403.
    """
    found = list_objects(office, replace(wanted, states=wanted.states or DUE))
    with office.store.reading() as connection:
        me = queries.person_of_account(connection, office.user.id)
    today = office.today()
    return NewWalkList(
        title or f"{today.month}月{today.day}日走访",
        today.isoformat(),
        (me,) if me else (),
        tuple(one.id for one in found),
    )


def plan_walk_list(office: Office, new: NewWalkList) -> str:
    """Make a list; returns its id.

    Raises:
        ProblemError: VIS-040 no title, VIS-032 no day, VIS-041 nobody on it, VIS-004 nobody goes, SYS-403.
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
    entered = queries.entered_targets(connection, row.id)
    chosen = sorted((objects[one] for one in row.target_ids if one in objects), key=route_key)
    names = queries.names_of(connection, row.visitor_ids)
    return WalkList(
        row,
        tuple(names[one] for one in row.visitor_ids if one in names),
        tuple(WalkLine(one, entered.get(one.id, "")) for one in chosen),
        len(row.target_ids) - len(chosen),
    )


def enter_line(office: Office, list_id: str, entry: WalkEntry) -> str:
    """Put the visit of one line on record; returns its id.

    Raises:
        ProblemError: VIS-042, VIS-043 the list is closed, VIS-044 the line has its visit, what `log_visit`
            refuses, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    with office.store.reading() as connection:
        row = _existing(connection, list_id)
        entered = queries.entered_targets(connection, list_id)
        objects = {one.id: one for one in read_objects(office, connection)}
    if row.closed_on:
        raise ProblemError(Problem("VIS-043", {"day": row.closed_on}))
    if entry.target_id in entered:
        raise ProblemError(Problem("VIS-044", place=Place(field="outcome")))
    target = objects.get(entry.target_id)
    if target is None or entry.target_id not in row.target_ids:
        raise ProblemError(Problem("VIS-001", place=Place(field="target")))
    time = entry.time.strip()
    return log_visit(
        office,
        NewVisit(
            target.kind,
            target.id,
            f"{row.planned_on} {time}" if time else "",
            row.visitor_ids,
            form=entry.form,
            outcome=entry.outcome,
            needs=entry.needs if entry.outcome != ABSENT else "",
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
        if queries.entered_targets(work.connection, list_id):
            raise ProblemError(Problem("VIS-045"))
        if not work.delete("walk_list", list_id):
            raise ProblemError(Problem("VIS-042"))
