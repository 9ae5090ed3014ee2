"""Reading the register (民情档案): lists of people and households, facets, figures.

Rows come masked; the one way to a covered value is `desktop.services.register_card.reveal`.
Editing lives in `desktop.services.register_editing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from db.queries import register_list
from db.queries.list_fields import AGE_BANDS, HOUSEHOLD_PROBLEMS, PERSON_PROBLEMS, ListField
from db.queries.register_list import HOUSEHOLDS, PEOPLE, ListSource
from desktop.domain.accounts import Right
from desktop.domain.catalogue import Kind, Sensitivity
from desktop.domain.code_table import code_table
from desktop.domain.natural_order import natural_key
from desktop.domain.register_filter import Condition, ListLayout, Op, RegisterFilter, SortKey
from desktop.domain.rules import get_rule
from desktop.services.field_text import cell_text, code_label, value_text
from desktop.services.office import Office

EVERYONE = RegisterFilter()

GONE_STATES = ("70", "80")
"""Residence states of those who moved out or died; lists leave them out at first."""


class ListKind(Enum):
    """The two lists of the register."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"

    @property
    def source(self) -> ListSource:
        """What the list is read from."""
        return PEOPLE if self is ListKind.PEOPLE else HOUSEHOLDS


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column that a list can show.

    ``group`` is its heading in the column chooser; ``numeric`` columns are set flush right.
    ``filter_kind`` says how a filter asks for it: code, list, text, number, date or bool.
    """

    key: str
    label: str
    group: str
    unit: str
    numeric: bool
    filter_kind: str
    code_table: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its id and one text per column asked for; all empty when it is gone."""

    id: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet; ``value`` "" stands for empty fields.

    ``count`` is how many rows the value has under all other conditions; ``side`` is "in", "out"
    or "" as the filter stands.
    """

    value: str
    label: str
    count: int
    side: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One field to narrow a list by, values in the order of their table or of numbers."""

    field: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One condition in words: ``words`` are values or, for a range, its two ends ("" open)."""

    condition: Condition
    label: str
    words: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The condition as a clerk would say it, such as ``非 外出`` or ``年龄 60～79``."""
        if self.condition.op is Op.IN:
            return " 或 ".join(self.words)
        if self.condition.op is Op.NOT_IN:
            return " 且 ".join(f"非 {word}" for word in self.words)
        if self.condition.op is Op.BETWEEN:
            low, high = self.words
            if low and high:
                return f"{self.label} {low}～{high}"
            return f"{self.label} {low} 起" if low else f"{self.label} {high} 止"
        if self.condition.op is Op.CONTAINS:
            return f"{self.label}含“{self.words[0]}”"
        return f"{self.label}为空" if self.condition.op is Op.EMPTY else f"{self.label}不为空"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the start page with the list it opens."""

    key: str
    label: str
    count: int
    unit: str
    kind: ListKind
    filter: RegisterFilter


PEOPLE_FACETS = (
    *("villager_group", "grid_id", "residence_state", "sex", "age_band", "political_status", "group_tags"),
    *("ethnicity", "education", "marital_status", "medical_insured", "problem"),
)
HOUSEHOLD_FACETS = (
    *("villager_group", "grid_id", "household_category", "hukou_type", "household_state", "kind"),
    *("member_tags", "safety_grade", "credit_grade", "problem"),
)


def columns(kind: ListKind) -> tuple[ListColumn, ...]:
    """Every column of a list, in the order of the column chooser."""
    return tuple(_column(field) for field in kind.source.fields().values())


_FILTER_KINDS = {
    Kind.CODE: "code",
    Kind.LIST: "list",
    Kind.INT: "number",
    Kind.DECIMAL: "number",
    Kind.DATE: "date",
    Kind.BOOL: "bool",
}


def _column(field: ListField) -> ListColumn:
    return ListColumn(
        field.key,
        field.label,
        field.group,
        field.unit,
        field.kind in (Kind.INT, Kind.DECIMAL),
        _FILTER_KINDS.get(field.kind, "text"),
        field.code_table,
        field.sensitivity,
    )


def usual_layout(kind: ListKind) -> ListLayout:
    """The list as it opens the first time: those who are here, in the order of groups and households."""
    if kind is ListKind.PEOPLE:
        return ListLayout(
            filter=RegisterFilter((Condition("residence_state", Op.NOT_IN, GONE_STATES),)),
            columns=(
                *("name", "sex", "age", "citizen_id", "villager_group", "relation_to_head", "mobile"),
                *("residence_state", "household_no", "political_status", "group_tags"),
                *("medical_insured", "address"),
            ),
        )
    return ListLayout(
        filter=RegisterFilter((Condition("household_state", Op.NOT_IN, ("closed",)),)),
        columns=(
            *("household_no", "head_name", "villager_group", "grid_id", "address", "member_count"),
            *("resident_count", "head_phone", "member_tags", "hukou_type", "safety_grade", "problem"),
        ),
    )


def list_ids(
    office: Office, kind: ListKind, chosen: RegisterFilter = EVERYONE, sort: Sequence[SortKey] = ()
) -> list[str]:
    """Ids of everything that passes a filter, in order; without ``sort`` by group and household.

    People of one household follow the order of its booklet. For 100,000 people this takes about
    half a second: call it in a read lane.
    """
    office.require(Right.READ_REGISTER)
    with office.store.reading() as connection:
        return register_list.list_ids(connection, kind.source, chosen, sort, _today(office))


def first_ids(
    office: Office, kind: ListKind, chosen: RegisterFilter = EVERYONE, sort: Sequence[SortKey] = ()
) -> list[str]:
    """The first of `list_ids`, sooner; none where only the whole list tells."""
    office.require(Right.READ_REGISTER)
    with office.store.reading() as connection:
        return register_list.first_ids(connection, kind.source, chosen, sort, _today(office))


def rows(
    office: Office,
    kind: ListKind,
    ids: Sequence[str],
    keys: Sequence[str],
    on: str = "",
    *,
    reveal: bool = False,
) -> tuple[Row, ...]:
    """What stands in some rows: one row per id in the same order, one text per key, masked.

    Args:
        office: The open office.
        kind: Which list.
        ids: A window of `list_ids`, a few hundred at most.
        keys: Column keys.
        on: The filter's day; "" for today.
        reveal: Give covered values in full; whoever asks for that logs it.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    if reveal:
        office.require(Right.REVEAL)
    fields = kind.source.fields()
    shown = [fields[key] for key in keys]
    may_reveal = office.may(Right.REVEAL)
    with office.store.reading() as connection:
        found = register_list.load_rows(connection, kind.source, ids, keys, on or _today(office))
    columns_of_texts: list[list[str]] = []
    for place, field in enumerate(shown):
        values = [row.values[place] for row in found]
        # Most values of a column are the same few: each is put into words once.
        texts = {
            value: value_text(field, value) if reveal else cell_text(field, value, may_reveal=may_reveal)
            for value in set(values)
        }
        columns_of_texts.append([texts[value] for value in values])
    cells = {row.id: tuple(column[number] for column in columns_of_texts) for number, row in enumerate(found)}
    nothing = ("",) * len(shown)
    return tuple(Row(record_id, cells.get(record_id, nothing)) for record_id in ids)


