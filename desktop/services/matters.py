"""Major matters on their way through four discussions and two disclosures (四议两公开).

A discussion is proven by a meeting, a disclosure by the notice about the matter that hangs on a board;
what was disclosed before the program was used is proven by a remark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.queries import matters as queries
from db.queries.matters import LinkedRow, MatterNotice, MatterRow, StepRow
from db.queries.meetings import MeetingRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId
from desktop.domain.matter_step import (
    MEETING_KINDS,
    STAGES,
    MatterStep,
    MatterTerms,
    PathStep,
    StepFact,
    StepState,
    needs_procedure,
    walk,
)
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.quorum import Attendance, Vote
from desktop.domain.rules import get_rule
from desktop.services.office import Office
from desktop.services.settings import load_settings

__all__ = ["LinkedRow", "MatterDetail", "MatterNotice", "MatterSummary", "MeetingRow", "NewMatter"]


class MatterState(StrEnum):
    """How a matter stands as a whole."""

    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter as it is entered: ``kind`` a code, ``opened_on`` and ``due_on`` ISO days, money in fen."""

    title: str
    kind: str
    opened_on: str
    amount_cents: int | None = None
    content: str = ""
    owner: str = ""
    due_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatterSummary:
    """One line of the list.

    Attributes:
        states: How each of the six steps stands, in their order.
        is_owed: Whether its kind and amount need the procedure.
        problems: What the first gap is; empty without one.
    """

    id: str
    title: str
    kind: str
    opened_on: str
    amount_cents: int | None
    owner: str
    state: MatterState
    states: tuple[StepState, ...]
    is_owed: bool
    problems: tuple[Problem, ...]

    @property
    def kind_label(self) -> str:
        """Its kind in words."""
        return code_table("matter_kind").label(self.kind)

    @property
    def gaps(self) -> int:
        """How many steps are in red."""
        return 0 if self.state is MatterState.DROPPED else self.states.count(StepState.GAP)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return self.states.count(StepState.DONE)

    @property
    def next_step(self) -> MatterStep | None:
        """The step that is to be taken now; None when all are or an objection stops it."""
        return next(
            (step for step, state in zip(MatterStep, self.states, strict=True) if state is StepState.NEXT),
            None,
        )


@dataclass(frozen=True, slots=True)
class MatterPathStep:
    """One step with its proof.

    Attributes:
        path: How it stands.
        row_id: Id of the step on record; empty where a notice alone proves it or nothing is there.
        meeting: Its meeting; None without one.
        notice: The notice of a disclosure, also a draft; None without one.
        text: The remark.
    """

    path: PathStep
    row_id: str
    meeting: MeetingRow | None
    notice: MatterNotice | None
    text: str


@dataclass(frozen=True, slots=True)
class MatterDetail:
    """A matter with its six steps and what it led to."""

    summary: MatterSummary
    content: str
    note: str
    due_on: str
    completed_on: str
    result: str
    dropped_on: str
    dropped_reason: str
    steps: tuple[MatterPathStep, ...]
    linked: tuple[LinkedRow, ...]

    def step(self, step: MatterStep) -> MatterPathStep:
        """One of the six."""
        return self.steps[tuple(MatterStep).index(step)]


def terms_of(office: Office) -> MatterTerms:
    """The days that this place sets for matters."""
    today, code = office.today(), office.vault.village.division_code
    days = load_settings(office).notice_days or get_rule("disclosure.notice.days", today, code).value
    return MatterTerms(code, get_rule("disclosure.at_once.days", today, code).value, days)


# Reading


def list_matters(office: Office, text: str = "") -> tuple[MatterSummary, ...]:
    """All matters whose title, content or owner holds a text, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_NOTICES)
    terms = terms_of(office)
    with office.store.reading() as connection:
        rows = queries.list_matters(connection)
        steps = queries.list_steps(connection)
        notices = queries.list_notices(connection)
        held = queries.meetings_of(connection, steps)
    by_matter: dict[str, list[StepRow]] = {}
    for step in steps:
        by_matter.setdefault(step.matter_id, []).append(step)
    told: dict[str, list[MatterNotice]] = {}
    for notice in notices:
        told.setdefault(notice.matter_id, []).append(notice)
    return tuple(
        _summary(
            office, row, _path(office, row, by_matter.get(row.id, ()), held, told.get(row.id, ()), terms)
        )
        for row in rows
        if text in f"{row.title}{row.content or ''}{row.owner or ''}"
    )


def get_matter(office: Office, matter_id: str) -> MatterDetail:
    """One matter with its steps.

    Raises:
        ProblemError: DOC-191 there is none, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    terms = terms_of(office)
    with office.store.reading() as connection:
        row = queries.find_matter(connection, matter_id)
        if row is None:
            raise ProblemError(Problem("DOC-191"))
        steps = queries.list_steps(connection, matter_id)
        notices = queries.list_notices(connection, matter_id)
        held = queries.meetings_of(connection, steps)
        linked = queries.list_linked(connection, matter_id)
    path = _path(office, row, steps, held, notices, terms)
    latest = {step.kind: step for step in steps}
    by_stage = {notice.stage: notice for notice in notices}
    entries = []
    for each in path:
        stored = latest.get(each.step)
        meeting = held.get(stored.meeting_id) if stored and stored.meeting_id else None
        entries.append(
            MatterPathStep(
                each,
                stored.id if stored else "",
                meeting,
                by_stage.get(STAGES.get(each.step, "-")),
                (stored.text or "") if stored else "",
            )
        )
    return MatterDetail(
        _summary(office, row, path),
        row.content or "",
        row.note or "",
        row.due_on or "",
        row.completed_on or "",
        row.result or "",
        row.dropped_on or "",
        row.dropped_reason or "",
        tuple(entries),
        linked,
    )


