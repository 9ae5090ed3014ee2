"""Reads tasks from above, the village's answers and the issuer's words."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class TaskOrderRow:
    """A task with the event that it became here; texts empty for none, ``event_state`` empty without one."""

    id: str
    number: str
    title: str
    content: str
    issuer: str
    issued_at: str
    due_at: str
    urgency: str
    category: str
    asks: str
    evidence_asked: str
    quantity_unit: str
    target_quantity: int | None
    table_spec: str
    document: str
    reminder_count: int
    reminded_at: str
    withdrawn_at: str
    withdrawn_reason: str
    event_id: str
    event_state: str
    evidence: int


@dataclass(frozen=True, slots=True)
class TaskAnswerRow:
    """An answer of the village."""

    id: str
    order_id: str
    answer_no: int
    text: str
    quantity: int | None
    table_body: str
    table_covered: str
    table_rows: int | None
    report_id: str
    cut_off_at: str
    answered_at: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class TaskVerdictRow:
    """A word of the issuer."""

    order_id: str
    answer_no: int
    verdict: str
    text: str
    used_in: str
    decided_at: str


_ORDER = (
    "SELECT o.id, o.number, o.title, coalesce(o.content, ''), o.issuer, o.issued_at, o.due_at, o.urgency, "
    "coalesce(o.category, ''), o.asks, coalesce(o.evidence_asked, ''), coalesce(o.quantity_unit, ''), "
    "o.target_quantity, coalesce(o.table_spec, ''), coalesce(o.document, ''), o.reminder_count, "
    "coalesce(o.reminded_at, ''), coalesce(o.withdrawn_at, ''), coalesce(o.withdrawn_reason, ''), "
    "coalesce(e.id, ''), coalesce(e.state, ''), "
    "(SELECT count(*) FROM attachment a WHERE a.target_table = 'event' AND a.target_id = e.id) "
    "FROM task_order o LEFT JOIN event e ON e.order_id = o.id"
)


def list_orders(connection: Connection) -> tuple[TaskOrderRow, ...]:
    """Every task, the one with the earliest limit first."""
    rows = connection.execute(f"{_ORDER} ORDER BY o.due_at, o.id")
    return tuple(TaskOrderRow(*row) for row in rows)


def list_answers(connection: Connection) -> tuple[TaskAnswerRow, ...]:
    """Every answer, the first ones first."""
    rows = connection.execute(
        "SELECT id, order_id, answer_no, coalesce(text, ''), quantity, coalesce(table_body, ''), "
        "coalesce(table_covered, ''), table_rows, coalesce(report_id, ''), coalesce(cut_off_at, ''), "
        "answered_at, answered_by FROM task_answer ORDER BY order_id, answer_no, pk"
    )
    return tuple(TaskAnswerRow(*row) for row in rows)


def list_verdicts(connection: Connection) -> tuple[TaskVerdictRow, ...]:
    """Every word of the issuers, the first ones first."""
    rows = connection.execute(
        "SELECT order_id, answer_no, verdict, coalesce(text, ''), coalesce(used_in, ''), decided_at "
        "FROM task_verdict ORDER BY decided_at, pk"
    )
    return tuple(TaskVerdictRow(*row) for row in rows)


def list_changed_orders(connection: Connection, title_length: int) -> tuple[TaskOrderRow, ...]:
    """Tasks that have no event here yet, or whose event, with so long a title, does not say the same."""
    rows = connection.execute(
        f"{_ORDER} WHERE (e.id IS NULL AND o.withdrawn_at IS NULL) OR e.title <> substr(o.title, 1, ?) "
        "OR coalesce(e.due_at, '') <> o.due_at OR coalesce(e.text, '') <> coalesce(o.content, '') "
        "OR e.urgency <> o.urgency OR coalesce(e.category, '') <> coalesce(o.category, '') ORDER BY o.pk",
        (title_length,),
    )
    return tuple(TaskOrderRow(*row) for row in rows)
