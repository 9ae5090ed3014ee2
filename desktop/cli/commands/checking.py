"""What ``verify`` says of sheets and of archives of a year."""

from pathlib import Path

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Progress, Terminal
from desktop.domain.accounts import Right
from desktop.services import certificates
from desktop.services.certificates import CertificateSummary
from desktop.services.disclosure.archive import check_archive
from desktop.services.disclosure.verifying import Outcome, Standing, Verdict, verify_code, verify_file
from desktop.services.office import Office

_MOST_LINES = 30
_SAID = {
    Outcome.ARCHIVED: "就是存档的原件，一个字节都没有变。",
    Outcome.RESAVED: "内容和样子与存档一致，只是被别的程序另存过，字节不同。",
    Outcome.CHANGED: "与存档不一致，被改动过：",
    Outcome.AGREES: "编号和校验码相符。请再对一对标题、期间、页数和下面的存档是否一致。",
    Outcome.DISAGREES: "有这个编号，但校验码不是它的：纸上的内容与发布的不一样。",
    Outcome.NOT_ISSUED: "没有发布过，只是草稿或者发布前就撤销了，不能作数。",
    Outcome.UNKNOWN: "不是本村发布的公开表，这台电脑上没有它的记录。",
    Outcome.PICTURE: "是扫描件或照片，没有文字。请用 --code 输入表上的编号和校验码。",
}
_STANDS = {
    Standing.CURRENT: "现行有效。",
    Standing.CORRECTED: "已被更正，以 {successor} 为准。",
    Standing.WITHDRAWN: "已撤回，不再有效。",
}


def verify_sheet(office: Office, terminal: Terminal, file: Path) -> int:
    """Say whether a PDF is an archived sheet."""
    verdict = verify_file(office, file)
    if verdict.outcome is Outcome.UNKNOWN and office.may(Right.ISSUE_CERTIFICATE):
        found = certificates.find_archived(office, file.read_bytes())
        if found is not None:
            return _tell_certificate(terminal, found, file.name, agrees=True)
    return _tell(terminal, verdict, file.name)


def verify_sheet_code(office: Office, terminal: Terminal, text: str) -> int:
    """Say what the notice of a number and code is."""
    found = certificates.verify_code(office, text) if office.may(Right.ISSUE_CERTIFICATE) else None
    if found is not None:
        return _tell_certificate(terminal, found[0], "", agrees=found[1])
    return _tell(terminal, verify_code(office, text), "")


def _tell_certificate(terminal: Terminal, certificate: CertificateSummary, name: str, *, agrees: bool) -> int:
    said = "是本村开具的证明。" if agrees else "有这个编号的证明，但校验码不是它的：纸上的内容与存档不一样。"
    terminal.line(f"{name} {said}".strip())
    terminal.line(
        f"存档：{certificate.number} {certificate.kind_label}，{certificate.issued_on} 开具。"
        + (f"已作废：{certificate.void_reason}" if certificate.is_void else "有效。")
    )
    terminal.result(
        outcome=(Outcome.AGREES if agrees else Outcome.DISAGREES).value,
        number=certificate.number,
        check_code=certificate.check_code,
        void=certificate.is_void,
    )
    if not agrees:
        return ExitCode.CHANGED
    return ExitCode.NOT_ISSUED if certificate.is_void else ExitCode.OK


def verify_archive(terminal: Terminal, folder: Path) -> int:
    """Compare the files of a year's archive with its list of sums."""
    progress = Progress("正在核对")
    count, problems = check_archive(folder, progress)
    progress.close()
    terminal.line(f"{folder.name}：核对了 {count} 个文件，" + ("都没有变。" if not problems else "有问题："))
    terminal.problems(problems)
    terminal.result(archive=folder.name, files=count, sound=not problems)
    return ExitCode.CHANGED if problems else ExitCode.OK


def _tell(terminal: Terminal, verdict: Verdict, name: str) -> int:
    terminal.line(f"{name} {_SAID[verdict.outcome]}".strip())
    for each in verdict.differences[:_MOST_LINES]:
        if each.look and not each.kept:
            terminal.line(f"  第 {each.page} 页：文字相同，样子不同（盖了东西，或者换了图）。")
        else:
            terminal.line(
                f"  第 {each.page} 页：存档“{each.kept or '（无）'}”→ 这份“{each.found or '（无）'}”"
            )
    if len(verdict.differences) > _MOST_LINES:
        terminal.line(f"  还有 {len(verdict.differences) - _MOST_LINES} 处不同。")
    notice = verdict.notice
    if notice is not None:
        terminal.line(f"存档：{notice.number} {notice.title}，{notice.period_from} 至 {notice.period_to}")
        if verdict.standing is not None:
            terminal.line(
                f"{notice.issued_by} {notice.issued_at[:10]} 发布，共 {notice.page_count} 页，"
                f"校验码 {notice.check_code}。"
                + _STANDS[verdict.standing].format(successor=verdict.successor)
            )
    terminal.result(
        outcome=verdict.outcome.value,
        archived=verdict.outcome is Outcome.ARCHIVED,
        standing=verdict.standing.value if verdict.standing else "",
        number=notice.number if notice else "",
        title=notice.title if notice else "",
        check_code=notice.check_code if notice else "",
        successor=verdict.successor,
        differences=[
            {"page": each.page, "archived": each.kept, "found": each.found, "look": each.look}
            for each in verdict.differences
        ],
    )
    return _exit_code(verdict)


def _exit_code(verdict: Verdict) -> ExitCode:
    if verdict.outcome in (Outcome.CHANGED, Outcome.DISAGREES):
        return ExitCode.CHANGED
    if verdict.outcome in (Outcome.UNKNOWN, Outcome.NOT_ISSUED):
        return ExitCode.NOT_ISSUED
    if verdict.outcome is Outcome.PICTURE:
        return ExitCode.PROBLEM
    return ExitCode.OK if verdict.is_valid else ExitCode.NOT_CURRENT
