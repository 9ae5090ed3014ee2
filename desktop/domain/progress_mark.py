"""Number and code with which a villager asks how a matter stands (办理进度查询), on a slip or scanned."""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from desktop.domain.notice_mark import ALPHABET

CODE_LENGTH = 8
"""Signs of the code; 40 bits, so that nobody finds another one's by trying."""

PROGRESS_PATH = "/progress/"
"""Where the county's pages tell how a matter stands, below its address."""

_PLAIN = "cqt-progress:1;"
_READ_AS = str.maketrans("ILO", "110")


def new_progress_code() -> str:
    """A code by chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_progress_code(text: str) -> str:
    """A code as somebody typed it, in the form printed; empty when it is none."""
    told = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper().translate(_READ_AS)
    return told if len(told) == CODE_LENGTH and set(told) <= set(ALPHABET) else ""


@dataclass(frozen=True, slots=True)
class ProgressMark:
    """What the slip of a case, a letter or a booking says to ask with."""

    number: str
    code: str

    def scanned(self, address: str) -> str:
        """The text of the square code, ASCII.

        Args:
            address: The county's address for villagers; empty leaves it out.
        """
        if not address:
            return f"{_PLAIN}n={self.number};c={self.code}"
        return f"{address.rstrip('/')}{PROGRESS_PATH}{quote(self.number)}/{self.code}"

    @property
    def spoken(self) -> str:
        """The code in two halves, as one reads it aloud."""
        return f"{self.code[: CODE_LENGTH // 2]} {self.code[CODE_LENGTH // 2 :]}"
