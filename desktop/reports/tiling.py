"""An A3 page on two A4 sheets that are glued together.

Lengths in points along the long side of the page, on which the two sheets lie side by side.
"""

from dataclasses import dataclass

from desktop.reports.document import Paper

_MM = 72 / 25.4
EDGE = 4 * _MM
"""White that printers leave at the edge of a sheet."""
GLUE = 8 * _MM
"""Strip that both sheets show, so that one can be glued over the other."""
_SHEET = Paper.A4.value[0] * _MM
_ROOM = _SHEET - 2 * EDGE
_COVERED = 2 * _ROOM - GLUE
_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Tile:
    """What one sheet shows.

    Attributes:
        first: Where on the page it begins.
        last: Where on the page it ends.
        offset: Where on the sheet ``first`` stands.
        scale: Size on the sheet over size on the page; 1, or a little less for a page printed to its edges.
        mark: Where on the sheet the other sheet's edge comes to lie.
    """

    first: float
    last: float
    offset: float
    scale: float
    mark: float


def is_tiled(width: float, height: float) -> bool:
    """Whether a page is an A3 page, which two A4 sheets hold."""
    short, long = (each * _MM for each in Paper.A3.value)
    return abs(min(width, height) - short) < _SLACK and abs(max(width, height) - long) < _SLACK


def tiles(ink_first: float, ink_last: float) -> tuple[Tile, Tile]:
    """The two sheets of an A3 page.

    Args:
        ink_first: Where on the page its print begins.
        ink_last: Where it ends.
    """
    scale = min(1.0, _COVERED / max(ink_last - ink_first, 1.0))
    middle = (ink_first + ink_last) / 2
    seam = GLUE / 2 / scale
    room = _ROOM / scale
    return (
        Tile(middle + seam - room, middle + seam, EDGE, scale, EDGE + _ROOM - GLUE),
        Tile(middle - seam, middle - seam + room, EDGE, scale, EDGE),
    )


def ink(rgba: bytes, width: int, height: int) -> tuple[int, int]:
    """Rows or columns of a picture along its longer side between which anything is printed.

    Returns:
        The first and the one after the last; the whole side of a white picture.
    """
    stride = 4 * width
    if height >= width:
        white = b"\xff" * stride
        marked = [y for y in range(height) if rgba[y * stride : (y + 1) * stride] != white]
        whole = height
    else:
        white = b"\xff" * height
        marked = [
            x
            for x in range(width)
            if any(rgba[4 * x + part : stride * height : stride] != white for part in range(3))
        ]
        whole = width
    return (marked[0], marked[-1] + 1) if marked else (0, whole)
