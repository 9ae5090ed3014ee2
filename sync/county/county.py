"""A county at work: its database, its key, its name."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from sync.county.blob_files import BlobFiles
from sync.county.clock import now_ms
from sync.county.identity import KEY_FILE, CountyKey, load_key, make_key
from sync.county.store import lives, settings, villages
from sync.county.store.database import Database, query
from sync.county.store.migrations import migrate

DEFAULT_NAME = "县级平台"


@dataclass(frozen=True, slots=True)
class County:
    """What every request of a village needs.

    ``life`` is a new random one after each restore from a backup.
    """

    database: Database
    key: CountyKey
    name: str
    blob_files: BlobFiles
    life: bytes


def open_county(database: Database, folder: Path, name: str = DEFAULT_NAME) -> County:
    """Bring the database to this release and open it with the key in ``folder``; the first call makes both.

    Raises:
        ProblemError: CTY-005, the database is a newer program's; CTY-008, the key is missing, damaged or
            another county's.
    """
    with database.connection_context():
        migrate(database)
        key = load_key(folder)
        pinned = settings.read_setting(database, settings.PUBLIC_KEY)
        if pinned is None:
            key = key or make_key(folder)
            with database.atomic():
                settings.write_setting(database, settings.PUBLIC_KEY, key.public.hex())
                settings.write_setting(database, settings.COUNTY_NAME, name)
                villages.add_county_itself(database, name, now_ms())
        elif key is None or key.public.hex() != pinned:
            raise ProblemError(Problem("CTY-008", {"path": str(folder / KEY_FILE)}))
        told = settings.read_setting(database, settings.COUNTY_NAME)
        life = lives.present_life(database, now_ms())
    return County(database, key, str(told), BlobFiles(folder), life)


def is_reachable(county: County) -> bool:
    """Whether the database answers; for probes."""
    with county.database.connection_context():
        return bool(query(county.database, "SELECT 1"))
