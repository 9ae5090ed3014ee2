"""A relay in a process of its own that counts the bytes passing each way. Standard library only."""

import multiprocessing
import socket
import threading
from contextlib import suppress
from multiprocessing.sharedctypes import Synchronized

_PIECE = 65_536


class CountingRelay:
    """Listens on ``port`` and passes on to another port of this machine; use it as a context manager."""

    def __init__(self, port_behind: int) -> None:
        # Forked servers would share the listener with whoever starts them; spawned ones are clean.
        context = multiprocessing.get_context("spawn")
        self._up, self._down = context.Value("q", 0), context.Value("q", 0)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self._process = context.Process(
            target=_serve, args=(self.port, port_behind, self._up, self._down), daemon=True
        )

    def __enter__(self) -> "CountingRelay":
        self._process.start()
        while True:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()

    def reset(self) -> None:
        """Count from nothing."""
        self._up.value = self._down.value = 0

    @property
    def passed(self) -> int:
        """Bytes both ways since the last `reset`."""
        return int(self._up.value + self._down.value)


def _serve(port: int, port_behind: int, up: "Synchronized[int]", down: "Synchronized[int]") -> None:
    listener = socket.create_server(("127.0.0.1", port), backlog=64)
    while True:
        near, _ = listener.accept()
        far = socket.create_connection(("127.0.0.1", port_behind))
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for ends in ((near, far, up), (far, near, down)):
            threading.Thread(target=_pump, args=ends, daemon=True).start()


def _pump(source: socket.socket, target: socket.socket, counter: "Synchronized[int]") -> None:
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            with counter.get_lock():
                counter.value += len(piece)
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
