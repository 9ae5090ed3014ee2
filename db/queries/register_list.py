"""Lists of people and households: ids in order, rows of a window, counts of facets."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import list_fields
from db.queries.conditions import SqlCondition, where
from db.queries.list_fields import ListField
from db.store import Value
from desktop.domain.catalogue import RESTRICTED_TAG, Kind
from desktop.domain.natural_order import natural_key
from desktop.domain.register_filter import RegisterFilter, SortKey

_AT_ONCE = 2_000
_FIRST_HOUSEHOLDS = 64


@dataclass(frozen=True, slots=True)
class ListSource:
    """What a list is read from.

    ``base`` is the alias of the rows listed, ``scope`` what holds for all of them unless a filter
    names the field in ``scope_field``.
    """

    base: str
    cte: str
    which: str  # narrows the CTE to the rows of a window
    tables: str
    bare_tables: str  # enough where no field of the membership is asked for
    fields: Callable[[], Mapping[str, ListField]]
    problems: dict[str, tuple[str, str]]
    usual_sort: tuple[SortKey, ...]
    scope: str = "1"
    scope_field: str = ""


PEOPLE = ListSource(
    base="p",
    cte=list_fields.HOME_CTE,
    which="AND s.person_id IN (SELECT value FROM json_each(?))",
    tables=list_fields.PERSON_FROM,
    bare_tables="person p",
    fields=list_fields.person_fields,
    problems=list_fields.PERSON_PROBLEMS,
    usual_sort=(SortKey("villager_group"), SortKey("household_no")),
)

HOUSEHOLDS = ListSource(
    base="h",
    cte=list_fields.HEAD_CTE,
    which="AND s.household_id IN (SELECT value FROM json_each(?))",
    tables=list_fields.HOUSEHOLD_FROM,
    bare_tables="",
    fields=list_fields.household_fields,
    problems=list_fields.HOUSEHOLD_PROBLEMS,
    usual_sort=(SortKey("villager_group"), SortKey("household_no")),
    scope="h.kind IN ('hukou', 'actual')",
    scope_field="kind",
)


_IN_BOOKLET = (list_fields.BOOKLET_ORDER.format(m="m"), "p.birth_date")


@dataclass(frozen=True, slots=True)
class ListRow:
    """Stored values of one row, in the order of the columns asked for."""

    id: str
    values: tuple[Value, ...]


def _order(connection: Connection, source: ListSource, sort: Sequence[SortKey]) -> SqlCondition:
    terms = _sort_terms(connection, source, sort)
    by_household = source.base == "p" and any(key.field == "household_no" for key in sort)
    return _to_the_row(source, terms, by_household=by_household)


def _to_the_row(source: ListSource, terms: SqlCondition, *, by_household: bool) -> SqlCondition:
    """An order that leaves no two rows level; members of a household as its booklet lists them."""
    booklet = ("h.pk", *_IN_BOOKLET) if by_household else ()
    return SqlCondition(", ".join((terms.sql, *booklet, f"{source.base}.pk")), terms.parameters)


def _sort_terms(connection: Connection, source: ListSource, sort: Sequence[SortKey]) -> SqlCondition:
    terms: list[str] = []
    parameters: list[Value] = []
    for key in sort:
        expressions = _sort_expressions(connection, source, source.fields()[key.field])
        direction = "DESC " if key.descending else ""
        terms += [f"{sql} {direction}NULLS LAST" for sql in expressions.sql]
        parameters += expressions.parameters
    return SqlCondition(", ".join(terms), tuple(parameters))


@dataclass(frozen=True, slots=True)
class _Expressions:
    sql: Sequence[str]
    parameters: tuple[Value, ...] = ()


def _sort_expressions(connection: Connection, source: ListSource, chosen: ListField) -> _Expressions:
    if chosen.key == "villager_group":
        (found,) = connection.execute(
            "SELECT json_group_array(DISTINCT villager_group) FROM household WHERE villager_group IS NOT NULL"
        ).fetchone()
        names = tuple(sorted(json.loads(found), key=natural_key))
        cases = " ".join(f"WHEN ? THEN {position}" for position in range(len(names)))
        return (
            _Expressions((f"CASE {chosen.sql} {cases} END",), names)
            if names
            else _Expressions(chosen.sort_sql)
        )
    if chosen.key == "relation_to_head":
        return _Expressions(_IN_BOOKLET)
    return _Expressions(chosen.sort_sql)


def _scope(source: ListSource, chosen: RegisterFilter) -> str:
    named = any(condition.field == source.scope_field for condition in chosen.conditions)
    return "1" if named else source.scope


def _statement(source: ListSource, columns: str, rest: str, on: str, *, window: bool = False) -> str:
    """A SELECT over the list's tables; leaves the membership out where nothing reads it."""
    needs_home = source.base == "h" or any(name in f"{columns} {rest}" for name in ("m.", "h."))
    cte = "WITH " + source.cte.format(which=source.which if window else "") if needs_home else ""
    tables = source.tables if needs_home else source.bare_tables
    return _on_day(f"{cte} SELECT {columns} FROM {tables} {rest}", on)


