"""QR codes as rows of dark squares, for a scanner to read a number off paper."""

from typing import NamedTuple


class DarkRun(NamedTuple):
    """Dark squares side by side: row from the top, first square from the left, how many."""

    row: int
    first: int
    length: int


class Qr(NamedTuple):
    """A code of ``size`` by ``size`` squares."""

    size: int
    runs: tuple[DarkRun, ...]


def qr(text: str) -> Qr:
    """The smallest code that holds a text; a seventh of it may be smudged (level M)."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    runs: list[DarkRun] = []
    for row in range(size):
        column = 0
        while column < size:
            first = column
            while column < size and code.isDark(row, column):
                column += 1
            if column > first:
                runs.append(DarkRun(row, first, column - first))
            else:
                column += 1
    return Qr(size, tuple(runs))
