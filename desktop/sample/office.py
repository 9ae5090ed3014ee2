"""The whole sample office: one village, its register and the office's work, from one seed."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from random import Random
from typing import Any

import resources
from desktop.domain.accounts import Role
from desktop.domain.register_filter import Condition, ListLayout, Op, RegisterFilter
from desktop.domain.village import Village
from desktop.sample.aid import make_aid, make_other_aid
from desktop.sample.families import Home, Population
from desktop.sample.households import make_households, settle_in_groups
from desktop.sample.ledger import make_ledger
from desktop.sample.matters import make_tasks
from desktop.sample.meetings import make_meetings
from desktop.sample.people import Registrar
from desktop.sample.records import (
    SampleAidGrant,
    SampleGroup,
    SampleHousehold,
    SampleLedger,
    SampleMeeting,
    SamplePerson,
    SampleTask,
    SampleUser,
    SampleView,
)

REGISTER_DAY = date(2026, 9, 30)
"""The day on which the register stands; the accounts and meetings are those of the quarter before."""

_SEED = 20260930
_RESIDENT_AGES = range(20, 76)


@dataclass(frozen=True)
class SampleOffice:
    """Everything the invented office knows.

    ``people`` and ``households`` are in the order of groups and household numbers; the people of
    ``people`` who have died or moved (``listing``) are those an old workbook still carries.
    ``aid`` is 低保, ``other_aid`` all other kinds. ``users`` are the colleagues; the first
    one, the clerk, owns the PC.
    """

    village: Village
    day: date
    today: date
    groups: tuple[SampleGroup, ...]
    households: tuple[SampleHousehold, ...]
    people: tuple[SamplePerson, ...]
    users: tuple[SampleUser, ...]
    tasks: tuple[SampleTask, ...]
    ledger: SampleLedger
    meetings: tuple[SampleMeeting, ...]
    aid: tuple[SampleAidGrant, ...]
    other_aid: tuple[SampleAidGrant, ...]
    views: tuple[SampleView, ...]
    phones: Mapping[str, str]  # "office", "supervision", "town"

    @cached_property
    def _people_by_key(self) -> dict[str, SamplePerson]:
        return {person.key: person for person in self.people}

    @cached_property
    def _households_by_key(self) -> dict[str, SampleHousehold]:
        return {household.key: household for household in self.households}

    def person(self, key: str) -> SamplePerson:
        """The person of a key; KeyError when there is none."""
        return self._people_by_key[key]

    def household(self, key: str) -> SampleHousehold:
        """The household of a key; KeyError when there is none."""
        return self._households_by_key[key]

    def members(self, household: SampleHousehold) -> tuple[SamplePerson, ...]:
        """Members in the order of the booklet, head first."""
        return tuple(self._people_by_key[key] for key in household.members)

    def in_group(self, group: SampleGroup) -> tuple[SampleHousehold, ...]:
        """Households of a villager group, by number."""
        return tuple(household for household in self.households if household.group == group)

    @cached_property
    def party(self) -> tuple[SamplePerson, ...]:
        """Members of the party branch, probationary ones included."""
        return tuple(person for person in self.people if person.party_stage)


def make_office(
    seed: int = _SEED, households: int = 420, people: int = 1200, today: date = date(2026, 10, 12)
) -> SampleOffice:
    """An invented village office; the same arguments always give the same office.

    Args:
        seed: Source of all chance.
        households: Exact number of registered households, 40 or more.
        people: Exact number of people in the old list; 2.4 to 3.4 a household work.
        today: The day from which tasks are new, due or overdue. Nothing else depends on it.

    Raises:
        ValueError: The numbers do not fit together.
    """
    if households < 40 or not 2.4 * households <= people <= 3.4 * households:
        raise ValueError(f"{people} people do not fit into {households} households")
    with resources.path("sample", "village.toml").open("rb") as stream:
        data: dict[str, Any] = tomllib.load(stream)
    rng = _chance(seed)
    groups = tuple(
        SampleGroup(number, row["name"], row["hamlet"], row["grid"])
        for number, row in enumerate(data["groups"], 1)
    )
    homes = _grow(rng, data, households, people)
    grouped = settle_in_groups(homes, groups, [row["share"] for row in data["groups"]])
    keys = {place: f"H{place + 1:04d}" for place in range(len(grouped))}
    ordered = [home for _, home in grouped]
    records = Registrar(rng, data["county_code"], REGISTER_DAY, ordered).register(keys)
    division_code: str = data["division_code"]
    built = make_households(
        rng, REGISTER_DAY, division_code=division_code, grouped=grouped, keys=keys, records=records
    )
    aid = make_aid(rng, records, built, REGISTER_DAY)
    records, built = _with_aid(records, built, aid)
    users = _users(records)
    by_login = {user.login: user.person for user in users}
    names = {person.key: person.name for person in records}
    residents = [
        one
        for one in records
        if one.is_present and one.residence_state == "10" and one.age_on(REGISTER_DAY) in _RESIDENT_AGES
    ]
    party = [one for one in records if one.party_stage]
    # each part of the work has its own source of chance, so that one can change without the others
    return SampleOffice(
        village=Village(
            name=data["village"],
            division_code=division_code,
            town=data["town"],
            county=data["county"],
            city=data["city"],
            province=data["province"],
        ),
        day=REGISTER_DAY,
        today=today,
        groups=groups,
        households=tuple(built),
        people=tuple(records),
        users=users,
        tasks=make_tasks(
            _chance(seed + 1), records, built, frozenset(grant.household for grant in aid), today
        ),
        ledger=make_ledger(
            _chance(seed + 2), {login: names[key] for login, key in by_login.items() if key}, residents, built
        ),
        meetings=make_meetings(_chance(seed + 3), party, by_login),
        aid=aid,
        other_aid=make_other_aid(_chance(seed + 9), records, built, REGISTER_DAY),
        views=_views(),
        phones={part: data[f"{part}_phone"] for part in ("office", "supervision", "town")},
    )


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - invents people, keeps no secret


def _views() -> tuple[SampleView, ...]:
    here = Condition("residence_state", Op.IN, ("10",))

    def view(name: str, columns: str, *conditions: Condition) -> SampleView:
        layout = ListLayout(RegisterFilter(conditions), tuple(columns.split()))
        return SampleView(name, "register.people", layout)

    return (
        view(
            "在家的80周岁以上老人",
            "name sex age villager_group mobile",
            Condition("age", Op.BETWEEN, ("80", "")),
            here,
        ),
        view(
            "外出务工人员",
            "name age villager_group work_place job_title mobile",
            Condition("job_state", Op.IN, ("30", "40", "50")),
        ),
        view(
            "党员名册",
            "name sex birth_date education mobile",
            Condition("political_status", Op.IN, ("01", "02")),
        ),
        view("留守儿童", "name age villager_group head_name", Condition("group_tags", Op.IN, ("E01",))),
        view(
            "持证残疾人",
            "name disability_category disability_grade villager_group",
            Condition("group_tags", Op.IN, ("C01",)),
        ),
    )


def _grow(rng: Random, data: Mapping[str, Any], households: int, people: int) -> list[Home]:
    population = Population(rng, REGISTER_DAY)
    clans = [(clan["surname"], clan["share"]) for clan in data["clans"]]
    others = data["other_families"]
    clans += [(surname, others["share"] / len(others["surnames"])) for surname in others["surnames"]]
    surnames, shares = [name for name, _ in clans], [share for _, share in clans]
    lineage = 0
    while len(population.homes) < households:
        population.add_lineage(lineage, rng.choices(surnames, shares)[0])
        lineage += 1
    while len(population.homes) > households:
        population.drop_last_home()
    change = (
        population.drop_child
        if sum(len(home.members) for home in population.homes) > people
        else population.add_birth
    )
    for _ in range(4):
        for home in rng.sample(population.homes, len(population.homes)):
            if sum(len(one.members) for one in population.homes) == people:
                return population.homes
            change(home)
    raise ValueError(f"{people} people do not fit into {households} households")


def _with_aid(
    records: Sequence[SamplePerson], built: Sequence[SampleHousehold], aid: Sequence[SampleAidGrant]
) -> tuple[list[SamplePerson], list[SampleHousehold]]:
    grants = {grant.household: grant for grant in aid if grant.kind != "stopped"}
    counted = {key for grant in grants.values() for key in grant.persons}
    alone = {household.head for household in built if len(household.members) == 1}
    people = []
    for person in records:
        tags = person.group_tags
        if person.key in counted:
            tags = ("A01", *tags)
        elif (
            person.key in alone
            and person.marital_status == "10"
            and person.age_on(REGISTER_DAY) >= 60
            and person.residence_state == "10"
        ):
            tags = ("A04", *tags)  # 特困人员, formerly 五保
        people.append(replace(person, group_tags=tags) if tags != person.group_tags else person)
    households = [
        replace(household, needs=f"主要困难：{grants[household.key].reason}", tags=("A01",))
        if household.key in grants
        else household
        for household in built
    ]
    return people, households


def _users(records: Sequence[SamplePerson]) -> tuple[SampleUser, ...]:
    at_home = [
        one
        for one in records
        if one.is_present
        and one.residence_state == "10"
        and one.age_on(REGISTER_DAY) in range(38, 61)
        and "·" not in one.name
    ]
    full = [one for one in at_home if one.party_stage == "full"]
    rest = [one for one in at_home if not one.party_stage]
    chosen: list[tuple[str, Role, SamplePerson]] = [
        ("clerk", Role.CLERK, full[1]),
        ("secretary", Role.SECRETARY, full[0]),
        ("bookkeeper", Role.BOOKKEEPER, rest[0]),
        ("grid", Role.GRID_WORKER, rest[len(rest) // 2]),
        ("supervisor", Role.SUPERVISOR, full[2]),
    ]
    users = [SampleUser(login, person.name, role.name, person.key) for login, role, person in chosen]
    return (*users, SampleUser("reader", "镇联系村干部", Role.READER.name, ""))
