"""Villages of tests that change them: each a copy of one that was made once in the process.

Entering a few households takes longer than copying the finished files and signing in. All copies are one
vault; two PCs side by side have to be made.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from tests.support.offices import reopen_office

Village = TypeVar("Village", bound=Any)
"""A dataclass with the open ``office`` and plain facts about what is in it."""

_made: dict[tuple[int, Callable[[Path], Any]], tuple[Path, Any]] = {}


def copy_village(make: Callable[[Path], Village], folder: Path) -> Village:
    """The village that ``make`` makes, in a folder of its own and open, on the clock it was given."""
    key = os.getpid(), make
    if key not in _made:
        place = Path(tempfile.mkdtemp(prefix="village-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        made = make(place)
        made.office.close()
        _made[key] = place, made
    place, made = _made[key]
    shutil.copytree(place, folder, dirs_exist_ok=True)
    return replace(made, office=replace(reopen_office(folder), clock=made.office.clock))
