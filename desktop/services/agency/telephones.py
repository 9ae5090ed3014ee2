"""The telephone of who asks for a service: covered on the screen, in full for who has to call."""

from db.queries import agency as queries
from desktop.domain.accounts import Right
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office

BOOKING, CASE = "service_booking", "service_case"


def reveal_phone(office: Office, table: str, record_id: str, purpose: str) -> str:
    """A telephone in full; that it was seen, by whom and for what, is on disk first.

    Args:
        office: The open office.
        table: `BOOKING` or `CASE`.
        record_id: Whose.
        purpose: Why, as the user gave it.

    Raises:
        ProblemError: SYS-403, SVC-010 there is no such case, SVC-030 no such booking.
        ValueError: It is neither table.
    """
    office.require(Right.READ_SERVICES)
    office.require(Right.REVEAL)
    if table not in (BOOKING, CASE):
        raise ValueError(table)
    with office.store.local_writing() as connection:
        if table == BOOKING:
            booking = queries.find_booking(connection, record_id)
            if booking is None:
                raise ProblemError(Problem("SVC-030"))
            phone, field = booking.phone, "phone"
        else:
            case = queries.find_case(connection, record_id)
            if case is None:
                raise ProblemError(Problem("SVC-010"))
            phone, field = case.applicant_phone, "applicant_phone"
        office.write_access(connection, "reveal", table, record_id, (field,), purpose)
    return phone
