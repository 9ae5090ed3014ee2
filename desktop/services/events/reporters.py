"""Who reported an event, as the register knows him."""

from dataclasses import dataclass

from desktop.domain.accounts import Right
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class KnownReporter:
    """A person of the register as a reporter; ``phone`` is empty where none is known."""

    person_id: str
    name: str
    phone: str


def find_reporter(office: Office, person_id: str) -> KnownReporter | None:
    """Name and telephone of a person, to be filled in; None when there is none any more.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    with office.store.reading() as connection:
        row = connection.execute("SELECT name, mobile FROM person WHERE id = ?", (person_id,)).fetchone()
    return None if row is None else KnownReporter(person_id, str(row[0]), str(row[1] or ""))
