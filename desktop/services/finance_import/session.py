"""One import of entries from the opening of the file to its undoing.

As with the register, what was read and decided lies in the file from the first page on, the books change
in one transaction at the end, and any import can be taken back on any later day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from db.connection import Connection
from db.queries import finance as queries
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.exchange.funds_columns import find_funds_tables, propose_funds_mapping
from desktop.exchange.funds_rows import FundsTable, read_funds_table
from desktop.exchange.workbook import Workbook
from desktop.services import history, import_batches
from desktop.services.backup import Reason, make_backup_if_changed
from desktop.services.finance.balances import put_declared
from desktop.services.finance.entries import write_entries
from desktop.services.finance.vouchers import VoucherIndex, get_voucher_months
from desktop.services.finance_import.decisions import FundsDecisions
from desktop.services.finance_import.planning import Books, EntryClass, FundsPlan, PlannedEntry, plan_rows
from desktop.services.import_batches import FUNDS, ImportBatch, KeptImport, OpenWorkbook
from desktop.services.office import Office
from desktop.services.settings import put_setting

_SUBJECTS, _ACCOUNTS = "funds_kind", "funds_account"
_STEP_ROWS = 200


OpenFunds = OpenWorkbook[FundsDecisions]
"""A workbook of entries under way."""


@dataclass(frozen=True, slots=True)
class FundsReport:
    """What an import did: rows by class, rows that are no entries, and those in the error workbook."""

    batch_id: str
    file_name: str
    counts: Mapping[str, int]
    failed: int
    income_cents: int
    expense_cents: int
    problems: tuple[Problem, ...]


def open_funds(office: Office, path: Path, job: JobHandle | None = None) -> OpenFunds:
    """Read a workbook, find its tables of entries and propose what their columns mean.

    Raises:
        ProblemError: IMP-001 to IMP-019 the file can't be read, FIN-030 no table of entries in it, SYS-403.
        Cancelled: The user asked to stop; nothing is kept.
    """
    office.require(Right.EDIT_FINANCE)
    return import_batches.open_workbook(
        office,
        FUNDS,
        path,
        job,
        lambda batch_id, name, workbook: _opened(office, batch_id, name, workbook, FundsDecisions()),
    )


def _opened(
    office: Office, batch_id: str, file_name: str, workbook: Workbook, decisions: FundsDecisions
) -> OpenFunds:
    tables = find_funds_tables(workbook)
    if not tables:
        raise ProblemError(Problem("FIN-030", {"file": file_name}))
    with office.store.reading() as connection:
        remembered = [import_batches.remembered(connection, FUNDS, table) for table in tables]
    mappings = [propose_funds_mapping(table, known) for table, known in zip(tables, remembered, strict=True)]
    return import_batches.opened_workbook(batch_id, file_name, workbook, tables, mappings, decisions)


def resume_funds(office: Office, batch_id: str) -> OpenFunds:
    """Go on with an import that was broken off before it was written.

    Raises:
        ProblemError: FIN-044 there is no open import of this id, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    kept = import_batches.find_kept(office, FUNDS, batch_id)
    if kept is None:
        raise ProblemError(Problem("FIN-044"))
    return _reopened(office, batch_id, kept)


def _reopened(office: Office, batch_id: str, kept: KeptImport) -> OpenFunds:
    decisions = FundsDecisions.from_json(kept.decisions)
    return _opened(office, batch_id, kept.file_name, kept.workbook, decisions)


def drop_funds(office: Office, batch_id: str) -> None:
    """Give up an import that was not written; what was read of the file is forgotten."""
    office.require(Right.EDIT_FINANCE)
    import_batches.drop(office, FUNDS, batch_id)


def choose_column(opened: OpenFunds, sheet: str, position: int, identifier: str) -> None:
    """Say what a column means; "" for nothing. Another column with that meaning gives it up."""
    for table, mapping in zip(opened.tables, opened.mappings, strict=True):
        for match in mapping:
            if table.sheet.name == sheet and identifier and match.identifier == identifier:
                opened.choose(sheet, match.column.position, "")
    opened.choose(sheet, position, identifier)


