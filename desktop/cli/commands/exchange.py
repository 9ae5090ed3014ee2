"""``sync``: the exchange with the county."""

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Progress, Terminal
from desktop.services.office import Office

if TYPE_CHECKING:
    from desktop.services.sync.running import SyncReport

_PHASES = {
    "not_enrolled": "还没有接入县平台",
    "shut_out": "县里已停用这台电脑",
    "running": "正在同步",
    "offline": "连不上县平台，会自动再试",
    "waiting": "有内容待上传",
    "in_step": "与县平台一致",
}


def run_sync(options: argparse.Namespace, terminal: Terminal) -> int:
    """Exchange now, show the state, enrol, or exchange by stick."""
    with opened(options, terminal) as office:
        if options.enrol:
            return _enrol(office, options, terminal)
        if options.bundle_out:
            return _bundle_out(office, options, terminal)
        if options.bundle_in:
            return _bundle_in(office, options, terminal)
        if not options.now:
            return _status(office, terminal)
        from desktop.services.sync.running import sync_now

        progress = Progress("正在同步")
        report = sync_now(office, progress)
        progress.close()
        return _tell(terminal, report)


def _status(office: Office, terminal: Terminal) -> int:
    from desktop.services.sync.status import sync_status

    status = sync_status(office)
    terminal.line(f"状态：{_PHASES[status.phase.value]}" + (f"（{status.county}）" if status.county else ""))
    terminal.line(
        f"待上传 {status.waiting} 条，冲突 {status.conflicts} 条，县里没有收下 {status.refusals} 条。"
    )
    terminal.line(f"上次与县里一致：{_local(status.in_step_at)}。上次联系：{_local(status.contact_at)}。")
    if status.trouble is not None:
        terminal.problems([status.trouble])
    terminal.result(
        phase=status.phase.value,
        county=status.county,
        waiting=status.waiting,
        stage=status.stage.value,
        conflicts=status.conflicts,
        refusals=status.refusals,
        in_step_at=status.in_step_at.isoformat() if status.in_step_at else "",
        contact_at=status.contact_at.isoformat() if status.contact_at else "",
        retry_at=status.retry_at.isoformat() if status.retry_at else "",
    )
    return ExitCode.PROBLEM if status.trouble else ExitCode.OK


def _enrol(office: Office, options: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.services.sync.running import enrol

    url, code = options.enrol
    made = enrol(office, url, code, authority=options.authority, fingerprint=options.fingerprint)
    terminal.line(f"已接入“{made.county_name}”，本机是“{made.village_name}”的第 {made.device} 台电脑。")
    terminal.result(county=made.county_name, village=made.village_name, device=made.device)
    return ExitCode.OK


def _bundle_out(office: Office, options: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.services.sync.bundles import export_bundle

    progress = Progress("正在写文件")
    made = export_bundle(office, options.bundle_out, progress)
    progress.close()
    size = f"{made.batches} 批，{made.size_bytes / 1e6:.1f} MB"
    terminal.line(f"已写入：{made.path}（{size}），只有县平台能打开。")
    terminal.result(file=str(made.path), size_bytes=made.size_bytes, batches=made.batches)
    return ExitCode.OK


def _bundle_in(office: Office, options: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.services.sync.bundles import import_bundle

    progress = Progress("正在收下")
    report = import_bundle(office, options.bundle_in, progress)
    progress.close()
    return _tell(terminal, report)


def _tell(terminal: Terminal, report: "SyncReport") -> int:
    terminal.line(
        f"县里已收下 {report.sent - report.refused} 条，没有收下 {report.refused} 条，"
        f"新冲突 {report.conflicts} 条，收到 {report.received} 条。"
    )
    terminal.result(
        sent=report.sent, refused=report.refused, conflicts=report.conflicts, received=report.received
    )
    return ExitCode.PROBLEM if report.refused or report.conflicts else ExitCode.OK


def _local(moment: datetime | None) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else "还没有"
