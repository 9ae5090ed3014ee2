"""Conflicts that wait for a person, as the cards of the records count them."""

from collections.abc import Collection

from db.connection import Connection


def count_open_conflicts(connection: Connection, record_ids: Collection[str]) -> int:
    """How many conflicts about any of these records nobody has decided."""
    marks = ", ".join("?" * len(record_ids))
    (count,) = connection.execute(
        f"SELECT count(*) FROM conflict WHERE state = 'open' AND target_id IN ({marks})",  # noqa: S608 - marks
        tuple(record_ids),
    ).fetchone()
    return int(count)
