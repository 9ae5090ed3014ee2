"""Running a table: its rows from the register of the day, what is missing, what changed since last time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from db.connection import Connection
from db.queries import register_list
from db.queries import report_tables as queries
from db.queries.list_fields import ListField
from db.queries.register_list import ListSource
from db.queries.report_fields import HOUSEHOLDS_REPORT, PEOPLE_REPORT
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.catalogue import Kind, Sensitivity, catalogue
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.masking import HIDDEN, MaskProfile, mask
from desktop.domain.natural_order import natural_key
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.register_filter import RegisterFilter
from desktop.domain.report_table import (
    BodyRow,
    ReportColumn,
    ReportSpec,
    Source,
    Subject,
    TableBody,
    TableChanges,
    body_from_json,
    compare,
)
from desktop.services.field_text import value_text
from desktop.services.office import Office

_WINDOW = 400
_NUMBERS = (Kind.INT, Kind.DECIMAL)


@dataclass(frozen=True, slots=True)
class RunTable:
    """A table with its rows.

    Attributes:
        spec: What it consists of.
        body: Headings and cells in full.
        covered: Headings of columns of class S.
        numeric: Headings of columns that are set flush right.
        totals: The last row, one text per column; empty where no column is summed.
        missing: Empty cells that should have something: row id and heading, row by row.
        on: The day of ages and memberships, ISO.
        changes: Since the last run that left; None where there was none, or its rows lie on another PC.
        last_run_at: When that was, UTC ISO text; empty for never.
    """

    spec: ReportSpec
    body: TableBody
    covered: frozenset[str]
    numeric: frozenset[str]
    totals: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    on: str
    changes: TableChanges | None
    last_run_at: str

    def masked(self) -> TableBody:
        """The rows as a screen shows them, covered columns masked."""
        if not self.covered:
            return self.body
        keys = {label: column.key for label, column in zip(self.body.labels, self.spec.columns, strict=True)}
        rows = tuple(
            BodyRow(
                row.id,
                tuple(
                    _cover(keys[label], cell) if label in self.covered else cell
                    for label, cell in zip(self.body.labels, row.cells, strict=True)
                ),
            )
            for row in self.body.rows
        )
        return TableBody(self.body.labels, rows)


def _cover(key: str, cell: str) -> str:
    spec = catalogue().find(key.rpartition(".")[2])
    if not cell:
        return ""
    return mask(spec, cell, MaskProfile.SCREEN) if spec is not None else HIDDEN


def source_of(subject: Subject) -> ListSource:
    """What rows of a subject are read from."""
    return PEOPLE_REPORT if subject is Subject.PEOPLE else HOUSEHOLDS_REPORT


def fields_of(subject: Subject) -> Mapping[str, ListField]:
    """Every column that a table of a subject can have, in the order of choosing."""
    return source_of(subject).fields()


def check_spec(spec: ReportSpec) -> None:
    """Refuse a table that cannot be run.

    Raises:
        ProblemError: TSK-021 no columns, TSK-022 a column or condition that this program does not know,
            TSK-030 its day is none.
    """
    if spec.filter.on and not is_day(spec.filter.on):
        raise ProblemError(Problem("TSK-030", {"value": spec.filter.on}, Place(field="day")))
    if not spec.columns:
        raise ProblemError(Problem("TSK-021"))
    fields = fields_of(spec.subject)
    wanted = [column.key for column in spec.columns if column.source is Source.FIELD]
    conditions = [*spec.filter.conditions, *(c for column in spec.columns for c in column.conditions)]
    wanted += [condition.field for condition in conditions] + [key.field for key in spec.sort]
    wanted += [spec.group_by] if spec.group_by else []
    for key in wanted:
        if key not in fields:
            raise ProblemError(Problem("TSK-022", {"field": key}))


def labels_of(spec: ReportSpec) -> tuple[str, ...]:
    """Headings, each once: a second one of the same words is numbered."""
    labels: list[str] = []
    for column in spec.columns:
        label, number = column.label, 2
        while label in labels:
            label, number = f"{column.label} {number}", number + 1
        labels.append(label)
    return tuple(labels)


def run_table(office: Office, spec: ReportSpec, table_id: str = "", job: JobHandle | None = None) -> RunTable:
    """Read a table from the register as it stands.

    Values come in full: who shows or hands them on masks them.

    Raises:
        ProblemError: TSK-021, TSK-022, TSK-030, SYS-403.
        Cancelled: The user asked to stop.
    """
    office.require(Right.READ_REGISTER)
    check_spec(spec)
    job = job or NoJob()
    on = spec.filter.on or office.today().isoformat()
    source, labels = source_of(spec.subject), labels_of(spec)
    fields = source.fields()
    with office.store.reading() as connection:
        ids = register_list.list_ids(connection, source, spec.filter, spec.sort, on)
        stored = _stored(connection, source, ids, spec, on, job)
        if spec.group_by:
            rows = _grouped(connection, spec, ids, stored, on)
            own: dict[tuple[str, str], str] = {}
        else:
            keys = [column.key for column in spec.columns if column.source is Source.OWN]
            own = queries.find_values(connection, ids, keys)
            rows = [_row(spec, fields, number, row, stored[row], own) for number, row in enumerate(ids, 1)]
        last = queries.last_body(connection, table_id) if table_id else None
        before_at = queries.last_runs(connection)[table_id].run_at if last else ""
    body = TableBody(labels, tuple(rows))
    pairs = list(zip(labels, spec.columns, strict=True))
    known = [(label, column, fields.get(column.key)) for label, column in pairs]
    serials = frozenset(label for label, column in pairs if column.source is Source.SERIAL)
    previous = body_from_json(last.body) if last else None
    return RunTable(
        spec,
        body,
        frozenset(
            label
            for label, column, field in known
            if field
            and column.source is Source.FIELD
            and field.sensitivity is Sensitivity.S
            and not spec.group_by
        ),
        frozenset(
            label
            for label, column, field in known
            if column.source in (Source.SERIAL, Source.COUNT) or (field and field.kind in _NUMBERS)
        ),
        _totals(spec, fields, body),
        () if spec.group_by else _missing(spec, body),
        on,
        compare(previous, body, serials) if previous else None,
        before_at,
    )


def _stored(
    connection: Connection,
    source: ListSource,
    ids: Sequence[str],
    spec: ReportSpec,
    on: str,
    job: JobHandle,
) -> dict[str, dict[str, Value]]:
    keys = [column.key for column in spec.columns if column.source is Source.FIELD]
    keys = list(dict.fromkeys([*keys, *([spec.group_by] if spec.group_by else [])]))
    found: dict[str, dict[str, Value]] = {}
    for start in range(0, len(ids), _WINDOW):
        window = ids[start : start + _WINDOW]
        for row in register_list.load_rows(connection, source, window, keys, on):
            found[row.id] = dict(zip(keys, row.values, strict=True))
        job.report(min(start + _WINDOW, len(ids)), len(ids))
        job.check_cancelled()
    return found


def _row(
    spec: ReportSpec,
    fields: Mapping[str, ListField],
    number: int,
    record_id: str,
    stored: Mapping[str, Value],
    own: Mapping[tuple[str, str], str],
) -> BodyRow:
    cells = []
    for column in spec.columns:
        if column.source is Source.FIELD:
            cells.append(value_text(fields[column.key], stored[column.key]))
        elif column.source is Source.SERIAL:
            cells.append(str(number))
        elif column.source is Source.OWN:
            cells.append(own.get((record_id, column.key), ""))
        else:
            cells.append("")
    return BodyRow(record_id, tuple(cells))


_NO_GROUP = "（未填）"


def _grouped(
    connection: Connection,
    spec: ReportSpec,
    ids: Sequence[str],
    stored: Mapping[str, Mapping[str, Value]],
    on: str,
) -> list[BodyRow]:
    """One row per value of the field: how many records it has, how many of them pass, sums of numbers."""
    source = source_of(spec.subject)
    fields = source.fields()
    groups: dict[str, list[str]] = {}
    for record_id in ids:
        text = value_text(fields[spec.group_by], stored[record_id][spec.group_by])
        groups.setdefault(text, []).append(record_id)
    passing: dict[int, frozenset[str]] = {}
    for place, column in enumerate(spec.columns):
        if column.source is Source.COUNT and column.conditions:
            narrowed = RegisterFilter((*spec.filter.conditions, *column.conditions), spec.filter.on)
            passing[place] = frozenset(register_list.list_ids(connection, source, narrowed, (), on))

    def cell(place: int, column: ReportColumn, number: int, group: str, members: Sequence[str]) -> str:
        if column.source is Source.SERIAL:
            return str(number)
        if column.source is Source.COUNT:
            among = passing.get(place)
            return str(len(members) if among is None else sum(each in among for each in members))
        if column.source is not Source.FIELD:
            return ""
        if column.key == spec.group_by:
            return group or _NO_GROUP
        field = fields[column.key]
        if field.kind not in _NUMBERS:
            return ""
        return value_text(field, sum(int(stored[each][column.key] or 0) for each in members))

    ordered = sorted(groups, key=lambda text: (not text, natural_key(text)))
    return [
        BodyRow(
            group or _NO_GROUP,
            tuple(
                cell(place, column, number, group, groups[group]) for place, column in enumerate(spec.columns)
            ),
        )
        for number, group in enumerate(ordered, 1)
    ]


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _totals(spec: ReportSpec, fields: Mapping[str, ListField], body: TableBody) -> tuple[str, ...]:
    if not any(column.total for column in spec.columns):
        return ()
    cells = []
    for place, column in enumerate(spec.columns):
        if not column.total:
            cells.append("")
            continue
        numbers = [number for row in body.rows if (number := _number(row.cells[place])) is not None]
        total = sum(numbers, Decimal(0))
        field = fields.get(column.key)
        cells.append(f"{total:,.2f}" if field is not None and field.unit == "元" else f"{total:f}")
    first = next((place for place, text in enumerate(cells) if not text), None)
    if first is not None:
        cells[first] = "合计"
    return tuple(cells)


def _missing(spec: ReportSpec, body: TableBody) -> tuple[tuple[str, str], ...]:
    asked = [
        (place, label)
        for place, (label, column) in enumerate(zip(body.labels, spec.columns, strict=True))
        if column.source in (Source.FIELD, Source.OWN)
    ]
    return tuple((row.id, label) for row in body.rows for place, label in asked if not row.cells[place])
