"""Saved tables: keeping, finding, putting away; made by hand, from a list, a task or a form."""

from dataclasses import dataclass, replace

from db.queries import report_tables as queries
from db.queries.report_tables import ReportRunRow, ReportTableRow
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.register_filter import Condition, ListLayout, Op, RegisterFilter
from desktop.domain.report_table import (
    MOST_COLUMNS,
    AskedTable,
    ReportColumn,
    ReportSpec,
    Source,
    Subject,
    spec_from_json,
    spec_to_json,
)
from desktop.domain.task_order import answer_id_of
from desktop.services import register
from desktop.services.office import Office, actors
from desktop.services.register import ListKind
from desktop.services.report_tables.forms import decoded, encoded, read_form_table
from desktop.services.report_tables.running import check_spec, fields_of

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class SavedTable:
    """A saved table; ``form`` is the requester's workbook, empty for none.

    ``last_*`` tell of the latest run that left: moment in UTC, rows, by whom; empty for never.
    """

    id: str
    title: str
    requester: str
    spec: ReportSpec
    form: bytes
    form_name: str
    note: str
    last_run_at: str
    last_rows: int
    last_by: str


@dataclass(frozen=True, slots=True)
class NewTable:
    """What is typed about a table."""

    title: str
    spec: ReportSpec
    requester: str = ""
    form: bytes = b""
    form_name: str = ""
    note: str = ""


