"""Many villages calling one county at once: ``python -m tests.benchmarks.crowd FILE``.

A process of its own, so that the callers' work is not mistaken for the county's. Requests are whole and
signed in the file already; what is left is sending bytes, reading answers and looking at the clock.
"""

import asyncio
import statistics
import sys
import time
from collections import deque
from pathlib import Path

import msgspec


class Errand(msgspec.Struct, frozen=True):
    """What a crowd is to do.

    Attributes:
        port: Of the county, on this machine.
        connections: How many villages speak at the same time.
        villages: For each village its requests, whole as HTTP, sent one after the other.
    """

    port: int
    connections: int
    villages: list[list[bytes]]


class Told(msgspec.Struct, frozen=True):
    """How a crowd fared; times in milliseconds, from a request's first byte to the answer's last."""

    exchanges: int
    errors: int
    seconds: float
    p50: float
    p95: float
    p99: float
    slowest: float


async def _converse(
    port: int, villages: "deque[list[bytes]]", took: list[float], statuses: list[bytes]
) -> None:
    """Let villages speak over one connection, one after the other, until none is left."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while villages:
        requests = villages.popleft()
        started = time.perf_counter()
        writer.write(requests[0])
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        await reader.readexactly(length)
        took.append((time.perf_counter() - started) * 1_000)
        statuses.append(head.split(b" ", 2)[1])
        if len(requests) > 1:
            villages.append(requests[1:])
    writer.close()
    await writer.wait_closed()


async def _send_all(errand: Errand) -> Told:
    villages = deque(errand.villages)
    took: list[float] = []
    statuses: list[bytes] = []
    started = time.perf_counter()
    await asyncio.gather(
        *(_converse(errand.port, villages, took, statuses) for _ in range(errand.connections))
    )
    seconds = time.perf_counter() - started
    parts = statistics.quantiles(took, n=100)
    errors = sum(status != b"200" for status in statuses)
    return Told(len(took), errors, seconds, parts[49], parts[94], parts[98], max(took))


def main(file: Path) -> None:
    """Do the errand in a file and print how it went."""
    errand = msgspec.msgpack.decode(file.read_bytes(), type=Errand)
    sys.stdout.buffer.write(msgspec.json.encode(asyncio.run(_send_all(errand))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
