"""What happens in life and moves the register (变动), written beside the change it explains."""

from collections.abc import Sequence

from db.store import Work
from desktop.domain.ids import RecordId
from desktop.domain.list_text import list_text


def add_life_event(
    work: Work, kind: str, event_date: str, people: Sequence[str], households: Sequence[str], note: str = ""
) -> RecordId:
    """Write down one operation inside its transaction; returns its id.

    Args:
        work: The action.
        kind: Code of ``population_change_kind``.
        event_date: Partial ISO date it happened on; "" when not known.
        people: Ids of whom it concerns.
        households: Ids of the households it concerns.
        note: Reason or place, as the clerk gave it.
    """
    return work.insert(
        "life_event",
        {
            "kind": kind,
            "event_date": event_date or None,
            "state": "known",
            "person_ids": list_text(people),
            "household_ids": list_text(households),
            "note": note or None,
        },
    )
