"""Households that hazard sites threaten (受威胁户), with who is at home on the day and who is helped first.

That a site threatens a household is said once: by the household's house in the register
(``dwelling.hazard_site_id``), or, where the house names another site already or none is on record, by a
``hazard_threat``. Whoever asks gets both; nothing has to be kept agreeing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries import patrols as queries
from db.queries.patrols import HomeRow, MemberRow, SiteRow, ThreatRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.age import show_age
from desktop.domain.evacuation_help import HelpRule, Resident, help_reasons, household_reasons
from desktop.domain.inspection import walk_key
from desktop.domain.natural_order import natural_key
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office

_THREAT_TAGS = ("T01", "T03")
"""Codes of special_group: below a geological hazard site, in a flood-prone lowland."""


@dataclass(frozen=True, slots=True)
class PersonThreatened:
    """Somebody of a threatened household; ``reasons`` say why they need help, empty for those away."""

    person_id: str
    name: str
    age: str
    phone: str
    is_head: bool
    is_home: bool
    place: str
    reasons: tuple[HelpRule, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The reasons in words."""
        return tuple(rule.label for rule in self.reasons)


@dataclass(frozen=True, slots=True)
class ThreatenedHousehold:
    """A household that one or more sites threaten.

    Attributes:
        household_id: The household.
        head: Name of its head.
        number: Household number.
        group: Villager group.
        address: Where it is.
        phone: Of the head, or of the household.
        site_ids: Sites that threaten it, in the order of the route.
        shelter_id: Where it goes: by the register, or where its first site sends it.
        people: Its living members, the head first.
    """

    household_id: str
    head: str
    number: str
    group: str
    address: str
    phone: str
    site_ids: tuple[str, ...]
    shelter_id: str
    people: tuple[PersonThreatened, ...]

    @property
    def at_home(self) -> int:
        """How many of it are at home by the register."""
        return sum(each.is_home for each in self.people)

    @property
    def needs(self) -> tuple[str, ...]:
        """Why it is helped first, each reason once; empty when it is not."""
        return household_reasons([each.reasons for each in self.people])


def site_order(site: SiteRow) -> tuple[object, ...]:
    """Sites as one walks them: by their place on the route, then by number and name."""
    has_place = site.route_order is not None
    return (not has_place, site.route_order or 0, natural_key(site.number), natural_key(site.name))


def threats_of_household(office: Office, household_id: str) -> ThreatenedHousehold | None:
    """What threatens one household; None for nothing.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        return next(
            (each for each in read_threatened(connection, office) if each.household_id == household_id), None
        )


def tagged_without_site(office: Office) -> tuple[tuple[str, str], ...]:
    """Ids and heads of households whose people are tagged as threatened while no watched site names them.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    with office.store.reading() as connection:
        named = {each.household_id for each in read_threatened(connection, office)}
        tagged = queries.list_tagged(connection, _THREAT_TAGS)
    return tuple((household, head) for household, head in tagged if household not in named)


def read_threatened(connection: Connection, office: Office) -> tuple[ThreatenedHousehold, ...]:
    """Every threatened household in walking order, inside a reading that is open already."""
    by_household = sites_by_household(connection)
    homes = queries.list_homes(connection, by_household)
    members: dict[str, list[MemberRow]] = defaultdict(list)
    for member in queries.list_members(connection, by_household):
        members[member.household_id].append(member)
    ordered = sorted(homes.values(), key=lambda home: walk_key(home.group, home.number, home.address))
    return tuple(_household(office, home, members[home.id], by_household[home.id]) for home in ordered)


def watched_sites(connection: Connection) -> tuple[SiteRow, ...]:
    """Sites that are not closed, in the order of the route."""
    return tuple(
        sorted((site for site in queries.list_sites(connection) if not site.closed_on), key=site_order)
    )


def sites_by_household(connection: Connection) -> dict[str, tuple[SiteRow, ...]]:
    """The watched sites that threaten each household, in the order of the route."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in queries.list_threats(connection):
        named[row.site_id].add(row.household_id)
    found: dict[str, list[SiteRow]] = defaultdict(list)
    for site in watched_sites(connection):
        for household in named[site.id]:
            found[household].append(site)
    return {household: tuple(some) for household, some in found.items()}


def _household(
    office: Office, home: HomeRow, members: Sequence[MemberRow], sites: Sequence[SiteRow]
) -> ThreatenedHousehold:
    today = office.today()
    residents = [Resident(each.birth_date, each.tags, each.is_disabled, each.is_home) for each in members]
    code = office.vault.village.division_code
    reasons = help_reasons(residents, today, code, is_registered=home.needs_help)
    head = next((each for each in members if each.is_head), None)
    return ThreatenedHousehold(
        home.id,
        head.name if head else "",
        home.number,
        home.group,
        home.address or home.hamlet,
        (head.phone if head else "") or home.phone,
        tuple(site.id for site in sites),
        home.shelter_id or next((site.shelter_id for site in sites if site.shelter_id), ""),
        tuple(
            PersonThreatened(
                each.person_id,
                each.name,
                show_age(each.birth_date, today),
                each.phone,
                each.is_head,
                each.is_home,
                each.place,
                why,
            )
            for each, why in zip(members, reasons, strict=True)
        ),
    )


def set_threatened(office: Office, work: Work, site_id: str, households: Iterable[str]) -> None:
    """Make some households, and no others, those that a site threatens; inside a transaction.

    A household that is added is noted at its house in the register where that names no site yet. One that
    is dropped is dropped wherever it stood.

    Raises:
        ProblemError: PTL-011 a household that is not in the register.
    """
    wanted = dict.fromkeys(households)
    if missing := wanted.keys() - queries.list_homes(work.connection, wanted).keys():
        raise ProblemError(Problem("PTL-011", {"count": str(len(missing))}))
    known: dict[str, list[ThreatRow]] = defaultdict(list)
    for row in queries.list_threats(work.connection):
        if row.site_id == site_id:
            known[row.household_id].append(row)
    today = office.today().isoformat()
    for household, rows in known.items():
        if household in wanted:
            continue
        for row in rows:
            if row.dwelling_id:
                work.update("dwelling", row.dwelling_id, {"hazard_site_id": None})
            else:
                work.update("hazard_threat", row.threat_id, {"to_on": today})
    for household in wanted:
        if household in known:
            continue
        dwelling = queries.find_dwelling(work.connection, household)
        if dwelling:
            work.update("dwelling", dwelling, {"hazard_site_id": site_id})
        else:
            work.insert("hazard_threat", {"site_id": site_id, "household_id": household, "from_on": today})
