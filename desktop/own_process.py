"""How this program starts a part of itself in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]

if sys.platform == "win32":
    NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    NO_WINDOW = 0
"""How it is created: without a terminal of its own, which only Windows would open."""


def own_command(module: str, flag: str) -> list[str]:
    """The beginning of the command; what the part needs to know follows it.

    Args:
        module: Module of the part, run as a program.
        flag: How the frozen program tells the part by: it has no interpreter to hand a module to, starts
            itself with the flag, and `desktop.cli.main` asks for it before anything else.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    return [sys.executable, "-m", module, flag]


def own_environment() -> dict[str, str]:
    """The environment of such a process: it finds this very program, wherever it was started."""
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
