"""What the status line tells of the open office."""

from desktop.services.office import Office


def count_pending(office: Office) -> int:
    """Changes that wait to be sent to the county.

    The outbox is a cursor into the change log (``docs/architecture.md``); an office that has met
    no county yet has sent nothing, so every change since the beginning waits.
    """
    with office.store.reading() as connection:
        row = connection.execute('SELECT COALESCE(MAX(seq), 0) FROM "change"').fetchone()
    return int(row[0])
