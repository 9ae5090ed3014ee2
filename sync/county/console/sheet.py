"""The enrolment sheet: what a village is handed so that one PC can join, as words and as a square code."""

from collections.abc import Mapping

import segno

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.store import settings
from sync.protocol.enrolment_text import (
    EnrolmentText,
    NoEnrolmentText,
    fingerprint,
    in_groups,
    write_enrolment_text,
)

_PIXELS_PER_DOT = 4
_QUIET_DOTS = 4
"""The blank edge that readers of square codes need."""


def address_of(county: County, seen: str) -> str:
    """Where villages reach the county: as it was set, else as the operator's browser reached it."""
    told = settings.read_setting(county.database, settings.PUBLIC_ADDRESS)
    return told if isinstance(told, str) and told else seen


def require_address(address: str) -> None:
    """Nothing when an address can stand on a sheet.

    Raises:
        ProblemError: CTY-088, it can't.
    """
    try:
        write_enrolment_text(EnrolmentText(address, "0" * 12, "0" * 6, "0" * 32, 0))
    except NoEnrolmentText as error:
        raise ProblemError(Problem("CTY-088")) from error


def sheet_values(
    county: County, address: str, division_code: str, code: str, expires_ms: int
) -> Mapping[str, object]:
    """What a sheet says, for its template.

    Args:
        county: The county.
        address: A good one (`require_address`).
        division_code: The village's.
        code: The one-time code as it was made.
        expires_ms: When the code ends.
    """
    print_of_key = fingerprint(county.key.public)
    text = write_enrolment_text(EnrolmentText(address, division_code, code, print_of_key, expires_ms))
    return {
        "address": address,
        "code": f"{code[:5]}-{code[5:]}",
        "expires_ms": expires_ms,
        "fingerprint": in_groups(print_of_key),
        "text": text,
        "picture": square_picture(text),
    }


def square_picture(text: str, *, is_scalable: bool = False) -> str:
    """The text as an SVG of numbers only: nothing of it stands there in letters, so it is safe in a page.

    ``is_scalable`` leaves its size to the page.
    """
    square = segno.make_qr(text, error="m")
    picture: str = square.svg_inline(
        scale=1 if is_scalable else _PIXELS_PER_DOT,
        border=_QUIET_DOTS,
        dark="#000",
        light="#fff",
        omitsize=is_scalable,
    )
    return picture
