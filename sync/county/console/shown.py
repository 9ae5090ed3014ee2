"""What goes between an address of the console and the page it answers with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from desktop.domain.problem import Problem, ProblemError
from sync.county.console.form import Upload
from sync.county.county import County
from sync.county.store import audit
from sync.county.store import villages as village_table
from sync.county.store.operators import Operator

GREATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of somebody who is signed in.

    Attributes:
        county: The county.
        operator: Who asks.
        until_ms: When their session ends at the latest.
        asked: Values of the address, of its path and its query.
        at_ms: The county's clock.
        address: Scheme and host of the request, as the browser sees the county.
    """

    county: County
    operator: Operator
    until_ms: int
    asked: Mapping[str, str]
    at_ms: int
    address: str

    @property
    def village_id(self) -> int:
        """The village in the address; the county itself has no PCs and is none."""
        return int(self.asked["village_id"]) or GREATEST + 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its template, what that is filled with, and the village it is about, 0 for the county."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    village_id: int = audit.COUNTY_ITSELF


@dataclass(frozen=True, slots=True)
class Went:
    """Something was done; the browser goes on to a page, which says so by a name of `wording.DONE`."""

    place: str
    done: str


View = Callable[[Ask], Shown]
Action = Callable[[Ask, Mapping[str, str]], Shown | Went]
UploadAction = Callable[[Ask, Upload], Shown | Went]


def require_name(county: County, village_id: int) -> str:
    """Name of a village, or of the county itself.

    Raises:
        ProblemError: CTY-021, there is no such village.
    """
    name = village_table.find_name(county.database, village_id) if village_id <= GREATEST else None
    if name is None:
        raise ProblemError(Problem("CTY-021"))
    return name


def require_confirmed(typed: Mapping[str, str]) -> None:
    """Nothing when the box beside the button was ticked.

    Raises:
        ProblemError: CTY-081, it was not.
    """
    if typed.get("confirmed") != "yes":
        raise ProblemError(Problem("CTY-081"))
