"""Steps that bring an older file to today's shape.

A step is never edited after a release and never imports `db.models`: today's model would ask an
old file for columns that it does not have yet.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

SCHEMA_VERSION = 10
"""Number of the newest step; kept in the file's ``user_version``."""


def apply(connection: Any) -> None:
    """Run the pending steps on an open connection, each in a transaction of its own.

    The file's ``user_version`` is left to the store, which sets it together with the triggers of the
    new shape: a kill in between must not leave a file that looks up to date and logs nothing.

    Args:
        connection: A keyed sqlcipher3 connection in autocommit mode, with no one else on the file.

    Raises:
        sqlcipher3.dbapi2.DatabaseError: A step failed; it was rolled back and stays pending.
    """
    # Late import: most starts find nothing to do, and sqlite-utils takes a sixth of a second.
    from sqlite_utils import Database, Migrations

    local = Migrations("local")

    @local()
    def m001_register(db: "Database") -> None:
        """The first shape of the file."""
        _run_script(db, "m001_register.sql")
        db.conn.execute("INSERT INTO work_state(k, change_set) VALUES(1, NULL)")

    @local()
    def m002_search_words(db: "Database") -> None:
        """The words of the search index anew, in the form of today; the store makes them on opening."""
        for statement in (
            "INSERT INTO person_search(person_search) VALUES('delete-all')",
            "INSERT INTO household_search(household_search) VALUES('delete-all')",
            "INSERT INTO search_dirty(table_no, record_pk) SELECT 1, pk FROM person",
            "INSERT INTO search_dirty(table_no, record_pk) SELECT 2, pk FROM household",
        ):
            db.conn.execute(statement)

    @local()
    def m003_list_text(db: "Database") -> None:
        """Lists in one spelling."""
        from db.migrations import m003_list_text as step

        step.run(db.conn)

    @local()
    def m004_exchange(db: "Database") -> None:
        """Tables of the exchange with the county."""
        _run_script(db, "m004_exchange.sql")

    @local()
    def m005_attachment(db: "Database") -> None:
        """Tables of attachments and of the way of their bytes."""
        _run_script(db, "m005_attachment.sql")

    @local()
    def m006_durable(db: "Database") -> None:
        """What keeps the exchange true over years: audits, erasure, lives of the county."""
        _run_script(db, "m006_durable.sql")

    @local()
    def m007_disclosure(db: "Database") -> None:
        """Tables of 三务公开: boards, objections, matters, the collective's property, certificates."""
        _run_script(db, "m007_disclosure.sql")

    @local()
    def m008_party_life(db: "Database") -> None:
        """Tables of party life: members, attendance, duties, learning, points, boards, credit."""
        from db.migrations import m008_village_fact as step

        _run_script(db, "m008_party_life.sql")
        step.run(db.conn)

    @local()
    def m009_daily_work(db: "Database") -> None:
        """Tables of daily work: letters, tasks from above, visits, patrols, services, emergency, jobs."""
        _run_script(db, "m009_daily_work.sql")

    @local()
    def m010_row_change(db: "Database") -> None:
        """What the triggers of all tables hand an update to; the store makes the triggers."""
        db.conn.execute(
            "CREATE VIEW row_change(table_no, record_pk, base_rev, names, old, new) AS "
            "SELECT 0, 0, 0, '', '', '' WHERE 0"
        )

    connection.execute("PRAGMA foreign_keys = OFF")
    local.apply(Database(connection))
    connection.execute("PRAGMA foreign_keys = ON")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise RuntimeError("a migration left references to rows that do not exist")


def _run_script(db: "Database", name: str) -> None:
    script = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
