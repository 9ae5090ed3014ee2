"""Steps of a major matter (四议两公开): what takes one, whether it may be taken, with what votes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import matters as queries
from db.queries import meetings as meeting_queries
from db.queries.meetings import MeetingRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.matter_step import (
    MEETING_KINDS,
    STAGES,
    VOTED,
    MatterStep,
    StepFact,
    StepState,
    vote_problems,
)
from desktop.domain.meeting_due import born_until
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.quorum import Attendance, Vote
from desktop.domain.rules import get_rule
from desktop.services import meetings
from desktop.services.matters import changeable, day_problems, get_matter, refuse_objected
from desktop.services.meetings import NewMeeting
from desktop.services.office import Office


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
class CheckedStep:
    """A step that may be written: the matter's title, the step as entered and read, what is doubtful."""

    title: str
    new: NewStep
    fact: StepFact
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class TopicVotes:
    """How a matter was voted on at a meeting: those with a vote, their votes, what was resolved."""

    attendance: Attendance
    vote: Vote
    resolution: str


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


def check_step(office: Office, matter_id: str, step: MatterStep, new: NewStep) -> CheckedStep:
    """Make sure that a step may be taken.

    Raises:
        ProblemError: As `record_step`, but for SYS-403.
    """
    row = changeable(office, matter_id)
    refuse_objected(get_matter(office, matter_id), step)
    if new.meeting is not None and (wrong := meetings.check_meeting(new.meeting)):
        raise ProblemError(wrong)
    fact = _new_fact(office, new)
    problems = day_problems(office, fact.done_on.isoformat(), row.opened_on, "done_on")
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


def remove_step(office: Office, matter_id: str, step: MatterStep) -> None:
    """Take back what was recorded of a step; its meeting stays.

    Raises:
        ProblemError: DOC-191, DOC-192, SYS-403.
    """
    office.require(Right.EDIT_MATTERS)
    row = changeable(office, matter_id)
    with office.change("edit", f"撤销{step.label}：{row.title}") as work:
        for each in queries.list_steps(work.connection, matter_id):
            if each.kind == step:
                work.delete("matter_step", each.id)


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


def is_voted(step: MatterStep) -> bool:
    """Whether the votes of a step are counted and published."""
    return step in VOTED
