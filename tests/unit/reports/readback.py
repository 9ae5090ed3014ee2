"""Reads PDFs back, as a viewer would."""

import io
import re

import pypdfium2


def page_texts(pdf: bytes) -> list[str]:
    """Text of each page as copying gives it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def serials(pdf: bytes, last: int) -> list[int]:
    """Serial numbers at the beginning of lines, in reading order."""
    found = []
    for text in page_texts(pdf):
        found += [int(each) for each in re.findall(r"(?m)^(\d{1,3}) \d\d-\d\d ", text) if int(each) <= last]
    return found


def embedded_fonts(pdf: bytes) -> tuple[int, int]:
    """Counts of font descriptors and of embedded font files."""
    stream = io.BytesIO(pdf).getvalue()
    return stream.count(b"/Type /FontDescriptor"), stream.count(b"/FontFile2")
