"""What one cell of a workbook, or one typed field, was understood to mean."""

from datetime import date, datetime, time, timedelta
from typing import Generic, NamedTuple, TypeVar

from desktop.domain.problem import Problem

T_co = TypeVar("T_co", covariant=True)

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as the workbook readers deliver it, types kept."""


class Reading(NamedTuple, Generic[T_co]):
    """Outcome of reading one cell.

    ``value`` is None when the cell is blank (then ``problems`` is empty) or when nothing can be
    taken from it (then a problem of severity ERROR says why). Warnings and hints stand beside a
    value that was taken. The cell itself is not repeated here: the caller still has it.
    """

    value: T_co | None = None
    problems: tuple[Problem, ...] = ()
