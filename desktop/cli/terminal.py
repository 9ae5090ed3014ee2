"""Talking in a terminal: lines or JSON out, a password in, progress on the side."""

import json
import sys
import time
import unicodedata
from collections.abc import Mapping, Sequence

from desktop.domain.job import NoJob
from desktop.domain.problem import Problem, ProblemError

_PROGRESS_AFTER_S = 0.2
_PROGRESS_EVERY_S = 0.1


class Terminal:
    """Where a command's results go.

    With ``as_json`` nothing but one JSON object is written to standard output, at the end; else text
    lines as they come. Messages about trouble go to standard error in both cases.
    """

    def __init__(self, *, as_json: bool, password_stdin: bool) -> None:
        self._as_json = as_json
        self._password_stdin = password_stdin
        self._result: dict[str, object] = {}
        for stream in (sys.stdout, sys.stderr):
            # A console in an old character set shows a rare name with a question mark, and goes on.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")

    @property
    def as_json(self) -> bool:
        """Whether a program reads along."""
        return self._as_json

    def line(self, text: str = "") -> None:
        """One line for people; nothing in JSON."""
        if not self._as_json:
            sys.stdout.write(text + "\n")

    def result(self, **values: object) -> None:
        """Values for programs; nothing in text."""
        self._result.update(values)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns for people, aligned by the width of their characters (a hanzi is two wide)."""
        if self._as_json:
            return
        lines = [headings, *rows]
        widths = [max(text_width(line[column]) for line in lines) for column in range(len(headings))]
        for line in lines:
            cells = [
                text + " " * (width - text_width(text)) for text, width in zip(line, widths, strict=True)
            ]
            self.line("  ".join(cells).rstrip())

    def problems(self, problems: Sequence[Problem]) -> None:
        """Sentences on standard error, and codes with sentences for programs."""
        from desktop.messages import sentence

        for problem in problems:
            sys.stderr.write(sentence(problem) + "\n")
        found = self._result.setdefault("problems", [])
        if isinstance(found, list):
            found += [
                {"code": problem.code, "sentence": sentence(problem), "values": dict(problem.values)}
                for problem in problems
            ]

    def finish(self, exit_code: int) -> None:
        """Write the JSON object."""
        if self._as_json:
            body: Mapping[str, object] = {"exit_code": exit_code, **self._result}
            sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")

    def ask_password(self, prompt: str) -> str:
        """A password from the first line of standard input, or typed unseen.

        Raises:
            ProblemError: CLI-001 there is neither ``--password-stdin`` nor a terminal.
        """
        if self._password_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        if not sys.stdin.isatty():
            raise ProblemError(Problem("CLI-001"))
        from getpass import getpass

        return getpass(prompt)

    def ask_new_password(self, prompt: str) -> str:
        """A new password, typed twice at a terminal, once through ``--password-stdin``.

        Raises:
            ProblemError: CLI-001; CLI-002 the two differ.
        """
        password = self.ask_password(prompt)
        if not self._password_stdin and self.ask_password("再输一次：") != password:
            raise ProblemError(Problem("CLI-002"))
        return password


class Progress(NoJob):
    """Shows how far a long command is, on standard error, when somebody watches."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._started = self._shown = time.monotonic()
        self._is_shown = False

    def report(self, done: int, total: int, text: str = "") -> None:
        """Rewrite the progress line at most ten times a second."""
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._started < _PROGRESS_AFTER_S:
            return
        if now - self._shown < _PROGRESS_EVERY_S and done < total:
            return
        self._shown, self._is_shown = now, True
        part = f" {100 * done // total:3d}%" if total else ""
        sys.stderr.write(f"\r{self._words}{part}")
        sys.stderr.flush()

    def close(self) -> None:
        """Leave the line clean for what follows."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            self._is_shown = False


def text_width(text: str) -> int:
    """Columns a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
