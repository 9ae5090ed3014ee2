"""Households as boards see them: in walking order, with who is protected and whose relatives stand aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import Connection
from db.queries import boards as queries
from db.queries.boards import HouseholdRow
from desktop.domain.accounts import Right
from desktop.domain.age import age_span
from desktop.domain.inspection import walk_key
from desktop.domain.natural_order import natural_key
from desktop.domain.protected_household import HouseholdMember, ProtectedClass, protection_of
from desktop.domain.rules import get_rule
from desktop.services.disclosure.interests import close_relatives
from desktop.services.office import Office

__all__ = ["HouseholdRow"]


@dataclass(frozen=True, slots=True)
class BoardHousehold:
    """A household that a list shows: its head, group and where it is.

    ``is_away`` says that nobody of it is at home by the register.
    """

    id: str
    head: str
    group: str
    number: str
    address: str
    is_away: bool

    @property
    def words(self) -> str:
        """Head and group, as people name a household."""
        return "　".join(part for part in (self.head, self.group) if part)


def read_households(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, BoardHousehold]:
    """Open households, or those of some ids, in the order in which one walks them."""
    rows = queries.list_households(connection, ids)
    ordered = sorted(rows, key=lambda row: walk_key(row.group, row.number, row.address))
    return {row.id: _household(row) for row in ordered}


def _household(row: HouseholdRow) -> BoardHousehold:
    return BoardHousehold(
        row.id,
        row.head,
        row.group,
        row.number,
        row.address or row.hamlet,
        row.members > 0 and not row.at_home,
    )


def list_groups(office: Office) -> tuple[str, ...]:
    """Villager groups with a household that can be inspected, in order.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        rows = queries.list_households(connection)
    return tuple(sorted({row.group for row in rows if row.group}, key=natural_key))


def barred_households(connection: Connection, people: Sequence[str]) -> dict[str, frozenset[str]]:
    """By person, the households that are the person's own or a close relative's.

    Source:
        Who has to stand aside: `desktop.domain.interest`.
    """
    return {
        person: queries.households_of_people(
            connection, (each.person_id for each in close_relatives(connection, person))
        )
        for person in people
    }


def protections(
    office: Office, connection: Connection, households: Iterable[str]
) -> dict[str, tuple[ProtectedClass, ...]]:
    """Classes that make a household one to help, by household; those that are not protected are left out."""
    ids = tuple(dict.fromkeys(households))
    today = office.today()
    members = queries.list_members(connection, ids)
    aid = queries.aid_of(connection, ids, today.isoformat()[:7])
    code = office.vault.village.division_code
    found = {}
    for household in ids:
        people = tuple(
            HouseholdMember(each.birth_date, each.tags, each.is_disabled)
            for each in members.get(household, ())
        )
        classes = protection_of(people, aid.get(household, frozenset()), today, code)
        if classes:
            found[household] = classes
    return found


def protection_words(office: Office, classes: Sequence[ProtectedClass]) -> str:
    """Why a household is helped instead, for those who may see aid; for others only that it is."""
    if not classes:
        return ""
    return "、".join(each.label for each in classes) if office.may(Right.READ_AID) else "受照顾家庭"


def named_people(office: Office, ids: Sequence[str]) -> dict[str, str]:
    """Names of living people by id, to begin a choice with."""
    with office.store.reading() as connection:
        return queries.names_of(connection, ids)


def list_adults(office: Office, household_id: str) -> tuple[tuple[str, str], ...]:
    """Ids and names of those of a household who may sign for it, the head first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    today = office.today()
    adult = get_rule("age.adult", today, office.vault.village.division_code).value
    with office.store.reading() as connection:
        members = queries.list_members(connection, (household_id,)).get(household_id, ())
        heads = {row.head_id for row in queries.list_households(connection, (household_id,))}
        names = queries.names_of(connection, [each.person_id for each in members])
    grown = [
        each.person_id
        for each in members
        if not each.birth_date or age_span(each.birth_date, today)[1] >= adult
    ]
    grown.sort(key=lambda person: person not in heads)
    return tuple((person, names[person]) for person in grown if person in names)
