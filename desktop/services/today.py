"""What the office looks at first in the morning (今日): figures, tasks due, unfinished work, backup."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.accounts import Right
from desktop.services import backup, drafts, events, history, register
from desktop.services.backup import BackupStatus
from desktop.services.drafts import Draft
from desktop.services.events import Event, EventFilter
from desktop.services.history import UndoEntry
from desktop.services.office import Office
from desktop.services.register import Figure

LATEST_IMPORTS = 3


@dataclass(frozen=True, slots=True)
class Today:
    """One reading of everything; what the user may not see is empty.

    Attributes:
        read_at: UTC moment that the figures hold for.
        figures: Counts of the register, each with the list it was counted from.
        views: Number of tasks by view; empty without the right to see tasks.
        due: Open tasks overdue, due today or within three days, the most urgent first.
        drafts: This user's unfinished forms, latest first.
        imports: Latest imports that still stand, newest first.
        backup: State of backups and of their proof.
    """

    read_at: datetime
    figures: tuple[Figure, ...]
    views: dict[str, int]
    due: tuple[Event, ...]
    drafts: tuple[Draft, ...]
    imports: tuple[UndoEntry, ...]
    backup: BackupStatus


def read_today(office: Office) -> Today:
    """Read the start page; about a second at 100,000 people, so call it in a read lane."""
    sees_register, sees_events = office.may(Right.READ_REGISTER), office.may(Right.READ_EVENTS)
    due = [
        event
        for view in ("overdue", "today", "soon")
        for event in (events.list_events(office, EventFilter(view)) if sees_events else ())
    ]
    imports = (
        [entry for entry in history.undo_list(office, 2 * LATEST_IMPORTS, ("import",)) if not entry.undone]
        if office.may(Right.IMPORT)
        else []
    )
    return Today(
        read_at=office.clock(),
        figures=register.figures(office) if sees_register else (),
        views=events.count_views(office) if sees_events else {},
        due=tuple(due),
        drafts=drafts.list_drafts(office),
        imports=tuple(imports[:LATEST_IMPORTS]),
        backup=backup.backup_status(office),
    )
