"""The households of an area as an emergency sees them: who is at home, who is away, who needs help."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import mobilisation as queries
from db.queries.mobilisation import HomeRow, ResidentRow
from db.queries.patrols import SiteRow
from desktop.domain.evacuation_help import Resident, help_reasons, household_reasons
from desktop.domain.inspection import walk_key
from desktop.domain.natural_order import natural_key
from desktop.services.office import Office
from desktop.services.patrols.threats import sites_by_household

AT_HOME = frozenset({"10", "30", "50", "90"})
"""Codes of ``residence_state`` of people who are in the village; 90 is not known, so they are looked for."""

AWAY = frozenset({"20", "60"})
"""Codes of people who belong to a household and are elsewhere."""


@dataclass(frozen=True, slots=True)
class AreaHousehold:
    """A household of an area.

    Attributes:
        id: Which.
        head: Name of its head, or of the first at home.
        group: Villager group.
        unit: Id of its grid; empty for none.
        address: Where it is.
        phones: Name and number of those at home who have one, the household's own first.
        at_home: Names of who is at home by the register.
        away: Names of who lives elsewhere, with a number where there is one.
        help: Why it needs help to leave; empty when it does not.
        site_id: Hazard site that threatens it, of several one that was asked for; empty for none.
        shelter_id: Where it goes by its dwelling's record, else where that site sends it; empty for none.
        linked: People who look after it.
        contact: Person id, name and number of who could call neighbours; None for nobody.
    """

    id: str
    head: str
    group: str
    unit: str
    address: str
    phones: tuple[tuple[str, str], ...]
    at_home: tuple[str, ...]
    away: tuple[tuple[str, str], ...]
    help: tuple[str, ...]
    site_id: str
    shelter_id: str
    linked: tuple[str, ...]
    contact: tuple[str, str, str] | None

    @property
    def people(self) -> int:
        """How many are at home."""
        return len(self.at_home)

    @property
    def phone(self) -> str:
        """The first number to try; empty for none."""
        return self.phones[0][1] if self.phones else ""


@dataclass(frozen=True, slots=True)
class Area:
    """The households of an area by route: ``households`` with people at home, ``away`` without."""

    households: tuple[AreaHousehold, ...]
    away: tuple[AreaHousehold, ...]

    @property
    def people(self) -> int:
        """People at home in all of them."""
        return sum(each.people for each in self.households)


def read_area(
    office: Office, connection: Connection, groups: Sequence[str], sites: Sequence[str], on: date
) -> Area:
    """Households of villager groups and hazard sites together; neither named is the whole village.

    Somebody who is registered in one household and lives in another counts where they live.
    """
    homes = queries.list_homes(connection)
    residents = queries.list_residents(connection)
    threats = {
        household: sorted(some, key=lambda site: site.id not in sites)
        for household, some in sites_by_household(connection).items()
    }
    if groups or sites:
        threatened = {household for household, some in threats.items() if some[0].id in sites}
        homes = tuple(each for each in homes if each.group in groups or each.id in threatened)
    found = _households(office, homes, residents, on, threats)
    return Area(
        tuple(each for each in found if each.people), tuple(each for each in found if not each.people)
    )


def read_households(
    office: Office, connection: Connection, ids: Iterable[str], on: date
) -> dict[str, AreaHousehold]:
    """Some households as the register has them now, by id."""
    homes = queries.find_homes(connection, ids)
    residents = queries.list_residents(connection, homes)
    return {each.id: each for each in _households(office, tuple(homes.values()), residents, on, {})}


def list_groups(connection: Connection) -> tuple[str, ...]:
    """Villager groups with a household, in order."""
    return tuple(
        sorted({each.group for each in queries.list_homes(connection) if each.group}, key=natural_key)
    )


def _households(
    office: Office,
    homes: Sequence[HomeRow],
    residents: Sequence[ResidentRow],
    on: date,
    threats: Mapping[str, Sequence[SiteRow]],
) -> list[AreaHousehold]:
    kinds = {each.id: each.kind for each in homes}
    lives_in: dict[str, str] = {}
    for row in residents:
        if row.household_id in kinds and (
            row.person_id not in lives_in or kinds[row.household_id] == "actual"
        ):
            lives_in[row.person_id] = row.household_id
    members: dict[str, list[ResidentRow]] = defaultdict(list)
    for row in residents:
        if lives_in.get(row.person_id) == row.household_id:
            members[row.household_id].append(row)
    code = office.vault.village.division_code
    ordered = sorted(homes, key=lambda each: walk_key(each.group, each.number, each.address or each.hamlet))
    return [
        _household(home, members[home.id], on, code, threats.get(home.id, ()))
        for home in ordered
        if members[home.id]
    ]


def _household(
    home: HomeRow, members: Sequence[ResidentRow], on: date, code: str, sites: Sequence[SiteRow]
) -> AreaHousehold:
    at_home = [each for each in members if each.residence_state in AT_HOME]
    away = [each for each in members if each.residence_state in AWAY]
    phones = [(each.name, each.mobile) for each in at_home if each.mobile]
    if home.phone and home.phone not in (number for _, number in phones):
        phones.insert(0, ("", home.phone))
    reasons = help_reasons(
        [Resident(each.birth_date, each.tags, each.is_disabled) for each in at_home],
        on,
        code,
        is_registered=home.evacuation_help,
    )
    calling = next((each for each in at_home if each.mobile), None)
    head = next((each.name for each in members if each.is_head), "")
    return AreaHousehold(
        home.id,
        head or (at_home or members)[0].name,
        home.group,
        home.grid_id,
        home.address or home.hamlet,
        tuple(phones),
        tuple(each.name for each in at_home),
        tuple((each.name, each.mobile) for each in away),
        household_reasons(reasons),
        sites[0].id if sites else "",
        home.shelter_id or (sites[0].shelter_id if sites else ""),
        home.linked_ids,
        (calling.person_id, calling.name, calling.mobile) if calling else None,
    )
