"""Telephones outside the register, as whoever is at work may see them."""

from desktop.domain.accounts import Right
from desktop.domain.masking import mask_phone
from desktop.services.office import Office


def shown_phone(office: Office, phone: str, calling: Right) -> str:
    """A telephone for those who have to call it or may reveal numbers, covered for all others.

    Args:
        office: Whose user asks.
        phone: In full; empty stays empty.
        calling: Right of those whose work it is to call.
    """
    may_see = office.may(calling) or office.may(Right.REVEAL)
    return phone if may_see or not phone else mask_phone(phone)
