"""What villagers' letters ask for today (今日)."""

from db.queries import letters as queries
from desktop.domain.accounts import Right
from desktop.domain.event_state import SUBMITTED
from desktop.services.office import Office


def count_waiting_letters(office: Office) -> int:
    """Letters and snaps whose events nobody has accepted; 0 without the right to see events."""
    if not office.may(Right.READ_EVENTS):
        return 0
    with office.store.reading() as connection:
        return queries.count_letters(connection, SUBMITTED)
