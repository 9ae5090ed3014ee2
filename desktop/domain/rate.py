"""A share of a whole, shown so that few people never look like many."""

from dataclasses import dataclass
from fractions import Fraction

LEAST_WHOLE = 10
"""Below it a rate is shown as a fraction."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many out of so many; exact."""

    part: int
    whole: int

    def text(self) -> str:
        """``7/9`` for a whole below ten, ``77.8%`` (half up) from there on, ``—`` of nothing.

        Source:
            domain.md 12: rates with a denominator below 10 are shown as a fraction.
        """
        if self.whole <= 0:
            return "—"
        if self.whole < LEAST_WHOLE:
            return f"{self.part}/{self.whole}"
        tenths = int(Fraction(self.part, self.whole) * 1000 + Fraction(1, 2))
        return f"{tenths // 10}.{tenths % 10}%"
