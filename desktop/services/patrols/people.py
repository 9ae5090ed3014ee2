"""People of the register by name, to begin a choice with."""

from collections.abc import Iterable

from db.queries import patrols as queries
from desktop.domain.accounts import Right
from desktop.services.office import Office


def named_people(office: Office, ids: Iterable[str]) -> dict[str, str]:
    """Names by id; ids that nobody has are left out.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        return queries.names_of(connection, [one for one in ids if one])
