"""The list of villages as it was asked for: searched, narrowed to a state, put in order, page by page."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sync.county.console.freshness import Freshness, freshness_of
from sync.county.store.village_overview import VillageLine

PER_PAGE = 100
CONFLICTS, REFUSALS = "conflicts", "refusals"
STATES = (*Freshness, CONFLICTS, REFUSALS)

_LONGEST_QUERY = 60
_ORDERS: Mapping[str, Callable[[VillageLine], Any]] = {
    "code": lambda line: line.division_code,
    # Who never came stands first: somebody has to ask why.
    "seen": lambda line: (line.seen_ms or 0, line.division_code),
    "behind": lambda line: (-line.behind, line.division_code),
    "conflicts": lambda line: (-line.conflicts, line.conflict_ms or 0, line.division_code),
    "refusals": lambda line: (-line.refusals, line.division_code),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see of the list; unknown words of an address are the plain list."""

    text: str = ""
    state: str = ""
    order: str = "code"
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Choice":
        """The choice that an address makes."""
        state, order, page = asked.get("state", ""), asked.get("sort", ""), asked.get("page", "")
        return cls(
            text=asked.get("q", "").strip()[:_LONGEST_QUERY],
            state=state if state in STATES else "",
            order=order if order in _ORDERS else "code",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 6 else 1,
        )

    def address(self, **changed: str | int) -> str:
        """The query of an address for this choice with something changed; another order begins at page 1."""
        values = {"q": self.text, "state": self.state, "sort": self.order, **changed}
        plain = {"sort": "code", "page": 1}
        return urlencode({k: v for k, v in values.items() if v and plain.get(k) != v})

    def apply(self, lines: Sequence[VillageLine], now_ms: int) -> list[VillageLine]:
        """The lines that fit, in order, on all pages."""
        wanted = self.text.casefold()
        found = [
            line
            for line in lines
            if (wanted in line.name.casefold() or wanted in line.division_code)
            and (not self.state or _is_in(line, self.state, now_ms))
        ]
        return sorted(found, key=_ORDERS[self.order])


@dataclass(frozen=True, slots=True)
class Totals:
    """How many villages there are in each state of `STATES`, and altogether."""

    all: int
    by_state: Mapping[str, int]


def count_states(lines: Sequence[VillageLine], now_ms: int) -> Totals:
    """The totals of a list."""
    counts = Counter(state for line in lines for state in STATES if _is_in(line, state, now_ms))
    return Totals(len(lines), {state: counts[state] for state in STATES})


def _is_in(line: VillageLine, state: str, now_ms: int) -> bool:
    if state == CONFLICTS:
        return line.conflicts > 0
    if state == REFUSALS:
        return line.refusals > 0
    return freshness_of(line.seen_ms, now_ms) == state
