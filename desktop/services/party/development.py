"""People on their way into the party: steps, what comes next, their notices (发展党员)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.connection import Connection
from db.queries import party as party_queries
from db.queries import property as queries
from db.queries.party import MemberRow
from db.queries.property import Row
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.party_development import (
    NextStep,
    Outcome,
    Step,
    StepDone,
    Way,
    check_step,
    read_way,
    steps_from_days,
)
from desktop.domain.party_membership import MemberStatus, Stage
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office
from desktop.services.property.rules import LedgerRules, Surroundings, check_not_future, day, text, whole

STEP = "party_development_step"
CANDIDATE_SHEET, CONFIRMATION_SHEET = "party_candidate", "party_confirmation"
_DAYS = {
    Step.APPLICATION: "applied_on",
    Step.ACTIVIST: "activist_on",
    Step.CANDIDATE: "candidate_on",
    Step.ADMISSION: "joined_on",
    Step.CONFIRMATION: "confirmed_on",
}
"""Steps whose day a finished record says too."""

_SHEETS = {Step.NOTICE: CANDIDATE_SHEET, Step.CONFIRMATION_NOTICE: CONFIRMATION_SHEET}


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step on record with what it is called; ``is_own``: it is a record of its own and can be changed."""

    id: str
    step: Step
    label: str
    on: str
    note: str
    notice_id: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the way.

    Attributes:
        member_id: The record.
        person_id: In the register.
        name: In the register.
        branch_id: Branch that teaches them.
        way: How far they are, and what comes next.
        steps: What is on record, oldest first.
    """

    member_id: str
    person_id: str
    name: str
    branch_id: str
    way: Way
    steps: tuple[StepLine, ...]


def list_candidates(office: Office) -> tuple[Candidate, ...]:
    """Everybody on the way into the party today, those furthest on first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    with office.store.reading() as connection:
        around = Surroundings(connection, office.today(), office.vault.village.division_code)
        found = candidates_of(around)
    return tuple(sorted(found, key=lambda each: each.way.stage or "", reverse=True))


def candidates_of(around: Surroundings) -> tuple[Candidate, ...]:
    """As `list_candidates`, within a reading that is open already."""
    steps = defaultdict(list)
    for row in queries.list_records(around.connection, STEP):
        steps[text(row, "member_id")].append(row)
    found = []
    for member in party_queries.list_members(around.connection):
        if member.left_on or member.death_date or not (member.stage or _is_probationary(member)):
            continue
        candidate = _candidate(around, member, steps[member.id])
        if candidate.way.stage is not None:
            found.append(candidate)
    return tuple(found)


def _is_probationary(member: MemberRow) -> bool:
    return member.status == MemberStatus.PROBATIONARY


def _candidate(around: Surroundings, member: MemberRow, rows: Sequence[Row]) -> Candidate:
    known = known_steps(member, rows)
    labels = code_table(STEP)
    own = {text(row, "step"): row for row in rows}
    lines = [_line(row) for row in rows]
    lines += [
        StepLine("", each.step, labels.label(each.step.value), each.on.isoformat(), "", "", is_own=False)
        for each in known
        if each.step.value not in own and each.step is not Step.ADMISSION_APPROVED
    ]
    return Candidate(
        member.id,
        member.person_id,
        member.name,
        member.branch_id,
        read_way(known, around.today, around.division_code),
        tuple(sorted(lines, key=lambda line: (line.on, line.step))),
    )


def _line(row: Row) -> StepLine:
    outcome = text(row, "outcome")
    notes = (
        code_table("party_step_outcome").label(outcome) if outcome else "",
        f"{hours}学时" if (hours := whole(row, "hours")) else "",
        text(row, "document"),
        text(row, "text"),
    )
    step = Step(text(row, "step"))
    return StepLine(
        text(row, "id"),
        step,
        code_table(STEP).label(step.value),
        text(row, "done_on"),
        "　".join(note for note in notes if note),
        text(row, "notice_id"),
        is_own=True,
    )


