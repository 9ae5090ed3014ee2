"""Objections to notices (异议): brought forward, answered in time, settled or passed on.

Who objects is never printed; on a screen the name is covered for those who may not see people's numbers.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from db.queries import objections as queries
from db.queries import postings as posting_queries
from db.queries.objections import ObjectionRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.masking import mask_minor_name
from desktop.domain.notice_state import DISCLOSED, NoticeState
from desktop.domain.objection import (
    ANSWER_RULES,
    ObjectionFacts,
    ObjectionState,
    days_left,
    settles,
    state_of,
)
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.disclosure import steps
from desktop.services.disclosure.postings import expire_if_over
from desktop.services.office import Office, actors


@dataclass(frozen=True, slots=True)
class NewObjection:
    """What is typed when somebody objects; without ``person_id`` and ``person_name`` it is anonymous.

    ``channel`` is a code of ``objection_channel``.
    """

    text: str
    channel: str
    received_on: date
    person_id: str = ""
    person_name: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection as this user may see it; days are ISO texts, empty for none.

    Attributes:
        id: Of its record.
        notice_id: The notice.
        person: Who objects, covered without the right to see; empty when anonymous.
        person_id: That person in the register; empty when covered, named only, or anonymous.
        channel_label: How it came.
        text: What was said.
        received_on: When it came.
        answer_due: Day by which an answer is owed.
        answer: What was answered, one line an answer.
        answered_on: When, the last time.
        answered_by: By whom.
        satisfied: Whether the person is content; None while nobody has said.
        next_step_label: What was done when not.
        settled_on: When it was over.
        state: How it stands.
        days_left: Days until the answer is due, negative when late; None when none is owed.
    """

    id: str
    notice_id: str
    person: str
    person_id: str
    channel_label: str
    text: str
    received_on: str
    answer_due: str
    answer: str
    answered_on: str
    answered_by: str
    satisfied: bool | None
    next_step_label: str
    settled_on: str
    state: ObjectionState
    days_left: int | None


def list_objections(office: Office, notice_id: str) -> tuple[Objection, ...]:
    """Objections to a notice, oldest first.

    Raises:
        ProblemError: DOC-132, SYS-403.
    """
    office.require(Right.READ_OBJECTIONS)
    row = steps.existing(office, notice_id)
    names = actors(office)
    with office.store.reading() as connection:
        rows = queries.list_objections(connection, row.id)
    return tuple(_shown(office, each, names) for each in rows)


