"""Pages about tasks from above (上级交办): all of them, a new one, one with its answer and verdict."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.report_table import AskedTable, Subject, askable_fields
from desktop.domain.task_order import (
    ACCEPTED,
    ASKS,
    EVIDENCE,
    OPEN,
    QUANTITY,
    RETURNED,
    TABLE,
    TaskState,
)
from sync.county.console.download import WORKBOOK, taken_away
from sync.county.console.evidence import evidence_lines, hand_out, require_judge
from sync.county.console.form import Upload
from sync.county.console.shown import Ask, Shown, Went, require_name
from sync.county.store import task_orders, villages
from sync.county.store.handing_down import Recipient, find_recipients
from sync.county.store.task_orders import NewTask, Task, moment

_ROWS_SHOWN = 50
_VIEWS = {"waiting": "等结论", "late": "逾期没答", "open": "村里在办", "all": "全部"}


def tasks(ask: Ask) -> Shown:
    """Every task of every village; those that wait for the county's word at first."""
    found = task_orders.list_all_tasks(ask.county.database)
    names = villages.village_names(ask.county.database)
    now = moment(ask.at_ms)
    view = ask.asked.get("view", "waiting")
    view = view if view in _VIEWS else "waiting"
    return Shown(
        "tasks.html",
        {
            "tasks": [
                {"task": each, "village": names.get(each.village_id, ""), "late": each.is_late(now)}
                for each in found
                if _is_in(each, view, now)
            ],
            "counts": {name: sum(_is_in(each, name, now) for each in found) for name in _VIEWS},
            "view": view,
            "views": _VIEWS,
        },
    )


def _is_in(task: Task, view: str, now: str) -> bool:
    if view == "late":
        return task.is_late(now)
    if view == "open":
        return task.state in OPEN
    return view == "all" or task.state is TaskState.ANSWERED


def giving(ask: Ask) -> Shown:
    """The form for a new task."""
    values = {
        "villages": villages.list_villages(ask.county.database),
        "urgencies": [(each.code, each.label) for each in code_table("event_urgency").entries],
        "categories": [(each.code, each.label) for each in code_table("event_category").entries],
        "asks": {EVIDENCE: "证明材料", QUANTITY: "一个数", TABLE: "一张表"},
        "fields": {
            subject.value: [(key, label) for key, label, _ in askable_fields(subject)] for subject in Subject
        },
        "subjects": {Subject.PEOPLE.value: "一人一行", Subject.HOUSEHOLDS.value: "一户一行"},
    }
    return Shown("task_new.html", values)


def give(ask: Ask, sent: Upload) -> Went:
    """Hand a task down to one village, several or all.

    Raises:
        ProblemError: TSK-040 to TSK-048, TSK-050, TSK-043 no village is chosen, CTY-002 no such village.
    """
    typed = sent.typed
    wanted = tuple(each for each in ASKS if each in sent.several.get("asks", ()))
    target = typed.get("target_quantity", "").strip()
    if target and not target.isdecimal():
        raise ProblemError(Problem("TSK-046", place=Place(field=QUANTITY)))
    task = NewTask(
        typed.get("number", ""),
        typed.get("title", ""),
        typed.get("content", ""),
        typed.get("issuer", ""),
        task_orders.read_limit(typed.get("due_at", "")),
        typed.get("urgency", "normal"),
        wanted,
        typed.get("category", ""),
        typed.get("evidence_asked", ""),
        typed.get("quantity_unit", ""),
        int(target) if target else None,
        _table(sent) if TABLE in wanted else None,
        typed.get("document", ""),
    )
    if problems := task_orders.check_task(task, ask.at_ms):
        raise ProblemError(problems)
    for village in _recipients(ask, sent.several.get("village", ())):
        task_orders.give_task(ask.county, village.village_id, task, ask.at_ms, operator=ask.operator.login)
    return Went("/tasks?view=open", "task_given")


def _table(sent: Upload) -> AskedTable | None:
    if sent.files:
        return task_orders.form_table(sent.files[0].name, sent.files[0].content)
    subject = Subject(sent.typed.get("subject") or Subject.PEOPLE.value)
    keys = sent.several.get(f"{subject.value}_columns", ())
    return task_orders.columns_table(subject, keys) if keys else None


