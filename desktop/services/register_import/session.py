"""One import from the opening of the file to its undoing (导入花名册).

The same functions serve the wizard and the terminal. What was read and what was decided is kept in
the register, so that a broken-off import goes on where it stood; the register itself changes in one
transaction at the end.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.catalogue import Sensitivity, catalogue
from desktop.domain.garbage import no_garbage_search
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.remark import is_gone
from desktop.exchange.column_mapping import (
    propose_mapping,
)
from desktop.exchange.person_rows import Fixes, NormalisedTable, PersonRow, normalise_table
from desktop.exchange.table_finder import find_tables
from desktop.exchange.workbook import Workbook
from desktop.services import history, import_batches
from desktop.services.backup import Reason, make_backup_if_changed
from desktop.services.import_batches import REGISTER, ImportBatch, KeptImport, OpenWorkbook
from desktop.services.office import Office
from desktop.services.register_import.columns import ColumnPlan
from desktop.services.register_import.matching import RegisterIndex, load_index, plan_rows
from desktop.services.register_import.rows import Decisions, PlannedRow, RowClass, SourceRow
from desktop.services.register_import.writing import PlanWriter

OpenImport = OpenWorkbook[Decisions]
"""A workbook of people under way."""


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Someone of the register, in a group that the workbook covers, whom it does not list."""

    person_id: str
    name: str
    household_no: str
    villager_group: str


