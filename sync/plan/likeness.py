"""Whether two values say the same, so that a blank or a full-width digit is no disagreement."""

import re

from desktop.domain.cell_text import trim
from sync.protocol.operation import Value

# Only the full-width forms of ASCII: compatibility forms of characters may be two people's names.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_NUMBER_WITH_CHECK_LETTER = re.compile(r"[0-9]{17}x")


def alike(one: Value, other: Value) -> bool:
    """Whether two values are equal but for blanks, full width and the case of a check letter X.

    Empty text and None are alike. Alike values are no conflict; which of them is kept is not
    decided here.
    """
    return one == other or _plain(one) == _plain(other)


def _plain(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = trim(value).translate(_NARROW).replace(" ", "")
    if _NUMBER_WITH_CHECK_LETTER.fullmatch(text):
        text = text.upper()
    return text or None
