"""What the cards of one person and one household are made of."""

import json
from dataclasses import dataclass

from db.connection import Connection
from db.queries.list_fields import BOOKLET_ORDER
from db.queries.references import names
from db.store import Value, row_values

Row = dict[str, Value]

_LASTS = "(s.from_date IS NULL OR s.from_date <= ?1) AND (s.to_date IS NULL OR s.to_date > ?1)"

HOUSEHOLD_PARTS = ("dwelling", "homestead", "land_contract")
"""Tables whose records belong to one household."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person's row, the stays in households (lasting ones first, latest first) and open events."""

    person: Row
    stays: tuple[Row, ...]
    relatives: dict[str, str]  # id to name of everyone the row refers to
    events: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class HouseholdRecord:
    """A household's row with everything that hangs on it; stored values throughout."""

    household: Row
    members: tuple[Row, ...]  # booklet order
    former_members: tuple[Row, ...]  # latest leaving first
    parts: dict[str, tuple[Row, ...]]  # by table of HOUSEHOLD_PARTS, and land_parcel
    names: dict[str, str]  # id to name of the people and grid the row and its contracts refer to
    events: tuple[Row, ...]


def find_row(connection: Connection, table: str, record_id: str) -> Row | None:
    """One record by its id; ``table`` is a name from the program, never from outside."""
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (record_id,))
    return next(row_values(cursor), None)


def find_person(connection: Connection, person_id: str, on: str) -> PersonRecord | None:
    """Everything for a person's card as of a day (ISO date)."""
    person = find_row(connection, "person", person_id)
    if person is None:
        return None
    stays = connection.execute(
        "SELECT s.id, s.household_id, s.role, s.relation_to_head, s.from_date, s.to_date, s.reason_in,"
        f" s.reason_out, h.kind, h.household_no, h.villager_group, h.address, {_LASTS} AS lasts"
        " FROM membership s JOIN household h ON h.id = s.household_id WHERE s.person_id = ?2"
        " ORDER BY lasts DESC, h.kind = 'hukou' DESC, s.pk DESC",
        (on, person_id),
    )
    refers = ("father_person_id", "mother_person_id", "spouse_person_id", "guardian_person_id")
    return PersonRecord(
        person,
        tuple(row_values(stays)),
        names(connection, "person", [person[name] for name in refers]),
        _events(connection, [person_id]),
    )


def find_household(connection: Connection, household_id: str, on: str) -> HouseholdRecord | None:
    """Everything for a household's card as of a day (ISO date)."""
    household = find_row(connection, "household", household_id)
    if household is None:
        return None
    parameters = (on, household_id)
    columns = (
        "s.id AS membership_id, s.role, s.relation_to_head, s.from_date, s.to_date, s.reason_out,"
        " p.id, p.name, p.sex, p.birth_date, p.death_date, p.citizen_id, p.id_damaged, p.mobile,"
        " p.residence_state, p.political_status, p.group_tags, p.medical_insured, p.pension_insured"
    )
    tables = "FROM membership s JOIN person p ON p.id = s.person_id WHERE s.household_id = ?2"
    members = connection.execute(
        f"SELECT {columns} {tables} AND {_LASTS}"
        f" ORDER BY {BOOKLET_ORDER.format(m='s')}, p.birth_date NULLS LAST, p.pk",
        parameters,
    )
    present = tuple(row_values(members))
    former = connection.execute(
        f"SELECT {columns} {tables} AND s.to_date <= ?1 ORDER BY s.to_date DESC, p.pk",
        parameters,
    )
    parts = {
        table: tuple(
            row_values(
                connection.execute(
                    f"SELECT * FROM {table} WHERE household_id = ? ORDER BY pk",
                    (household_id,),
                )
            )
        )
        for table in HOUSEHOLD_PARTS
    }
    parts["land_parcel"] = tuple(
        row_values(
            connection.execute(
                "SELECT l.* FROM land_parcel l JOIN land_contract c ON c.id = l.land_contract_id"
                " WHERE c.household_id = ? ORDER BY l.land_contract_id, l.pk",
                (household_id,),
            )
        )
    )
    officials = [household["linked_party_member_id"], household["linked_official_id"]]
    holders = [one for row in parts["land_contract"] for one in _listed(row["co_contractors"])]
    referred = names(connection, "person", [*officials, *holders]) | names(
        connection, "grid", [household["grid_id"]]
    )
    about = [household_id, *(str(member["id"]) for member in present)]
    return HouseholdRecord(
        household, present, tuple(row_values(former)), parts, referred, _events(connection, about)
    )


def _listed(value: Value) -> list[str]:
    return [str(entry) for entry in json.loads(str(value))] if value else []


def _events(connection: Connection, about: list[str]) -> tuple[Row, ...]:
    marks = ", ".join("?" * len(about))
    rows = connection.execute(
        "SELECT id, number, title, state, due_on, received_at, closed_at FROM event WHERE id IN"
        f" (SELECT event_id FROM event_link WHERE target_id IN ({marks}))"
        " ORDER BY closed_at IS NOT NULL, coalesce(due_on, '9999'), received_at DESC",
        about,
    )
    return tuple(row_values(rows))
