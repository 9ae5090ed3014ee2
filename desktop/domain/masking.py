"""What of a person may be read on a screen and on a public notice."""

import re
from enum import Enum

from desktop.domain.catalogue import FieldSpec, Sensitivity
from desktop.domain.person_name import COMPOUND_SURNAMES, MIDDLE_DOT

HIDDEN = "••••"
STAR = "*"


class MaskProfile(Enum):
    """Where a value will be read."""

    FULL = "full"  # by somebody with the right, and logged
    SCREEN = "screen"  # lists and cards: sensitive values shortened, the rest in full
    NOTICE = "notice"  # on the wall: identifying values left out
    NOTICE_SHORTENED = "notice_shortened"  # as NOTICE, but the county asks for shortened numbers


_NOTICES = frozenset((MaskProfile.NOTICE, MaskProfile.NOTICE_SHORTENED))
_ID_FIELDS = frozenset(("citizen_id", "disability_no"))
_ACCOUNT_FIELDS = frozenset(("benefit_account", "allowance_no"))
_PHONE_FIELDS = frozenset(("mobile", "household_phone", "emergency_phone"))
_ADDRESS_FIELDS = frozenset(
    ("address", "registered_address", "current_place", "dwelling_address", "work_place")
)
_NAME_FIELDS = frozenset(("name", "former_name", "emergency_contact", "transferee"))
_NEVER_ON_NOTICES = frozenset(("birth_date", "lunar_birthday", "wechat", "photo", "title_no", "former_name"))


def mask_citizen_id(number: str) -> str:
    """First six, stars, last four: ``330825********0026``; shorter texts keep only six characters.

    Source:
        Practice of public notices in several provinces; the birth date is never shown.
    """
    if len(number) in (15, 18):
        return number[:6] + STAR * (len(number) - 10) + number[-4:]
    if len(number) == 20:  # disability card: category and grade are health data too
        return number[:6] + STAR * 14
    return number[:6] + STAR * max(4, len(number) - 6) if number else ""


def mask_phone(number: str) -> str:
    """Mobile ``138****1234``; landline ``0570-****345``; anything shorter than seven digits is hidden."""
    digits = re.sub(r"\D", "", number)
    if len(digits) == 11 and digits[0] == "1":
        return f"{digits[:3]}{STAR * 4}{digits[-4:]}"
    area, dash, rest = number.partition("-")
    if dash and len(rest) >= 7:
        return f"{area}-{STAR * 4}{rest[-3:]}"
    return STAR * 4 + digits[-3:] if len(digits) >= 7 else HIDDEN if number else ""


def mask_account(number: str) -> str:
    """Last four characters behind four stars: ``****1234``; nothing of a number shorter than nine."""
    return STAR * 4 + (number[-4:] if len(number) > 8 else "") if number else ""


def surname_of(name: str) -> str:
    """The surname: two characters for compound ones, the part before the dot for names with ``·``."""
    if MIDDLE_DOT in name:
        return name.partition(MIDDLE_DOT)[0]
    return name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]


def mask_minor_name(name: str) -> str:
    """Name of a minor on a notice: surname and 某某.

    Source:
        Law on the Protection of Minors (2020), article 103, as practised on village notices.
    """
    return surname_of(name) + "某某" if name else ""


def mask(
    field: FieldSpec,
    text: str,
    profile: MaskProfile,
    *,
    is_minor: bool = False,
    villager_group: str = "",
) -> str:
    """The text of a field as it may be read.

    Args:
        field: What the text is.
        text: As shown in full; "" stays "".
        profile: Where it will be read.
        is_minor: The person is under 18 (only names on notices depend on it).
        villager_group: Stands in for addresses on notices.

    Returns:
        The text, a shortened form, `HIDDEN`, or "" when the value has to be left out.

    Source:
        Personal Information Protection Law (2021), articles 6 and 28; Social Assistance Interim
        Measures (2014), article 61; practice of procuratorial advice on village boards.
    """
    if not text or profile is MaskProfile.FULL:
        return text
    identifier = field.identifier
    on_notice = profile in _NOTICES
    if on_notice:
        if field.sensitivity is Sensitivity.R or identifier in _NEVER_ON_NOTICES:
            return ""
        if identifier in _ADDRESS_FIELDS:
            return villager_group
        if identifier in _NAME_FIELDS:
            return mask_minor_name(text) if is_minor else text
        if identifier in _ID_FIELDS or identifier in _ACCOUNT_FIELDS or identifier in _PHONE_FIELDS:
            return _shortened(identifier, text) if profile is MaskProfile.NOTICE_SHORTENED else ""
        return "" if field.sensitivity is Sensitivity.S else text
    if field.sensitivity in (Sensitivity.S, Sensitivity.R):
        return _shortened(identifier, text)
    return text


def _shortened(identifier: str, text: str) -> str:
    if identifier in _ID_FIELDS:
        return mask_citizen_id(text)
    if identifier in _ACCOUNT_FIELDS:
        return mask_account(text)
    if identifier in _PHONE_FIELDS:
        return mask_phone(text)
    return HIDDEN
