"""A table leaves the office: as a plain workbook or in the requester's own, logged, and kept as a run."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from db.queries import report_tables as queries
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.report_table import TableBody, body_to_json
from desktop.exchange.form_filling import fill_form, read_form
from desktop.exchange.list_writer import write_report
from desktop.services.office import Office
from desktop.services.report_tables.forms import cells_by_position, form_file
from desktop.services.report_tables.running import RunTable
from desktop.services.report_tables.tables import SavedTable


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows, and headings that stayed empty in the requester's form."""

    rows: int
    left_empty: tuple[str, ...]


def export_table(office: Office, saved: SavedTable, run: RunTable, path: Path, purpose: str) -> Exported:
    """Write a table into a workbook in full, log it, and keep it as the last run.

    Args:
        office: The open office.
        saved: The table; with its form, that is filled in place.
        run: Its rows as they were looked at.
        path: ``.xlsx``; replaced as a whole or not at all.
        purpose: Why and for whom; needed where it holds sensitive columns.

    Raises:
        ProblemError: SYS-403; TSK-018 no reason for sensitive columns; TSK-029 no rows; IMP-080 it can't be
            written; TSK-025 to TSK-027 the form is not what it was.
    """
    require_may_leave(office, run, purpose)
    told = purpose.strip() or saved.requester or saved.title
    with office.change("system", f"导出报表：{saved.title}") as work:
        written = _write(office, saved, run, path)
        office.write_access(
            work.connection,
            "export_full" if run.covered else "export",
            "report_table",
            saved.id,
            run.body.labels,
            told,
        )
        note_run(office, work, saved.id, run.body)
    return written


def require_may_leave(office: Office, run: RunTable, purpose: str) -> None:
    """Refuse to hand a table on without the rights and, with sensitive columns, the reason.

    Raises:
        ProblemError: SYS-403; TSK-018, TSK-029.
    """
    office.require(Right.EXPORT)
    if not run.body.rows:
        raise ProblemError(Problem("TSK-029"))
    if run.covered:
        office.require(Right.REVEAL)
        if not purpose.strip():
            raise ProblemError(Problem("TSK-018", place=Place(field="reason")))


def note_run(office: Office, work: Work, table_id: str, body: TableBody, order_id: str = "") -> None:
    """Keep a run inside an open transaction; rows equal to those of the run before are not kept twice."""
    before = queries.last_body(work.connection, table_id)
    text = body_to_json(body)
    digest = hashlib.sha256(text.encode()).hexdigest()
    is_same = before is not None and before.digest == digest
    work.insert(
        "report_run",
        {
            "report_id": table_id,
            "run_at": office.now_text(),
            "row_count": len(body.rows),
            "digest": digest,
            "body": None if is_same else text,
            "order_id": order_id or None,
            "run_by": office.user.id,
        },
    )


def _write(office: Office, saved: SavedTable, run: RunTable, path: Path) -> Exported:
    if not saved.form:
        _write_plain(office, saved, run, path)
        return Exported(len(run.body.rows), ())
    with form_file(office, saved.form) as form_path:
        layout = read_form(form_path)
    rows, texts = cells_by_position(run.spec, tuple(row.cells for row in run.body.rows))
    done = fill_form(path, saved.form, layout, rows, texts)
    return Exported(done.rows, done.left_empty)


def _write_plain(office: Office, saved: SavedTable, run: RunTable, path: Path) -> None:
    rows = [row.cells for row in run.body.rows]
    if run.totals:
        rows.append(run.totals)
    head = run.spec.head or (saved.title,)
    # domain.md 12 and 14: a table says its cut-off and how many rows it has, an export who made it and when
    at = office.clock().astimezone().strftime("%Y-%m-%d %H:%M")
    made = f"{office.vault.village.name}　{office.user.display_name} {at} 导出"
    foot = f"{made}　数据截至 {run.on}　{len(run.body.rows)} 行"
    write_report(
        path,
        head,
        run.body.labels,
        rows,
        run.spec.foot,
        saved.title,
        numeric=run.numeric,
        printed_foot=foot,
    )
