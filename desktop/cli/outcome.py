"""Carries a command out and turns what happened into an exit code."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from desktop.cli.exit_codes import ExitCode, exit_code_of
from desktop.cli.terminal import Terminal
from desktop.domain.job import Cancelled
from desktop.domain.problem import ProblemError


def carry_out(command: Callable[[], int], terminal: Terminal) -> int:
    """Run a command and say what went wrong; returns its exit code."""
    try:
        exit_code = command()
    except ProblemError as error:
        terminal.problems(error.problems)
        exit_code = exit_code_of(problem.code for problem in error.problems)
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write("\n已取消。这一步没有保存，以前的数据都在。\n")
        exit_code = ExitCode.CANCELLED
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stderr.close()
        return ExitCode.OK
    except Exception as error:
        _report_bug(error)
        exit_code = ExitCode.BUG
    terminal.finish(exit_code)
    return exit_code


def _report_bug(error: Exception) -> None:
    # Only where it happened: an error's own text may hold a name or a number.
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    sys.stderr.write(
        f"程序出错（{type(error).__name__}）。没有写入一半的数据，以前的数据都在。\n"
        "请把下面几行告诉技术人员：\n" + "".join(f"  {place}\n" for place in places)
    )
