"""Village officials as the register knows them, and who is close kin to one (亲属回避)."""

from dataclasses import dataclass

from db.connection import Connection
from db.queries import property as queries
from desktop.domain.accounts import Role
from desktop.domain.code_table import code_table
from desktop.domain.kinship import Kin, KinshipGraph
from desktop.domain.relation import OTHER_RELATIVE
from desktop.services.family_ties import people_facts

_ROLES = (Role.SECRETARY.value, Role.CLERK.value, Role.BOOKKEEPER.value, Role.SUPERVISOR.value)
_STEPS = 3
_KIN = "亲属"


@dataclass(frozen=True, slots=True)
class OfficialKin:
    """An official, and what someone is to them in a word; the word is 本人 for the official."""

    official_id: str
    official: str
    relation: str


def officials(connection: Connection) -> dict[str, str]:
    """Names of the officials by id; see `db.queries.property.officials` for who they are."""
    return dict(queries.officials(connection, _ROLES))


def kin_to_official(connection: Connection, person_id: str) -> OfficialKin | None:
    """The official whom someone is close to; the nearest one, or None.

    Close are spouses, and relatives by blood or marriage within three steps (parent, child, sibling, spouse).

    Source:
        The circle within which officials step back in village practice: spouses, direct line, collateral
        blood to the third generation, close in-laws; taken from the rules for civil servants.
    """
    known = officials(connection)
    if person_id in known:
        return OfficialKin(person_id, known[person_id], "本人")
    graph = KinshipGraph(_around(connection, person_id).values())
    if person_id not in graph:
        return None
    found = []
    for official_id, name in known.items():
        way = graph.path(official_id, person_id) if official_id in graph else None
        if way is not None and len(way[0]) <= _STEPS:
            code = graph.relation(official_id, person_id)
            label = _KIN if code == OTHER_RELATIVE else code_table("relation_to_head").label(code)
            found.append((len(way[0]), OfficialKin(official_id, name, label)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _around(connection: Connection, person_id: str) -> dict[str, Kin]:
    """A person with everyone so many ties away."""
    known: dict[str, Kin] = {}
    wanted = {person_id}
    for _ in range(_STEPS + 1):
        found = people_facts(connection, wanted - known.keys())
        known |= {
            one.id: Kin(one.id, one.sex, one.birth_date, one.father, one.mother, one.spouse)
            for one in found.values()
        }
        ties = {tie for one in found.values() for tie in (one.father, one.mother, one.spouse) if tie}
        wanted = ties | _naming(connection, tuple(found))
    return known


def _naming(connection: Connection, ids: tuple[str, ...]) -> set[str]:
    """Who names one of some people as father, mother or spouse."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT id FROM person WHERE father_person_id IN ({marks}) OR mother_person_id IN ({marks})"  # noqa: S608
        f" OR spouse_person_id IN ({marks})",
        ids * 3,
    )
    return {str(row[0]) for row in rows}
