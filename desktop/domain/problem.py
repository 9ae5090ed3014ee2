"""Expected trouble as data; sentences for people are made elsewhere (``desktop.messages``)."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How far a problem stops the work it was found in."""

    ERROR = "error"  # nothing of the record is taken
    WARNING = "warning"  # taken, but a person should look
    HINT = "hint"  # taken; worth knowing


class Place(NamedTuple):
    """Where a problem stands; empty parts are unknown or do not apply.

    Rows are counted as a spreadsheet shows them, from 1. ``column`` is the heading the clerk
    sees, ``field`` the catalogue's identifier.
    """

    sheet: str = ""
    row: int | None = None
    column: str = ""
    field: str = ""


class Problem(NamedTuple):
    """One expected trouble: a code, the values its sentence needs, and its place.

    Every code has an entry in ``resources/messages``; values must not carry more personal data
    than the sentence has to show.
    """

    code: str
    values: Mapping[str, str] = {}
    place: Place | None = None
    severity: Severity = Severity.ERROR


class ProblemError(Exception):
    """Raised when work stops for expected trouble; carries every problem found, first one first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))
