"""Takes a ledger in from a workbook, columns in any order, and gives it out again (台账导入导出)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.connection import Connection
from db.queries import property as queries
from db.queries.property import Holder, Row
from desktop.domain.accounts import Right
from desktop.domain.citizen_id import read_citizen_id
from desktop.domain.household_numbering import group_number
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.money import show_money
from desktop.domain.person_name import clean_name
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.property_ledger import (
    ASSET,
    CONTRACT,
    DEBT,
    DEBT_MOVE,
    LAND_RESOURCE,
    PROJECT,
    PROJECT_STEP,
    SUBSIDY,
    LedgerField,
    ledger_field,
    ledger_fields,
    read_ledger_field,
)
from desktop.domain.reading import Cell
from desktop.services.office import Office
from desktop.services.party import ledgers as party
from desktop.services.property.records import (
    TITLES,
    blank_row,
    check_row,
    editing_right_of,
    list_records,
    store_row,
)
from desktop.services.property.rules import text, whole

NUMBER, GROUP = "@citizen_id", "@group"
"""Columns that only help to find a person: the identity number is matched and never kept."""

_HELPERS = {
    NUMBER: ("身份证号", "身份证号码", "公民身份号码", "证件号码", "身份证"),
    GROUP: ("村民小组", "组别", "小组", "所在组"),
}
_SAME = {
    CONTRACT: ("name", "counterparty", "signed_on"),
    ASSET: ("name", "kind", "place", "acquired_on", "original_cents", "quantity"),
    LAND_RESOURCE: ("name", "kind", "place", "area_mu"),
    DEBT: ("counterparty", "kind", "arisen_on", "original_cents", "reason"),
    DEBT_MOVE: ("debt_id", "moved_on", "change_cents"),
    PROJECT: ("name", "kind"),
    PROJECT_STEP: ("project_id", "kind", "done_on"),
    **party.SAME,
}
"""Fields by which a row is known to be registered already; of subsidies the ledger's own check tells."""

