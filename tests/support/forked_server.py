"""A county's server to be killed many times: a warm process forks a child that serves until it dies.

Started as ``python -m tests.support.forked_server PORT``; each line on its input starts one child. It answers
with the child's number, and with ``dead`` once that has died. A start costs a fork, not a second of imports.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from sync.county.api import served
from tests.support.county_server import CountyServer

_START_SECONDS = 30


class ForkedServer(CountyServer):
    """`CountyServer` whose starts are cheap."""

    def __init__(self, database_url: str, folder: Path) -> None:
        super().__init__(database_url, folder)
        rates = {served.PER_DEVICE: "10000", served.PER_ADDRESS: "10000"}
        places = {served.DATABASE: database_url, served.FOLDER: str(folder)}
        self._warm = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forked_server", str(self.port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | rates | places,
        )
        self._child = 0

    def start(self) -> None:
        """Fork a server and wait until it answers."""
        assert self._warm.stdin
        assert self._warm.stdout
        self._warm.stdin.write("start\n")
        self._warm.stdin.flush()
        self._child = int(self._warm.stdout.readline())
        give_up_at = time.monotonic() + _START_SECONDS
        while time.monotonic() < give_up_at:
            try:
                if self.client.get("/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.01)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """End the child as a power cut would."""
        assert self._warm.stdout
        os.kill(self._child, signal.SIGKILL)
        self._child = 0
        assert self._warm.stdout.readline().strip() == "dead"

    def close(self) -> None:
        """Leave nothing behind."""
        if self._child:
            self.kill()
        self._warm.communicate()
        self.client.close()


def main(port: int) -> None:
    """Fork a serving child for every line until the input ends."""
    import uvicorn

    from sync.county.console import app  # noqa: F401 - warm before the first fork

    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            uvicorn.run(served.make_app_of_environment(), port=port, log_level="critical", access_log=False)
            os._exit(1)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
