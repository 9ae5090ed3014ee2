"""Studying: sessions planned or linked to what they teach, studying alone, making up for one (补课)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.connection import Connection
from db.queries import learning as queries
from db.queries.learning import ItemRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.meetings.planning import MeetingPlan, check_plan, insert_plan, propose_plan
from desktop.services.office import Office

SESSION_KINDS = ("P04", "P05", "O01")
"""Codes of meeting_kind that a study session may be held as: 党课, 主题党日, 业务培训会."""

MOST_TITLE = 60
_NOTICE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Studied:
    """One line of an item's record of study; ``way`` is ``session``, ``made_up`` or ``alone``."""

    person_id: str
    name: str
    studied_on: str
    way: str
    meeting_id: str
    study_id: str


@dataclass(frozen=True, slots=True)
class TaughtAt:
    """A meeting that teaches an item."""

    meeting_id: str
    held_on: str
    title: str
    is_planned: bool


def propose_session(office: Office, item_ids: Sequence[str], kind: str = "P04") -> MeetingPlan:
    """A session on some items with everything that the last one of its kind and the register know.

    Raises:
        ProblemError: LRN-023 nothing to teach; LRN-001 no such item; SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        items = _require_items(connection, item_ids)
    day = _session_day(office.today(), items)
    plan = propose_plan(office, kind, on=day)
    titles = "、".join(item.title for item in items)
    return replace(plan, kinds=(kind,), title=f"集中学习：{titles}"[:MOST_TITLE], theme=titles, topics=None)


def plan_session(office: Office, plan: MeetingPlan, item_ids: Sequence[str]) -> str:
    """Plan a session with the list of those due, and link what it will teach, as one action.

    Returns:
        The id of the meeting.

    Raises:
        ProblemError: LRN-023 nothing to teach; LRN-001 no such item; LRN-026 the day has passed; LRN-004 none
            of `SESSION_KINDS`; what `check_plan` of meetings finds; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    office.require(Right.EDIT_MEETINGS)
    if problems := check_plan(plan):
        raise ProblemError(problems)
    if date.fromisoformat(plan.held_on) < office.today():
        raise ProblemError(Problem("LRN-026", {"day": plan.held_on}, Place(field="held_on")))
    if not set(plan.kinds) & set(SESSION_KINDS):
        raise ProblemError(Problem("LRN-004", {"value": "、".join(plan.kinds)}, Place(field="kinds")))
    with office.change("edit", f"安排集中学习：{plan.title.strip()}") as work:
        items = _require_items(work.connection, item_ids)
        lecture = plan.lecture or (items[0].title if "P04" in plan.kinds else "")
        meeting_id = insert_plan(office, work, replace(plan, lecture=lecture))
        _link(work, meeting_id, plan.held_on, item_ids)
    return meeting_id


def link_items(office: Office, meeting_id: str, item_ids: Sequence[str]) -> int:
    """Say that a meeting teaches, or taught, some items; returns how many links are new.

    Raises:
        ProblemError: LRN-023, LRN-001, LRN-025 there is no such meeting; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    with office.change("edit", "登记会议的学习内容") as work:
        _require_items(work.connection, item_ids)
        row = work.connection.execute("SELECT held_on FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
        if row is None:
            raise ProblemError(Problem("LRN-025"))
        return _link(work, meeting_id, str(row[0]), item_ids)


def unlink_item(office: Office, meeting_id: str, item_id: str) -> None:
    """Take back that a meeting teaches an item.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    with office.change("edit", "取消会议的学习内容") as work:
        rows = work.connection.execute(
            "SELECT id FROM study WHERE meeting_id = ? AND item_id = ?", (meeting_id, item_id)
        ).fetchall()
        for (study_id,) in rows:
            work.delete("study", str(study_id))