def _on_day(statement: str, on: str) -> str:
    day = date.fromisoformat(on).isoformat()  # a day and nothing else gets into the text of the statement
    return statement.replace(":on", f"'{day}'")


def list_ids(
    connection: Connection, source: ListSource, chosen: RegisterFilter, sort: Sequence[SortKey], today: str
) -> list[str]:
    """Ids of everything that passes a filter, in order.

    Args:
        connection: A reading connection.
        source: `PEOPLE` or `HOUSEHOLDS`.
        chosen: The filter; its ``on`` wins over ``today``.
        sort: Columns to sort by, first one first; none means the list's usual order.
        today: ISO date.

    Returns:
        Record ids; 100,000 of them are cheap to hold, and a window asks for its rows by them.

    Raises:
        KeyError: A condition or sort key names a field that the list does not have.
    """
    condition = where(chosen, source.fields(), source.problems)
    order = _order(connection, source, tuple(sort) or source.usual_sort)
    statement = _statement(
        source,
        f"{source.base}.id",
        f"WHERE {_scope(source, chosen)} AND {condition.sql} ORDER BY {order.sql}",
        chosen.on or today,
    )
    return _in_one_row(connection, statement, condition.parameters + order.parameters)


def first_ids(
    connection: Connection, source: ListSource, chosen: RegisterFilter, sort: Sequence[SortKey], today: str
) -> list[str]:
    """The first of `list_ids`, found without a look at everyone.

    In the usual order of people whoever lives in the first households comes first, so that only these
    households are read: 2 ms instead of 20 with 5,000 people.

    Args:
        connection: A reading connection.
        source: `PEOPLE` or `HOUSEHOLDS`.
        chosen: The filter; its ``on`` wins over ``today``.
        sort: As `list_ids`.
        today: ISO date.

    Returns:
        Record ids, equal to as many at the beginning of `list_ids`; none where only the whole list tells.
    """
    if source.base != "p" or tuple(sort) not in ((), source.usual_sort):
        return []
    by_household = _sort_terms(connection, source, source.usual_sort)
    first = (
        "household_first AS MATERIALIZED (SELECT h.id FROM household h WHERE h.kind IN ('hukou', 'actual') "
        # Those who belong nowhere stand before a household without group and number.
        "AND NOT (h.villager_group IS NULL AND h.household_no IS NULL) "
        f"ORDER BY {by_household.sql}, h.pk LIMIT {_FIRST_HOUSEHOLDS})"
    )
    living_there = (
        "AND s.person_id IN (SELECT person_id FROM membership"
        " WHERE household_id IN (SELECT id FROM household_first))"
    )
    condition = where(chosen, source.fields(), source.problems)
    order = _to_the_row(source, by_household, by_household=True)
    statement = (
        f"WITH {first}, {source.cte.format(which=living_there)} "
        f"SELECT p.id FROM {list_fields.AT_HOME_FROM} "
        f"WHERE m.household_id IN (SELECT id FROM household_first) AND {condition.sql} ORDER BY {order.sql}"
    )
    return _in_one_row(
        connection,
        _on_day(statement, chosen.on or today),
        by_household.parameters + condition.parameters + order.parameters,
    )


