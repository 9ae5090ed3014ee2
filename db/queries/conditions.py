"""Filters of a list as SQL over its fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from db.queries.list_fields import ListField
from db.store import Value
from desktop.domain.catalogue import RESTRICTED_TAG, Kind
from desktop.domain.register_filter import Condition, Op, RegisterFilter


@dataclass(frozen=True, slots=True)
class SqlCondition:
    """A boolean SQL expression and its parameters in order."""

    sql: str
    parameters: tuple[Value, ...] = ()


def number_value(list_field: ListField, text: str) -> int | None:
    """A number as people write it in the unit the file keeps, or None when it is none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return int(number.scaleb(list_field.scale) if list_field.kind is Kind.DECIMAL else number)


def _stored(list_field: ListField, text: str) -> Value:
    if list_field.kind in (Kind.INT, Kind.DECIMAL, Kind.BOOL):
        return number_value(list_field, text)
    return text


def _is_one_of(
    list_field: ListField, values: tuple[str, ...], problems: Mapping[str, tuple[str, str]]
) -> SqlCondition:
    named = tuple(value for value in values if value)
    parts: list[str] = []
    parameters: list[Value] = []
    if list_field.key == "problem":
        parts += [problems[value][1] for value in named if value in problems]
    elif list_field.kind is Kind.LIST:
        for value in named:
            if list_field.code_table == "special_group" and value.startswith(RESTRICTED_TAG):
                continue
            parts.append(f"instr({list_field.sql}, ?)")
            parameters.append(f'"{value}"')
    elif named:
        parts.append(f"{list_field.sql} IN ({', '.join('?' * len(named))})")
        parameters += [_stored(list_field, value) for value in named]
    if "" in values:
        parts.append(f"{_is_empty(list_field)}")
    return SqlCondition(f"({' OR '.join(parts)})" if parts else "0", tuple(parameters))


def _is_empty(list_field: ListField) -> str:
    empty_text = " OR {sql} IN ('', '[]')" if list_field.kind in (Kind.TEXT, Kind.CODE, Kind.LIST) else ""
    return f"({list_field.sql} IS NULL{empty_text.format(sql=list_field.sql)})"


def _between(list_field: ListField, low: str, high: str) -> SqlCondition:
    sql = list_field.sql
    parts: list[str] = []
    parameters: list[Value] = []
    if list_field.kind is Kind.DATE:
        # A date known to the year or month is in a range that it may lie in.
        if low:
            parts.append(f"{sql} >= substr(?, 1, length({sql}))")
            parameters.append(low)
        if high:
            parts.append(f"substr({sql}, 1, length(?)) <= ?")
            parameters += [high, high]
    else:
        for sign, end in ((">=", low), ("<=", high)):
            if end:
                parts.append(f"{sql} {sign} ?")
                parameters.append(_stored(list_field, end))
    return SqlCondition(f"({' AND '.join(parts)})" if parts else f"({sql} IS NOT NULL)", tuple(parameters))


def _condition(
    condition: Condition, list_field: ListField, problems: Mapping[str, tuple[str, str]]
) -> SqlCondition:
    if condition.op is Op.IN:
        return _is_one_of(list_field, condition.values, problems)
    if condition.op is Op.NOT_IN:
        chosen = _is_one_of(list_field, condition.values, problems)
        return SqlCondition(f"(NOT coalesce({chosen.sql}, 0))", chosen.parameters)
    if condition.op is Op.BETWEEN:
        return _between(list_field, *condition.values)
    if condition.op is Op.CONTAINS:
        return SqlCondition(f"(instr({list_field.sql}, ?) > 0)", condition.values)
    empty = _is_empty(list_field)
    return SqlCondition(empty if condition.op is Op.EMPTY else f"(NOT {empty})")


def where(
    conditions: RegisterFilter,
    fields: Mapping[str, ListField],
    problems: Mapping[str, tuple[str, str]],
    keep: Callable[[Condition], bool] = lambda _: True,
) -> SqlCondition:
    """All conditions of a filter joined.

    Args:
        conditions: The filter.
        fields: The list's fields by key.
        problems: The list's data problems.
        keep: Which of the conditions to use.

    Raises:
        KeyError: A condition names a field that the list does not have.
    """
    made = [_condition(c, fields[c.field], problems) for c in conditions.conditions if keep(c)]
    # IS TRUE keeps a LEFT JOIN what it is: as an inner join it would be put first and then scan the
    # memberships once for every household (100,000 people: minutes instead of half a second).
    return SqlCondition(
        " AND ".join(f"{part.sql} IS TRUE" for part in made) or "1",
        tuple(parameter for part in made for parameter in part.parameters),
    )
