"""Tasks from above (上级交办) at the county: given to villages, reminded of, withdrawn, answers and words."""

import base64
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.domain.code_table import code_table
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.report_table import (
    AskedTable,
    ReportColumn,
    ReportSpec,
    Source,
    Subject,
    TableBody,
    askable_fields,
    asked_from_json,
    asked_to_json,
    body_from_json,
    join_covered,
)
from desktop.domain.task_order import (
    ACCEPTED,
    ASKS,
    OPEN,
    QUANTITY,
    RETURNED,
    TABLE,
    USED,
    TaskFacts,
    TaskState,
    TaskWord,
    event_id_of,
)
from sync.county.county import County
from sync.county.store.database import Database, query
from sync.county.store.evidence import Evidence, read_evidence
from sync.county.store.handing_down import HandedRecord, hand_one
from sync.county.store.records import STATE_COLUMNS, derived_id, kind_of, read_state
from sync.plan.merge import RecordState
from sync.protocol.operation import Value

LONGEST_LINE, LONGEST_TEXT = 100, 2_000
MOST_FORM = 300_000
"""Bytes of a requester's workbook: it travels inside the task itself."""

_MOST_UNPACKED = 20_000_000
_ENTRIES = "xl/workbook.xml"
_TABLES = ("task_order", "task_answer", "task_verdict", "attachment")
_OPEN_OR_ANSWERED = OPEN | {TaskState.ANSWERED}


@dataclass(frozen=True, slots=True)
class NewTask:
    """What is written when a task is given.

    ``number`` names it within a village: given again under the same number it replaces the one before.
    ``due_at`` is a UTC moment; ``asks`` of `ASKS`; ``document`` the paper it rests on.
    """

    number: str
    title: str
    content: str
    issuer: str
    due_at: datetime
    urgency: str = "normal"
    asks: tuple[str, ...] = ()
    category: str = ""
    evidence_asked: str = ""
    quantity_unit: str = ""
    target_quantity: int | None = None
    table: AskedTable | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the village; ``body`` None without a table, ``is_covered`` where columns stayed there."""

    number: int
    text: str
    quantity: int | None
    body: TableBody | None
    rows: int | None
    cut_off_at: str
    answered_at: str
    is_covered: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A task with what the village answered; texts empty for none, moments UTC ISO texts."""

    id: str
    village_id: int
    number: str
    title: str
    content: str
    issuer: str
    issued_at: str
    document: str
    urgency: str
    asks: tuple[str, ...]
    evidence_asked: str
    quantity_unit: str
    target_quantity: int | None
    table: AskedTable | None
    facts: TaskFacts
    reminders: int
    reminded_at: str
    withdrawn_reason: str
    answers: tuple[Answer, ...]
    evidence: tuple[Evidence, ...]

    @property
    def state(self) -> TaskState:
        """How far it is."""
        return self.facts.state

    @property
    def newest(self) -> Answer | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None

    def is_late(self, now: str) -> bool:
        """Whether the village has not answered and its limit has passed."""
        return self.state in OPEN and self.facts.timing(now).is_late