def known_steps(member: MemberRow, rows: Sequence[Row]) -> tuple[StepDone, ...]:
    """Steps on record with those that the member's own days stand for.

    Somebody whose record says that probation runs was approved, whether that day is on record or not.
    """
    own = tuple(done for row in rows if (done := _done(row)) is not None)
    days = {step: str(getattr(member, name)) for step, name in _DAYS.items()}
    known = steps_from_days(days, own)
    admitted = next((each for each in known if each.step is Step.ADMISSION), None)
    is_approved = member.status in (MemberStatus.PROBATIONARY, MemberStatus.FULL)
    if is_approved and admitted and not any(each.step is Step.ADMISSION_APPROVED for each in known):
        known = (*known, StepDone(Step.ADMISSION_APPROVED, admitted.on))
    if member.status == MemberStatus.FULL:
        known = (*known, StepDone(Step.CONFIRMATION_APPROVED, known[-1].on if known else date.min))
    return known


def _done(row: Row) -> StepDone | None:
    on = day(row, "done_on")
    if on is None or text(row, "step") not in tuple(Step):
        return None
    outcome = text(row, "outcome")
    return StepDone(
        Step(text(row, "step")),
        on,
        day(row, "until"),
        whole(row, "hours") or 0,
        Outcome(outcome) if outcome in tuple(Outcome) else None,
    )


# -- writing ---------------------------------------------------------------------------------


