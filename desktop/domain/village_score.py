"""The village's score (红榜村/黑榜村): the share of its duties done in time, reckoned exactly.

Pure and without floating point: the same rule and the same work on record give the same score, the same
colour and the same mark on every machine, in whatever order the work is named.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from desktop.domain.period import Period
from desktop.domain.score_rule import ScoreKind, ScoreRule, Work


class Colour(StrEnum):
    """What a score comes to; ``NONE`` while nothing fell due."""

    RED = "red"
    AMBER = "amber"
    BLACK = "black"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work that was due.

    Attributes:
        work: What kind of work.
        id: Names it: the same on every PC of the village.
        codes: Its duties; empty for work without codes.
        due_on: Last day to do it in time.
        done_on: The day it was done; None while it was not.
    """

    work: Work
    id: str
    codes: frozenset[str]
    due_on: date
    done_on: date | None

    @property
    def is_in_time(self) -> bool:
        """Whether it was done by its last day."""
        return self.done_on is not None and self.done_on <= self.due_on


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder from above: on which day, until when there is time to mend.

    ``work`` and ``codes`` are the duty that it names; without them it reminds of the score as a whole.
    """

    id: str
    given_on: date
    mend_by: date
    work: Work | None = None
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KindScore:
    """What one kind of work comes to.

    Attributes:
        kind: The kind.
        due: Pieces that were due.
        in_time: Those done in time.
        lost: Those that were not, by last day.
        cost: What each of them takes from the score.
    """

    kind: ScoreKind
    due: int
    in_time: int
    lost: tuple[Piece, ...]
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """A score.

    Attributes:
        span: The period it is reckoned over.
        on: The day it is reckoned on.
        value: From 0 to 1; None while nothing fell due.
        colour: What it comes to.
        kinds: In the order of the rule, those of which nothing was due included.
        missing: Disclosures whose last day has passed and which do not hang.
        reminder: The reminder whose time ends first, or ended; None for none.
        mark: SHA-256 over rule, work and outcome, 64 hexadecimal digits.
    """

    span: Period
    on: date
    value: Fraction | None
    colour: Colour
    kinds: tuple[KindScore, ...]
    missing: tuple[Piece, ...]
    reminder: Reminder | None
    mark: str

    @property
    def text(self) -> str:
        """Out of a hundred with one decimal, rounded half up; a dash while nothing fell due."""
        return "—" if self.value is None else points_text(self.value)


def points_text(share: Fraction) -> str:
    """A share of 1 as points out of a hundred, with one decimal, rounded half up."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def reckon(
    rule: ScoreRule,
    span: Period,
    day: date,
    pieces: Iterable[Piece],
    reminders: Iterable[Reminder] = (),
) -> Score:
    """The score of a period as it stands on a day.

    A piece counts once its last day has passed, or as soon as it is done. A kind of which nothing was due
    drops out, and the weights of the others share its part. What was done late after all costs its points,
    but is no longer something that could make the village black.

    Args:
        rule: By which.
        span: The period, one of the rule's (`ScoreRule.span`).
        day: The day; while the period runs one in it, later what was done late after all is known.
        pieces: Work on record, in any order; what falls due outside the period is left out.
        reminders: From above, in any order.

    Source:
        domain.md 5.1: Σ w·done_in_time/due over kinds with due > 0; red from 0.95 without a missed
        disclosure; black below 0.80 or with one, once a reminder was given and the time to mend passed.
    """
    counted = sorted(
        (each for each in pieces if _counts(each, span, day)), key=lambda each: (each.due_on, each.id)
    )
    sorted_in = [
        (kind, [piece for piece in counted if piece.work is kind.work and _is_of(piece, kind)])
        for kind in rule.kinds
    ]
    weights = sum(kind.weight for kind, due in sorted_in if due)
    kinds = tuple(_kind_score(kind, due, weights) for kind, due in sorted_in)
    value = (
        sum(
            (
                Fraction(each.kind.weight, weights) * Fraction(each.in_time, each.due)
                for each in kinds
                if each.due
            ),
            Fraction(0),
        )
        if weights
        else None
    )
    lost = {piece for each in kinds for piece in each.lost if piece.done_on is None}
    missing = tuple(piece for piece in counted if piece in lost and piece.work is Work.DISCLOSURE)
    warned = sorted(
        (each for each in reminders if each.given_on <= day and _is_about(each, lost)),
        key=lambda each: (_ends(each, rule), each.id),
    )
    colour = _colour(rule, value, bool(missing), bool(lost), bool(warned) and _ends(warned[0], rule) < day)
    mark = _mark(rule, span, day, counted, warned, value, colour)
    return Score(span, day, value, colour, kinds, missing, warned[0] if warned else None, mark)


def _counts(piece: Piece, span: Period, day: date) -> bool:
    if not span.first <= piece.due_on <= span.last:
        return False
    return piece.due_on < day or (piece.done_on is not None and piece.done_on <= day)


def _is_of(piece: Piece, kind: ScoreKind) -> bool:
    return not kind.codes or bool(kind.codes & piece.codes)


def _kind_score(kind: ScoreKind, due: list[Piece], weights: int) -> KindScore:
    lost = tuple(piece for piece in due if not piece.is_in_time)
    cost = Fraction(kind.weight, weights * len(due)) if due else Fraction(0)
    return KindScore(kind, len(due), len(due) - len(lost), lost, cost)


def _is_about(reminder: Reminder, lost: set[Piece]) -> bool:
    """Whether something that it reminds of still is not done."""
    return any(
        reminder.work is None or (piece.work is reminder.work and bool(reminder.codes & piece.codes))
        for piece in lost
    )


def _ends(reminder: Reminder, rule: ScoreRule) -> date:
    return max(reminder.mend_by, reminder.given_on + timedelta(days=rule.mend_days))


def _colour(
    rule: ScoreRule, value: Fraction | None, is_missing: bool, is_lost: bool, time_is_over: bool
) -> Colour:
    if value is None:
        return Colour.NONE
    if value * 100 >= rule.red_percent and not is_missing:
        return Colour.RED
    is_bad = is_missing or value * 100 < rule.black_percent
    return Colour.BLACK if is_bad and is_lost and time_is_over else Colour.AMBER


def _mark(
    rule: ScoreRule,
    span: Period,
    day: date,
    counted: list[Piece],
    warned: list[Reminder],
    value: Fraction | None,
    colour: Colour,
) -> str:
    told = [
        rule.digest,
        [span.first.isoformat(), span.last.isoformat(), day.isoformat()],
        [
            [
                piece.work.value,
                piece.id,
                sorted(piece.codes),
                piece.due_on.isoformat(),
                piece.done_on.isoformat() if piece.done_on else "",
            ]
            for piece in sorted(counted, key=lambda each: (each.work.value, each.id, each.due_on))
        ],
        [
            [
                each.id,
                each.given_on.isoformat(),
                each.mend_by.isoformat(),
                each.work.value if each.work else "",
                sorted(each.codes),
            ]
            for each in warned
        ],
        [f"{value.numerator}/{value.denominator}" if value is not None else "", colour.value],
    ]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
