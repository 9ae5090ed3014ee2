"""Which people or households a list shows: conditions that a clerk can read, store and negate."""

import json
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any


class Op(Enum):
    """How a condition compares; the value is its word in saved views."""

    IN = "in"  # one of the values; "" among them means that the field is empty
    NOT_IN = "not_in"  # none of the values; an empty field passes unless "" is among them
    BETWEEN = "between"  # two values, both included, "" for an open end
    CONTAINS = "contains"  # the text occurs in the field
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on one field.

    ``field`` is an identifier of the catalogue or of a derived field (see
    `db.queries.list_fields`). ``values`` are codes, texts, partial ISO dates or numbers as people
    write them ("1250.5"); truth is "1" or "0".
    """

    field: str
    op: Op
    values: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.op is Op.BETWEEN and len(self.values) != 2:
            raise ValueError("BETWEEN takes two values")
        if self.op is Op.CONTAINS and len(self.values) != 1:
            raise ValueError("CONTAINS takes one value")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column to sort by; empty fields come last in both directions."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Conditions that all have to hold; none means everybody.

    ``on`` is the day memberships and ages are looked at, an ISO date; "" means today.
    """

    conditions: tuple[Condition, ...] = ()
    on: str = ""

    def with_condition(self, condition: Condition) -> "RegisterFilter":
        """Add a condition; one with the same field and operator is replaced."""
        kept = tuple(c for c in self.conditions if (c.field, c.op) != (condition.field, condition.op))
        return replace(self, conditions=(*kept, condition))

    def without(self, field: str, op: Op | None = None) -> "RegisterFilter":
        """Drop the conditions on a field, or only those with one operator."""
        kept = tuple(c for c in self.conditions if c.field != field or (op is not None and c.op is not op))
        return replace(self, conditions=kept)

    def find(self, field: str, op: Op) -> Condition | None:
        """The condition on a field with an operator."""
        return next((c for c in self.conditions if c.field == field and c.op is op), None)

    def toggled(self, field: str, value: str, *, exclude: bool = False) -> "RegisterFilter":
        """What a click on a facet value does.

        A value not yet chosen joins the field's included (or with ``exclude`` excluded) values;
        one that is chosen the same way is taken out again; the other way round it changes side.
        """
        wanted, other = (Op.NOT_IN, Op.IN) if exclude else (Op.IN, Op.NOT_IN)
        chosen = self.find(field, wanted)
        values = chosen.values if chosen else ()
        if value in values:
            left = tuple(v for v in values if v != value)
            rest = self.without(field, wanted)
            return rest.with_condition(Condition(field, wanted, left)) if left else rest
        result = self
        opposite = self.find(field, other)
        if opposite and value in opposite.values:
            left = tuple(v for v in opposite.values if v != value)
            result = result.without(field, other)
            if left:
                result = result.with_condition(Condition(field, other, left))
        return result.with_condition(Condition(field, wanted, (*values, value)))


@dataclass(frozen=True, slots=True)
class ListLayout:
    """How a list looks and what it holds: what a saved view keeps.

    ``widths`` are pixels at 100 % by column identifier; columns without one take their default.
    """

    filter: RegisterFilter = RegisterFilter()
    columns: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
    sort: tuple[SortKey, ...] = ()


def layout_to_json(layout: ListLayout) -> str:
    """A layout as text; the opposite of `layout_from_json`."""
    return json.dumps(
        {
            "on": layout.filter.on,
            "conditions": [[c.field, c.op.value, list(c.values)] for c in layout.filter.conditions],
            "columns": list(layout.columns),
            "widths": dict(layout.widths),
            "sort": [[key.field, key.descending] for key in layout.sort],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def layout_from_json(text: str) -> ListLayout:
    """Read a layout.

    Raises:
        ValueError: The text is no layout (another program's, or damaged).
    """
    try:
        data: dict[str, Any] = json.loads(text)
        conditions = tuple(
            Condition(str(field), Op(op), tuple(str(value) for value in values))
            for field, op, values in data["conditions"]
        )
        return ListLayout(
            filter=RegisterFilter(conditions, str(data.get("on", ""))),
            columns=tuple(str(column) for column in data["columns"]),
            widths=tuple((str(name), int(width)) for name, width in data.get("widths", {}).items()),
            sort=tuple(SortKey(str(field), bool(descending)) for field, descending in data.get("sort", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a list layout") from error
