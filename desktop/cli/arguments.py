"""The command line's grammar, explained in Chinese."""

import argparse
from functools import cache
from pathlib import Path

from desktop.cli.grammar import Grammar, Parser
from desktop.version import VERSION


@cache
def make_parser() -> argparse.ArgumentParser:
    """The whole grammar; ``command`` in the result names what to run."""
    common = _common()
    parser: argparse.ArgumentParser = Parser(
        prog="cunqingtong",
        description="村情通桌面版。不带命令就打开窗口；带命令在终端里做同样的事。",
        epilog="退出码：0 完成，1 有问题，2 用法不对，3 密码不对，4 被占用，5 损坏，6 版本太新，130 取消。",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"cunqingtong {VERSION}", help="显示版本")
    grammar = Grammar(parser, common)
    _office_commands(grammar)
    _register_commands(grammar)
    _task_command(grammar)
    _notice_command(grammar)
    _disclose_command(grammar)
    _archive_command(grammar)
    _backup_commands(grammar)
    _sync_command(grammar)
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("通用选项")
    group.add_argument("--data", type=Path, metavar="文件夹", help="数据文件夹；不写用默认位置")
    group.add_argument("--user", metavar="登录名", help="以谁的身份；只有一个用户时可以不写")
    group.add_argument("--json", action="store_true", help="输出 JSON，供别的程序读取")
    group.add_argument(
        "--password-stdin", action="store_true", help="从标准输入的第一行读密码（密码从不写在命令里）"
    )
    return common


def _office_commands(grammar: Grammar) -> None:
    init = grammar.command("init", "新建一个村的档案")
    init.add_argument("--code", required=True, metavar="代码", help="村的 12 位统计用区划代码")
    init.add_argument("--village", default="", metavar="村名", help="区划表里有的村可以不写")
    for option, word in (("--town", "乡镇"), ("--county", "县"), ("--city", "市"), ("--province", "省")):
        init.add_argument(option, default="", metavar=word, help=f"{word}名")
    init.add_argument("--name", default="", metavar="姓名", help="第一位用户的姓名；不写用登录名")
    init.add_argument("--role", choices=("clerk", "secretary"), default="clerk", help="文书或书记")
    init.add_argument("--sheet", type=Path, metavar="文件.pdf", help="把恢复单存成 PDF，打印后请删去")
    grammar.command("users", "列出用户")
    load = grammar.command("import", "导入花名册")
    load.add_argument("file", nargs="?", type=Path, metavar="文件", help="xlsx、xls、xlsb、ods、csv")
    load.add_argument("--sheet", action="append", default=[], metavar="表名", help="只导入这张表，可写多次")
    load.add_argument(
        "--mapping",
        action="append",
        default=[],
        metavar="列=字段",
        help="指定一列是什么，例如“电话=手机号码”",
    )
    load.add_argument("--dry-run", action="store_true", help="只看会怎样，不写入")
    load.add_argument("--errors", type=Path, metavar="文件.xlsx", help="没导入的行另存为错误表")
    load.add_argument("--list", action="store_true", help="列出以往的导入")
    load.add_argument("--resume", metavar="批次", help="接着做一次中断的导入")
    load.add_argument("--undo", metavar="批次", help="撤销一次导入")
    load.add_argument("--force", action="store_true", help="撤销时，后来改过的也一起退回")


def _register_commands(grammar: Grammar) -> None:
    find = grammar.command("find", "找人找户：姓名、拼音、首字母、证件尾号、电话尾号")
    find.add_argument("text", nargs="+", metavar="文字")
    find.add_argument("--limit", type=int, default=20, metavar="条数", help="最多列出多少条（默认 20）")
    show = grammar.command("show", "看一个人或一户，证件号码和电话遮盖")
    show.add_argument("record", metavar="编号", help="find 列出的编号，或户编号")
    show.add_argument(
        "--reveal",
        action="append",
        default=[],
        metavar="字段",
        help="完整显示一个字段，例如“公民身份号码”；会记录",
    )
    show.add_argument("--reason", default="", metavar="事由", help="为什么要看完整内容")
    export = grammar.command("export", "导出名册（xlsx 或 csv），遮盖；会记录")
    export.add_argument("file", type=Path, metavar="文件")
    export.add_argument("--households", action="store_true", help="按户导出；不写按人")
    export.add_argument("--columns", default="", metavar="列,列", help="列名，用逗号隔开；不写用常用列")
    export.add_argument("--group", action="append", default=[], metavar="组", help="只导出这个组，可写多次")
    export.add_argument("--all", action="store_true", help="也包括已迁出、已死亡、已销户的")
    export.add_argument("--reason", required=True, metavar="用途", help="导出来做什么；会记录")
    check = grammar.command("check", "数据体检：档案里自相矛盾的地方")
    check.add_argument("--all", action="store_true", help="也列出已核对无误的")
    check.add_argument("--out", type=Path, metavar="文件.xlsx", help="另存为工作簿；会记录")


