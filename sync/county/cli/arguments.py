"""The grammar of ``cunqingtong-county``, explained in Chinese."""

import argparse
from pathlib import Path

from desktop.cli.arguments import Parser
from desktop.version import VERSION

DEFAULT_PORT = 8750


def make_parser() -> argparse.ArgumentParser:
    """The whole grammar; ``command`` and ``action`` in the result name what to run."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("通用选项")
    group.add_argument("--data", type=Path, metavar="文件夹", help="县的数据文件夹：密钥，和自带的数据库")
    group.add_argument(
        "--database", metavar="地址", help="postgresql://…；不写就用数据文件夹里自带的 PostgreSQL"
    )
    group.add_argument("--json", action="store_true", help="输出 JSON，供别的程序读取")
    parser: argparse.ArgumentParser = Parser(
        prog="cunqingtong-county",
        description="村情通县级端：接收各村上报，合并后下发。",
        epilog="退出码：0 完成，1 有问题，2 用法不对，5 损坏，6 版本太新，130 取消。",
        parents=[common],
    )
    parser.add_argument(
        "--version", action="version", version=f"cunqingtong-county {VERSION}", help="显示版本"
    )
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    serve = commands.add_parser("serve", help="开始服务", parents=[common])
    serve.add_argument("--host", default="127.0.0.1", metavar="地址", help="在哪个地址上服务（默认只在本机）")
    serve.add_argument("--port", type=int, default=DEFAULT_PORT, metavar="端口")
    serve.add_argument("--workers", type=int, default=1, metavar="个数", help="几个进程（默认 1）")
    serve.add_argument(
        "--per-device", type=float, default=5.0, metavar="次数", help="一台电脑每秒最多几次（默认 5）"
    )
    serve.add_argument(
        "--per-address",
        type=float,
        default=100.0,
        metavar="次数",
        help="一个来访地址每秒最多几次（默认 100）",
    )
    serve.add_argument("--name", metavar="名称", help="第一次启动时，县的名称")
    serve.add_argument(
        "--behind-proxy", metavar="地址", default="", help="反向代理的地址，只信它转来的来访地址"
    )
    serve.add_argument("--tls-cert", type=Path, metavar="文件.pem", help="直接用 HTTPS 服务：服务器证书")
    serve.add_argument("--tls-key", type=Path, metavar="文件.key", help="直接用 HTTPS 服务：证书的密钥")
    _tls_commands(commands, common)
    _village_commands(commands, common)
    _device_commands(commands, common)
    _bundle_commands(commands, common)
    _ruling_commands(commands, common)
    _disclosure_command(commands, common)
    _rectification_commands(commands, common)
    _task_commands(commands, common)
    _score_rule_commands(commands, common)
    _learning_commands(commands, common)
    _event_commands(commands, common)
    _letter_commands(commands, common)
    _mobilise_commands(commands, common)
    _job_post_commands(commands, common)
    _service_catalogue_commands(commands, common)
    _operator_commands(commands, common)
    _blob_commands(commands, common)
    backup = commands.add_parser("backup", help="备份：数据库、密钥和附件，一个文件", parents=[common])
    backup.add_argument("--out", type=Path, required=True, metavar="文件.cqc")
    restore = commands.add_parser("restore", help="用备份恢复到空的数据库", parents=[common])
    restore.add_argument("file", type=Path, metavar="文件.cqc")
    digest = commands.add_parser("digest", help="让一个村的电脑下次交换时与县里逐条核对", parents=[common])
    digest.add_argument("code", metavar="代码", help="村的区划代码")
    purge = commands.add_parser(
        "purge", help="依法删除一条记录：县里和村里所有电脑上的内容、历史都清除，不能收回", parents=[common]
    )
    purge.add_argument("code", metavar="代码", help="村的区划代码")
    purge.add_argument("kind", metavar="种类", help="表名，如 person")
    purge.add_argument("record", metavar="编号", help="记录的 32 位编号")
    purge.add_argument("--reason", required=True, metavar="理由", help="记入审计日志，不要写姓名")
    purge.add_argument(
        "--full", action="store_true", help="随后重写数据表，磁盘上不留痕迹；这时各村不能交换，请在夜里做"
    )
    tidy = commands.add_parser(
        "tidy", help="清理：删了很久的记录清空、移除，很久没来的电脑暂停；serve 每天自己做", parents=[common]
    )
    for name, days, what in (
        ("emptied", 90, "删除后几天清空内容"),
        ("removed", 400, "删除后几天移除记号"),
        ("suspended", 400, "电脑几天没来就暂停"),
    ):
        tidy.add_argument(f"--{name}-days", type=int, metavar="天数", help=f"{what}（默认 {days}），记住")
    commands.add_parser(
        "restored", help="数据库是用别的办法恢复的（不是 restore）：恢复后、serve 前做一次", parents=[common]
    )
    commands.add_parser("doctor", help="检查数据库、审计链、附件、版本、时钟", parents=[common])
    return parser


def _tls_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    tls = commands.add_parser("tls", help="证书：县里没有证书机构时自己做一个", parents=[common])
    actions = tls.add_subparsers(dest="action", metavar="动作", required=True)
    make = actions.add_parser("make", help="做服务器证书；第一次也做证书机构", parents=[common])
    make.add_argument(
        "--host", action="append", required=True, metavar="地址", help="各村用的域名或 IP，可以写几个"
    )


def _village_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    village = commands.add_parser("village", help="村：加入、列出", parents=[common])
    actions = village.add_subparsers(dest="action", metavar="动作", required=True)
    adding = actions.add_parser("add", help="加入一个村", parents=[common])
    adding.add_argument("code", metavar="代码", help="村的 12 位统计用区划代码")
    adding.add_argument("name", metavar="村名")
    actions.add_parser("list", help="列出各村", parents=[common])


def _device_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    device = commands.add_parser("device", help="电脑：登记、列出、停用", parents=[common])
    actions = device.add_subparsers(dest="action", metavar="动作", required=True)
    enrol = actions.add_parser("enrol", help="给一台电脑一个接入码，24 小时内用一次", parents=[common])
    enrol.add_argument("code", metavar="代码", help="村的区划代码")
    enrol.add_argument(
        "--restricted", action="store_true", help="这台电脑也交换限制类内容（重点人员等），要有县里的书面决定"
    )
    enrol.add_argument("--sheet", type=Path, metavar="文件.pdf", help="打印用的接入单：一页，带二维码")
    enrol.add_argument("--url", metavar="地址", default="", help="接入单上：各村用的平台地址，https:// 开头")
    enrol.add_argument("--label", metavar="名称", default="", help="接入单上：给哪台电脑，如“文书室”")
    enrol.add_argument(
        "--tls-cert", type=Path, metavar="文件.pem", help="接入单上：让电脑只认这张服务器证书（自签的用）"
    )
    listing = actions.add_parser("list", help="列出一个村的电脑", parents=[common])
    listing.add_argument("code", metavar="代码")
    revoke = actions.add_parser("revoke", help="停用一台电脑，马上生效", parents=[common])
    revoke.add_argument("code", metavar="代码")
    revoke.add_argument("number", type=int, metavar="编号", help="device list 列出的编号")
    revoke.add_argument(
        "--wipe", action="store_true", help="电脑丢了：它一联网就销毁钥匙，那里的档案再也打不开；不能收回"
    )


def _bundle_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    bundle = commands.add_parser("bundle", help="U 盘：收下村里带来的文件", parents=[common])
    actions = bundle.add_subparsers(dest="action", metavar="动作", required=True)
    take = actions.add_parser("take", help="收下一个文件，写出要带回去的回执", parents=[common])
    take.add_argument("file", type=Path, metavar="文件.cqs")
    take.add_argument("--reply", type=Path, required=True, metavar="回执.cqs", help="带回村里的文件")


def _ruling_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    ruling = commands.add_parser("ruling", help="裁定：哪些内容可以离开村里", parents=[common])
    actions = ruling.add_subparsers(dest="action", metavar="动作", required=True)
    actions.add_parser("show", help="列出现行裁定", parents=[common])
    change = actions.add_parser("set", help="改一条裁定，记入审计日志", parents=[common])
    change.add_argument("name", metavar="名称", help="类别 N、P、S，或单个字段，如 person.citizen_id")
    change.add_argument("verdict", choices=("send", "hold"), help="send 上传，hold 留在村里")


def _disclosure_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    disclosure = commands.add_parser(
        "disclosure", help="三务公开：下发本县对公开目录的规定", parents=[common]
    )
    actions = disclosure.add_subparsers(dest="action", metavar="动作", required=True)
    push = actions.add_parser("push", help="下发一张规定表，各村同步后采用", parents=[common])
    push.add_argument(
        "file",
        type=Path,
        metavar="文件.csv",
        help="列：code,from,to,field,value,source（可另有 jurisdiction）",
    )
    _recipients(push)


def _learning_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    learning = commands.add_parser("learning", help="学习内容：下发、列出、撤下", parents=[common])
    actions = learning.add_subparsers(dest="action", metavar="动作", required=True)
    push = actions.add_parser("push", help="下发一条或一个文件夹的学习内容", parents=[common])
    push.add_argument(
        "path", type=Path, metavar="文件.toml|文件夹", help="图片、视频放在 .toml 旁边，在 files 里写名字"
    )
    _recipients(push)
    actions.add_parser("list", help="列出下发过的内容", parents=[common])
    withdraw = actions.add_parser("withdraw", help="从所有的村撤下一条", parents=[common])
    withdraw.add_argument(
        "key", metavar="编号", help="文件名（不带 .toml）、文件里的 key，或 list 列出的编号"
    )


def _recipients(parser: argparse.ArgumentParser) -> None:
    """One village, or all of them: never all by mistake."""
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--village", metavar="代码", default="", help="只给一个村")
    whom.add_argument("--all", action="store_true", help="给全部的村")


def _rectification_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    rectify = commands.add_parser("rectify", help="整改：下发通知、提醒、核验答复", parents=[common])
    actions = rectify.add_subparsers(dest="action", metavar="动作", required=True)
    order = actions.add_parser("order", help="下发整改通知", parents=[common])
    order.add_argument("--number", required=True, metavar="文号", help="同一文号再发一次就是改正")
    order.add_argument("--title", required=True, metavar="事项")
    order.add_argument("--content", default="", metavar="内容")
    order.add_argument("--issuer", required=True, metavar="单位", help="下发的单位")
    order.add_argument("--due", required=True, metavar="日期", help="整改期限，如 2026-10-20")
    order.add_argument(
        "--duty",
        default="",
        metavar="编号",
        help="针对哪一项：会议种类（P04）、公开事项（disclosure/V12），或 score 提醒整个评分",
    )
    order.add_argument("--period", default="", metavar="期间", help="哪一期，如 2026年第三季度")
    _recipients(order)
    for name, text in (
        ("list", "列出一个村的整改和答复"),
        ("remind", "提醒一次"),
        ("accept", "核验通过"),
        ("return", "退回，写明还差什么"),
        ("withdraw", "收回通知"),
    ):
        action = actions.add_parser(name, help=text, parents=[common])
        action.add_argument("village", metavar="代码", help="村的区划代码")
        if name != "list":
            action.add_argument("number", metavar="文号")
        if name == "accept":
            action.add_argument("--text", default="", metavar="说明")
        if name in ("return", "withdraw"):
            action.add_argument("--reason", required=True, metavar="原因")


def _task_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    task = commands.add_parser("task", help="交办任务：下发、提醒、答复的结论、汇总表", parents=[common])
    actions = task.add_subparsers(dest="action", metavar="动作", required=True)
    give = actions.add_parser("give", help="交办一项任务", parents=[common])
    give.add_argument("--number", required=True, metavar="文号", help="同一文号再发一次就是改正")
    give.add_argument("--title", required=True, metavar="事项")
    give.add_argument("--content", default="", metavar="要求")
    give.add_argument("--issuer", required=True, metavar="单位", help="交办的单位")
    give.add_argument("--due", required=True, metavar="时间", help="如 2026-10-20 或 '2026-10-20 12:00'")
    give.add_argument("--urgency", default="normal", choices=("urgent", "normal", "complex", "hard"))
    give.add_argument("--document", default="", metavar="文件", help="依据哪份文件")
    give.add_argument(
        "--asks", nargs="*", default=[], choices=("evidence", "quantity", "table"), help="还要什么"
    )
    give.add_argument("--evidence", default="", metavar="材料", help="要什么证明材料")
    give.add_argument("--unit", default="", metavar="单位", help="数量的单位")
    give.add_argument("--target", type=int, metavar="数", help="目标数")
    give.add_argument("--subject", default="people", choices=("people", "households"), help="表里一行是什么")
    give.add_argument("--column", nargs="*", default=[], metavar="列", help="档案的列，如 name age")
    give.add_argument("--form", type=Path, metavar="表样.xlsx", help="自己的表样")
    whom = give.add_mutually_exclusive_group(required=True)
    whom.add_argument("--village", nargs="+", metavar="代码", default=[], help="给哪几个村")
    whom.add_argument("--all", action="store_true", help="给全部的村")
    for name, text in (
        ("list", "列出一个村的任务和答复"),
        ("remind", "提醒一次"),
        ("accept", "接受答复"),
        ("return", "退回，写明还差什么"),
        ("used", "告诉村里答复用在哪里"),
        ("withdraw", "收回任务"),
    ):
        action = actions.add_parser(name, help=text, parents=[common])
        action.add_argument("village", metavar="代码", help="村的区划代码")
        if name != "list":
            action.add_argument("number", metavar="文号")
        if name == "accept":
            action.add_argument("--text", default="", metavar="意见")
        if name == "used":
            action.add_argument("used_in", metavar="用途")
        if name in ("return", "withdraw"):
            action.add_argument("--reason", required=True, metavar="原因")
    table = actions.add_parser("table", help="各村答复的表合成一份工作簿", parents=[common])
    table.add_argument("number", metavar="文号")
    table.add_argument("file", type=Path, metavar="文件.xlsx")


def _score_rule_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    rule = commands.add_parser("score-rule", help="村级评分：下发评分规则", parents=[common])
    actions = rule.add_subparsers(dest="action", metavar="动作", required=True)
    push = actions.add_parser("push", help="签名并下发一版规则，各村同步后采用", parents=[common])
    push.add_argument("file", type=Path, metavar="文件.toml", help="格式见程序自带的 resources/score")
    _recipients(push)
    actions.add_parser("list", help="列出下发过的各版", parents=[common])


def _event_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    event = commands.add_parser("event", help="上报事项：列出、接办、办结、退回、转县级", parents=[common])
    actions = event.add_subparsers(dest="action", metavar="动作", required=True)
    for name, text, said in (
        ("list", "列出一个村上报的事项", ""),
        ("take-up", "接办", ""),
        ("settle", "办结，写明结果和答复", "答复"),
        ("return", "退回村里，写明理由", "理由"),
        ("raise", "从乡镇转到县级办理", "理由"),
    ):
        action = actions.add_parser(name, help=text, parents=[common])
        action.add_argument("village", metavar="代码", help="村的区划代码")
        if name != "list":
            action.add_argument("number", metavar="编号", help="list 列出的编号")
            action.add_argument("--unit", required=True, metavar="单位", help="办理单位，村里看得到")
        if said:
            action.add_argument("--text", required=True, metavar=said)


def _letter_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    letter = commands.add_parser("letter", help="村民来信：列出、屏蔽滥发的", parents=[common])
    actions = letter.add_subparsers(dest="action", metavar="动作", required=True)
    listing = actions.add_parser("list", help="列出一个村的来信，只有编号和日期", parents=[common])
    listing.add_argument("village", metavar="代码", help="村的区划代码")
    hide = actions.add_parser("hide", help="屏蔽一封滥发的信，记入审计日志", parents=[common])
    hide.add_argument("village", metavar="代码", help="村的区划代码")
    hide.add_argument("number", metavar="编号")
    hide.add_argument("--reason", required=True, metavar="理由", help="来信人看得到")


def _mobilise_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    mobilise = commands.add_parser("mobilise", help="应急动员：发动员令、看各村回应、解除", parents=[common])
    actions = mobilise.add_subparsers(dest="action", metavar="动作", required=True)
    order = actions.add_parser("order", help="发动员令", parents=[common])
    order.add_argument("--number", required=True, metavar="编号", help="同一编号再发一次就是改正")
    order.add_argument("--issuer", required=True, metavar="单位")
    order.add_argument("--kind", required=True, metavar="灾种", help="disaster_kind 的代码，如 02 洪涝")
    order.add_argument("--level", required=True, choices=("1", "2", "3", "4"), help="1 红 2 橙 3 黄 4 蓝")
    order.add_argument("--text", required=True, metavar="内容", help="要做什么")
    order.add_argument("--area", default="", metavar="范围", help="村民小组、隐患点；不写就是全村")
    order.add_argument("--deadline", default="", metavar="时刻", help="如 2026-06-20 05:00")
    order.add_argument("--drill", action="store_true", help="这是演练")
    whom = order.add_mutually_exclusive_group(required=True)
    whom.add_argument("--village", action="append", metavar="代码", help="给一个村，可以写几个")
    whom.add_argument("--all", action="store_true", help="给全部的村")
    actions.add_parser("list", help="列出动员令", parents=[common])
    for name, text in (
        ("show", "各村的回应和 5、10、15 分钟应答率"),
        ("clear", "解除"),
        ("withdraw", "发错了，收回"),
    ):
        action = actions.add_parser(name, help=text, parents=[common])
        action.add_argument("number", metavar="编号")
        if name != "show":
            action.add_argument("--text", required=True, metavar="说明", help="村里看得到")


def _job_post_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    posts = commands.add_parser("job-post", help="务工岗位：下发、列出", parents=[common])
    actions = posts.add_subparsers(dest="action", metavar="动作", required=True)
    push = actions.add_parser("push", help="下发一张岗位表，各村同步后看到", parents=[common])
    push.add_argument("file", type=Path, metavar="文件.csv", help="列名见 docs/operations.md")
    _recipients(push)
    actions.add_parser("list", help="列出下发过的岗位", parents=[common])


def _service_catalogue_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    catalogue = commands.add_parser(
        "service-catalogue", help="代办事项目录：下发本县的、列出", parents=[common]
    )
    actions = catalogue.add_subparsers(dest="action", metavar="动作", required=True)
    push = actions.add_parser("push", help="下发一份目录，各村同步后采用", parents=[common])
    push.add_argument("file", type=Path, metavar="文件.toml", help="写法见 resources/services/README.md")
    _recipients(push)
    actions.add_parser("list", help="列出下发过的各版", parents=[common])


def _operator_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    operator = commands.add_parser("operator", help="控制台的账号：加入、列出、停用", parents=[common])
    actions = operator.add_subparsers(dest="action", metavar="动作", required=True)
    add = actions.add_parser("add", help="加入一个账号", parents=[common])
    add.add_argument("login", metavar="账号")
    add.add_argument("--name", metavar="姓名", default="", help="显示的姓名（默认同账号）")
    add.add_argument(
        "--role",
        choices=("viewer", "operator", "admin"),
        default="admin",
        help="viewer 只看，operator 还能管村和电脑，admin 还能改裁定、管账号（默认 admin）",
    )
    add.add_argument(
        "--password-stdin", action="store_true", help="从标准输入的第一行读密码（密码从不写在命令里）"
    )
    actions.add_parser("list", help="列出在用的账号", parents=[common])
    close = actions.add_parser("close", help="停用一个账号，马上生效", parents=[common])
    close.add_argument("login", metavar="账号")


def _blob_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser
) -> None:
    blob = commands.add_parser("blob", help="附件：清理、设上限", parents=[common])
    actions = blob.add_subparsers(dest="action", metavar="动作", required=True)
    actions.add_parser("sweep", help="清理 90 天没有记录用到的附件；每晚运行一次", parents=[common])
    room = actions.add_parser("room", help="设一个村的附件最多占多少空间", parents=[common])
    room.add_argument("megabytes", type=int, metavar="MB")