def _summary(office: Office, row: MatterRow, path: Sequence[PathStep]) -> MatterSummary:
    states = tuple(each.state for each in path)
    state = MatterState.RUNNING
    if row.dropped_on:
        state = MatterState.DROPPED
    elif set(states) == {StepState.DONE}:
        state = MatterState.DONE
    gap = next((each for each in path if each.state is StepState.GAP), None)
    code = office.vault.village.division_code
    return MatterSummary(
        row.id,
        row.title,
        row.kind,
        row.opened_on,
        row.amount_cents,
        row.owner or "",
        state,
        states,
        _is_owed(row.kind, row.amount_cents, row.opened_on, code),
        tuple(problem for problem in gap.problems if problem.severity is Severity.ERROR) if gap else (),
    )


def _is_owed(kind: str, amount_cents: int | None, opened_on: str, division_code: str) -> bool:
    if kind not in code_table("matter_kind"):  # of a newer program; better one step too many
        return True
    return needs_procedure(kind, amount_cents, date.fromisoformat(opened_on), division_code)


def _path(
    office: Office,
    row: MatterRow,
    steps: Sequence[StepRow],
    held: Mapping[str, MeetingRow],
    notices: Sequence[MatterNotice],
    terms: MatterTerms,
) -> tuple[PathStep, ...]:
    facts = {MatterStep(step.kind): fact_of(step, held) for step in steps if step.kind in set(MatterStep)}
    objected = set()
    for step, stage in STAGES.items():
        told = [notice for notice in notices if notice.stage == stage]
        days = sorted(notice.posted_on for notice in told if notice.posted_on)
        if days:
            facts[step] = StepFact(date.fromisoformat(days[0]), is_proven=True)
        if any(notice.open_objections for notice in told):
            objected.add(step)
    return walk(
        facts,
        today=office.today(),
        terms=terms,
        completed_on=date.fromisoformat(row.completed_on) if row.completed_on else None,
        objected=frozenset(objected),
    )


def fact_of(step: StepRow, held: Mapping[str, MeetingRow]) -> StepFact:
    """What is on record of a step; ``held`` are meetings by id."""
    meeting = held.get(step.meeting_id or "")
    attendance, vote = None, None
    if step.due_count is not None and step.present_count is not None:
        attendance = Attendance(
            step.due_count,
            step.present_count,
            step.household_due_count or 0,
            step.household_present_count or 0,
        )
    elif meeting is not None and meeting.due_count is not None and meeting.present_count is not None:
        attendance = Attendance(meeting.due_count, meeting.present_count)
    if step.agreed_count is not None:
        vote = Vote(step.agreed_count, step.against_count or 0, step.abstained_count or 0)
    return StepFact(
        date.fromisoformat(meeting.held_on if meeting else step.done_on),
        is_proven=meeting is not None or bool(step.text),
        meeting_kinds=meeting.kinds if meeting else (),
        attendance=attendance,
        vote=vote,
    )


def find_matters_for(office: Office, meeting: MeetingRow) -> tuple[MatterDetail, ...]:
    """Matters that a meeting has taken or could take next, the former first.

    Raises:
        ProblemError: SYS-403.
    """
    with office.store.reading() as connection:
        taken = {step.matter_id for step in queries.matters_at(connection, meeting.id)}
    found = [get_matter(office, matter_id) for matter_id in taken]
    for summary in list_matters(office):
        step = summary.next_step
        fits = step is not None and set(MEETING_KINDS.get(step, ())) & set(meeting.kinds)
        if summary.id not in taken and fits and summary.state is MatterState.RUNNING:
            found.append(get_matter(office, summary.id))
    return tuple(found)


def list_unlinked(office: Office, since: str) -> tuple[LinkedRow, ...]:
    """Contracts, projects and spendings at or above the amount that no matter stands behind.

    Raises:
        ProblemError: SYS-403.

    Source:
        The amount is the rule ``matter.spending.cents`` of the place.
    """
    office.require(Right.READ_FINANCE)
    least = get_rule("matter.spending.cents", office.today(), office.vault.village.division_code).value
    with office.store.reading() as connection:
        return queries.list_unlinked(connection, least, since)


# Writing