def moment(now_ms: int) -> str:
    """The county's clock as UTC ISO text."""
    return datetime.fromtimestamp(now_ms // 1_000, UTC).isoformat(timespec="seconds")


def read_limit(text: str) -> datetime:
    """A limit as it is typed: a day (until 17:00) or a day and a time, of the county's time zone.

    Raises:
        ProblemError: TSK-042.
    """
    plain = text.strip().replace("T", " ")
    for pattern, whole in (("%Y-%m-%d %H:%M", plain), ("%Y-%m-%d %H:%M", f"{plain} 17:00")):
        try:
            return datetime.strptime(whole, pattern).astimezone().astimezone(UTC)
        except ValueError:
            continue
    raise ProblemError(Problem("TSK-042", {"value": text[:40]}, Place(field="due_at")))


def columns_table(subject: Subject, keys: Sequence[str]) -> AskedTable:
    """A table of columns chosen from the register's catalogue, a serial number in front.

    Raises:
        ProblemError: TSK-045, none of the keys is a column of the subject.
    """
    labels = {key: label for key, label, _ in askable_fields(subject)}
    chosen = tuple(ReportColumn(key, labels[key]) for key in labels if key in keys)
    if not chosen:
        raise ProblemError(Problem("TSK-045", place=Place(field=TABLE)))
    return AskedTable(ReportSpec(subject, (ReportColumn("", "序号", Source.SERIAL), *chosen)))


def form_table(name: str, content: bytes) -> AskedTable:
    """A table that is the requester's own workbook.

    Raises:
        ProblemError: TSK-047 too large, TSK-048 no workbook.
    """
    if len(content) > MOST_FORM:
        values = {"size": str(len(content) // 1_000), "limit": str(MOST_FORM // 1_000)}
        raise ProblemError(Problem("TSK-047", values, Place(field=TABLE)))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sound = _ENTRIES in archive.namelist()
            sound = sound and sum(each.file_size for each in archive.infolist()) <= _MOST_UNPACKED
    except zipfile.BadZipFile:
        sound = False
    if not sound:
        raise ProblemError(Problem("TSK-048", place=Place(field=TABLE)))
    return AskedTable(None, name[:LONGEST_LINE], base64.b64encode(content).decode())


def check_task(task: NewTask, now_ms: int) -> tuple[Problem, ...]:
    """What keeps a task from being given: TSK-040 to TSK-046."""
    problems = [
        Problem("TSK-040", {"field": name, "length": str(longest)}, Place(field=key))
        for key, name, text, longest, least in (
            ("number", "文号", task.number, LONGEST_LINE, 1),
            ("title", "事项", task.title, LONGEST_LINE, 1),
            ("issuer", "下发单位", task.issuer, LONGEST_LINE, 1),
            ("content", "要求", task.content, LONGEST_TEXT, 0),
            ("evidence_asked", "要什么材料", task.evidence_asked, LONGEST_LINE, 0),
            ("document", "依据文件", task.document, LONGEST_LINE, 0),
        )
        if not least <= len(text.strip()) <= longest
    ]
    if task.due_at.isoformat() < moment(now_ms):
        due = task.due_at.astimezone().strftime("%Y-%m-%d %H:%M")
        problems.append(Problem("TSK-041", {"due": due}, Place(field="due_at")))
    strange = [each for each in task.asks if each not in ASKS]
    if task.urgency not in code_table("event_urgency"):
        strange.append(task.urgency)
    problems += [Problem("TSK-044", {"value": each[:20]}) for each in strange]
    if TABLE in task.asks and task.table is None:
        problems.append(Problem("TSK-045", place=Place(field=TABLE)))
    target = task.target_quantity
    if QUANTITY in task.asks and not (0 < len(task.quantity_unit.strip()) <= 10 and (target or 0) >= 0):
        problems.append(Problem("TSK-046", place=Place(field=QUANTITY)))
    return tuple(problems)


def task_id_of(number: str) -> str:
    """Id of the task of a number: the same whenever it is handed down."""
    return derived_id("task_order", number.strip())


def give_task(county: County, village_id: int, task: NewTask, now_ms: int, *, operator: str = "") -> int:
    """Hand a task down to a village; given again unchanged nothing happens.

    Returns:
        1 when it is new or changed, else 0.

    Raises:
        ProblemError: TSK-040 to TSK-046; TSK-050 the village has answered it, or it was withdrawn.
    """
    if problems := check_task(task, now_ms):
        raise ProblemError(problems)
    task_id = task_id_of(task.number)
    known = next((each for each in list_tasks(county.database, village_id) if each.id == task_id), None)
    if known is not None and (known.state is not TaskState.NEW):
        raise ProblemError(Problem("TSK-050", {"number": task.number}))
    wants_number = QUANTITY in task.asks
    fields: dict[str, Value] = {
        "number": task.number.strip(),
        "title": task.title.strip(),
        "content": task.content.strip() or None,
        "issuer": task.issuer.strip(),
        "issued_at": known.issued_at if known else moment(now_ms),
        "due_at": task.due_at.isoformat(timespec="seconds"),
        "urgency": task.urgency,
        "category": task.category or None,
        "asks": list_text(task.asks) or "[]",
        "evidence_asked": task.evidence_asked.strip() or None,
        "quantity_unit": task.quantity_unit.strip() or None if wants_number else None,
        "target_quantity": task.target_quantity if wants_number else None,
        "table_spec": asked_to_json(task.table) if task.table and TABLE in task.asks else None,
        "document": task.document.strip() or None,
    }
    if known is None:
        fields["reminder_count"] = 0
    return _hand(county, village_id, "task_order", task_id, fields, now_ms, operator)


def remind(county: County, village_id: int, task_id: str, now_ms: int, *, operator: str = "") -> None:
    """Remind a village of a task.

    Raises:
        ProblemError: TSK-049 there is none, TSK-051 the village need not answer.
    """
    task = find_task(county.database, village_id, task_id)
    if task.state not in OPEN:
        raise ProblemError(Problem("TSK-051", {"number": task.number}))
    at = moment(now_ms)
    fields: dict[str, Value] = {"reminder_count": task.reminders + 1, "reminded_at": at}
    if not task.reminders:
        fields["first_reminded_at"] = at
    _hand(county, village_id, "task_order", task_id, fields, now_ms, operator)


def withdraw(
    county: County, village_id: int, task_id: str, reason: str, now_ms: int, *, operator: str = ""
) -> None:
    """Take a task back.

    Raises:
        ProblemError: TSK-049, TSK-052 without a reason, TSK-053 it is over.
    """
    task = find_task(county.database, village_id, task_id)
    _require_text(reason, "reason")
    if task.state not in _OPEN_OR_ANSWERED:
        raise ProblemError(Problem("TSK-053", {"number": task.number}))
    fields: dict[str, Value] = {"withdrawn_at": moment(now_ms), "withdrawn_reason": reason.strip()}
    _hand(county, village_id, "task_order", task_id, fields, now_ms, operator)


def decide(
    county: County,
    village_id: int,
    task_id: str,
    verdict: str,
    text: str,
    now_ms: int,
    *,
    operator: str = "",
) -> None:
    """Give the word on a village's newest answer: `ACCEPTED`, or `RETURNED` with a reason.

    Raises:
        ProblemError: TSK-049, TSK-054 no answer waits, TSK-052 sent back without a reason or it is too long.
        ValueError: It is no verdict.
    """
    if verdict not in (ACCEPTED, RETURNED):
        raise ValueError(verdict)
    task = find_task(county.database, village_id, task_id)
    if task.state is not TaskState.ANSWERED:
        raise ProblemError(Problem("TSK-054"))
    if verdict == RETURNED or text.strip():
        _require_text(text, "text")
    number = task.facts.answer_no
    fields = _word(task_id, number, verdict, now_ms, operator)
    fields["text"] = text.strip() or None
    # one verdict on each answer: a second operator who decides at the same moment finds it decided
    verdict_id = derived_id("task_verdict", task_id, number)
    _hand(county, village_id, "task_verdict", verdict_id, fields, now_ms, operator)


def note_use(
    county: County, village_id: int, task_id: str, used_in: str, now_ms: int, *, operator: str = ""
) -> int:
    """Tell a village where its accepted answer was used; told twice in the same words nothing happens.

    Raises:
        ProblemError: TSK-049, TSK-055 it does not say where or is too long, TSK-056 nothing is accepted.
    """
    task = find_task(county.database, village_id, task_id)
    words = used_in.strip()
    if not 0 < len(words) <= LONGEST_TEXT:
        raise ProblemError(Problem("TSK-055", place=Place(field="used_in")))
    if task.state is not TaskState.ACCEPTED:
        raise ProblemError(Problem("TSK-056"))
    if any(each.used_in == words for each in task.facts.uses):
        return 0
    fields = _word(task_id, task.facts.answer_no, USED, now_ms, operator)
    fields["used_in"] = words
    use_id = derived_id("task_verdict", task_id, USED, words)
    return _hand(county, village_id, "task_verdict", use_id, fields, now_ms, operator)


def _word(task_id: str, number: int, verdict: str, now_ms: int, operator: str) -> dict[str, Value]:
    return {
        "order_id": task_id,
        "answer_no": number,
        "verdict": verdict,
        "decided_at": moment(now_ms),
        "decided_by": operator or None,
    }


def _require_text(text: str, field: str) -> None:
    if not 0 < len(text.strip()) <= LONGEST_TEXT:
        raise ProblemError(Problem("TSK-052", place=Place(field=field)))


_EVENTS = {"task_order": "task_handed_down", "task_verdict": "task_word_given"}


def _hand(
    county: County,
    village_id: int,
    table: str,
    record_id: str,
    fields: Mapping[str, Value],
    now_ms: int,
    operator: str,
) -> int:
    return hand_one(
        county, village_id, HandedRecord(table, record_id, fields), now_ms, _EVENTS[table], operator
    )


def find_task(database: Database, village_id: int, task_id: str) -> Task:
    """One task.

    Raises:
        ProblemError: TSK-049, the village has none of that id.
    """
    for task in list_tasks(database, village_id):
        if task.id == task_id:
            return task
    raise ProblemError(Problem("TSK-049"))


_WITHOUT_TABLES = STATE_COLUMNS.replace("r.fields::text", "(r.fields - 'table_body' - 'table_covered')::text")


def list_tasks(database: Database, village_id: int) -> tuple[Task, ...]:
    """Tasks of a village, the newest first."""
    rows = query(
        database,
        f"SELECT {STATE_COLUMNS} FROM record r WHERE r.village_id = %(village_id)s "  # noqa: S608
        "AND r.kind = ANY(%(kinds)s) AND r.deleted IS NULL "
        "AND (r.kind <> %(attachment)s OR r.fields ->> 'target_table' = 'event')",
        {"village_id": village_id, "kinds": _kinds(), "attachment": kind_of("attachment")},
    )
    return tuple(_tasks(village_id, [read_state(row) for row in rows]))


def list_all_tasks(database: Database, task_id: str = "") -> tuple[Task, ...]:
    """Tasks of all villages, the newest first, without evidence.

    With an id one task in all its villages, with the tables of the answers; else all tasks without them.
    """
    columns = STATE_COLUMNS if task_id else _WITHOUT_TABLES
    rows = query(
        database,
        f"SELECT r.village_id, {columns} FROM record r WHERE r.kind = ANY(%(kinds)s) "  # noqa: S608
        "AND r.deleted IS NULL AND (%(task)s = '' OR r.fields ->> 'order_id' = %(task)s "
        "OR replace(r.record_id::text, '-', '') = %(task)s)",
        {"kinds": [kind_of(table) for table in _TABLES if table != "attachment"], "task": task_id},
    )
    by_village: dict[int, list[RecordState]] = {}
    for village_id, *values in rows:
        by_village.setdefault(village_id, []).append(read_state(tuple(values)))
    found = [task for village_id, states in by_village.items() for task in _tasks(village_id, states)]
    return tuple(sorted(found, key=_newest_first, reverse=True))


def _newest_first(task: Task) -> tuple[str, str, int]:
    return task.issued_at, task.number, -task.village_id


def _kinds() -> list[int]:
    return [kind_of(table) for table in _TABLES]


def _text(fields: Mapping[str, Value], name: str) -> str:
    return str(fields.get(name) or "")


def _number(fields: Mapping[str, Value], name: str) -> int | None:
    value = fields.get(name)
    return value if isinstance(value, int) else None


def _tasks(village_id: int, states: Sequence[RecordState]) -> Iterator[Task]:
    by_kind: dict[int, list[RecordState]] = {kind: [] for kind in _kinds()}
    for state in states:
        by_kind[state.kind].append(state)
    answers: dict[str, list[Answer]] = {}
    for each in by_kind[kind_of("task_answer")]:
        answers.setdefault(_text(each.fields, "order_id"), []).append(_answer(each.fields))
    evidence = read_evidence(by_kind[kind_of("attachment")])
    words: dict[str, list[TaskWord]] = {}
    for each in by_kind[kind_of("task_verdict")]:
        words.setdefault(_text(each.fields, "order_id"), []).append(
            TaskWord(
                _number(each.fields, "answer_no") or 0,
                _text(each.fields, "verdict"),
                _text(each.fields, "decided_at"),
                _text(each.fields, "text"),
                _text(each.fields, "used_in"),
            )
        )
    tasks = [
        _task(
            village_id,
            each,
            sorted(answers.get(each.record_id, ()), key=lambda answer: answer.number),
            sorted(words.get(each.record_id, ()), key=lambda word: word.decided_at),
            evidence.get(event_id_of(each.record_id), ()),
        )
        for each in by_kind[kind_of("task_order")]
    ]
    yield from sorted(tasks, key=_newest_first, reverse=True)


def _answer(fields: Mapping[str, Value]) -> Answer:
    body = body_from_json(_text(fields, "table_body"))
    covered = body_from_json(_text(fields, "table_covered"))
    joined = join_covered(body, covered) if body is not None else None
    return Answer(
        _number(fields, "answer_no") or 0,
        _text(fields, "text"),
        _number(fields, "quantity"),
        joined,
        _number(fields, "table_rows"),
        _text(fields, "cut_off_at"),
        _text(fields, "answered_at"),
        body is not None and covered is None and _has_empty_column(body),
    )


def _has_empty_column(body: TableBody) -> bool:
    return bool(body.rows) and any(
        not any(row.cells[place] for row in body.rows) for place in range(len(body.labels))
    )


def _task(
    village_id: int,
    state: RecordState,
    answers: Sequence[Answer],
    words: Sequence[TaskWord],
    evidence: tuple[Evidence, ...],
) -> Task:
    fields = state.fields
    facts = TaskFacts(
        _text(fields, "due_at"),
        max((each.number for each in answers), default=0),
        min((each.answered_at for each in answers), default=""),
        tuple(words),
        _text(fields, "withdrawn_at"),
    )
    return Task(
        state.record_id,
        village_id,
        _text(fields, "number"),
        _text(fields, "title"),
        _text(fields, "content"),
        _text(fields, "issuer"),
        _text(fields, "issued_at"),
        _text(fields, "document"),
        _text(fields, "urgency"),
        tuple(each for each in ASKS if each in _text(fields, "asks")),
        _text(fields, "evidence_asked"),
        _text(fields, "quantity_unit"),
        _number(fields, "target_quantity"),
        asked_from_json(_text(fields, "table_spec")),
        facts,
        _number(fields, "reminder_count") or 0,
        _text(fields, "reminded_at"),
        _text(fields, "withdrawn_reason"),
        tuple(answers),
        evidence,
    )


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """The newest tables of all villages that answered, one under the other, the village in front."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    villages: int


def join_tables(tasks: Sequence[Task], names: Mapping[int, str]) -> JoinedTable:
    """One table of all villages. Columns are told apart by their headings; those of later villages follow.

    Raises:
        ProblemError: TSK-057, no village has answered with a table.
    """
    bodies = [
        (names.get(task.village_id, ""), task.newest.body)
        for task in sorted(tasks, key=lambda task: names.get(task.village_id, ""))
        if task.newest is not None and task.newest.body is not None and not task.facts.withdrawn_at
    ]
    if not bodies:
        raise ProblemError(Problem("TSK-057"))
    labels = tuple(dict.fromkeys(label for _, body in bodies for label in body.labels))
    rows = [
        (name, *(dict(zip(body.labels, row.cells, strict=True)).get(label, "") for label in labels))
        for name, body in bodies
        for row in body.rows
    ]
    return JoinedTable(("村", *labels), tuple(rows), len(bodies))


def joined_workbook(table: JoinedTable) -> bytes:
    """A joined table as a workbook; every cell is text, so that nothing in it is rounded or runs."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet("汇总")
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for column, text in enumerate(table.headings):
            sheet.set_column(column, column, 14, plain)
            sheet.write_string(0, column, text, bold)
        for number, row in enumerate(table.rows, 1):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text, plain)
        sheet.freeze_panes(1, 1)
    return stream.getvalue()
