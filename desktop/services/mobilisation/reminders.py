"""What an emergency asks for on every page: what runs, orders that wait, reports that are due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.queries import mobilisation as queries
from desktop.domain.accounts import Right
from desktop.domain.rules import get_rule
from desktop.services.mobilisation.board import moment, title_of
from desktop.services.mobilisation.starting import waiting_orders
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class RunningMobilisation:
    """A mobilisation without all-clear.

    Attributes:
        id: Which.
        title: Kind and level in words.
        started_at: T0.
        is_drill: A drill.
        is_called_off: The county has called off its order; the all-clear is still to be given here.
    """

    id: str
    title: str
    started_at: datetime
    is_drill: bool
    is_called_off: bool


@dataclass(frozen=True, slots=True)
class EmergencyToday:
    """What an emergency asks for now.

    Attributes:
        now: When it was asked, by the office's clock.
        running: Mobilisations without all-clear, the earliest first.
        orders: Numbers of orders that no mobilisation came of, with their ids.
        reports_unsent: Disaster reports that are written and not reported.
        reports_late: Mobilisations, drills apart, past the time of their first report without one.
    """

    now: datetime
    running: tuple[RunningMobilisation, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()
    reports_unsent: int = 0
    reports_late: int = 0

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.running or self.orders or self.reports_unsent or self.reports_late)


def read_emergency(office: Office) -> EmergencyToday:
    """What an emergency asks for now; a few milliseconds, so that every page can ask.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MOBILISATION)
    minutes = get_rule(
        "disaster.report.first.minutes", office.today(), office.vault.village.division_code
    ).value
    limit, now = timedelta(minutes=minutes), office.clock()
    with office.store.reading() as connection:
        running = queries.list_running(connection)
        orders = {each.id: each for each in queries.list_orders(connection)}
        waiting = waiting_orders(connection)
        reports = queries.list_reports(connection)
    reported = {each.mobilisation_id for each in reports if each.reported_at}
    late = [
        row
        for row in running
        if not row.is_drill and row.id not in reported and now - moment(row.started_at) > limit
    ]
    return EmergencyToday(
        now,
        tuple(
            RunningMobilisation(
                row.id,
                title_of(row),
                moment(row.started_at),
                row.is_drill,
                row.order_id in orders and bool(orders[row.order_id].cleared_at),
            )
            for row in running
        ),
        tuple((each.id, each.number) for each in waiting),
        sum(not each.reported_at for each in reports),
        len(late),
    )
