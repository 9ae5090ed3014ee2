"""What boards enter into the ledger of household points, and take back from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.queries import points as queries
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.points_scheme import Subject
from desktop.services.office import Office
from desktop.services.points import ledger
from desktop.services.points.ledger import EntryState, NewEntry


@dataclass(frozen=True, slots=True)
class HouseholdPoints:
    """Points of a household that follow from a record: ``origin`` is ``table/id``, ``on`` an ISO day."""

    household_id: str
    item: str
    points_x100: int
    on: str
    origin: str
    note: str = ""


def book_points(office: Office, work: Work, booked: Iterable[HouseholdPoints]) -> None:
    """Enter points inside an open transaction; they wait for whoever confirms, unless that is at work.

    Raises:
        ProblemError: What `ledger.book_in` finds.
    """
    state = EntryState.CONFIRMED if office.may(Right.CONFIRM_POINTS) else EntryState.CLAIMED
    entries = [
        NewEntry(
            Subject.HOUSEHOLD,
            each.household_id,
            each.item,
            each.on,
            each.points_x100,
            origin=each.origin,
            note=each.note,
        )
        for each in booked
    ]
    ledger.book_in(office, work, entries, state=state)


def take_back_points(office: Office, work: Work, origin: str, reason: str) -> None:
    """Take back what follows from a record: confirmed entries by one of their own, others are refused."""
    for row in queries.list_at(work.connection, (origin,)):
        if row.reversed_by or row.reverses_id:
            continue
        if row.state == EntryState.CONFIRMED:
            ledger.reverse_in(office, work, row.id, reason)
        elif row.state == EntryState.CLAIMED:
            refused = {"state": EntryState.REFUSED.value, "refused_reason": reason}
            work.update("points_entry", row.id, refused)
