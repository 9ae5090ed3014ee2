"""``cunqingtong-county``: serves a county, and does its paperwork from a terminal."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: Arguments without the program's name; those of the process when None.

    Returns:
        Exit code, see `desktop.cli.exit_codes`.
    """
    from sync.county.cli.dispatch import run

    return run(list(sys.argv[1:] if argv is None else argv))
