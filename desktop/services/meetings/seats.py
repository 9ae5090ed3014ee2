"""Lists of those who sit in a body: representatives, committees, councils (组织成员名单)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import meeting_rolls as queries
from db.queries.meeting_rolls import SeatRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.rules import get_rule
from desktop.services.office import Office

__all__ = ["NewSeat", "SeatRow"]


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A seat as it is entered; ``body`` is a code of ``meeting_body``, days are ISO texts or empty."""

    body: str
    person_id: str
    post: str = ""
    villager_group: str = ""
    represents: str = ""
    household_count: int | None = None
    from_date: str = ""
    to_date: str = ""
    reason: str = ""


def list_seats(office: Office, body: str, on: date | None = None) -> tuple[SeatRow, ...]:
    """Seats of a body, those held on a day or ever.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        return queries.list_seats(connection, body, on.isoformat() if on else "")


def add_seats(office: Office, new: Sequence[NewSeat]) -> tuple[RecordId, ...]:
    """Put people on a list in one action.

    Raises:
        ProblemError: MTG-033 one sits there already, MTG-034 a day that is none or the wrong way round,
            MTG-035 no such body or nobody named, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    for seat in new:
        _check(office, seat, "")
    with office.change("edit", f"登记{code_table('meeting_body').label(new[0].body)} {len(new)} 人") as work:
        return tuple(work.insert("body_seat", _stored(seat)) for seat in new)


def edit_seat(office: Office, seat_id: str, seat: NewSeat) -> None:
    """Put a seat right, or end it with a day.

    Raises:
        ProblemError: MTG-033, MTG-034, MTG-035 there is none, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    _check(office, seat, seat_id)
    with office.change("edit", f"修改{code_table('meeting_body').label(seat.body)}") as work:
        if not work.update("body_seat", seat_id, _stored(seat)):
            raise ProblemError(Problem("MTG-035", place=Place(field="person")))


def remove_seat(office: Office, seat_id: str) -> None:
    """Take a seat off that was entered by mistake; one that ended gets a day instead.

    Raises:
        ProblemError: MTG-035 there is none, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", "从名单删除 1 人") as work:
        if not work.delete("body_seat", seat_id):
            raise ProblemError(Problem("MTG-035", place=Place(field="person")))


def find_seat_problems(office: Office, body: str) -> tuple[Problem, ...]:
    """What is doubtful about a list as a whole: MTG-038, too few representatives of the collective.

    Source:
        农村集体经济组织法 28: more than twenty, one for five to fifteen households.
    """
    if body != "collective_representatives":
        return ()
    today, code = office.today(), office.vault.village.division_code
    rule = get_rule("meeting.E02.representatives.least", today, code)
    low = get_rule("meeting.E02.households.least", today, code).value
    high = get_rule("meeting.E02.households.most", today, code).value
    rows = list_seats(office, body, today)
    problems = []
    if rows and len(rows) < rule.value:
        values = {"count": str(len(rows)), "least": str(rule.value), "source": rule.source}
        problems.append(Problem("MTG-038", values, severity=Severity.WARNING))
    problems += [
        Problem(
            "MTG-047",
            {"name": row.name, "count": str(row.household_count), "least": str(low), "most": str(high)},
            severity=Severity.WARNING,
        )
        for row in rows
        if row.household_count is not None and not low <= row.household_count <= high
    ]
    return tuple(problems)


def _check(office: Office, seat: NewSeat, own_id: str) -> None:
    if seat.body not in code_table("meeting_body") or not seat.person_id:
        raise ProblemError(Problem("MTG-035", place=Place(field="person")))
    for day, field in ((seat.from_date, "from_date"), (seat.to_date, "to_date")):
        try:
            _ = day and date.fromisoformat(day)
        except ValueError:
            raise ProblemError(Problem("MTG-034", {"value": day}, Place(field=field))) from None
    if seat.from_date and seat.to_date and seat.to_date < seat.from_date:
        raise ProblemError(Problem("MTG-034", {"value": seat.to_date}, Place(field="to_date")))
    with office.store.reading() as connection:
        others = queries.list_seats(connection, seat.body)
    if any(row.id != own_id and row.person_id == seat.person_id and _overlap(row, seat) for row in others):
        body = code_table("meeting_body").label(seat.body)
        raise ProblemError(Problem("MTG-033", {"body": body}, Place(field="person")))


def _overlap(row: SeatRow, seat: NewSeat) -> bool:
    last = "9999"
    return (row.from_date or "") < (seat.to_date or last) and (seat.from_date or "") < (row.to_date or last)


def _stored(seat: NewSeat) -> dict[str, Value]:
    return {
        "body": seat.body,
        "person_id": seat.person_id,
        "post": seat.post.strip() or None,
        "villager_group": seat.villager_group.strip() or None,
        "represents": seat.represents.strip() or None,
        "household_count": seat.household_count,
        "from_date": seat.from_date or None,
        "to_date": seat.to_date or None,
        "reason": seat.reason.strip() or None,
    }
