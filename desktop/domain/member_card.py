"""What the square code on a member's card holds: the number of the person's record, and nothing about him.

It is written in digits alone, since a scanner types like a keyboard and a Chinese input method would swallow
letters. Two more digits say whether it was read whole.
"""

import unicodedata

_ID_DIGITS = 39
"""Digits of the largest number of 128 bits."""

_CHECK = 97
LENGTH = _ID_DIGITS + 2


def card_code(record_id: str) -> str:
    """The digits for a record.

    Args:
        record_id: 32 hexadecimal characters.

    Raises:
        ValueError: It is no id of a record.
    """
    if len(record_id) != 32:
        raise ValueError(record_id)
    digits = f"{int(record_id, 16):0{_ID_DIGITS}d}"
    return f"{digits}{int(digits) % _CHECK:02d}"


def read_card_code(text: str) -> str | None:
    """The id that was scanned, or None where a text is no such code; full-width digits count."""
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdecimal()):
        return None
    number = int(digits[:_ID_DIGITS])
    if number % _CHECK != int(digits[_ID_DIGITS:]) or number >= 1 << 128:
        return None
    return f"{number:032x}"


def looks_scanned(text: str) -> bool:
    """Whether a text is long enough and digits enough to come from a card, also when it was read badly."""
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    return digits.isdecimal() and len(digits) > LENGTH // 2
