"""Major matters on their way through four discussions and two disclosures (四议两公开).

A discussion is proven by a meeting, a disclosure by the notice about the matter that hangs on a board;
what was disclosed before the program was used is proven by a remark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.queries import matters as queries
from db.queries import meetings as meeting_queries
from db.queries.matters import LinkedRow, MatterNotice, MatterRow, StepRow
from db.queries.meetings import MeetingRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.disclosure_duty import Trigger
from desktop.domain.ids import RecordId
from desktop.domain.matter_step import (
    MEETING_KINDS,
    STAGES,
    VOTED,
    MatterStep,
    MatterTerms,
    PathStep,
    StepFact,
    StepState,
    needs_procedure,
    vote_problems,
    walk,
)
from desktop.domain.meeting_due import born_until
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.quorum import Attendance, Vote
from desktop.domain.rules import get_rule
from desktop.services import meetings
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.meetings import NewMeeting
from desktop.services.office import Office
from desktop.services.settings import load_settings

__all__ = ["LinkedRow", "MatterDetail", "MatterNotice", "MatterSummary", "MeetingRow", "NewMatter"]

ITEM = "V02"
"""The item of disclosure that both notices of a matter belong to."""

LAYOUTS = {"decision": "assembly_decision", "result": "assembly_result"}
"""Stage of a notice about a matter → its layout."""


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
class NewStep:
    """A step as it is entered.

    Attributes:
        done_on: ISO day; of a step with a meeting the meeting's day counts.
        meeting_id: The meeting on record; empty where `meeting` or `text` is given.
        meeting: A meeting to be entered with it.
        attendance: Those with a vote; None takes the meeting's own numbers.
        vote: None where nothing was put to the vote.
        text: Opinion, or where the proof of an older disclosure is.
    """

    done_on: str = ""
    meeting_id: str = ""
    meeting: NewMeeting | None = None
    attendance: Attendance | None = None
    vote: Vote | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class TopicVotes:
    """How a matter was voted on at a meeting: those with a vote, their votes, what was resolved."""

    attendance: Attendance
    vote: Vote
    resolution: str


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
    facts = {MatterStep(step.kind): _fact(step, held) for step in steps if step.kind in set(MatterStep)}
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


def _fact(step: StepRow, held: Mapping[str, MeetingRow]) -> StepFact:
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


def find_meetings_for(office: Office, step: MatterStep, since: str) -> tuple[MeetingRow, ...]:
    """Meetings since a day that can take a step, the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    kinds = set(MEETING_KINDS.get(step, ()))
    with office.store.reading() as connection:
        rows = meeting_queries.list_meetings(connection, since, office.today().isoformat())
    return tuple(row for row in reversed(rows) if kinds & set(row.kinds))


def count_eligible(office: Office, on: date) -> tuple[int, int]:
    """Registered villagers of age on a day, and households: those due at an assembly.

    The register counts; who lives elsewhere or lost the right to vote is for the office to take off.

    Raises:
        ProblemError: SYS-403.

    Source:
        村民委员会组织法 (2018) 21: the assembly is made up of villagers aged eighteen and more.
    """
    office.require(Right.READ_REGISTER)
    adult = get_rule("age.adult", on, office.vault.village.division_code).value
    with office.store.reading() as connection:
        return queries.count_eligible(connection, on.isoformat(), born_until(on, adult))


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


def list_triggers(office: Office) -> tuple[Trigger, ...]:
    """What both disclosures of each matter are owed for: its decision, and the end of the work."""
    triggers = []
    with office.store.reading() as connection:
        rows = queries.list_matters(connection)
        steps = queries.list_steps(connection)
        held = queries.meetings_of(connection, steps)
    decided = {step.matter_id: step for step in steps if step.kind == MatterStep.DECISION}
    for row in rows:
        if row.dropped_on:
            continue
        step = decided.get(row.id)
        if step is not None:
            on = _fact(step, held).done_on
            triggers.append(Trigger(ITEM, on, row.title, row.id, STAGES[MatterStep.DECISION_PUBLISHED]))
        if row.completed_on:
            on = date.fromisoformat(row.completed_on)
            triggers.append(Trigger(ITEM, on, row.title, row.id, STAGES[MatterStep.RESULT_PUBLISHED]))
    return tuple(triggers)


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
    problems += _day_problems(office, matter.opened_on, "1900-01-01", "opened_on")
    return tuple(problems)


def _day_problems(office: Office, day: str, since: str, field: str) -> list[Problem]:
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
    row = _open(office, matter_id)
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


def _open(office: Office, matter_id: str) -> MatterRow:
    """A matter that may still be changed."""
    with office.store.reading() as connection:
        row = queries.find_matter(connection, matter_id)
    if row is None:
        raise ProblemError(Problem("DOC-191"))
    if row.dropped_on:
        raise ProblemError(Problem("DOC-192", {"title": row.title}))
    return row


