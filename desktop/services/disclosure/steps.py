"""Steps of a notice: which are possible now, who may take them, and how they are written down."""

from datetime import date

from db.queries import disclosure as queries
from db.queries import objections as objection_queries
from db.queries.disclosure import NoticeRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.notice_state import (
    BY_SOMEBODY_ELSE,
    IMPARTIAL,
    NoticeAction,
    NoticeRoute,
    NoticeState,
    route_of,
)
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.disclosure.catalogue import item_in_force
from desktop.services.office import Office


def existing(office: Office, notice_id: str) -> NoticeRow:
    """A notice by its id or number.

    Raises:
        ProblemError: DOC-132 there is none, DOC-121 more than one notice bears the number.
    """
    with office.store.reading() as connection:
        row = queries.find_notice(connection, notice_id)
        if row is not None and row.id != notice_id and len(queries.list_by_number(connection, notice_id)) > 1:
            raise ProblemError(Problem("DOC-121", {"number": notice_id}))
    if row is None:
        raise ProblemError(Problem("DOC-132", {"number": notice_id}))
    return row


def route(office: Office, row: NoticeRow) -> NoticeRoute:
    """The way of a notice, as its item is ordered here on the day its facts were taken."""
    if not row.item_code:
        return NoticeRoute()
    taken_on = date.fromisoformat(row.cut_off_at[:10])
    return route_of(item_in_force(office, row.item_code, taken_on))


def step_label(action: NoticeAction) -> str:
    """A step's name as the office says it."""
    return code_table("notice_step").label(action.value)


def state_label(state: str) -> str:
    """A state's name as the office says it."""
    return code_table("notice_state").label(state)


def find_problem(office: Office, row: NoticeRow, action: NoticeAction) -> Problem | None:
    """What keeps this user from a step of a notice now; None when nothing does.

    Returns:
        SYS-403 the right is missing; DOC-133 the notice is not so far or past it; DOC-134 whoever drafts
        never reviews; DOC-060 and DOC-061 the user or a close relative is on it; DOC-053 somebody objected
        to what the notice rests on and still waits.
    """
    way = route(office, row)
    rights = way.rights(action)
    if not any(map(office.may, rights)):
        named = "、".join(right.value for right in Right if right in rights)
        return Problem("SYS-403", {"right": named, "role": office.user.role.label})
    if way.next_state(row.state, action) is None:
        return Problem("DOC-133", {"action": step_label(action), "state": state_label(row.state)})
    if action in BY_SOMEBODY_ELSE and office.user.id == row.drafted_by:
        return Problem("DOC-134")
    if action in IMPARTIAL:
        return _find_interest(office, row, action)
    if action is NoticeAction.ISSUE:
        with office.store.reading() as connection:
            stopped_by = objection_queries.find_stopping(connection, row.id)
        if stopped_by is not None:
            return Problem("DOC-053", {"number": stopped_by})
    return None


def _find_interest(office: Office, row: NoticeRow, action: NoticeAction) -> Problem | None:
    from desktop.services.disclosure.interests import find_interest  # late: it makes the sheet anew

    try:
        return find_interest(office, row, step_label(action))
    except ProblemError as error:  # its facts don't make a sheet any more; that is told with the preview
        return error.problems[0]


def require(office: Office, row: NoticeRow, action: NoticeAction) -> None:
    """Go on only where nothing keeps this user from a step.

    Raises:
        ProblemError: What `find_problem` finds.
    """
    problem = find_problem(office, row, action)
    if problem is not None:
        raise ProblemError(problem)


def require_text(text: str, field: str = "reason") -> None:
    """Go on only with a text.

    Raises:
        ProblemError: DOC-136 it is empty.
    """
    if not text.strip():
        raise ProblemError(Problem("DOC-136", place=Place(field=field)))


def write_step(office: Office, work: Work, notice_id: str, kind: str, text: str = "") -> None:
    """Put a step into the life of a notice."""
    work.insert(
        "notice_step",
        {
            "notice_id": notice_id,
            "kind": kind,
            "text": text or None,
            "done_at": office.now_text(),
            "done_by": office.user.id,
        },
    )


def move(
    office: Office,
    work: Work,
    row: NoticeRow,
    action: NoticeAction,
    patch: dict[str, Value] | None = None,
    text: str = "",
) -> NoticeState:
    """Take a step inside a transaction; the caller has seen to it that it is allowed.

    Returns:
        The state after it.

    Raises:
        ValueError: The way of the notice has no such step in its state.
    """
    after = route(office, row).next_state(row.state, action)
    if after is None:
        raise ValueError(f"no {action.value} of a notice that is {row.state}")
    work.update("notice", row.id, {**(patch or {}), "state": after.value})
    write_step(office, work, row.id, action.value, text)
    return after


def take(
    office: Office, row: NoticeRow, action: NoticeAction, patch: dict[str, Value], text: str = ""
) -> NoticeState:
    """Take a step as one user action."""
    with office.change("notice", f"{row.title}：{step_label(action)}") as work:
        return move(office, work, row, action, patch, text)
