"""``operator add``, ``operator list`` and ``operator close``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.terminal import Terminal
from sync.county.cli.opening import opened_county
from sync.county.clock import now_ms
from sync.county.store.operators import add_operator, close_operator, list_operators
from sync.county.store.roles import Role


def run_operator_add(options: argparse.Namespace, terminal: Terminal) -> int:
    """Add an account of the console."""
    password = terminal.ask_new_password("新密码（至少 8 位）：")
    name = options.name or options.login
    with opened_county(options) as county:
        role = Role(options.role)
        add_operator(county.database, options.login, name, password, now_ms(), role=role)
    terminal.line(f"已加入账号 {options.login}（{role.label}）。")
    terminal.result(login=options.login, name=name, role=role)
    return ExitCode.OK


def run_operator_list(options: argparse.Namespace, terminal: Terminal) -> int:
    """List the open accounts."""
    with opened_county(options) as county:
        found = list_operators(county.database)
    terminal.table(("账号", "姓名", "角色"), [(each.login, each.name, each.role.label) for each in found])
    terminal.result(operators=[{"login": each.login, "name": each.name, "role": each.role} for each in found])
    return ExitCode.OK


def run_operator_close(options: argparse.Namespace, terminal: Terminal) -> int:
    """Close an account."""
    with opened_county(options) as county:
        close_operator(county.database, options.login, now_ms())
    terminal.line(f"已停用账号 {options.login}。")
    terminal.result(login=options.login)
    return ExitCode.OK
