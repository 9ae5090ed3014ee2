"""Conflicts of interest (回避): nobody examines or decides over a list with a close relative on it.

People are told by the records behind a sheet's rows, else by name; a namesake of the same name is told
apart by the villagers' group.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection
from db.queries import interests as queries
from db.queries.disclosure import NoticeRow
from db.queries.interests import RelativeRow
from desktop.domain.accounts import Role
from desktop.domain.code_table import code_table
from desktop.domain.interest import SUPERVISED, is_close
from desktop.domain.kinship import Kin, KinshipGraph, infer_links
from desktop.domain.problem import Place, Problem
from desktop.domain.relation import NOT_RELATED, OTHER_RELATIVE
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.family_ties import members_of, tied
from desktop.services.office import Office

_RELATIVE = "近亲属"
"""What a close relative is called whose exact relation does not follow from the register."""


@dataclass(frozen=True, slots=True)
class Interested:
    """Somebody on whose account a user has to stand aside: the user in person when ``relation`` is empty."""

    person_id: str
    name: str
    relation: str


def close_relatives(connection: Connection, person_id: str) -> tuple[Interested, ...]:
    """A person in person, and the close relatives that the register knows.

    They follow from the ties of people and, where none were entered, from the relations to the head that
    the books of the person's own households give.
    """
    rows = queries.relatives_of(connection, person_id)
    if person_id not in rows:
        return ()
    kins = {row.id: _kin(row) for row in rows.values()}
    names = {row.id: row.name for row in rows.values()}
    for household_id in queries.households_of(connection, person_id):
        members = members_of(connection, household_id)
        names |= {member.kin.id: member.name for member in members}
        kins = {member.kin.id: member.kin for member in members} | kins
        for link in infer_links((kins[member.kin.id], member.relation) for member in members):
            kins[link.person] = tied(kins[link.person], link)
    graph = KinshipGraph(kins.values())
    others = [one for one in kins if one != person_id and is_close(graph, person_id, one)]
    return (
        Interested(person_id, names[person_id], ""),
        *(Interested(one, names[one], _relation(graph, person_id, one)) for one in others),
    )


def _kin(row: RelativeRow) -> Kin:
    return Kin(row.id, row.sex, row.birth_date, row.father, row.mother, row.spouse)


def _relation(graph: KinshipGraph, person_id: str, other: str) -> str:
    code = graph.relation(person_id, other)
    return _RELATIVE if code in (NOT_RELATED, OTHER_RELATIVE) else code_table("relation_to_head").label(code)


def is_somebody(office: Office) -> bool:
    """Whether it was said who the user at work is in the register; else no relative can be told."""
    with office.store.reading() as connection:
        return bool(queries.person_of(connection, office.user.id))


def find_interest(office: Office, row: NoticeRow, action: str) -> Problem | None:
    """What keeps the user at work from examining or deciding over a notice.

    Returns:
        DOC-060 the user is on it, DOC-061 a close relative is; None when neither is, or when nobody said
        who the user is in the register.
    """
    with office.store.reading() as connection:
        person_id = queries.person_of(connection, office.user.id)
        if not person_id:
            return None
        concerned = close_relatives(connection, person_id)
    ids, names = _listed(office, row)
    with office.store.reading() as connection:
        for each in concerned:
            if each.person_id in ids or _is_named(connection, each, names.get(each.name)):
                if not each.relation:
                    return Problem("DOC-060", {"action": action})
                values = {"relation": each.relation, "name": each.name, "action": action}
                return Problem("DOC-061", values)
    return None


def _is_named(connection: Connection, person: Interested, groups: set[str] | None) -> bool:
    if not groups:
        return False
    group = queries.group_of(connection, person.person_id)
    if group and group in groups:
        return True
    return "" in groups and not queries.has_namesake(connection, person.person_id, person.name)


def _listed(office: Office, row: NoticeRow) -> tuple[set[str], dict[str, set[str]]]:
    """Who a notice names: ids of people, and names with the groups they stand with ("" for none)."""
    from desktop.reports.data import Accounts, AllowanceList, Sheet
    from desktop.services.disclosure.documents import build_document

    data, _ = build_document(office, NoticeRequest.from_json(row.query or "{}"), row.number or "")
    names: dict[str, set[str]] = defaultdict(set)
    if isinstance(data, Sheet):
        rows = [line for table in data.tables.values() for line in table]
        for line in rows:
            group = str(line.get("group") or "")
            for value in line.values():
                if isinstance(value, str):
                    names[value].add(group)
        return _behind(office, (str(line.get("origin") or "") for line in rows)), names
    if isinstance(data, AllowanceList):
        for household in data.households:
            names[household.head].add(household.group)
    elif isinstance(data, Accounts):
        for entry in (*data.income, *data.expenditure):
            names[entry.payee].add(entry.payee_group)
    names.pop("", None)
    return set(), names


def _behind(office: Office, origins: Iterable[str]) -> set[str]:
    by_table: dict[str, set[str]] = defaultdict(set)
    for origin in " ".join(origins).split():
        table, _, record_id = origin.partition("/")
        by_table[table].add(record_id)
    with office.store.reading() as connection:
        return {
            person
            for table, ids in by_table.items()
            for person in queries.people_behind(connection, table, ids)
        }


def find_supervisor_problem(
    connection: Connection, user_id: str, name: str, role: Role, person_id: str
) -> Problem | None:
    """What keeps a user from a post: supervisors are neither officials nor close relatives of one.

    Args:
        connection: The register.
        user_id: The user; "" for a new one.
        name: The user's name.
        role: The post wanted.
        person_id: Who that is in the register; "" for nobody.

    Returns:
        DOC-064 there is no such person; DOC-063 one of the others is the same person; DOC-062 one is a
        close relative.

    Source:
        村民委员会组织法 32; 浙江省实施村民委员会组织法办法 30; 山东省村务公开条例 14.
    """
    place = Place(field="person_id")
    if not person_id:
        return None
    if queries.find_name(connection, person_id) is None:
        return Problem("DOC-064", place=place)
    if role is not Role.SUPERVISOR and role not in SUPERVISED:
        return None
    relatives = {each.person_id: each for each in close_relatives(connection, person_id)}
    for other in queries.list_users(connection):
        post = Role(other.role)
        opposed = (role is Role.SUPERVISOR and post in SUPERVISED) or (
            role in SUPERVISED and post is Role.SUPERVISOR
        )
        if other.id == user_id or not opposed or other.person_id not in relatives:
            continue
        if role is Role.SUPERVISOR:
            supervisor, official, official_role, whose = name, other.display_name, post, other.person_id
            me = person_id
        else:
            supervisor, official, official_role, whose = other.display_name, name, role, person_id
            me = other.person_id
        values = {"supervisor": supervisor, "official": official, "post": official_role.label}
        if other.person_id == person_id:
            return Problem("DOC-063", values, place)
        # the supervisor's relation as seen from the official: 周监督 is 王会计's 妻
        seen = {each.person_id: each.relation for each in close_relatives(connection, whose)}
        return Problem("DOC-062", values | {"relation": seen.get(me, _RELATIVE)}, place)
    return None
