"""Writes the golden frames that are not there yet; one that is there is never written again.

A release that changes the layout adds files under new names. The old ones stay, and the tests read
them for ever: ``python -m tests.support.golden_frames``.
"""

from collections.abc import Callable
from pathlib import Path

from sync.protocol.batch import encode_batch, encode_page, encode_receipt
from sync.protocol.frame import FrameKind
from tests.support import frames

FOLDER = Path(__file__).parents[1] / "unit" / "sync" / "golden"

FRAMES: dict[str, Callable[[], bytes]] = {
    "p1-batch": lambda: encode_batch(frames.header(FrameKind.BATCH), frames.operations(), frames.DEVICE_KEY),
    "p1-batch-many": lambda: encode_batch(
        frames.header(FrameKind.BATCH, 2, previous=bytes(range(32))),
        frames.many_operations(),
        frames.DEVICE_KEY,
    ),
    "p1-batch-empty": lambda: encode_batch(frames.header(FrameKind.BATCH, 3), (), frames.DEVICE_KEY),
    "p1-page": lambda: encode_page(
        frames.header(FrameKind.PAGE, device=0), frames.page_head(), frames.rows(), frames.COUNTY_KEY
    ),
    "p1-receipt": lambda: encode_receipt(
        frames.header(FrameKind.RECEIPT, device=0), frames.receipt(), frames.COUNTY_KEY
    ),
}


def write_missing(folder: Path) -> list[str]:
    """Write the frames whose files are missing; returns their names."""
    folder.mkdir(exist_ok=True)
    written = []
    for name, make in FRAMES.items():
        file = folder / f"{name}.bin"
        if not file.exists():
            with file.open("xb") as stream:
                stream.write(make())
            written.append(name)
    return written


if __name__ == "__main__":
    print("\n".join(write_missing(FOLDER)) or "all there, nothing written")
