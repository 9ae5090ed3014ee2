"""Visits put on record: at once or late with the true time, with what comes of them in one transaction."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from db.connection import Connection
from db.queries import visits as queries
from db.queries.visits import VisitRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.list_text import list_text
from desktop.domain.local_day import local_day
from desktop.domain.local_moment import moment_text, read_moment, show_moment
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.visit_class import ABSENT, AT_HOME, GENERAL, MATTER, WELL, class_rules, policies
from desktop.services.events import TITLE_LENGTH, NewEvent, Target, insert_event
from desktop.services.office import Office, actors
from desktop.services.visits.objects import ObjectKind, VisitObject, read_objects
from desktop.services.visits.patches import (
    FactField,
    NewPatch,
    Patch,
    check_patch,
    insert_patches,
    list_fields,
    show_patches,
)

__all__ = ["NewPatch", "VisitRow"]

NEEDS, HAZARDS, DISPUTES = "needs", "hazards", "disputes"
FINDINGS = (NEEDS, HAZARDS, DISPUTES)
"""What a visit can find; each can become an event."""

_CATEGORIES = {NEEDS: "0599", HAZARDS: "0299", DISPUTES: "0199"}
_SOURCE = "S3"
_LEEWAY = timedelta(minutes=5)
_MOST_TEXT = 1000
_BETWEEN_NAMES = re.compile(r"[\s、，,；;]+")


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit as it is typed.

    Attributes:
        kind: person or household.
        target_id: Whom it was to.
        visited_at: When, in any notation that `local_moment.read_moment` reads.
        visitor_ids: Who went, of the register.
        visitors: Others who went, by name.
        form: Code of visit_form.
        outcome: Code of visit_outcome.
        met: Who was met, when somebody else.
        also_ids: Others of the household who were seen.
        needs: What was asked for.
        hazards: What was seen that is dangerous.
        disputes: What was heard of quarrels.
        policies: Codes of what was explained.
        note: Anything else.
        late_reason: Why it is entered only now.
        patches: Facts found changed.
        events: Which of `FINDINGS` become events.
        walk_list_id: The walk list that it is entered from.
    """

    kind: str
    target_id: str
    visited_at: str
    visitor_ids: tuple[str, ...] = ()
    visitors: str = ""
    form: str = AT_HOME
    outcome: str = WELL
    met: str = ""
    also_ids: tuple[str, ...] = ()
    needs: str = ""
    hazards: str = ""
    disputes: str = ""
    policies: tuple[str, ...] = ()
    note: str = ""
    late_reason: str = ""
    patches: tuple[NewPatch, ...] = ()
    events: frozenset[str] = frozenset()
    walk_list_id: str = ""

    def finding(self, name: str) -> str:
        """What was written of one of `FINDINGS`."""
        return {NEEDS: self.needs, HAZARDS: self.hazards, DISPUTES: self.disputes}[name].strip()


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with its words.

    Attributes:
        row: As the file keeps it.
        title: Whom it was to.
        head: Head of the household.
        visitors: Who went.
        also: Others who were seen.
        policies: What was explained.
        patches: Facts found changed.
        events: Id and title of the events that came of it.
        at: When, on the clock of the office.
    """

    row: VisitRow
    title: str
    head: str
    visitors: tuple[str, ...]
    also: tuple[str, ...]
    policies: tuple[str, ...]
    at: str
    patches: tuple[Patch, ...] = ()
    events: tuple[tuple[str, str], ...] = ()

    @property
    def form_label(self) -> str:
        """How it was made."""
        return code_table("visit_form").label(self.row.form)

    @property
    def outcome_label(self) -> str:
        """What came of it in a word."""
        return code_table("visit_outcome").label(self.row.outcome)

    @property
    def findings(self) -> str:
        """Everything found, in a line."""
        return "；".join(
            each for each in (self.row.needs, self.row.hazards, self.row.disputes, self.row.note) if each
        )


@dataclass(frozen=True, slots=True)
class EntryForm:
    """All that the form of a new visit begins with.

    Attributes:
        new: Now, by whoever is at work, at home, all well.
        title: Whom it is to.
        about: Class, last visit and since when it is due, in words for the line below.
        visitors: Names of those who are filled in, by id.
        others: People of the household by id, with whether their own visit is due.
        facts: What can be found changed.
        last: What the last visit said; empty for none.
    """

    new: NewVisit
    title: str
    about: tuple[VisitObject, ...]
    visitors: Mapping[str, str]
    others: tuple[tuple[str, str, bool], ...]
    facts: tuple[FactField, ...]
    last: str


def open_entry(office: Office, kind: str, target_id: str) -> EntryForm:
    """What the form for a visit to somebody begins with; nothing that the register knows is typed again.

    Raises:
        ProblemError: VIS-001 there is no such person or household, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    with office.store.reading() as connection:
        household = _household(connection, kind, target_id)
        objects = {one.id: one for one in read_objects(office, connection, household_id=household)}
        members = queries.members_of(connection, household) if household else ()
        title = _title(connection, kind, target_id, household)
        if not title:
            raise ProblemError(Problem("VIS-001", place=Place(field="target")))
        me = queries.person_of_account(connection, office.user.id)
        names = queries.names_of(connection, (me,)) if me else {}
        before = queries.visits_about(connection, (target_id,))
        facts = list_fields(office, connection, household) if household else ()
    new = NewVisit(
        kind,
        target_id,
        show_moment(office.now_text()),
        tuple(names),
        "" if names else office.user.display_name,
    )
    last = before[0] if before else None
    said = ""
    if last is not None:
        found = "；".join(each for each in (last.needs, last.hazards, last.disputes, last.note) if each)
        said = f"{local_day(last.visited_at)}　{found or code_table('visit_outcome').label(last.outcome)}"
    others = tuple(
        (one.id, one.name, one.id in objects and objects[one.id].next.days_late(office.today()) > 0)
        for one in members
        if one.id != target_id and one.is_here
    )
    ordered = sorted(objects.values(), key=lambda one: one.id != target_id)
    return EntryForm(new, title, tuple(ordered), names, others, facts, said)