def mend_cell(opened: OpenFunds, row: PlannedEntry, identifier: str, text: str) -> None:
    """Put a text in place of a cell; a kind is given by its code."""
    opened.decisions.cells[row.sheet, row.row.row, identifier] = text


def skip_row(opened: OpenFunds, row: PlannedEntry, *, skip: bool = True) -> None:
    """Leave a row out, or take it back in."""
    key = (row.sheet, row.row.row)
    if skip:
        opened.decisions.skipped.add(key)
    else:
        opened.decisions.skipped.discard(key)


def plan_funds(office: Office, opened: OpenFunds, job: JobHandle | None = None) -> FundsPlan:
    """Work out what would happen with every row; changes nothing.

    Raises:
        ProblemError: FIN-048 a table has no column for what every entry needs, SYS-403.
        Cancelled: The user asked to stop.
    """
    office.require(Right.EDIT_FINANCE)
    job = job or NoJob()
    job.report(0, 2, "normalise")
    tables = _read(office, opened)
    job.check_cancelled()
    job.report(1, 2, "match")
    with office.store.reading() as connection:
        return plan_rows(tables, opened.decisions, _books(connection, opened.decisions))


def _books(connection: Connection, decisions: FundsDecisions) -> Books:
    months = decisions.voucher_months or get_voucher_months(connection)
    subjects = {(word[0], word[2:]): meaning for word, meaning in _words(connection, _SUBJECTS).items()}
    return Books(
        connection,
        VoucherIndex(connection, months),
        tuple(each for each in queries.list_accounts(connection) if not each.closed_on),
        subjects,
        _words(connection, _ACCOUNTS),
    )


def _words(connection: Connection, topic: str) -> dict[str, str]:
    rows = connection.execute("SELECT word, meaning FROM import_word WHERE topic = ?", (topic,))
    return {str(word): str(meaning) for word, meaning in rows}


_NEEDED = (
    ("日期", ("entry_on", "@day")),
    ("金额", ("income", "expense", "amount")),
    ("摘要", ("summary", "kind")),
)


def _read(office: Office, opened: OpenFunds) -> list[FundsTable]:
    problems = []
    tables = []
    for table, mapping in opened.chosen():
        sheet = table.sheet.name
        known = {match.identifier for match in mapping}
        if missing := [name for name, any_of in _NEEDED if not known.intersection(any_of)]:
            problems.append(Problem("FIN-048", {"columns": "、".join(missing)}, Place(sheet)))
            continue
        tables.append(
            read_funds_table(
                table,
                mapping,
                opened.mended_cells(sheet),
                today=office.today(),
                date1904=opened.workbook.date1904,
            )
        )
    if problems:
        raise ProblemError(problems)
    return tables


def commit_funds(
    office: Office, opened: OpenFunds, plan: FundsPlan, job: JobHandle | None = None
) -> FundsReport:
    """Write the new entries and the balances stated, all or nothing, and keep the rows that failed.

    Raises:
        ProblemError: FIN-045 the import was written already, STO-004 disk full …, SYS-403.
        Cancelled: The user asked to stop; the books are as they were and the import still open.
    """
    office.require(Right.EDIT_FINANCE)
    job = job or NoJob()
    counts = {each.value: number for each, number in plan.counts.items()} | {"no_entries": plan.passed_over}
    failed = [row for row in plan.rows if row.entry_class in (EntryClass.FAULTY, EntryClass.DUPLICATE)]
    new = [row.entry for row in plan.rows if row.entry_class is EntryClass.NEW]
    job.report(0, 0, "backup")
    make_backup_if_changed(office, Reason.BEFORE_IMPORT, job)
    with office.change("import", f"导入收支：{opened.file_name}", batch_id=opened.batch_id) as work:
        faults = ((row.sheet, row.row.row, "") for row in failed)
        if not import_batches.commit(office, work, opened, counts, faults, FUNDS):
            raise ProblemError(Problem("FIN-045"))
        for start in range(0, len(new), _STEP_ROWS):
            job.check_cancelled()
            job.report(start, len(new), "write")
            write_entries(work, new[start : start + _STEP_ROWS])
        if opened.decisions.take_balances:
            for balance in plan.balances:
                if not balance.is_opening or balance.known_cents is None:
                    put_declared(work, balance.opening_on, balance.stated_cents, balance.account_id)
        if opened.decisions.voucher_months:
            put_setting(work, "voucher_months", opened.decisions.voucher_months)
        _remember_words(office, work.connection, opened.decisions)
    income, expense = plan.sums()
    return FundsReport(opened.batch_id, opened.file_name, counts, len(failed), income, expense, plan.problems)


