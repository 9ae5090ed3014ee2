"""More time for an event (延期): asked for, granted, refused."""

from db.queries import event_life as queries
from db.queries.event_life import EventLifeRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.event_limit import extended
from desktop.domain.event_state import OPEN_STATES, Step
from desktop.domain.local_moment import moment_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.events.standing import as_moment, due_columns, extensions_left, find_row, limit_of
from desktop.services.events.steps import step_label, unit_of, write_mark
from desktop.services.office import Office

ASKED, GRANTED, REFUSED = "asked", "granted", "refused"


def extend_event(office: Office, event_id: str, days: int, reason: str) -> str:
    """Put the due moment off, or ask the secretary to where only he decides.

    Args:
        office: The office at work.
        event_id: The event.
        days: Days of the limit's own unit.
        reason: Why.

    Returns:
        `GRANTED` or `ASKED`.

    Raises:
        ProblemError: EVT-001, EVT-021 no reason, EVT-040 it can't be put off, EVT-041 too long, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if not reason.strip():
        step = step_label(Step.ASK_EXTENSION)
        raise ProblemError(Problem("EVT-021", {"step": step}, Place(field="text")))
    with office.store.reading() as connection:
        row = find_row(connection, event_id)
        taken = queries.list_extensions(connection, row.id)
    level = int(row.level)
    limit = limit_of(office, row.limit_class, level)
    most = extensions_left(limit, taken, level)
    if limit is None or not most or row.state not in OPEN_STATES or not row.due_at:
        raise ProblemError(Problem("EVT-040"))
    if not 0 < days <= most:
        raise ProblemError(Problem("EVT-041", {"days": str(most)}, Place(field="days")))
    is_granted = not limit.secretary_decides or office.may(Right.DECIDE_EVENTS)
    step = Step.EXTEND if is_granted else Step.ASK_EXTENSION
    with office.change("edit", f"{step_label(step)}：{row.title}") as work:
        values: dict[str, Value] = {
            "event_id": row.id,
            "days": days,
            "reason": reason.strip(),
            "state": GRANTED if is_granted else ASKED,
            "asked_by": office.user.id,
            "asked_at": office.now_text(),
        }
        if is_granted:
            values |= {"decided_by": office.user.id, "decided_at": office.now_text()}
            _put_off(office, work, row, days)
        work.insert("event_extension", values)
        write_mark(office, work, row.id, step, f"{days}天：{reason.strip()}", row.state)
    return str(values["state"])


def decide_extension(office: Office, extension_id: str, *, grant: bool, note: str = "") -> None:
    """The secretary's word on more time that was asked for.

    Raises:
        ProblemError: EVT-042 nothing is asked any more, EVT-021 refused without a reason, SYS-403.
    """
    office.require(Right.DECIDE_EVENTS)
    step = Step.EXTEND if grant else Step.REFUSE_EXTENSION
    if not grant and not note.strip():
        raise ProblemError(Problem("EVT-021", {"step": step_label(step)}, Place(field="text")))
    with office.store.reading() as connection:
        asked = queries.find_extension(connection, extension_id)
        if asked is None or asked.state != ASKED:
            raise ProblemError(Problem("EVT-042"))
        row = find_row(connection, asked.event_id)
    if row.state not in OPEN_STATES:
        raise ProblemError(Problem("EVT-042"))
    with office.change("edit", f"{step_label(step)}：{row.title}") as work:
        work.update(
            "event_extension",
            asked.id,
            {
                "state": GRANTED if grant else REFUSED,
                "decided_by": office.user.id,
                "decided_at": office.now_text(),
                "note": note.strip() or None,
            },
        )
        if grant:
            _put_off(office, work, row, asked.days)
        text = f"{asked.days}天：{note.strip() or asked.reason}"
        write_mark(office, work, row.id, step, text, row.state)


def _put_off(office: Office, work: Work, row: EventLifeRow, days: int) -> None:
    if not row.due_at:
        return
    unit = unit_of(office, row)
    patch: dict[str, Value] = dict(due_columns(extended(as_moment(row.due_at), days, unit).at))
    if row.due_before_at:  # the clock stands still: what it goes back to is put off as well
        patch["due_before_at"] = moment_text(extended(as_moment(row.due_before_at), days, unit).at)
    work.update("event", row.id, patch)