def _household(connection: Connection, kind: str, target_id: str) -> str:
    return target_id if kind == ObjectKind.HOUSEHOLD else queries.household_of(connection, target_id)


def _title(connection: Connection, kind: str, target_id: str, household: str) -> str:
    if kind == ObjectKind.PERSON:
        return queries.names_of(connection, (target_id,)).get(target_id, "")
    head = queries.heads_of(connection, (household,)).get(household, "")
    return f"{head}户" if head else ""


@dataclass(frozen=True, slots=True)
class CheckedVisit:
    """What would be stored of a visit."""

    columns: dict[str, Value]
    patches: dict[NewPatch, str] = field(default_factory=dict)
    title: str = ""


def check_visit(
    office: Office, new: NewVisit, visit_id: str = ""
) -> tuple[CheckedVisit, tuple[Problem, ...]]:
    """Read what was typed; ``visit_id`` names the visit that is put right.

    Returns:
        With VIS-001 nobody chosen, VIS-002 a time that can't be read, VIS-003 one to come, VIS-004 nobody
        went, VIS-005 no such form or outcome, VIS-006 late without a reason, VIS-007 something to do that is
        not written down, VIS-008 a text too long, VIS-009 findings of somebody who was not seen, VIS-011
        fewer went than the class asks for, and what `check_patch` finds.
    """
    problems: list[Problem] = []
    with office.store.reading() as connection:
        household = _household(connection, new.kind, new.target_id) if new.target_id else ""
        title = _title(connection, new.kind, new.target_id, household) if new.target_id else ""
        entered = queries.find_visit(connection, visit_id) if visit_id else None
        objects = read_objects(office, connection, household_id=household) if household else []
    if not title or new.kind not in tuple(ObjectKind):
        problems.append(Problem("VIS-001", place=Place(field="target")))
    now = office.clock().astimezone()
    moment = read_moment(new.visited_at, now)
    if moment is None:
        problems.append(Problem("VIS-002", {"value": new.visited_at.strip()[:20]}, Place(field="visited_at")))
    elif moment > now + _LEEWAY:
        problems.append(Problem("VIS-003", {"value": new.visited_at.strip()[:20]}, Place(field="visited_at")))
    elif entered is None and not new.late_reason.strip():
        days = get_rule("visits.late.days", now.date(), office.vault.village.division_code).value
        if (now.date() - moment.date()).days > days:
            problems.append(Problem("VIS-006", {"days": str(days)}, Place(field="late_reason")))
    if not new.visitor_ids and not new.visitors.strip():
        problems.append(Problem("VIS-004", place=Place(field="visitors")))
    claimed = next((one for one in objects if one.id == new.target_id), None)
    least = class_rules()[claimed.visit_class].visitors if claimed is not None else 1
    went = count_visitors(new.visitor_ids, new.visitors)
    as_before = entered is not None and went >= count_visitors(entered.visitor_ids, entered.visitors)
    if 0 < went < least and not as_before:
        problems.append(Problem("VIS-011", {"count": str(least)}, Place(field="visitors")))
    if new.form not in code_table("visit_form"):
        problems.append(Problem("VIS-005", place=Place(field="form")))
    if new.outcome not in code_table("visit_outcome"):
        problems.append(Problem("VIS-005", place=Place(field="outcome")))
    found = [name for name in FINDINGS if new.finding(name)]
    if new.outcome == MATTER and not found and not new.note.strip():
        problems.append(Problem("VIS-007", place=Place(field=NEEDS)))
    if new.outcome == ABSENT and (found or new.policies or new.also_ids or new.patches):
        problems.append(Problem("VIS-009", place=Place(field="outcome")))
    for name in (*FINDINGS, "note"):
        text = new.note if name == "note" else new.finding(name)
        if len(text) > _MOST_TEXT:
            problems.append(Problem("VIS-008", {"length": str(_MOST_TEXT)}, Place(field=name)))
    patches: dict[NewPatch, str] = {}
    for patch in new.patches:
        text, wrong = check_patch(office, patch)
        key = f"{patch.table}/{patch.record_id}/{patch.field}"
        problems += [each._replace(place=Place(column=_column(each), field=key)) for each in wrong]
        patches[patch] = text
    if problems or moment is None:
        return CheckedVisit({}), tuple(problems)
    outcome = MATTER if new.outcome == WELL and found else new.outcome
    columns: dict[str, Value] = {
        "target_table": new.kind,
        "target_id": new.target_id,
        "household_id": household or None,
        "object_class": claimed.visit_class if claimed is not None else GENERAL,
        "visited_at": moment_text(moment),
        "visitor_ids": list_text(new.visitor_ids) or "[]",
        "visitors": new.visitors.strip() or None,
        "form": new.form,
        "met": new.met.strip() or None,
        "outcome": outcome,
        "needs": new.needs.strip() or None,
        "hazards": new.hazards.strip() or None,
        "disputes": new.disputes.strip() or None,
        "policies": list_text(new.policies),
        "note": new.note.strip() or None,
        "entered_late_reason": new.late_reason.strip() or None,
        "also_ids": list_text(new.also_ids),
        "walk_list_id": new.walk_list_id or None,
    }
    return CheckedVisit(columns, patches, title), ()


