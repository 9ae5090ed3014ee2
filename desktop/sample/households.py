"""The households of the village on the ground: groups, numbers, houses and contracted land."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from desktop.sample.families import Home
from desktop.sample.livelihood import livelihood
from desktop.sample.records import (
    SampleContract,
    SampleDwelling,
    SampleGroup,
    SampleHousehold,
    SampleParcel,
    SamplePerson,
)


def settle_in_groups(
    homes: Sequence[Home], groups: Sequence[SampleGroup], shares: Sequence[int]
) -> list[tuple[SampleGroup, Home]]:
    """Fill the groups family by family, so that brothers live side by side."""
    limits, filled = [], 0.0
    for share in shares:
        filled += share * len(homes) / sum(shares)
        limits.append(filled)
    ordered = sorted(homes, key=lambda home: (_clan_rank(home), home.lineage))
    grouped = []
    place = 0
    for number, home in enumerate(ordered):
        same_family = number > 0 and ordered[number - 1].lineage == home.lineage
        if number >= limits[place] and not same_family and place < len(groups) - 1:
            place += 1
        grouped.append((groups[place], home))
    return grouped


def _clan_rank(home: Home) -> int:
    """Clans live together for the most part; one family in four lives among the others."""
    own_surname = next((one.surname for one in home.members if not one.married_in), home.head.surname)
    return home.lineage % 97 if home.lineage % 4 == 0 else sum(own_surname.encode()) % 97


def make_households(
    rng: Random,
    day: date,
    *,
    division_code: str,
    grouped: Sequence[tuple[SampleGroup, Home]],
    keys: Mapping[int, str],
    records: Sequence[SamplePerson],
) -> list[SampleHousehold]:
    """Households with their numbers, houses and contracts.

    Args:
        rng: Source of chance.
        day: The register's day.
        division_code: 12 digits; numbers begin with it.
        grouped: Homes in order, each with its group (see `settle_in_groups`).
        keys: Key of the home at each place.
        records: Everybody's record, heads before their members.
    """
    by_home: dict[str, list[SamplePerson]] = {}
    for record in records:
        by_home.setdefault(record.household, []).append(record)
    places = {id(home): keys[place] for place, (_, home) in enumerate(grouped)}
    serials: dict[int, int] = {}
    doors: dict[str, int] = {}
    built = []
    for place, (group, home) in enumerate(grouped):
        key = keys[place]
        members = by_home[key]
        head = members[0]
        serials[group.number] = serials.get(group.number, 0) + rng.choice(
            (1, 1, 1, 1, 1, 1, 2)
        )  # closed ones leave gaps
        doors[group.hamlet] = doors.get(group.hamlet, 0) + rng.choice((1, 1, 1, 2))
        serial = serials[group.number]
        address = f"{group.hamlet}{doors[group.hamlet]}号"
        contractor = f"{division_code}{group.number:02d}{serial:04d}"
        homestead_no = f"{division_code}{group.number:02d}ZJ{serial:05d}"
        old_family = home.split_from is None or rng.random() < 0.35
        contract = _contract(rng, contractor) if old_family and rng.random() < 0.86 else None
        wages = sum(one.monthly_wage_yuan or 0 for one in members)
        built.append(
            SampleHousehold(
                key=key,
                household_no=contractor,
                group=group,
                address=address,
                head=head.key,
                members=tuple(one.key for one in members),
                dwelling=_dwelling(rng, home.head.age_on(day), address, homestead_no),
                hukou_type="X1" if rng.random() < 0.3 else "2",
                contract=contract,
                split_from=places.get(id(home.split_from), "") if home.split_from is not None else "",
                phone=next((one.mobile for one in members if one.mobile), ""),
                annual_income_yuan=wages * 10 + rng.randrange(60, 320) * 100,
            )
        )
    return built


def _dwelling(rng: Random, age: int, address: str, homestead_no: str) -> SampleDwelling:
    """A house that fits the age of the head: old people live in old houses."""
    built_year = rng.randint(1968, 1996) if age >= 70 and rng.random() < 0.55 else rng.randint(1988, 2021)
    if built_year < 1984:
        kind, floors = rng.choice(("X1", "X2", "5")), 2
        grade = rng.choices("ABCDN", (2, 5, 2, 0.4, 2))[0]
    else:
        kind = "4" if built_year < 2008 or rng.random() < 0.6 else "3"
        floors, grade = rng.choice((2, 3, 3)), rng.choices("ABCN", (8, 3, 0.2, 2))[0]
    plot = Decimal(rng.randrange(700, 1400)) / 10
    return SampleDwelling(
        address=address,
        built_year=built_year,
        structure=kind,
        floors=floors,
        floor_area_m2=plot * floors,
        safety_grade=grade,
        homestead_no=homestead_no,
        homestead_area_m2=plot,
    )


def _contract(rng: Random, contractor: str) -> SampleContract:
    land = livelihood()["land"]
    names = rng.sample(land["parcels"], rng.randint(2, 5))
    parcels = tuple(
        SampleParcel(
            code=f"{contractor[:14]}{int(contractor[14:]) * 5 + number:05d}",
            name=name,
            land_kind="0101" if rng.random() < 0.75 else "0103",
            area_mu=Decimal(rng.randrange(20, 190)) / 100,
            boundaries="东至{}，南至{}，西至{}，北至{}".format(*rng.choices(land["sides"], k=4)),
        )
        for number, name in enumerate(names)
    )
    transferred = parcels[0].area_mu if rng.random() < 0.3 else Decimal(0)
    return SampleContract(
        contract_no=contractor + "J",
        contractor_code=contractor,
        title_no=f"示农地承包权（2017）第{contractor[12:]}号",
        starts_on="1998-12-31",
        ends_on="2028-12-30",
        parcels=parcels,
        transferred_mu=transferred,
        transferee=land["transferee"] if transferred else "",
        main_crop=rng.choice(land["crops"]),
    )
