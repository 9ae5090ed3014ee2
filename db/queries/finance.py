"""Reads income and expenditure entries, accounts, declared balances and aid grants."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection
from desktop.domain.funds_balance import DeclaredBalance

ALL_ACCOUNTS = ""
"""In place of an account's id: all of them together."""


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
    account_id: str | None
    project_id: str | None


_ENTRY = (
    "SELECT id, entry_on, voucher_no, kind, summary, income_cents, expense_cents, handler, approver, "
    "payee, payee_kind, payee_group, note, account_id, project_id FROM funds_entry "
)


def list_entries(connection: Connection, first: str, last: str) -> tuple[EntryRow, ...]:
    """Entries from one day to another, both included, in the order of the books."""
    rows = connection.execute(
        _ENTRY + "WHERE entry_on BETWEEN ? AND ? ORDER BY entry_on, voucher_no, pk", (first, last)
    )
    return tuple(EntryRow(*row) for row in rows)


def get_entries(connection: Connection, ids: Iterable[str]) -> tuple[EntryRow, ...]:
    """Entries by their ids, in the order of the books; unknown ids are left out."""
    found = []
    for entry_id in ids:
        row = connection.execute(_ENTRY + "WHERE id = ?", (entry_id,)).fetchone()
        if row is not None:
            found.append(EntryRow(*row))
    return tuple(sorted(found, key=lambda row: (row.entry_on, row.voucher_no or "")))


def span_of_entries(connection: Connection) -> tuple[str, str] | None:
    """First and last day on which there is an entry; None without any."""
    row = connection.execute("SELECT min(entry_on), max(entry_on) FROM funds_entry").fetchone()
    return (str(row[0]), str(row[1])) if row[0] is not None else None


def last_signatories(connection: Connection) -> tuple[str, str]:
    """Handler and approver of the entry that was written last, for the next one; empty when unknown."""
    row = connection.execute("SELECT handler, approver FROM funds_entry ORDER BY pk DESC LIMIT 1").fetchone()
    return (row[0] or "", row[1] or "") if row is not None else ("", "")


def moved(connection: Connection, first: str, before: str, account_id: str = ALL_ACCOUNTS) -> int:
    """Income less expense in fen from one day (included) to another (not included)."""
    row = connection.execute(
        "SELECT coalesce(sum(income_cents - expense_cents), 0) FROM funds_entry "
        "WHERE entry_on >= ? AND entry_on < ? AND (? = '' OR account_id = ?)",
        (first, before, account_id, account_id),
    ).fetchone()
    return int(row[0])


def sums(connection: Connection, first: str, last: str, account_id: str = ALL_ACCOUNTS) -> tuple[int, int]:
    """Income and expense in fen from one day to another, both included."""
    row = connection.execute(
        "SELECT coalesce(sum(income_cents), 0), coalesce(sum(expense_cents), 0) FROM funds_entry "
        "WHERE entry_on BETWEEN ? AND ? AND (? = '' OR account_id = ?)",
        (first, last, account_id, account_id),
    ).fetchone()
    return int(row[0]), int(row[1])


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What one kind of entry came to in one month (``2026-07``), in fen, and how many entries it was."""

    month: str
    kind: str
    income_cents: int
    expense_cents: int
    count: int


def month_totals(connection: Connection, first: str, last: str) -> tuple[MonthTotal, ...]:
    """Totals by month and kind from one day to another, both included."""
    rows = connection.execute(
        "SELECT substr(entry_on, 1, 7), kind, sum(income_cents), sum(expense_cents), count(*) "
        "FROM funds_entry WHERE entry_on BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2",
        (first, last),
    )
    return tuple(MonthTotal(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry of the books by which another is known to be the same; the amount signed, in fen."""

    id: str
    entry_on: str
    voucher_no: str
    summary: str
    amount_cents: int


def known_entries(connection: Connection, first: str, last: str) -> tuple[KnownEntry, ...]:
    """Entries from one day to another, both included, as far as duplicates are known by them."""
    rows = connection.execute(
        "SELECT id, entry_on, coalesce(voucher_no, ''), summary, income_cents - expense_cents "
        "FROM funds_entry WHERE entry_on BETWEEN ? AND ? ORDER BY entry_on, pk",
        (first, last),
    )
    return tuple(KnownEntry(*row) for row in rows)


