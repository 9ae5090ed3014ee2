"""``backup``, ``restore`` and ``verify``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.exit_codes import ExitCode, exit_code_of
from desktop.cli.office_access import data_folder, opened
from desktop.cli.terminal import Progress, Terminal
from desktop.services import backup
from desktop.services.office import Office
from desktop.vault.backup import SUFFIX

if TYPE_CHECKING:
    from desktop.domain.problem import Problem

_REASONS = {
    backup.Reason.AUTO: "定时",
    backup.Reason.MANUAL: "手动",
    backup.Reason.CLOSE: "关闭时",
    backup.Reason.BEFORE_IMPORT: "导入前",
    backup.Reason.BEFORE_UNDO: "撤销前",
    backup.Reason.BEFORE_RESTORE: "恢复前",
    backup.Reason.BEFORE_MIGRATION: "升级前",
}


def run_backup(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make a backup, list them, or set the second place."""
    with opened(options, terminal) as office:
        if options.list:
            return _list(office, terminal)
        if options.second_place is not None:
            place = None if options.second_place == "-" else Path(options.second_place)
            backup.set_second_place(office, place)
            terminal.line(f"第二个备份位置：{place.absolute() if place else '无'}")
            terminal.result(second_place=str(place.absolute()) if place else "")
            return ExitCode.OK
        progress = Progress("正在备份")
        report = backup.make_backup(office, backup.Reason.MANUAL, progress, options.out)
        progress.close()
    terminal.line(f"已备份：{report.file.path}（{report.file.size_bytes / 1e6:.1f} MB）")
    if report.second is not None:
        terminal.line(f"第二份：{report.second}")
    terminal.problems(report.warnings)
    terminal.result(
        file=str(report.file.path),
        size_bytes=report.file.size_bytes,
        second=str(report.second) if report.second else "",
    )
    return ExitCode.PROBLEM if report.warnings else ExitCode.OK


def run_restore(options: argparse.Namespace, terminal: Terminal) -> int:
    """Put a backup in place of the data folder; no password is needed before the office is opened."""
    folder = data_folder(options)
    progress = Progress("正在恢复")
    restored = backup.restore_backup(options.file, folder, replace=options.replace, job=progress)
    progress.close()
    manifest = restored.manifest
    terminal.line(f"已恢复：{manifest.village}，{_local(manifest.made_at)} 的备份 → {folder}")
    if restored.aside is not None:
        terminal.line(f"原来的文件在：{restored.aside}")
    if restored.kept_newer_envelope:
        terminal.line("密码和用户仍是现在的。")
    if restored.missing_attachments:
        terminal.line(f"有 {restored.missing_attachments} 个附件不在备份旁边，没能恢复。")
    terminal.result(
        village=manifest.village,
        made_at=manifest.made_at,
        aside=str(restored.aside) if restored.aside else "",
        missing_attachments=restored.missing_attachments,
    )
    return ExitCode.PROBLEM if restored.missing_attachments else ExitCode.OK


def run_verify(options: argparse.Namespace, terminal: Terminal) -> int:
    """Check the office and its newest backup, one backup, a sheet by its file or code, or an archive."""
    from desktop.cli.commands import checking

    with opened(options, terminal) as office:
        if options.code:
            return checking.verify_sheet_code(office, terminal, " ".join(options.code))
        if options.file is None:
            return _verify_office(office, terminal, every=options.all)
        if options.file.suffix.lower() == SUFFIX:
            return _verify_backup(office, terminal, options.file)
        if options.file.is_dir():
            return checking.verify_archive(terminal, options.file)
        return checking.verify_sheet(office, terminal, options.file)


def _verify_office(office: Office, terminal: Terminal, *, every: bool) -> int:
    from desktop.services.checkup import check_office

    progress = Progress("正在检查")
    checkup = check_office(office, progress)
    progress.close()
    terminal.line(
        f"档案：{checkup.people} 人，{checkup.households} 户，附件 {checkup.attachments} 个，"
        + ("完好。" if not checkup.problems else "有问题：")
    )
    terminal.problems(checkup.problems)
    terminal.result(people=checkup.people, households=checkup.households, attachments=checkup.attachments)
    problems = list(checkup.problems)
    files = backup.list_backups(office)
    if not files:
        terminal.line("还没有备份。")
    # Oldest first, so that the status line keeps the result of the newest.
    for file in reversed(files if every else files[:1]):
        problems += _prove(office, terminal, file.path)
    return exit_code_of(problem.code for problem in problems) if problems else ExitCode.OK


def _verify_backup(office: Office, terminal: Terminal, file: Path) -> int:
    problems = _prove(office, terminal, file)
    return exit_code_of(problem.code for problem in problems) if problems else ExitCode.OK


def _prove(office: Office, terminal: Terminal, file: Path) -> "list[Problem]":
    progress = Progress("正在试恢复")
    proof = backup.prove_backup(office, file, progress)
    progress.close()
    made_at = _local(proof.manifest.made_at) if proof.manifest else "时间不明"
    if proof.is_proven:
        terminal.line(
            f"备份 {file.name}（{made_at}）：试恢复成功，{proof.tables} 张表 {proof.rows} 行与备份时一致，"
            f"抽读 {proof.records_read} 条记录、{proof.attachments_read} 个附件。"
        )
    else:
        terminal.line(f"备份 {file.name}（{made_at}）：不能用。")
        terminal.problems(proof.problems)
    terminal.result(backup=file.name, proven=proof.is_proven, rows=proof.rows)
    return list(proof.problems)


def _list(office: Office, terminal: Terminal) -> int:
    status = backup.backup_status(office)
    files = backup.list_backups(office)
    terminal.table(
        ("时间", "原因", "大小", "文件"),
        [
            (
                f"{file.made_at.astimezone():%Y-%m-%d %H:%M}",
                _REASONS[file.reason],
                f"{file.size_bytes / 1e6:.1f} MB",
                file.path.name,
            )
            for file in files
        ],
    )
    proven = f"{status.proven_at.astimezone():%Y-%m-%d %H:%M}" if status.proven_at else "还没有"
    terminal.line(f"上次试恢复成功：{proven}。第二个位置：{status.second_place or '无'}。")
    terminal.problems(status.proof_problems)
    terminal.result(
        backups=[
            {"file": str(file.path), "made_at": file.made_at.isoformat(), "reason": file.reason.value}
            for file in files
        ],
        proven_at=status.proven_at.isoformat() if status.proven_at else "",
    )
    return ExitCode.OK


def _local(moment: str) -> str:
    from datetime import datetime

    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
