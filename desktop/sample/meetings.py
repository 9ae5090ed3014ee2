"""Party meetings of the third quarter (三会一课、主题党日), with who was due, present and excused."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

import resources
from desktop.sample.records import SampleLeave, SampleMeeting, SamplePerson, SampleVote

_COMMITTEE = 7


def make_meetings(
    rng: Random, party: Sequence[SamplePerson], officials: Mapping[str, str]
) -> tuple[SampleMeeting, ...]:
    """Meetings in order of date; due = present + on leave + absent for each.

    Args:
        rng: Source of chance.
        party: Members of the branch, probationary ones included.
        officials: Person key by login; the secretary presides, the clerk keeps the minutes.
    """
    with resources.path("sample", "meetings.toml").open("rb") as stream:
        data: dict[str, Any] = tomllib.load(stream)
    groups: list[list[SamplePerson]] = [[], [], []]
    for place, member in enumerate(party):
        groups[place % 3].append(member)
    names = {one.key: one.name for one in party}
    return tuple(
        _meeting(
            f"M{number:03d}", row, data, rng=rng, party=party, groups=groups, officials=officials, names=names
        )
        for number, row in enumerate(data["meetings"], 1)
    )


def _meeting(
    key: str,
    row: Mapping[str, Any],
    data: Mapping[str, Any],
    *,
    rng: Random,
    party: Sequence[SamplePerson],
    groups: Sequence[Sequence[SamplePerson]],
    officials: Mapping[str, str],
    names: Mapping[str, str],
) -> SampleMeeting:
    secretary, clerk = officials["secretary"], officials["clerk"]
    body: Sequence[SamplePerson]
    if row["body"] == "branch":
        body, body_name, chair = party, data["branch"], secretary
    elif row["body"] == "committee":
        full = [one for one in party if one.party_stage == "full"]
        full.sort(key=lambda one: one.key not in (secretary, clerk))
        body, body_name, chair = full[:_COMMITTEE], data["branch"], secretary
    else:
        place = int(row["body"].split()[1])
        body, body_name = groups[place], data["groups"][place]
        chair = next(
            one.key for one in body if one.party_stage == "full" and one.key not in (secretary, clerk)
        )
    excusable = [one for one in body if one.key not in (chair, clerk)]
    excusable.sort(key=lambda one: one.residence_state != "20")
    leave = [
        SampleLeave(
            one.key,
            data["leave_reasons"][0]
            if one.residence_state == "20"
            else rng.choice(data["leave_reasons"][1:]),
        )
        for one in excusable[: row["leave"]]
    ]
    present = len(body) - len(leave) - row["absent"]
    votes: tuple[SampleVote, ...] = ()
    if "vote" in row:
        due = sum(1 for one in body if one.party_stage == "full")
        voters = present - sum(1 for one in body if one.party_stage != "full")
        votes = (SampleVote(row["vote"], due, voters, voters - 1, 0, 1),)
    return SampleMeeting(
        key=key,
        kinds=tuple(row["kinds"]),
        title=row["title"],
        on=date.fromisoformat(row["on"]),
        starts=row["starts"],
        ends=row["ends"],
        place=data[row["place"]],
        body=body_name,
        chair=names[chair],
        recorder=names[clerk],
        lecturer=names[officials[row["lecturer"]]] if "lecturer" in row else "",
        due=len(body),
        present=present,
        leave=tuple(leave),
        absent=row["absent"],
        topics=tuple(row["topics"]),
        decision=row["decision"],
        votes=votes,
    )
