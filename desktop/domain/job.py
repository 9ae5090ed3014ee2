"""What a long piece of work may say and ask while it runs."""

from typing import Protocol


class Cancelled(Exception):
    """The user asked to stop; the work has been left as if it had never begun."""


class JobHandle(Protocol):
    """Given to every long service call."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; ``total`` 0 means unknown, ``text`` is a step's code."""

    def check_cancelled(self) -> None:
        """Return, or raise `Cancelled` when the user asked to stop."""


class NoJob:
    """A handle for callers who neither watch nor cancel (terminal without progress, tests)."""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Ignore the progress."""

    def check_cancelled(self) -> None:
        """Never cancelled."""