def _check(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """What `check_step` finds, each with the words of the steps it names; FIN-051 the record is gone."""
    member = _member(around.connection, text(row, "member_id"))
    if member is None:
        return [Problem("FIN-051", {"label": "对象"}, Place(field="member_id"))]
    problems = check_not_future(around, STEP, row, "done_on")
    done = _done(row)
    if done is None or problems:
        return problems
    rows = queries.list_where(around.connection, STEP, "member_id", member.id)
    others = known_steps(member, [other for other in rows if other["id"] != record_id])
    for found in check_step(done, others, member.birth_date, around.division_code):
        values = dict(found.values)
        if "before" in values:
            values["before"] = code_table(STEP).label(values["before"])
        values["step"] = code_table(STEP).label(done.step.value)
        problems.append(Problem(found.code, values, found.place, found.severity))
    return problems


def _complete(around: Surroundings, row: Row) -> None:
    """The day of the meeting that decided."""
    if row.get("meeting_id") and not row.get("done_on"):
        row["done_on"] = queries.meeting_day(around.connection, text(row, "meeting_id")) or None


def _member(connection: Connection, member_id: str) -> MemberRow | None:
    return next(iter(party_queries.list_members(connection, member_id=member_id)), None)


def _after(around: Surroundings, work: Work, _record_id: str, row: Row) -> None:
    """The member's record follows the way: days, stage, status; the register follows the status."""
    member_id = text(row, "member_id")
    member = _member(work.connection, member_id)
    if member is None:
        return
    patch = _patch(around, member, queries.list_where(work.connection, STEP, "member_id", member_id))
    work.update("party_member", member_id, patch)
    keep_register_in_step(around, work, member_id)


def _before_removal(around: Surroundings, work: Work, row: Row) -> None:
    """What followed from a step goes with it, as far as nothing else says it."""
    member_id = text(row, "member_id")
    member = _member(work.connection, member_id)
    name = _DAYS.get(Step(text(row, "step"))) if text(row, "step") in tuple(Step) else None
    if member is not None and name and getattr(member, name) == text(row, "done_on"):
        work.update("party_member", member_id, {name: None})
        member = _member(work.connection, member_id)
    if member is None:
        return
    rows = queries.list_where(work.connection, STEP, "member_id", member_id)
    left = [other for other in rows if other["id"] != row["id"]]
    if row["step"] == Step.ADMISSION_APPROVED:
        work.update("party_member", member_id, {"status": None})
    if row["step"] == Step.CONFIRMATION_APPROVED:
        work.update("party_member", member_id, {"status": MemberStatus.PROBATIONARY.value})
    member = _member(work.connection, member_id)
    assert member is not None
    work.update("party_member", member_id, _patch(around, member, left))
    keep_register_in_step(around, work, member_id)


def _patch(around: Surroundings, member: MemberRow, rows: Sequence[Row]) -> dict[str, str | None]:
    steps = [done for row in rows if (done := _done(row)) is not None]
    patch: dict[str, str | None] = {}
    for done in sorted(steps, key=lambda each: each.on):
        if done.step in _DAYS and done.is_passed and done.step is not Step.CONFIRMATION:
            patch[_DAYS[done.step]] = done.on.isoformat()
    passed = {done.step: done for done in steps if done.is_passed}
    status = member.status
    if Step.CONFIRMATION_APPROVED in passed:
        status = MemberStatus.FULL.value
        confirmed = passed.get(Step.CONFIRMATION, passed[Step.CONFIRMATION_APPROVED])
        patch["confirmed_on"] = confirmed.on.isoformat()
    elif Step.ADMISSION_APPROVED in passed and not status:
        status = MemberStatus.PROBATIONARY.value
    if any(done.outcome is Outcome.CANCELLED for done in steps):
        status = MemberStatus.LEFT.value
        patch["left_on"] = max(done.on for done in steps if done.outcome is Outcome.CANCELLED).isoformat()
    patch["status"] = status or None
    stage = read_way(steps_for_stage(member, status, rows), around.today, around.division_code).stage
    is_full = status == MemberStatus.FULL
    patch["stage"] = None if is_full or stage is None or stage is Stage.FULL else stage.value
    return patch


def steps_for_stage(member: MemberRow, status: str, rows: Sequence[Row]) -> tuple[StepDone, ...]:
    """Steps of a member whose status is about to be another."""
    return known_steps(replace(member, status=status), rows)


def keep_register_in_step(around: Surroundings, work: Work, member_id: str) -> None:
    """The register's political status follows; see `members`."""
    from desktop.services.party.members import MEMBER_RULES

    MEMBER_RULES.after(around, work, member_id, {})


STEP_RULES = LedgerRules(complete=_complete, check=_check, after=_after, before_removal=_before_removal)


# -- notices ---------------------------------------------------------------------------------


_REVIEWS = (Step.PROBATION_REVIEW.value, Step.REVIEW.value)


def conduct_of(steps: Sequence[Row]) -> str:
    """What the latest review says of somebody's conduct; "" where none says anything."""
    return next(
        (text(step, "text") for step in reversed(steps) if step["step"] in _REVIEWS and step["text"]), ""
    )


def read_conduct(office: Office, member_id: str) -> str:
    """As `conduct_of`, for the notice that is to be drafted.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    with office.store.reading() as connection:
        return conduct_of(queries.list_where(connection, STEP, "member_id", member_id))


def notice_request(office: Office, member_id: str, step: Step, conduct: str = "") -> NoticeRequest:
    """The sheet of a candidate (D07) or of a confirmation (D08); its compiler fills in what is on record.

    Args:
        office: The open office.
        member_id: Whom it is about.
        step: The step that it is the notice of.
        conduct: What it says of their conduct; "" takes the latest review's words.

    Raises:
        ProblemError: FIN-051 there is no such record, PTY-029 the step has no notice, SYS-403.
    """
    office.require(Right.READ_PARTY)
    if step not in _SHEETS:
        raise ProblemError(Problem("PTY-029", {"step": code_table(STEP).label(step.value)}))
    with office.store.reading() as connection:
        if _member(connection, member_id) is None:
            raise ProblemError(Problem("FIN-051", {"label": "对象"}))
    today = office.today().isoformat()
    values: dict[str, str] = {} if step is Step.NOTICE else {"kind": "转正"}
    if conduct.strip():
        values["conduct"] = conduct.strip()
    return NoticeRequest(
        _SHEETS[step], today, today, today, record_id=member_id, values=tuple(values.items())
    )


def draft_notice(office: Office, member_id: str, step: Step, conduct: str = "") -> str:
    """Draft the notice of a step and write the step down with it; returns the notice's id.

    The day of the step is the day of the draft; it is put right when the sheet hangs.

    Raises:
        ProblemError: As `notice_request`, what `check_step` finds, and those of drafting.
    """
    from desktop.services.disclosure.notices import make_notice
    from desktop.services.property.records import check_texts, save_record

    request = notice_request(office, member_id, step, conduct)
    texts = {"member_id": member_id, "step": step.value, "done_on": office.today().isoformat()}
    if wrong := [each for each in check_texts(office, STEP, texts) if each.severity is Severity.ERROR]:
        raise ProblemError(wrong)
    notice_id = make_notice(office, request)
    save_record(office, STEP, {**texts, "notice_id": notice_id})
    return notice_id


def urgent_steps(candidates: Sequence[Candidate]) -> tuple[tuple[Candidate, NextStep], ...]:
    """Steps that are late or due soon, of everybody, the most urgent first."""
    found = [
        (candidate, step)
        for candidate in candidates
        for step in candidate.way.next
        if step.state.value in ("late", "soon")
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].due or date.max))
