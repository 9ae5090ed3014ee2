"""The grammar of ``cunqingtong-county``, explained in Chinese."""

import argparse
from pathlib import Path

from desktop.cli.grammar import Grammar, Parser, Topic
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
    grammar = Grammar(parser, common)
    serve = grammar.command("serve", "开始服务")
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
    _tls_commands(grammar)
    _village_commands(grammar)
    _device_commands(grammar)
    _bundle_commands(grammar)
    _ruling_commands(grammar)
    _disclosure_command(grammar)
    _rectification_commands(grammar)
    _task_commands(grammar)
    _score_rule_commands(grammar)
    _learning_commands(grammar)
    _event_commands(grammar)
    _letter_commands(grammar)
    _mobilise_commands(grammar)
    _job_post_commands(grammar)
    _service_catalogue_commands(grammar)
    _operator_commands(grammar)
    _blob_commands(grammar)
    backup = grammar.command("backup", "备份：数据库、密钥和附件，一个文件")
    backup.add_argument("--out", type=Path, required=True, metavar="文件.cqc")
    restore = grammar.command("restore", "用备份恢复到空的数据库")
    restore.add_argument("file", type=Path, metavar="文件.cqc")
    digest = grammar.command("digest", "让一个村的电脑下次交换时与县里逐条核对")
    digest.add_argument("code", metavar="代码", help="村的区划代码")
    purge = grammar.command("purge", "依法删除一条记录：县里和村里所有电脑上的内容、历史都清除，不能收回")
    purge.add_argument("code", metavar="代码", help="村的区划代码")
    purge.add_argument("kind", metavar="种类", help="表名，如 person")
    purge.add_argument("record", metavar="编号", help="记录的 32 位编号")
    purge.add_argument("--reason", required=True, metavar="理由", help="记入审计日志，不要写姓名")
    purge.add_argument(
        "--full", action="store_true", help="随后重写数据表，磁盘上不留痕迹；这时各村不能交换，请在夜里做"
    )
    tidy = grammar.command("tidy", "清理：删了很久的记录清空、移除，很久没来的电脑暂停；serve 每天自己做")
    for name, days, what in (
        ("emptied", 90, "删除后几天清空内容"),
        ("removed", 400, "删除后几天移除记号"),
        ("suspended", 400, "电脑几天没来就暂停"),
    ):
        tidy.add_argument(f"--{name}-days", type=int, metavar="天数", help=f"{what}（默认 {days}），记住")
    grammar.command("restored", "数据库是用别的办法恢复的（不是 restore）：恢复后、serve 前做一次")
    grammar.command("doctor", "检查数据库、审计链、附件、版本、时钟")
    return parser


def _tls_commands(grammar: Grammar) -> None:
    tls = grammar.topic("tls", "证书：县里没有证书机构时自己做一个")
    make = tls.action("make", "做服务器证书；第一次也做证书机构")
    make.add_argument(
        "--host", action="append", required=True, metavar="地址", help="各村用的域名或 IP，可以写几个"
    )


def _village_commands(grammar: Grammar) -> None:
    village = grammar.topic("village", "村：加入、列出")
    adding = village.action("add", "加入一个村")
    adding.add_argument("code", metavar="代码", help="村的 12 位统计用区划代码")
    adding.add_argument("name", metavar="村名")
    village.action("list", "列出各村")


def _device_commands(grammar: Grammar) -> None:
    device = grammar.topic("device", "电脑：登记、列出、停用")
    enrol = device.action("enrol", "给一台电脑一个接入码，24 小时内用一次")
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
    listing = device.action("list", "列出一个村的电脑")
    listing.add_argument("code", metavar="代码")
    revoke = device.action("revoke", "停用一台电脑，马上生效")
    revoke.add_argument("code", metavar="代码")
    revoke.add_argument("number", type=int, metavar="编号", help="device list 列出的编号")
    revoke.add_argument(
        "--wipe", action="store_true", help="电脑丢了：它一联网就销毁钥匙，那里的档案再也打不开；不能收回"
    )


