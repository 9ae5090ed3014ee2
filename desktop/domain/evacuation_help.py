"""Who needs somebody to fetch them when people have to leave (需协助转移), of those at home.

The rules are data, ``resources/rules/evacuation.toml``.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from desktop.domain.age import age_span
from desktop.domain.rules import get_rule


@dataclass(frozen=True, slots=True)
class HelpRule:
    """Why somebody needs help; ages are keys of rules, empty where the reason knows none.

    Attributes:
        code: Names it.
        label: The reason in Chinese.
        tags: Codes of special_group.
        disability: A disability on record counts.
        dwelling: The register says of the household that it needs help.
        age_from: Age that somebody has reached.
        alone_from: Age that somebody has reached who is the only one at home.
        all_from: Age that everybody at home has reached, where they are several.
        none_between: Ages between which nobody at home is, with somebody below them.
    """

    code: str
    label: str
    tags: frozenset[str]
    disability: bool
    dwelling: bool
    age_from: str
    alone_from: str
    all_from: str
    none_between: tuple[str, ...]


@cache
def help_rules() -> tuple[HelpRule, ...]:
    """Every reason, the most urgent first."""
    read = tomllib.loads(resources.path("rules", "evacuation.toml").read_text(encoding="utf-8"))
    return tuple(
        HelpRule(
            each["code"],
            each["name"],
            frozenset(each.get("tags", ())),
            bool(each.get("disability", False)),
            bool(each.get("dwelling", False)),
            each.get("age_from", ""),
            each.get("alone_from", ""),
            each.get("all_from", ""),
            tuple(each.get("none_between", ())),
        )
        for each in read["help"]
    )


@dataclass(frozen=True, slots=True)
class Resident:
    """What the rules ask of somebody; ``birth_date`` is a partial date or empty."""

    birth_date: str = ""
    tags: frozenset[str] = frozenset()
    is_disabled: bool = False
    is_home: bool = True


def help_reasons(
    residents: Sequence[Resident], on: date, division_code: str = "", *, is_registered: bool = False
) -> tuple[tuple[HelpRule, ...], ...]:
    """Why each of a household needs help to leave, in the order given; nothing for those away.

    Args:
        residents: The household's living members.
        on: The day.
        division_code: Of the village, for rules by place.
        is_registered: The register says that the household needs help; then everybody at home does.

    Source:
        domain.md 7.4 and 10: those who need help to move come first; which these are is our proposal.
    """
    ages = {
        key: get_rule(key, on, division_code).value
        for rule in help_rules()
        for key in (rule.age_from, rule.alone_from, rule.all_from, *rule.none_between)
        if key
    }
    # a partial birth date counts where it may be true: rather one helped too many; without one it is an adult
    spans = [age_span(each.birth_date, on) if each.birth_date else None for each in residents if each.is_home]

    def has_reached(span: tuple[int, int] | None, key: str) -> bool:
        return bool(key) and span is not None and span[1] >= ages[key]

    def holds_for_all(rule: HelpRule) -> bool:
        if (rule.dwelling and is_registered) or (len(spans) == 1 and has_reached(spans[0], rule.alone_from)):
            return True
        if rule.none_between:
            low, high = rule.none_between
            small = [span is not None and span[0] < ages[low] for span in spans]
            return any(small) and all(
                is_small or has_reached(span, high) for is_small, span in zip(small, spans, strict=True)
            )
        return len(spans) > 1 and all(has_reached(span, rule.all_from) for span in spans)

    together = {rule.code for rule in help_rules() if holds_for_all(rule)}

    def reasons(one: Resident) -> tuple[HelpRule, ...]:
        span = age_span(one.birth_date, on) if one.birth_date else None
        return tuple(
            rule
            for rule in help_rules()
            if rule.code in together
            or one.tags & rule.tags
            or (rule.disability and one.is_disabled)
            or has_reached(span, rule.age_from)
        )

    return tuple(reasons(each) if each.is_home else () for each in residents)


def household_reasons(reasons: Sequence[Sequence[HelpRule]]) -> tuple[str, ...]:
    """The reasons of a household's people in words, each once, the most urgent first."""
    found = {rule for each in reasons for rule in each}
    return tuple(rule.label for rule in help_rules() if rule in found)
