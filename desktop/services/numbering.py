"""Numbers of papers (编号): each PC of a village has a series of its own, and what was given twice is found.

A number can still stand on two papers: of PCs that were enrolled after they had issued something, of a folder
that was copied, of corrections of one notice on two PCs. A draft then takes another number when it is issued;
papers that are out keep theirs, are told apart by their check code, and are shown here until one is replaced.
"""

from dataclasses import dataclass

from db.connection import Connection
from db.queries import certificates as certificate_queries
from db.queries import disclosure as notice_queries
from desktop.domain.accounts import Right
from desktop.domain.number_series import FIRST_PC, series_of
from desktop.services.office import Office
from sync.village.state import find_state


def series(connection: Connection) -> str:
    """The letters in front of this PC's serial numbers, see `series_of`."""
    state = find_state(connection)
    return series_of(state.device if state is not None else FIRST_PC)


@dataclass(frozen=True, slots=True)
class SharedNumbers:
    """Numbers that stand on more than one paper in force, of notices and of certificates."""

    notices: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.notices) + len(self.certificates)


def list_shared(office: Office) -> SharedNumbers:
    """Numbers that have to be mended, of the papers that the user may see."""
    with office.store.reading() as connection:
        return SharedNumbers(
            notice_queries.list_shared_numbers(connection) if office.may(Right.READ_NOTICES) else (),
            certificate_queries.list_shared_numbers(connection)
            if office.may(Right.ISSUE_CERTIFICATE)
            else (),
        )