def _bundle_commands(grammar: Grammar) -> None:
    bundle = grammar.topic("bundle", "U 盘：收下村里带来的文件")
    take = bundle.action("take", "收下一个文件，写出要带回去的回执")
    take.add_argument("file", type=Path, metavar="文件.cqs")
    take.add_argument("--reply", type=Path, required=True, metavar="回执.cqs", help="带回村里的文件")


def _ruling_commands(grammar: Grammar) -> None:
    ruling = grammar.topic("ruling", "裁定：哪些内容可以离开村里")
    ruling.action("show", "列出现行裁定")
    change = ruling.action("set", "改一条裁定，记入审计日志")
    change.add_argument("name", metavar="名称", help="类别 N、P、S，或单个字段，如 person.citizen_id")
    change.add_argument("verdict", choices=("send", "hold"), help="send 上传，hold 留在村里")


def _disclosure_command(grammar: Grammar) -> None:
    disclosure = grammar.topic("disclosure", "三务公开：下发本县对公开目录的规定")
    push = disclosure.action("push", "下发一张规定表，各村同步后采用")
    push.add_argument(
        "file",
        type=Path,
        metavar="文件.csv",
        help="列：code,from,to,field,value,source（可另有 jurisdiction）",
    )
    _recipients(push)


def _learning_commands(grammar: Grammar) -> None:
    learning = grammar.topic("learning", "学习内容：下发、列出、撤下")
    push = learning.action("push", "下发一条或一个文件夹的学习内容")
    push.add_argument(
        "path", type=Path, metavar="文件.toml|文件夹", help="图片、视频放在 .toml 旁边，在 files 里写名字"
    )
    _recipients(push)
    learning.action("list", "列出下发过的内容")
    withdraw = learning.action("withdraw", "从所有的村撤下一条")
    withdraw.add_argument(
        "key", metavar="编号", help="文件名（不带 .toml）、文件里的 key，或 list 列出的编号"
    )


def _recipients(parser: argparse.ArgumentParser) -> None:
    """One village, or all of them: never all by mistake."""
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--village", metavar="代码", default="", help="只给一个村")
    whom.add_argument("--all", action="store_true", help="给全部的村")


def _of_village(topic: Topic, name: str, words: str, number: str = "") -> argparse.ArgumentParser:
    """An action over a village, or over one of its records; ``number`` says what that one is named by."""
    action = topic.action(name, words)
    action.add_argument("village", metavar="代码", help="村的区划代码")
    if number:
        action.add_argument("number", metavar=number, help=f"list 列出的{number}")
    return action


def _rectification_commands(grammar: Grammar) -> None:
    rectify = grammar.topic("rectify", "整改：下发通知、提醒、核验答复")
    order = rectify.action("order", "下发整改通知")
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
    _of_village(rectify, "list", "列出一个村的整改和答复")
    _of_village(rectify, "remind", "提醒一次", "文号")
    accept = _of_village(rectify, "accept", "核验通过", "文号")
    accept.add_argument("--text", default="", metavar="说明")
    for name, text in (("return", "退回，写明还差什么"), ("withdraw", "收回通知")):
        action = _of_village(rectify, name, text, "文号")
        action.add_argument("--reason", required=True, metavar="原因")


def _task_commands(grammar: Grammar) -> None:
    task = grammar.topic("task", "交办任务：下发、提醒、答复的结论、汇总表")
    give = task.action("give", "交办一项任务")
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
    _of_village(task, "list", "列出一个村的任务和答复")
    _of_village(task, "remind", "提醒一次", "文号")
    accept = _of_village(task, "accept", "接受答复", "文号")
    accept.add_argument("--text", default="", metavar="意见")
    for name, text in (("return", "退回，写明还差什么"), ("withdraw", "收回任务")):
        action = _of_village(task, name, text, "文号")
        action.add_argument("--reason", required=True, metavar="原因")
    used = _of_village(task, "used", "告诉村里答复用在哪里", "文号")
    used.add_argument("used_in", metavar="用途")
    table = task.action("table", "各村答复的表合成一份工作簿")
    table.add_argument("number", metavar="文号")
    table.add_argument("file", type=Path, metavar="文件.xlsx")


