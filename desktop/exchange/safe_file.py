"""Replaces a file as a whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name to write to; it takes the place of ``path`` when the block ends well.

    The name lies in the same folder, so that the last step is one rename; it is removed when the
    block fails.

    Raises:
        ProblemError: IMP-080 when the folder or the file cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        yield draft
        with draft.open("rb+") as stream:
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        values = {"file": path.name, "reason": error.strerror or type(error).__name__}
        raise ProblemError(Problem("IMP-080", values)) from error
    finally:
        draft.unlink(missing_ok=True)
