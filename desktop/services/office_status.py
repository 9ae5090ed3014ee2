"""What the status line tells of the open office."""

from desktop.services.office import Office
from sync.village.waiting import count_waiting, find_acknowledged


def count_pending(office: Office) -> int:
    """Records with work that the county has not answered for.

    An office that has met no county yet has sent nothing, so all its work waits.
    """
    with office.store.reading() as connection:
        return count_waiting(connection, find_acknowledged(connection))
