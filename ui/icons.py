"""Line icons, drawn in the colours of the appearance in use."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

import resources

_SIZES = (16, 20, 24, 32, 48, 64)


@lru_cache(maxsize=256)
def icon(name: str, colour: str, disabled_colour: str = "") -> QIcon:
    """A shipped icon in one colour.

    Args:
        name: File name in ``resources/icons`` without ending.
        colour: ``#rrggbb`` of the lines, usually a field of `ui.theme.colours`.
        disabled_colour: Colour while its button is disabled; empty for Qt's own greying.

    Returns:
        An icon with sizes from 16 to 64 pixels.

    Raises:
        FileNotFoundError: No icon of that name is shipped.
    """
    found = QIcon()
    for size in _SIZES:
        found.addPixmap(_pixmap(name, colour, size))
        if disabled_colour:
            found.addPixmap(_pixmap(name, disabled_colour, size), QIcon.Mode.Disabled)
    return found


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, pixel_ratio: float = 1.0) -> QPixmap:
    """One picture of an icon, ``size`` logical pixels wide, sharp at the given pixel ratio."""
    picture = _pixmap(name, colour, round(size * pixel_ratio))
    picture.setDevicePixelRatio(pixel_ratio)
    return picture


def _pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # on first use: the first window may have no icon yet

    drawing = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", QColor(colour).name()).encode()))
    picture = QPixmap(pixels, pixels)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture
