"""What the office looks at first in the morning (今日): figures, what is due, unfinished work."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from desktop.domain.disclosure_duty import DutyState
from desktop.services import backup, drafts, events, history, numbering, register
from desktop.services.backup import BackupStatus
from desktop.services.drafts import Draft
from desktop.services.events import Event, EventFilter
from desktop.services.history import UndoEntry
from desktop.services.numbering import SharedNumbers
from desktop.services.office import Office
from desktop.services.register import Figure

if TYPE_CHECKING:
    from desktop.services.agency.reminders import AgencyReminderCount
    from desktop.services.boards.reminders import BoardReminderCount
    from desktop.services.disclosure.duties import DutyLine
    from desktop.services.events.reminders import EventsToday
    from desktop.services.jobs_market.reminders import JobsToday
    from desktop.services.meetings.reminders import MeetingsToday
    from desktop.services.mobilisation.reminders import EmergencyToday
    from desktop.services.obligations.reminders import ObligationsToday
    from desktop.services.party.reminders import Reminder
    from desktop.services.patrols.reminders import PatrolsToday
    from desktop.services.points.reminders import PointsToday
    from desktop.services.task_orders.reminders import TasksToday
    from desktop.services.visits.reminders import VisitsToday

LATEST_IMPORTS = 3
_AHEAD_DAYS = 92
"""More than any office asks to be reminded ahead."""


@dataclass(frozen=True, slots=True)
class DisclosureToday:
    """What three-affairs disclosure asks for today.

    Attributes:
        late: Duties whose day has passed.
        soon: Duties due soon.
        take_down: Sheets that are to come down.
        answers: Objections whose answer is due today or was; 0 without the right to see them.
        shared: Numbers that two PCs have given twice, of notices and of certificates.
        next: The late ones and those due soon, the most urgent first.
    """

    late: int
    soon: int
    take_down: int
    answers: int
    shared: SharedNumbers
    next: tuple["DutyLine", ...]


@dataclass(frozen=True, slots=True)
class Today:
    """One reading of everything; what the user may not see is empty.

    Attributes:
        read_at: UTC moment that the figures hold for.
        figures: Counts of the register, each with the list it was counted from.
        views: Number of tasks by view; empty without the right to see tasks.
        due: Open tasks overdue, due today or within three days, the most urgent first.
        disclosure: What disclosure asks for; None without the right to see notices.
        obligations: What meetings and orders to mend ask for; None without the right to see duties.
        party: What the party's organisation asks for; empty without the right to see it.
        drafts: This user's unfinished forms, latest first.
        imports: Latest imports that still stand, newest first.
        backup: State of backups and of their proof.
        meetings: What meetings ask for; None without the right to see them.
        boards: What the boards ask for; empty without the right to see them.
        points: What points ask for; None without the right to see them.
        events: Events that wait for somebody; None without the right to see them.
        tasks: What tasks from above ask for; None without the right to see tasks.
        letters: Villagers' letters that nobody has accepted; 0 without the right to see tasks.
        patrols: What patrols ask for; None without the right to see them.
        emergency: What an emergency asks for; None without the right to see it.
        jobs: What work and jobs ask for; None without the right to see them.
        agency: What the service point asks for; empty without the right to see it.
        visits: What visits ask for; None without the right to see them.
    """

    read_at: datetime
    figures: tuple[Figure, ...]
    views: dict[str, int]
    due: tuple[Event, ...]
    disclosure: DisclosureToday | None
    obligations: "ObligationsToday | None"
    party: "tuple[Reminder, ...]"
    drafts: tuple[Draft, ...]
    imports: tuple[UndoEntry, ...]
    backup: BackupStatus
    meetings: "MeetingsToday | None"
    boards: tuple["BoardReminderCount", ...] = ()
    points: "PointsToday | None" = None
    events: "EventsToday | None" = None
    letters: int = 0
    patrols: "PatrolsToday | None" = None
    emergency: "EmergencyToday | None" = None
    jobs: "JobsToday | None" = None
    agency: tuple["AgencyReminderCount", ...] = ()
    tasks: "TasksToday | None" = None
    visits: "VisitsToday | None" = None


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
        disclosure=read_disclosure(office) if office.may(Right.READ_NOTICES) else None,
        obligations=_obligations(office) if office.may(Right.READ_DUTIES) else None,
        party=_party(office) if office.may(Right.READ_PARTY) else (),
        drafts=drafts.list_drafts(office),
        imports=tuple(imports[:LATEST_IMPORTS]),
        backup=backup.backup_status(office),
        meetings=_read_meetings(office) if office.may(Right.READ_MEETINGS) else None,
        boards=_read_boards(office) if office.may(Right.READ_BOARDS) else (),
        points=_read_points(office) if office.may(Right.READ_POINTS) else None,
        events=_read_events(office) if sees_events else None,
        letters=_read_letters(office),
        patrols=_read_patrols(office) if office.may(Right.READ_PATROLS) else None,
        emergency=_read_emergency(office) if office.may(Right.READ_MOBILISATION) else None,
        jobs=_read_jobs(office) if office.may(Right.READ_JOBS) else None,
        agency=_read_agency(office) if office.may(Right.READ_SERVICES) else (),
        tasks=_read_tasks(office) if sees_events else None,
        visits=_read_visits(office) if office.may(Right.READ_VISITS) else None,
    )


def _obligations(office: Office) -> "ObligationsToday":
    from desktop.services.obligations.reminders import read_reminders

    return read_reminders(office)


def _read_meetings(office: Office) -> "MeetingsToday":
    from desktop.services.meetings.reminders import read_meetings_today

    return read_meetings_today(office)


def _read_boards(office: Office) -> tuple["BoardReminderCount", ...]:
    from desktop.services.boards.reminders import list_reminders

    return list_reminders(office)


def _read_agency(office: Office) -> tuple["AgencyReminderCount", ...]:
    from desktop.services.agency.reminders import list_reminders

    return list_reminders(office)


def _party(office: Office) -> "tuple[Reminder, ...]":
    from desktop.services.party.reminders import list_reminders

    return list_reminders(office)


def _read_points(office: Office) -> "PointsToday":
    from desktop.services.points.reminders import read_reminders

    return read_reminders(office)


def _read_tasks(office: Office) -> "TasksToday":
    from desktop.services.task_orders.reminders import read_reminders

    return read_reminders(office)


def _read_letters(office: Office) -> int:
    from desktop.services.letters.reminders import count_waiting_letters

    return count_waiting_letters(office)


def _read_jobs(office: Office) -> "JobsToday":
    from desktop.services.jobs_market.reminders import read_reminders

    return read_reminders(office)


def _read_emergency(office: Office) -> "EmergencyToday":
    from desktop.services.mobilisation.reminders import read_emergency

    return read_emergency(office)


def _read_patrols(office: Office) -> "PatrolsToday":
    from desktop.services.patrols.reminders import read_patrols_today

    return read_patrols_today(office)


def _read_visits(office: Office) -> "VisitsToday":
    from desktop.services.visits.reminders import read_visits_today

    return read_visits_today(office)


def _read_events(office: Office) -> "EventsToday":
    from desktop.services.events.reminders import read_reminders

    return read_reminders(office)


def read_disclosure(office: Office) -> DisclosureToday:
    """What disclosure asks for today.

    Raises:
        ProblemError: SYS-403.
    """
    # a quarter of a second of modules, which who may see no notices need not wait for
    from desktop.services.disclosure import duties, objections, postings

    today = office.today()
    lines = [
        line
        for line in duties.read_calendar(office, last=today + timedelta(days=_AHEAD_DAYS)).lines
        if line.state in (DutyState.LATE, DutyState.DUE_SOON)
    ]
    waiting = objections.list_open_objections(office) if office.may(Right.READ_OBJECTIONS) else ()
    return DisclosureToday(
        late=sum(line.state is DutyState.LATE for line in lines),
        soon=sum(line.state is DutyState.DUE_SOON for line in lines),
        take_down=len(postings.list_due_down(office, today)),
        answers=sum(each.days_left is not None and each.days_left <= 0 for each in waiting),
        shared=numbering.list_shared(office),
        next=tuple(lines),
    )
