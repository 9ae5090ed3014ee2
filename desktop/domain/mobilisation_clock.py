"""The clock of a mobilisation: minutes since the order, what should be done by now, counting rounds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.problem import Place, Problem
from desktop.domain.reading import Reading
from desktop.domain.rules import get_rule

_CLOCK = re.compile(r"(?:(\d{1,2})[-/.月](\d{1,2})日?\s*)?(\d{1,2})[:：点时]?(\d{2})分?")
_ONE_DAY = timedelta(days=1)


class Stage(StrEnum):
    """What a mobilisation waits for by its clock."""

    HEADS = "heads"
    WORKERS = "workers"
    HOUSEHOLDS = "households"
    ROUNDS = "rounds"


@dataclass(frozen=True, slots=True)
class Timetable:
    """Minutes since the order; data of the county.

    Attributes:
        heads: By when grid heads answer.
        workers: By when grid workers answer.
        households: By when every household is told or known not to be reached.
        every: Minutes between two counting rounds.
    """

    heads: int = 3
    workers: int = 8
    households: int = 15
    every: int = 30

    @classmethod
    def on(cls, day: date, division_code: str = "") -> "Timetable":
        """The timetable in force in a place on a day."""

        def minutes(name: str) -> int:
            return get_rule(f"mobilisation.{name}.minutes", day, division_code).value

        return cls(minutes("heads"), minutes("workers"), minutes("households"), minutes("round"))

    def stage(self, elapsed: timedelta) -> Stage:
        """What is waited for at a time since the order."""
        for stage, minutes in (
            (Stage.HEADS, self.heads),
            (Stage.WORKERS, self.workers),
            (Stage.HOUSEHOLDS, self.households),
        ):
            if elapsed < timedelta(minutes=minutes):
                return stage
        return Stage.ROUNDS

    def round_due(self, number: int, started_at: datetime) -> datetime:
        """When a counting round falls due, counted from 1."""
        return started_at + timedelta(minutes=self.every * number)

    def rounds_due(self, started_at: datetime, until: datetime) -> int:
        """How many counting rounds have fallen due by a moment.

        Source:
            domain.md 10: a counting round every 30 minutes until the all-clear.
        """
        return max(0, int((until - started_at) / timedelta(minutes=self.every)))


def elapsed_words(elapsed: timedelta) -> str:
    """Time since the order as the clock shows it: ``T+07:30``, ``T+1:07:30`` after an hour."""
    seconds = int(elapsed.total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"T{sign}{hours}:{minutes:02d}:{seconds:02d}" if hours else f"T{sign}{minutes:02d}:{seconds:02d}"


def read_true_time(text: str, earliest: datetime, latest: datetime) -> Reading[datetime]:
    """When something was so, as it is typed afterwards: ``0312``, ``3:12``, ``11-23 3:12``.

    Args:
        text: What was typed; empty means now.
        earliest: It can't have been before, such as the order; with a time zone, in which it is read.
        latest: It can't be after, such as now, which is what an empty text gives.

    Returns:
        The moment. Without a day it is the first such time of day from the order on. MOB-020 it is no time
        of day, MOB-021 it lies before the order or in the future.
    """
    typed = text.strip()
    if not typed:
        return Reading(latest)
    found = _CLOCK.fullmatch(typed)
    if found is None:
        return Reading(None, (Problem("MOB-020", {"time": typed}, Place(field="at")),))
    month, day, hour, minute = (int(part) if part else 0 for part in found.groups())
    local = latest.astimezone(earliest.tzinfo)
    try:
        on = date(local.year, month, day) if month else earliest.date()
        moment = datetime(on.year, on.month, on.day, hour, minute, tzinfo=earliest.tzinfo)
    except ValueError:
        return Reading(None, (Problem("MOB-020", {"time": typed}, Place(field="at")),))
    begun = earliest.replace(second=0, microsecond=0)
    if not month and moment < begun:
        moment += _ONE_DAY
    if not begun <= moment <= latest:
        values = {"time": typed, "first": f"{earliest:%m-%d %H:%M}", "last": f"{local:%m-%d %H:%M}"}
        return Reading(None, (Problem("MOB-021", values, Place(field="at")),))
    return Reading(max(moment, earliest))


def open_rounds(counted: Sequence[int], due: int) -> tuple[int, ...]:
    """Numbers of counting rounds that fell due and were not counted, the earliest first."""
    return tuple(number for number in range(1, due + 1) if number not in counted)
