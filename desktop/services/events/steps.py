"""Steps of an event: each a transition of the table, written with what follows from it in one transaction."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from db.queries import event_life as queries
from db.queries import events as event_queries
from db.queries.event_life import EventLifeRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_limit import TimeUnit, counted_minutes, due_moment, end_of_day, paused
from desktop.domain.event_state import NEEDS_TEXT, OPEN_STATES, SUSPENDED, Standing, Step, Transition, way_to
from desktop.domain.ids import RecordId
from desktop.domain.local_moment import moment_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.events.records import IN_GROUP, NOT_RATED, ON_BOARD
from desktop.services.events.standing import (
    as_moment,
    due_columns,
    find_row,
    fresh_due,
    limit_of,
    now_at,
    rule_at,
    standing_of,
    steps_here,
)
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Said:
    """Whose step it is where the user at work only takes in what another did.

    Attributes:
        at: When, a UTC moment.
        by: An account, or `desktop.domain.event_author.COUNTY`.
        unit: Of the county, which office of it.
    """

    at: str
    by: str
    unit: str = ""

    def record_id(self, *parts: str) -> RecordId:
        """The id of what is written of it: two PCs that take it in write one record."""
        return RecordId(sha256("|".join((*parts, self.at)).encode()).hexdigest()[:32])


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What is told with a step; each step needs only its own.

    Attributes:
        text: Why, or what came out; needed for the steps in `NEEDS_TEXT`.
        handler_id: Who shall see to it; needed for `Step.ASSIGN`.
        until: ISO day on which a pause ends at the latest; needed for `Step.SUSPEND`.
        way: Code of ``feedback_way``; needed for `Step.FEED_BACK` of what somebody reported.
        satisfaction: Code of ``satisfaction``; needed for `Step.RATE`.
        where_to: Where a person who is refused can go; needed for `Step.REFUSE` of what somebody reported.
        told: Ids of `ToTell` who were told with the feedback besides who reported it; None means all.
        extra: Further columns that a service writes with the step.
        said: Whose step it is; None for the user's at work, now.
    """

    text: str = ""
    handler_id: str = ""
    until: str = ""
    way: str = ""
    satisfaction: str = ""
    where_to: str = ""
    told: tuple[str, ...] | None = None
    extra: dict[str, Value] = field(default_factory=dict)
    said: Said | None = None


def step_label(step: Step) -> str:
    """A step's name as the office says it (the undo list keeps it)."""
    return code_table("event_step").label(step.value)


def take_step(
    office: Office,
    event_id: str,
    step: Step,
    text: str = "",
    handler_id: str = "",
    *,
    until: str = "",
    way: str = "",
    satisfaction: str = "",
    where_to: str = "",
    told: tuple[str, ...] | None = None,
) -> str:
    """Do something about an event: one step, one transaction.

    Steps on the way that need nothing told (accepting, beginning) are taken with it.

    Returns:
        The state after the step.

    Raises:
        ProblemError: EVT-001 no such event, EVT-020 the step is not possible now, EVT-023 a task from above
            ends otherwise, EVT-021 no text, EVT-022 nobody was named, EVT-030 to EVT-035 what else the step
            needs is missing or wrong, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    facts = StepFacts(text.strip(), handler_id, until, way, satisfaction, where_to.strip(), told)
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
    if step not in steps_here(standing_of(office, row)):
        raise impossible(row, step)
    with office.change("edit", f"{step_label(step)}：{row.title}") as work:
        return apply_step(office, work, row.id, step, facts)


def impossible(row: EventLifeRow, step: Step) -> ProblemError:
    """What is said of a step that can't be taken: EVT-020, of a task from above EVT-023."""
    if row.order_id and row.state in OPEN_STATES:
        return ProblemError(Problem("EVT-023", {"step": step_label(step)}))
    state = code_table("event_state").label(row.state)
    return ProblemError(Problem("EVT-020", {"step": step_label(step), "state": state}))


def apply_step(office: Office, work: Work, event_id: str, step: Step, facts: StepFacts) -> str:
    """As `take_step`, inside a transaction that is open already; also for steps that lie above the village.

    Raises:
        ProblemError: As `take_step`, but SYS-403.
    """
    row = find_row(work.connection, event_id)
    check_facts(office, row, step, facts)
    way = way_to(standing_of(office, row), step)
    if not way:
        raise impossible(row, step)
    for made in way:
        _write(office, work, row, made, facts if made.step is step else StepFacts(said=facts.said))
        row = find_row(work.connection, row.id)
    return row.state


