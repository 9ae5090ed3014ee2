"""Line icons, drawn in the colours of the appearance in use."""

import atexit
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QSize, QTemporaryDir
from PySide6.QtGui import QIcon, QPixmap

import resources


@lru_cache(maxsize=256)
def icon(name: str, colour: str, disabled_colour: str = "") -> QIcon:
    """A shipped icon in one colour; Qt draws it when it is first shown, in the size that is shown.

    Args:
        name: File name in ``resources/icons`` without ending.
        colour: ``#rrggbb`` of the lines, usually a field of `ui.theme.colours`.
        disabled_colour: Colour while its button is disabled; empty for Qt's own greying.

    Raises:
        FileNotFoundError: No icon of that name is shipped.
    """
    found = QIcon(tinted_file(name, colour))
    if disabled_colour:
        found.addFile(tinted_file(name, disabled_colour), QSize(), QIcon.Mode.Disabled)
    return found


@cache
def tinted_file(name: str, colour: str) -> str:
    """Path of an icon in one colour, with slashes: style sheets and self-drawing icons take files only."""
    folder = scratch_folder()
    file = folder / f"{name}-{colour.lstrip('#')}.svg"
    drawing = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    file.write_text(drawing.replace("currentColor", colour), encoding="utf-8")
    return file.as_posix()


@cache
def scratch_folder() -> Path:
    """A folder for what Qt can only read from files; gone when the program ends."""
    made = QTemporaryDir()
    if not made.isValid():
        raise OSError(made.errorString())
    atexit.register(made.remove)
    return Path(made.path())


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, pixel_ratio: float = 1.0) -> QPixmap:
    """One picture of an icon, ``size`` logical pixels wide, sharp at the given pixel ratio."""
    return QIcon(tinted_file(name, colour)).pixmap(QSize(size, size), pixel_ratio)
