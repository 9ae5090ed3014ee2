"""``import``: a workbook in, and back out again."""

import argparse
from typing import TYPE_CHECKING

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Progress, Terminal
from desktop.domain.problem import Problem, ProblemError, Severity
from desktop.messages import sentence
from desktop.services.office import Office

if TYPE_CHECKING:
    from desktop.services.register_import.session import ImportPlan, OpenImport

_CLASSES = (
    ("new", "新增"),
    ("changed", "有变化"),
    ("same", "一样"),
    ("ask", "要人定夺"),
    ("faulty", "有错"),
    ("skipped", "跳过"),
    ("not_people", "不是人的行（合计、说明）"),
    ("missing", "表里没有的人"),
)
_STATES = {"open": "未完成", "committed": "已导入", "undone": "已撤销"}
_SHOWN_PROBLEMS = 20


def run_import(options: argparse.Namespace, terminal: Terminal) -> int:
    """Import a file, go on with one that was cut short, list imports, or undo one."""
    chosen = [
        options.file is not None,
        options.list,
        options.resume is not None,
        options.undo is not None,
    ]
    if sum(chosen) != 1:
        raise ProblemError(Problem("CLI-005"))
    with opened(options, terminal) as office:
        if options.list:
            return _list(office, terminal)
        if options.undo is not None:
            return _undo(office, terminal, options.undo, force=options.force)
        return _import(office, terminal, options)


