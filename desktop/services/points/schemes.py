"""Schemes of points in force, and new versions that a meeting adopts (积分办法)."""

import logging
from dataclasses import dataclass, replace
from datetime import date

from db.connection import Connection
from db.queries import meetings as meeting_queries
from db.queries import points as queries
from desktop.domain.accounts import Right
from desktop.domain.points_quarter import next_quarter, quarter_period
from desktop.domain.points_scheme import (
    PointsScheme,
    Subject,
    check_scheme,
    read_scheme,
    scheme_body,
    shipped_scheme,
)
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SchemeVersion:
    """One version of a scheme; the shipped one has neither id nor meeting."""

    id: str
    scheme: PointsScheme
    adopted_on: str
    meeting_id: str


def scheme_on(connection: Connection, subject: Subject, on: date, division_code: str) -> PointsScheme:
    """The scheme of a day: the latest version adopted by then, else what is ordered for the place."""
    for row in queries.list_schemes(connection, subject.value):
        if row.valid_from <= on.isoformat() and (found := _read(row)) is not None:
            return found
    return shipped_scheme(subject, on, division_code)


def scheme_in_force(office: Office, subject: Subject, on: date | None = None) -> PointsScheme:
    """As `scheme_on`, of this office; today's where no day is given."""
    with office.store.reading() as connection:
        return scheme_on(connection, subject, on or office.today(), office.vault.village.division_code)


def list_versions(office: Office, subject: Subject) -> tuple[SchemeVersion, ...]:
    """All versions, the latest first, the shipped one last.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_POINTS)
    with office.store.reading() as connection:
        rows = queries.list_schemes(connection, subject.value)
    own = [(row, _read(row)) for row in rows]
    shipped = shipped_scheme(subject, office.today(), office.vault.village.division_code)
    return (
        *(SchemeVersion(row.id, found, row.adopted_on, row.meeting_id) for row, found in own if found),
        SchemeVersion("", shipped, "", ""),
    )


def _read(row: queries.SchemeRow) -> PointsScheme | None:
    try:
        return read_scheme(row.subject, row.name, row.version, row.valid_from, row.body)
    except (ValueError, KeyError, TypeError):  # of a newer program on another PC
        _log.info("a scheme of points can't be read by this program")
        return None


def adopt_scheme(office: Office, scheme: PointsScheme, adopted_on: str, meeting_id: str = "") -> str:
    """Put a new version into force with the meeting that adopted it; not given, it is found by its day.

    The version's number is one more than the highest. It begins in a quarter that is not closed, so that
    no closed figure changes its meaning.

    Returns:
        The id of the version.

    Raises:
        ProblemError: What `check_scheme` finds; PTS-038 nobody adopted it; PTS-039 it would begin before a
            closed quarter ended; SYS-403.
    """
    office.require(Right.EDIT_POINTS)
    problems = list(check_scheme(scheme))
    try:
        date.fromisoformat(adopted_on)
    except ValueError:
        problems.append(Problem("PTS-038", place=Place(field="adopted_on")))
    with office.store.reading() as connection:
        closed = queries.closed_through(connection, scheme.subject.value)
        known = queries.list_schemes(connection, scheme.subject.value)
        meeting_id = meeting_id or _adopting_meeting(connection, scheme.subject, adopted_on)
    if closed:
        first = quarter_period(next_quarter(closed)).first
        if scheme.valid_from < first:
            values = {"quarter": quarter_period(closed).words(), "first": first.isoformat()}
            problems.append(Problem("PTS-039", values, Place(field="valid_from")))
    if problems:
        raise ProblemError(problems)
    shipped = shipped_scheme(scheme.subject, office.today(), office.vault.village.division_code)
    version = max((shipped.version, *(row.version for row in known))) + 1
    adopted = replace(scheme, version=version)
    with office.change("points", f"积分办法：{scheme.name.strip()}，第 {version} 版") as work:
        return work.insert(
            "points_scheme",
            {
                "subject": adopted.subject.value,
                "name": adopted.name.strip(),
                "version": version,
                "valid_from": adopted.valid_from.isoformat(),
                "body": scheme_body(adopted),
                "adopted_on": adopted_on,
                "meeting_id": meeting_id or None,
            },
        )


_ADOPTING = {Subject.MEMBER: frozenset({"P01"}), Subject.HOUSEHOLD: frozenset({"V01", "V02", "V04"})}
"""Kinds of meeting that adopt a scheme."""


def _adopting_meeting(connection: Connection, subject: Subject, on: str) -> str:
    held = meeting_queries.list_meetings(connection, on, on)
    return next((row.id for row in held if _ADOPTING[subject] & set(row.kinds)), "")
