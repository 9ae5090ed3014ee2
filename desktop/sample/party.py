"""The party branch of the sample: groups, posts, members with dates and dues, some away, newcomers."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import resources
from desktop.sample.office import REGISTER_DAY, SampleOffice
from desktop.sample.records import SamplePerson

_SEED = 20260701
_GROUPS = 3
_FARMER, _WAGES, _RELIEF = "1", "2", "6"
_BY_WORK = {"31": "4", "51": "7", "54": "7", "70": "5"}
"""Code of party_fee_basis by employment_status; all others are farmers."""

_BEHIND = 4
"""So many members have not paid for some months."""


@dataclass(frozen=True, slots=True)
class SampleFloat:
    """A stay elsewhere: since when, where, and who keeps contact (person key)."""

    left_on: date
    place: str
    contact: str


@dataclass(frozen=True, slots=True)
class SampleMember:
    """A member of the branch.

    Attributes:
        person: Key of the person.
        group: Place of the party group, from 0.
        is_full: False for a probationary member.
        applied_on: Application.
        joined_on: Admission.
        confirmed_on: Confirmation; None while on probation.
        introducers: Keys of two members.
        fee_basis: Code of party_fee_basis.
        fee_income_cents: Monthly income that dues count from; None where they don't.
        post: Code of party_post; "" for none.
        leads_group: Whether the member heads the group.
        duty_post: What a member without a post looks after.
        paid_until: Last month paid, ``YYYY-MM``.
        float: Where the member lives; None at home.
    """

    person: str
    group: int
    is_full: bool
    applied_on: date
    joined_on: date
    confirmed_on: date | None
    introducers: tuple[str, ...]
    fee_basis: str
    fee_income_cents: int | None
    post: str
    leads_group: bool
    duty_post: str
    paid_until: str
    float: SampleFloat | None


@dataclass(frozen=True, slots=True)
class SampleNewcomer:
    """Somebody on the way into the party: stage reached, and steps (code of party_development_step, day)."""

    person: str
    stage: str
    steps: tuple[tuple[str, date], ...]
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleParty:
    """The branch. ``members`` in the order of the register, heads of groups among them."""

    name: str
    kind: str
    parent: str
    founded_on: date
    theme_day: str
    term: tuple[date, date]
    groups: tuple[str, ...]
    members: tuple[SampleMember, ...]
    newcomers: tuple[SampleNewcomer, ...]


@cache
def _data() -> Mapping[str, Any]:
    with resources.path("sample", "party.toml").open("rb") as stream:
        return tomllib.load(stream)


def make_party(sample: SampleOffice) -> SampleParty:
    """The branch of a sample office; the same office always has the same branch.

    Groups, committee and heads of groups are those who met in `desktop.sample.meetings`.
    """
    data = _data()
    rng = Random(_SEED)  # noqa: S311 - invents people, keeps no secret
    posts = _posts(sample)
    heads = _heads(sample)
    joined = _days_of_joining(rng, sample.party)
    members = tuple(
        _member(rng, sample, person, place, joined, post=posts.get(person.key, ""), heads=heads)
        for place, person in enumerate(sample.party)
    )
    return SampleParty(
        name=data["branch"],
        kind=data["kind"],
        parent=data["parent"],
        founded_on=date.fromisoformat(data["founded_on"]),
        theme_day=data["theme_day"],
        term=(date.fromisoformat(data["term"]["from"]), date.fromisoformat(data["term"]["to"])),
        groups=tuple(data["groups"]),
        members=_with_arrears(members),
        newcomers=_newcomers(rng, sample, members),
    )


def _posts(sample: SampleOffice) -> dict[str, str]:
    """Post by person key: secretary and clerk first, as the committee of the meetings has them."""
    ours = {user.login: user.person for user in sample.users}
    first = (ours["secretary"], ours["clerk"])
    full = [one.key for one in sample.party if one.party_stage == "full"]
    full.sort(key=lambda key: first.index(key) if key in first else len(first))
    return dict(zip(full, _data()["posts"], strict=False))


def _heads(sample: SampleOffice) -> frozenset[str]:
    ours = {user.login: user.person for user in sample.users}
    heads = []
    for group in range(_GROUPS):
        full = [one for one in sample.party[group::_GROUPS] if one.party_stage == "full"]
        heads.append(next(one.key for one in full if one.key not in (ours["secretary"], ours["clerk"])))
    return frozenset(heads)


def _days_of_joining(rng: Random, party: Sequence[SamplePerson]) -> dict[str, date]:
    days = {}
    for person in party:
        born = date.fromisoformat(person.birth_date)
        if person.party_stage == "probationary":
            days[person.key] = REGISTER_DAY - timedelta(days=rng.randrange(60, 330))
            continue
        first = date(born.year + rng.randrange(21, 36), rng.randrange(1, 13), rng.randrange(1, 28))
        days[person.key] = min(first, REGISTER_DAY - timedelta(days=rng.randrange(500, 3_000)))
    return days


def _member(
    rng: Random,
    sample: SampleOffice,
    person: SamplePerson,
    place: int,
    joined: Mapping[str, date],
    *,
    post: str,
    heads: frozenset[str],
) -> SampleMember:
    day = joined[person.key]
    is_full = person.party_stage == "full"
    elder = [key for key, other in joined.items() if other < day - timedelta(days=400)]
    basis, income = _fee(person, sample.day)
    leads = person.key in heads
    data = _data()
    away = None
    if person.party_floating:
        left = date.fromisoformat((person.left_date or f"{sample.day.year - 1}-03-01")[:7] + "-01")
        contact = rng.choice([one for one in sample.party if not one.party_floating and one is not person])
        away = SampleFloat(left, rng.choice(data["float_places"]), contact.key)
    return SampleMember(
        person=person.key,
        group=place % _GROUPS,
        is_full=is_full,
        applied_on=day - timedelta(days=rng.randrange(560, 720)),
        joined_on=day,
        confirmed_on=_a_year_later(day) if is_full else None,
        introducers=tuple(sorted(rng.sample(elder, 2))) if len(elder) > 1 else (),
        fee_basis=basis,
        fee_income_cents=income,
        post=post,
        leads_group=leads,
        duty_post="" if post or leads else rng.choice(data["duty_posts"]),
        paid_until=f"{sample.day.year}-{sample.day.month:02d}",
        float=away,
    )


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))


def _fee(person: SamplePerson, on: date) -> tuple[str, int | None]:
    """What dues count from: a wage, else the person's work."""
    if "A01" in person.group_tags or "A04" in person.group_tags:
        return _RELIEF, None
    if person.monthly_wage_yuan:
        return _WAGES, person.monthly_wage_yuan * 100
    if person.age_on(on) >= 60:
        return _FARMER, None
    return _BY_WORK.get(person.employment_status, _FARMER), None


