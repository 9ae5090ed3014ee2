"""A bad line: passes bytes on late, slowly, twice, altered, or not at all."""

import random
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

_CHUNK = 1024
HTML = b"<html><body>Please sign in to the network</body></html>"


@dataclass
class Relay:
    """Listens on a port of its own and passes on to another; use it as a context manager.

    Attributes:
        port_behind: Where the county listens.
        bytes_per_second: Speed in each direction; 0 for any.
        delay_seconds: How late each piece arrives.
        cut_bytes: All connections are cut each time so many bytes have passed; 0 for never. Bytes and
            not seconds, so that a busy machine does not make a worse line.
        flip: Probability that a piece has one bit altered.
        seed: For what is left to chance.
        sign_in_page: While true every request is answered by a page of the network.
        doubling: While true the county gets every request twice.
    """

    port_behind: int
    bytes_per_second: float = 0
    delay_seconds: float = 0
    cut_bytes: int = 0
    flip: float = 0
    seed: int = 1
    sign_in_page: bool = False
    doubling: bool = False
    passed: int = 0
    cuts: int = 0
    _open: list[socket.socket] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> "Relay":
        self._chance = random.Random(self.seed)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._close_all()
        for thread in self._threads:
            thread.join(5)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                near, _ = self._listener.accept()
                if self.sign_in_page:
                    self._answer_with_page(near)
                    continue
                far = socket.create_connection(("127.0.0.1", self.port_behind))
            except OSError:
                continue
            with self._lock:
                self._open += [near, far]
            self._start(lambda near=near, far=far: self._pump(near, far, up=True))  # type: ignore[misc]
            self._start(lambda near=near, far=far: self._pump(far, near, up=False))  # type: ignore[misc]

    def _answer_with_page(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            near.recv(65_536)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(HTML)}\r\n\r\n"
            near.sendall(head.encode() + HTML)

    def _pump(self, source: socket.socket, target: socket.socket, *, up: bool) -> None:
        request = bytearray()
        with suppress(OSError):
            while piece := source.recv(_CHUNK):
                if self.delay_seconds:
                    time.sleep(self.delay_seconds)
                if self.bytes_per_second:
                    time.sleep(len(piece) / self.bytes_per_second)
                self.passed += len(piece)
                if self.cut_bytes and self.passed >= (self.cuts + 1) * self.cut_bytes:
                    self.cuts += 1
                    self._close_all()
                if self.flip and self._chance.random() < self.flip:
                    altered = bytearray(piece)
                    altered[self._chance.randrange(len(piece))] ^= 1 << self._chance.randrange(8)
                    piece = bytes(altered)
                target.sendall(piece)
                if up and self.doubling:
                    request += piece
                    request = self._send_again(request)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _send_again(self, request: bytearray) -> bytearray:
        """Give the county a whole request once more on a line of its own; what remains of the bytes."""
        head, found, rest = bytes(request).partition(b"\r\n\r\n")
        if not found:
            return request
        size = next(
            (
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            ),
            0,
        )
        if len(rest) < size:
            return request
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port_behind)) as again:
            again.sendall(head + found + rest[:size])
            again.settimeout(5)
            again.recv(_CHUNK)
        return bytearray(rest[size:])

    def _close_all(self) -> None:
        with self._lock:
            connections, self._open = self._open, []
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
