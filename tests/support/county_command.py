"""``cunqingtong-county`` in a process of its own whose start costs a fork, not a second of imports."""

import contextlib
import io
import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from subprocess import CalledProcessError

# Started once for all commands of a test run; where the system can't fork each command imports anew.
_processes = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
if hasattr(os, "fork"):
    _processes.set_forkserver_preload(["tests.support.county_command_warm"])


def start_command(*words: str) -> BaseProcess:
    """Begin a command that goes on by itself (``serve``); what it prints is dropped."""
    process = _processes.Process(target=_run, args=(words, None), daemon=True)
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


def _run(words: Sequence[str], answer: Connection | None) -> None:
    import atexit

    from sync.county.cli import main

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            code = main(words)
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
    atexit._run_exitfuncs()  # a child of multiprocessing leaves without; the embedded database stops there
    if answer is not None:
        answer.send((code, printed.getvalue()))
        answer.close()
