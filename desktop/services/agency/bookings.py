"""Bookings from the county's pages (网上约办): a time, a reason why not, or a case in one click."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from db.queries import agency as queries
from db.queries.agency import BookingRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.work_day import after_work_days
from desktop.services.agency.catalogue import catalogue_on
from desktop.services.office import Office

TIME, REFUSED, CASE = "time", "refused", "case"
"""Codes of service_booking_answer."""


class BookingState(StrEnum):
    """Where a booking stands."""

    NEW = "new"
    AGREED = "agreed"
    REFUSED = "refused"
    CASE = "case"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking with where it stands; ``answer_by`` is the last day to answer it."""

    row: BookingRow
    label: str
    state: BookingState
    answer_by: date
    is_late: bool


def list_bookings(office: Office) -> tuple[Booking, ...]:
    """Bookings: those to answer first, then those agreed by day, the rest the latest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    today = office.today()
    days = get_rule("agency.booking.work_days", today, office.vault.village.division_code).value
    with office.store.reading() as connection:
        rows = queries.list_bookings(connection)
        labels = {item.code: item.label for item in catalogue_on(connection, today)[0].items}
    found = []
    for row in rows:
        state = state_of(row)
        answer_by = after_work_days(datetime.fromisoformat(row.received_at).astimezone().date(), days).last
        label = labels.get(row.item) or code_table("service_item").label(row.item)
        found.append(Booking(row, label, state, answer_by, state is BookingState.NEW and answer_by < today))
    order = {BookingState.NEW: 0, BookingState.AGREED: 1}
    return tuple(
        sorted(
            found,
            key=lambda each: (
                order.get(each.state, 2),
                each.row.met_on if each.state is BookingState.AGREED else "",
            ),
        )
    )


def state_of(row: BookingRow) -> BookingState:
    """Where a booking stands, by its last answer; one that became a case stays one."""
    if row.case_id:
        return BookingState.CASE
    if row.withdrawn_at:
        return BookingState.WITHDRAWN
    return {TIME: BookingState.AGREED, REFUSED: BookingState.REFUSED}.get(row.answer, BookingState.NEW)


def agree_time(office: Office, booking_id: str, met_on: str, met_part: str, text: str = "") -> None:
    """Answer a booking with a day and a part of it; a second answer replaces the first.

    Raises:
        ProblemError: SVC-030, SVC-031 it was withdrawn, SVC-032 no day or a past one, SVC-034 it is a case
            already; SYS-403.
    """
    if not met_on or met_on < office.today().isoformat():
        raise ProblemError(Problem("SVC-032", place=Place(field="met_on")))
    _answer(office, booking_id, {"answer": TIME, "met_on": met_on, "met_part": met_part or None}, text)


def refuse_booking(office: Office, booking_id: str, text: str) -> None:
    """Answer a booking with why it can't be done here and whom to ask.

    Raises:
        ProblemError: SVC-030, SVC-031, SVC-033 no reason, SVC-034; SYS-403.
    """
    if not text.strip():
        raise ProblemError(Problem("SVC-033", place=Place(field="text")))
    _answer(office, booking_id, {"answer": REFUSED}, text)


def _answer(office: Office, booking_id: str, answer: dict[str, Value], text: str) -> None:
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "答复网上约办") as work:
        row = queries.find_booking(work.connection, booking_id)
        if row is None:
            raise ProblemError(Problem("SVC-030"))
        if row.case_id:
            raise ProblemError(Problem("SVC-034"))
        if row.withdrawn_at:
            raise ProblemError(Problem("SVC-031"))
        work.insert(
            "service_booking_answer",
            {
                "booking_id": row.id,
                "text": text.strip() or None,
                "answered_at": office.now_text(),
                "answered_by": office.user.id,
                **answer,
            },
        )
