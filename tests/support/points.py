"""Small villages with a branch, members and households, written straight into the register."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.models import Account
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId, new_id
from desktop.services.office import Office, User
from tests.support.offices import make_office

NOW = datetime(2026, 8, 20, 2, tzinfo=UTC)
"""A Thursday of the third quarter."""


@dataclass(frozen=True, slots=True)
class PointsVillage:
    """An office at which the clerk is at work; members and households by name."""

    office: Office
    branch: str
    groups: tuple[str, str]
    members: dict[str, str]
    people: dict[str, str]
    households: dict[str, str]
    users: dict[str, str]

    def at(self, login: str, moment: datetime = NOW) -> Office:
        """The office with a colleague at work (``clerk``, ``secretary``) at a moment."""
        from dataclasses import replace

        user = User(UserId(self.users[login]), login, login, Role(login))
        return replace(self.office.as_user(user, self.office.vault), clock=lambda: moment)


def make_points_village(folder: Path, names: tuple[str, ...] = ("陈一", "林二", "吴三")) -> PointsVillage:
    """A branch with two groups, its members in turn in each, every one the head of a household.

    The secretary is the first member.
    """
    office = make_office(folder)
    members, people, households = {}, {}, {}
    with office.change("system", "村子") as work:
        branch = work.insert("branch", {"name": "示范村党支部", "kind": "1"})
        groups = [work.insert("party_group", {"branch_id": branch, "name": f"第{n}党小组"}) for n in "一二"]
        for position, name in enumerate(names):
            people[name] = work.insert(
                "person", {"name": name, "birth_date": f"{1970 + position % 20}-05-01"}
            )
            households[name] = work.insert(
                "household", {"kind": "hukou", "villager_group": f"第{position % 2 + 1}组"}
            )
            work.insert(
                "membership", {"household_id": households[name], "person_id": people[name], "role": "head"}
            )
            members[name] = work.insert(
                "party_member",
                {
                    "person_id": people[name],
                    "branch_id": branch,
                    "group_id": groups[position % 2],
                    "status": "1",
                    "joined_on": "2010-07-01",
                },
            )
        secretary = new_id()
        work.insert(
            Account._meta.table_name,
            {
                "login": "secretary",
                "display_name": names[0],
                "role": "secretary",
                "person_id": people[names[0]],
            },
            secretary,
        )
    users = {"clerk": str(office.user.id), "secretary": str(secretary)}
    return PointsVillage(office, branch, (groups[0], groups[1]), members, people, households, users)