def _task_command(grammar: Grammar) -> None:
    task = grammar.topic("task", "任务：列出、登记、办理")
    listing = task.action("list", "列出任务")
    listing.add_argument(
        "--view",
        choices=("open", "new", "today", "overdue", "soon", "done", "all"),
        default="open",
        help="未办结、新来、今天到期、超期、快到期、已办结、全部",
    )
    listing.add_argument("--text", default="", metavar="文字", help="标题或内容里有这些字的")
    adding = task.action("add", "登记一件事")
    adding.add_argument("title", metavar="标题")
    adding.add_argument("--text", default="", metavar="内容")
    adding.add_argument("--due", default="", metavar="日期", help="办结期限，如 2026-12-01")
    adding.add_argument("--person", action="append", default=[], metavar="编号", help="关于哪个人，可写多次")
    adding.add_argument(
        "--household", action="append", default=[], metavar="编号", help="关于哪一户，可写多次"
    )
    adding.add_argument("--reporter", default="", metavar="姓名", help="反映人")
    adding.add_argument("--phone", default="", metavar="电话", help="反映人的电话")
    looking = task.action("show", "看一件事的经过")
    looking.add_argument("number", metavar="编号")
    step = task.action("step", "办理一步")
    step.add_argument("number", metavar="编号")
    step.add_argument("step", metavar="步骤", help="例如 受理、交办、开始办理、备注、上报（也可写英文代码）")
    step.add_argument("--text", default="", metavar="说明")
    step.add_argument("--to", default="", metavar="登录名", help="交办给谁")
    step.add_argument("--until", default="", metavar="日期", help="暂停计时到哪一天")
    step.add_argument("--way", default="", metavar="方式", help="怎样反馈的：回电、上门、公开栏、群里")
    step.add_argument("--satisfaction", default="", metavar="评价", help="例如 满意、不满意")
    step.add_argument("--where-to", default="", metavar="去处", help="不予受理的，去哪里办")
    done = task.action("done", "办结")
    done.add_argument("number", metavar="编号")
    done.add_argument("--text", required=True, metavar="结果", help="办理结果")


def _notice_command(grammar: Grammar) -> None:
    notice = grammar.topic("notice", "公开公示：起草、审核、发布、打印")
    notice.action("list", "列出公示和可用的模板")
    making = notice.action("make", "起草")
    making.add_argument("template", metavar="模板", help="notice list 列出的模板代码")
    making.add_argument("--quarter", default="", metavar="季度", help="例如 2026Q3")
    making.add_argument("--first", default="", metavar="日期", help="从哪天")
    making.add_argument("--last", default="", metavar="日期", help="到哪天")
    making.add_argument("--issued-on", default="", metavar="日期", help="落款日期；不写是今天")
    making.add_argument("--posted-on", default="", metavar="日期", help="张贴第一天")
    making.add_argument("--large", action="store_true", help="大字版")
    for action, words in (
        ("submit", "提交审核"),
        ("review", "审核通过（村监会；党务由书记）"),
        ("decide", "登记集体审定（两委联席会议、支委会或村民代表会议）"),
        ("approve", "登记乡镇（县）同意"),
        ("return", "退回修改"),
        ("issue", "发布：检查有没有泄露，编号，存档"),
        ("print", "存成 PDF：发布后是存档原件，发布前是带水印的草稿"),
        ("post", "登记张贴"),
        ("take-down", "登记取下：贴着的都取下"),
        ("archive", "归档：公开期满以后"),
        ("withdraw", "撤回"),
    ):
        each = notice.action(action, words)
        each.add_argument("number", metavar="编号")
        if action in ("issue", "print"):
            each.add_argument("--out", type=Path, required=action == "print", metavar="文件.pdf")
        if action == "print":
            each.add_argument("--copies", type=int, default=0, metavar="份数", help="记下打印了几份")
        if action in ("decide", "approve", "post", "take-down"):
            each.add_argument("--on", required=True, metavar="日期", help="开会、发文、张贴或取下的日期")
        if action == "post":
            each.add_argument("--place", required=True, action="append", metavar="地点", help="可以写几次")
        if action == "approve":
            each.add_argument("--document", required=True, metavar="文号")
        if action in ("review", "decide", "return", "withdraw"):
            each.add_argument("--text", default="", metavar="说明")


