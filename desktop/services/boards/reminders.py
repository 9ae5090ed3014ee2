"""What boards ask for today (今日): entries to deal with, consents that end, rules that are not filed."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.accounts import Right
from desktop.domain.household_board import BoardState
from desktop.services.boards.covenants import read_covenant
from desktop.services.boards.credit_consents import list_to_renew
from desktop.services.boards.entries import list_entries
from desktop.services.office import Office


class BoardReminder(StrEnum):
    """Something of boards that waits for somebody."""

    TAKE_DOWN = "take_down"
    UNMENDED = "unmended"
    TELL = "tell"
    HELP = "help"
    PRAISE = "praise"
    CONSENTS = "consents"
    COVENANT = "covenant"


@dataclass(frozen=True, slots=True)
class BoardReminderCount:
    """How many wait; ``is_late`` where a day has passed."""

    kind: BoardReminder
    count: int
    is_late: bool


_OF_STATE = {
    BoardState.DUE_DOWN: BoardReminder.TAKE_DOWN,
    BoardState.UNMENDED: BoardReminder.UNMENDED,
    BoardState.FOUND: BoardReminder.TELL,
    BoardState.HELP: BoardReminder.HELP,
    BoardState.PROPOSED: BoardReminder.PRAISE,
}
_LATE = (BoardReminder.TAKE_DOWN, BoardReminder.UNMENDED, BoardReminder.COVENANT)


def list_reminders(office: Office) -> tuple[BoardReminderCount, ...]:
    """What waits, the most urgent first; nothing that nobody has to do.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    counts: dict[BoardReminder, int] = {}
    for entry in list_entries(office):
        kind = _OF_STATE.get(entry.state)
        if kind is not None:
            counts[kind] = counts.get(kind, 0) + 1
    counts[BoardReminder.CONSENTS] = len(list_to_renew(office))
    counts[BoardReminder.COVENANT] = len(read_covenant(office).warnings)
    return tuple(
        BoardReminderCount(kind, counts[kind], kind in _LATE) for kind in BoardReminder if counts.get(kind)
    )
