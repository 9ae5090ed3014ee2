"""Who is moved first (需协助转移): of those at home on a day, by rules that are data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.age import age_span
from desktop.domain.patrol_rule import NeedRule, need_rules
from desktop.domain.rules import get_rule


@dataclass(frozen=True, slots=True)
class Resident:
    """What the rules ask of somebody; ``birth_date`` is a partial date or empty."""

    birth_date: str = ""
    tags: frozenset[str] = frozenset()
    is_disabled: bool = False
    is_home: bool = True


def needs_of(
    residents: Sequence[Resident], on: date, division_code: str = "", *, asked: bool = False
) -> tuple[tuple[NeedRule, ...], ...]:
    """Why each of a household has to be helped, in the order given; nothing for those away.

    Args:
        residents: The household's living members.
        on: The day.
        division_code: Of the village, for rules by place.
        asked: The register says that the household needs help; then everybody at home does.

    Source:
        domain.md 7.4 and 10: those who need help to move come first; the reasons are `need_rules`.
    """
    home = [each for each in residents if each.is_home]
    alone = {
        rule.code
        for rule in need_rules()
        if rule.alone_from
        and home
        and all(_reached(each, on, rule.alone_from, division_code) for each in home)
    }
    return tuple(
        tuple(
            rule
            for rule in need_rules()
            if each.tags & rule.tags
            or (rule.disability and each.is_disabled)
            or (rule.dwelling and asked)
            or rule.code in alone
            or (rule.under and _below(each, on, rule.under, division_code))
        )
        if each.is_home
        else ()
        for each in residents
    )


def _reached(one: Resident, on: date, rule: str, division_code: str) -> bool:
    # a partial birth date counts where it may be true: rather one helped too many
    age = get_rule(rule, on, division_code).value
    return bool(one.birth_date) and age_span(one.birth_date, on)[1] >= age


def _below(one: Resident, on: date, rule: str, division_code: str) -> bool:
    age = get_rule(rule, on, division_code).value
    return bool(one.birth_date) and age_span(one.birth_date, on)[0] < age
