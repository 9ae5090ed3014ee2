"""``cunqingtong-county`` in a process of its own whose start costs a fork, not a second of imports."""

import contextlib
import io
import multiprocessing
import os
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CalledProcessError
from typing import TextIO

# Started once for all commands of a test run; where the system can't fork each command imports anew.
_processes = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
if hasattr(os, "fork"):
    _processes.set_forkserver_preload(["tests.support.county_command_warm"])


def start_command(*words: str, log: Path | None = None) -> BaseProcess:
    """Begin a command that goes on by itself (``serve``); what it prints goes to a file or is dropped."""
    process = _processes.Process(target=_go_on, args=(words, log), daemon=True)
    process.start()
    return process


def run_command(*words: str) -> str:
    """Run a command to its end.

    Returns:
        What it printed.

    Raises:
        CalledProcessError: It ended otherwise than well; ``output`` is what it printed.
    """
    ours, its = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_run, args=(words, its))
    process.start()
    its.close()
    try:
        code, printed = ours.recv()
    except EOFError:
        code, printed = -1, ""
    process.join()
    if code:
        raise CalledProcessError(code, words, printed)
    return str(printed)


def _run(words: Sequence[str], answer: Connection) -> None:
    printed = io.StringIO()
    code = _carry_out(words, printed)
    answer.send((code, printed.getvalue()))
    answer.close()


def _go_on(words: Sequence[str], log: Path | None) -> None:
    with (log or Path(os.devnull)).open("a", encoding="utf-8") as printed:
        sys.exit(_carry_out(words, printed))


def _carry_out(words: Sequence[str], printed: TextIO) -> int:
    import atexit

    from sync.county.cli import main

    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            code = main(words)
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        # A child of multiprocessing leaves without; the embedded database stops there.
        atexit._run_exitfuncs()
    return code