def check_facts(office: Office, row: EventLifeRow, step: Step, facts: StepFacts) -> None:
    """Refuse a step that lacks what it needs.

    Raises:
        ProblemError: EVT-021, EVT-022, EVT-030 to EVT-035.
    """
    problems: list[Problem] = []
    is_reported = row.kind == "event"
    if step in NEEDS_TEXT and not facts.text:
        problems.append(Problem("EVT-021", {"step": step_label(step)}, Place(field="text")))
    if step is Step.ASSIGN and not facts.handler_id:
        problems.append(Problem("EVT-022", place=Place(field="handler_id")))
    if step is Step.SUSPEND:
        problems += _check_pause(office, facts.until)
    if step is Step.REFUSE and is_reported and not facts.where_to:
        problems.append(Problem("EVT-033", place=Place(field="where_to")))
    if step is Step.FEED_BACK and is_reported:
        if facts.way not in code_table("feedback_way"):
            problems.append(Problem("EVT-034", place=Place(field="way")))
        elif facts.way not in (ON_BOARD, IN_GROUP) and row.anonymous and not row.reporter_phone:
            problems.append(Problem("EVT-035", place=Place(field="way")))
    if step is Step.RATE and facts.satisfaction not in code_table("satisfaction"):
        problems.append(Problem("EVT-032", place=Place(field="satisfaction")))
    if problems:
        raise ProblemError(tuple(problems))


def _check_pause(office: Office, until: str) -> list[Problem]:
    place = Place(field="until")
    try:
        last = date.fromisoformat(until)
    except ValueError:
        return [Problem("EVT-030", place=place)]
    most = rule_at(office, "event.suspend.most.days")
    if not office.today() <= last <= office.today() + timedelta(days=most):
        return [Problem("EVT-031", {"days": str(most)}, place)]
    return []


def write_mark(office: Office, work: Work, event_id: str, step: Step, text: str, state: str) -> None:
    """Write down what was done; ``state`` is the state after it."""
    work.insert(
        "event_step",
        {
            "event_id": event_id,
            "kind": step.value,
            "text": text or None,
            "state": state,
            "done_at": office.now_text(),
            "done_by": office.user.id,
        },
    )


def _insert_once(work: Work, table: str, record_id: RecordId, values: dict[str, Value]) -> None:
    """Write what another PC may have written already."""
    known = work.connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (record_id,))  # noqa: S608
    if known.fetchone() is None:
        work.insert(table, values, record_id)


def _write(office: Office, work: Work, row: EventLifeRow, made: Transition, facts: StepFacts) -> None:
    if facts.said is None:
        write_mark(office, work, row.id, made.step, facts.text, made.after.state)
    else:
        _insert_once(
            work,
            "event_step",
            facts.said.record_id("event_step", row.id, made.step.value),
            {
                "event_id": row.id,
                "kind": made.step.value,
                "text": facts.text or None,
                "state": made.after.state,
                "done_at": facts.said.at,
                "done_by": facts.said.by,
                "unit": facts.said.unit or None,
            },
        )
    if made.step is Step.NOTE:
        return
    patch: dict[str, Value] = {"state": made.after.state, "level": str(made.after.level)}
    work.update("event", row.id, patch | _patch(office, work, row, made, facts) | facts.extra)


def _patch(
    office: Office, work: Work, row: EventLifeRow, made: Transition, facts: StepFacts
) -> dict[str, Value]:
    now = facts.said.at if facts.said else office.now_text()
    match made.step:
        case Step.ACCEPT | Step.TAKE_UP:
            return {"accepted_at": now}
        case Step.START if not row.handler_id:
            return {"handler_id": office.user.id}  # who begins it sees to it
        case Step.ASSIGN:
            return {"handler_id": facts.handler_id}
        case Step.REFUSE:
            return {"closed_at": now, "result": facts.text, "where_to": facts.where_to or None}
        case Step.WITHDRAW | Step.MERGE | Step.ARCHIVE:
            return {} if row.closed_at else {"closed_at": now}
        case Step.SUSPEND:
            return _stop_clock(office, row, facts.until)
        case Step.RESUME:
            return start_clock(office, row)
        case Step.ESCALATE:
            _copy_up(office, work, row, made.after, facts.text)
            if row.settled_at:
                _untell_others(work, row)
            return _gone_up(office, row, made.after.level)
        case Step.RETURN:
            return _counted_anew(office, row, made.after.level)
        case Step.SETTLE:
            return {
                "result": facts.text,
                "settled_at": now,
                "settled_level": str(made.before.level),
                "closed_at": now,
            }
        case Step.FEED_BACK:
            _tell_others(office, work, row, facts)
            return {
                "feedback_text": facts.text or row.result,
                "feedback_way": facts.way or None,
                "feedback_at": now,
                "feedback_by": facts.said.by if facts.said else office.user.id,
            }
        case Step.RATE:
            return _rate(office, work, row, facts)
        case Step.REOPEN:
            again: dict[str, Value] = {"reopened_count": made.after.reopened}
            _untell_others(work, row)
            return again | _open_again(office, row, made.after.level)
        case _:
            return {}


