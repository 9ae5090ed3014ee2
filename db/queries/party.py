"""Reads the party's organisation: branches, groups, members with what the register knows of them, posts."""

from dataclasses import dataclass, fields

from db.connection import Connection
from db.store import Value, row_values

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member's record with the register's facts about the person; texts "" for unknown."""

    id: str
    person_id: str
    name: str
    sex: str
    birth_date: str
    death_date: str
    villager_group: str
    political_status: str
    branch_id: str
    group_id: str
    status: str
    stage: str
    joined_on: str
    confirmed_on: str
    arrived_on: str
    left_on: str
    contact_lost_on: str
    fee_basis: str
    fee_income_cents: int | None
    fee_cents: int | None
    is_in_hardship: bool
    duty_post: str
    applied_on: str
    activist_on: str
    candidate_on: str
    name_key: str


_HARDSHIP = [field.name for field in fields(MemberRow)].index("is_in_hardship")
_MEMBERS = """
SELECT m.id, m.person_id, coalesce(p.name, ''), coalesce(p.sex, ''), coalesce(p.birth_date, ''),
 CASE WHEN p.death_date IS NOT NULL THEN p.death_date WHEN p.residence_state = '80' THEN '0001' ELSE '' END,
 coalesce((SELECT h.villager_group FROM membership s JOIN household h ON h.id = s.household_id
   WHERE s.person_id = p.id AND s.to_date IS NULL AND h.kind = 'hukou' LIMIT 1), ''),
 coalesce(p.political_status, ''), coalesce(m.branch_id, ''), coalesce(m.group_id, ''),
 coalesce(m.status, ''), coalesce(m.stage, ''), coalesce(m.joined_on, ''), coalesce(m.confirmed_on, ''),
 coalesce(m.arrived_on, ''), coalesce(m.left_on, ''), coalesce(m.contact_lost_on, ''),
 coalesce(m.fee_basis, ''), m.fee_income_cents, m.fee_cents, coalesce(m.is_in_hardship, 0),
 coalesce(m.duty_post, ''), coalesce(m.applied_on, ''), coalesce(m.activist_on, ''),
 coalesce(m.candidate_on, ''), coalesce(p.name_key, '')
FROM party_member m LEFT JOIN person p ON p.id = m.person_id
"""


def list_members(
    connection: Connection, branch_id: str = "", group_id: str = "", member_id: str = "", person_id: str = ""
) -> tuple[MemberRow, ...]:
    """Members of everything or of one branch, group, record or person, by the sound of their names."""
    wanted = {
        "m.branch_id": branch_id,
        "m.group_id": group_id,
        "m.id": member_id,
        "m.person_id": person_id,
    }
    asked = {column: value for column, value in wanted.items() if value}
    where = " AND ".join(f"{column} = ?" for column in asked)
    sql = f"{_MEMBERS} {'WHERE ' + where if where else ''} ORDER BY p.name_key, m.pk"
    rows = connection.execute(sql, tuple(asked.values()))
    return tuple(MemberRow(*(*row[:_HARDSHIP], bool(row[_HARDSHIP]), *row[_HARDSHIP + 1 :])) for row in rows)


def list_rows(connection: Connection, table: str, order: str, **wanted: str) -> tuple[Row, ...]:
    """Records of one of the party's tables of which columns hold values, in an order.

    Raises:
        ValueError: A name is none of a table or column.
    """
    for name in (table, *wanted, *order.split(", ")):
        if not name.removesuffix(" DESC").isidentifier():
            raise ValueError(name)
    where = " AND ".join(f"{column} = ?" for column in wanted)
    sql = f"SELECT * FROM {table} {'WHERE ' + where if where else ''} ORDER BY {order}"  # noqa: S608
    return tuple(row_values(connection.execute(sql, tuple(wanted.values()))))


def members_without_record(
    connection: Connection, codes: tuple[str, ...]
) -> tuple[tuple[str, str, str], ...]:
    """People whom the register calls members by these codes, alive, without a record in the party.

    Returns:
        Id, name and code of each, by the sound of their names.
    """
    marks = ", ".join("?" * len(codes))
    rows = connection.execute(
        f"SELECT id, coalesce(name, ''), political_status FROM person WHERE political_status IN ({marks})"  # noqa: S608
        " AND death_date IS NULL AND coalesce(residence_state, '') NOT IN ('70', '80')"
        " AND id NOT IN (SELECT person_id FROM party_member) ORDER BY name_key, pk",
        codes,
    )
    return tuple((str(person_id), str(name), str(code)) for person_id, name, code in rows)


def member_id_of(connection: Connection, person_id: str) -> str:
    """The id of somebody's latest record in the party; "" for none."""
    row = connection.execute(
        "SELECT id FROM party_member WHERE person_id = ? ORDER BY pk DESC LIMIT 1", (person_id,)
    ).fetchone()
    return "" if row is None else str(row[0])
