"""What the county's enrolment sheet says; nothing here needs the line."""

from desktop.services.office import Office
from sync.village.enrolment import Invitation, check_village, read_invitation

__all__ = ["Invitation", "read_sheet"]


def read_sheet(office: Office, text: str) -> Invitation:
    """What the county's enrolment sheet says, as somebody scanned, pasted or typed it.

    Raises:
        ProblemError: SYN-253 it is no such text; SYN-254 it is for another village.
    """
    told = read_invitation(text)
    check_village(told, office.vault.village.division_code)
    return told
