"""The office as if at another hour: what the sample enters was done on its days."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from desktop.services.office import Office

_LAST_HOUR = 17


def office_on(office: Office, day: date, hour: int) -> Office:
    """The office as if at an hour of another day, never later than now.

    Args:
        office: The office at work.
        day: The day.
        hour: The hour; after 17 counts as 17.
    """
    moment = datetime.combine(day, time(min(hour, _LAST_HOUR)), datetime.now(UTC).astimezone().tzinfo)
    return replace(office, clock=lambda: min(moment.astimezone(UTC), office.clock()))
