"""The recovery sheet (恢复单): a code on paper that opens the vault when a password is forgotten."""

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.problem import Problem, ProblemError
from desktop.domain.village import Village

# Digits and letters that survive bad handwriting: no I, L, O, U (Crockford's base 32).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 11
GROUP_LENGTH = 4
CODE_LENGTH = GROUPS * GROUP_LENGTH
ASKED_BACK = 6
SECRET_BYTES = 20

_LOOKALIKES = str.maketrans("OILU", "011V")
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_DATA_PER_GROUP = GROUP_LENGTH - 1


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once and then exists on paper only.

    Attributes:
        code: 44 characters without separators: 160 random bits, every fourth character a check of
            its group. Kept out of ``repr`` so that no log can hold it.
        village: Whose vault it opens.
        vault_id: Which vault, 32 hexadecimal characters; the first 8 are printed.
        made_at: UTC moment, ISO 8601.
    """

    code: str = field(repr=False)
    village: Village
    vault_id: str
    made_at: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The code as 11 groups of 4, in the order they are printed."""
        return tuple(self.code[start : start + GROUP_LENGTH] for start in range(0, CODE_LENGTH, GROUP_LENGTH))

    def ask_back_positions(self) -> tuple[int, ...]:
        """Six different positions in the code, counted from 1, ascending, new at each call.

        Whoever can answer them has printed or copied the sheet.
        """
        return tuple(sorted(secrets.SystemRandom().sample(range(1, CODE_LENGTH + 1), ASKED_BACK)))

    def wrong_positions(self, answers: Mapping[int, str]) -> tuple[int, ...]:
        """The asked positions whose answer differs from the sheet, ascending; empty when all agree."""
        return tuple(
            position
            for position, answer in sorted(answers.items())
            if _plain(answer) != self.code[position - 1]
        )


def new_secret() -> bytearray:
    """160 random bits for a recovery sheet."""
    return bytearray(secrets.token_bytes(SECRET_BYTES))


def code_of(secret: bytes | bytearray) -> str:
    """The 44 characters that stand for a secret of 20 bytes.

    33 characters of 5 bits carry the 160 bits, three to a group, the first one always 0; the fourth
    of a group checks the group and its place.
    """
    number = int.from_bytes(secret, "big")
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * _DATA_PER_GROUP))]
    code = ""
    for group in range(GROUPS):
        data = values[group * _DATA_PER_GROUP : (group + 1) * _DATA_PER_GROUP]
        code += "".join(ALPHABET[value] for value in (*data, _check_value(group, data)))
    return code


def parse_code(text: str) -> bytearray:
    """The secret behind a code as somebody typed it from paper.

    Case, spaces, dashes and full-width characters don't matter; O, I, L and U are read as the
    characters they are mistaken for.

    Returns:
        20 bytes.

    Raises:
        ProblemError: VLT-016 the length is wrong; VLT-017 a group was copied wrongly, naming it.
    """
    code = _plain(text)
    if len(code) != CODE_LENGTH:
        raise ProblemError(Problem("VLT-016", {"length": str(CODE_LENGTH), "typed": str(len(code))}))
    number = 0
    wrong: list[Problem] = []
    for group in range(GROUPS):
        part = code[group * GROUP_LENGTH : (group + 1) * GROUP_LENGTH]
        values = [_VALUE.get(character, -1) for character in part]
        if -1 in values or values[-1] != _check_value(group, values[:-1]):
            wrong.append(Problem("VLT-017", {"group": str(group + 1)}))
            continue
        for value in values[:-1]:
            number = number << 5 | value
    if wrong:
        raise ProblemError(wrong)
    if number >> 8 * SECRET_BYTES:
        raise ProblemError(Problem("VLT-017", {"group": "1"}))
    return bytearray(number.to_bytes(SECRET_BYTES, "big"))


def _plain(text: str) -> str:
    upper = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    return "".join(character for character in upper if character.isalnum())


def _times_alpha(value: int) -> int:
    """Multiply by the generator of GF(32), polynomial x^5 + x^2 + 1."""
    return value << 1 ^ (0x25 if value & 0x10 else 0)


def _check_value(group: int, data: Sequence[int]) -> int:
    # Different non-zero weights in a field: each single wrong character and each swap of two changes
    # the check; the group's number makes swapped groups visible.
    total = 0
    for value in reversed(data):
        total = _times_alpha(total ^ value)
    return total ^ (group + 1)
