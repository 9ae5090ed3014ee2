"""What windows of a benchmark are shown on: an X server of their own, or nothing at all."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

OFFSCREEN: Mapping[str, str] = {"QT_QPA_PLATFORM": "offscreen"}
"""Settings of a window that Qt draws into memory and no display server ever sees."""

_SCREEN = "1366x768x24"


@contextmanager
def x_server() -> Iterator[Mapping[str, str] | None]:
    """Settings of a window on an X server that only this program uses; None where Xvfb is not installed."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        yield None
        return
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(
        command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            os.close(writing)
            with os.fdopen(reading) as told:
                number = told.readline().strip()  # a free one, told when it serves
            if not number:
                raise RuntimeError("the X server did not start")
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
        finally:
            server.terminate()