def list_declared(connection: Connection) -> tuple[DeclaredBalance, ...]:
    """Every balance that was declared, in the order entered."""
    rows = connection.execute(
        "SELECT id, opening_on, balance_cents, coalesce(account_id, ''), coalesce(explanation, '') "
        "FROM funds_opening ORDER BY pk"
    )
    return tuple(DeclaredBalance(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account; days are ISO texts, empty when unknown or not so."""

    id: str
    name: str
    kind: str
    bank: str
    number_end: str
    opened_on: str
    closed_on: str
    decided_on: str
    filed_on: str
    note: str


def list_accounts(connection: Connection) -> tuple[AccountRow, ...]:
    """All accounts by kind and name."""
    rows = connection.execute(
        "SELECT id, name, kind, coalesce(bank, ''), coalesce(number_end, ''), coalesce(opened_on, ''), "
        "coalesce(closed_on, ''), coalesce(decided_on, ''), coalesce(filed_on, ''), coalesce(note, '') "
        "FROM funds_account ORDER BY kind, name, pk"
    )
    return tuple(AccountRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """What assets or debts of one kind come to at the end of a day, in fen, and how many they are."""

    table: str
    kind: str
    cents: int
    count: int


def standings(connection: Connection, last: str) -> tuple[Standing, ...]:
    """Net value of the assets and balance of the debts that there were at the end of a day, by kind.

    The net value is the one on record; earlier ones are not kept.
    """
    assets = connection.execute(
        "SELECT 'asset', kind, coalesce(sum(net_cents), 0), count(*) FROM asset "
        "WHERE (acquired_on IS NULL OR acquired_on <= ?) AND (disposed_on IS NULL OR disposed_on > ?) "
        "GROUP BY kind",
        (last, last),
    ).fetchall()
    debts = connection.execute(
        "SELECT 'debt', d.kind, sum(d.original_cents + coalesce((SELECT sum(m.change_cents) FROM debt_move m "
        "WHERE m.debt_id = d.id AND m.moved_on <= ?), 0)), count(*) FROM debt d WHERE d.arisen_on <= ? "
        "GROUP BY d.kind",
        (last, last),
    ).fetchall()
    return tuple(Standing(*row) for row in (*assets, *debts))


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One grant with the name and place of who receives it; money in fen a month, or in all when paid once.

    ``head`` is the person it was granted to, ``household_head`` who heads the household now.
    """

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
    hardship_class: str = ""
    household_head: str = ""


def list_grants(
    connection: Connection, aid_kinds: Iterable[str], first: str, last: str
) -> tuple[GrantRow, ...]:
    """Grants of some kinds in force at some time from one day to another, by group and name."""
    rows = connection.execute(
        "SELECT a.id, a.household_id, a.head_person_id, coalesce(p.name, ''), "
        "coalesce(h.villager_group, ''), coalesce(h.hamlet, ''), a.aid_kind, a.change_kind, "
        "a.people_count, a.monthly_cents, a.from_month, a.to_month, coalesce(a.hardship_class, ''), "
        "coalesce((SELECT n.name FROM membership m JOIN person n ON n.id = m.person_id "
        "WHERE m.household_id = a.household_id AND m.role = 'head' AND m.to_date IS NULL LIMIT 1), '') "
        "FROM aid_grant a "
        "LEFT JOIN person p ON p.id = a.head_person_id LEFT JOIN household h ON h.id = a.household_id "
        "WHERE a.aid_kind IN (SELECT value FROM json_each(?)) "
        "AND a.from_month <= ? AND (a.to_month IS NULL OR a.to_month >= ?) "
        "ORDER BY h.villager_group, p.name_key, a.pk",
        (json.dumps(list(aid_kinds)), last[:7], first[:7]),
    )
    return tuple(GrantRow(*row) for row in rows)


def overlapping_grants(
    connection: Connection,
    aid_kind: str,
    household_id: str,
    from_month: str,
    to_month: str,
    *,
    but_for: str = "",
    person_id: str = "",
) -> tuple[tuple[str, str, str | None], ...]:
    """Id, first and last month of a household's grants that share a month with a span, by first month.

    ``to_month`` is empty for a span without end; ``but_for`` is a grant that is left out; ``person_id`` takes
    the grants of that person only, whatever household they were granted in.
    """
    rows = connection.execute(
        "SELECT id, from_month, to_month FROM aid_grant WHERE aid_kind = ? AND id <> ? "
        "AND CASE WHEN ? <> '' THEN head_person_id = ? ELSE household_id = ? END "
        "AND (? = '' OR from_month <= ?) AND (to_month IS NULL OR to_month >= ?) ORDER BY from_month, pk",
        (aid_kind, but_for, person_id, person_id, household_id, to_month, to_month, from_month),
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


@dataclass(frozen=True, slots=True)
class GrantHousehold:
    """A household as a grant wants it: its head and how many people belong to it now."""

    id: str
    head_person_id: str
    head: str
    people_count: int


def household_of(connection: Connection, person_id: str) -> str:
    """The registered household a person belongs to now, else another one; empty for none."""
    row = connection.execute(
        "SELECT m.household_id FROM membership m JOIN household h ON h.id = m.household_id "
        "WHERE m.person_id = ? AND m.to_date IS NULL ORDER BY h.kind <> 'hukou', m.pk LIMIT 1",
        (person_id,),
    ).fetchone()
    return "" if row is None else str(row[0])


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
