"""A meeting that was held: its minutes are closed, signed, and opened again with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import meetings as queries
from db.queries.meetings import FullMeetingRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.matter_step import MatterStep
from desktop.domain.meeting_attendance import AttendanceState, call_problems, list_problems
from desktop.domain.meeting_due import COUNTED
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.quorum import Vote
from desktop.services import matter_steps, matters
from desktop.services.matter_steps import CheckedStep, NewStep
from desktop.services.meetings import reading
from desktop.services.meetings.grades import find_grade_problems
from desktop.services.meetings.planning import is_time, open_meeting, recount
from desktop.services.meetings.reading import MeetingDetail, TopicNeed
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Closing:
    """What is said of a meeting once it is over.

    Attributes:
        chair: Who presided.
        recorder: Who kept the minutes.
        starts_at: ``HH:MM``; so is `ends_at`.
        observers: Guests who are not in the register.
        content: What was done beside the items of the agenda.
        absent_rest: Mark those not marked as absent; without it they stop the closing.
    """

    chair: str
    recorder: str
    starts_at: str = ""
    ends_at: str = ""
    observers: str = ""
    content: str = ""
    absent_rest: bool = True


@dataclass(frozen=True, slots=True)
class Closed:
    """What became of it: warnings, and the steps of major matters that took their votes from it."""

    warnings: tuple[Problem, ...]
    matters: tuple[str, ...]


def close_minutes(office: Office, meeting_id: str, closing: Closing) -> Closed:
    """Write down that a meeting was held, and bring its numbers, votes and matters in step, in one action.

    An item on a major matter that was validly decided is the next step of that matter.

    Raises:
        ProblemError: MTG-004, MTG-005, MTG-011 to MTG-013, MTG-014 no chair or recorder, MTG-015 nobody
            came, MTG-021 to MTG-025 a resolution that the law calls void, MTG-026 the day is to come,
            MTG-032 a resolution without the votes it needs, MTG-039 a list with somebody twice, MTG-051
            somebody is not marked, what `matter_steps.check_step` finds, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    detail = reading.get_meeting(office, meeting_id)
    problems = _closing_problems(office, detail, closing)
    problems += _decision_problems(office, detail)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProblemError(errors)
    steps = _matter_steps(office, detail) if office.may(Right.EDIT_MATTERS) else []
    with office.change("edit", f"会议记录：{detail.row.title}") as work:
        open_meeting(work, meeting_id)
        for row in detail.attendance:
            if row.state == AttendanceState.DUE and row.standing in COUNTED:
                work.update("meeting_attendance", row.id, {"state": AttendanceState.ABSENT.value})
        work.update("meeting", meeting_id, {"state": "held", **_stored(detail, closing)})
        recount(work, meeting_id)
        for matter_id, step, checked in steps:
            matter_steps.insert_step(work, matter_id, step, checked, meeting_id)
    warnings = [problem for problem in problems if problem.severity is not Severity.ERROR]
    warnings += [problem for _, _, checked in steps for problem in checked.warnings]
    return Closed(tuple(warnings), tuple(matter_id for matter_id, _, _ in steps))


def find_problems(office: Office, meeting_id: str) -> tuple[Problem, ...]:
    """What stands between a meeting and its closed minutes, errors first; empty when nothing does.

    Raises:
        ProblemError: MTG-005, SYS-403.
    """
    detail = reading.get_meeting(office, meeting_id)
    row = detail.row
    closing = Closing(row.chair, row.recorder, row.starts_at, row.ends_at)
    problems = [*_closing_problems(office, detail, closing), *_decision_problems(office, detail)]
    with office.store.reading() as connection:
        problems += find_grade_problems(connection, meeting_id)
    return tuple(sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR))


def _closing_problems(office: Office, detail: MeetingDetail, closing: Closing) -> list[Problem]:
    row = detail.row
    problems = []
    if row.held_on > office.today().isoformat():
        problems.append(Problem("MTG-026", {"day": row.held_on}, Place(field="held_on")))
    chair, recorder = closing.chair.strip(), closing.recorder.strip()
    if not chair or not recorder:
        problems.append(Problem("MTG-014", place=Place(field="chair" if not chair else "recorder")))
    elif chair == recorder:
        problems.append(Problem("MTG-004", {"name": chair}, Place(field="recorder")))
    for time, field in ((closing.starts_at, "starts_at"), (closing.ends_at, "ends_at")):
        if time and not is_time(time):
            problems.append(Problem("MTG-013", {"value": time}, Place(field=field)))
    if is_time(closing.starts_at) and is_time(closing.ends_at) and closing.ends_at <= closing.starts_at:
        problems.append(Problem("MTG-040", place=Place(field="ends_at")))
    if detail.marks and not detail.tally.present:
        problems.append(Problem("MTG-015", place=Place(field="attendance")))
    if detail.tally.open and not closing.absent_rest:
        values = {"count": str(detail.tally.open)}
        problems.append(Problem("MTG-051", values, Place(field="attendance")))
    problems += list_problems(detail.marks, row.kinds, by_households=row.by_households)
    return problems


