"""The audit log: a chain of hashes per village, whose head stands in every receipt.

Village number 0 is the county itself: what was refused before it was known who spoke stands there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from psycopg.types.json import Jsonb

from sync.county.store.database import Database, query

COUNTY_ITSELF = 0
START = "0" * 64
"""What the first entry of a chain names as the one before it."""

_PORTION = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log; ``details`` hold numbers, codes and hashes, never a record's contents."""

    no: int
    at_ms: int
    event: str
    device: int | None
    details: Mapping[str, object]
    previous: str
    hash: str


def hash_of(
    village_id: int,
    no: int,
    at_ms: int,
    event: str,
    device: int | None,
    details: Mapping[str, object],
    previous: str,
) -> str:
    """The hash of an entry: SHA-256 over its JSON with sorted names and no spaces, 64 hex digits."""
    entry = [village_id, no, at_ms, event, device, dict(details), previous]
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def next_entry(
    village_id: int,
    no: int,
    previous: str,
    event: str,
    at_ms: int,
    *,
    device: int | None = None,
    details: Mapping[str, object] | None = None,
) -> Entry:
    """The entry after the head of a chain, whose number and hash are ``no`` and ``previous``."""
    told = details or {}
    made = hash_of(village_id, no + 1, at_ms, event, device, told, previous)
    return Entry(no + 1, at_ms, event, device, told, previous, made)


def append(
    database: Database,
    village_id: int,
    event: str,
    at_ms: int,
    *,
    device: int | None = None,
    details: Mapping[str, object] | None = None,
) -> str:
    """Add an entry, in the caller's transaction, and return the new head of the chain.

    Raises:
        KeyError: There is no such village.
    """
    head = query(
        database,
        "SELECT audit_no, audit_hash FROM village_head WHERE village_id = %(village_id)s FOR UPDATE",
        {"village_id": village_id},
    )
    if not head:
        raise KeyError(village_id)
    no, previous = head[0]
    entry = next_entry(village_id, no, previous, event, at_ms, device=device, details=details)
    values = parameters_of(village_id, entry)
    query(
        database,
        "INSERT INTO audit_entry (village_id, no, at_ms, event, device, details, previous, hash) VALUES "
        "(%(village_id)s, %(no)s, %(at_ms)s, %(event)s, %(device)s, %(details)s, %(previous)s, %(hash)s)",
        values,
    )
    query(
        database,
        "UPDATE village_head SET audit_no = %(no)s, audit_hash = %(hash)s WHERE village_id = %(village_id)s",
        values,
    )
    return entry.hash


def parameters_of(village_id: int, entry: Entry) -> dict[str, object]:
    """An entry as a statement's parameters, by the names of its columns."""
    return {
        "village_id": village_id,
        "no": entry.no,
        "at_ms": entry.at_ms,
        "event": entry.event,
        "device": entry.device,
        "details": Jsonb(entry.details),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def read_entries(database: Database, village_id: int, after: int = 0) -> Iterator[Entry]:
    """A village's entries with a number above ``after``, oldest first."""
    while True:
        rows = query(
            database,
            "SELECT no, at_ms, event, device, details, previous, hash FROM audit_entry "
            "WHERE village_id = %(village_id)s AND no > %(after)s ORDER BY no LIMIT %(limit)s",
            {"village_id": village_id, "after": after, "limit": _PORTION},
        )
        for row in rows:
            yield Entry(*row)
        if len(rows) < _PORTION:
            return
        after = rows[-1][0]


def find_break(database: Database, village_id: int) -> int | None:
    """Number of the first entry that doesn't fit the chain, or None when all do.

    An entry that was cut off at the end is found by the head, which is then ahead of the entries.
    """
    previous, expected = START, 1
    for entry in read_entries(database, village_id):
        made = hash_of(
            village_id, entry.no, entry.at_ms, entry.event, entry.device, entry.details, entry.previous
        )
        if (entry.no, entry.previous, entry.hash) != (expected, previous, made):
            return expected
        previous, expected = entry.hash, expected + 1
    head = query(
        database,
        "SELECT audit_no, audit_hash FROM village_head WHERE village_id = %(village_id)s",
        {"village_id": village_id},
    )
    return None if head and tuple(head[0]) == (expected - 1, previous) else expected