def list_tables(office: Office) -> tuple[SavedTable, ...]:
    """Tables in use, by title; one that another program wrote and this one can't read is left out.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EXPORT)
    names = actors(office)
    with office.store.reading() as connection:
        rows, runs = queries.list_tables(connection), queries.last_runs(connection)
    found = (_saved(row, runs.get(row.id), names) for row in rows)
    return tuple(each for each in found if each is not None)


def find_table(office: Office, table_id: str) -> SavedTable:
    """One table.

    Raises:
        ProblemError: TSK-020 there is none; SYS-403.
    """
    office.require(Right.EXPORT)
    names = actors(office)
    with office.store.reading() as connection:
        row, runs = queries.find_table(connection, table_id), queries.last_runs(connection)
    found = _saved(row, runs.get(row.id), names) if row is not None else None
    if found is None:
        raise ProblemError(Problem("TSK-020"))
    return found


def _saved(row: ReportTableRow, run: ReportRunRow | None, names: dict[str, str]) -> SavedTable | None:
    try:
        spec, form = spec_from_json(row.spec), decoded(row.form)
    except (ValueError, ProblemError):
        return None
    return SavedTable(
        row.id,
        row.title,
        row.requester,
        spec,
        form,
        row.form_name,
        row.note,
        run.run_at if run else "",
        run.row_count if run else 0,
        names.get(run.run_by, "") if run else "",
    )


def check_table(new: NewTable) -> tuple[Problem, ...]:
    """What keeps a table from being saved: TSK-021 to TSK-024."""
    problems = []
    if not 0 < len(new.title.strip()) <= TITLE_LENGTH:
        problems.append(Problem("TSK-023", {"length": str(TITLE_LENGTH)}, Place(field="title")))
    if len(new.spec.columns) > MOST_COLUMNS:
        problems.append(Problem("TSK-024", {"most": str(MOST_COLUMNS)}, Place(field="columns")))
    return tuple(problems)


def save_table(office: Office, new: NewTable, table_id: str = "", record_id: RecordId | None = None) -> str:
    """Keep a table, or change one; returns its id.

    Raises:
        ProblemError: TSK-020 to TSK-024, TSK-030, SYS-403.
    """
    office.require(Right.EXPORT)
    if problems := check_table(new):
        raise ProblemError(problems)
    check_spec(new.spec)
    values = {
        "title": new.title.strip(),
        "requester": new.requester.strip() or None,
        "spec": spec_to_json(new.spec),
        "form": encoded(new.form) if new.form else None,
        "form_name": new.form_name or None,
        "note": new.note.strip() or None,
        "retired_on": None,
    }
    with office.change("edit", f"保存报表：{new.title.strip()}") as work:
        if not table_id and record_id is not None and queries.find_table(work.connection, record_id):
            table_id = record_id
        if table_id:
            if not work.update("report_table", table_id, values):
                raise ProblemError(Problem("TSK-020"))
            return table_id
        return work.insert("report_table", values, record_id)


def retire_table(office: Office, table_id: str) -> None:
    """Put a table away; its runs stay.

    Raises:
        ProblemError: TSK-020, SYS-403.
    """
    found = find_table(office, table_id)
    with office.change("edit", f"停用报表：{found.title}") as work:
        work.update("report_table", table_id, {"retired_on": office.today().isoformat()})


_SUBJECTS = {ListKind.PEOPLE: Subject.PEOPLE, ListKind.HOUSEHOLDS: Subject.HOUSEHOLDS}


def spec_of_list(kind: ListKind, layout: ListLayout) -> ReportSpec:
    """The table of a list as it is shown: the same rows, columns and order, a serial number in front."""
    subject = _SUBJECTS[kind]
    fields = fields_of(subject)
    columns = tuple(
        ReportColumn(key, fields[key].label) for key in layout.columns if key in fields and key != "problem"
    )
    return ReportSpec(subject, (serial_column(), *columns), layout.filter, layout.sort)


def serial_column() -> ReportColumn:
    """The serial number."""
    return ReportColumn("", "序号", Source.SERIAL)


def present(subject: Subject) -> RegisterFilter:
    """Those who are here: what a table holds unless something else is asked."""
    kind = ListKind.PEOPLE if subject is Subject.PEOPLE else ListKind.HOUSEHOLDS
    return register.usual_layout(kind).filter


def table_of_task(office: Office, order_id: str, title: str, issuer: str, asked: AskedTable) -> str:
    """The saved table of a task: made the first time, found again later, the same on every PC.

    Raises:
        ProblemError: TSK-021 to TSK-027, IMP-001 to IMP-019, SYS-403.
    """
    office.require(Right.EXPORT)
    record_id = RecordId(answer_id_of(order_id, 0))
    with office.store.reading() as connection:
        if queries.find_table(connection, record_id) is not None:
            return record_id
    form = decoded(asked.form) if asked.form else b""
    spec = asked.spec or read_form_table(office, form)[1]
    if not spec.filter.conditions:
        spec = replace(spec, filter=present(spec.subject))
    new = NewTable(title[:TITLE_LENGTH], spec, issuer, form, asked.form_name)
    return save_table(office, new, record_id=record_id)


def summary_spec(subject: Subject, group_by: str, counts: tuple[tuple[str, Condition], ...]) -> ReportSpec:
    """A table by groups: how many there are, and how many of them pass each condition."""
    fields = fields_of(subject)
    unit = "人数" if subject is Subject.PEOPLE else "户数"
    columns = (
        serial_column(),
        ReportColumn(group_by, fields[group_by].label),
        ReportColumn("", unit, Source.COUNT, total=True),
        *(ReportColumn("", f"其中：{label}", Source.COUNT, (each,), total=True) for label, each in counts),
    )
    return ReportSpec(subject, columns, present(subject), group_by=group_by)


USUAL_COUNTS: dict[Subject, tuple[tuple[str, Condition], ...]] = {
    Subject.PEOPLE: (
        ("60 岁以上", Condition("age", Op.BETWEEN, ("60", ""))),
        ("低保", Condition("group_tags", Op.IN, ("A01",))),
        ("持证残疾人", Condition("group_tags", Op.IN, ("C01",))),
        ("外出", Condition("residence_state", Op.IN, ("20",))),
    ),
    Subject.HOUSEHOLDS: (("危房", Condition("safety_grade", Op.IN, ("C", "D"))),),
}
"""What summaries most often ask for; a first proposal that is changed in the dialog."""