def record_step(office: Office, matter_id: str, step: MatterStep, new: NewStep) -> tuple[Problem, ...]:
    """Take a step, or put right what was recorded of it.

    Args:
        office: The office at work.
        matter_id: The matter.
        step: Which step.
        new: Its meeting or remark, and the votes.

    Returns:
        What is doubtful about it, as warnings.

    Raises:
        ProblemError: DOC-180 to DOC-182 the meeting could not decide or the votes don't add up, DOC-186
            a meeting of another kind, DOC-190 an objection is open, DOC-191, DOC-192, DOC-195 a day
            that can't be, DOC-196 neither meeting nor remark, DOC-198 no votes, what `check_meeting`
            finds, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    if new.meeting is not None:
        office.require(Right.EDIT_MEETINGS)
    checked = check_step(office, matter_id, step, new)
    with office.change("edit", f"{step.label}：{checked.title}") as work:
        meeting_id = new.meeting_id or (meetings.insert_meeting(work, new.meeting) if new.meeting else "")
        insert_step(work, matter_id, step, checked, meeting_id)
    return checked.warnings


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """A step that may be written: the matter's title, the step as entered and read, what is doubtful."""

    title: str
    new: NewStep
    fact: StepFact
    warnings: tuple[Problem, ...]


def check_step(office: Office, matter_id: str, step: MatterStep, new: NewStep) -> CheckedStep:
    """Make sure that a step may be taken.

    Raises:
        ProblemError: As `record_step`, but for SYS-403.
    """
    row = _open(office, matter_id)
    _refuse_objected(get_matter(office, matter_id), step)
    if new.meeting is not None and (wrong := meetings.check_meeting(new.meeting)):
        raise ProblemError(wrong)
    fact = _new_fact(office, new)
    problems = _day_problems(office, fact.done_on.isoformat(), row.opened_on, "done_on")
    if not fact.is_proven:
        place = "text" if step in STAGES else "meeting"
        problems.append(Problem("DOC-196", place=Place(field=place)))
    kinds = MEETING_KINDS.get(step, ())
    if fact.meeting_kinds and not set(kinds) & set(fact.meeting_kinds):
        wanted = "、".join(code_table("meeting_kind").label(kind) for kind in kinds)
        problems.append(Problem("DOC-186", {"step": step.label, "kinds": wanted}, Place(field="meeting")))
    found = vote_problems(step, fact, office.vault.village.division_code)
    for problem in found:
        if problem.severity is Severity.ERROR:
            problems.append(problem._replace(place=problem.place or Place(field="agreed_count")))
    if problems:
        raise ProblemError(problems)
    warnings = tuple(problem for problem in found if problem.severity is not Severity.ERROR)
    return CheckedStep(row.title, new, fact, warnings)


def insert_step(work: Work, matter_id: str, step: MatterStep, checked: CheckedStep, meeting_id: str) -> None:
    """Write a checked step, in the place of what was recorded of it, inside an open transaction."""
    values = _stored_step(checked.fact, checked.new, matter_id, step, meeting_id)
    stored = next(
        (each for each in queries.list_steps(work.connection, matter_id) if each.kind == step), None
    )
    if stored is None:
        work.insert("matter_step", values)
    else:
        work.update("matter_step", stored.id, values)


def step_for(office: Office, matter_id: str, kinds: Sequence[str]) -> MatterStep | None:
    """The discussion of a matter that a meeting of some kinds takes; None where it waits for none such.

    Raises:
        ProblemError: DOC-191.
    """
    detail = get_matter(office, matter_id)
    fitting = [step for step, wanted in MEETING_KINDS.items() if set(wanted) & set(kinds)]
    for state in (StepState.NEXT, StepState.GAP):  # a gap is made good where nothing else waits
        for step in fitting:
            if detail.step(step).path.state is state:
                return step
    return None


