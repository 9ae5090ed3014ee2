"""The text in the square code of an enrolment sheet: all that a PC needs to find its county, in one line.

``cqt-enrol:1;url=…;village=…;code=…;key=…;until=…``; values are percent-encoded as in an address, so that
neither ``;`` nor ``=`` nor a blank stands in one. A reader skips names that it does not know: later
programs may add some.
"""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote, unquote, urlsplit

MOST_CHARACTERS = 600
"""Longer texts are none of ours; a square code holds them only as a cloud of dots."""

_PREFIX = "cqt-enrol:1"
_FIELDS = ("url", "village", "code", "key", "until")
_PLAIN = ":/"
_LONGEST_URL = 200
_FORMS = {
    "village": re.compile(r"\d{12}", re.ASCII),
    "code": re.compile(r"[0-9A-Z]{6,32}"),
    "key": re.compile(r"[0-9a-f]{32}"),
    "until": re.compile(r"\d{1,15}", re.ASCII),
}


class NoEnrolmentText(ValueError):
    """The text is not one that this program can read."""


@dataclass(frozen=True, slots=True)
class EnrolmentText:
    """What the sheet says.

    Attributes:
        url: Address of the county, ``http://`` or ``https://`` with a host, without blanks.
        village: Division code of the village, 12 digits.
        code: The one-time code as it was made, without dashes.
        key: `fingerprint` of the county's public key.
        until_ms: Moment the code ends, in milliseconds since 1970, UTC.
    """

    url: str
    village: str
    code: str = field(repr=False)
    key: str
    until_ms: int


def fingerprint(public_key: bytes) -> str:
    """The first 32 hex digits of a public key's SHA-256: short enough to be compared by eye."""
    return sha256(public_key).hexdigest()[:32]


def in_groups(digits: str) -> str:
    """A fingerprint as people compare it: in groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def write_enrolment_text(told: EnrolmentText) -> str:
    """The text of a sheet.

    Raises:
        NoEnrolmentText: A value has not the form that `EnrolmentText` says; nobody could read the text.
    """
    values = (told.url, told.village, told.code, told.key, str(told.until_ms))
    text = ";".join(
        (
            _PREFIX,
            *(f"{name}={quote(value, safe=_PLAIN)}" for name, value in zip(_FIELDS, values, strict=True)),
        )
    )
    if read_enrolment_text(text) != told:
        raise NoEnrolmentText
    return text


def read_enrolment_text(text: str) -> EnrolmentText:
    """What a text says that was scanned, or typed or pasted with blanks and line breaks in it.

    Raises:
        NoEnrolmentText: It is no such text, is cut off, says a thing twice, or is of a later form.
    """
    joined = "".join(text[: 2 * MOST_CHARACTERS].split())
    prefix, *parts = joined.split(";")
    if len(joined) > MOST_CHARACTERS or prefix != _PREFIX:
        raise NoEnrolmentText
    values: dict[str, str] = {}
    for part in parts:
        name, _, value = part.partition("=")
        if name in values:
            raise NoEnrolmentText
        values[name] = unquote(value)
    if not values.keys() >= set(_FIELDS) or not _is_address(values["url"]):
        raise NoEnrolmentText
    if not all(form.fullmatch(values[name]) for name, form in _FORMS.items()):
        raise NoEnrolmentText
    return EnrolmentText(
        values["url"], values["village"], values["code"], values["key"], int(values["until"])
    )


def _is_address(url: str) -> bool:
    if len(url) > _LONGEST_URL or any(letter.isspace() or not letter.isprintable() for letter in url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
