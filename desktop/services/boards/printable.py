"""Which entries may be printed on a sheet that is made now; asked by whoever compiles one."""

from desktop.domain.accounts import Right
from desktop.domain.household_board import may_stand_on_sheet
from desktop.services.boards.entries import BoardEntry, facts_of, list_entries
from desktop.services.boards.households import protections
from desktop.services.office import Office


def entries_to_print(office: Office, first: str, last: str) -> tuple[BoardEntry, ...]:
    """Approved entries found in a period that may stand on a sheet made today, the oldest first.

    One that stands on an issued sheet already belongs to that sheet; a correction prints it again.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    today = office.today()
    found = [entry for entry in list_entries(office) if first <= entry.row.found_on <= last]
    with office.store.reading() as connection:
        protected = protections(office, connection, (entry.row.household_id for entry in found))
    return tuple(
        entry
        for entry in reversed(found)
        if may_stand_on_sheet(facts_of(entry.row, is_protected=entry.row.household_id in protected), today)
    )