def list_open_objections(office: Office) -> tuple[Objection, ...]:
    """All objections that are not settled, those due first in front.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_OBJECTIONS)
    names = actors(office)
    with office.store.reading() as connection:
        rows = queries.list_open(connection)
    return tuple(_shown(office, each, names) for each in rows)


def has_open_objection(office: Office, notice_id: str) -> bool:
    """Whether somebody who objected to a notice still waits; it then decides nothing.

    Tells only that there is one, so that it needs no right but that to read notices.

    Raises:
        ProblemError: SYS-403.

    Source:
        Product's own rule: an objection during a 公示 stops its decision until it is settled.
    """
    office.require(Right.READ_NOTICES)
    with office.store.reading() as connection:
        return queries.count_open(connection, (notice_id,)) > 0


def can_be_objected(state: str) -> bool:
    """Whether objections to a notice in a state are heard: it hung, and its file is not closed."""
    return state in DISCLOSED and state != NoticeState.ARCHIVED


def _state(row: ObjectionRow) -> ObjectionState:
    satisfied = None if row.satisfied is None else bool(row.satisfied)
    return state_of(
        ObjectionFacts(bool(row.answered_on), satisfied, row.next_step or "", bool(row.settled_on))
    )


def _shown(office: Office, row: ObjectionRow, names: dict[str, str]) -> Objection:
    may_see = office.may(Right.REVEAL)
    state = _state(row)
    owed = state in (ObjectionState.OPEN, ObjectionState.PASSED_ON)
    return Objection(
        id=row.id,
        notice_id=row.notice_id,
        person=(row.person or "") if may_see else mask_minor_name(row.person or ""),
        person_id=(row.person_id or "") if may_see else "",
        channel_label=code_table("objection_channel").label(row.channel),
        text=row.text,
        received_on=row.received_on,
        answer_due=row.answer_due,
        answer=row.answer or "",
        answered_on=row.answered_on or "",
        answered_by=names.get(row.answered_by or "", ""),
        satisfied=None if row.satisfied is None else bool(row.satisfied),
        next_step_label=code_table("objection_next_step").label(row.next_step) if row.next_step else "",
        settled_on=row.settled_on or "",
        state=state,
        days_left=days_left(row.answer_due, office.today()) if owed else None,
    )


def _due(office: Office, rule: str, start: date) -> str:
    days = get_rule(rule, start, office.vault.village.division_code).value
    return (start + timedelta(days=days)).isoformat()


def add_objection(office: Office, notice_id: str, new: NewObjection) -> str:
    """Write down an objection; from then on the notice decides nothing until it is settled.

    Returns:
        The id of the objection.

    Raises:
        ProblemError: DOC-132; DOC-052 the notice never hung; DOC-050 it says nothing or not how it came;
            DOC-051 it came before the notice hung; DOC-040 the day is to come; SYS-403.
    """
    office.require(Right.EDIT_OBJECTIONS)
    row = steps.existing(office, notice_id)
    if not can_be_objected(row.state):
        raise ProblemError(Problem("DOC-052", {"state": steps.state_label(row.state)}))
    with office.store.reading() as connection:
        first = min(
            (each.posted_on for each in posting_queries.list_postings(connection, row.id)), default=""
        )
    problems = []
    if not new.text.strip():
        problems.append(Problem("DOC-050", place=Place(field="text")))
    if new.channel not in code_table("objection_channel"):
        problems.append(Problem("DOC-050", place=Place(field="channel")))
    if new.received_on > office.today():
        problems.append(Problem("DOC-040", {"day": new.received_on.isoformat()}, Place(field="received_on")))
    elif new.received_on.isoformat() < first:
        values = {"day": new.received_on.isoformat(), "posted": first}
        problems.append(Problem("DOC-051", values, Place(field="received_on")))
    if problems:
        raise ProblemError(problems)
    with office.change("notice", f"{row.title}：登记异议") as work:
        return work.insert(
            "objection",
            {
                "notice_id": row.id,
                "person_id": new.person_id or None,
                "person_name": None if new.person_id else new.person_name.strip() or None,
                "channel": new.channel,
                "text": new.text.strip(),
                "received_on": new.received_on.isoformat(),
                "answer_due": _due(office, "objection.answer.days", new.received_on),
            },
        )


def answer_objection(office: Office, objection_id: str, answer: str, answered_on: date) -> None:
    """Write down what was answered; an anonymous objection is settled by it, since nobody can be asked.

    Raises:
        ProblemError: DOC-054 there is none, DOC-055 it is settled, DOC-057 no answer, DOC-040 the day is to
            come, DOC-056 the day is before it came, SYS-403.
    """
    office.require(Right.EDIT_OBJECTIONS)
    row = _unsettled(office, objection_id)
    field = Place(field="answered_on")
    if not answer.strip():
        raise ProblemError(Problem("DOC-057", place=Place(field="answer")))
    _refuse_day(office, row, answered_on, field)
    day = answered_on.isoformat()
    anonymous = not row.person_id and not row.person
    said = "\n".join(part for part in (row.answer, answer.strip()) if part)
    notice = steps.existing(office, row.notice_id)
    with office.change("notice", f"{notice.title}：答复异议") as work:
        work.update(
            "objection",
            row.id,
            {
                "answer": said,
                "answered_on": day,
                "answered_by": office.user.id,
                "satisfied": None,
                "next_step": None,
                "settled_on": day if anonymous else None,
            },
        )
        if anonymous:
            expire_if_over(office, work, row.notice_id)


def conclude_objection(
    office: Office, objection_id: str, satisfied: bool, next_step: str, concluded_on: date
) -> ObjectionState:
    """Write down whether the person is content with the answer, and what is done when not.

    Args:
        office: The office at work.
        objection_id: The objection.
        satisfied: Whether the person is content.
        next_step: Code of ``objection_next_step``; needed when not. After some an answer is owed anew.
        concluded_on: The day the person said so.

    Returns:
        How it stands then.

    Raises:
        ProblemError: DOC-054, DOC-055, DOC-058 it was not answered yet, DOC-059 no next step, DOC-040,
            DOC-056, SYS-403.
    """
    office.require(Right.EDIT_OBJECTIONS)
    row = _unsettled(office, objection_id)
    if not row.answered_on:
        raise ProblemError(Problem("DOC-058"))
    if not satisfied and next_step not in code_table("objection_next_step"):
        raise ProblemError(Problem("DOC-059", place=Place(field="next_step")))
    _refuse_day(office, row, concluded_on, Place(field="concluded_on"))
    step = "" if satisfied else next_step
    over = settles(satisfied, step)
    notice = steps.existing(office, row.notice_id)
    with office.change("notice", f"{notice.title}：登记异议处理结果") as work:
        work.update(
            "objection",
            row.id,
            {
                "satisfied": int(satisfied),
                "next_step": step or None,
                "answer_due": row.answer_due if over else _due(office, ANSWER_RULES[step], concluded_on),
                "settled_on": concluded_on.isoformat() if over else None,
            },
        )
        if over:
            expire_if_over(office, work, row.notice_id)
    return ObjectionState.SETTLED if over else ObjectionState.PASSED_ON


def _unsettled(office: Office, objection_id: str) -> ObjectionRow:
    with office.store.reading() as connection:
        row = queries.find_objection(connection, objection_id)
    if row is None:
        raise ProblemError(Problem("DOC-054"))
    if row.settled_on:
        raise ProblemError(Problem("DOC-055", {"day": row.settled_on}))
    return row


def _refuse_day(office: Office, row: ObjectionRow, day: date, field: Place) -> None:
    if day > office.today():
        raise ProblemError(Problem("DOC-040", {"day": day.isoformat()}, field))
    if day.isoformat() < row.received_on:
        raise ProblemError(Problem("DOC-056", {"day": day.isoformat(), "received": row.received_on}, field))
