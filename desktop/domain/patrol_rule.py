"""What hazard sites ask for (隐患巡查): seasons, alerts, signs.

All of it is data: ``resources/rules/patrols.toml``.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import resources
from desktop.domain.rules import NATION

LEVELS = ("1", "2", "3", "4")
"""Codes of alert_level: red, orange, yellow, blue."""


@dataclass(frozen=True, slots=True)
class Season:
    """How often sites of some kinds are patrolled in a part of the year.

    Attributes:
        code: Code of patrol_season.
        kinds: Codes of hazard_kind.
        first: First day as month and day.
        last: Last day as month and day, included; earlier than the first where New Year lies between.
        holiday: School holiday whose days count instead; empty for none.
        cycle_days: A patrol every so many days.
        jurisdiction: Where, as in `desktop.domain.rules.Rule`.
        valid_from: First day of the rule.
    """

    code: str
    kinds: frozenset[str]
    first: str
    last: str
    holiday: str
    cycle_days: int
    jurisdiction: str
    valid_from: date

    def holds(self, day: date, division_code: str = "") -> bool:
        """Whether a day lies in it."""
        if self.holiday:
            return in_holiday(self.holiday, day, division_code)
        text = day.isoformat()[5:]
        if self.first <= self.last:
            return self.first <= text <= self.last
        return text >= self.first or text <= self.last


@dataclass(frozen=True, slots=True)
class Watch:
    """What an alert asks for.

    Attributes:
        alert: Code of patrol_alert_kind.
        kinds: Codes of hazard_kind whose sites are patrolled.
        every_hours: A patrol every so many hours, by level from red to blue.
        after_hours: Once more within so many hours of its end; 0 for not.
        people: Those who need looking after are visited daily.
    """

    alert: str
    kinds: frozenset[str]
    every_hours: tuple[int, ...]
    after_hours: int
    people: bool

    def hours(self, level: str) -> int:
        """Hours from one patrol to the next; an unknown level counts as the lowest."""
        return self.every_hours[LEVELS.index(level) if level in LEVELS else -1]


@dataclass(frozen=True, slots=True)
class HazardRule:
    """What a kind of site brings along.

    Attributes:
        kind: Code of hazard_kind.
        category: Code of event_category of its events.
        disaster: Code of disaster_kind of an emergency call.
        signs: Codes of patrol_sign that one looks for.
        flee: Those of them at which people leave at once, without waiting for a signal.
    """

    kind: str
    category: str
    disaster: str
    signs: tuple[str, ...]
    flee: tuple[str, ...]


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(resources.path("rules", "patrols.toml").read_text(encoding="utf-8"))


@cache
def list_seasons() -> tuple[Season, ...]:
    """Every season of the file, in its order."""
    return tuple(
        Season(
            each["code"],
            frozenset(each["kinds"]),
            each.get("first", ""),
            each.get("last", ""),
            each.get("holiday", ""),
            each["cycle_days"],
            each["jurisdiction"],
            date.fromisoformat(each["from"]),
        )
        for each in _read()["season"]
    )


def seasons_of(kind: str, on: date, division_code: str = "") -> tuple[Season, ...]:
    """The seasons in which sites of a kind are patrolled in a place, one of each code.

    Of one code the most specific jurisdiction counts, then the latest. A site whose kind is not known is
    patrolled as all sites are, the whole year.
    """
    chosen: dict[str, Season] = {}
    for season in list_seasons():
        inside = season.jurisdiction == NATION or division_code.startswith(season.jurisdiction)
        is_meant = kind in season.kinds or (not kind and season.code == "year")
        if not inside or not is_meant or season.valid_from > on:
            continue
        known = chosen.get(season.code)
        if known is None or _weight(season) >= _weight(known):
            chosen[season.code] = season
    return tuple(chosen.values())


def _weight(season: Season) -> tuple[bool, int, date]:
    return season.jurisdiction != NATION, len(season.jurisdiction), season.valid_from


@cache
def watches() -> Mapping[str, Watch]:
    """What alerts ask for, by code of patrol_alert_kind."""
    return {
        each["alert"]: Watch(
            each["alert"],
            frozenset(each["kinds"]),
            tuple(each["every_hours"]),
            each["after_hours"],
            each["people"],
        )
        for each in _read()["watch"]
    }


@cache
def hazard_rules() -> Mapping[str, HazardRule]:
    """What kinds of sites bring along, by code of hazard_kind."""
    return {
        each["kind"]: HazardRule(
            each["kind"],
            each["category"],
            each["disaster"],
            tuple(each["signs"]),
            tuple(each.get("flee", ())),
        )
        for each in _read()["hazard"]
    }


@cache
def _holidays() -> tuple[dict[str, str], ...]:
    with resources.path("calendar", "school_holidays.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def in_holiday(holiday: str, day: date, division_code: str = "") -> bool:
    """Whether a day lies in a school holiday; a year that is not on record goes by the usual days.

    Source:
        ``resources/calendar/school_holidays.csv``; an entry of the year and the more specific place counts.
    """
    known = [
        row
        for row in _holidays()
        if row["holiday"] == holiday
        and row["year"] in ("", str(day.year))
        and (row["jurisdiction"] == NATION or division_code.startswith(row["jurisdiction"]))
    ]
    if not known:
        return False
    best = max(
        known, key=lambda row: (bool(row["year"]), row["jurisdiction"] != NATION, len(row["jurisdiction"]))
    )
    text = day.isoformat() if best["year"] else day.isoformat()[5:]
    return best["first"] <= text <= best["last"]


def season_starts(season: Season, after: date, division_code: str = "") -> date | None:
    """The first day after a day on which a season holds; None within a year and a day."""
    for ahead in range(1, 367):
        day = after + timedelta(days=ahead)
        if season.holds(day, division_code):
            return day
    return None
