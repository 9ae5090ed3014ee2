"""The process that makes one password guess, so that the next letter can end it in the middle.

Started by `desktop.vault.guess_ahead`, it imports what a guess takes, waits for one question on its standard
input, writes the key to its standard output and ends. It ends as well when whoever started it is gone.
"""

import sys
from contextlib import suppress

from desktop.vault.suite import KdfCost, get_suite, load_guess, wipe

FLAG = "--password-guess"


def question(suite: str, password: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """What is asked, as one line."""
    return f"{suite} {password.hex()} {salt.hex()} {' '.join(map(str, cost))}\n".encode("ascii")


def answer(line: bytes) -> bytearray:
    """The key that a question asks for."""
    suite, password, salt, *cost = line.decode("ascii").split(" ")
    return get_suite(suite).stretch(bytes.fromhex(password), bytes.fromhex(salt), KdfCost(*map(int, cost)))


def serve() -> None:
    """Answer the one question; nothing where none comes."""
    _leave_no_core()
    load_guess()
    # Not Python's own streams: a program without a console has none, though it was given pipes.
    with open(0, "rb", closefd=False) as asked:
        line = asked.readline()
    if not line:
        return
    key = answer(line)
    with suppress(BrokenPipeError), open(1, "wb", buffering=0, closefd=False) as heard:
        heard.write(key)  # broken: whoever asked is gone
    wipe(key)


def _leave_no_core() -> None:
    """A process that crashes must not leave its memory in a file."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    serve()
