"""Steps that bring a database of the county to this release, oldest first; none is edited after a release.

Each step is a file of SQL beside this module, ``NNNN_name.sql``, taken in one transaction.
"""

import time
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from sync.county.store.database import Database, query

_FOLDER = Path(__file__).parent
_LOCK = 0x63_71_74_01
"""Key of the advisory lock under which one process migrates while others wait."""


def steps() -> tuple[tuple[int, str, str], ...]:
    """Number, name and statements of every step, in order."""
    found = []
    for file in sorted(_FOLDER.glob("*.sql")):
        number, _, name = file.stem.partition("_")
        found.append((int(number), name, file.read_text(encoding="utf-8")))
    return tuple(found)


def version(database: Database) -> int:
    """Number of the latest step taken; 0 for an empty database."""
    if not database.table_exists("migration"):
        return 0
    return int(query(database, "SELECT coalesce(max(number), 0) FROM migration")[0][0])


def migrate(database: Database) -> int:
    """Take every pending step and return how many there were.

    Raises:
        ProblemError: CTY-005, the database was written by a newer program; nothing was changed.
    """
    known = steps()
    with database.atomic():
        query(database, "SELECT pg_advisory_xact_lock(%(key)s)", {"key": _LOCK})
        present = version(database)
        if present > known[-1][0]:
            raise ProblemError(Problem("CTY-005", {"found": str(present), "known": str(known[-1][0])}))
        pending = [step for step in known if step[0] > present]
        for number, name, statements in pending:
            database.connection().execute(statements)
            query(
                database,
                "INSERT INTO migration (number, name, taken_ms) VALUES (%(number)s, %(name)s, %(now)s)",
                {"number": number, "name": name, "now": time.time_ns() // 1_000_000},
            )
    return len(pending)
