"""Settings of the whole county: its name, its public key, which classes of fields may leave a village."""

from collections.abc import Mapping

from psycopg.types.json import Jsonb

from sync.county.store.database import Database, query

COUNTY_NAME = "county_name"
PUBLIC_KEY = "public_key"
RULING = "ruling"
NAMES = (COUNTY_NAME, PUBLIC_KEY, RULING)

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
    value = read_setting(database, RULING)
    return {**DEFAULT_RULING, **value} if isinstance(value, dict) else dict(DEFAULT_RULING)
