"""Answering a task from above: exactly what is asked, in one action that settles its event as well."""

from dataclasses import dataclass

from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.report_table import TableBody, body_to_json, split_covered
from desktop.domain.task_order import EVIDENCE, QUANTITY, TABLE, Follow, answer_id_of, missing_of
from desktop.services.office import Office
from desktop.services.report_tables.exporting import note_run
from desktop.services.task_orders.event_steps import follow_task
from desktop.services.task_orders.orders import TaskOrder, find_task

LONGEST = 2_000
GREATEST_QUANTITY = 10**12
MOST_BODY = 2_000_000
"""Characters of a table; 3,000 households with twenty columns have a third of it."""

_MISSING = {EVIDENCE: "TSK-011", QUANTITY: "TSK-012", TABLE: "TSK-013"}


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table that goes with an answer.

    Attributes:
        body: Its rows in full.
        covered: Headings of columns of class S.
        is_withheld: Those columns do not go with it, since the county rules that they stay in the village.
        report_id: The saved table it was made by.
        cut_off_at: The day it holds for.
    """

    body: TableBody
    covered: frozenset[str] = frozenset()
    is_withheld: bool = False
    report_id: str = ""
    cut_off_at: str = ""

    @property
    def is_sensitive(self) -> bool:
        """Whether it hands over columns of class S."""
        return bool(self.covered) and not self.is_withheld


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is answered; ``reason`` says why covered values go, where the table has some."""

    text: str
    quantity: int | None = None
    table: AnswerTable | None = None
    reason: str = ""


def answer(office: Office, order_id: str, new: NewAnswer) -> int:
    """Answer a task, or answer again what was sent back. Evidence hangs on the task's event already.

    Returns:
        The number of the answer.

    Raises:
        ProblemError: TSK-001 no such task; TSK-010 it waits for no answer; TSK-011 evidence, TSK-012 the
            number, TSK-013 the table is missing; TSK-014 no text; TSK-015 too long; TSK-016 no number of
            things; TSK-017 the table is too large; TSK-018 no reason for sensitive columns; SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    task = find_task(office, order_id)
    if not task.is_open:
        raise ProblemError(Problem("TSK-010"))
    if problems := _check(task, new):
        raise ProblemError(problems)
    values, number = _values(office, task, new), task.facts.answer_no + 1
    values |= {"order_id": task.id, "event_id": task.event_id or None, "answer_no": number}
    with office.change("edit", f"答复上级交办：{task.title}") as work:
        if new.table is not None:
            kind = "export_full" if new.table.is_sensitive else "export"
            purpose = new.reason.strip() or f"{task.issuer}：{task.title}"
            office.write_access(work.connection, kind, "task_order", task.id, new.table.body.labels, purpose)
            if new.table.report_id:
                note_run(office, work, new.table.report_id, new.table.body, task.id)
        work.insert("task_answer", values, RecordId(answer_id_of(task.id, number)))
        if task.event_id:
            follow_task(office, work, task.event_id, Follow.SETTLE, new.text.strip())
    return number


def _check(task: TaskOrder, new: NewAnswer) -> list[Problem]:
    rows = len(new.table.body.rows) if new.table is not None else None
    problems = [
        Problem(_MISSING[each], place=Place(field=each))
        for each in missing_of(task.asks, evidence=task.evidence, quantity=new.quantity, rows=rows)
    ]
    if not new.text.strip():
        problems.append(Problem("TSK-014", place=Place(field="text")))
    if len(new.text) > LONGEST:
        problems.append(Problem("TSK-015", {"length": str(LONGEST)}, Place(field="text")))
    if new.quantity is not None and not 0 <= new.quantity <= GREATEST_QUANTITY:
        problems.append(Problem("TSK-016", place=Place(field=QUANTITY)))
    if new.table is not None and new.table.is_sensitive and not new.reason.strip():
        problems.append(Problem("TSK-018", place=Place(field="reason")))
    return problems


def _values(office: Office, task: TaskOrder, new: NewAnswer) -> dict[str, Value]:
    values: dict[str, Value] = {
        "text": new.text.strip(),
        "quantity": new.quantity if QUANTITY in task.asks else None,
        "answered_at": office.now_text(),
        "answered_by": office.user.id,
    }
    if new.table is None:
        return values
    office.require(Right.EXPORT)
    if new.table.is_sensitive:
        office.require(Right.REVEAL)
    shown, covered = split_covered(new.table.body, new.table.covered)
    body = body_to_json(shown)
    if len(body) > MOST_BODY:
        values_told = {"rows": str(len(shown.rows))}
        raise ProblemError(Problem("TSK-017", values_told, Place(field=TABLE)))
    return values | {
        "table_body": body,
        "table_covered": body_to_json(covered) if covered and new.table.is_sensitive else None,
        "table_rows": len(shown.rows),
        "report_id": new.table.report_id or None,
        "cut_off_at": new.table.cut_off_at or office.today().isoformat(),
    }
