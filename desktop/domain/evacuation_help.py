"""Which households need somebody to fetch them when people have to leave (需协助转移)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.age import age_span
from desktop.domain.rules import get_rule

_SEVERE_GRADES = frozenset({"1", "2"})
_SEVERE_TAGS = frozenset({"C02", "D05"})
_BIRTH_TAGS = frozenset({"G03"})
_ILL_TAGS = frozenset({"G01"})


@dataclass(frozen=True, slots=True)
class Evacuee:
    """Somebody at home: ``birth_date`` is a partial date or empty, ``tags`` codes of special groups."""

    birth_date: str = ""
    tags: frozenset[str] = frozenset()
    disability_grade: str = ""


def help_reasons(
    at_home: Sequence[Evacuee], is_registered: bool, on: date, division_code: str = ""
) -> tuple[str, ...]:
    """Why a household needs help to leave, in words; nothing when it does not or nobody is at home.

    Args:
        at_home: Who of it is at home.
        is_registered: The dwelling's record says that they need help.
        on: The day.
        division_code: Of the village, for rules by place.

    Source:
        domain.md 10: who needs help to move comes first; which these are is our proposal.
    """
    if not at_home:
        return ()

    def value(key: str) -> int:
        return get_rule(key, on, division_code).value

    elder, very_old = value("age.elder"), value("mobilisation.help.age")
    child = value("mobilisation.help.child.age")
    # a partial or missing birth date counts where it may be true, a missing one as an adult's
    ages = [age_span(each.birth_date, on) if each.birth_date else None for each in at_home]
    old = [age is not None and age[1] >= elder for age in ages]
    small = [age is not None and age[0] <= child for age in ages]
    tags = frozenset[str]().union(*(each.tags for each in at_home))
    found = []
    if is_registered:
        found.append("登记为需协助")
    if tags & _SEVERE_TAGS or any(each.disability_grade in _SEVERE_GRADES for each in at_home):
        found.append("行动不便")
    if any(age is not None and age[1] >= very_old for age in ages):
        found.append("高龄老人")
    if len(at_home) == 1 and old[0]:
        found.append("独居老人")
    elif any(small) and all(is_old or is_small for is_old, is_small in zip(old, small, strict=True)):
        found.append("老人带小孩" if any(old) else "只有小孩")
    if tags & _BIRTH_TAGS:
        found.append("孕产妇")
    if tags & _ILL_TAGS:
        found.append("重病人")
    return tuple(found)
