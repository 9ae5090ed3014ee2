"""Lists in one spelling: ``["10", "30"]`` and lists in the order of typing become ``["10","30"]``.

Rows and the change log are rewritten alike, without rows of the log's own: nothing about the
world changes, and undo judges by values. A list rewritten in one place only would look edited.
"""

import json
from typing import Any

_LISTS = {
    "person": (1, ("benefit_items", "group_tags")),
    "household": (2, ("vehicle", "farm_machine", "boat", "board_refs")),
    "land_contract": (6, ("co_contractors",)),
    "restricted": (8, ("dispute_refs", "major_event_refs")),
    "meeting": (15, ("kinds",)),
    "life_event": (24, ("person_ids", "household_ids")),
}
"""Columns that hold lists, with the number that stands for their table in the log."""

_UPDATE, _DELETE = 2, 3


def run(connection: Any) -> None:
    """Rewrite every list of the file that is spelled otherwise, inside an open transaction."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:  # they refuse a write outside a change set, and this is none
        connection.execute(f'DROP TRIGGER "{name}"')
    for table, (_, columns) in _LISTS.items():
        for column in columns:
            _rewrite_rows(connection, table, column)
    _rewrite_log(connection)
    for _, sql in triggers:
        connection.execute(sql)


def _rewrite_rows(connection: Any, table: str, column: str) -> None:
    rows = connection.execute(
        f"SELECT pk, {column} FROM {table} WHERE {column} LIKE '[%, %'"  # noqa: S608 - own names
    ).fetchall()
    connection.executemany(
        f"UPDATE {table} SET {column} = ? WHERE pk = ?",  # noqa: S608 - own names
        [(_spelled(text), pk) for pk, text in rows],
    )


def _rewrite_log(connection: Any) -> None:
    columns = dict(_LISTS.values())
    marks = ", ".join("?" * len(columns))
    rows = connection.execute(
        "SELECT seq, table_no, op, patch FROM change "  # noqa: S608 - marks
        f"WHERE table_no IN ({marks}) AND op IN ({_UPDATE}, {_DELETE}) AND patch LIKE '%[%, %'",
        tuple(columns),
    ).fetchall()
    rewritten = []
    for seq, table_no, op, text in rows:
        patch = json.loads(text)
        for name in patch.keys() & set(columns[table_no]):
            value = patch[name]
            patch[name] = [_spelled(end) for end in value] if op == _UPDATE else _spelled(value)
        rewritten.append((json.dumps(patch, ensure_ascii=False, separators=(",", ":")), seq))
    connection.executemany("UPDATE change SET patch = ? WHERE seq = ?", rewritten)


def _spelled(text: Any) -> Any:
    """A list in the one spelling; what is none is left as it is."""
    if not isinstance(text, str) or not text.startswith("["):
        return text
    try:
        entries = json.loads(text)
    except ValueError:
        return text
    return json.dumps(sorted(set(entries)), ensure_ascii=False, separators=(",", ":"))
