"""How far a count stands from the usual level, told so that small numbers don't shout (比平时多少).

The usual level is a rate that is itself only known from counts. Both are taken as Poisson: given ``before``
mentions in the usual time, the number now follows a negative binomial law (a Gamma law for the rate with
Jeffreys' prior of one half). What is unlikely under that law is told as more or less than usual.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

_PRIOR = 0.5  # Jeffreys' prior of a Poisson rate
_Z = 1.6449  # 90 % of a normal law lie within this many deviations


class Standing(StrEnum):
    """What is said of a count."""

    MORE = "more"
    AS_USUAL = "as_usual"
    LESS = "less"
    TOO_FEW = "too_few"  # too few to say anything
    NO_USUAL = "no_usual"  # nothing to compare with


@dataclass(frozen=True, slots=True)
class Surprise:
    """A count beside its usual level.

    Attributes:
        count: Mentions now.
        usual: Mentions that the same time usually brings; None where that isn't known.
        times: How many times the usual it is, with the prior; None where the usual isn't known.
        low: Lower end of that with nine tenths of certainty.
        high: Upper end of it.
        chance: Probability of a count as far from the usual, on its side, if nothing had changed; 1.0 where
            the usual isn't known.
        standing: What is said of it.
    """

    count: int
    usual: float | None
    times: float | None
    low: float | None
    high: float | None
    chance: float
    standing: Standing


def surprise(
    count: int, before: int, share: float, *, least: int, limit: float, is_known: bool = True
) -> Surprise:
    """Compare a count with the usual level.

    Args:
        count: Mentions now.
        before: Mentions in the usual time.
        share: Length of the time now divided by that of the usual time, above 0.
        least: Below this many, now and as usual, nothing is said.
        limit: What is less likely than this is told as more or less than usual.
        is_known: False where there is no usual time to compare with.

    Raises:
        ValueError: A count below 0, or a share that is none.
    """
    if count < 0 or before < 0 or share <= 0:
        raise ValueError("counts are never below 0, and a share is above it")
    if not is_known:
        return Surprise(count, None, None, None, None, 1.0, Standing.NO_USUAL)
    usual = before * share
    times = (count + _PRIOR) / ((before + _PRIOR) * share)
    spread = _Z * math.sqrt(1 / (count + _PRIOR) + 1 / (before + _PRIOR))
    is_more = times >= 1
    chance = _tail(count, before, share, is_more=is_more)
    if max(count, usual) < least:
        standing = Standing.TOO_FEW
    elif chance >= limit:
        standing = Standing.AS_USUAL
    else:
        standing = Standing.MORE if is_more else Standing.LESS
    low, high = times * math.exp(-spread), times * math.exp(spread)
    return Surprise(count, usual, times, low, high, chance, standing)


def _tail(count: int, before: int, share: float, *, is_more: bool) -> float:
    """Probability of ``count`` or more, or of ``count`` or fewer, under the negative binomial law."""
    size = before + _PRIOR
    log_stay, log_go = -math.log1p(share), math.log(share) - math.log1p(share)
    below = 0.0
    log_mass = size * log_stay
    for number in range(count + (0 if is_more else 1)):
        below += math.exp(log_mass)
        log_mass += math.log(size + number) - math.log(number + 1) + log_go
    return min(1.0, max(0.0, 1.0 - below if is_more else below))
