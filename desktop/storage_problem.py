"""What keeps a disk from being written, in words a user can act on."""

import errno
from pathlib import Path

from desktop.domain.problem import Problem

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NAMELESS = {errno.ENAMETOOLONG, errno.EINVAL}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}
_WINDOWS_FULL = {39, 112}
_WINDOWS_NAMELESS = {123, 161, 206}
_WINDOWS_GONE = {3, 15, 21, 53, 55, 67}


def storage_problem(error: OSError, path: Path) -> Problem | None:
    """The problem behind a failed write, or None when it is nothing a user can mend.

    VLT-019 disk full, VLT-018 not allowed to write, VLT-024 the disk itself fails, VLT-037 a name that the
    disk does not take, VLT-038 the folder is not there, as when its stick was pulled.
    """
    place, windows = {"path": str(path)}, getattr(error, "winerror", None)
    if error.errno in _FULL or windows in _WINDOWS_FULL:
        return Problem("VLT-019", place)
    if windows in _WINDOWS_GONE or (windows is None and error.errno in _GONE):
        return Problem("VLT-038", place)
    if windows in _WINDOWS_NAMELESS or (windows is None and error.errno in _NAMELESS):
        return Problem("VLT-037", {"name": path.name})
    if error.errno in _REFUSED:
        return Problem("VLT-018", place)
    if error.errno == errno.EIO:
        return Problem("VLT-024", place)
    return None
