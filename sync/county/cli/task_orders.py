"""``task give``, ``list``, ``remind``, ``accept``, ``return``, ``used``, ``withdraw``, ``table``."""

import argparse
from pathlib import Path

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.report_table import AskedTable, Subject
from desktop.domain.task_order import ACCEPTED, RETURNED, TABLE
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.console.wording import task_moment, task_state
from sync.county.store import task_orders, villages
from sync.county.store.handing_down import Recipient, find_recipients
from sync.county.store.task_orders import NewTask, task_id_of
from sync.county.store.villages import find_village_id


def run_task_give(options: argparse.Namespace, terminal: Terminal) -> int:
    """Give a task to one village, several or all."""
    task = NewTask(
        options.number,
        options.title,
        options.content,
        options.issuer,
        task_orders.read_limit(options.due),
        options.urgency,
        tuple(options.asks),
        "",
        options.evidence,
        options.unit,
        options.target,
        _table(options) if TABLE in options.asks else None,
        options.document,
    )
    told = []
    with opened_county(options) as county:
        if problems := task_orders.check_task(task, now_ms()):
            raise ProblemError(problems)
        wanted: list[Recipient] = []
        for code in [""] if options.all else options.village:
            wanted += find_recipients(county.database, code)
        for village in wanted:
            changed = task_orders.give_task(county, village.village_id, task, now_ms())
            told.append({"code": village.division_code, "changed": changed})
            done = "已交办" if changed else "已经有了，没有变化"
            terminal.line(f"{village.name}（{village.division_code}）：{done}。")
    terminal.result(task=task_id_of(task.number), villages=told)
    return ExitCode.OK


def _table(options: argparse.Namespace) -> AskedTable:
    if options.form is None:
        return task_orders.columns_table(Subject(options.subject), options.column)
    path: Path = options.form
    try:
        return task_orders.form_table(path.name, path.read_bytes())
    except OSError as error:
        raise ProblemError(Problem("TSK-048", place=Place(field=TABLE))) from error


def run_task_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List a village's tasks with what it answered."""
    with opened_county(options) as county:
        found = task_orders.list_tasks(county.database, find_village_id(county.database, options.village))
    rows = [
        (
            each.number,
            each.title,
            task_moment(each.facts.due_at),
            task_state(each.state),
            each.newest.text if each.newest else "",
        )
        for each in found
    ]
    terminal.table(("文号", "事项", "期限", "现在", "村里的答复"), rows)
    terminal.result(
        tasks=[
            {
                "number": each.number,
                "title": each.title,
                "due_at": each.facts.due_at,
                "state": each.state.value,
                "answer": each.newest.text if each.newest else "",
                "quantity": each.newest.quantity if each.newest else None,
                "rows": each.newest.rows if each.newest else None,
                "attachments": len(each.evidence),
                "used_in": [use.used_in for use in each.facts.uses],
            }
            for each in found
        ]
    )
    return ExitCode.OK


def run_task_remind(options: argparse.Namespace, terminal: Terminal) -> int:
    """Remind a village of a task."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        task_orders.remind(county, village_id, task_id_of(options.number), now_ms())
    terminal.line("已提醒，村里下一次同步时看到。")
    return ExitCode.OK


def run_task_withdraw(options: argparse.Namespace, terminal: Terminal) -> int:
    """Take a task back."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        task_orders.withdraw(county, village_id, task_id_of(options.number), options.reason, now_ms())
    terminal.line("已收回，村里下一次同步时看到。")
    return ExitCode.OK


def run_task_accept(options: argparse.Namespace, terminal: Terminal) -> int:
    """Accept an answer."""
    return _decide(options, terminal, ACCEPTED, options.text)


def run_task_return(options: argparse.Namespace, terminal: Terminal) -> int:
    """Send an answer back with a reason."""
    return _decide(options, terminal, RETURNED, options.reason)


def _decide(options: argparse.Namespace, terminal: Terminal, verdict: str, text: str) -> int:
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        task_orders.decide(county, village_id, task_id_of(options.number), verdict, text, now_ms())
    terminal.line("已登记结论，村里下一次同步时看到。")
    return ExitCode.OK


def run_task_used(options: argparse.Namespace, terminal: Terminal) -> int:
    """Tell a village where its answer was used."""
    with opened_county(options) as county:
        village_id = find_village_id(county.database, options.village)
        task_orders.note_use(county, village_id, task_id_of(options.number), options.used_in, now_ms())
    terminal.line("已登记用途，村里下一次同步时看到。")
    return ExitCode.OK


def run_task_table(options: argparse.Namespace, terminal: Terminal) -> int:
    """Write the tables of all villages that answered a task into one workbook."""
    with opened_county(options) as county:
        names = villages.village_names(county.database)
        found = task_orders.list_all_tasks(county.database, task_id_of(options.number))
        table = task_orders.join_tables(found, names)
    path: Path = options.file
    path.write_bytes(task_orders.joined_workbook(table))
    terminal.line(f"{table.villages} 个村共 {len(table.rows)} 行，已写到 {path.name}。")
    terminal.result(villages=table.villages, rows=len(table.rows))
    return ExitCode.OK
