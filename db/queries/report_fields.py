"""The columns that tables for those above can have: those of the lists, with dwellings, land and heads.

A household's several dwellings or contracts come as the first one; areas are summed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from db.queries.list_fields import ListField, household_fields, person_fields
from db.queries.register_list import HOUSEHOLDS, PEOPLE, ListSource
from desktop.domain.catalogue import FieldSpec, Kind, Sensitivity, catalogue

HEAD = "head."
"""In front of a field of the person who heads a household."""

_PARTS = {"dwelling": "住房", "homestead": "宅基地", "land_contract": "土地"}
_AREAS = ("亩", "平方米")
_HEAD_LABEL = "户主"


def _part_fields() -> Iterator[ListField]:
    for spec in catalogue():
        if spec.table not in _PARTS or spec.sensitivity is Sensitivity.R:
            continue
        if spec.kind in (Kind.FILE, Kind.REF, Kind.LIST):
            continue
        for column in spec.columns:
            yield _part_field(spec, column.name)


def _part_field(spec: FieldSpec, column: str) -> ListField:
    is_area = spec.kind is Kind.DECIMAL and spec.unit in _AREAS
    part = f"FROM {spec.table} x WHERE x.household_id = h.id"
    sql = (
        f"(SELECT sum(x.{column}) {part})" if is_area else f"(SELECT x.{column} {part} ORDER BY x.pk LIMIT 1)"
    )
    is_range = spec.kind is Kind.DATERANGE
    label = f"{spec.label}（{'起' if column.endswith('_from') else '止'}）" if is_range else spec.label
    return ListField(
        column,
        label,
        Kind.DATE if is_range else spec.kind,
        sql,
        (sql,),
        spec.sensitivity,
        spec.code_table,
        spec.unit,
        spec.scale,
        _PARTS[spec.table],
    )


def _with_parts(own: Mapping[str, ListField]) -> dict[str, ListField]:
    """Fields of a list, then those of the household's parts that it does not have."""
    return {**own, **{field.key: field for field in _part_fields() if field.key not in own}}


@cache
def people_report_fields() -> dict[str, ListField]:
    """Columns of a table of people, by key."""
    return _with_parts(person_fields())


@cache
def household_report_fields() -> dict[str, ListField]:
    """Columns of a table of households, by key; the head's own facts begin with `HEAD`."""
    heads = {
        HEAD + field.key: replace(
            field, key=HEAD + field.key, label=_HEAD_LABEL + field.label, group=_HEAD_LABEL, column=None
        )
        for field in person_fields().values()
        if (field.column is not None and field.column[0] == "person") or field.key == "age"
    }
    return _with_parts({**household_fields(), **heads})


PEOPLE_REPORT: ListSource = replace(PEOPLE, fields=people_report_fields)
HOUSEHOLDS_REPORT: ListSource = replace(HOUSEHOLDS, fields=household_report_fields)