# The clock


def _stop_clock(office: Office, row: EventLifeRow, until: str) -> dict[str, Value]:
    """The due day is put off at once as if the pause lasted to its end, so that no list calls it late."""
    patch: dict[str, Value] = {
        "suspended_at": office.now_text(),
        "suspend_until": until,
        "due_before_at": row.due_at,
    }
    if row.due_at and row.limit_class:
        now = now_at(office)
        end = end_of_day(date.fromisoformat(until), now)
        patch |= due_columns(paused(as_moment(row.due_at), now, end, unit_of(office, row)).at)
    return patch


def unit_of(office: Office, row: EventLifeRow) -> TimeUnit:
    """What the limit of an event is counted in where it lies."""
    limit = limit_of(office, row.limit_class, int(row.level))
    return limit.handle.unit if limit else TimeUnit.DAYS


def start_clock(office: Office, row: EventLifeRow) -> dict[str, Value]:
    """The clock runs again: the due moment is put off by the time that the pause took, at most to its end."""
    patch: dict[str, Value] = {"suspended_at": None, "suspend_until": None, "due_before_at": None}
    if not (row.due_before_at and row.suspended_at and row.suspend_until and row.limit_class):
        return patch
    unit, stopped = unit_of(office, row), as_moment(row.suspended_at)
    now = now_at(office)
    went_on = min(now, end_of_day(date.fromisoformat(row.suspend_until), now))
    minutes = counted_minutes(stopped, went_on, unit)
    due = paused(as_moment(row.due_before_at), stopped, went_on, unit).at
    return patch | due_columns(due) | {"paused_minutes": row.paused_minutes + minutes}


def _counted_anew(office: Office, row: EventLifeRow, level: int) -> dict[str, Value]:
    """The limit from now; what stood still before belongs to the limit before."""
    due = fresh_due(office, row.limit_class, level)
    return due_columns(due.at) | {"paused_minutes": 0} if due is not None else {}


def _open_again(office: Office, row: EventLifeRow, level: int) -> dict[str, Value]:
    """Nothing is settled, told or rated any more; what was stands in steps and ratings."""
    gone = (
        *("closed_at", "settled_at", "settled_level", "result", "satisfaction"),
        *("feedback_text", "feedback_way", "feedback_at", "feedback_by"),
    )
    return dict.fromkeys(gone) | _counted_anew(office, row, level)


# Up


def _gone_up(office: Office, row: EventLifeRow, level: int) -> dict[str, Value]:
    patch = _open_again(office, row, level)
    patch |= {"max_level": str(max(level, int(row.max_level))), "accepted_at": None}
    limit = limit_of(office, row.limit_class, level)
    if limit is not None:
        patch["accept_due_at"] = moment_text(due_moment(now_at(office), limit.accept).at)
    return patch


def _copy_up(office: Office, work: Work, row: EventLifeRow, after: Standing, reason: str) -> None:
    work.insert(
        "event_escalation",
        {
            "event_id": row.id,
            "level": str(after.level),
            "reason": reason,
            "body": json.dumps(escalation_body(work, row), ensure_ascii=False, separators=(",", ":")),
            "escalated_at": office.now_text(),
            "escalated_by": office.user.id,
        },
    )


def escalation_body(work: Work, row: EventLifeRow) -> dict[str, object]:
    """The matter as it stands, for the level above; see ``docs/protocol.md``.

    Who reported it goes with it only where he is named and did not ask for secrecy: the village stays the one
    who answers him.
    """
    body: dict[str, object] = {
        "number": row.number,
        "title": row.title,
        "text": row.text or "",
        "category": row.category or "",
        "source": row.source or "",
        "place": row.place or "",
        "urgency": row.urgency,
        "limit_class": row.limit_class or "",
        "received_at": row.received_at,
        "happened_at": row.happened_at or "",
        "reopened": row.reopened_count,
        "steps": [
            {"kind": step.kind, "text": step.text or "", "state": step.state or "", "done_at": step.done_at}
            for step in event_queries.list_steps(work.connection, row.id)
        ],
    }
    if row.reporter and not row.secret and not row.anonymous:
        body["reporter"] = row.reporter
        body["reporter_phone"] = row.reporter_phone or ""
    return body


