"""What tells one issued notice from all others: its number and the hash of what it says (编号, 校验码).

Both stand on every sheet, in letters at the foot and in the square code beside the title.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's thirty-two signs, without I L O U: read aloud on the telephone they are written down right."""

CHECK_CODE_LENGTH = 8
"""Signs of the hash that people compare; 40 bits."""

MARK_LENGTH = 26
"""Signs of the whole hash, 130 bits: nobody makes two sheets with the same one."""

PUBLIC_PATH = "/n/"
"""Where the county answers for a sheet, below its address."""

_PLAIN = "cqt-notice:1;"
_READ_AS = str.maketrans("ILO", "110")
_NUMBER = re.compile(r"\d{12}-\d{4}-[A-Z]\d{0,3}-[A-Z]{0,3}\d{4,}-v\d+")
_CODE = re.compile(f"[{ALPHABET}]{{{CHECK_CODE_LENGTH}}}([{ALPHABET}]{{{MARK_LENGTH - CHECK_CODE_LENGTH}}})?")


@dataclass(frozen=True, slots=True)
class NoticeMark:
    """A number, and the check code or the whole hash beside it."""

    number: str
    code: str

    @property
    def division_code(self) -> str:
        """Of the village that issued it."""
        return self.number.partition("-")[0]

    def agrees(self, mark: str) -> bool:
        """Whether a notice with this hash is meant, as far as its signs are told."""
        return bool(self.code) and mark.startswith(self.code)

    def scanned(self, address: str) -> str:
        """The text of the square code, ASCII.

        Args:
            address: The county's address for villagers; empty leaves it out.
        """
        if not address:
            return f"{_PLAIN}n={self.number};c={self.code}"
        return f"{address.rstrip('/')}{PUBLIC_PATH}{quote(self.number)}/{self.code}"


def content_mark(texts: Iterable[str]) -> str:
    """The hash of what a notice says: its texts in reading order; `MARK_LENGTH` signs.

    Source:
        SHA-256 (GB/T 18238.3 has it as one of the dedicated hash functions), its first 130 bits.
    """
    hashed = hashlib.sha256()
    between = ""
    for text in texts:  # one by one: a year's sheet is long
        hashed.update(f"{between}{text}".encode())
        between = "\x1f"
    digest = hashed.digest()
    bits = 5 * MARK_LENGTH
    number = int.from_bytes(digest, "big") >> (8 * len(digest) - bits)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(bits - 5, -1, -5))


def read_code(text: str) -> str:
    """A check code or hash as somebody typed it, in the form printed; empty when it is none."""
    told = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper().translate(_READ_AS)
    return told if _CODE.fullmatch(told) else ""


def read_mark(text: str) -> NoticeMark | None:
    """A number and its code out of a scanned square code, or typed with anything between them.

    Returns:
        None when there is no number of a notice in the text; the code is empty when there is none.
    """
    told = unquote(unicodedata.normalize("NFKC", text).strip())
    if told.startswith(_PLAIN):
        told = told.removeprefix(_PLAIN)
    elif "://" in told:
        told = urlsplit(told).path
    # People type in whatever state their keyboard is; the version's letter is the only small one.
    upper = re.sub(r"-V(\d)", r"-v\1", told.upper())
    found = _NUMBER.search(upper)
    if found is None:
        return None
    rest = re.sub(r"校验码|[:;,/、]|C=", " ", upper[found.end() :])
    return NoticeMark(found.group(), read_code(rest))
