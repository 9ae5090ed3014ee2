"""Reads what rules make tasks of, and the items and mutes on record."""

from dataclasses import dataclass

from db.connection import Connection
from desktop.domain.rule_task import Item

_LIVES = "p.death_date IS NULL AND coalesce(p.residence_state, '') NOT IN ('70', '80')"


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A record with a name and a day (partial days are left out), and whom it is shown with."""

    id: str
    name: str
    day: str
    shown_id: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MuteRow:
    """A rule that is quiet, for one record or ("") for all."""

    id: str
    rule_key: str
    target_id: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with what explains it."""

    id: str
    rule_key: str
    target_table: str
    target_id: str
    subject: str
    fact_on: str
    gone_on: str


def list_born(connection: Connection, first: str, last: str, and_where: str = "1") -> tuple[DatedRow, ...]:
    """People who live here and were born between two days."""
    rows = connection.execute(
        f"SELECT p.id, p.name, p.birth_date FROM person p WHERE p.birth_date BETWEEN ? AND ? "
        f"AND length(p.birth_date) = 10 AND p.name IS NOT NULL AND {_LIVES} AND {and_where} ORDER BY p.pk",
        (first, last),
    )
    return tuple(DatedRow(*row) for row in rows)


def list_papers(connection: Connection, first: str, last: str) -> tuple[DatedRow, ...]:
    """Papers that run out between two days."""
    rows = connection.execute(
        "SELECT x.id, p.name, x.expires_on, p.id, x.kind FROM expiring_paper x "
        "JOIN person p ON p.id = x.person_id WHERE x.expires_on BETWEEN ? AND ? AND x.closed_on IS NULL "
        f"AND p.name IS NOT NULL AND {_LIVES} ORDER BY x.pk",
        (first, last),
    )
    return tuple(DatedRow(*row) for row in rows)


def list_verified(connection: Connection, first: str, last: str) -> tuple[DatedRow, ...]:
    """People who draw a pension and were last verified between two days."""
    rows = connection.execute(
        "SELECT p.id, p.name, p.pension_verified FROM person p WHERE p.pension_receiving = 1 "
        "AND p.pension_verified BETWEEN ? AND ? AND length(p.pension_verified) = 10 "
        f"AND p.name IS NOT NULL AND {_LIVES} ORDER BY p.pk",
        (first, last),
    )
    return tuple(DatedRow(*row) for row in rows)


def list_contracts(connection: Connection, first: str, last: str) -> tuple[DatedRow, ...]:
    """Contracts that end between two days and were not ended before."""
    rows = connection.execute(
        "SELECT id, name, to_on FROM contract WHERE to_on BETWEEN ? AND ? AND length(to_on) = 10 "
        "AND ended_on IS NULL ORDER BY pk",
        (first, last),
    )
    return tuple(DatedRow(*row) for row in rows)


def list_unsigned_cards(connection: Connection, first: str, last: str) -> tuple[DatedRow, ...]:
    """Safety cards issued between two days that nobody signed for."""
    rows = connection.execute(
        "SELECT c.id, coalesce((SELECT q.name FROM membership m JOIN person q ON q.id = m.person_id "
        "WHERE m.household_id = c.household_id AND m.role = 'head' AND m.to_date IS NULL), c.number), "
        "c.issued_on, c.household_id FROM hazard_card c WHERE c.issued_on BETWEEN ? AND ? "
        "AND c.signed_on IS NULL AND c.taken_back_on IS NULL ORDER BY c.pk",
        (first, last),
    )
    return tuple(DatedRow(*row) for row in rows)


def list_seekers(connection: Connection, first: str, last: str) -> tuple[DatedRow, ...]:
    """People who look for work and were registered, or renewed it, between two days."""
    rows = connection.execute(
        "SELECT j.id, p.name, coalesce(j.renewed_on, j.registered_on), p.id FROM job_seeker j "
        "JOIN person p ON p.id = j.person_id WHERE j.closed_on IS NULL AND p.name IS NOT NULL "
        f"AND coalesce(j.renewed_on, j.registered_on) BETWEEN ? AND ? AND {_LIVES} ORDER BY j.pk",
        (first, last),
    )
    return tuple(DatedRow(*row) for row in rows)


def list_items(connection: Connection) -> tuple[Item, ...]:
    """Every item on record."""
    rows = connection.execute("SELECT id, rule_key, event_id, gone_on IS NOT NULL FROM rule_task_item")
    return tuple(Item(row[0], row[1], row[2], bool(row[3])) for row in rows)


def items_of(connection: Connection, event_id: str) -> tuple[ItemRow, ...]:
    """The items of one event, by day."""
    rows = connection.execute(
        "SELECT id, rule_key, target_table, target_id, subject, coalesce(fact_on, ''), coalesce(gone_on, '') "
        "FROM rule_task_item WHERE event_id = ? ORDER BY fact_on, pk",
        (event_id,),
    )
    return tuple(ItemRow(*row) for row in rows)


def list_mutes(connection: Connection) -> tuple[MuteRow, ...]:
    """Mutes that were not lifted."""
    rows = connection.execute(
        "SELECT id, rule_key, coalesce(target_id, '') FROM rule_task_mute WHERE lifted_at IS NULL"
    )
    return tuple(MuteRow(*row) for row in rows)
