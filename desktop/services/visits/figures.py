"""Figures of visits for a period: how far each class was covered, with people and participations apart."""

from dataclasses import dataclass
from datetime import date

from db.queries import visits as queries
from desktop.domain.accounts import Right
from desktop.domain.local_day import local_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.visit_class import classes_in_force
from desktop.domain.visit_cycle import Coverage, VisitFact, coverage
from desktop.services.office import Office
from desktop.services.visits.entries import day_moment
from desktop.services.visits.objects import read_objects


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """Coverage by class, and sums over all visits of the period.

    Attributes:
        first: First day.
        end: The day after the last one.
        classes: A line a class, the most urgent first; the general one counts households.
        visits: Visits on record.
        seen: Visits on which somebody was met.
        visitor_times: 人次 of those who went.
        visitors: Different people who went, of those the register knows.
        cut_off: Moment of the reading, on the clock of the office.
    """

    first: date
    end: date
    classes: tuple[Coverage, ...]
    visits: int
    seen: int
    visitor_times: int
    visitors: int
    cut_off: str


def read_figures(office: Office, first: str, end: str) -> VisitFigures:
    """Figures from a day up to but without another (ISO); classes are those of today.

    Raises:
        ProblemError: VIS-050 the days are none or the wrong way round, SYS-403.
    """
    office.require(Right.READ_VISITS)
    try:
        from_day, to_day = date.fromisoformat(first), date.fromisoformat(end)
    except ValueError:
        raise ProblemError(Problem("VIS-050", place=Place(field="first"))) from None
    if to_day <= from_day:
        raise ProblemError(Problem("VIS-050", place=Place(field="end")))
    with office.store.reading() as connection:
        objects = read_objects(office, connection)
        rows = queries.list_visited(connection, day_moment(first), day_moment(end))
    facts = [
        VisitFact(
            local_day(row.visited_at),
            row.form,
            row.outcome,
            row.objects,
            len(row.visitor_ids) + bool(row.visitors),
        )
        for row in rows
    ]
    return VisitFigures(
        from_day,
        to_day,
        tuple(
            coverage(one, [each.id for each in objects if each.visit_class == one], facts, from_day, to_day)
            for one in classes_in_force(office.today(), office.vault.village.division_code)
        ),
        len(facts),
        sum(fact.outcome != "absent" for fact in facts),
        sum(fact.visitors for fact in facts),
        len({one for row in rows for one in row.visitor_ids}),
        f"{office.clock().astimezone():%Y-%m-%d %H:%M}",
    )
