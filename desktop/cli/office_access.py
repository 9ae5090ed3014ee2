"""Opens the office a command works on."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.terminal import Terminal
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office

if TYPE_CHECKING:
    from desktop.vault.inspection import VaultUser


def data_folder(options: argparse.Namespace) -> Path:
    """The folder named on the command line, or the one the window uses."""
    if options.data is not None:
        return Path(options.data)
    from desktop.vault.data_place import default_folder

    return default_folder()


@contextmanager
def opened(options: argparse.Namespace, terminal: Terminal) -> Iterator[Office]:
    """The office with its user signed in; closed at the end of the block.

    Raises:
        ProblemError: As `open_office`; CLI-001 no way to ask the password; CLI-003 several users and
            none named.
    """
    from desktop.services.opening import open_office
    from desktop.vault.inspection import FolderState, inspect

    folder = data_folder(options)
    report = inspect(folder)
    if report.state is FolderState.EMPTY:
        raise ProblemError(Problem("VLT-007", {"path": str(folder)}))
    if report.state is not FolderState.READY:
        raise ProblemError(report.problems)
    login = options.user or _only_user(report.users)
    office = open_office(folder, login, terminal.ask_password(f"“{login}”的密码："))
    try:
        yield office
    finally:
        office.close()


def _only_user(users: "tuple[VaultUser, ...]") -> str:
    if len(users) == 1:
        return users[0].login
    names = "、".join(user.login for user in users)
    if sys.stdin.isatty():
        sys.stderr.write(f"用户：{names}\n登录名：")
        sys.stderr.flush()
        return sys.stdin.readline().strip()
    raise ProblemError(Problem("CLI-003", {"users": names}))