_REPORT_EVERY = 20


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column of the workbook and the field it is taken for; "" for not used."""

    heading: str
    name: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of the workbook: its number as the spreadsheet shows it, what it says, what is wrong."""

    number: int
    values: Row
    problems: tuple[Problem, ...]

    @property
    def is_taken(self) -> bool:
        """Whether nothing keeps it out; warnings do not."""
        return all(each.severity is not Severity.ERROR for each in self.problems)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, for the clerk to look at.

    Attributes:
        ledger: The ledger.
        sheet: Tab it was found on.
        columns: Every column with a heading.
        rows: Every row of data.
        total_cents: What the rows add up to, of subsidies; None of other ledgers.
    """

    ledger: str
    sheet: str
    columns: tuple[ImportColumn, ...]
    rows: tuple[ImportRow, ...]
    total_cents: int | None

    @property
    def taken(self) -> tuple[ImportRow, ...]:
        """Rows that would be stored."""
        return tuple(row for row in self.rows if row.is_taken)


def import_fields(ledger: str) -> tuple[tuple[str, str], ...]:
    """What a column of a workbook can be taken for: name and label, helpers for finding people last."""
    fields = [(field.name, field.label) for field in ledger_fields(ledger) if _is_imported(field)]
    if any(field.form == "person" and field.required for field in ledger_fields(ledger)):
        fields += [(NUMBER, "公民身份号码"), (GROUP, "村民小组")]
    return tuple(fields)


def _is_imported(field: LedgerField) -> bool:
    return bool(field.headings) or field.form not in ("person", "record", "parent")


def _words(ledger: str) -> dict[str, str]:
    words = {heading: name for name, headings in _HELPERS.items() for heading in headings}
    for field in ledger_fields(ledger):
        if _is_imported(field):
            words |= dict.fromkeys((*field.headings, field.label), field.name)
    return words


def plan_import(
    office: Office,
    ledger: str,
    path: Path,
    defaults: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
    job: JobHandle | None = None,
) -> ImportPlan:
    """Read a workbook against the ledger; stores nothing.

    Args:
        office: The open office.
        ledger: One of `property_ledger.LEDGERS`.
        path: Workbook or csv file.
        defaults: Field → text for fields that the workbook leaves out, such as programme and year.
        chosen: Heading → field ("" for none) as the clerk chose; None takes what was chosen for the same
            headings before, else what the headings say.
        job: May cancel.

    Raises:
        ProblemError: IMP-… the file can't be read, FIN-080 no table of this ledger, FIN-076 the total that a
            list of subsidies states is not the sum of its rows, SYS-403.
    """
    from desktop.exchange.ledger_table import find_ledger_table
    from desktop.exchange.reader import read_workbook

    office.require(editing_right_of(ledger))
    workbook = read_workbook(path, job=job)
    table = find_ledger_table(workbook, _words(ledger))
    if table is not None:
        remembered = chosen if chosen is not None else _remembered(office, ledger, table.fingerprint)
        if remembered:
            table = find_ledger_table(workbook, _words(ledger), remembered)
    if table is None:
        needed = "、".join(field.label for field in ledger_fields(ledger) if field.required)
        raise ProblemError(Problem("FIN-080", {"title": TITLES[ledger], "headings": needed}))
    units = {column.name: column.unit for column in table.columns}
    job = job or NoJob()
    rows: list[ImportRow] = []
    seen: set[tuple[object, ...]] = set()
    with office.store.reading() as connection:
        for done, (number, cells) in enumerate(table.rows):
            if done % _REPORT_EVERY == 0:
                job.report(done, len(table.rows))
                job.check_cancelled()
            values, problems = _read_row(office, connection, ledger, cells, units, defaults or {})
            key = _same_key(ledger, values)
            if None not in key and key in seen:
                problems = [*problems, Problem("FIN-081", {"name": _name(ledger, values, cells)})]
            seen.add(key)
            rows.append(
                ImportRow(number, values, tuple(_placed(each, table.sheet, number) for each in problems))
            )
    total = None
    if ledger == SUBSIDY:
        total = sum(whole(row.values, "amount_cents") or 0 for row in rows)
        _check_total(office, table.totals, units, total)
    return ImportPlan(
        ledger,
        table.sheet,
        tuple(ImportColumn(column.heading, column.name) for column in table.columns),
        tuple(rows),
        total,
    )


def _check_total(office: Office, totals: Mapping[str, Cell], units: Mapping[str, str], added: int) -> None:
    field = ledger_field(SUBSIDY, "amount_cents")
    stated = read_ledger_field(field, totals.get(field.name), office.today(), units.get(field.name, "")).value
    if isinstance(stated, int) and stated != added:
        values = {"stated": show_money(stated), "added": show_money(added)}
        raise ProblemError(Problem("FIN-076", values))


def _read_row(
    office: Office,
    connection: Connection,
    ledger: str,
    cells: Mapping[str, Cell],
    units: Mapping[str, str],
    defaults: Mapping[str, str],
) -> tuple[Row, list[Problem]]:
    row, problems = blank_row(ledger), list[Problem]()
    for field in ledger_fields(ledger):
        cell = cells.get(field.name, defaults.get(field.name))
        if cell is None:
            continue
        if field.form == "person":
            row[field.name], wrong = _match_person(connection, field, cell, cells)
        elif field.form == "record":
            row[field.name], wrong = _match_record(connection, field, str(cell).strip())
        else:
            reading = read_ledger_field(field, cell, office.today(), units.get(field.name, ""))
            row[field.name], wrong = reading.value, list(reading.problems)
            if field.form == "yes" and reading.value is None:
                row[field.name] = 0
        problems += wrong
    problems = check_row(office, connection, ledger, row, problems)
    if ledger in _SAME and _is_registered(connection, ledger, row):
        problems.append(Problem("FIN-081", {"name": _name(ledger, row, cells)}))
    return row, problems


def _match_person(
    connection: Connection, field: LedgerField, cell: Cell, cells: Mapping[str, Cell]
) -> tuple[str | None, list[Problem]]:
    """The person meant: by identity number and name, else by name, among several by group."""
    name = clean_name(str(cell))
    place = Place(column=field.label, field=field.name)
    number = read_citizen_id(cells.get(NUMBER)).value
    if number is not None:
        found = queries.holder_of_number(connection, number)
        if found is not None and found.name == name:
            return found.person_id, []
        return None, [Problem("FIN-077", {"name": name}, place)]
    people = queries.holders_named(connection, name)
    if len(people) > 1 and cells.get(GROUP) is not None:
        people = tuple(each for each in people if _is_group(each, str(cells[GROUP])))
    if len(people) > 1:
        heads = tuple(each for each in people if each.is_head)
        people = heads if len(heads) == 1 else people
    if len(people) == 1:
        return people[0].person_id, []
    if people:
        return None, [Problem("FIN-078", {"name": name, "count": str(len(people))}, place)]
    return None, [Problem("FIN-077", {"name": name}, place)]


def _is_group(holder: Holder, group: str) -> bool:
    return holder.group == group.strip() or (
        group_number(holder.group) == group_number(group) and any(map(str.isnumeric, group))
    )


def _match_record(connection: Connection, field: LedgerField, name: str) -> tuple[str | None, list[Problem]]:
    """A record that the row points to by its name; one that is not clear is left out with a warning."""
    if not name:
        return None, []
    found = queries.ids_named(connection, field.target, name)
    if len(found) == 1:
        return found[0], []
    place = Place(column=field.label, field=field.name)
    return None, [Problem("FIN-085", {"value": name[:20]}, place, Severity.WARNING)]


def _same_key(ledger: str, row: Row) -> tuple[object, ...]:
    names = _SAME.get(ledger, ("programme", "year", "person_id"))
    return tuple(row[name] for name in names)


def _is_registered(connection: Connection, ledger: str, row: Row) -> bool:
    first, *_ = _SAME[ledger]
    key = _same_key(ledger, row)
    return any(
        _same_key(ledger, other) == key
        for other in queries.list_where(connection, ledger, first, text(row, first))
    )


def _name(ledger: str, row: Row, cells: Mapping[str, Cell]) -> str:
    """What the row is called: a name of its own, or that of whom it is about."""
    own = text(row, "counterparty" if ledger == DEBT else "programme" if ledger == SUBSIDY else "name")
    about = next((field.name for field in ledger_fields(ledger) if field.form in ("person", "record")), "")
    return own or str(cells.get(about) or "").strip()[:20]


def _placed(problem: Problem, sheet: str, number: int) -> Problem:
    place = problem.place or Place()
    return problem._replace(place=Place(sheet, number, place.column, place.field))


def store_import(office: Office, plan: ImportPlan, chosen: Mapping[str, str] | None = None) -> int:
    """Store the rows that a plan takes, in one action, and remember what its columns mean.

    Every row is checked again beside those stored before it: two of one workbook may not fit together.

    Returns:
        Number of rows stored.

    Raises:
        ProblemError: What a row lacks that did not lack it when it was planned, with its place; SYS-403.
    """
    office.require(editing_right_of(plan.ledger))
    rows = plan.taken
    with office.change("edit", f"导入{TITLES[plan.ledger]} {len(rows)} 条") as work:
        for row in rows:
            problems = check_row(office, work.connection, plan.ledger, dict(row.values), [])
            wrong = [each for each in problems if each.severity is Severity.ERROR]
            if wrong:
                raise ProblemError(_placed(each, plan.sheet, row.number) for each in wrong)
            store_row(office, work, plan.ledger, row.values)
    if chosen:
        _remember(office, plan, chosen)
    return len(rows)


def _key(ledger: str, fingerprint: str) -> str:
    return f"{ledger}:{fingerprint}"


def _remembered(office: Office, ledger: str, fingerprint: str) -> dict[str, str]:
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT mapping FROM import_mapping WHERE fingerprint = ?", (_key(ledger, fingerprint),)
        ).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def _remember(office: Office, plan: ImportPlan, chosen: Mapping[str, str]) -> None:
    from desktop.exchange.ledger_table import headings_fingerprint

    key = _key(plan.ledger, headings_fingerprint(column.heading for column in plan.columns))
    with office.store.local_writing() as connection:
        connection.execute(
            "INSERT INTO import_mapping(fingerprint, mapping, used_at) VALUES(?, ?, ?) "
            "ON CONFLICT(fingerprint) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
            (key, json.dumps(dict(chosen), ensure_ascii=False), office.now_text()),
        )


def export_ledger(
    office: Office, ledger: str, path: Path, ids: Sequence[str] | None = None, job: JobHandle | None = None
) -> int:
    """Write a ledger as a workbook whose headings the import knows again; the export is logged.

    Args:
        office: The open office.
        ledger: One of `property_ledger.LEDGERS`.
        path: ``.xlsx`` or ``.csv``; replaced as a whole or not at all.
        ids: Only these records, in this order; None for all.
        job: May cancel.

    Returns:
        Number of rows.

    Raises:
        ProblemError: IMP-080 the file can't be written, SYS-403.
    """
    from desktop.exchange.list_writer import write_list

    office.require(Right.EXPORT)
    records = list_records(office, ledger)
    if ids is not None:
        by_id = {record.id: record for record in records}
        records = tuple(by_id[each] for each in ids if each in by_id)
    fields = ledger_fields(ledger)

    def rows() -> Iterator[Sequence[str]]:
        for record in records:
            yield (*(record.cells[field.name] for field in fields), record.state)
        # Last of all the rows, while the file can still be given up: what leaves is written down.
        office.log_access("export", ledger, None, tuple(field.name for field in fields), TITLES[ledger])

    headings = (*(field.label for field in fields), "状态")
    return write_list(path, headings, rows(), sheet_name=TITLES[ledger], job=job)
