"""Reads what waits for the account at work: what is his, and what is nobody's yet."""

from db.queries.reminders import count_waiting
from desktop.domain.accounts import Right
from desktop.domain.reminder import Kind, Reminder, Told, Waiting, decide
from desktop.services.office import Office
from desktop.services.reminders.wishes import load_wishes

_NOTHING = Waiting({})


def read_waiting(office: Office) -> Waiting:
    """Numbers by kind; nothing for who may not see tasks.

    New ones count for those who may accept them, the others for who handles them, and for everybody who
    may accept while nobody does.
    """
    if not office.may(Right.READ_EVENTS):
        return _NOTHING
    with office.store.reading() as connection:
        row = count_waiting(
            connection, str(office.user.id), office.today().isoformat(), takes=office.may(Right.EDIT_EVENTS)
        )
    counts = {
        Kind.URGENT: len(row.urgent),
        Kind.OVERDUE: row.overdue,
        Kind.TODAY: row.today,
        Kind.NEW: row.new,
        Kind.FEEDBACK: row.feedback,
    }
    return Waiting(counts, frozenset(row.urgent))


def next_reminder(office: Office, told: Told) -> tuple[Reminder | None, Told]:
    """What to tell the account at work now; call it in a lane, once a minute."""
    now = office.clock().astimezone()
    return decide(now, load_wishes(office), told, read_waiting(office))
