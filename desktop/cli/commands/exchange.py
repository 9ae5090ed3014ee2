"""``sync``: the exchange with the county."""

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Progress, Terminal
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Problem, ProblemError
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
        if options.enrol or options.sheet_text:
            return _enrol(office, options, terminal)
        if options.pin:
            return _pin(office, options, terminal)
        if options.receipts:
            return _receipts(office, options, terminal)
        if options.bundle_out:
            return _bundle_out(office, options, terminal)
        if options.bundle_in:
            return _bundle_in(office, options, terminal)
        if not (options.now or options.audit):
            return _status(office, terminal)
        from desktop.services.sync.running import sync_now

        progress = Progress("正在同步")
        report = sync_now(office, progress, audit=options.audit)
        progress.close()
        if options.audit:
            _tell_audit(office, terminal)
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


def _tell_audit(office: Office, terminal: Terminal) -> None:
    from desktop.services.sync.status import sync_status

    status = sync_status(office)
    at = _local(status.audited_at)
    if status.audit_found:
        terminal.line(f"核对（{at}）：发现 {status.audit_found} 条不一致，已重新交换。")
    else:
        terminal.line(f"核对无误（{at}）。")
    terminal.result(audit_found=status.audit_found, audited_at=at)


def _enrol(office: Office, options: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.services.sync.enrolment_sheet import read_sheet
    from desktop.services.sync.running import enrol

    fingerprint, key = options.fingerprint, ""
    if options.sheet_text:
        told = read_sheet(office, options.sheet_text)
        url, code, key = told.url, told.code, told.key
        fingerprint = fingerprint or ("" if options.authority else told.certificate)
    else:
        url, code = options.enrol
    made = enrol(office, url, code, authority=options.authority, fingerprint=fingerprint, county_key=key)
    terminal.line(f"已接入“{made.county_name}”，本机是“{made.village_name}”的第 {made.device} 台电脑。")
    terminal.result(county=made.county_name, village=made.village_name, device=made.device)
    return ExitCode.OK


def _pin(office: Office, options: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.services.sync.pinning import pin_certificate

    pin_certificate(office, authority=options.authority, fingerprint=options.fingerprint)
    terminal.line("县平台的新证书核对无误，已记下。")
    terminal.result(pinned=True)
    return ExitCode.OK


def _receipts(office: Office, options: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.services.sync.receipt_printing import save_receipts

    last = _day(options.last, office.today()) if options.last else office.today()
    first = _day(options.first, office.today()) if options.first else last.replace(month=1, day=1)
    made = save_receipts(office, options.receipts, first, last)
    terminal.line(f"已写入：{options.receipts}（{made.batches} 批，{made.operations} 条改动）")
    terminal.result(file=str(options.receipts), batches=made.batches, operations=made.operations)
    return ExitCode.OK


def _day(text: str, today: date) -> date:
    """A day as it was typed.

    Raises:
        ProblemError: CLI-012 and others, it is none.
    """
    reading = read_date(text, today)
    if reading.value is None:
        raise ProblemError(reading.problems or Problem("CLI-012", {"text": text}))
    return date.fromisoformat(reading.value)


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
