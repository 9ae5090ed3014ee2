"""Unified social credit codes of employers (统一社会信用代码), with their check character.

Source:
    GB 32100-2015: 18 characters without I, O, S, V, Z; weights 3^n mod 31.
"""

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_LENGTH = 18


def plain_code(text: str) -> str:
    """The code as it is kept: without spaces, in capitals."""
    return "".join(text.split()).upper()


def check_character(first: str) -> str:
    """The eighteenth character for the first seventeen.

    Raises:
        ValueError: They are not seventeen characters of the alphabet.
    """
    if len(first) != _LENGTH - 1 or any(letter not in _LETTERS for letter in first):
        raise ValueError("seventeen characters of the alphabet are needed")
    weighed = sum(_LETTERS.index(letter) * weight for letter, weight in zip(first, _WEIGHTS, strict=True))
    return _LETTERS[-weighed % 31]


def is_credit_code(text: str) -> bool:
    """Whether a text is a code whose check character fits."""
    code = plain_code(text)
    if len(code) != _LENGTH or any(letter not in _LETTERS for letter in code):
        return False
    return check_character(code[:-1]) == code[-1]
