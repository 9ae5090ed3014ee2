"""A village office at work on invented people, from an empty folder to printed notices.

    python3 dev.py demo [--out DIR] [--no-window]

Every step goes through the services behind the window. Without a display the window is drawn
offscreen and its pictures are saved.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.sample.office import SampleOffice
    from desktop.services.office import Office, User
    from desktop.services.sample_office import RegisterImport, SampleIds
    from desktop.vault.suite import KdfCost

LOGIN = "clerk"
PASSWORD = "shifancun-2026"  # noqa: S105 - opens a folder of invented people only
_PICTURE_SECONDS = 300  # ten times what a slow PC takes: only a window that hangs is ended
_FOLDER = "村情通演示"


class DemoFailed(Exception):
    """A step did not do what it should; the words are for the person at the terminal."""


@dataclass(slots=True)
class _Narrator:
    """Tells each step with its time, and where its result lies."""

    root: Path
    step: int = 0
    began: float = field(default_factory=time.monotonic)

    @contextmanager
    def telling(self, title: str) -> Iterator[Callable[[str], None]]:
        """One step: its title, what it said, and how long it took."""
        self.step += 1
        said: list[str] = []
        started = time.monotonic()
        yield said.append
        seconds = time.monotonic() - started
        print(f"{self.step:>2}. {title}（{seconds:.1f} 秒）", flush=True)
        for line in said:
            print(f"    {line}", flush=True)

    def place(self, path: Path) -> str:
        """A result's place, from the demo's folder on."""
        return str(path.relative_to(self.root))

    @property
    def seconds(self) -> float:
        """Since the demo began."""
        return time.monotonic() - self.began


def main(argv: Sequence[str] | None = None, *, cost: "KdfCost | None" = None) -> int:
    """Run the demo; returns 0, 1 when a step failed, 2 when the folder cannot be used.

    ``cost`` is what a password guess costs; another one than shipped is for tests.
    """
    from desktop.domain.problem import ProblemError

    parser = argparse.ArgumentParser(prog="demo", description="用虚构的村庄演示村情通")
    parser.add_argument("--out", type=Path, help="放结果的文件夹（应当是空的）")
    parser.add_argument("--no-window", action="store_true", help="只做数据和公示，不打开窗口也不截图")
    options = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    root = (options.out or Path.cwd() / f"{_FOLDER}-{time.strftime('%Y%m%d-%H%M%S')}").absolute()
    if root.exists() and any(root.iterdir()):
        print(f"文件夹“{root}”里已经有东西。请换一个空文件夹，演示不会覆盖任何文件。", file=sys.stderr)
        return 2
    root.mkdir(parents=True, exist_ok=True)
    print(f"演示结果都放在：{root}")
    narrator = _Narrator(root)
    try:
        _work_through(narrator, cost)
        if not options.no_window:
            _show_window(narrator)
    except ProblemError as error:
        from desktop.messages import sentence

        for problem in error.problems:
            print(f"演示没有完成：{sentence(problem)}", file=sys.stderr)
        return 1
    except DemoFailed as error:
        print(f"演示没有完成：{error}", file=sys.stderr)
        return 1
    print(f"全部完成，共 {narrator.seconds:.0f} 秒。")
    return 0


def _work_through(narrator: _Narrator, cost: "KdfCost | None") -> None:
    from desktop.domain.accounts import Role
    from desktop.sample.office import make_office
    from desktop.services import sample_office
    from desktop.services.opening import create_office
    from desktop.vault.suite import SHIPPED_COST

    with narrator.telling("虚构一个村庄") as say:
        sample = make_office(today=datetime.now().astimezone().date())
        village = sample.village
        say(f"{village.full_name}（区划代码 {village.division_code}，从未启用，人员全部虚构）")
        say(f"{len(sample.households)} 户，{len(sample.people)} 人，{len(sample.groups)} 个村民小组")
    workbook = _write_workbooks(narrator, sample)
    data = narrator.root / "数据"
    with narrator.telling("建立加密的数据文件夹和用户") as say:
        clerk = sample.users[0]
        office, _ = create_office(
            data, village, LOGIN, clerk.display_name, Role.CLERK, PASSWORD, cost=cost or SHIPPED_COST
        )
        users = sample_office.add_colleagues(office, sample, PASSWORD)
        say(f"{narrator.place(data)}    用户：{'、'.join(users)}    密码都是：{PASSWORD}")
    try:
        imported = _import(narrator, office, workbook)
        ids = sample_office.find_ids(office, sample)
        _enter_work(narrator, office, sample, ids, users)
        office = _print_notices(narrator, office, ids, sample)
        _back_up(narrator, office)
    finally:
        office.close()
    if not imported.report.counts.get("new"):
        raise DemoFailed("花名册没有导入任何人。")


def _write_workbooks(narrator: _Narrator, sample: "SampleOffice") -> Path:
    from desktop.sample.workbook import write_dirty_workbook, write_old_csv

    with narrator.telling("写出村里原来的花名册") as say:
        workbook = narrator.root / f"{sample.village.name}人口花名册.xlsx"
        report = write_dirty_workbook(sample, workbook)
        old = narrator.root / "旧系统导出.csv"
        write_old_csv(sample, old)
        say(f"{narrator.place(workbook)}    {len(report.sheets)} 张表，{len(report.rows)} 行")
        say(f"里面有真实花名册常见的 {len(report.codes)} 类毛病")
        say(f"{narrator.place(old)}    GBK 编码、分号分隔，可以再导入试试")
    return workbook


def _import(narrator: _Narrator, office: "Office", workbook: Path) -> "RegisterImport":
    from desktop.services import sample_office
    from desktop.services.register_import import session

    with narrator.telling("导入花名册") as say:
        imported = sample_office.import_register(office, workbook)
        counts = imported.report.counts
        say("，".join(f"{word} {counts.get(name, 0)} 行" for name, word in _CLASS_WORDS.items()))
        damaged = sum(bool(row.source.id_hint) for row in imported.plan.rows)
        say(f"{damaged} 个身份证号码被电子表格弄坏，只留作线索，没有猜测")
        errors = narrator.root / "没有导入的行.xlsx"
        written = session.write_errors(office, imported.report.batch_id, errors)
        if written:
            say(f"{narrator.place(errors)}    {written} 行，改好后可以再导入")
    with narrator.telling("同一个文件再对一遍") as say:
        again = session.open_import(office, workbook)
        counted = Counter(row.row_class.value for row in session.plan_import(office, again).rows)
        session.drop_import(office, again.batch_id)
        say("，".join(f"{_CLASS_WORDS[name]} {number} 行" for name, number in counted.items() if number))
    return imported


_CLASS_WORDS = {
    "new": "新增",
    "changed": "有变化",
    "same": "相同",
    "ask": "待确认",
    "faulty": "有错误",
    "skipped": "不导入",
    "not_people": "合计和说明",
}


def _enter_work(
    narrator: _Narrator, office: "Office", sample: "SampleOffice", ids: "SampleIds", users: "dict[str, User]"
) -> None:
    from desktop.domain.job import NoJob
    from desktop.services import sample_office

    with narrator.telling("补录户情：亲属、就业、参保、房屋、承包地") as say:
        sample_office.complete_register(office, sample, ids)
        say(f"{len(ids.households)} 户，{len(ids.persons)} 人")
    work = sample_office.SampleWork(office, sample, ids, users, NoJob())
    for part, enter in sample_office.WORK.items():
        with narrator.telling(_PART_TITLES[part]) as say:
            counts = enter(work)
            say("，".join(_COUNT_WORDS[key].format(counts[key]) for key in _COUNT_WORDS if key in counts))


_PART_TITLES = {
    "tasks": "登记和办结任务",
    "accounts": "登记收支和三资",
    "party": "登记党员、党小组、党费和会议",
    "community": "登记学习、实事、低保、检查和红黑榜，记积分",
    "daily": "登记走访、巡查、代办、务工和四议两公开",
}

_COUNT_WORDS = {
    "new": "新来 {} 件",
    "today": "今天到期 {} 件",
    "overdue": "逾期 {} 件",
    "soon": "快到期 {} 件",
    "done": "办结 {} 件",
    "all": "共 {} 件",
    "entries": "收支 {} 笔",
    "property": "合同、资产、资源、往来和项目 {} 条",
    "members": "党员 {} 人",
    "meetings": "会议 {} 次",
    "points": "党员积分 {} 条",
    "aided": "低保 {} 户",
    "visit": "走访 {} 次",
    "hazard_site": "隐患点 {} 处",
    "service_case": "代办 {} 件",
    "service_booking": "网上约办 {} 件",
    "job_post": "岗位 {} 个",
    "matter": "重大事项 {} 件",
}


def _print_notices(
    narrator: _Narrator, office: "Office", ids: "SampleIds", sample: "SampleOffice"
) -> "Office":
    """Draft as the clerk, review as the supervision committee and the secretary, issue as the clerk again."""
    from desktop.domain.notice_state import NoticeAction
    from desktop.services.accounts import switch_user
    from desktop.services.disclosure import notices
    from desktop.services.disclosure.requests import NoticeRequest
    from desktop.services.household_printing import render_household_card

    folder = narrator.root / "公示"
    folder.mkdir()
    quarter = (sample.meetings[0].on, sample.day)
    with narrator.telling("起草、审核、发布三张公示，打印一张户卡") as say:
        drafts = []
        for template in ("accounts_quarterly", "allowance_list", "party_life"):
            request = NoticeRequest(
                template=template,
                first=quarter[0].replace(day=1).isoformat(),
                last=quarter[1].isoformat(),
                issued_on=office.today().isoformat(),
                posted_on=(office.today() + timedelta(days=1)).isoformat(),
            )
            drafts.append(notices.make_notice(office, request))
            notices.submit(office, drafts[-1])
        for login in ("supervisor", "secretary"):
            office = switch_user(office, login, PASSWORD)
            for draft in drafts:
                if NoticeAction.REVIEW in notices.get_notice(office, draft).allowed:
                    notices.review(office, draft)
        office = switch_user(office, LOGIN, PASSWORD)
        for draft in drafts:
            if NoticeAction.APPROVE in notices.get_notice(office, draft).allowed:
                notices.approve(office, draft, "镇社救〔2026〕1 号", office.today())
            printed = notices.issue(office, draft)
            summary = notices.get_notice(office, draft).summary
            path = folder / f"{summary.label}.pdf"
            path.write_bytes(printed.pdf)
            say(f"{narrator.place(path)}    {summary.page_count} 页，编号 {summary.number}")
        household = max(sample.households, key=lambda one: (len(one.members), one.contract is not None))
        card = folder / "家庭登记页.pdf"
        card.write_bytes(render_household_card(office, ids.households[household.key]))
        say(f"{narrator.place(card)}    证件号码和电话已遮盖")
    return office


def _back_up(narrator: _Narrator, office: "Office") -> None:
    from desktop.services.backup import make_backup, prove_newest

    with narrator.telling("备份，并试着恢复一次") as say:
        report = make_backup(office)
        if prove_newest(office).problems:
            raise DemoFailed("备份没有通过试恢复。")
        say(f"{narrator.place(report.file.path)}    已经核对，能够恢复")


def _show_window(narrator: _Narrator) -> None:
    """The real window on the demo's data; without a display, pictures of it."""
    data = narrator.root / "数据"
    command = [sys.executable, "-m", "desktop.app", "--data", str(data), "--login", LOGIN, "--password-stdin"]
    if has_display():
        print(f"打开窗口（前面各步共 {narrator.seconds:.0f} 秒）。关闭窗口后演示结束。", flush=True)
        code = subprocess.run(command, input=f"{PASSWORD}\n", text=True, check=False).returncode
        if code:
            raise DemoFailed(f"窗口没有正常结束（代码 {code}）。")
        return
    pictures = narrator.root / "截图"
    with narrator.telling("没有显示器，给各个界面截图") as say, tempfile.TemporaryDirectory() as scratch:
        # the settings of whoever runs the demo stay as they are
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": scratch}
        try:
            done = subprocess.run(
                [*command, "--screenshot", str(pictures)],
                input=f"{PASSWORD}\n",
                text=True,
                env=environment,
                timeout=_PICTURE_SECONDS,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except subprocess.TimeoutExpired as error:
            raise DemoFailed(f"{_PICTURE_SECONDS} 秒内没有截完图。") from error
        made = sorted(pictures.glob("*.png")) if pictures.exists() else []
        if done.returncode or not made:
            raise DemoFailed(f"截图没有成功（代码 {done.returncode}）。\n{done.stderr}")
        say(f"{narrator.place(pictures)}    {len(made)} 张")


def has_display() -> bool:
    """Whether a window could be seen here."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    asked = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(asked) or not sys.platform.startswith("linux")


if __name__ == "__main__":
    sys.exit(main())
