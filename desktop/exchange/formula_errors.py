"""Error values of formulas (``#REF!``, ``#N/A``) in columns of which nothing is read, told once per table."""

from collections.abc import Collection, Iterator, Sequence

from desktop.domain.cell_text import formula_error
from desktop.domain.problem import Place, Problem, Severity
from desktop.exchange.column_mapping import ColumnMatch
from desktop.exchange.table_finder import TableColumn, TableFound


def unread_errors(
    table: TableFound, mapping: Sequence[ColumnMatch], rows: Collection[int], read: Collection[int]
) -> Iterator[Problem]:
    """What to tell of errors that keep nobody out.

    Args:
        table: The table.
        mapping: One match per column.
        rows: Rows of people, from 0.
        read: Positions of the columns whose cells are read, and whose errors stand at their rows.

    Yields:
        At most one hint IMP-031, at the first such cell.
    """
    found: dict[tuple[int, int], str] = {}
    columns: dict[int, TableColumn] = {m.column.position: m.column for m in mapping}
    unread = columns.keys() - set(read)
    people = frozenset(rows)
    for (row, position), error in table.sheet.faulty.items():
        if position in unread and row in people:
            found[row, position] = error
    for position in unread:
        cells = table.sheet.columns[position]
        errors = {at: text for at, text in enumerate(cells.texts) if formula_error(text) is not None}
        if errors:
            for row in people:
                if (at := cells.index[row]) in errors:
                    found[row, position] = errors[at].strip()
    if not found:
        return
    (row, position), error = min(found.items())
    labels = dict.fromkeys(columns[place].label for _, place in sorted(found, key=lambda cell: cell[1]))
    values = {"columns": "、".join(labels), "count": str(len(found)), "error": error}
    place = Place(table.sheet.name, row + 1, columns[position].label)
    yield Problem("IMP-031", values, place, Severity.HINT)