def _recipients(ask: Ask, chosen: Sequence[str]) -> Sequence[Recipient]:
    if not chosen:
        raise ProblemError(Problem("TSK-043"))
    if "all" in chosen:
        return find_recipients(ask.county.database, "")
    return [village for code in chosen for village in find_recipients(ask.county.database, code)]


def task(ask: Ask) -> Shown:
    """One task with the village's answers, and what can be done now.

    Raises:
        ProblemError: CTY-021 no such village, TSK-049 no such task.
    """
    village_id = ask.village_id
    name = require_name(ask.county, village_id)
    found = task_orders.find_task(ask.county.database, village_id, ask.asked["task"])
    newest = found.newest
    values = {
        "task": found,
        "village": name,
        "village_id": village_id,
        "late": found.is_late(moment(ask.at_ms)),
        "timing": found.facts.timing(moment(ask.at_ms)),
        "waits": found.state is TaskState.ANSWERED,
        "open": found.state in OPEN,
        "accepted": found.state is TaskState.ACCEPTED,
        "over": found.state in (TaskState.ACCEPTED, TaskState.WITHDRAWN),
        "body": newest.body if newest else None,
        "rows_shown": _ROWS_SHOWN,
        "evidence": evidence_lines(ask, found.evidence),
        "urgency": code_table("event_urgency").label(found.urgency),
    }
    return Shown("task.html", values, village_id)


def evidence(ask: Ask) -> Response:
    """A piece of evidence to take away, counted from 1; 404 where it is not here.

    Raises:
        ProblemError: CTY-021, CTY-080 who may not judge answers, TSK-049.
    """
    require_name(ask.county, ask.village_id)
    require_judge(ask)
    found = task_orders.find_task(ask.county.database, ask.village_id, ask.asked["task"])
    return hand_out(ask, found.evidence)


def joined(ask: Ask) -> Response:
    """The tables of all villages that answered a task, as one workbook with the village in front.

    Raises:
        ProblemError: CTY-080 who may not judge answers, TSK-057 no village has answered with a table.
    """
    require_judge(ask)
    found = task_orders.list_all_tasks(ask.county.database, ask.asked["task"])
    title = found[0].title if found else ""
    table = task_orders.join_tables(found, villages.village_names(ask.county.database))
    return taken_away(task_orders.joined_workbook(table), f"{title}.xlsx", "task.xlsx", WORKBOOK)


def _back(ask: Ask) -> str:
    return f"/villages/{ask.village_id}/tasks/{ask.asked['task']}"


def accept(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Accept the answer.

    Raises:
        ProblemError: TSK-049, TSK-054, TSK-052.
    """
    return _decide(ask, ACCEPTED, typed.get("text", ""))


def send_back(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Send the answer back with a reason.

    Raises:
        ProblemError: TSK-049, TSK-054, TSK-052.
    """
    return _decide(ask, RETURNED, typed.get("text", ""))


def _decide(ask: Ask, verdict: str, text: str) -> Went:
    task_orders.decide(
        ask.county, ask.village_id, ask.asked["task"], verdict, text, ask.at_ms, operator=ask.operator.login
    )
    return Went(_back(ask), "verdict_given")


def note_use(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Tell the village where its answer was used.

    Raises:
        ProblemError: TSK-049, TSK-055, TSK-056.
    """
    task_orders.note_use(
        ask.county,
        ask.village_id,
        ask.asked["task"],
        typed.get("used_in", ""),
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(_back(ask), "task_used")


def remind(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Remind the village.

    Raises:
        ProblemError: TSK-049, TSK-051.
    """
    task_orders.remind(ask.county, ask.village_id, ask.asked["task"], ask.at_ms, operator=ask.operator.login)
    return Went(_back(ask), "order_reminded")


def withdraw(ask: Ask, typed: Mapping[str, str]) -> Went:
    """Take the task back with a reason.

    Raises:
        ProblemError: TSK-049, TSK-052, TSK-053.
    """
    task_orders.withdraw(
        ask.county,
        ask.village_id,
        ask.asked["task"],
        typed.get("reason", ""),
        ask.at_ms,
        operator=ask.operator.login,
    )
    return Went(_back(ask), "task_withdrawn")
