"""Members who live elsewhere and have not moved their relation (流动党员), lost contact (失联)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.contract_state import months_after

FLOATING_OUT = "1"
FLOATING_IN = "2"
"""Codes of party_float_kind."""


class ContactState(StrEnum):
    """How a member who is away stands with the contact person."""

    OK = "ok"
    SOON = "soon"
    OVERDUE = "overdue"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ContactRule:
    """How often the contact person calls, and when a member counts as lost; months and days.

    Attributes:
        months: Between two contacts of a member in the country.
        abroad_months: Between two contacts of a member abroad.
        lost_months: Months out of touch after which contact counts as lost.
        soon_days: Days before a contact is due on which it is shown.
    """

    months: int
    abroad_months: int
    lost_months: int
    soon_days: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a member stands: the last time somebody reached them, when the next contact is due, how it is."""

    last: date
    due: date
    state: ContactState


def contact_standing(
    rule: ContactRule, left_on: date, reached: date | None, on: date, *, is_abroad: bool, own_months: int = 0
) -> Contact:
    """Where a member who is away stands with the contact person on a day.

    Args:
        rule: In force here.
        left_on: Day they left; until the first contact it counts as one.
        reached: Day they were last reached; None for never since.
        on: The day asked for.
        is_abroad: Whether they live abroad.
        own_months: How often this one is called, where it differs from the rule.

    Source:
        domain.md 4.1: monthly as the product's proposal, abroad every half year; out of touch for six
        months is lost contact.
    """
    last = max(left_on, reached) if reached else left_on
    months = own_months or (rule.abroad_months if is_abroad else rule.months)
    due = months_after(last, months)
    # Whoever is called every half year is not lost before a second call has failed.
    if on >= months_after(last, max(rule.lost_months, 2 * months if months >= rule.lost_months else 0)):
        return Contact(last, due, ContactState.LOST)
    if on > due:
        return Contact(last, due, ContactState.OVERDUE)
    return Contact(last, due, ContactState.SOON if (due - on).days <= rule.soon_days else ContactState.OK)


def is_floating_long(left_on: date, on: date, months: int) -> bool:
    """Whether somebody has been away so long that they count as a floating member.

    Source:
        domain.md 4.1: left for six months or more without transfer of the relation.
    """
    return on >= months_after(left_on, months)
