"""Failed passwords slow down the next try, also after the program was restarted."""

import json
import math
from collections.abc import Callable
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from desktop.vault.folder import read_note

FREE_ATTEMPTS = 4
_LONGEST_WAIT_S = 60.0


def wait_after(failures: int) -> float:
    """Seconds to wait after so many failures in a row: none for four, then 2, 4, 8 … up to 60."""
    if failures <= FREE_ATTEMPTS:
        return 0.0
    return min(2.0 ** min(failures - FREE_ATTEMPTS, 10), _LONGEST_WAIT_S)


class Attempts:
    """The count kept in a data folder; it guards the keyboard, Argon2id guards a stolen copy."""

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        """``now`` gives seconds since the epoch."""
        self._path = path
        self._now = now

    def check(self) -> None:
        """Return when a password may be tried.

        Raises:
            ProblemError: VLT-003 with the seconds left.
        """
        failures, last = self._read()
        # A clock set back must not lock anyone out for longer than the wait itself.
        passed = max(0.0, self._now() - last)
        left = wait_after(failures) - passed
        if left > 0:
            raise ProblemError(Problem("VLT-003", {"seconds": str(math.ceil(left))}))

    def failed(self) -> None:
        """Count one failure."""
        failures, _ = self._read()
        note = {"failures": failures + 1, "last": self._now()}
        try:
            self._path.write_text(json.dumps(note), encoding="utf-8")
        except OSError:
            # The delay is a courtesy to the office; a full disk must not turn into another error.
            return

    def succeeded(self) -> None:
        """Forget the failures."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return

    def _read(self) -> tuple[int, float]:
        note = read_note(self._path)
        try:
            return int(str(note.get("failures", 0))), float(str(note.get("last", 0)))
        except ValueError:
            return 0, 0.0
