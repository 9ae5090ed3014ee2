"""When the exchange runs by itself; the window's timer asks, nothing here waits or keeps a thread."""

from datetime import datetime, timedelta
from enum import StrEnum

from desktop.services.office import Office
from sync.village.state import find_state

EVERY_MINUTES = 5


class Reason(StrEnum):
    """Why a run begins."""

    SIGN_IN = "sign_in"
    CLOCK = "clock"  # five minutes have passed, or the wait after a failure
    NETWORK = "network"  # the line is back
    CLOSING = "closing"  # the program is about to end
    ASKED = "asked"  # somebody pressed the button


class SyncSchedule:
    """Says whether a run is due, and why.

    A reason that was noted counts until a run begins. Only people and the end of the program set the
    wait after a failure aside: a line that comes and goes must not make every PC call at once.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._noted: Reason | None = Reason.SIGN_IN
        self._began_at: datetime | None = None

    def note(self, reason: Reason) -> None:
        """Remember that something happened that calls for a run."""
        self._noted = reason

    def due(self, now: datetime) -> Reason | None:
        """Why a run should begin now, or None."""
        with self._office.store.reading() as connection:
            state = find_state(connection)
        if state is None or state.is_revoked:
            return None
        if self._noted in (Reason.ASKED, Reason.CLOSING, Reason.SIGN_IN):
            return self._noted
        if state.failures and state.retry_at is not None:
            return (self._noted or Reason.CLOCK) if _is_over(state.retry_at, now) else None
        if self._noted is not None:
            return self._noted
        if self._began_at is None or self._began_at > now:  # the clock was set back
            return Reason.CLOCK
        return Reason.CLOCK if now - self._began_at >= timedelta(minutes=EVERY_MINUTES) else None

    def begin(self, now: datetime) -> None:
        """Note that a run begins."""
        self._noted = None
        self._began_at = now


def _is_over(retry_at: str, now: datetime) -> bool:
    moment = datetime.fromisoformat(retry_at)
    # A moment further away than any wait was written by a clock that has been set back since.
    return moment <= now or moment - now > timedelta(minutes=EVERY_MINUTES)