def _disclose_command(grammar: Grammar) -> None:
    disclose = grammar.command("disclose", "三务公开：该公开什么，什么时候")
    disclose.add_argument("what", nargs="?", choices=("due",), default="due", help="due 列出公开任务")
    disclose.add_argument("--on", default="", metavar="日期", help="due：哪一天的情况；不写是今天")
    disclose.add_argument(
        "--all", action="store_true", help="due：也列出已公开的和还没到期的；不写只列要办的"
    )
    disclose.add_argument("--year", type=int, default=0, metavar="年份", help="一年该公开的每一张都写成 PDF")
    disclose.add_argument("--out", type=Path, metavar="文件夹", help="--year：写到哪里；要新的或空的")
    disclose.add_argument(
        "--sample", action="store_true", help="--year：不动自己的数据，另做一个示范村，让它过完一年"
    )


def _archive_command(grammar: Grammar) -> None:
    archive = grammar.command("archive", "一年的三务公开归档：目录、原件、合订本")
    archive.add_argument("--year", type=int, required=True, metavar="年份", help="落款日期所在的年份")
    archive.add_argument("--out", type=Path, required=True, metavar="文件夹", help="档案文件夹建在哪里")


def _backup_commands(grammar: Grammar) -> None:
    backup = grammar.command("backup", "备份")
    backup.add_argument("--out", type=Path, metavar="文件.cqb", help="另存一份可以带走的，附件在内")
    backup.add_argument("--list", action="store_true", help="列出现有的备份")
    backup.add_argument("--second-place", metavar="文件夹", help="以后每次备份都抄一份到这里；写 - 取消")
    restore = grammar.command("restore", "用备份恢复")
    restore.add_argument("file", type=Path, metavar="文件.cqb")
    restore.add_argument("--replace", action="store_true", help="换掉现有的数据；原来的挪到旁边保存")
    verify = grammar.command("verify", "检查档案和备份是否完好，或核对一份 PDF")
    verify.add_argument(
        "file", nargs="?", type=Path, metavar="文件", help=".cqb 备份、公开表 .pdf，或年度档案文件夹"
    )
    verify.add_argument(
        "--code",
        nargs="+",
        default=[],
        metavar="文字",
        help="按编号和校验码核对：扫方块码得到的文字，或者照表输入",
    )
    verify.add_argument("--all", action="store_true", help="试恢复每一个备份，不只最新的")


def _sync_command(grammar: Grammar) -> None:
    sync = grammar.command("sync", "与县平台同步")
    what = sync.add_mutually_exclusive_group()
    what.add_argument("--status", action="store_true", help="只看状态（不写别的就是这个）")
    what.add_argument("--now", action="store_true", help="现在同步")
    what.add_argument("--audit", action="store_true", help="现在同步，并与县平台逐条核对")
    what.add_argument(
        "--bundle-out", type=Path, metavar="文件.cqs", help="把待上传的写进文件，用 U 盘带到县里"
    )
    what.add_argument("--bundle-in", type=Path, metavar="文件.cqs", help="收下县里用 U 盘带回的答复")
    what.add_argument("--enrol", nargs=2, metavar=("地址", "接入码"), help="把这台电脑接入县平台")
    what.add_argument("--sheet-text", metavar="文字", help="接入：用接入单方块码里的那行文字")
    what.add_argument("--pin", action="store_true", help="县平台换证书：配合 --authority 或 --fingerprint")
    what.add_argument("--receipts", type=Path, metavar="文件.pdf", help="把县里的签收回执打印成 PDF")
    sync.add_argument("--from", dest="first", metavar="日期", help="回执：从哪天起，如 2026-11-01")
    sync.add_argument("--to", dest="last", metavar="日期", help="回执：到哪天止（不写到今天）")
    sync.add_argument("--authority", type=Path, metavar="文件.pem", help="接入时：县里自己的证书机构")
    sync.add_argument(
        "--fingerprint",
        metavar="指纹",
        default="",
        help="接入时：县平台证书的 SHA-256 指纹，可写两个，用逗号隔开",
    )
