"""What a PC is told to become known to a county: typed field by field, or read from the county's sheet."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from desktop.domain.problem import Problem, ProblemError
from sync.protocol.certificate_pin import certificate_of
from sync.protocol.enrolment_text import NoEnrolmentText, fingerprint, read_enrolment_text


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the county's sheet says.

    Attributes:
        url: The county's address.
        code: The one-time code.
        village: Division code of the village that it is for.
        key: Fingerprint of the county's key, see `enrolment_text.fingerprint`.
        certificate: SHA-256 of the server's certificate, empty when the sheet names none.
        until: When the code ends, UTC.
    """

    url: str
    code: str = field(repr=False)
    village: str
    key: str
    certificate: str
    until: datetime


def read_invitation(text: str) -> Invitation:
    """What a sheet's text says that somebody scanned, pasted or typed.

    Raises:
        ProblemError: SYN-253 it is no such text, or cut off.
    """
    try:
        told = read_enrolment_text(text)
        until = datetime.fromtimestamp(told.until_ms / 1000, UTC)
    except (NoEnrolmentText, ValueError, OverflowError, OSError) as error:
        raise ProblemError(Problem("SYN-253")) from error
    return Invitation(told.url, told.code, told.village, told.key, certificate_of(text), until)


def check_village(told: Invitation, division_code: str) -> None:
    """Return when the sheet is for this village.

    Raises:
        ProblemError: SYN-254 it is for another one.
    """
    if told.village != division_code:
        raise ProblemError(Problem("SYN-254", {"code": told.village, "own": division_code}))


def check_county_key(public_key: bytes, expected: str) -> None:
    """Return when the county that answered is the one of the sheet; an empty ``expected`` asks nothing.

    Raises:
        ProblemError: SYN-252 it is another one.
    """
    found = fingerprint(public_key)
    if expected and found != expected.lower():
        raise ProblemError(Problem("SYN-252", {"expected": expected, "found": found}))
