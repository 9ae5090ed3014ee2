"""The items of inspections as they are in force here, and new versions of them."""

from datetime import date

from db.connection import Connection
from db.queries import boards as queries
from desktop.domain.accounts import Right
from desktop.domain.inspection import (
    ItemScheme,
    find_scheme_problem,
    read_scheme,
    scheme_in_force,
    shipped_scheme,
)
from desktop.domain.problem import ProblemError
from desktop.services.office import Office


def schemes_of(connection: Connection) -> tuple[ItemScheme, ...]:
    """The office's own versions, the latest first, the shipped one last."""
    rows = queries.list_schemes(connection)
    return (*(read_scheme(row.version, row.valid_from, row.body) for row in rows), shipped_scheme())


def current_scheme(office: Office, on: date | None = None) -> ItemScheme:
    """The items in force on a day, today unless told.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        return scheme_in_force(schemes_of(connection)[:-1], on or office.today())


def scheme_named(connection: Connection, version: str) -> ItemScheme:
    """The version that a round was scored by; the shipped one for a name nobody knows."""
    return next((each for each in schemes_of(connection) if each.version == version), shipped_scheme())


def save_scheme(office: Office, scheme: ItemScheme) -> None:
    """Keep a new version; rounds already planned stay with theirs.

    Raises:
        ProblemError: BRD-015 an item that can't be, SYS-403.
    """
    office.require(Right.APPROVE_BOARDS)
    if problem := find_scheme_problem(scheme):
        raise ProblemError(problem)
    with office.change("edit", f"检查项目：{scheme.version}") as work:
        work.insert(
            "inspection_scheme",
            {
                "version": scheme.version,
                "valid_from": scheme.valid_from.isoformat(),
                "body": scheme.body(),
            },
        )


def next_version(office: Office) -> str:
    """A name for the next version: the year and a number that is not taken."""
    with office.store.reading() as connection:
        taken = {each.version for each in schemes_of(connection)}
    year = office.today().year
    return next(name for number in range(1, 1000) if (name := f"{year}-{number}") not in taken)
