"""The certificate that an enrolment sheet vouches for, beside what `enrolment_text` says.

A county without a certificate authority that PCs know may print the SHA-256 of its server's certificate on
the sheet, as one more name of the text: ``;cert=<64 hexadecimal digits>``. A reader that does not know it
skips it.
"""

import re

_NAME = ";cert="
_FORM = re.compile(r"[0-9a-f]{64}")


def with_certificate(text: str, fingerprint: str) -> str:
    """A sheet's text that also names a certificate; without one the text as it is."""
    return f"{text}{_NAME}{fingerprint}" if fingerprint else text


def certificate_of(text: str) -> str:
    """The certificate's SHA-256 in a sheet's text, empty when it names none."""
    found = "".join(text.split()).partition(_NAME)[2].partition(";")[0].lower()
    return found if _FORM.fullmatch(found) else ""
