"""Settings of the whole county: its name, its public key, which classes of fields may leave a village."""

from collections.abc import Mapping

from psycopg.types.json import Jsonb

from desktop.domain.catalogue import Sensitivity
from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query
from sync.protocol.registry import registry

COUNTY_NAME = "county_name"
PUBLIC_KEY = "public_key"
RULING = "ruling"
PUBLIC_ADDRESS = "public_address"
"""Where villages reach the county, as it stands on enrolment sheets."""
BLOB_ROOM = "blob_room"
TIDIED_MS = "tidied_ms"
TIDY_DAYS = "tidy_days"
LIFE = "life"
RESTORED = "restored"
NAMES = (COUNTY_NAME, PUBLIC_KEY, RULING, PUBLIC_ADDRESS, BLOB_ROOM, TIDIED_MS, TIDY_DAYS, LIFE, RESTORED)

DEFAULT_BLOB_ROOM = 5 * 2**30
"""Bytes of attachments of one village, unless the county sets another room."""

DEFAULT_RULING: Mapping[str, bool] = {"N": True, "P": True, "S": False}
"""Names and addresses travel, sensitive fields wait for the county's written decision."""


def read_setting(database: Database, name: str) -> object:
    """A setting's value; None when it was never set."""
    rows = query(database, "SELECT value FROM setting WHERE name = %(name)s", {"name": name})
    return rows[0][0] if rows else None


def write_setting(database: Database, name: str, value: object) -> None:
    """Set a setting.

    Raises:
        ValueError: No setting has this name.
    """
    if name not in NAMES:
        raise ValueError(name)
    query(
        database,
        "INSERT INTO setting (name, value) VALUES (%(name)s, %(value)s) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": name, "value": Jsonb(value)},
    )


def read_ruling(database: Database) -> dict[str, bool]:
    """Classes and single fields that may leave a village (`sync.plan.scope`)."""
    return ruling_of(read_setting(database, RULING))


def ruling_of(value: object) -> dict[str, bool]:
    """The whole ruling, of what is kept of it."""
    return {**DEFAULT_RULING, **value} if isinstance(value, dict) else dict(DEFAULT_RULING)


def set_ruling(
    database: Database, name: str, leaves: bool, now_ms: int, *, operator: str = ""
) -> dict[str, bool]:
    """Rule on a class of fields or on a single field, on the record; returns the whole ruling.

    Villages take it at their next exchange: what is let out is then sent as it stands, what is held
    back is neither sent nor fetched from then on. What the county has already is not erased by this.

    Args:
        database: The county's.
        name: ``N``, ``P`` or ``S``, or a field as ``table.column``.
        leaves: Whether it leaves the village.
        now_ms: The county's clock.
        operator: Login of who rules; empty at the server's own terminal.

    Raises:
        ProblemError: CTY-022 there is no such class or field; CTY-023 class R never travels as a class.
    """
    if name == Sensitivity.R:
        raise ProblemError(Problem("CTY-023"))
    if name not in set(Sensitivity) and not _is_field(name):
        raise ProblemError(Problem("CTY-022", {"name": name[:60]}))
    with database.atomic():
        ruling = {**read_ruling(database), name: leaves}
        write_setting(database, RULING, ruling)
        details: dict[str, object] = {"name": name, "leaves": leaves}
        if operator:
            details["operator"] = operator
        audit.append(database, audit.COUNTY_ITSELF, "ruling_changed", now_ms, details=details)
    return ruling


def blob_room_of_a_village(database: Database) -> int:
    """Bytes that the attachments of one village may have at the county."""
    value = read_setting(database, BLOB_ROOM)
    return value if isinstance(value, int) else DEFAULT_BLOB_ROOM


def set_blob_room(database: Database, room: int, now_ms: int) -> None:
    """Set how many bytes the attachments of one village may have, on the record."""
    with database.atomic():
        write_setting(database, BLOB_ROOM, room)
        audit.append(database, audit.COUNTY_ITSELF, "blob_room_changed", now_ms, details={"bytes": room})


def _is_field(name: str) -> bool:
    table, _, column = name.partition(".")
    return any(kind.table == table and column in kind.fields for kind in registry())
