"""Points of households on paper: what they had, earned, spent and have left (积分及兑换)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from db.queries import points as queries
from desktop.domain.accounts import Right
from desktop.domain.points_count import Amount, Standing, count_points
from desktop.domain.points_quarter import quarter_of
from desktop.domain.points_scheme import PointsScheme, Subject
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.points.standings import NO_GROUP, scheme_of_period

REDEMPTION = "redemption"
"""Code of the category of points that were given in return for goods."""


def compile_points(common: Common) -> Sheet:
    """Every household with points in the year; the rows typed for the sheet where the ledger has none.

    Raises:
        ProblemError: PTS-051 the period goes over the end of a year; SYS-403.
    """
    common.office.require(Right.READ_POINTS)
    typed = compile_entered(common, template(common.request.template))
    period = common.period
    with common.office.store.reading() as connection:
        if not queries.count_in_year(connection, Subject.HOUSEHOLD, period.last.year):
            return typed
        if period.first.year != period.last.year:
            raise ProblemError(Problem("PTS-051", {"period": period.words()}))
        scheme = scheme_of_period(common.office, connection, Subject.HOUSEHOLD, period)
        until = (period.first - timedelta(days=1)).isoformat(), period.last.isoformat()
        before, after = (
            queries.sum_points_by(connection, Subject.HOUSEHOLD, period.last.year, day) for day in until
        )
        owners = queries.find_owners(connection, Subject.HOUSEHOLD, tuple(after))
        quarters = f"{period.first.year}-Q1", quarter_of(period.last)
        origins = queries.list_counting(connection, Subject.HOUSEHOLD, *quarters)
    rows: list[Mapping[str, SheetValue]] = []
    for owner in sorted(owners.values(), key=lambda owner: (owner.group, owner.name, owner.id)):
        had, has = _count(before, owner.id, scheme), _count(after, owner.id, scheme)
        spent = had.counted.get(REDEMPTION, 0) - has.counted.get(REDEMPTION, 0)
        rows.append(
            {
                "head": owner.name,
                "group": owner.group or NO_GROUP,
                "hamlet": owner.hamlet,
                "before": had.total_x100,
                "earned": has.total_x100 - had.total_x100 + spent,
                "spent": spent,
                "note": None,
                ORIGIN: " ".join(f"points_entry/{each}" for each in origins.get(owner.id, ())),
            }
        )
    return replace(typed, tables={"rows": tuple(rows)})


def _count(amounts: Mapping[str, Sequence[Amount]], owner_id: str, scheme: PointsScheme) -> Standing:
    return count_points(amounts.get(owner_id, ()), scheme.categories)
