"""Saved tables for those above (一表通): what they consist of, and what changed since the last time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from desktop.domain.catalogue import Kind, Sensitivity, catalogue
from desktop.domain.register_filter import (
    Condition,
    ListLayout,
    RegisterFilter,
    SortKey,
    layout_from_json,
    layout_to_json,
)

MOST_COLUMNS = 60
DERIVED_LABELS: Mapping[str, Mapping[str, str]] = {
    "people": {"age": "年龄", "head_name": "户主姓名"},
    "households": {
        "head_name": "户主姓名",
        "head_phone": "联系电话",
        "member_count": "人口数",
        "resident_count": "常住人口数",
    },
}
"""Columns that follow from others and may be asked for, by subject."""

_TABLES = {
    "people": ("person", "membership", "household", "dwelling", "homestead", "land_contract"),
    "households": ("household", "dwelling", "homestead", "land_contract"),
}
_NOT_ASKED = frozenset((Kind.FILE, Kind.REF))


class Subject(StrEnum):
    """What a row of a table is about."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"

    @property
    def table(self) -> str:
        """The register's table of a row."""
        return "person" if self is Subject.PEOPLE else "household"


class Source(StrEnum):
    """Where a column's cells come from."""

    FIELD = "field"  # the register
    SERIAL = "serial"  # 1, 2, 3 …
    OWN = "own"  # typed once and kept (`report_value`)
    COUNT = "count"  # in a table by groups: how many rows pass the column's conditions
    BLANK = "blank"  # stays empty: signature, remark of the requester


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """One column.

    Attributes:
        key: A field of the register; the plain heading for what is typed; empty for the others.
        label: The heading.
        source: Where its cells come from.
        conditions: For `Source.COUNT`, what a row has to be to count.
        total: Whether the last row gives its sum.
        position: Column of the requester's workbook, counted from 0; -1 without one.
    """

    key: str
    label: str
    source: Source = Source.FIELD
    conditions: tuple[Condition, ...] = ()
    total: bool = False
    position: int = -1


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """A whole table.

    Attributes:
        subject: What its rows are about.
        columns: In order.
        filter: Which rows; its day is the day of ages and memberships, empty for the day it is run.
        sort: In which order; empty for groups and households.
        group_by: A field whose values make the rows instead, each counted; empty for one row per record.
        head: Lines above the headings.
        foot: Lines below.
    """

    subject: Subject
    columns: tuple[ReportColumn, ...]
    filter: RegisterFilter = field(default_factory=RegisterFilter)
    sort: tuple[SortKey, ...] = ()
    group_by: str = ""
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table that a task asks for: columns chosen by the county, or the requester's own workbook.

    ``form`` is the workbook in base64; one of the two is there.
    """

    spec: ReportSpec | None
    form_name: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One row as it left: ``id`` of the person or household (or the group), one text per column."""

    id: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableBody:
    """Headings and rows as they left."""

    labels: tuple[str, ...]
    rows: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What is different from the last time.

    Attributes:
        new: Ids of rows that were not there.
        gone: Rows that are there no more.
        changed: For an id and a label, what stood there before.
    """

    new: frozenset[str]
    gone: tuple[BodyRow, ...]
    changed: Mapping[tuple[str, str], str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.new or self.gone or self.changed)


def compare(before: TableBody, now: TableBody, ignored: frozenset[str] = frozenset()) -> TableChanges:
    """What changed between two runs. Columns are told apart by their headings.

    ``ignored`` are headings whose cells are no news, such as serial numbers.
    """
    old = {row.id: row for row in before.rows}
    at = {label: place for place, label in enumerate(before.labels)}
    changed: dict[tuple[str, str], str] = {}
    for row in now.rows:
        known = old.get(row.id)
        if known is None:
            continue
        for label, cell in zip(now.labels, row.cells, strict=True):
            if label in at and label not in ignored and known.cells[at[label]] != cell:
                changed[row.id, label] = known.cells[at[label]]
    present = {row.id for row in now.rows}
    return TableChanges(
        frozenset(present - old.keys()), tuple(row for row in before.rows if row.id not in present), changed
    )


def askable_fields(subject: Subject) -> tuple[tuple[str, str, Sensitivity], ...]:
    """Fields that a table may be asked for with: key, label and class; restricted ones are not among them."""
    derived = tuple((key, label, Sensitivity.P) for key, label in DERIVED_LABELS[subject].items())
    stored = tuple(
        (spec.identifier, spec.label, spec.sensitivity)
        for spec in sorted(
            (spec for spec in catalogue() if spec.table in _TABLES[subject]),
            key=lambda spec: _TABLES[subject].index(spec.table),
        )
        if spec.kind not in _NOT_ASKED
        and spec.kind is not Kind.DATERANGE
        and (spec.kind is not Kind.LIST or spec.table in ("person", "household"))
        and spec.sensitivity is not Sensitivity.R
    )
    return (*stored[:1], *derived, *stored[1:])


# As text


def _column_data(column: ReportColumn) -> dict[str, Any]:
    data: dict[str, Any] = {"key": column.key, "label": column.label, "source": column.source.value}
    if column.conditions:
        chosen = ListLayout(filter=RegisterFilter(column.conditions))
        data["conditions"] = json.loads(layout_to_json(chosen))["conditions"]
    if column.total:
        data["total"] = True
    if column.position >= 0:
        data["position"] = column.position
    return data


def spec_to_json(spec: ReportSpec) -> str:
    """A table as text; the opposite of `spec_from_json`."""
    layout = ListLayout(filter=spec.filter, sort=spec.sort)
    data = {
        "subject": spec.subject.value,
        "columns": [_column_data(column) for column in spec.columns],
        "layout": json.loads(layout_to_json(layout)),
        "group_by": spec.group_by,
        "head": list(spec.head),
        "foot": list(spec.foot),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _column(data: Mapping[str, Any]) -> ReportColumn:
    chosen = {"conditions": data.get("conditions", []), "columns": []}
    layout = layout_from_json(json.dumps(chosen))
    return ReportColumn(
        str(data["key"]),
        str(data["label"]),
        Source(data["source"]),
        layout.filter.conditions,
        bool(data.get("total", False)),
        int(data.get("position", -1)),
    )


def spec_from_json(text: str) -> ReportSpec:
    """Read a table.

    Raises:
        ValueError: The text is none (another program's, or damaged).
    """
    try:
        data: dict[str, Any] = json.loads(text)
        layout = layout_from_json(json.dumps(data["layout"]))
        return ReportSpec(
            Subject(data["subject"]),
            tuple(_column(each) for each in data["columns"]),
            layout.filter,
            layout.sort,
            str(data.get("group_by", "")),
            tuple(str(line) for line in data.get("head", ())),
            tuple(str(line) for line in data.get("foot", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a table for those above") from error


def asked_to_json(asked: AskedTable) -> str:
    """An asked table as text."""
    data: dict[str, Any] = {"spec": json.loads(spec_to_json(asked.spec)) if asked.spec else None}
    if asked.form:
        data |= {"form_name": asked.form_name, "form": asked.form}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def asked_from_json(text: str) -> AskedTable | None:
    """Read an asked table; None where there is none, or one that this program can't read."""
    if not text:
        return None
    try:
        data = json.loads(text)
        spec = spec_from_json(json.dumps(data["spec"])) if data["spec"] else None
        return AskedTable(spec, str(data.get("form_name", "")), str(data.get("form", "")))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def body_to_json(body: TableBody) -> str:
    """Rows as text; the opposite of `body_from_json`."""
    data = {"labels": list(body.labels), "rows": [[row.id, *row.cells] for row in body.rows]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def body_from_json(text: str) -> TableBody | None:
    """Read rows; None for an empty text or one that is none."""
    try:
        data = json.loads(text)
        labels = tuple(str(label) for label in data["labels"])
        rows = tuple(
            BodyRow(str(row[0]), _filled([str(cell) for cell in row[1:]], len(labels)))
            for row in data["rows"]
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return TableBody(labels, rows)


def _filled(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def split_covered(body: TableBody, covered: frozenset[str]) -> tuple[TableBody, TableBody | None]:
    """A body without some columns' cells, and those columns alone; None where there are none.

    Both keep every row, so that they are put together again by place.
    """
    places = [place for place, label in enumerate(body.labels) if label in covered]
    if not places:
        return body, None
    rest = tuple(
        BodyRow(row.id, tuple("" if place in places else cell for place, cell in enumerate(row.cells)))
        for row in body.rows
    )
    alone = tuple(BodyRow(row.id, tuple(row.cells[place] for place in places)) for row in body.rows)
    return TableBody(body.labels, rest), TableBody(tuple(body.labels[place] for place in places), alone)


def join_covered(body: TableBody, covered: TableBody | None) -> TableBody:
    """The opposite of `split_covered`; unchanged where the covered columns did not come along."""
    if covered is None or len(covered.rows) != len(body.rows):
        return body
    places = {body.labels.index(label): n for n, label in enumerate(covered.labels) if label in body.labels}
    rows = tuple(
        BodyRow(
            row.id,
            tuple(own.cells[places[n]] if n in places else cell for n, cell in enumerate(row.cells)),
        )
        for row, own in zip(body.rows, covered.rows, strict=True)
    )
    return TableBody(body.labels, rows)
