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
    """Numbers that stand on more than one paper in force, of notices and of certificates.

    ``notice_id`` and ``certificate_id`` are the later papers of the first of them, to begin with.
    """

    notices: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    notice_id: str = ""
    certificate_id: str = ""

    def __len__(self) -> int:
        return len(self.notices) + len(self.certificates)


def list_shared(office: Office) -> SharedNumbers:
    """Numbers that have to be mended, of the papers that the user may see."""
    with office.store.reading() as connection:
        notices: tuple[str, ...] = ()
        certificates: tuple[str, ...] = ()
        if office.may(Right.READ_NOTICES):
            notices = notice_queries.list_shared_numbers(connection)
        if office.may(Right.ISSUE_CERTIFICATE):
            certificates = certificate_queries.list_shared_numbers(connection)
        return SharedNumbers(
            notices,
            certificates,
            notice_queries.list_by_number(connection, notices[0])[-1].id if notices else "",
            certificate_queries.list_by_number(connection, certificates[0])[-1].id if certificates else "",
        )
