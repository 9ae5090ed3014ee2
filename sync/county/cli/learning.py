"""``learning push``, ``learning list`` and ``learning withdraw``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from desktop.domain.code_table import code_table
from sync.county.cli.opening import opened_county
from sync.county.clock import day_of, now_ms
from sync.county.learning_files import read_sources
from sync.county.store.handing_down import find_recipients
from sync.county.store.learning import id_of, list_items, prepare_item, publish, withdraw


def run_learning_push(options: argparse.Namespace, terminal: Terminal) -> int:
    """Hand items to one village or to all; every item is checked before the first village gets any."""
    today = day_of(now_ms())
    items = [
        (source.item.title, prepare_item(id_of(source.key), source.item, source.files, today))
        for source in read_sources(options.path, today)
    ]
    told = []
    with opened_county(options) as county:
        recipients = find_recipients(county.database, options.village)
        for title, item in items:
            changed = publish(county, recipients, item, now_ms())
            news = sum(bool(each) for each in changed.values())
            terminal.line(
                f"{title}：{len(recipients)} 个村，新下发或有改动 {news} 个村，附件 {len(item.files)} 份。"
            )
            told.append({"id": item.record_id, "title": title, "villages": len(recipients), "changed": news})
    terminal.line("各村下一次同步时收到；图片自动下载，视频由村里点一下再下载。")
    terminal.result(items=told)
    return ExitCode.OK


def run_learning_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List what was handed down."""
    with opened_county(options) as county:
        items = list_items(county.database)
    kinds = code_table("learning_kind")
    terminal.table(
        ("编号", "标题", "种类", "发布", "撤下", "村", "附件"),
        [
            (
                each.record_id,
                each.title,
                kinds.label(each.kind),
                each.published_on,
                each.withdrawn_on,
                str(each.villages),
                str(each.files),
            )
            for each in items
        ],
    )
    terminal.result(
        items=[
            {
                "id": each.record_id,
                "title": each.title,
                "published_on": each.published_on,
                "withdrawn_on": each.withdrawn_on,
                "villages": each.villages,
                "files": each.files,
            }
            for each in items
        ]
    )
    return ExitCode.OK


def run_learning_withdraw(options: argparse.Namespace, terminal: Terminal) -> int:
    """Withdraw an item from every village."""
    with opened_county(options) as county:
        known = {each.record_id for each in list_items(county.database)}
        record_id = options.key if options.key in known else id_of(options.key)
        villages = withdraw(county, record_id, day_of(now_ms()), now_ms())
    terminal.line(f"已从 {villages} 个村撤下；各村下一次同步时不再显示，学习记录保留。")
    terminal.result(id=record_id, villages=villages)
    return ExitCode.OK
