"""When the tray tells what (提醒): a pure decision over the clock, the wishes of the account, and what waits.

A reminder names kinds and numbers, never people. There is one digest a day, at a chosen time or as soon
after it as the PC is on; between, only what is new and urgent is told, once; quiet hours hold everything
but, where the account wants it, what is urgent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum


class Kind(StrEnum):
    """What can wait; in the order in which a digest names it."""

    URGENT = "urgent"
    OVERDUE = "overdue"
    TODAY = "today"
    NEW = "new"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class ReminderWishes:
    """What an account has chosen; times are of the wall clock of the PC.

    ``quiet_from`` to ``quiet_to`` may go over midnight; equal times mean that nothing is ever quiet.
    """

    is_on: bool = True
    digest_at: time = time(8, 30)
    quiet_from: time = time(20)
    quiet_to: time = time(7, 30)
    urgent_through: bool = True

    def is_quiet(self, at: time) -> bool:
        """Whether a time of the day lies in the quiet hours."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to


@dataclass(frozen=True, slots=True)
class Told:
    """What was told already: the day of the last digest, and which urgent events."""

    digest_on: date | None = None
    urgent: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the account: numbers by kind, and the ids of what is urgent."""

    counts: Mapping[Kind, int]
    urgent: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is told now: numbers by kind; ``is_digest`` for the one of the day."""

    counts: Mapping[Kind, int]
    is_digest: bool


def decide(
    now: datetime, wishes: ReminderWishes, told: Told, waiting: Waiting
) -> tuple[Reminder | None, Told]:
    """What to tell at a moment, and what is told after it.

    Args:
        now: The moment, in the zone of the PC.
        wishes: What the account has chosen.
        told: What was told before.
        waiting: What waits now.

    Returns:
        A reminder or None, and what is to be remembered. What is urgent no more is forgotten, so that
        it is told again when it comes again.
    """
    fresh = waiting.urgent - told.urgent
    kept = replace(told, urgent=told.urgent & waiting.urgent)
    if not wishes.is_on:
        return None, kept
    if wishes.is_quiet(now.time()):
        if fresh and wishes.urgent_through:
            return Reminder({Kind.URGENT: len(fresh)}, False), replace(kept, urgent=waiting.urgent)
        return None, kept
    if told.digest_on != now.date() and now.time() >= wishes.digest_at:
        after = Told(now.date(), waiting.urgent)
        counts = {kind: waiting.counts.get(kind, 0) for kind in Kind if waiting.counts.get(kind, 0)}
        return (Reminder(counts, True) if counts else None), after
    if fresh:
        return Reminder({Kind.URGENT: len(fresh)}, False), replace(kept, urgent=waiting.urgent)
    return None, kept
