"""What the terminal says to scripts; written down in ``docs/cli.md``."""

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of ``cunqingtong``; never renumbered."""

    OK = 0
    PROBLEM = 1  # done with findings, or refused for any reason not listed below
    USAGE = 2
    LOCKED = 3  # wrong password, unknown user, wrong recovery code
    IN_USE = 4
    DAMAGED = 5
    NEWER = 6
    NOT_CURRENT = 10  # verify: the issued sheet, corrected or withdrawn since
    CHANGED = 11  # verify: it does not say what was issued
    NOT_ISSUED = 12  # verify: nothing that this office issued
    BUG = 70
    CANCELLED = 130


_LOCKED = frozenset("VLT-001 VLT-002 VLT-003 VLT-016 VLT-017 VLT-030".split())
_IN_USE = frozenset("VLT-006 STO-006".split())
_DAMAGED = frozenset(
    "VLT-004 VLT-021 VLT-026 VLT-028 VLT-031 VLT-032 STO-001 "
    "BAK-001 BAK-010 BAK-011 BAK-012 BAK-013 BAK-014 BAK-020 BAK-021 BAK-022 "
    "CTY-006 CTY-008 CTY-009 CTY-011".split()
)
_USAGE = frozenset(
    "CLI-001 CLI-003 CLI-004 CLI-005 CLI-006 CLI-007 CLI-009 CLI-010 CLI-012 CLI-013 CLI-014".split()
)
_NEWER = frozenset("VLT-005 VLT-009 STO-002 BAK-002 CTY-005".split())


def exit_code_of(codes: Iterable[str]) -> ExitCode:
    """The exit code for problem codes; the first one that has its own decides."""
    for code in codes:
        for listed, exit_code in (
            (_LOCKED, ExitCode.LOCKED),
            (_IN_USE, ExitCode.IN_USE),
            (_DAMAGED, ExitCode.DAMAGED),
            (_NEWER, ExitCode.NEWER),
            (_USAGE, ExitCode.USAGE),
        ):
            if code in listed:
                return exit_code
    return ExitCode.PROBLEM
