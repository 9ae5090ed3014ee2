"""Covers personal data on the copy that is printed; the register keeps the whole.

The forms are those of ``desktop.domain.masking``; a template only names one for each column.
"""

from enum import Enum

from desktop.domain.masking import mask_account, mask_citizen_id, mask_phone, surname_of
from desktop.domain.problem import Problem, ProblemError


class Mask(Enum):
    """How a column is covered."""

    NONE = "none"
    NAME = "name"
    CITIZEN_ID = "citizen_id"
    PHONE = "phone"
    ACCOUNT = "account"

    def apply(self, text: str) -> str:
        """The text as the sheet may show it."""
        return _MASKS[self](text)


def masked_name(name: str) -> str:
    """Name of somebody in need: surname and 某某."""
    return surname_of(name) + "某某" if name else ""


def _same(text: str) -> str:
    return text


_MASKS = {
    Mask.NONE: _same,
    Mask.NAME: masked_name,
    Mask.CITIZEN_ID: mask_citizen_id,
    Mask.PHONE: mask_phone,
    Mask.ACCOUNT: mask_account,
}


def refuse_excluded(template: str, excluded: frozenset[str], bound: set[str]) -> None:
    """Stop a template that prints what it declares must not appear.

    Raises:
        ProblemError: DOC-021.
    """
    for name in sorted(excluded & bound):
        raise ProblemError(Problem("DOC-021", {"template": template, "field": name}))