# The person


def _tell_others(office: Office, work: Work, row: EventLifeRow, facts: StepFacts) -> None:
    for each in queries.list_reporters(work.connection, row.id):
        if not each.told_at and (facts.told is None or each.id in facts.told):
            _told(office, work, each.id, facts.way)


def _untell_others(work: Work, row: EventLifeRow) -> None:
    """What they were told no longer holds."""
    for each in queries.list_reporters(work.connection, row.id):
        work.update("event_reporter", each.id, dict.fromkeys(("told_at", "told_way", "told_by")))


def _told(office: Office, work: Work, reporter_id: str, way: str) -> None:
    work.update(
        "event_reporter",
        reporter_id,
        {"told_at": office.now_text(), "told_way": way or None, "told_by": office.user.id},
    )


def tell(office: Office, event_id: str, reporter_id: str, way: str) -> None:
    """Write down that one more person was told how an event ended.

    Raises:
        ProblemError: EVT-001, EVT-034 no way was named, EVT-036 he is not among those to be told, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if way not in code_table("feedback_way"):
        raise ProblemError(Problem("EVT-034", place=Place(field="way")))
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
        others = queries.list_reporters(connection, row.id)
    if not any(each.id == reporter_id and not each.told_at for each in others):
        raise ProblemError(Problem("EVT-036"))
    with office.change("edit", f"{step_label(Step.TELL)}：{row.title}") as work:
        _told(office, work, reporter_id, way)
        write_mark(office, work, row.id, Step.TELL, code_table("feedback_way").label(way), row.state)


def _rate(office: Office, work: Work, row: EventLifeRow, facts: StepFacts) -> dict[str, Value]:
    if facts.satisfaction != NOT_RATED:
        rating: dict[str, Value] = {
            "event_id": row.id,
            "satisfaction": facts.satisfaction,
            "text": facts.text or None,
            "way": facts.way or None,
            "rated_at": facts.said.at if facts.said else office.now_text(),
            "round": row.reopened_count,
        }
        if facts.said is None:
            work.insert("event_rating", rating)
        else:
            _insert_once(work, "event_rating", facts.said.record_id("event_rating", row.id), rating)
    return {"satisfaction": facts.satisfaction}


def settle(
    office: Office, event_id: str, result: str, way: str = "", told: tuple[str, ...] | None = None
) -> str:
    """Settle an event, and write down at once that the person was told where a way is named.

    Returns:
        The state afterwards.

    Raises:
        ProblemError: As `take_step`.
    """
    if not way:
        return take_step(office, event_id, Step.SETTLE, result)
    office.require(Right.EDIT_EVENTS)
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
    if Step.SETTLE not in steps_here(standing_of(office, row)):
        raise impossible(row, Step.SETTLE)
    with office.change("edit", f"{step_label(Step.SETTLE)}：{row.title}") as work:
        apply_step(office, work, row.id, Step.SETTLE, StepFacts(result.strip()))
        return apply_step(office, work, row.id, Step.FEED_BACK, StepFacts(way=way, told=told))


def rate(office: Office, event_id: str, satisfaction: str, text: str = "", *, redo: bool = False) -> str:
    """Write down what the person said, and have it done anew at once where he is dissatisfied and wants it.

    Returns:
        The state afterwards.

    Raises:
        ProblemError: As `take_step`.
    """
    office.require(Right.EDIT_EVENTS)
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
    with office.change("edit", f"{step_label(Step.RATE)}：{row.title}") as work:
        state = apply_step(
            office, work, row.id, Step.RATE, StepFacts(text.strip(), satisfaction=satisfaction)
        )
        return (
            apply_step(office, work, row.id, Step.REOPEN, StepFacts(text.strip() or "不满意，重办"))
            if redo
            else state
        )


def resume_ended_pauses(office: Office) -> int:
    """Set the clocks going whose pause has ended; returns how many. Asked for at sign-in and once a day.

    The time counts only to the end of the pause, whenever this is done.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    with office.store.reading() as connection:
        waiting = queries.list_pauses_over(connection, office.today().isoformat())
    if not waiting:
        return 0
    with office.change("edit", f"到期恢复计时：{len(waiting)} 件") as work:
        for each in waiting:
            row = find_row(work.connection, each.id)
            if row.state == SUSPENDED:
                apply_step(office, work, row.id, Step.RESUME, StepFacts("暂停到期，自动恢复计时"))
    return len(waiting)
