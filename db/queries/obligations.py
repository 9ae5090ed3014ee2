"""Reads what obligations are reckoned from: whose meetings were held or planned, and reasons for misses."""

import json
from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A meeting held or planned; ``on`` an ISO day, ``kinds`` codes of meeting_kind."""

    id: str
    kinds: frozenset[str]
    on: str
    title: str
    is_planned: bool
    branch_id: str
    group_id: str


def list_sessions(connection: Connection, first: str, last: str) -> tuple[SessionRow, ...]:
    """Meetings of some days that were not cancelled, by day."""
    rows = connection.execute(
        "SELECT id, kinds, held_on, title, state = 'planned', coalesce(branch_id, ''), "
        "coalesce(party_group_id, '') FROM meeting "
        "WHERE held_on BETWEEN ? AND ? AND state <> 'cancelled' ORDER BY held_on, pk",
        (first, last),
    )
    return tuple(
        SessionRow(row[0], frozenset(json.loads(row[1])), row[2], row[3], bool(row[4]), row[5], row[6])
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why a duty of a period was not done; ``subject_id`` is empty for the village."""

    id: str
    duty: str
    subject_id: str
    period: str
    reason: str
    given_on: str
    given_by: str


def list_reasons(connection: Connection) -> tuple[ReasonRow, ...]:
    """Every reason, in the order they were given."""
    rows = connection.execute(
        "SELECT id, duty, coalesce(subject_id, ''), period, reason, given_on, given_by "
        "FROM duty_reason ORDER BY given_on, pk"
    )
    return tuple(ReasonRow(*row) for row in rows)