def _with_arrears(members: Sequence[SampleMember]) -> tuple[SampleMember, ...]:
    """Some who live elsewhere or far have not paid for three to five months."""
    behind = [one.person for one in members if one.float is not None][:_BEHIND]
    months = {person: 4 + place % 3 for place, person in enumerate(behind)}
    return tuple(
        replace(one, paid_until=f"{REGISTER_DAY.year}-{months[one.person]:02d}")
        if one.person in months
        else one
        for one in members
    )


def _newcomers(
    rng: Random, sample: SampleOffice, members: Sequence[SampleMember]
) -> tuple[SampleNewcomer, ...]:
    rows = _data()["newcomers"]
    pool = [
        one
        for one in sample.people
        if one.is_present
        and not one.party_stage
        and one.residence_state == "10"
        and 22 <= one.age_on(sample.day) <= 42
        and one.citizen_id
    ]
    able = [one.person for one in members if one.is_full and one.float is None]
    chosen = rng.sample(pool, min(len(rows), len(pool)))
    return tuple(
        SampleNewcomer(
            person.key,
            row["stage"],
            tuple((step, date.fromisoformat(day)) for step, day in row["steps"]),
            tuple(sorted(rng.sample(able, 2))),
        )
        for person, row in zip(chosen, rows, strict=False)
    )
