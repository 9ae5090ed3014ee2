"""What meetings ask for today: those of the next days, those without minutes, and who has to make up."""

from dataclasses import dataclass
from datetime import timedelta

from db.queries import meetings as queries
from db.queries.meetings import FullMeetingRow
from desktop.domain.accounts import Right
from desktop.domain.meeting_due import kind_rules
from desktop.domain.rules import get_rule
from desktop.services.office import Office

AHEAD_DAYS = 7
"""Planned meetings of so many days are named."""

_LOOK_BACK_DAYS = 92


@dataclass(frozen=True, slots=True)
class MeetingsToday:
    """What meetings ask for.

    Attributes:
        next: Planned meetings whose day is past or within `AHEAD_DAYS`, the earliest first.
        to_make_up: How many times members missed a party meeting and have not made it up yet.
    """

    next: tuple[FullMeetingRow, ...]
    to_make_up: int


def read_meetings_today(office: Office) -> MeetingsToday:
    """What meetings ask for today.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    today = office.today()
    days = get_rule("meeting.make_up.days", today, office.vault.village.division_code).value
    party = tuple(kind for kind, rule in kind_rules().items() if rule.is_party)
    first = (today - timedelta(days=_LOOK_BACK_DAYS)).isoformat()
    last = (today + timedelta(days=AHEAD_DAYS)).isoformat()
    since = (today - timedelta(days=days)).isoformat()
    with office.store.reading() as connection:
        rows = queries.list_all(connection, first, last)
        missed = queries.count_to_make_up(connection, since, today.isoformat(), party)
    return MeetingsToday(tuple(row for row in rows if row.state == "planned"), missed)