def _score_rule_commands(grammar: Grammar) -> None:
    rule = grammar.topic("score-rule", "村级评分：下发评分规则")
    push = rule.action("push", "签名并下发一版规则，各村同步后采用")
    push.add_argument("file", type=Path, metavar="文件.toml", help="格式见程序自带的 resources/score")
    _recipients(push)
    rule.action("list", "列出下发过的各版")


def _event_commands(grammar: Grammar) -> None:
    event = grammar.topic("event", "上报事项：列出、接办、办结、退回、转县级")
    _of_village(event, "list", "列出一个村上报的事项")
    for name, text, said in (
        ("take-up", "接办", ""),
        ("settle", "办结，写明结果和答复", "答复"),
        ("return", "退回村里，写明理由", "理由"),
        ("raise", "从乡镇转到县级办理", "理由"),
    ):
        action = _of_village(event, name, text, "编号")
        action.add_argument("--unit", required=True, metavar="单位", help="办理单位，村里看得到")
        if said:
            action.add_argument("--text", required=True, metavar=said)


def _letter_commands(grammar: Grammar) -> None:
    letter = grammar.topic("letter", "村民来信：列出、屏蔽滥发的")
    _of_village(letter, "list", "列出一个村的来信，只有编号和日期")
    hide = _of_village(letter, "hide", "屏蔽一封滥发的信，记入审计日志", "编号")
    hide.add_argument("--reason", required=True, metavar="理由", help="来信人看得到")


def _mobilise_commands(grammar: Grammar) -> None:
    mobilise = grammar.topic("mobilise", "应急动员：发动员令、看各村回应、解除")
    order = mobilise.action("order", "发动员令")
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
    mobilise.action("list", "列出动员令")
    for name, text in (
        ("show", "各村的回应和 5、10、15 分钟应答率"),
        ("clear", "解除"),
        ("withdraw", "发错了，收回"),
    ):
        action = mobilise.action(name, text)
        action.add_argument("number", metavar="编号")
        if name != "show":
            action.add_argument("--text", required=True, metavar="说明", help="村里看得到")


def _job_post_commands(grammar: Grammar) -> None:
    posts = grammar.topic("job-post", "务工岗位：下发、列出")
    push = posts.action("push", "下发一张岗位表，各村同步后看到")
    push.add_argument("file", type=Path, metavar="文件.csv", help="列名见 docs/operations.md")
    _recipients(push)
    posts.action("list", "列出下发过的岗位")


def _service_catalogue_commands(grammar: Grammar) -> None:
    catalogue = grammar.topic("service-catalogue", "代办事项目录：下发本县的、列出")
    push = catalogue.action("push", "下发一份目录，各村同步后采用")
    push.add_argument("file", type=Path, metavar="文件.toml", help="写法见 resources/services/README.md")
    _recipients(push)
    catalogue.action("list", "列出下发过的各版")


def _operator_commands(grammar: Grammar) -> None:
    operator = grammar.topic("operator", "控制台的账号：加入、列出、停用")
    add = operator.action("add", "加入一个账号")
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
    operator.action("list", "列出在用的账号")
    close = operator.action("close", "停用一个账号，马上生效")
    close.add_argument("login", metavar="账号")


def _blob_commands(grammar: Grammar) -> None:
    blob = grammar.topic("blob", "附件：清理、设上限")
    blob.action("sweep", "清理 90 天没有记录用到的附件；每晚运行一次")
    room = blob.action("room", "设一个村的附件最多占多少空间")
    room.add_argument("megabytes", type=int, metavar="MB")
