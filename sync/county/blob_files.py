"""Bytes of attachments in the county's data folder: ``blobs/<village>/<first two>/<hash>``.

They lie as the records lie in the database, readable to the county: it has to show, back up and one day
erase them, and a key beside them would protect nothing that the disk's encryption doesn't.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError

BLOBS = "blobs"
_COMING = "coming"


class BlobFiles:
    """Files of one county. Whoever writes to a content holds its row in the database meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / BLOBS

    def place(self, village_id: int, sha256: bytes) -> Path:
        """Where a content lies when all of it is here."""
        name = sha256.hex()
        return self._root / str(village_id) / name[:2] / name

    def received(self, village_id: int, sha256: bytes) -> int:
        """How many bytes of a content that is coming are here.

        One that was put in its place, but whose transaction a kill kept from ending, is still coming.
        """
        try:
            return self._reached(village_id, sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, village_id: int, sha256: bytes, start: int, data: bytes) -> None:
        """Write bytes behind those that are here, and wait for the disk.

        Raises:
            ValueError: They don't follow.
            ProblemError: ATT-021, the disk is full or does not let itself be written.
        """
        path = self._coming(village_id, sha256)
        with _writing():
            _make_folder(path.parent)
            reached = self._reached(village_id, sha256)
            if start and reached != path:
                reached.replace(path)  # it had been taken for whole, and its file was cut since
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "r+b") as stream:
                if stream.seek(0, os.SEEK_END) != start:
                    raise ValueError("a part that does not follow")
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())

    def finish(self, village_id: int, sha256: bytes) -> bool:
        """Put a content that has come to its end in its place; False and gone if it is not what it is called.

        Raises:
            ProblemError: ATT-021.
        """
        reached, place = self._reached(village_id, sha256), self.place(village_id, sha256)
        with _writing():
            with reached.open("rb") as stream:
                is_right = file_digest(stream, "sha256").digest() == sha256
            if not is_right:
                reached.unlink()
                return False
            _make_folder(place.parent)
            reached.replace(place)
            _sync_folder(place.parent)
        return True

    def put(self, village_id: int, sha256: bytes, content: bytes) -> None:
        """Put a whole content in its place; where another village has it the disk keeps it once.

        Raises:
            ProblemError: ATT-021.
        """
        place, name = self.place(village_id, sha256), sha256.hex()
        if place.exists():
            return
        with _writing():
            _make_folder(place.parent)
            for other in self._root.glob(f"*/{name[:2]}/{name}"):
                with suppress(OSError):  # a disk without links gets a copy
                    os.link(other, place)
                    _sync_folder(place.parent)
                    return
            coming = self._coming(village_id, sha256)
            _make_folder(coming.parent)
            with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            coming.replace(place)
            _sync_folder(place.parent)

    def read(self, village_id: int, sha256: bytes, start: int, length: int) -> bytes:
        """Bytes of a content; fewer at its end.

        Raises:
            FileNotFoundError: It is not here.
        """
        with self.place(village_id, sha256).open("rb") as stream:
            stream.seek(start)
            return stream.read(length)

    def size(self, village_id: int, sha256: bytes) -> int | None:
        """How large a content's file is, None when there is none."""
        try:
            return self.place(village_id, sha256).stat().st_size
        except FileNotFoundError:
            return None

    def remove(self, village_id: int, sha256: bytes) -> None:
        """Remove a content, whole or coming."""
        for path in (self.place(village_id, sha256), self._coming(village_id, sha256)):
            path.unlink(missing_ok=True)

    def whole_files(self) -> Iterator[Path]:
        """Every content that is here to its end, in the order of villages and hashes."""
        yield from sorted(self._root.glob("*/??/*"))

    def relative(self, path: Path) -> str:
        """The name of one of `whole_files` in a backup."""
        return f"{BLOBS}/{path.relative_to(self._root).as_posix()}"

    def _reached(self, village_id: int, sha256: bytes) -> Path:
        coming, place = self._coming(village_id, sha256), self.place(village_id, sha256)
        return place if not coming.exists() and place.exists() else coming

    def _coming(self, village_id: int, sha256: bytes) -> Path:
        return self._root / _COMING / f"{village_id}-{sha256.hex()}"


def _make_folder(path: Path) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def _sync_folder(path: Path) -> None:
    if os.name != "nt":  # Windows offers no such call and needs none on NTFS
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ProblemError(Problem("ATT-021", {"reason": error.strerror or type(error).__name__})) from error
