"""Guesses the password typed so far before anybody pressed Enter, in a process that the next letter ends.

A guess takes a quarter of a second by intention, on an old PC a second. The clerk's hand takes a fifth of
one from the last letter to Enter; by then the guess has begun. It can't be called off in this process, so it
is made in another one, and one more stands ready for the next letter. Nothing is told by it: before Enter the
key is held against nothing, and with the next letter it is gone (docs/decisions/0010-vault.md).
"""

import subprocess
import threading
from contextlib import suppress
from pathlib import Path

from desktop.domain.accounts import PASSWORD_LENGTH, password_form
from desktop.own_process import NO_WINDOW, own_command, own_environment
from desktop.vault import guess_process
from desktop.vault.envelope import read_envelope
from desktop.vault.folder import DataFolder
from desktop.vault.suite import KEY_BYTES, KdfCost

PATIENCE_SECONDS = 15.0
"""A process that doesn't answer for so long is not waited for: the guess is made here."""


class _Guesser:
    """A process for one guess."""

    def __init__(self) -> None:
        """Start it; raises `OSError`."""
        self._process = subprocess.Popen(
            own_command("desktop.vault.guess_process", guess_process.FLAG),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            creationflags=NO_WINDOW,
        )
        self._asked = b""
        self._listening = threading.Lock()

    @property
    def asked(self) -> bytes:
        """What it was asked and has not been heard about; empty when there is nothing."""
        return self._asked

    def ask(self, question: bytes) -> None:
        """Let it begin; one that has died meanwhile gives no answer."""
        assert self._process.stdin is not None
        self._asked = question
        with suppress(OSError):
            self._process.stdin.write(question)

    def hear(self) -> bytearray | None:
        """Wait for the key; None where it was ended or died."""
        assert self._process.stdout is not None
        self._asked = b""
        too_late = threading.Timer(PATIENCE_SECONDS, self.stop)
        too_late.start()
        key = bytearray(KEY_BYTES)
        read = 0
        with self._listening, suppress(OSError, ValueError):  # ended meanwhile
            while part := self._process.stdout.read(KEY_BYTES - read):
                key[read : read + len(part)] = part
                read += len(part)
        too_late.cancel()
        return key if read == KEY_BYTES else None

    def stop(self) -> None:
        """End it; not waited for."""
        self._asked = b""
        self._process.kill()

    def bury(self) -> None:
        """Wait until it has given everything back."""
        self._process.wait()
        with self._listening:  # whoever waits for the key hears first that there is none
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()


class _Ahead:
    """The guess under way and the process that stands ready for the next."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._spare: _Guesser | None = None
        self._busy: _Guesser | None = None

    def get_ready(self) -> None:
        with self._guard:
            if self._spare is None:
                with suppress(OSError):  # the guess is made without it, at Enter
                    self._spare = _Guesser()

    def begin(self, question: bytes) -> None:
        with self._guard:
            old = self._busy
            if old is not None and question and old.asked == question:
                return
            if old is not None:
                old.stop()
            self._busy = None
            if question and self._spare is not None:
                self._busy, self._spare = self._spare, None
                self._busy.ask(question)
        self.get_ready()
        if old is not None:
            old.bury()

    @property
    def is_busy(self) -> bool:
        return self._busy is not None

    def take(self, question: bytes) -> bytearray | None:
        with self._guard:
            busy = self._busy
            if busy is None or busy.asked != question:
                return None
        return busy.hear()

    def end(self) -> None:
        with self._guard:
            left = [each for each in (self._busy, self._spare) if each is not None]
            self._busy = self._spare = None
            for each in left:
                each.stop()
        for each in left:
            each.bury()


_ahead = _Ahead()


def begin(path: Path, login: str, password: str) -> None:
    """Guess what is typed so far; what was typed before is guessed no more.

    With fewer characters than any password has, only the process is started.

    Args:
        path: Data folder.
        login: Whose password it is to be.
        password: As typed so far.

    Raises:
        ProblemError: The folder has no sound envelope; it says so itself at Enter.
    """
    _ahead.get_ready()
    form = password_form(password)
    asked = b""
    if len(form) >= PASSWORD_LENGTH:
        envelope = read_envelope(DataFolder(path)).envelope
        wrap = envelope.find_user(login)
        if wrap is not None and wrap.cost.is_reasonable:
            asked = guess_process.question(envelope.suite, form.encode(), wrap.salt, wrap.cost)
    _ahead.begin(asked)


def take(suite: str, password: bytes, salt: bytes, cost: KdfCost) -> bytearray | None:
    """The key of a guess that was begun, waited for; None where it has to be made now.

    It is given once; the caller wipes it.
    """
    if not _ahead.is_busy:  # no second copy of the password where nothing was guessed, as at the terminal
        return None
    return _ahead.take(guess_process.question(suite, password, salt, cost))


def end() -> None:
    """End the guess under way and the process that stands ready; a key that nobody asked for is gone."""
    _ahead.end()
