"""Reads the ledgers of property (contracts, debts, projects …) and those of the party."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection
from db.store import Value, row_values

Row = dict[str, Value]

_ORDERS = {
    "contract": "signed_on DESC, pk DESC",
    "asset": "kind, name, pk",
    "land_resource": "kind, name, pk",
    "debt": "kind, arisen_on, pk",
    "debt_move": "moved_on, pk",
    "project": "coalesce(decided_on, begun_on, '') DESC, pk DESC",
    "project_step": "done_on, pk",
    "subsidy": "year DESC, programme, pk",
    "branch": "pk",
    "branch_term": "from_date DESC, pk DESC",
    "party_group": "branch_id, pk",
    "party_member": "pk",
    "party_post": "coalesce(to_date, '9') DESC, post, pk",
    "party_float": "coalesce(back_on, '9') DESC, left_on DESC, pk DESC",
    "party_contact": "contacted_on DESC, pk DESC",
    "party_development_step": "done_on, step, pk",
    "party_fee": "paid_on DESC, pk DESC",
    "party_fee_move": "moved_on DESC, pk DESC",
    "party_transfer": "issued_on DESC, pk DESC",
    "party_discipline": "decided_on DESC, pk DESC",
    "party_honour": "given_on DESC, pk DESC",
}
"""Tables that can be read here, each with its usual order."""

_NAMES = {
    "person": "name",
    "asset": "name",
    "land_resource": "name",
    "contract": "name",
    "project": "name",
    "debt": "counterparty",
    "matter": "title",
    "meeting": "held_on || ' ' || title",
    "funds_entry": "entry_on || ' ' || coalesce(voucher_no || ' ', '') || summary",
    "notice": "coalesce(number || ' ', '') || title",
    "branch": "name",
    "party_group": "name",
    "party_member": "(SELECT name FROM person WHERE person.id = party_member.person_id)",
}
"""Tables that a field of a ledger can point to, and what their records are called."""

_MANY = 400


def list_records(connection: Connection, table: str) -> tuple[Row, ...]:
    """Every record of a ledger in its usual order.

    Raises:
        KeyError: It is no ledger.
    """
    sql = f"SELECT * FROM {table} ORDER BY {_ORDERS[table]}"  # noqa: S608 - own names
    return tuple(row_values(connection.execute(sql)))


def find_record(connection: Connection, table: str, record_id: str) -> Row | None:
    """One record by its id."""
    _ = _ORDERS[table]
    sql = f"SELECT * FROM {table} WHERE id = ?"  # noqa: S608 - own names
    return next(row_values(connection.execute(sql, (record_id,))), None)


def list_where(connection: Connection, table: str, column: str, value: str) -> tuple[Row, ...]:
    """Records of a ledger of which one column holds a value, in the usual order."""
    if not column.isidentifier():
        raise ValueError(column)
    sql = f"SELECT * FROM {table} WHERE {column} = ? ORDER BY {_ORDERS[table]}"  # noqa: S608 - own names
    return tuple(row_values(connection.execute(sql, (value,))))


def names(connection: Connection, table: str, ids: Iterable[Value]) -> dict[str, str]:
    """What records of a table are called, by id; ids that nobody has are left out."""
    wanted = sorted({str(each) for each in ids if each})
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _MANY):
        part = wanted[start : start + _MANY]
        marks = ", ".join("?" * len(part))
        rows = connection.execute(
            f"SELECT id, {_NAMES[table]} FROM {table} WHERE id IN ({marks})",  # noqa: S608 - own names
            part,
        )
        found |= {str(record_id): str(name or "") for record_id, name in rows}
    return found


def find_named(connection: Connection, table: str, text: str, most: int) -> tuple[tuple[str, str], ...]:
    """Ids and names of records whose name holds a text, the latest first; empty text finds any."""
    name = _NAMES[table]
    rows = connection.execute(
        f"SELECT id, {name} FROM {table} WHERE instr({name}, ?) ORDER BY pk DESC LIMIT ?",  # noqa: S608
        (text, most),
    )
    return tuple((str(record_id), str(found or "")) for record_id, found in rows)


def ids_named(connection: Connection, table: str, name: str) -> tuple[str, ...]:
    """Ids of records called exactly so."""
    rows = connection.execute(
        f"SELECT id FROM {table} WHERE {_NAMES[table]} = ? ORDER BY pk",  # noqa: S608 - own names
        (name,),
    )
    return tuple(str(row[0]) for row in rows)


def meeting_day(connection: Connection, meeting_id: str) -> str:
    """The day of a meeting as ISO text; empty when there is none."""
    row = connection.execute("SELECT held_on FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    return "" if row is None else str(row[0] or "")


def assembly_counts(connection: Connection, meeting_id: str) -> tuple[int | None, int | None]:
    """How many were present and agreed when a meeting decided: its matter's step, else the minutes."""
    row = connection.execute(
        "SELECT present_count, agreed_count FROM matter_step WHERE meeting_id = ?"
        " AND agreed_count IS NOT NULL ORDER BY pk DESC LIMIT 1",
        (meeting_id,),
    ).fetchone()
    if row is not None:
        return row[0], row[1]
    row = connection.execute("SELECT present_count FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    return (None, None) if row is None else (row[0], None)


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """An entry of the books that names a project; money in fen, one of the two is zero."""

    id: str
    project_id: str
    entry_on: str
    kind: str
    summary: str
    payee: str
    voucher_no: str
    income_cents: int
    expense_cents: int


_ENTRY = (
    "SELECT id, coalesce(project_id, ''), entry_on, kind, summary, coalesce(payee, ''),"
    " coalesce(voucher_no, ''), income_cents, expense_cents FROM funds_entry"
)


def project_entries(connection: Connection, project_id: str) -> tuple[ProjectEntry, ...]:
    """Entries of the books that name a project, in the order of the books."""
    rows = connection.execute(f"{_ENTRY} WHERE project_id = ? ORDER BY entry_on, pk", (project_id,))
    return tuple(ProjectEntry(*row) for row in rows)


def find_entry(connection: Connection, entry_id: str) -> ProjectEntry | None:
    """One entry of the books."""
    row = connection.execute(f"{_ENTRY} WHERE id = ?", (entry_id,)).fetchone()
    return None if row is None else ProjectEntry(*row)


def step_of_entry(connection: Connection, entry_id: str, but_for: str) -> str:
    """Name of the project one of whose other steps is proven by an entry; empty when none is."""
    row = connection.execute(
        "SELECT coalesce(p.name, '') FROM project_step s LEFT JOIN project p ON p.id = s.project_id"
        " WHERE s.funds_entry_id = ? AND s.id <> ? LIMIT 1",
        (entry_id, but_for),
    ).fetchone()
    return "" if row is None else str(row[0]) or "…"


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the household they belong to now, and whether they are its head."""

    person_id: str
    name: str
    group: str
    hamlet: str
    household_id: str
    is_head: bool


_HOLDER = (
    "SELECT p.id, coalesce(p.name, ''), coalesce(h.villager_group, ''), coalesce(h.hamlet, ''),"
    " coalesce(h.id, ''), coalesce(m.role = 'head', 0) FROM person p"
    " LEFT JOIN membership m ON m.id = (SELECT s.id FROM membership s"
    " JOIN household k ON k.id = s.household_id"
    " WHERE s.person_id = p.id AND s.to_date IS NULL ORDER BY k.kind IS 'hukou' DESC, s.pk LIMIT 1)"
    " LEFT JOIN household h ON h.id = m.household_id"
)


def holders(connection: Connection, ids: Iterable[Value]) -> dict[str, Holder]:
    """People by id with the household they belong to now, the hukou before other kinds."""
    wanted = sorted({str(each) for each in ids if each})
    found: dict[str, Holder] = {}
    for start in range(0, len(wanted), _MANY):
        part = wanted[start : start + _MANY]
        rows = connection.execute(f"{_HOLDER} WHERE p.id IN ({', '.join('?' * len(part))})", part)
        found |= {row[0]: _holder(row) for row in rows}
    return found


def _holder(row: tuple[str, str, str, str, str, int]) -> Holder:
    return Holder(row[0], row[1], row[2], row[3], row[4], bool(row[5]))


def holder_of_number(connection: Connection, citizen_id: str) -> Holder | None:
    """The person with an identity number."""
    row = connection.execute(f"{_HOLDER} WHERE p.citizen_id = ? LIMIT 1", (citizen_id,)).fetchone()
    return None if row is None else _holder(row)


def holders_named(connection: Connection, name: str) -> tuple[Holder, ...]:
    """Living people of a name, heads of households first."""
    rows = connection.execute(
        f"{_HOLDER} WHERE p.name = ? AND p.death_date IS NULL AND coalesce(p.residence_state, '') <> '80'"
        " ORDER BY coalesce(m.role = 'head', 0) DESC, p.pk",
        (name,),
    )
    return tuple(_holder(row) for row in rows)


def find_share(
    connection: Connection, programme: str, year: int, person_id: str, household_id: str, but_for: str
) -> Row | None:
    """A person's or their household's share of a programme in a year, other than ``but_for``."""
    cursor = connection.execute(
        "SELECT * FROM subsidy WHERE programme = ? AND year = ? AND id <> ?"
        " AND (person_id = ? OR (? <> '' AND household_id = ?)) LIMIT 1",
        (programme, year, but_for, person_id, household_id, household_id),
    )
    return next(row_values(cursor), None)


@dataclass(frozen=True, slots=True)
class RegisteredArea:
    """Land that the register has for a household: its head and the area in hundredths of a mu."""

    household_id: str
    person_id: str
    head: str
    group: str
    hamlet: str
    area: int


def registered_areas(connection: Connection, column: str) -> tuple[RegisteredArea, ...]:
    """Area of every household's land contracts, added up; households without a head are left out.

    Args:
        connection: A snapshot of the register.
        column: ``contract_area`` or ``forest_area``.
    """
    if column not in ("contract_area", "forest_area"):
        raise ValueError(column)
    rows = connection.execute(
        f"SELECT h.id, p.id, p.name, coalesce(h.villager_group, ''), coalesce(h.hamlet, ''), sum(l.{column})"  # noqa: S608
        " FROM land_contract l JOIN household h ON h.id = l.household_id"
        " JOIN membership m ON m.household_id = h.id AND m.role = 'head' AND m.to_date IS NULL"
        " JOIN person p ON p.id = m.person_id"
        f" WHERE l.{column} > 0 AND h.household_state IS NOT 'closed' GROUP BY h.id, p.id"
        " ORDER BY h.villager_group, p.name_key, h.pk"
    )
    return tuple(RegisteredArea(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class TransferredParcel:
    """A parcel that a household has passed on; area in hundredths of a mu, price in fen a mu and year."""

    id: str
    holder: str
    group: str
    parcel: str
    kind: str
    area: int | None
    transferee: str
    from_on: str
    to_on: str
    price_cents: int | None
    use: str


def transferred_parcels(connection: Connection, first: str, last: str) -> tuple[TransferredParcel, ...]:
    """Parcels passed on at some time from one day to another, by group and holder.

    Days of the register may be known to the month or year only: a text compares as its first day.
    """
    rows = connection.execute(
        "SELECT t.id, coalesce(p.name, ''), coalesce(h.villager_group, ''), coalesce(t.parcel_name, ''),"
        " t.transfer_kind, t.transfer_area, coalesce(t.transferee, ''), coalesce(t.transfer_period_from, ''),"
        " coalesce(t.transfer_period_to, ''), t.transfer_price, coalesce(l.main_crop, '')"
        " FROM land_parcel t JOIN land_contract l ON l.id = t.land_contract_id"
        " JOIN household h ON h.id = l.household_id"
        " LEFT JOIN membership m ON m.household_id = h.id AND m.role = 'head' AND m.to_date IS NULL"
        " LEFT JOIN person p ON p.id = m.person_id"
        " WHERE t.transfer_kind IS NOT NULL AND t.transfer_kind <> 'none'"
        " AND (t.transfer_period_from IS NULL OR t.transfer_period_from <= ?)"
        " AND (t.transfer_period_to IS NULL"
        " OR t.transfer_period_to >= substr(?, 1, length(t.transfer_period_to)))"
        " ORDER BY h.villager_group, p.name_key, t.pk",
        (last, first),
    )
    return tuple(TransferredParcel(*row) for row in rows)


def officials(connection: Connection, roles: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Ids and names of people of the register whom the office knows as officials.

    They are those whom households name as their linked official, and those of a role who sign in under a
    name that one person alone has in the register.
    """
    wanted = tuple(roles)
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(
        "SELECT p.id, p.name FROM person p WHERE p.id IN (SELECT linked_official_id FROM household)"  # noqa: S608
        " OR p.name IN (SELECT a.display_name FROM account a"
        f" WHERE a.active AND a.role IN ({marks})"
        " AND (SELECT count(*) FROM person n WHERE n.name = a.display_name) = 1) ORDER BY p.pk",
        wanted,
    )
    return tuple((str(person_id), str(name or "")) for person_id, name in rows)