def note_study(
    office: Office, item_id: str, person_ids: Sequence[str], studied_on: str, note: str = ""
) -> int:
    """Note that people studied an item alone; for whom a session of it missed it counts as made up (补课).

    Whoever has studied the item already is left out.

    Returns:
        How many were noted.

    Raises:
        ProblemError: LRN-020 nobody; LRN-001 no such item; LRN-005 no day; LRN-021 it has not come yet;
            LRN-022 it is before the item; LRN-024 all have studied it; SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    day = _day(studied_on, "studied_on")
    if day > office.today():
        raise ProblemError(Problem("LRN-021", {"day": studied_on}, Place(field="studied_on")))
    if not person_ids:
        raise ProblemError(Problem("LRN-020", place=Place(field="people")))
    with office.change("edit", f"登记学习 {len(set(person_ids))} 人") as work:
        (item,) = _require_items(work.connection, [item_id])
        if studied_on < item.published_on:
            values = {"day": studied_on, "title": item.title, "published": item.published_on}
            raise ProblemError(Problem("LRN-022", values, Place(field="studied_on")))
        done = {row.person_id for row in queries.list_studied(work.connection) if row.item_id == item_id}
        wanted = [person for person in dict.fromkeys(person_ids) if person not in done]
        if not wanted:
            raise ProblemError(Problem("LRN-024", {"title": item.title}))
        for attendance_id in queries.missed_sessions(work.connection, item_id, wanted, studied_on):
            made_up = {"made_up_on": studied_on, "made_up_note": note.strip() or item.title}
            work.update("meeting_attendance", attendance_id, made_up)
        made_up_now = {
            row.person_id for row in queries.list_studied(work.connection) if row.item_id == item_id
        }
        for person_id in wanted:
            if person_id not in made_up_now:
                work.insert(
                    "study",
                    {
                        "item_id": item_id,
                        "person_id": person_id,
                        "studied_on": studied_on,
                        "note": note.strip() or None,
                    },
                )
    return len(wanted)


def take_back_study(office: Office, study_id: str) -> None:
    """Take back that somebody studied an item alone.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_LEARNING)
    with office.change("edit", "撤销学习登记 1 条") as work:
        row = work.connection.execute("SELECT person_id FROM study WHERE id = ?", (study_id,)).fetchone()
        if row is not None and row[0] is not None:
            work.delete("study", study_id)


def list_studied(office: Office, item_id: str) -> tuple[Studied, ...]:
    """Who studied an item, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        rows = [row for row in queries.list_studied(connection) if row.item_id == item_id]
        people = {each.id: each.name for each in queries.list_people(connection, [r.person_id for r in rows])}
    return tuple(
        Studied(
            row.person_id,
            people.get(row.person_id, ""),
            row.studied_on,
            row.way,
            row.meeting_id,
            row.study_id,
        )
        for row in reversed(rows)
    )


def list_taught(office: Office, item_id: str) -> tuple[TaughtAt, ...]:
    """Meetings, planned and held, that teach an item; the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_LEARNING)
    with office.store.reading() as connection:
        return tuple(TaughtAt(*row) for row in queries.list_taught(connection, item_id))


def _link(work: Work, meeting_id: str, held_on: str, item_ids: Sequence[str]) -> int:
    known = {
        str(item)
        for (item,) in work.connection.execute(
            "SELECT item_id FROM study WHERE meeting_id = ?", (meeting_id,)
        ).fetchall()
    }
    new = [item for item in dict.fromkeys(item_ids) if item not in known]
    for item_id in new:
        work.insert("study", {"item_id": item_id, "meeting_id": meeting_id, "studied_on": held_on})
    return len(new)


def _session_day(today: date, items: Sequence[ItemRow]) -> date:
    """In a week, or on the day that an item is due if that comes before."""
    soon = today + timedelta(days=_NOTICE_DAYS)
    due = [date.fromisoformat(item.due_on) for item in items if item.due_on]
    return min([soon, *(day for day in due if day >= today)])


def _require_items(connection: Connection, item_ids: Sequence[str]) -> tuple[ItemRow, ...]:
    if not item_ids:
        raise ProblemError(Problem("LRN-023", place=Place(field="items")))
    found = [queries.find_item(connection, item_id) for item_id in dict.fromkeys(item_ids)]
    if None in found:
        raise ProblemError(Problem("LRN-001"))
    return tuple(item for item in found if item is not None)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProblemError(Problem("LRN-005", {"value": text}, Place(field=field))) from None
