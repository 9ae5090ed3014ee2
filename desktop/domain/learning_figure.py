"""Figures of study and deeds: what each counts, in which unit (人 and 人次 are different ones).

Source: domain.md 12: study person-times are summed over sessions of those present, deeds person-times over
activities of those who took part; a person counts once however often; "cumulative" and "in the period" never
share a cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.rate import Rate


class FigureKey(StrEnum):
    """One line of the table, in the order shown."""

    SESSIONS = "sessions"
    SESSION_TIMES = "session_times"
    SESSION_PEOPLE = "session_people"
    MADE_UP_TIMES = "made_up_times"
    ALONE_TIMES = "alone_times"
    MEMBER_RATE = "member_rate"
    DEEDS = "deeds"
    DEED_TIMES = "deed_times"
    DEED_PEOPLE = "deed_people"
    PATROL_TIMES = "patrol_times"
    HELPED = "helped"
    HOURS = "hours"


UNITS = {
    FigureKey.SESSIONS: "场",
    FigureKey.SESSION_TIMES: "人次",
    FigureKey.SESSION_PEOPLE: "人",
    FigureKey.MADE_UP_TIMES: "人次",
    FigureKey.ALONE_TIMES: "人次",
    FigureKey.MEMBER_RATE: "党员",
    FigureKey.DEEDS: "件",
    FigureKey.DEED_TIMES: "人次",
    FigureKey.DEED_PEOPLE: "人",
    FigureKey.PATROL_TIMES: "人次",
    FigureKey.HELPED: "人次",
    FigureKey.HOURS: "小时",
}

PATROL = "D06"
"""Code of deed_kind: patrols, whose person-times are a figure of their own."""


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A held session: how many were there, and who of them is known by name."""

    id: str
    present: int
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyTime:
    """Somebody studied outside a session: alone, or made up for one."""

    person_id: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class DeedFact:
    """A deed with who took part, how many it helped, and the hours of all in tenths."""

    id: str
    kind: str
    people: tuple[str, ...]
    helped: int = 0
    hours_x10: int = 0


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """Everything of one period."""

    sessions: tuple[SessionFact, ...] = ()
    studies: tuple[StudyTime, ...] = ()
    deeds: tuple[DeedFact, ...] = ()
    members: frozenset[str] = frozenset()


def count(facts: PeriodFacts) -> dict[FigureKey, int | Rate]:
    """Every figure of a period; hours are in tenths.

    `MEMBER_RATE` is the share of members who studied at least once, at a session, made up or alone.
    """
    sessions, deeds = facts.sessions, facts.deeds
    at_sessions = _people(each.people for each in sessions)
    studied = at_sessions | {each.person_id for each in facts.studies}
    return {
        FigureKey.SESSIONS: len(sessions),
        FigureKey.SESSION_TIMES: sum(each.present for each in sessions),
        FigureKey.SESSION_PEOPLE: len(at_sessions),
        FigureKey.MADE_UP_TIMES: sum(each.made_up for each in facts.studies),
        FigureKey.ALONE_TIMES: sum(not each.made_up for each in facts.studies),
        FigureKey.MEMBER_RATE: Rate(len(facts.members & studied), len(facts.members)),
        FigureKey.DEEDS: len(deeds),
        FigureKey.DEED_TIMES: _times(deeds),
        FigureKey.DEED_PEOPLE: len(_people(each.people for each in deeds)),
        FigureKey.PATROL_TIMES: _times([each for each in deeds if each.kind == PATROL]),
        FigureKey.HELPED: sum(each.helped for each in deeds),
        FigureKey.HOURS: sum(each.hours_x10 for each in deeds),
    }


def figure_text(key: FigureKey, value: int | Rate) -> str:
    """A figure as it is shown, without its unit."""
    if isinstance(value, Rate):
        return value.text()
    if key is FigureKey.HOURS:
        return str(value // 10) if value % 10 == 0 else f"{value // 10}.{value % 10}"
    return str(value)


def _people(groups: Iterable[Sequence[str]]) -> frozenset[str]:
    return frozenset(person for group in groups for person in group)


def _times(deeds: Sequence[DeedFact]) -> int:
    return sum(len(each.people) for each in deeds)
