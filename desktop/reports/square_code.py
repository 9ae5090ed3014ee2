"""The dark and white modules of a square code (QR, ISO/IEC 18004)."""

from functools import lru_cache

WHITE_MODULES = 4
"""White that a scanner needs on every side."""


@lru_cache(maxsize=64)  # a sheet is laid out for its preview, its large print and its issue
def square_code(text: str) -> tuple[tuple[bool, ...], ...]:
    """A text as modules, row by row from the top; a seventh of them may be lost.

    Raises:
        ValueError: The text is not ASCII or longer than any code holds.
    """
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    if not text.isascii():
        raise ValueError(text[:10])
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return tuple(tuple(bool(module) for module in row) for row in code.modules)
