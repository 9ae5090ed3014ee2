"""The sheet that a village gets with a one-time code: what to type, what to compare, what to scan."""

from desktop.domain.problem import Problem, ProblemError
from desktop.reports.exchange_sheets import EnrolmentSheet, render_enrolment_sheet
from sync.county.clock import when
from sync.county.county import County
from sync.county.store.villages import find_village_id, name_of
from sync.protocol.certificate_pin import with_certificate
from sync.protocol.enrolment_text import (
    EnrolmentText,
    NoEnrolmentText,
    fingerprint,
    in_groups,
    write_enrolment_text,
)


def make_sheet(
    county: County,
    division_code: str,
    code: str,
    expires_ms: int,
    url: str,
    label: str = "",
    certificate: str = "",
) -> bytes:
    """The sheet as a PDF of one page; a connection is open.

    Args:
        county: Whose sheet.
        division_code: The village's, as it is registered.
        code: The one-time code.
        expires_ms: Moment it ends.
        url: Address by which villages reach the county; empty leaves the square code out.
        label: Which PC it is for.
        certificate: SHA-256 of the server's certificate, for PCs to trust nothing else.

    Raises:
        ProblemError: SYN-160 the address is none; CTY-002 there is no such village.
    """
    village, known_code = name_of(county.database, find_village_id(county.database, division_code))
    key = fingerprint(county.key.public)
    scanned = ""
    if url:
        try:
            text = write_enrolment_text(EnrolmentText(url, known_code, code, key, expires_ms))
        except NoEnrolmentText as error:
            raise ProblemError(Problem("SYN-160", {"address": url})) from error
        scanned = with_certificate(text, certificate)
    return render_enrolment_sheet(
        EnrolmentSheet(
            county=county.name,
            village=village,
            division_code=known_code,
            label=label,
            code=f"{code[:5]}-{code[5:]}",
            until=when(expires_ms),
            url=url,
            county_key=in_groups(key),
            certificate=certificate,
            scanned=scanned,
        )
    )
