"""Reading tasks from above with the village's answers, the issuer's words and what was answered before."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from db.queries import task_orders as queries
from db.queries.task_orders import TaskAnswerRow, TaskOrderRow, TaskVerdictRow
from desktop.domain.accounts import Right
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.report_table import (
    AskedTable,
    TableBody,
    asked_from_json,
    body_from_json,
    join_covered,
)
from desktop.domain.rules import get_rule
from desktop.domain.task_order import (
    OPEN,
    Asked,
    TaskFacts,
    TaskState,
    TaskWord,
    Timing,
    find_answered_before,
)
from desktop.services.office import Office, actors
from desktop.services.report_tables.headings import plain_label
from sync.plan.scope import Ruling
from sync.protocol.registry import registry
from sync.village.state import find_state

SAME_RULE, SOON_RULE = "task.asked_before.days", "task.due_soon.days"


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """An answer as it went; ``body`` None without a table, moments UTC ISO texts."""

    number: int
    text: str
    quantity: int | None
    body: TableBody | None
    rows: int | None
    report_id: str
    answered_at: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What was answered when the same thing was asked before."""

    order_id: str
    title: str
    issuer: str
    answer: TaskAnswer


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """A task from above as a screen shows it; texts empty for none, moments UTC ISO texts.

    Attributes:
        id: Of the task.
        event_id: The event that it became here; empty while it did not.
        asks: What is asked for besides a text (`desktop.domain.task_order.ASKS`).
        table: The table that is asked for; None for none.
        facts: Days, answers and words.
        state: How far it is.
        timing: Early or late, at the moment of reading.
        is_soon: Whether the village has to answer, and soon or late already.
        evidence: Attachments that hang on the event.
        answers: The village's, oldest first.
        word: The newest verdict's text while it stands for the newest answer.
        earlier: What was answered before when the same was asked; None for nothing, or once answered.
    """

    id: str
    event_id: str
    number: str
    title: str
    content: str
    issuer: str
    document: str
    issued_at: str
    due_at: str
    urgency: str
    asks: tuple[str, ...]
    evidence_asked: str
    quantity_unit: str
    target_quantity: int | None
    table: AskedTable | None
    facts: TaskFacts
    state: TaskState
    timing: Timing
    is_soon: bool
    evidence: int
    reminders: int
    reminded_at: str
    withdrawn_reason: str
    answers: tuple[TaskAnswer, ...]
    word: str
    earlier: EarlierAnswer | None

    @property
    def is_open(self) -> bool:
        """Whether the village has to answer."""
        return self.state in OPEN


def list_tasks(office: Office) -> tuple[TaskOrder, ...]:
    """Every task: those to be answered first, by their limit, then the rest, the newest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_EVENTS)
    with office.store.reading() as connection:
        orders = queries.list_orders(connection)
        answers = queries.list_answers(connection)
        verdicts = queries.list_verdicts(connection)
    found = _put_together(office, orders, answers, verdicts)
    waiting = [each for each in found if each.is_open]
    rest = sorted((each for each in found if not each.is_open), key=lambda each: each.issued_at, reverse=True)
    return (*waiting, *rest)


def find_task(office: Office, wanted: str) -> TaskOrder:
    """One task by its own id or that of its event.

    Raises:
        ProblemError: TSK-001 there is none; SYS-403.
    """
    for each in list_tasks(office):
        if wanted and wanted in (each.id, each.event_id):
            return each
    raise ProblemError(Problem("TSK-001"))


def covered_stays(office: Office) -> bool:
    """Whether the county's ruling keeps the sensitive columns of an answer's table in the village."""
    with office.store.reading() as connection:
        state = find_state(connection)
    ruling = Ruling.from_wire(state.ruling if state is not None else {})
    return "table_covered" not in ruling.travelling(registry().table("task_answer"))


def _put_together(
    office: Office,
    orders: Sequence[TaskOrderRow],
    answers: Iterable[TaskAnswerRow],
    verdicts: Iterable[TaskVerdictRow],
) -> list[TaskOrder]:
    names = actors(office)
    given: dict[str, list[TaskAnswer]] = defaultdict(list)
    for each in answers:
        given[each.order_id].append(_answer(each, names))
    words: dict[str, list[TaskWord]] = defaultdict(list)
    for verdict in verdicts:
        words[verdict.order_id].append(
            TaskWord(verdict.answer_no, verdict.verdict, verdict.decided_at, verdict.text, verdict.used_in)
        )
    asked = {row.id: _asked(row, given[row.id]) for row in orders}
    day, code = office.today(), office.vault.village.division_code
    within, soon = get_rule(SAME_RULE, day, code).value, get_rule(SOON_RULE, day, code).value
    by_id = {row.id: row for row in orders}
    found = []
    for row in orders:
        before = find_answered_before(asked[row.id], asked.values(), within) if not given[row.id] else None
        earlier = None
        if before is not None:
            other = by_id[before.order_id]
            earlier = EarlierAnswer(other.id, other.title, other.issuer, given[other.id][-1])
        found.append(_shown(office, row, given[row.id], words[row.id], earlier, soon))
    return found


def _answer(row: TaskAnswerRow, names: dict[str, str]) -> TaskAnswer:
    body = body_from_json(row.table_body) if row.table_body else None
    if body is not None and row.table_covered:
        body = join_covered(body, body_from_json(row.table_covered))
    return TaskAnswer(
        row.answer_no,
        row.text,
        row.quantity,
        body,
        row.table_rows,
        row.report_id,
        row.answered_at,
        names.get(row.answered_by, ""),
    )


def _asked(row: TaskOrderRow, answers: Sequence[TaskAnswer]) -> Asked:
    table = asked_from_json(row.table_spec)
    if table is not None and table.spec is not None:
        columns = frozenset(plain_label(column.label) for column in table.spec.columns)
    elif table is not None:
        columns = frozenset({sha256(table.form.encode()).hexdigest()})  # the same form is the same table
    else:
        columns = frozenset()
    return Asked(
        row.id,
        row.number,
        row.issuer,
        row.title,
        columns,
        row.issued_at,
        answers[-1].answered_at if answers else "",
    )


def _shown(
    office: Office,
    row: TaskOrderRow,
    answers: list[TaskAnswer],
    words: list[TaskWord],
    earlier: EarlierAnswer | None,
    soon_days: int,
) -> TaskOrder:
    number = max((each.number for each in answers), default=0)
    first = min((each.answered_at for each in answers), default="")
    facts = TaskFacts(row.due_at, number, first, tuple(words), row.withdrawn_at)
    state, newest = facts.state, facts.newest
    soon = office.clock() + timedelta(days=soon_days) >= datetime.fromisoformat(row.due_at)
    return TaskOrder(
        id=row.id,
        event_id=row.event_id,
        number=row.number,
        title=row.title,
        content=row.content,
        issuer=row.issuer,
        document=row.document,
        issued_at=row.issued_at,
        due_at=row.due_at,
        urgency=row.urgency,
        asks=tuple(json.loads(row.asks or "[]")),
        evidence_asked=row.evidence_asked,
        quantity_unit=row.quantity_unit,
        target_quantity=row.target_quantity,
        table=asked_from_json(row.table_spec),
        facts=facts,
        state=state,
        timing=facts.timing(office.now_text()),
        is_soon=state in OPEN and soon,
        evidence=row.evidence,
        reminders=row.reminder_count,
        reminded_at=row.reminded_at,
        withdrawn_reason=row.withdrawn_reason,
        answers=tuple(answers),
        word=newest.text if newest is not None and newest.answer_no >= number else "",
        earlier=earlier,
    )
