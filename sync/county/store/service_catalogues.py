"""The county's own catalogue of agency services (代办事项目录): handed down, and what a village offers."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.problem import ProblemError
from desktop.domain.service_catalogue import (
    Catalogue,
    ServiceItem,
    laid_over,
    read_catalogue,
    shipped_catalogue,
    with_place,
)
from sync.county.county import County
from sync.county.store.database import Database, query
from sync.county.store.handing_down import HandedRecord, Recipient, find_recipients, hand_down
from sync.county.store.records import derived_id, kind_of
from sync.protocol.operation import Value


def push_catalogue(
    county: County, recipients: Sequence[Recipient], text: str, now_ms: int, *, operator: str = ""
) -> dict[int, int]:
    """Hand a catalogue to villages; pushed again under the same version it replaces what they have.

    Returns:
        1 for each village to which it is new or changed, else 0.

    Raises:
        ProblemError: SVC-001 to SVC-003, the file can't be read; no village has got anything then.
    """
    read = read_catalogue(text)
    record_id = derived_id("service_catalogue", read.version)
    fields: dict[str, Value] = {
        "version": read.version,
        "valid_from": read.valid_from.isoformat(),
        "body": text,
    }
    record = HandedRecord("service_catalogue", record_id, fields)
    details = {"version": read.version} | ({"operator": operator} if operator else {})
    return {
        each.village_id: hand_down(county, each.village_id, [record], now_ms, "catalogue_pushed", details)
        for each in recipients
    }


def list_catalogues(database: Database) -> tuple[tuple[Catalogue, int], ...]:
    """Every version that was handed down, the latest first, with the number of villages that have it."""
    found: dict[str, tuple[Catalogue, int]] = {}
    for village in find_recipients(database, ""):
        for read in _pushed(database, village.village_id):
            known = found.get(read.version)
            found[read.version] = (read, (known[1] if known else 0) + 1)
    return tuple(sorted(found.values(), key=lambda each: (each[0].valid_from, each[0].version), reverse=True))


def offered_items(database: Database, village_id: int, on: date) -> tuple[ServiceItem, ...]:
    """What a village does for its people on a day, with its own words for where."""
    places = {
        str(fields.get("item")): str(fields.get("place") or "")
        for fields in _fields(database, village_id, "service_place")
    }
    catalogue = laid_over(shipped_catalogue(), _pushed(database, village_id), on)
    return tuple(with_place(item, places.get(item.code, "")) for item in catalogue.offered)


def _pushed(database: Database, village_id: int) -> list[Catalogue]:
    found = []
    for fields in _fields(database, village_id, "service_catalogue"):
        try:
            found.append(read_catalogue(str(fields.get("body") or "")))
        except ProblemError:
            continue  # an older release pushed what this one can't read; villages leave it out as well
    return found


def _fields(database: Database, village_id: int, table: str) -> list[Mapping[str, Value]]:
    rows = query(
        database,
        "SELECT fields FROM record WHERE village_id = %(village_id)s AND kind = %(kind)s AND deleted IS NULL",
        {"village_id": village_id, "kind": kind_of(table)},
    )
    return [fields for (fields,) in rows]
