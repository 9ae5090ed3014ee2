"""What windows of a benchmark are shown on: an X server of their own, or nothing at all."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

OFFSCREEN: Mapping[str, str] = {"QT_QPA_PLATFORM": "offscreen"}
"""Settings of a window that Qt draws into memory and no display server ever sees."""

_WIDTH, _HEIGHT = 1366, 768


def _move_pointer_away(shown: Mapping[str, str]) -> None:
    """A new screen has it in the middle, over some part of the window, which would be painted twice."""
    xdotool = shutil.which("xdotool")
    if xdotool is not None:
        place = str(_WIDTH - 1), str(_HEIGHT - 1)
        subprocess.run([xdotool, "mousemove", *place], env={**os.environ, **shown}, check=True)


@contextmanager
def x_server() -> Iterator[Mapping[str, str] | None]:
    """Settings of a window on an X server that only this program uses; None where Xvfb is not installed."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        yield None
        return
    reading, writing = os.pipe()
    command = [
        xvfb,
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        f"{_WIDTH}x{_HEIGHT}x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with subprocess.Popen(
        command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            os.close(writing)
            with os.fdopen(reading) as told:
                number = told.readline().strip()  # a free one, told when it serves
            if not number:
                raise RuntimeError("the X server did not start")
            shown = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
            _move_pointer_away(shown)
            yield shown
        finally:
            server.terminate()
