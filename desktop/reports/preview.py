"""Pictures of a PDF's pages, drawn from the very bytes that are printed and archived."""

import threading
from dataclasses import dataclass
from typing import Any

pdfium_lock = threading.RLock()
"""PDFium is not safe to use from two threads at once; whoever calls it holds this."""

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels: rows from top to bottom, four bytes red, green, blue, alpha each."""

    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class PageSize:
    """Size of a page in points of 1/72 inch."""

    width: float
    height: float


class Preview:
    """An opened PDF whose pages can be drawn; close it when the window goes.

    Safe to use from any thread; pages are drawn one at a time in the whole process.
    """

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with pdfium_lock:
            self._document: Any = pypdfium2.PdfDocument(pdf)
            self.sizes: tuple[PageSize, ...] = tuple(
                PageSize(*self._document.get_page_size(index)) for index in range(len(self._document))
            )
            self.is_one_sided: bool = pypdfium2.raw.FPDF_VIEWERREF_GetDuplex(self._document) == 1
            """The file asks for one side of each sheet."""

    def page(self, index: int, dpi: float = 96.0, for_print: bool = False) -> PageImage:
        """Draw a page.

        Args:
            index: From 0.
            dpi: Pixels per inch of paper.
            for_print: Leave out what is shown on screen only, such as the place of the seal.

        Raises:
            IndexError: There is no such page.
        """
        if not 0 <= index < len(self.sizes):
            raise IndexError(index)
        with pdfium_lock:
            page = self._document[index]
            bitmap = page.render(
                scale=dpi / _POINTS_PER_INCH,
                may_draw_forms=False,
                draw_annots=not for_print,
                rev_byteorder=True,
                force_bitmap_format=_RGBA,
            )
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            pixels = bytes(bitmap.buffer)
            bitmap.close()
            page.close()
        if stride != 4 * width:
            pixels = b"".join(pixels[row * stride : row * stride + 4 * width] for row in range(height))
        return PageImage(width, height, pixels)

    def close(self) -> None:
        """Give the file back; further drawing fails."""
        with pdfium_lock:
            self._document.close()

    def __enter__(self) -> "Preview":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_RGBA = 4  # FPDFBitmap_BGRA; with the byte order reversed, red comes first