def count_visitors(ids: Sequence[str], others: str) -> int:
    """How many go or went: those of the register, and those named besides."""
    return len(set(ids)) + len([each for each in _BETWEEN_NAMES.split(others) if each])


def _column(problem: Problem) -> str:
    return problem.place.column if problem.place is not None else ""


def log_visit(office: Office, new: NewVisit) -> str:
    """Put a visit on record with its events and patches, in one transaction; returns its id.

    Raises:
        ProblemError: As `check_visit`, SYS-403 (also for events without the right to log them).
    """
    office.require(Right.EDIT_VISITS)
    wanted = [name for name in FINDINGS if name in new.events and new.finding(name)]
    if wanted:
        office.require(Right.EDIT_EVENTS)
    checked, problems = check_visit(office, new)
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"登记走访：{checked.title}") as work:
        events = [_insert_event(office, work, new, checked.title, name) for name in wanted]
        visit_id = work.insert("visit", checked.columns | {"event_ids": list_text(events)})
        insert_patches(work, visit_id, checked.patches)
    return visit_id


def _insert_event(office: Office, work: Work, new: NewVisit, title: str, name: str) -> str:
    text = new.finding(name)
    household = _household(work.connection, new.kind, new.target_id)
    targets = [Target(new.kind, new.target_id)]
    if household and household != new.target_id:
        targets.append(Target("household", household))
    # a neighbour's quarrel must not stand in a list under somebody's name
    told = f"走访{title}：{text}" if name != DISPUTES else f"走访听到：{text}"
    first = told.splitlines()[0]
    event = NewEvent(
        first if len(first) <= TITLE_LENGTH else f"{first[: TITLE_LENGTH - 1]}…",
        kind="event",
        text=text,
        category=_CATEGORIES[name],
        source=_SOURCE,
        targets=tuple(targets),
    )
    return insert_event(office, work, event)


