"""Replaces a file as a whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.problem import Problem, ProblemError
from desktop.storage_problem import storage_problem

_REFUSED = "VLT-018"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name to write to; it takes the place of ``path`` when the block ends well.

    The name lies in a folder of its own beside it, so that the last step is one rename. Scratch files belong
    there too; the folder goes with all that is in it when the block fails.

    Raises:
        ProblemError: IMP-080 when the folder or the file cannot be written, as where another program has it
            open; else as told by `storage_problem`.
    """
    try:
        with TemporaryDirectory(prefix=".", dir=path.parent, ignore_cleanup_errors=True) as folder:
            draft = Path(folder) / path.name
            draft.touch()  # a name that the disk does not take is told before anything is written
            yield draft
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
            draft.replace(path)
    except Exception as error:
        # The writer of workbooks wraps what the disk says.
        said = next((each for each in (error, *error.args) if isinstance(each, OSError)), None)
        if said is None:
            raise
        problem = storage_problem(said, path)
        if problem is None or problem.code == _REFUSED:
            problem = Problem("IMP-080", {"file": path.name})
        raise ProblemError(problem) from error