def find_topic_votes(office: Office, matter_id: str) -> dict[str, TopicVotes]:
    """Meeting → how a matter was voted on there, as the item of its agenda has it.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        rows = meeting_queries.list_topics_of_matter(connection, matter_id)
    return {
        row.meeting_id: TopicVotes(
            Attendance(
                row.due_count or 0,
                row.present_count or 0,
                row.household_due_count or 0,
                row.household_present_count or 0,
            ),
            Vote(row.agreed_count, row.against_count or 0, row.abstained_count or 0),
            row.resolution,
        )
        for row in rows
        if row.agreed_count is not None
    }


def _refuse_objected(detail: MatterDetail, step: MatterStep) -> None:
    for each in detail.steps:
        if each.path.step is step:
            return
        if each.notice is not None and each.notice.open_objections:
            raise ProblemError(Problem("DOC-190", {"step": each.path.step.label}))


def _new_fact(office: Office, new: NewStep) -> StepFact:
    kinds: tuple[str, ...] = ()
    day, attendance = new.done_on, new.attendance
    if new.meeting is not None:
        kinds, day = new.meeting.kinds, new.meeting.held_on
        attendance = attendance or Attendance(new.meeting.due_count, new.meeting.present_count)
    elif new.meeting_id:
        with office.store.reading() as connection:
            found = meeting_queries.find_meetings(connection, (new.meeting_id,))
        if not found:
            raise ProblemError(Problem("MTG-005"))
        kinds, day = found[0].kinds, found[0].held_on
        attendance = attendance or Attendance(found[0].due_count or 0, found[0].present_count or 0)
    try:
        done_on = date.fromisoformat(day)
    except ValueError:
        raise ProblemError(Problem("DOC-195", {"day": day, "opened": ""}, Place(field="done_on"))) from None
    return StepFact(done_on, bool(kinds) or bool(new.text.strip()), kinds, attendance, new.vote)


def _stored_step(
    fact: StepFact, new: NewStep, matter_id: str, step: MatterStep, meeting_id: str
) -> dict[str, Value]:
    attendance, vote = fact.attendance, fact.vote
    return {
        "matter_id": matter_id,
        "kind": step.value,
        "done_on": fact.done_on.isoformat(),
        "meeting_id": meeting_id or None,
        "due_count": attendance.due if attendance else None,
        "present_count": attendance.present if attendance else None,
        "household_due_count": (attendance.households_due or None) if attendance else None,
        "household_present_count": (attendance.households_present or None) if attendance else None,
        "agreed_count": vote.agreed if vote else None,
        "against_count": vote.against if vote else None,
        "abstained_count": vote.abstained if vote else None,
        "text": new.text.strip() or None,
    }


def remove_step(office: Office, matter_id: str, step: MatterStep) -> None:
    """Take back what was recorded of a step; its meeting stays.

    Raises:
        ProblemError: DOC-191, DOC-192, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    row = _open(office, matter_id)
    with office.change("edit", f"撤销{step.label}：{row.title}") as work:
        for each in queries.list_steps(work.connection, matter_id):
            if each.kind == step:
                work.delete("matter_step", each.id)


def complete_matter(office: Office, matter_id: str, completed_on: str, result: str) -> None:
    """Write down that the work is done and what came out of it.

    Raises:
        ProblemError: DOC-190 an objection is open, DOC-191, DOC-192, DOC-195 a day that can't be,
            DOC-196 no result, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    row = _open(office, matter_id)
    _refuse_objected(get_matter(office, matter_id), MatterStep.RESULT_PUBLISHED)
    problems = _day_problems(office, completed_on, row.opened_on, "completed_on")
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
    row = _open(office, matter_id)
    if not reason.strip():
        raise ProblemError(Problem("DOC-196", place=Place(field="reason")))
    with office.change("edit", f"不办：{row.title}") as work:
        today = office.today().isoformat()
        work.update("matter", matter_id, {"dropped_on": today, "dropped_reason": reason.strip()})


def draft_notice(office: Office, matter_id: str, step: MatterStep) -> str:
    """Draft the notice of a disclosure, filled from what is on record; the later one has the same numbers.

    Returns:
        The id of the draft.

    Raises:
        ProblemError: DOC-190 an objection is open, DOC-191, DOC-192, DOC-197 the decision is not on
            record, DOC-198 nor its votes, DOC-199 nor the result, what `make_notice` finds, SYS-403.
    """
    from desktop.services.disclosure.notices import make_notice

    office.require(Right.DRAFT_NOTICE)
    row = _open(office, matter_id)
    detail = get_matter(office, matter_id)
    _refuse_objected(detail, step)
    stage = STAGES[step]
    decision = detail.step(MatterStep.DECISION).path.fact
    if decision is None:
        raise ProblemError(Problem("DOC-197"))
    if decision.vote is None:
        raise ProblemError(Problem("DOC-198", {"step": MatterStep.DECISION.label}))
    if stage == STAGES[MatterStep.RESULT_PUBLISHED] and not row.completed_on:
        raise ProblemError(Problem("DOC-199"))
    first = decision.done_on.isoformat()
    last = max(first, row.completed_on) if row.completed_on and stage == "result" else first
    request = NoticeRequest(
        LAYOUTS[stage], first, last, office.today().isoformat(), item=ITEM, record_id=matter_id, stage=stage
    )
    return make_notice(office, request)


def draft_notices(office: Office, meeting_id: str) -> tuple[str, ...]:
    """Draft the notice of the decision on every matter that one meeting decided and that has none yet.

    Returns:
        Ids of the drafts, in the order of the agenda.

    Raises:
        ProblemError: MTG-050 there is nothing to draft, what `draft_notice` finds.
    """
    office.require(Right.DRAFT_NOTICE)
    with office.store.reading() as connection:
        steps = queries.matters_at(connection, meeting_id)
        order = [row.matter_id for row in meeting_queries.list_topics(connection, meeting_id)]
        told = {row.matter_id for row in queries.list_notices(connection) if row.stage == "decision"}
    decided = [
        row.matter_id for row in steps if row.kind == MatterStep.DECISION and row.matter_id not in told
    ]
    decided.sort(key=lambda each: order.index(each) if each in order else len(order))
    if not decided:
        raise ProblemError(Problem("MTG-050"))
    return tuple(draft_notice(office, each, MatterStep.DECISION_PUBLISHED) for each in decided)


def is_voted(step: MatterStep) -> bool:
    """Whether the votes of a step are counted and published."""
    return step in VOTED
