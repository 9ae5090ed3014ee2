"""One line of the benchmark table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BenchRow:
    """A measurement beside what it is compared with, both from the same run.

    Attributes:
        name: What was done.
        ours: Our figure.
        against: What it is compared with.
        other: Its figure; 0 when it could not be measured here.
        unit: Unit of both figures.
        ratio: The ratio that ``reach`` speaks of; 0 when it could not be measured.
        reach: The goal in words, such as ``<= 2 x``.
        ok: Whether the goal is reached; also True when the other side could not be measured.
    """

    name: str
    ours: float
    against: str
    other: float
    unit: str
    ratio: float
    reach: str
    ok: bool
