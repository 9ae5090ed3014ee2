"""Covers personal data on the copy that is printed; the register keeps the whole.

Source:
    Masking rules of public notices: identity number first 6 and last 4, telephone first 3 and
    last 4, accounts last 4, names of people in need as group and surname.
"""

from enum import Enum

from desktop.domain.person_name import COMPOUND_SURNAMES
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


def surname(name: str) -> str:
    """Family name: two characters for the usual compound surnames, else the first one."""
    return name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]


def masked_name(name: str) -> str:
    """Surname and 某 for each further character, at most two: 张某, 张某某."""
    family = surname(name)
    return family + "某" * min(2, len(name) - len(family))


def masked_citizen_id(text: str) -> str:
    """First 6 and last 4 characters; what is shorter than 12 is covered whole."""
    return text[:6] + "*" * (len(text) - 10) + text[-4:] if len(text) >= 12 else "*" * len(text)


def masked_phone(text: str) -> str:
    """First 3 and last 4 digits; what is shorter than 9 is covered but for its last 2."""
    if len(text) >= 9:
        return text[:3] + "*" * (len(text) - 7) + text[-4:]
    return "*" * max(0, len(text) - 2) + text[-2:]


def masked_account(text: str) -> str:
    """Last 4 characters."""
    return f"尾号{text[-4:]}" if len(text) > 4 else "*" * len(text)


def _same(text: str) -> str:
    return text


_MASKS = {
    Mask.NONE: _same,
    Mask.NAME: masked_name,
    Mask.CITIZEN_ID: masked_citizen_id,
    Mask.PHONE: masked_phone,
    Mask.ACCOUNT: masked_account,
}


def refuse_excluded(template: str, excluded: frozenset[str], bound: set[str]) -> None:
    """Stop a template that prints what it declares must not appear.

    Raises:
        ProblemError: DOC-021.
    """
    for name in sorted(excluded & bound):
        raise ProblemError(Problem("DOC-021", {"template": template, "field": name}))