def facets(
    office: Office, kind: ListKind, chosen: RegisterFilter, keys: Sequence[str] = ()
) -> tuple[Facet, ...]:
    """Values of some fields with live counts.

    Args:
        office: The open office.
        kind: Which list.
        chosen: The filter; a field's own conditions do not narrow its own counts.
        keys: Which fields; none means `PEOPLE_FACETS` or `HOUSEHOLD_FACETS`.
    """
    office.require(Right.READ_REGISTER)
    wanted = tuple(keys) or (PEOPLE_FACETS if kind is ListKind.PEOPLE else HOUSEHOLD_FACETS)
    fields = kind.source.fields()
    with office.store.reading() as connection:
        counts = register_list.facet_counts(connection, kind.source, chosen, wanted, _today(office))
    office.store.give_back_memory()  # counting read every page, and a list is followed by little reading
    return tuple(_facet(fields[key], chosen, dict(counts[key])) for key in wanted)


def _facet(field: ListField, chosen: RegisterFilter, counts: dict[str, int]) -> Facet:
    included = chosen.find(field.key, Op.IN)
    excluded = chosen.find(field.key, Op.NOT_IN)
    sides = dict.fromkeys(excluded.values if excluded else (), "out")
    sides |= dict.fromkeys(included.values if included else (), "in")
    order = _value_order(field)
    values = sorted(
        counts.keys() | sides.keys(),
        key=lambda value: (value == "", order.get(value, len(order)), natural_key(value)),
    )
    return Facet(
        field.key,
        field.label,
        tuple(
            FacetValue(value, _value_label(field, value), counts.get(value, 0), sides.get(value, ""))
            for value in values
            if value or field.key != "problem"
        ),
    )


