"""Who need not come and counts an equivalent list of tasks: old, frail and floating members (远程履职)."""

from datetime import date

from db.connection import Connection
from db.queries import points as queries
from desktop.domain.age import certain_age
from desktop.domain.points_scheme import PointsScheme


def list_excused(connection: Connection, scheme: PointsScheme, on: date) -> frozenset[str]:
    """Members who need not come on a day, by the scheme's age and tags or because they live elsewhere.

    Only who they are, never why: illness is nobody's business on a sheet of points.
    """
    tags = set(scheme.excused_tags)
    return frozenset(
        row.member_id
        for row in queries.list_circumstances(connection, on.isoformat())
        if row.is_floating or tags & set(row.tags) or _is_old(row.birth_date, scheme.excused_age, on)
    )


def _is_old(birth_date: str, from_age: int | None, on: date) -> bool:
    age = certain_age(birth_date, on)
    return from_age is not None and age is not None and age >= from_age