def check_matter(office: Office, matter: NewMatter) -> tuple[Problem, ...]:
    """What keeps a matter from being taken.

    DOC-193 no title, DOC-194 the amount is below zero, DOC-195 the day is none or not yet, DOC-196 no kind.
    """
    problems = []
    if not matter.title.strip():
        problems.append(Problem("DOC-193", place=Place(field="title")))
    if matter.kind not in code_table("matter_kind"):
        problems.append(Problem("DOC-196", place=Place(field="kind")))
    if matter.amount_cents is not None and matter.amount_cents < 0:
        problems.append(Problem("DOC-194", {"value": str(matter.amount_cents)}, Place(field="amount")))
    problems += day_problems(office, matter.opened_on, "1900-01-01", "opened_on")
    return tuple(problems)


def day_problems(office: Office, day: str, since: str, field: str) -> list[Problem]:
    """DOC-195 where a text is no day between two days, the later of which is today."""
    try:
        is_good = date.fromisoformat(since) <= date.fromisoformat(day) <= office.today()
    except ValueError:
        is_good = False
    return [] if is_good else [Problem("DOC-195", {"day": day, "opened": since}, Place(field=field))]


def add_matter(office: Office, matter: NewMatter, link: LinkedRow | None = None) -> RecordId:
    """Open a matter, for a contract, project or entry where one is named.

    Raises:
        ProblemError: DOC-193 to DOC-196, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    if problems := check_matter(office, matter):
        raise ProblemError(problems)
    with office.change("edit", f"新立事项：{matter.title.strip()}") as work:
        matter_id = work.insert("matter", _stored(matter))
        if link is not None:
            work.update(link.table, link.id, {"matter_id": matter_id})
    return matter_id


def edit_matter(office: Office, matter_id: str, matter: NewMatter) -> None:
    """Put a matter right.

    Raises:
        ProblemError: DOC-191, DOC-193 to DOC-196, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    if problems := check_matter(office, matter):
        raise ProblemError(problems)
    with office.change("edit", f"修改事项：{matter.title.strip()}") as work:
        if not work.update("matter", matter_id, _stored(matter)):
            raise ProblemError(Problem("DOC-191"))


def _stored(matter: NewMatter) -> dict[str, Value]:
    return {
        "title": matter.title.strip(),
        "kind": matter.kind,
        "opened_on": matter.opened_on,
        "amount_cents": matter.amount_cents,
        "content": matter.content.strip() or None,
        "owner": matter.owner.strip() or None,
        "due_on": matter.due_on or None,
        "note": matter.note.strip() or None,
    }


def link_record(office: Office, matter_id: str, record: LinkedRow) -> None:
    """Say that a contract, project or entry follows from a matter.

    Raises:
        ProblemError: DOC-191, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    row = changeable(office, matter_id)
    with office.change("edit", f"关联事项：{row.title}") as work:
        work.update(record.table, record.id, {"matter_id": matter_id})


def unlink_record(office: Office, record: LinkedRow) -> None:
    """Take a link back.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    with office.change("edit", f"取消关联：{record.name}") as work:
        work.update(record.table, record.id, {"matter_id": None})


def changeable(office: Office, matter_id: str) -> MatterRow:
    """A matter that may still be changed.

    Raises:
        ProblemError: DOC-191, DOC-192.
    """
    with office.store.reading() as connection:
        row = queries.find_matter(connection, matter_id)
    if row is None:
        raise ProblemError(Problem("DOC-191"))
    if row.dropped_on:
        raise ProblemError(Problem("DOC-192", {"title": row.title}))
    return row


def refuse_objected(detail: MatterDetail, step: MatterStep) -> None:
    """Make sure that no objection is open that stands before a step.

    Raises:
        ProblemError: DOC-190.
    """
    for each in detail.steps:
        if each.path.step is step:
            return
        if each.notice is not None and each.notice.open_objections:
            raise ProblemError(Problem("DOC-190", {"step": each.path.step.label}))


def complete_matter(office: Office, matter_id: str, completed_on: str, result: str) -> None:
    """Write down that the work is done and what came out of it.

    Raises:
        ProblemError: DOC-190 an objection is open, DOC-191, DOC-192, DOC-195 a day that can't be,
            DOC-196 no result, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    row = changeable(office, matter_id)
    refuse_objected(get_matter(office, matter_id), MatterStep.RESULT_PUBLISHED)
    problems = day_problems(office, completed_on, row.opened_on, "completed_on")
    if not result.strip():
        problems.append(Problem("DOC-196", place=Place(field="result")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"办结：{row.title}") as work:
        work.update("matter", matter_id, {"completed_on": completed_on, "result": result.strip()})


def drop_matter(office: Office, matter_id: str, reason: str) -> None:
    """Write down that a matter will not be done; what was recorded stays.

    Raises:
        ProblemError: DOC-191, DOC-192, DOC-196 no reason, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    row = changeable(office, matter_id)
    if not reason.strip():
        raise ProblemError(Problem("DOC-196", place=Place(field="reason")))
    with office.change("edit", f"不办：{row.title}") as work:
        today = office.today().isoformat()
        work.update("matter", matter_id, {"dropped_on": today, "dropped_reason": reason.strip()})
