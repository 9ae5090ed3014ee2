"""A county's server as a real process whose start costs a fork, not a second of imports."""

import time
from multiprocessing.process import BaseProcess

import httpx

from tests.support.county_command import start_command
from tests.support.county_server import START_SECONDS, CountyServer


class ForkedServer(CountyServer):
    """`CountyServer`, the same command, in a process forked from a warm one."""

    _forked: BaseProcess | None = None

    def start(self) -> None:
        """Fork a server and wait until it answers."""
        self._log.touch()
        self._forked = start_command(*self.words, log=self._log)
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at and self._forked.is_alive():
            try:
                if self.client.get("/health").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError(f"the server did not start:\n{self.log()}")

    @property
    def pid(self) -> int:
        """Number of the process."""
        assert self._forked is not None
        assert self._forked.pid is not None
        return self._forked.pid

    def kill(self) -> None:
        """End the process as a power cut would."""
        assert self._forked is not None
        self._forked.kill()
        self._forked.join()

    def stop(self) -> int:
        """Ask the process to end; gives its exit code."""
        assert self._forked is not None
        self._forked.terminate()
        self._forked.join(START_SECONDS)
        assert self._forked.exitcode is not None, "the server does not stop"
        return self._forked.exitcode

    def close(self) -> None:
        """Leave nothing behind."""
        if self._forked is not None and self._forked.is_alive():
            self.kill()
        self.client.close()
