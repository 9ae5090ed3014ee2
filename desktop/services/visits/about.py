"""What visits know of one household: for its card, and for the agenda of the next visit."""

from dataclasses import dataclass

from db.queries import visits as queries
from desktop.domain.accounts import Right
from desktop.services.office import Office, actors
from desktop.services.visits.entries import Visit, list_visits
from desktop.services.visits.objects import VisitObject, alarms, read_objects
from desktop.services.visits.patches import OPEN, Patch, show_patches


@dataclass(frozen=True, slots=True)
class HouseholdVisits:
    """Who of a household is visited and when next, its visits, the facts waiting to be confirmed."""

    objects: tuple[VisitObject, ...]
    visits: tuple[Visit, ...]
    patches: tuple[Patch, ...]


def household_visits(office: Office, household_id: str) -> HouseholdVisits:
    """All about one household, the latest visit first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    warned, names = alarms(office), actors(office)
    visits = list_visits(office, household_id=household_id)
    known = {visit.row.id for visit in visits}
    with office.store.reading() as connection:
        objects = read_objects(office, connection, warned, household_id)
        rows = [row for row in queries.list_patches(connection, OPEN) if row.visit_id in known]
        patches = show_patches(office, connection, rows, names)
    return HouseholdVisits(tuple(objects), visits, patches)
