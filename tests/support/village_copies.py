"""Offices and villages of tests that change them: each a copy of one that was made once in the process.

Making a vault, its register and a few households takes longer than copying the finished files and signing in.
All copies of one are one vault; two PCs side by side have to be made.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from desktop.services.office import Office
from tests.support.offices import make_office, reopen_office

Village = TypeVar("Village", bound=Any)
"""A dataclass with the open ``office`` and plain facts about what is in it."""

_made: dict[tuple[int, Callable[[Path], Any]], tuple[Path, Any]] = {}


def copy_office(folder: Path) -> Office:
    """An empty office whose clerk is at work, as `make_office` makes it."""
    copy_closed_office(folder)
    return reopen_office(folder)


def copy_closed_office(folder: Path) -> None:
    """The same with nobody at work."""
    _copy(make_office, folder)


def copy_village(make: Callable[[Path], Village], folder: Path) -> Village:
    """The village that ``make`` makes, in a folder of its own and open, on the clock it was given."""
    made = _copy(make, folder)
    return replace(made, office=replace(reopen_office(folder), clock=made.office.clock))


def _copy(make: Callable[[Path], Any], folder: Path) -> Any:
    key = os.getpid(), make
    if key not in _made:
        place = Path(tempfile.mkdtemp(prefix="village-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        made = make(place)
        (made if isinstance(made, Office) else made.office).close()
        _made[key] = place, made
    place, made = _made[key]
    shutil.copytree(place, folder, dirs_exist_ok=True)
    return made