def _value_order(field: ListField) -> dict[str, int]:
    if field.key == "age_band":
        codes = tuple(AGE_BANDS)
    elif field.key == "problem":
        codes = (*PERSON_PROBLEMS, *HOUSEHOLD_PROBLEMS)
    elif field.code_table:
        codes = tuple(entry.code for entry in code_table(field.code_table).entries)
    else:
        codes = ()
    return {code: position for position, code in enumerate(codes)}


def _value_label(field: ListField, value: str) -> str:
    if not value:
        return f"{field.label}未填"
    if field.kind is Kind.BOOL:
        return "是" if value == "1" else "否"
    return code_label(field.key, field.code_table, value)


def describe(kind: ListKind, chosen: RegisterFilter) -> tuple[Phrase, ...]:
    """A filter's conditions in words, in their order."""
    fields = kind.source.fields()
    return tuple(
        Phrase(condition, fields[condition.field].label, _words(fields[condition.field], condition))
        for condition in chosen.conditions
    )


def _words(field: ListField, condition: Condition) -> tuple[str, ...]:
    if condition.op in (Op.IN, Op.NOT_IN):
        return tuple(_value_label(field, value) for value in condition.values)
    return condition.values


def sentence(kind: ListKind, chosen: RegisterFilter) -> str:
    """A whole filter as one readable line: ``一组 且 中共党员 且 非 户在人不在(外出)``."""
    phrases = describe(kind, chosen)
    several = len(phrases) > 1
    parts = [
        f"（{phrase.sentence}）"
        if several and phrase.condition.op is Op.IN and len(phrase.words) > 1
        else phrase.sentence
        for phrase in phrases
    ]
    if chosen.on:
        parts.append(f"截至 {chosen.on}")
    return " 且 ".join(parts)


def _today(office: Office) -> str:
    return office.today().isoformat()


_PRESENT = Condition("residence_state", Op.NOT_IN, GONE_STATES)
_UNKNOWN_RESIDENCE = "residence_unknown"


def _figures(office: Office) -> tuple[tuple[str, str, str, ListKind, RegisterFilter], ...]:
    def years(rule: str) -> int:
        return get_rule(rule, office.today(), office.vault.village.division_code).value

    elder, eldest = years("age.elder"), years("age.eldest")

    def people(*conditions: Condition) -> RegisterFilter:
        return RegisterFilter((_PRESENT, *conditions))

    def who(key: str, label: str, *conditions: Condition) -> tuple[str, str, str, ListKind, RegisterFilter]:
        return (key, label, "人", ListKind.PEOPLE, people(*conditions))

    return (
        ("households", "户数", "户", ListKind.HOUSEHOLDS, usual_layout(ListKind.HOUSEHOLDS).filter),
        who("people", "人口"),
        who("resident", "常住", Condition("residence_state", Op.IN, ("10", "30"))),
        who("away", "外出", Condition("residence_state", Op.IN, ("20",))),
        who(_UNKNOWN_RESIDENCE, "居住状态未填", Condition("residence_state", Op.EMPTY)),
        who("party", "党员", Condition("political_status", Op.IN, ("01", "02"))),
        who("allowance", "低保对象", Condition("group_tags", Op.IN, ("A01",))),
        who("extreme_hardship", "特困人员", Condition("group_tags", Op.IN, ("A03", "A04"))),
        who("disabled", "持证残疾人", Condition("group_tags", Op.IN, ("C01",))),
        who("children", "未成年人", Condition("age", Op.BETWEEN, ("0", str(years("age.adult") - 1)))),
        who("sixty", f"{elder} 岁以上", Condition("age", Op.BETWEEN, (str(elder), ""))),
        who("eighty", f"{eldest} 岁以上", Condition("age", Op.BETWEEN, (str(eldest), ""))),
        who("uninsured", "医保未参保", Condition("medical_insured", Op.IN, ("none",))),
        who("problems", "待核数据", Condition("problem", Op.IN, tuple(PERSON_PROBLEMS))),
    )


def figures(office: Office) -> tuple[Figure, ...]:
    """The counts of the start page, each with the filter of the list it opens.

    People whose residence is not known are counted neither as living here nor as away; the figure
    that says how many they are is left out when there are none.
    """
    office.require(Right.READ_REGISTER)
    today = office.today()
    with office.store.reading() as connection:
        counted = (
            Figure(
                key,
                label,
                register_list.count(connection, kind.source, chosen, today.isoformat()),
                unit,
                kind,
                chosen,
            )
            for key, label, unit, kind, chosen in _figures(office)
        )
        return tuple(figure for figure in counted if figure.count or figure.key != _UNKNOWN_RESIDENCE)