def _decision_problems(office: Office, detail: MeetingDetail) -> list[Problem]:
    """Errors where something was resolved that the law calls void; doubts as warnings."""
    problems: list[Problem] = []
    resolved_kinds = set()
    for need in detail.topic_needs:
        topic = need.topic
        if need.vote is None:
            if topic.resolution:
                problems.append(Problem("MTG-032", {"topic": topic.title}, Place(field="topics")))
            continue
        for problem in need.problems:
            is_binding = bool(topic.resolution) or problem.code == "MTG-021"
            severity = problem.severity if is_binding else Severity.WARNING
            problems.append(Problem(problem.code, problem.values, problem.place, severity))
        if topic.resolution:
            resolved_kinds.add(topic.kind)
    row = detail.row
    called = date.fromisoformat(row.called_on) if row.called_on else None
    code = office.vault.village.division_code
    for problem in call_problems(row.kinds, date.fromisoformat(row.held_on), called, code):
        is_binding = any(_names(problem, kind) for kind in resolved_kinds)
        severity = problem.severity if is_binding else Severity.WARNING
        problems.append(Problem(problem.code, problem.values, problem.place, severity))
    return problems


def _names(problem: Problem, kind: str) -> bool:
    from desktop.domain.code_table import code_table

    return problem.values.get("meeting") == code_table("meeting_kind").label(kind)


def _matter_steps(office: Office, detail: MeetingDetail) -> list[tuple[str, MatterStep, CheckedStep]]:
    """Steps that items of the agenda take; an item that was not passed takes none."""
    needs = {need.topic.id: need for need in detail.topic_needs}
    found = []
    for topic in detail.topics:
        if not topic.matter_id:
            continue
        need = needs.get(topic.id)
        if need is not None and need.is_passed is not True:
            continue
        kinds = (topic.kind,) if topic.kind else detail.row.kinds
        step = _step_of(office, detail.row, topic.matter_id, kinds)
        if step is None or (need is None and matter_steps.is_voted(step)):
            continue
        new = NewStep(
            meeting_id=detail.row.id,
            attendance=need.attendance if need else None,
            vote=_vote(need),
            text=topic.resolution,
        )
        found.append((topic.matter_id, step, matter_steps.check_step(office, topic.matter_id, step, new)))
    return found


def _step_of(office: Office, row: FullMeetingRow, matter_id: str, kinds: Sequence[str]) -> MatterStep | None:
    """The step this meeting took already, so that a correction reaches it, else the one that waits."""
    detail = matters.get_matter(office, matter_id)
    for each in detail.steps:
        if each.meeting is not None and each.meeting.id == row.id:
            return each.path.step
    return matter_steps.step_for(office, matter_id, kinds)


def _vote(need: TopicNeed | None) -> Vote | None:
    return need.vote if need is not None else None


def _stored(detail: MeetingDetail, closing: Closing) -> dict[str, Value]:
    resolutions = [topic.resolution for topic in detail.topics if topic.resolution]
    many = len(resolutions) > 1
    said = "；".join(
        (f"{number}. {text}" if many else text).rstrip("。；")
        for number, text in enumerate(resolutions, start=1)
    )
    return {
        "chair": closing.chair.strip(),
        "recorder": closing.recorder.strip(),
        "starts_at": closing.starts_at or None,
        "ends_at": closing.ends_at or None,
        "observers": closing.observers.strip() or None,
        "content": closing.content.strip() or None,
        "resolution": f"{said}。" if said else detail.row.resolution or None,
    }


def sign_minutes(office: Office, meeting_id: str, signed_on: str) -> None:
    """Write down that the printed minutes were signed; from then on they are not changed any more.

    Raises:
        ProblemError: MTG-002 no day, MTG-005, MTG-011 they are signed, MTG-012, MTG-036 the minutes are not
            closed or the day lies before the meeting or in the future, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    try:
        date.fromisoformat(signed_on)
    except ValueError:
        raise ProblemError(Problem("MTG-002", {"value": signed_on}, Place(field="signed_on"))) from None
    with office.change("edit", "会议记录签字") as work:
        row = open_meeting(work, meeting_id)
        if row.state != "held" or not row.held_on <= signed_on <= office.today().isoformat():
            raise ProblemError(Problem("MTG-036", {"day": signed_on}, Place(field="signed_on")))
        work.update("meeting", meeting_id, {"signed_on": signed_on})


def open_again(office: Office, meeting_id: str, reason: str) -> None:
    """Open signed minutes for a correction; the reason stays in the remarks.

    Raises:
        ProblemError: MTG-005, MTG-031 no reason, MTG-036 they are not signed, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    if not reason.strip():
        raise ProblemError(Problem("MTG-031", place=Place(field="reason")))
    with office.change("edit", "会议记录重新打开") as work:
        row = queries.find_meeting(work.connection, meeting_id)
        if row is None:
            raise ProblemError(Problem("MTG-005"))
        if not row.signed_on:
            raise ProblemError(Problem("MTG-036", {"day": ""}))
        said = f"{office.today().isoformat()} 更正（原签字日期 {row.signed_on}）：{reason.strip()}"
        note = "\n".join(part for part in (row.note, said) if part)
        work.update("meeting", meeting_id, {"signed_on": None, "note": note})