def _remember_words(office: Office, connection: Connection, decisions: FundsDecisions) -> None:
    """Keep what the words mean that the clerk explained."""
    now = office.now_text()
    words = [(_SUBJECTS, f"{side}:{word}", code) for (side, word), code in decisions.words.items()]
    words += [(_ACCOUNTS, word, account_id) for word, account_id in decisions.accounts.items()]
    connection.executemany(
        "INSERT INTO import_word(topic, word, meaning, used_at) VALUES(?, ?, ?, ?) "
        "ON CONFLICT(topic, word) DO UPDATE SET meaning = excluded.meaning, used_at = excluded.used_at",
        ((topic, word, meaning, now) for topic, word, meaning in words if meaning),
    )


def list_funds_batches(office: Office) -> tuple[ImportBatch, ...]:
    """Imports of entries, latest first; open ones can be resumed, committed ones undone."""
    office.require(Right.READ_FINANCE)
    return import_batches.list_batches(office, FUNDS)


def undo_funds(office: Office, batch_id: str, job: JobHandle | None = None) -> tuple[history.ClashView, ...]:
    """Take a whole import back, on any later day.

    Returns:
        Entries that are left as they are because they were edited since.

    Raises:
        ProblemError: FIN-044 there is no such import, or it is undone already, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    found = next((each for each in list_funds_batches(office) if each.batch_id == batch_id), None)
    if found is None or found.state != "committed":
        raise ProblemError(Problem("FIN-044"))
    make_backup_if_changed(office, Reason.BEFORE_UNDO, job or NoJob())
    return history.undo(office, found.change_set, right=Right.EDIT_FINANCE)


def write_funds_errors(office: Office, batch_id: str, path: Path, job: JobHandle | None = None) -> int:
    """Write the error workbook of an import: exactly the rows that were not taken, with reason and advice.

    It has the original headings and columns and can be mended and imported again. The export is logged.

    Returns:
        Rows written; nothing is written when none failed.

    Raises:
        ProblemError: FIN-044 there is no such import, IMP-080 the file can't be written, SYS-403.
    """
    from desktop.exchange.error_workbook import write_error_workbook

    office.require(Right.EDIT_FINANCE)
    kept = import_batches.find_kept(office, FUNDS, batch_id, "committed")
    if kept is None:
        raise ProblemError(Problem("FIN-044"))
    with office.store.reading() as connection:
        faults = set(
            connection.execute("SELECT sheet, row_no FROM import_fault WHERE batch_id = ?", (batch_id,))
        )
    if not faults:
        return 0
    opened = _reopened(office, batch_id, kept)
    tables = _read(office, opened)
    with office.store.reading() as connection:
        planned = plan_rows(tables, opened.decisions, _books(connection, opened.decisions)).rows
    problems = {
        (row.sheet, row.row.row): row.problems
        for row in planned
        if row.entry_class in (EntryClass.FAULTY, EntryClass.DUPLICATE)
    }
    failed = [
        (table, [row for row in table.rows if (table.table.sheet.name, row.row) in faults])
        for table in tables
    ]
    written = write_error_workbook(
        path,
        [(table, [replace(row, problems=()) for row in rows]) for table, rows in failed if rows],
        problems,
    )
    office.log_access("export", "import_batch", batch_id, purpose="import errors")
    return written