def _in_one_row(connection: Connection, statement: str, parameters: Sequence[Value]) -> list[str]:
    """The ids that a statement finds, in its order.

    Each further step of a statement would wait for the interpreter's lock, which the window needs just then.
    """
    (joined,) = connection.execute(
        f"SELECT group_concat(id, ' ') FROM ({statement})",
        parameters,
    ).fetchone()
    return joined.split(" ") if joined else []


def count(connection: Connection, source: ListSource, chosen: RegisterFilter, today: str) -> int:
    """How many rows pass a filter."""
    condition = where(chosen, source.fields(), source.problems)
    rest = f"WHERE {_scope(source, chosen)} AND {condition.sql}"
    statement = _statement(source, "count(*)", rest, chosen.on or today)
    return int(connection.execute(statement, condition.parameters).fetchone()[0])


def load_rows(
    connection: Connection, source: ListSource, ids: Sequence[str], columns: Sequence[str], on: str
) -> list[ListRow]:
    """The rows of a window, in the order of ``ids``; records deleted meanwhile are left out.

    Args:
        connection: A reading connection.
        source: `PEOPLE` or `HOUSEHOLDS`.
        ids: A few hundred at most.
        columns: Keys of fields; their stored values come in this order.
        on: ISO date that memberships and ages are looked at.
    """
    fields = source.fields()
    chosen = "".join(f", {fields[key].sql}" for key in columns)
    base = source.base
    statement = _statement(
        source,
        f"{base}.id{chosen}",
        f"WHERE {base}.id IN (SELECT value FROM json_each(?))",
        on,
        window=True,
    )
    wanted = json.dumps(list(ids))
    cursor = connection.execute(statement, (wanted,) * statement.count("?"))
    found = {row[0]: ListRow(row[0], tuple(row[1:])) for row in cursor}
    return [found[record_id] for record_id in ids if record_id in found]


def facet_counts(
    connection: Connection, source: ListSource, chosen: RegisterFilter, keys: Sequence[str], today: str
) -> dict[str, Counter[str]]:
    """How many rows each value of some fields would leave, all other conditions kept.

    Args:
        connection: A reading connection.
        source: `PEOPLE` or `HOUSEHOLDS`.
        chosen: The filter.
        keys: Fields to count; a field's own conditions do not narrow its own counts.
        today: ISO date.

    Returns:
        For each key its stored values as text ("" for empty) with their counts. A row with a list
        counts under each of its entries.
    """
    fields = source.fields()
    restricted = {condition.field for condition in chosen.conditions}
    passes = [tuple(key for key in keys if key not in restricted)]
    passes += [(key,) for key in keys if key in restricted]
    counts: dict[str, Counter[str]] = {}
    for together in filter(None, passes):
        own = together[0] if together[0] in restricted else ""
        condition = where(chosen, fields, source.problems, lambda c, own=own: c.field != own)  # type: ignore[misc]
        columns = ", ".join(fields[key].sql for key in together)
        rest = f"WHERE {_scope(source, chosen)} AND {condition.sql}"
        statement = _statement(source, columns, rest, chosen.on or today)
        raw: tuple[Counter[Value], ...] = tuple(Counter() for _ in together)
        cursor = connection.execute(statement, condition.parameters)
        while rows := cursor.fetchmany(_AT_ONCE):  # all of them at once would be the window's greatest need
            for counter, column in zip(raw, zip(*rows, strict=True), strict=True):
                counter.update(column)
        for key, counter in zip(together, raw, strict=True):
            counts[key] = _by_value(fields[key], counter)
    return {key: counts[key] for key in keys}


def _by_value(list_field: ListField, raw: Counter[Value]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for value, number in raw.items():
        for entry in _entries(list_field, value):
            counts[entry] += number
    return counts


def _entries(list_field: ListField, value: Value) -> Iterable[str]:
    if value is None or value in ("", "[]"):
        return ("",)
    if list_field.kind is not Kind.LIST:
        return (str(value),)
    entries = stored_list(str(value))
    if list_field.code_table == "special_group":
        return [entry for entry in entries if not entry.startswith(RESTRICTED_TAG)]
    return entries


def stored_list(text: str) -> list[str]:
    """The entries of a stored list, or of the codes of data problems."""
    return [str(entry) for entry in json.loads(text)] if text.startswith("[") else text.split(",")
