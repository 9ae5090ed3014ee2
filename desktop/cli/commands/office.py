"""``init`` and ``users``."""

import argparse

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import data_folder, opened
from desktop.cli.terminal import Terminal
from desktop.domain.accounts import Role
from desktop.domain.division import find_code_problem, known_villages
from desktop.domain.local_day import local_today
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.village import Village


def run_init(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make a new office; the recovery code is shown once."""
    from desktop.services.opening import create_office

    village = _village(options)
    login = options.user
    if not login:
        raise ProblemError(Problem("CLI-004", {"option": "--user"}))
    folder = data_folder(options)
    password = terminal.ask_new_password(f"给“{login}”设一个密码：")
    office, sheet = create_office(folder, village, login, options.name or login, Role(options.role), password)
    office.close()
    terminal.line(f"已新建：{village.full_name}")
    terminal.line(f"数据文件夹：{folder}")
    terminal.line(f"用户：{office.user.display_name}（{office.user.login}，{office.user.role.label}）")
    if options.sheet is not None:
        from desktop.reports.office_sheets import render_recovery_sheet
        from desktop.vault.folder import write_durably

        write_durably(options.sheet, render_recovery_sheet(village, login, sheet.groups, local_today()))
        terminal.line(f"恢复单：{options.sheet}（请打印后锁好，并删去这个文件）")
    terminal.line()
    terminal.line("恢复码（只显示这一次，请抄在纸上锁好；忘了密码，只有它能打开档案）：")
    for start in range(0, len(sheet.groups), 4):
        terminal.line("    " + "  ".join(sheet.groups[start : start + 4]))
    terminal.result(
        folder=str(folder), village=village.name, user=login, recovery_code="-".join(sheet.groups)
    )
    return ExitCode.OK


def run_users(options: argparse.Namespace, terminal: Terminal) -> int:
    """List who can sign in, and who could."""
    from desktop.services.accounts import list_users

    with opened(options, terminal) as office:
        rows = list_users(office)
    terminal.table(
        ("登录名", "姓名", "岗位", ""),
        [
            (
                row.user.login,
                row.user.display_name,
                row.user.role.label,
                "" if row.can_sign_in else "已停用",
            )
            for row in rows
        ],
    )
    terminal.result(
        users=[
            {
                "login": row.user.login,
                "name": row.user.display_name,
                "role": row.user.role.value,
                "can_sign_in": row.can_sign_in,
            }
            for row in rows
        ]
    )
    return ExitCode.OK


def _village(options: argparse.Namespace) -> Village:
    code = "".join(options.code.split())
    problem = find_code_problem(code)
    if problem is not None:
        raise ProblemError(problem)
    known = next((village for village in known_villages() if village.division_code == code), None)
    village = known or Village("", code)
    typed = {
        "name": options.village,
        "town": options.town,
        "county": options.county,
        "city": options.city,
        "province": options.province,
    }
    village = village._replace(**{part: name for part, name in typed.items() if name})
    if not village.name:
        raise ProblemError(Problem("CLI-004", {"option": "--village"}))
    return village
