"""From which day on the work of a period counts: for the score and for the statement alike."""

from datetime import date

from db.queries import village_score as queries
from desktop.domain.period import Period
from desktop.services.office import Office
from desktop.services.settings import load_settings


def counted_from(office: Office, span: Period) -> date | None:
    """The first day of a period whose work counts, the same on every PC of the village.

    As set for the village, else from the earliest work on record on: nobody owes the time before it.

    Returns:
        Never before the period; None while nothing is set and nothing is on record.
    """
    began = load_settings(office).duties_since
    if not began:
        with office.store.reading() as connection:
            began = queries.first_day_on_record(connection)
    return max(span.first, date.fromisoformat(began)) if began else None
