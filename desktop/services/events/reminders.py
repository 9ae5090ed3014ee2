"""What events ask of the office today (今日)."""

from dataclasses import dataclass

from db.queries import event_life as queries
from db.queries.event_life import WaitingRow
from desktop.domain.accounts import Right
from desktop.services.office import Office

__all__ = ["EventsToday", "WaitingRow", "read_reminders"]


@dataclass(frozen=True, slots=True)
class EventsToday:
    """Events that wait for somebody, longest waiting first.

    Attributes:
        accept_overdue: Nobody has accepted them in time.
        returned: They came back from above.
        to_feed_back: They are settled, and somebody has not been told.
        extensions: More time is asked for; empty for who does not decide.
        pauses_over: Their pause has ended.
    """

    accept_overdue: tuple[WaitingRow, ...] = ()
    returned: tuple[WaitingRow, ...] = ()
    to_feed_back: tuple[WaitingRow, ...] = ()
    extensions: tuple[WaitingRow, ...] = ()
    pauses_over: tuple[WaitingRow, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(
            self.accept_overdue or self.returned or self.to_feed_back or self.extensions or self.pauses_over
        )


def read_reminders(office: Office) -> EventsToday:
    """What waits now; nothing that this user has no part in.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_EVENTS)
    if not office.may(Right.EDIT_EVENTS):
        return EventsToday()
    with office.store.reading() as connection:
        return EventsToday(
            queries.list_accept_overdue(connection, office.now_text()),
            queries.list_returned(connection),
            queries.list_to_feed_back(connection),
            queries.list_extensions_asked(connection) if office.may(Right.DECIDE_EVENTS) else (),
            queries.list_pauses_over(connection, office.today().isoformat()),
        )