def _import(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.register_import import session

    progress = Progress("正在读取")
    if options.resume is not None:
        opened_import = session.resume_import(office, options.resume)
    else:
        opened_import = session.open_import(office, options.file, progress)
    try:
        _choose_sheets(opened_import, options.sheet)
        _choose_columns(opened_import, options.mapping)
        plan = session.plan_import(office, opened_import, progress)
        progress.close()
        counts = {row_class.value: number for row_class, number in plan.counts.items()}
        counts |= {"not_people": plan.skipped, "missing": len(plan.missing)}
        if not options.dry_run:
            writing = Progress("正在导入")
            session.commit_import(office, opened_import, plan, writing)
            writing.close()
    except BaseException:
        session.drop_import(office, opened_import.batch_id)
        raise
    if options.dry_run:
        session.drop_import(office, opened_import.batch_id)
    _tell_columns(opened_import, terminal)
    terminal.table(("结果", "行数"), [(label, str(counts.get(key, 0))) for key, label in _CLASSES])
    _tell_problems(terminal, plan)
    terminal.result(counts=counts, committed=not options.dry_run)
    if options.dry_run:
        terminal.line("这是试看，没有写入任何内容。")
    else:
        terminal.line(f"已导入，批次 {opened_import.batch_id}（撤销：cunqingtong import --undo 这个批次）")
        terminal.result(batch=opened_import.batch_id)
        if options.errors is not None:
            written = session.write_errors(office, opened_import.batch_id, options.errors)
            terminal.line(
                f"没导入的 {written} 行在 {options.errors}，改好后可以再导入。"
                if written
                else "没有要改的行。"
            )
            terminal.result(error_rows=written)
    return ExitCode.PROBLEM if counts["faulty"] or counts["ask"] else ExitCode.OK


def _choose_sheets(opened_import: "OpenImport", sheets: list[str]) -> None:
    if not sheets:
        return
    present = [table.sheet.name for table in opened_import.tables]
    for name in sheets:
        if name not in present:
            raise ProblemError(Problem("CLI-006", {"sheet": name, "sheets": "、".join(present)}))
    opened_import.decisions.sheets.update(name for name in present if name not in sheets)


def _choose_columns(opened_import: "OpenImport", mappings: list[str]) -> None:
    from desktop.services.register_import import session

    choices = {label: identifier for identifier, label in session.column_choices()}
    choices |= {identifier: identifier for identifier in choices.values()}
    for text in mappings:
        heading, _, field = text.partition("=")
        identifier = "" if field.strip() in {"", "-"} else choices.get(field.strip())
        places = [
            (table.sheet.name, match.column.position)
            for table, matches in zip(opened_import.tables, opened_import.mappings, strict=True)
            for match in matches
            if heading.strip() in {match.column.label, match.column.heading}
        ]
        if identifier is None or not places:
            raise ProblemError(Problem("CLI-007", {"mapping": text}))
        for sheet, position in places:
            session.choose_column(opened_import, sheet, position, identifier)


def _tell_columns(opened_import: "OpenImport", terminal: Terminal) -> None:
    from desktop.services.register_import import session

    labels = dict(session.column_choices())
    used = []
    for table, matches in zip(opened_import.tables, opened_import.mappings, strict=True):
        if table.sheet.name in opened_import.decisions.sheets:
            continue
        for match in matches:
            used.append(
                {
                    "sheet": table.sheet.name,
                    "column": match.column.label,
                    "field": match.identifier,
                    "confidence": round(match.confidence, 2),
                }
            )
    terminal.result(columns=used)
    unused = [f"{column['sheet']}·{column['column']}" for column in used if not column["field"]]
    doubtful = [
        f"{column['sheet']}·{column['column']} → {labels.get(str(column['field']), column['field'])}"
        for column in used
        if column["field"] and float(str(column["confidence"])) < 0.6
    ]
    if doubtful:
        terminal.line("拿不准的列（可用 --mapping 指定）：" + "；".join(doubtful))
    if unused:
        terminal.line("没用到的列：" + "；".join(unused))


def _tell_problems(terminal: Terminal, plan: "ImportPlan") -> None:
    """What keeps rows out, one by one; what only has to be looked at, by kind with one example each."""
    from desktop.services.register_import.rows import RowClass

    refused = [
        problem
        for row in plan.rows
        if row.row_class in {RowClass.FAULTY, RowClass.ASK}
        for problem in row.all_problems
        if problem.severity is Severity.ERROR or row.row_class is RowClass.ASK
    ]
    terminal.problems(refused[:_SHOWN_PROBLEMS])
    if len(refused) > _SHOWN_PROBLEMS:
        terminal.line(f"……还有 {len(refused) - _SHOWN_PROBLEMS} 条，都在错误表里（--errors）。")
    kinds: dict[str, list[Problem]] = {}
    everything = [*plan.problems, *(problem for row in plan.rows for problem in row.all_problems)]
    for problem in everything:
        if problem.severity is not Severity.ERROR and problem not in refused:
            kinds.setdefault(problem.code, []).append(problem)
    for _, found in sorted(kinds.items(), key=lambda item: -len(item[1])):
        terminal.line(f"请核对 {len(found)} 处，例如：{sentence(found[0])}")
    terminal.result(
        refused=[problem.code for problem in refused],
        to_look_at={code: len(found) for code, found in kinds.items()},
    )


def _list(office: Office, terminal: Terminal) -> int:
    from desktop.services.register_import import session

    batches = session.list_batches(office)
    terminal.table(
        ("批次", "文件", "时间", "谁", "状态", "新增", "有变化"),
        [
            (
                batch.batch_id,
                batch.file_name,
                (batch.committed_at or batch.started_at)[:16].replace("T", " "),
                batch.actor,
                _STATES.get(batch.state, batch.state),
                str(batch.counts.get("new", "")),
                str(batch.counts.get("changed", "")),
            )
            for batch in batches
        ],
    )
    terminal.result(
        batches=[
            {
                "batch": batch.batch_id,
                "file": batch.file_name,
                "committed_at": batch.committed_at,
                "state": batch.state,
                "counts": dict(batch.counts),
            }
            for batch in batches
        ]
    )
    return ExitCode.OK


def _undo(office: Office, terminal: Terminal, batch_id: str, *, force: bool) -> int:
    from desktop.services.register_import import session

    forced = (
        frozenset(clash.key for clash in session.undo_clashes(office, batch_id)) if force else frozenset()
    )
    left = session.undo_import(office, batch_id, forced)
    terminal.line("已撤销这次导入。")
    if left:
        terminal.line(f"有 {len(left)} 条后来又改过，保留了现在的内容（加 --force 一起退回）：")
        for clash in left:
            terminal.line(f"  {clash.title}")
    terminal.result(undone=batch_id, left=len(left))
    return ExitCode.PROBLEM if left else ExitCode.OK
