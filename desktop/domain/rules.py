"""Values that a rule-maker sets, by jurisdiction and effective date; code holds only the logic."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import resources

NATION = "CN"


class Certainty(StrEnum):
    """How far a value can be trusted."""

    LOOKED_UP = "looked_up"
    GENERAL = "general"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Rule:
    """One value in force somewhere from a day on.

    ``jurisdiction`` is ``CN`` or the first digits of a division code; ``valid_to`` is None while
    the rule lasts.
    """

    key: str
    value: int
    unit: str
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    source: str
    certainty: Certainty

    def covers(self, division_code: str, on: date) -> bool:
        """Whether the rule holds in a place on a day."""
        inside = self.jurisdiction == NATION or division_code.startswith(self.jurisdiction)
        return inside and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    files = sorted(resources.path("rules").glob("*.toml"))
    entries = [entry for file in files for entry in tomllib.loads(file.read_text(encoding="utf-8"))["rule"]]
    rules: dict[str, list[Rule]] = defaultdict(list)
    for entry in entries:
        rules[entry["key"]].append(
            Rule(
                key=entry["key"],
                value=int(entry["value"]),
                unit=entry["unit"],
                jurisdiction=entry["jurisdiction"],
                valid_from=date.fromisoformat(entry["from"]),
                valid_to=date.fromisoformat(entry["to"]) if "to" in entry else None,
                source=entry["source"],
                certainty=Certainty(entry["certainty"]),
            )
        )
    return {key: tuple(found) for key, found in rules.items()}


def list_rules() -> tuple[Rule, ...]:
    """All shipped rules, in the order of the file within each key."""
    return tuple(rule for rules in _rules().values() for rule in rules)


def has_rule(key: str, on: date, division_code: str = "") -> bool:
    """Whether anything of a name is in force in a place on a day."""
    return any(rule.covers(division_code, on) for rule in _rules().get(key, ()))


def get_rule(key: str, on: date, division_code: str = "") -> Rule:
    """The rule in force in a place on a day; the most specific jurisdiction wins, then the latest.

    Args:
        key: Such as ``age.adult``.
        on: The day asked for.
        division_code: Of the village; empty asks for the nation's rule.

    Raises:
        KeyError: Nothing of that name is in force there on that day.
    """
    valid = [rule for rule in _rules().get(key, ()) if rule.covers(division_code, on)]
    if not valid:
        raise KeyError(f"no rule {key} on {on}")
    return max(valid, key=lambda rule: (rule.jurisdiction != NATION, len(rule.jurisdiction), rule.valid_from))
