"""Readings of a hazard site (监测读数): what is measured, in which unit, and what is out of the ordinary."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from desktop.domain.problem import Place, Problem
from desktop.domain.reading import Reading as Outcome

_NUMBER = r"-?\d+(?:\.\d+)?"
_SPEC = re.compile(
    rf"(?P<name>[^（()）\s]+)(?:[（(](?P<unit>[^（()）]+)[)）])?"
    rf"(?:\s*变化\s*(?P<jump>{_NUMBER}))?(?:\s*上限\s*(?P<most>{_NUMBER}))?(?:\s*下限\s*(?P<least>{_NUMBER}))?"
)
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class ReadingSpec:
    """One thing that is measured at a site.

    Attributes:
        name: Such as 裂缝1.
        unit: Such as 毫米; empty for none.
        jump: A change to the last value that has to be looked at; None for the rule's share of it.
        most: Values above it are out of the ordinary; None for no bound.
        least: Values below it are; None for no bound.
    """

    name: str
    unit: str = ""
    jump: Decimal | None = None
    most: Decimal | None = None
    least: Decimal | None = None

    @property
    def text(self) -> str:
        """As it is typed and kept: 裂缝1（毫米）变化5 上限30."""
        unit = f"（{self.unit}）" if self.unit else ""
        bounds = [
            f"{word}{bound}"
            for word, bound in (("变化", self.jump), ("上限", self.most), ("下限", self.least))
            if bound is not None
        ]
        gap = "" if unit or not bounds else " "
        return f"{self.name}{unit}{gap}{' '.join(bounds)}"

    @property
    def heading(self) -> str:
        """Name with unit."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name


class ReadingWarning(StrEnum):
    """What is out of the ordinary about a value."""

    JUMP = "jump"
    ABOVE = "above"
    BELOW = "below"


def read_spec(text: str) -> Outcome[ReadingSpec]:
    """What is measured, as typed: ``裂缝1（毫米）变化5 上限30``; PTL-020 where it can't be read."""
    typed = text.strip()
    if not typed:
        return Outcome()
    match = _SPEC.fullmatch(typed)
    if match is None or len(match["name"]) > _LONGEST:
        return Outcome(None, (Problem("PTL-020", {"value": typed[:30]}, Place(field="readings")),))

    def bound(name: str) -> Decimal | None:
        return Decimal(match[name]) if match[name] is not None else None

    return Outcome(
        ReadingSpec(
            match["name"], (match["unit"] or "").strip(), bound("jump"), bound("most"), bound("least")
        )
    )


def read_value(text: str) -> Outcome[Decimal]:
    """A value as typed, full-width figures too; PTL-021 where it is no number."""
    typed = text.strip().replace("．", ".").replace("－", "-").replace("，", "")
    if not typed:
        return Outcome()
    try:
        value = Decimal(typed)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= 10**7:
        return Outcome(None, (Problem("PTL-021", {"value": text.strip()[:20]}, Place(field="readings")),))
    return Outcome(value)


def warnings_of(
    spec: ReadingSpec, value: Decimal, last: Decimal | None, jump_percent: int
) -> tuple[ReadingWarning, ...]:
    """What is out of the ordinary about a value.

    Args:
        spec: What is measured.
        value: The value.
        last: The one before; None for the first.
        jump_percent: A change of more than this share of the last value is a jump, where the reading has
            no change of its own.
    """
    found = []
    if last is not None:
        change = abs(value - last)
        allowed = spec.jump if spec.jump is not None else abs(last) * jump_percent / 100
        if change >= allowed if spec.jump is not None else change > allowed:
            found.append(ReadingWarning.JUMP)
    if spec.most is not None and value > spec.most:
        found.append(ReadingWarning.ABOVE)
    if spec.least is not None and value < spec.least:
        found.append(ReadingWarning.BELOW)
    return tuple(found)
