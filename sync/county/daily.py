"""What a county does by itself once a day while it serves: tidying."""

import logging
import threading
from pathlib import Path

import peewee
import psycopg

from desktop.domain.problem import ProblemError
from sync.county.clock import now_ms
from sync.county.county import open_county
from sync.county.store.database import open_database
from sync.county.store.tidying import tidy_daily

_log = logging.getLogger(__name__)

_EVERY_SECONDS = 3_600
"""How often is looked whether a day has passed; several servers of one county share the note of it."""


class DailyWork:
    """A thread beside the server; `stop` ends it at once unless it is at work."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder = url, folder
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daily", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._work()
            except (ProblemError, peewee.PeeweeException, psycopg.Error) as error:
                _log.warning("The daily work could not be done: %s", type(error).__name__)
            self._stopped.wait(_EVERY_SECONDS)

    def _work(self) -> None:
        database = open_database(self._url)
        try:
            county = open_county(database, self._folder)
            with database.connection_context():
                if tidy_daily(county, now_ms()):
                    _log.info("Tidied")
        finally:
            database.close_all()
