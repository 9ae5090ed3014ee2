"""``backup``, ``restore`` and ``restored``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.backup import restore_backup, write_backup
from sync.county.checkup import check_up
from sync.county.cli.opening import opened_address, opened_county, opened_database
from sync.county.store.lives import note_restore


def run_backup(options: argparse.Namespace, terminal: Terminal) -> int:
    """Write a backup."""
    with opened_address(options) as url:
        options.database = url
        with opened_county(options) as county:
            size = write_backup(county.database, url, options.data, options.out)
    terminal.line(f"已备份到 {options.out}（{size / 1_048_576:.1f} MB）。里面有各村的全部档案，请妥善保管。")
    terminal.result(file=str(options.out), bytes=size)
    return ExitCode.OK


def run_restore(options: argparse.Namespace, terminal: Terminal) -> int:
    """Restore a backup and check what came of it."""
    with opened_address(options) as url:
        options.database = url
        with opened_database(options) as database:
            restore_backup(database, url, options.data, options.file)
        with opened_county(options) as county:
            report = check_up(county)
    terminal.problems(report.problems)
    terminal.line("已恢复。" if not report.problems else "已恢复，但有问题。")
    terminal.result(facts=dict(report.facts))
    return ExitCode.OK if not report.problems else ExitCode.PROBLEM


def run_restored(options: argparse.Namespace, terminal: Terminal) -> int:
    """Begin a new life of a county whose database was brought back by other means."""
    with opened_address(options) as url:
        options.database = url
        with opened_database(options) as database, database.atomic():
            note_restore(database)
        with opened_county(options) as county:
            life = county.life.hex()
    terminal.line("已记下。各村的电脑下次交换时，会先把县里丢失的内容交还回来。")
    terminal.result(life=life)
    return ExitCode.OK