@dataclass(frozen=True)
class ImportPlan:
    """What would happen: every row with its class, and who is missing in the workbook.

    ``problems`` are about tables as a whole; ``skipped`` counts rows that are no people (totals,
    notes, repeated headings).
    """

    rows: list[PlannedRow]
    missing: tuple[MissingPerson, ...]
    problems: tuple[Problem, ...]
    skipped: int
    columns: ColumnPlan
    normalised: tuple[NormalisedTable, ...]

    @property
    def counts(self) -> dict[RowClass, int]:
        """Rows by class; they add up to the rows of the workbook that hold people."""
        counted = Counter(row.row_class for row in self.rows)
        return {row_class: counted.get(row_class, 0) for row_class in RowClass}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``failed`` counts the rows that went into the error workbook; ``problems`` are about tables as
    a whole.
    """

    batch_id: str
    file_name: str
    counts: Mapping[str, int]
    missing: int
    failed: int
    problems: tuple[Problem, ...]


def open_import(office: Office, path: Path, job: JobHandle | None = None) -> OpenImport:
    """Read a workbook, find its tables and propose what its columns mean.

    Raises:
        ProblemError: IMP-001 to IMP-019 the file can't be read, IMP-210 no table of people in it,
            SYS-403.
        Cancelled: The user asked to stop; nothing is kept.
    """
    office.require(Right.IMPORT)
    return import_batches.open_workbook(
        office,
        REGISTER,
        path,
        job,
        lambda batch_id, name, workbook: _opened(office, batch_id, name, workbook, Decisions()),
    )


def _opened(
    office: Office, batch_id: str, file_name: str, workbook: Workbook, decisions: Decisions
) -> OpenImport:
    tables = find_tables(workbook)
    if not tables:
        raise ProblemError(Problem("IMP-210", {"file": file_name}))
    with office.store.reading() as connection:
        remembered = [import_batches.remembered(connection, REGISTER, table) for table in tables]
    mappings = [propose_mapping(table, known) for table, known in zip(tables, remembered, strict=True)]
    return import_batches.opened_workbook(batch_id, file_name, workbook, tables, mappings, decisions)


def resume_import(office: Office, batch_id: str) -> OpenImport:
    """Go on with an import that was broken off before it was committed.

    Raises:
        ProblemError: IMP-211 there is no open import of this id, SYS-403.
    """
    office.require(Right.IMPORT)
    kept = import_batches.find_kept(office, REGISTER, batch_id)
    if kept is None:
        raise ProblemError(Problem("IMP-211"))
    return _reopened(office, batch_id, kept)


def _reopened(office: Office, batch_id: str, kept: KeptImport) -> OpenImport:
    return _opened(office, batch_id, kept.file_name, kept.workbook, Decisions.from_json(kept.decisions))


def drop_import(office: Office, batch_id: str) -> None:
    """Give up an import that was not committed; what was read of the file is forgotten."""
    office.require(Right.IMPORT)
    import_batches.drop(office, REGISTER, batch_id)


def choose_column(opened: OpenImport, sheet: str, position: int, identifier: str) -> None:
    """Say what a column means: a catalogue identifier, a role beginning with ``@``, or "" for nothing."""
    opened.choose(sheet, position, identifier)


def plan_import(office: Office, opened: OpenImport, job: JobHandle | None = None) -> ImportPlan:
    """Work out what would happen with every row; changes nothing.

    Raises:
        ProblemError: SYS-403.
        Cancelled: The user asked to stop.
    """
    office.require(Right.IMPORT)
    with no_garbage_search():
        return _plan(office, opened, job or NoJob())


def _plan(office: Office, opened: OpenImport, job: JobHandle) -> ImportPlan:
    normalised = _normalised(office, opened, job)
    rows: list[SourceRow] = []
    first_household = 0
    for result in normalised:
        rows.extend(_source_row(person, first_household) for person in result.rows)
        first_household += 1 + max((person.household for person in result.rows), default=-1)
    job.report(1, 1, "match")
    columns = ColumnPlan.of(_columns_of(rows))
    with office.store.reading() as connection:
        index = load_index(connection, columns)
    planned = plan_rows(rows, index, opened.decisions)
    return ImportPlan(
        planned,
        _missing(planned, index),
        tuple(problem for result in normalised for problem in result.problems),
        sum(len(result.skipped) for result in normalised),
        columns,
        tuple(normalised),
    )


def _normalised(office: Office, opened: OpenImport, job: JobHandle) -> list[NormalisedTable]:
    chosen = opened.chosen()
    results = []
    for number, (table, mapping) in enumerate(chosen):
        job.check_cancelled()
        job.report(number, len(chosen), "normalise")
        results.append(
            normalise_table(
                table,
                mapping,
                Fixes(opened.mended_cells(table.sheet.name), dict(opened.decisions.values)),
                today=office.today(),
                date1904=opened.workbook.date1904,
                stored=True,
            )
        )
    return results


def _source_row(person: PersonRow, first_household: int) -> SourceRow:
    values: dict[str, Value] = person.values
    event_kind = ""
    if person.event is not None:
        event_kind = person.event.kind
        if person.event.residence_state:
            values["residence_state"] = person.event.residence_state
        if is_gone(person.event) and person.event.event_date:
            column = "death_date" if event_kind == "20" else "moved_out_date"
            values[column] = values.get(column) or person.event.event_date
    if person.id_hint:
        values["id_damaged"] = person.id_hint
    if person.remark:
        values["note"] = person.remark
    return SourceRow(
        person.sheet,
        person.row,
        person.member,
        person.household + first_household if person.household >= 0 else -1,
        values,
        person.problems,
        person.id_hint,
        event_kind,
        person.references,
        person.block,
    )


def _columns_of(rows: Sequence[SourceRow]) -> list[str]:
    """Columns that any row fills, in the order of first appearance."""
    columns: dict[str, None] = {}
    seen: set[frozenset[str]] = set()
    for row in rows:
        names = frozenset(row.values)
        if names not in seen:
            seen.add(names)
            columns.update(dict.fromkeys(row.values))
    return list(columns)


def _missing(planned: Sequence[PlannedRow], index: RegisterIndex) -> tuple[MissingPerson, ...]:
    groups = {str(row.source.values.get("villager_group") or "") for row in planned} - {""}
    named = {row.person_id for row in planned if row.person_id}
    named.update(person_id for row in planned for person_id in row.candidates)
    return tuple(
        MissingPerson(person.id, person.name, person.household_no, person.villager_group)
        for person in index.by_person_id.values()
        if person.villager_group in groups and person.household_id and person.id not in named
    )


def commit_import(
    office: Office, opened: OpenImport, plan: ImportPlan, job: JobHandle | None = None
) -> ImportReport:
    """Write the plan into the register, all or nothing, and keep the rows that failed.

    Raises:
        ProblemError: IMP-212 the import was committed already, STO-004 disk full …, SYS-403.
        Cancelled: The user asked to stop; the register is as it was and the import still open.
    """
    office.require(Right.IMPORT)
    job = job or NoJob()
    counts = {row_class.value: number for row_class, number in plan.counts.items()}
    counts["not_people"] = plan.skipped
    failed = [row for row in plan.rows if row.row_class in (RowClass.FAULTY, RowClass.ASK)]
    job.report(0, 0, "backup")
    make_backup_if_changed(office, Reason.BEFORE_IMPORT, job)
    with (
        no_garbage_search(),
        office.change("import", f"导入：{opened.file_name}", batch_id=opened.batch_id) as work,
    ):
        faults = ((row.source.sheet, row.source.row_no, _problems_json(row)) for row in failed)
        told = counts | {"missing": len(plan.missing)}
        if not import_batches.commit(office, work, opened, told, faults, REGISTER):
            raise ProblemError(Problem("IMP-212"))
        writer = PlanWriter(work, plan.columns, office.vault.village.division_code, office.today(), job)
        writer.write(plan.rows)
    return ImportReport(
        opened.batch_id,
        opened.file_name,
        counts,
        len(plan.missing),
        len({_row_key(row) for row in failed}),
        plan.problems,
    )


def _row_key(row: PlannedRow) -> tuple[str, int]:
    return (row.source.sheet, row.source.row_no)


def _problems_json(row: PlannedRow) -> str:
    return json.dumps(
        [
            {
                "code": problem.code,
                "values": dict(problem.values),
                "column": problem.place.column if problem.place else "",
                "field": problem.place.field if problem.place else "",
            }
            for problem in row.all_problems
        ],
        ensure_ascii=False,
    )


def list_batches(office: Office) -> tuple[ImportBatch, ...]:
    """Imports, latest first; open ones can be resumed, committed ones undone."""
    office.require(Right.READ_REGISTER)
    return import_batches.list_batches(office, REGISTER)


def undo_clashes(office: Office, batch_id: str) -> tuple[history.ClashView, ...]:
    """What was edited since a batch was imported, to be decided one by one before undoing it."""
    return history.clashes(office, _change_set(office, batch_id))


def undo_import(
    office: Office,
    batch_id: str,
    forced: frozenset[history.ClashKey] = frozenset(),
    job: JobHandle | None = None,
) -> tuple[history.ClashView, ...]:
    """Take a whole import back, on any later day, updates included.

    Args:
        office: The office at work.
        batch_id: The import.
        forced: Records that were edited since and shall go back all the same.
        job: Told the progress of the backup that is made first.

    Returns:
        What was left as it is because it was edited since.

    Raises:
        ProblemError: IMP-213 there is no committed import of this id, SYS-403.
    """
    office.require(Right.UNDO_IMPORT)
    make_backup_if_changed(office, Reason.BEFORE_UNDO, job or NoJob())
    return history.undo(office, _change_set(office, batch_id), forced)


def _change_set(office: Office, batch_id: str) -> int:
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT change_set FROM import_batch WHERE id = ? AND state = 'committed'", (batch_id,)
        ).fetchone()
    if row is None or row[0] is None:
        raise ProblemError(Problem("IMP-213"))
    return int(row[0])


def write_errors(office: Office, batch_id: str, path: Path, job: JobHandle | None = None) -> int:
    """Write the error workbook of a committed import: exactly the rows that were not taken.

    It has the original headings and columns, then reason and advice; it can be mended and imported
    again. The export is logged.

    Args:
        office: The office at work.
        batch_id: The import, committed on any earlier day.
        path: Where the xlsx goes.
        job: Told how far it is.

    Returns:
        Rows written; nothing is written when none failed.

    Raises:
        ProblemError: IMP-213 there is no such import, IMP-080 the file can't be written, SYS-403.
    """
    from desktop.exchange.error_workbook import write_error_workbook

    office.require(Right.IMPORT)
    job = job or NoJob()
    kept = import_batches.find_kept(office, REGISTER, batch_id, "committed")
    if kept is None:
        raise ProblemError(Problem("IMP-213"))
    with office.store.reading() as connection:
        faults = connection.execute(
            "SELECT sheet, row_no, problems FROM import_fault WHERE batch_id = ? ORDER BY pk", (batch_id,)
        ).fetchall()
    if not faults:
        return 0
    job.report(0, 2, "normalise")
    problems: dict[tuple[str, int], list[Problem]] = {}
    for sheet, row_no, text in faults:
        problems.setdefault((sheet, row_no), []).extend(_match_problems(text))
    opened = _reopened(office, batch_id, kept)
    tables = _normalised(office, opened, job)
    job.report(1, 2, "write")
    failed = [
        (table, [person for person in table.rows if (person.sheet, person.row) in problems])
        for table in tables
    ]
    written = write_error_workbook(path, [(table, rows) for table, rows in failed if rows], problems)
    office.log_access("export", "import_batch", batch_id, purpose="import errors")
    return written


def _match_problems(text: str) -> list[Problem]:
    """Problems of the match; those of the cells are found again when the cells are read again."""
    return [
        Problem(entry["code"], entry["values"])
        for entry in json.loads(text)
        if entry["code"].startswith("IMP-2")
    ]


def column_choices() -> tuple[tuple[str, str], ...]:
    """What a column can be mapped to: identifier and label, in catalogue order; no restricted field is."""
    return tuple(
        (spec.identifier, spec.label)
        for spec in catalogue()
        if not spec.derived and spec.sensitivity is not Sensitivity.R
    )