def correct_visit(office: Office, visit_id: str, new: NewVisit) -> None:
    """Put right what was typed; history keeps what stood there. Patches and events that came of it stay.

    Facts named in ``new.patches`` are added.

    Raises:
        ProblemError: As `check_visit`; VIS-010 there is no such visit; SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    with office.store.reading() as connection:
        row = queries.find_visit(connection, visit_id)
    if row is None:
        raise ProblemError(Problem("VIS-010"))
    wanted = [name for name in FINDINGS if name in new.events and new.finding(name)]
    if wanted:
        office.require(Right.EDIT_EVENTS)
    checked, problems = check_visit(office, replace(new, walk_list_id=row.walk_list_id), visit_id)
    if problems:
        raise ProblemError(problems)
    columns = {key: value for key, value in checked.columns.items() if key != "object_class"}
    with office.change("edit", f"更正走访：{checked.title}") as work:
        made = [_insert_event(office, work, new, checked.title, name) for name in wanted]
        work.update("visit", visit_id, columns | {"event_ids": list_text((*row.event_ids, *made))})
        insert_patches(work, visit_id, checked.patches)


def remove_visit(office: Office, visit_id: str) -> None:
    """Remove a visit that was entered by mistake with its open patches; events that came of it stay.

    Raises:
        ProblemError: VIS-010, SYS-403.
    """
    office.require(Right.EDIT_VISITS)
    with office.change("edit", "删除走访记录 1 条") as work:
        for patch in queries.patches_of(work.connection, visit_id):
            if patch.state == "open":
                work.delete("visit_patch", patch.id)
        if not work.delete("visit", visit_id):
            raise ProblemError(Problem("VIS-010"))


# Reading


def list_visits(
    office: Office, since: str = "", until: str = "", household_id: str = "", most: int = -1
) -> tuple[Visit, ...]:
    """Visits of a span of days (ISO, ``until`` not included) or of one household, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    with office.store.reading() as connection:
        if household_id:
            people = [one.id for one in queries.members_of(connection, household_id)]
            rows = queries.visits_about(connection, (household_id, *people))
        else:
            rows = queries.list_visits(
                connection, since=day_moment(since), until=day_moment(until), most=most
            )
        return tuple(_show(connection, rows))


def day_moment(day: str) -> str:
    """The kept moment at which a day (ISO) begins at the office; empty stays empty."""
    return moment_text(datetime.fromisoformat(day).astimezone()) if day else ""


def get_visit(office: Office, visit_id: str) -> Visit:
    """One visit with its patches and events.

    Raises:
        ProblemError: VIS-010 there is none, SYS-403.
    """
    office.require(Right.READ_VISITS)
    names = actors(office)
    with office.store.reading() as connection:
        row = queries.find_visit(connection, visit_id)
        if row is None:
            raise ProblemError(Problem("VIS-010"))
        (shown,) = _show(connection, (row,))
        patches = show_patches(office, connection, queries.patches_of(connection, visit_id), names)
        marks = ", ".join("?" * len(row.event_ids))
        events = connection.execute(
            f"SELECT id, title FROM event WHERE id IN ({marks}) ORDER BY pk",  # noqa: S608 - marks only
            row.event_ids,
        ).fetchall()
    return replace(shown, patches=patches, events=tuple((str(one), str(title)) for one, title in events))


def _show(connection: Connection, rows: Sequence[VisitRow]) -> list[Visit]:
    people = queries.names_of(
        connection, {one for row in rows for one in (row.target_id, *row.visitor_ids, *row.also_ids)}
    )
    heads = queries.heads_of(connection, {row.household_id for row in rows if row.household_id})
    explained = {each.code: each.label for each in policies()}
    return [
        Visit(
            row,
            people.get(row.target_id) or f"{heads.get(row.household_id, '')}户",
            heads.get(row.household_id, ""),
            (
                *(people[one] for one in row.visitor_ids if one in people),
                *((row.visitors,) if row.visitors else ()),
            ),
            tuple(people[one] for one in row.also_ids if one in people),
            tuple(explained.get(code, code) for code in row.policies),
            show_moment(row.visited_at),
        )
        for row in rows
    ]


def named_visitors(office: Office, ids: Sequence[str]) -> dict[str, str]:
    """Names by id of who goes or went; ids that nobody has are left out.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    with office.store.reading() as connection:
        names = queries.names_of(connection, ids)
    return {one: names[one] for one in ids if one in names}


def typed_visit(row: VisitRow) -> NewVisit:
    """A visit as it would be typed, to begin a correction with."""
    return NewVisit(
        row.target_table,
        row.target_id,
        show_moment(row.visited_at),
        row.visitor_ids,
        row.visitors,
        row.form,
        row.outcome,
        row.met,
        row.also_ids,
        row.needs,
        row.hazards,
        row.disputes,
        row.policies,
        row.note,
        row.late_reason,
        walk_list_id=row.walk_list_id,
    )
