"""How long somebody counts as looking for work, and who belongs to the labour force (求职登记, 劳动力)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class SeekerState(StrEnum):
    """Where a job seeker stands; codes of ``job_seeker_state``."""

    REGISTERED = "registered"
    REFERRED = "referred"
    EMPLOYED = "employed"
    CANCELLED = "cancelled"


OPEN = (SeekerState.REGISTERED, SeekerState.REFERRED)
"""States in which somebody still looks for work."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Until when a registration counts; ``days_left`` is below zero once it is over."""

    last_day: date
    days_left: int

    @property
    def is_over(self) -> bool:
        """Whether it no longer counts."""
        return self.days_left < 0


def validity(registered_on: date, renewed_on: date | None, days: int, today: date) -> Validity:
    """How long a registration counts from its newest day on; the day of registration is the first of them.

    Source:
        Product's own rule: 90 days, after which the person is asked again.
    """
    last = max(registered_on, renewed_on or registered_on) + timedelta(days - 1)
    return Validity(last, (last - today).days)


@dataclass(frozen=True, slots=True)
class LabourAges:
    """Ages of the labour force in whole years, both included; rules that a county sets."""

    least: int
    most_men: int
    most_women: int


def in_labour_force(age: int, sex: str, ages: LabourAges) -> bool:
    """Whether an age belongs to the labour force; an unknown sex is taken for a man's, the wider.

    Args:
        age: Whole years.
        sex: Code of ``sex``: 1 man, 2 woman.
        ages: The bounds in force.
    """
    return ages.least <= age <= (ages.most_women if sex == "2" else ages.most_men)
