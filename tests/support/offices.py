"""A real office on disk: vault, encrypted register, one clerk signed in."""

from pathlib import Path

from desktop.domain.accounts import Role
from desktop.services.office import Office
from desktop.services.opening import create_office, open_office
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE

DISPLAY_NAME = "王文书"


def make_office(folder: Path) -> Office:
    """A new, empty office whose clerk is at work."""
    return create_office(folder, VILLAGE, LOGIN, DISPLAY_NAME, Role.CLERK, PASSWORD, cost=CHEAP)[0]


def reopen_office(folder: Path) -> Office:
    """The office again, as after a restart."""
    return open_office(folder, LOGIN, PASSWORD, cost=CHEAP)
