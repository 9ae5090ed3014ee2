"""After an exchange: a villager's letter becomes an event of the village, and follows the sender's wish.

Everything about the event follows from the letter, its id and number too, so that two PCs that take it in
make the same one, value by value, and nobody is asked about a difference.
"""

from db.connection import Connection
from db.queries import letters as queries
from db.queries.letters import LetterRow
from db.store import ChangeSetInfo, Work
from desktop.domain.event_author import COUNTY, VILLAGER
from desktop.domain.event_state import CLOSED_STATES, OPEN_STATES, WITHDRAWN, Step
from desktop.domain.ids import RecordId
from desktop.domain.villager_letter import SOURCES, event_id_of, step_id_of
from desktop.services.events import NewEvent, insert_event
from desktop.services.office import Office


def take_in_letters(office: Office) -> int:
    """Make the events of letters that came; end those whose sender took the letter back or that are abuse.

    Needs no right of the user at work: it is the exchange's own doing. What is settled stays settled.
    Repeating it changes nothing.

    Returns:
        How many events were made.
    """
    with office.store.reading() as connection:
        if not _waiting(connection):
            return 0
    made = 0
    with office.store.writing(ChangeSetInfo(office.user.id, "system", "收到村民来信")) as work:
        for row in _waiting(work.connection):
            if row.event_id is None:
                _make(office, work, row)
                made += 1
            else:
                _end(work, row, row.event_id)
    return made


def _waiting(connection: Connection) -> tuple[LetterRow, ...]:
    return queries.list_letters_to_take_in(connection, CLOSED_STATES)


def _make(office: Office, work: Work, row: LetterRow) -> None:
    new = NewEvent(
        title=row.title,
        kind="event",
        text=row.text or "",
        category=row.category or "",
        source=SOURCES[row.kind],
        place=row.place or "",
        reporter=row.name or "",
        reporter_phone=row.phone or "",
        anonymous=bool(row.anonymous),
        secret=bool(row.secret),
        received_at=row.received_at,
        letter_id=row.id,
    )
    event_id = insert_event(office, work, new, RecordId(event_id_of(row.id)))
    # a serial of this PC's own would differ from the other PC's
    work.update("event", event_id, {"number": row.number})


def _end(work: Work, row: LetterRow, event_id: str) -> None:
    """Take the event back: at the wish of who sent the letter, or because the county found it to be abuse."""
    if row.event_state not in OPEN_STATES:
        return
    by, at, reason = VILLAGER, row.withdrawn_at, row.withdrawn_reason
    if row.hidden_at:
        by, at, reason = COUNTY, row.hidden_at, row.hidden_reason
    work.insert(
        "event_step",
        {
            "event_id": event_id,
            "kind": Step.WITHDRAW.value,
            "text": reason,
            "state": WITHDRAWN,
            "done_at": at,
            "done_by": by,
        },
        RecordId(step_id_of(event_id, "withdraw")),
    )
    work.update("event", event_id, {"state": WITHDRAWN, "closed_at": at})
