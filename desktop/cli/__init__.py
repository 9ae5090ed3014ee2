"""``cunqingtong``: the window without arguments, the same services from a terminal with a command.

Each command imports its services when it runs, so that ``cunqingtong find`` loads no workbook reader
and no PDF writer, and no command loads the window.
"""

import sys
from collections.abc import Sequence

from desktop.cli.exit_codes import ExitCode

COMMANDS: dict[str, str] = {
    "init": "desktop.cli.commands.office",
    "users": "desktop.cli.commands.office",
    "import": "desktop.cli.commands.workbook",
    "find": "desktop.cli.commands.register",
    "show": "desktop.cli.commands.register",
    "export": "desktop.cli.commands.register",
    "check": "desktop.cli.commands.register",
    "task": "desktop.cli.commands.tasks",
    "notice": "desktop.cli.commands.notices",
    "disclose": "desktop.cli.commands.disclose",
    "archive": "desktop.cli.commands.archiving",
    "backup": "desktop.cli.commands.backups",
    "restore": "desktop.cli.commands.backups",
    "verify": "desktop.cli.commands.backups",
    "sync": "desktop.cli.commands.exchange",
}
"""Command → the module that has a function ``run_<command>``."""

READER_FLAG = "--workbook-reader"
GUESS_FLAG = "--password-guess"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when none is named.

    Args:
        argv: Arguments without the program's name; those of the process when None.

    Returns:
        Exit code, see `ExitCode` and ``docs/cli.md``.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [READER_FLAG]:
        from desktop.exchange.reader_process import serve_if_asked

        if serve_if_asked(["cunqingtong", *arguments]):
            return ExitCode.OK
    if arguments == [GUESS_FLAG]:
        from desktop.vault.guess_process import serve

        serve()
        return ExitCode.OK
    if _asks_for_window(arguments):
        from desktop.app import main as open_window

        return open_window(arguments)
    from desktop.cli.dispatch import run

    return run(arguments)


def _asks_for_window(arguments: Sequence[str]) -> bool:
    if {"-h", "--help", "--version"}.intersection(arguments):
        return False
    return not arguments or (
        arguments[0].startswith("-") and not any(argument in COMMANDS for argument in arguments)
    )
