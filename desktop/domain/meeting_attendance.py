"""The list of a meeting (签到): who is due, present, on leave or absent, and what must add up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.code_table import code_table
from desktop.domain.meeting_due import COUNTED, Standing, kind_rules
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.quorum import Attendance
from desktop.domain.rules import Certainty, Rule, get_rule


class AttendanceState(StrEnum):
    """Whether somebody came; codes of ``attendance_state``."""

    DUE = "due"  # not yet marked
    PRESENT = "present"
    ONLINE = "online"
    PROXY = "proxy"
    LEAVE = "leave"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """Its name."""
        return code_table("attendance_state").label(self.value)


CAME = frozenset((AttendanceState.PRESENT, AttendanceState.ONLINE, AttendanceState.PROXY))
"""States that count as present."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the list.

    Attributes:
        person_id: Who.
        standing: What he comes as.
        state: Whether he came.
        votes_in: Codes of ``meeting_kind`` in whose votes he takes part.
        household_id: His household; empty when unknown.
        reason: Of a leave.
    """

    person_id: str
    standing: Standing
    state: AttendanceState
    votes_in: tuple[str, ...] = ()
    household_id: str = ""
    reason: str = ""

    @property
    def came(self) -> bool:
        """Whether he counts as present."""
        return self.state in CAME


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of a meeting: 应到, 实到, 请假, 缺席, not marked yet, 列席."""

    due: int
    present: int
    leave: int
    absent: int
    open: int
    observers: int


def tally(marks: Iterable[Mark]) -> Tally:
    """The numbers of a list; those not marked count as neither present nor absent.

    Source:
        Those due are present, excused or absent: record keeping rules of party branches.
    """
    due = present = leave = absent = open_ = observers = 0
    for mark in marks:
        if mark.standing is Standing.OBSERVER:
            observers += mark.came
        if mark.standing not in COUNTED:
            continue
        due += 1
        present += mark.came
        leave += mark.state is AttendanceState.LEAVE
        absent += mark.state is AttendanceState.ABSENT
        open_ += mark.state is AttendanceState.DUE
    return Tally(due, present, leave, absent, open_, observers)


def attendance_of(kind: str, marks: Sequence[Mark], *, by_households: bool = False) -> Attendance:
    """Those with a vote in one kind of meeting who are due and came, for its quorum.

    Args:
        kind: Code of ``meeting_kind``.
        marks: The list.
        by_households: The list has one line for each household.
    """
    voters = [mark for mark in marks if mark.standing is Standing.VOTER and kind in mark.votes_in]
    came = [mark for mark in voters if mark.came]
    if by_households:
        return Attendance(0, len(came), len(voters), len(came))
    households = {mark.household_id for mark in voters if mark.household_id}
    there = {mark.household_id for mark in came if mark.household_id}
    return Attendance(len(voters), len(came), len(households), len(there))


def list_problems(marks: Sequence[Mark], kinds: Sequence[str], *, by_households: bool) -> tuple[Problem, ...]:
    """What is wrong with a list.

    Returns:
        MTG-039 somebody stands on it twice, MTG-016 a leave without a reason, MTG-017 somebody came by
        proxy or MTG-045 online where the rules know neither.
    """
    problems = []
    twice = [person for person, count in Counter(mark.person_id for mark in marks).items() if count > 1]
    if twice:
        problems.append(Problem("MTG-039", {"count": str(len(twice))}, Place(field="attendance")))
    rules = [kind_rules()[kind] for kind in kinds if kind in kind_rules()]
    may_proxy = by_households or any(rule.may_proxy for rule in rules)
    may_online = any(rule.may_online for rule in rules)
    states = {mark.state for mark in marks}
    if AttendanceState.PROXY in states and not may_proxy:
        problems.append(Problem("MTG-017", place=Place(field="attendance")))
    if AttendanceState.ONLINE in states and not may_online:
        problems.append(Problem("MTG-045", place=Place(field="attendance")))
    if any(mark.state is AttendanceState.LEAVE and not mark.reason.strip() for mark in marks):
        problems.append(Problem("MTG-016", place=Place(field="attendance")))
    return tuple(problems)


def call_rule(kind: str, on: date, division_code: str = "") -> Rule | None:
    """How many days before a meeting those due must be told; None where no rule is known."""
    try:
        return get_rule(f"meeting.{kind}.call.days", on, division_code)
    except KeyError:
        return None


def call_problems(
    kinds: Sequence[str], held_on: date, called_on: date | None, division_code: str = ""
) -> tuple[Problem, ...]:
    """What is wrong with the day on which those due were told.

    Returns:
        MTG-025 too late: an error where the rule was read in a law, else a warning; MTG-046, a warning,
        the day is not on record.
    """
    problems = []
    for kind in kinds:
        rule = call_rule(kind, held_on, division_code)
        if rule is None:
            continue
        values = {
            "meeting": code_table("meeting_kind").label(kind),
            "days": str(rule.value),
            "source": rule.source,
        }
        if called_on is None:
            problems.append(Problem("MTG-046", values, Place(field="called_on"), Severity.WARNING))
        elif (held_on - called_on).days < rule.value:
            by_law = rule.certainty is Certainty.LOOKED_UP
            values |= {"called": called_on.isoformat(), "held": held_on.isoformat()}
            problems.append(
                Problem(
                    "MTG-025",
                    values,
                    Place(field="called_on"),
                    Severity.ERROR if by_law else Severity.WARNING,
                )
            )
    return tuple(problems)
