"""Reads income and expenditure entries, balances and aid grants."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the file keeps it; money in fen, one of the two amounts is zero."""

    id: str
    entry_on: str
    voucher_no: str | None
    kind: str
    summary: str
    income_cents: int
    expense_cents: int
    handler: str | None
    approver: str | None
    payee: str | None
    payee_kind: str
    payee_group: str | None
    note: str | None


def list_entries(connection: Connection, first: str, last: str) -> tuple[EntryRow, ...]:
    """Entries from one day to another, both included, in the order of the books."""
    rows = connection.execute(
        "SELECT id, entry_on, voucher_no, kind, summary, income_cents, expense_cents, handler, approver, "
        "payee, payee_kind, payee_group, note FROM funds_entry WHERE entry_on BETWEEN ? AND ? "
        "ORDER BY entry_on, voucher_no, pk",
        (first, last),
    )
    return tuple(EntryRow(*row) for row in rows)


def balance_before(connection: Connection, day: str) -> int | None:
    """Balance in fen at the beginning of a day; None when no opening balance was ever entered."""
    opening = connection.execute(
        "SELECT opening_on, balance_cents FROM funds_opening WHERE opening_on <= ? "
        "ORDER BY opening_on DESC, pk DESC LIMIT 1",
        (day,),
    ).fetchone()
    if opening is None:
        return None
    since, balance = opening
    moved = connection.execute(
        "SELECT coalesce(sum(income_cents - expense_cents), 0) FROM funds_entry "
        "WHERE entry_on >= ? AND entry_on < ?",
        (since, day),
    ).fetchone()[0]
    return int(balance) + int(moved)


def has_voucher(connection: Connection, voucher_no: str, entry_on: str, but_for: str = "") -> bool:
    """Whether a voucher number was used in the month of a day, by another entry than ``but_for``."""
    return (
        connection.execute(
            "SELECT 1 FROM funds_entry "
            "WHERE voucher_no = ? AND substr(entry_on, 1, 7) = ? AND id <> ? LIMIT 1",
            (voucher_no, entry_on[:7], but_for),
        ).fetchone()
        is not None
    )


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One household's grant with the head's name and place; money in fen a month."""

    id: str
    household_id: str
    head_person_id: str
    head: str
    group: str
    hamlet: str
    aid_kind: str
    change_kind: str
    people_count: int
    monthly_cents: int
    from_month: str
    to_month: str | None


def list_grants(connection: Connection, aid_kind: str, first: str, last: str) -> tuple[GrantRow, ...]:
    """Grants of a kind in force at some time from one day to another, by group and head."""
    rows = connection.execute(
        "SELECT a.id, a.household_id, a.head_person_id, coalesce(p.name, ''), "
        "coalesce(h.villager_group, ''), coalesce(h.hamlet, ''), a.aid_kind, a.change_kind, "
        "a.people_count, a.monthly_cents, a.from_month, a.to_month FROM aid_grant a "
        "LEFT JOIN person p ON p.id = a.head_person_id LEFT JOIN household h ON h.id = a.household_id "
        "WHERE a.aid_kind = ? AND a.from_month <= ? AND (a.to_month IS NULL OR a.to_month >= ?) "
        "ORDER BY h.villager_group, p.name_key, a.pk",
        (aid_kind, last[:7], first[:7]),
    )
    return tuple(GrantRow(*row) for row in rows)


def overlapping_grants(
    connection: Connection,
    aid_kind: str,
    household_id: str,
    from_month: str,
    to_month: str,
    but_for: str = "",
) -> tuple[tuple[str, str, str | None], ...]:
    """Id, first and last month of a household's grants that share a month with a span, by first month.

    ``to_month`` is empty for a span without end; ``but_for`` is a grant that is left out.
    """
    rows = connection.execute(
        "SELECT id, from_month, to_month FROM aid_grant WHERE aid_kind = ? AND household_id = ? AND id <> ? "
        "AND (? = '' OR from_month <= ?) AND (to_month IS NULL OR to_month >= ?) ORDER BY from_month, pk",
        (aid_kind, household_id, but_for, to_month, to_month, from_month),
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


@dataclass(frozen=True, slots=True)
class GrantHousehold:
    """A household as a grant wants it: its head and how many people belong to it now."""

    id: str
    head_person_id: str
    head: str
    people_count: int


def find_household(connection: Connection, household_id: str) -> GrantHousehold | None:
    """The household with its present head; None when it is gone or has no head."""
    row = connection.execute(
        "SELECT m.household_id, p.id, p.name, (SELECT count(*) FROM membership s "
        "WHERE s.household_id = m.household_id AND s.to_date IS NULL) FROM membership m "
        "JOIN person p ON p.id = m.person_id "
        "WHERE m.household_id = ? AND m.role = 'head' AND m.to_date IS NULL LIMIT 1",
        (household_id,),
    ).fetchone()
    return None if row is None else GrantHousehold(*row)
