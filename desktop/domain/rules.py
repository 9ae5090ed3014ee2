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


def rules_of(key: str) -> tuple[Rule, ...]:
    """What any place ever set for a name, in the order of the file; empty for a name that nobody knows."""
    return _rules().get(key, ())


def has_rule(key: str, on: date, division_code: str = "") -> bool:
    """Whether anything of a name is in force in a place on a day."""
    return any(rule.covers(division_code, on) for rule in rules_of(key))


def get_rule(key: str, on: date, division_code: str = "") -> Rule:
    """The rule in force in a place on a day; the most specific jurisdiction wins, then the latest.

    Args:
        key: Such as ``age.adult``.
        on: The day asked for.
        division_code: Of the village; empty asks for the nation's rule.

    Raises:
        KeyError: Nothing of that name is in force there on that day.
    """
    found = find_rule(key, on, division_code)
    if found is None:
        raise KeyError(f"no rule {key} on {on}")
    return found


def find_rule(key: str, on: date, division_code: str = "") -> Rule | None:
    """As `get_rule`; None where nothing of that name is in force."""
    valid = [rule for rule in rules_of(key) if rule.covers(division_code, on)]
    if len(valid) < 2:
        return valid[0] if valid else None
    return max(valid, key=lambda rule: (rule.jurisdiction != NATION, len(rule.jurisdiction), rule.valid_from))


def rule_or_first(key: str, on: date, division_code: str = "") -> Rule:
    """As `get_rule`; for a day before all of the nation's rules of that name, the first there was.

    Raises:
        ValueError: The nation has no rule of that name.
    """
    first = min(rule.valid_from for rule in rules_of(key) if rule.jurisdiction == NATION)
    return get_rule(key, max(on, first), division_code)
