"""Reads the texts that people's cares are counted from: events, and needs heard on visits."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from db.connection import Connection

_PORTION = 2_000

_EVENTS = (
    "SELECT 'event', id, substr(received_at, 1, 19), coalesce(category, ''), title, coalesce(text, ''), '' "
    "FROM event WHERE kind = 'event' AND state <> '96' AND received_at >= ? AND received_at < ?"
)
_VISITS = (
    "SELECT 'visit', v.id, substr(v.visited_at, 1, 19), '', "
    "coalesce(v.needs, '') || '；' || coalesce(v.hazards, '') || '；' || coalesce(v.disputes, ''), '', "
    "coalesce(h.villager_group, '') FROM visit v LEFT JOIN household h ON h.id = v.household_id "
    "WHERE v.visited_at >= ? AND v.visited_at < ? AND coalesce(v.event_ids, '[]') = '[]' "
    "AND (v.needs IS NOT NULL OR v.hazards IS NOT NULL OR v.disputes IS NOT NULL)"
)
_GROUPS = (
    "SELECT l.event_id, h.villager_group FROM event_link l "
    "LEFT JOIN membership m ON l.target_table = 'person' AND m.person_id = l.target_id "
    "AND m.to_date IS NULL "
    "JOIN household h ON h.id = CASE l.target_table WHEN 'household' THEN l.target_id "
    "ELSE m.household_id END WHERE h.villager_group IS NOT NULL ORDER BY l.pk DESC"
)


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One thing somebody said: where it is on record, its UTC moment, its words and its villager group."""

    table: str
    id: str
    at: str
    category: str
    title: str
    text: str
    villager_group: str


@dataclass(frozen=True, slots=True)
class VoiceTitle:
    """One record behind a figure; ``state`` is empty for a visit."""

    table: str
    id: str
    at: str
    number: str
    title: str
    category: str
    state: str


def list_voices(connection: Connection, first: str, after: str) -> Iterator[VoiceRow]:
    """Events that were reported (not merged ones) and what visits heard that became no event.

    Args:
        connection: The open file.
        first: UTC moment as ISO text; what came at it or later counts.
        after: UTC moment; what came before it counts.
    """
    # Of several households the one named first says the group: later rows are overwritten by earlier ones.
    groups = dict(connection.execute(_GROUPS).fetchall())
    for sql in (_EVENTS, _VISITS):
        found = connection.execute(sql, (first, after))
        while rows := found.fetchmany(_PORTION):
            for table, record, at, category, title, text, group in rows:
                yield VoiceRow(table, record, at, category, title, text, group or groups.get(record, ""))


def first_voice(connection: Connection) -> str:
    """UTC moment of the earliest text; empty where there is none."""
    (found,) = connection.execute(
        "SELECT min(at) FROM (SELECT min(received_at) AS at FROM event WHERE kind = 'event' "
        "UNION ALL SELECT min(visited_at) FROM visit)"
    ).fetchone()
    return found or ""


def list_titles(connection: Connection, keys: tuple[tuple[str, str], ...]) -> tuple[VoiceTitle, ...]:
    """The records of some keys (table, id), newest first."""
    found = []
    for table, sql in (
        (
            "event",
            "SELECT 'event', id, received_at, number, title, coalesce(category, ''), state FROM event "
            "WHERE id IN (SELECT value FROM json_each(?))",
        ),
        (
            "visit",
            "SELECT 'visit', id, visited_at, '', coalesce(needs, hazards, disputes, ''), '', '' FROM visit "
            "WHERE id IN (SELECT value FROM json_each(?))",
        ),
    ):
        wanted = [record for name, record in keys if name == table]
        if wanted:
            found += [VoiceTitle(*row) for row in connection.execute(sql, (json.dumps(wanted),))]
    return tuple(sorted(found, key=lambda each: (each.at, each.id), reverse=True))


def list_names(connection: Connection) -> tuple[str, ...]:
    """Every name of the register, present and former: none of them may be told as a term."""
    rows = connection.execute(
        "SELECT name FROM person WHERE name IS NOT NULL UNION SELECT former_name FROM person "
        "WHERE former_name IS NOT NULL UNION SELECT reporter FROM event WHERE reporter IS NOT NULL"
    )
    return tuple(name for (name,) in rows)
