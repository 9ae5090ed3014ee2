"""Two PDFs of one sheet compared: what they say line by line, and how they look.

A copy that was opened and saved by another program has other bytes and says the same; a copy in which a
figure was changed, or covered by a picture, does not.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop.reports.preview import PageImage, PageSize, Preview, pdfium_lock

_DPI = 60
_VISIBLE = 96
"""Steps of grey, of 255, from which a point counts as another; smoothed edges differ by less."""
_SAME_SIZE_PT = 1.5
_MM_PER_PT = 25.4 / 72
_GAPS = re.compile(r"[\s\u00ad\ufffe]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a copy differs.

    Attributes:
        page: Counted from 1.
        kept: Line of the archived sheet; empty where the copy has one more.
        found: Line of the copy; empty where it lacks one.
        look: The lines agree, the picture of the page does not.
    """

    page: int
    kept: str = ""
    found: str = ""
    look: bool = False


class UnreadablePdfError(ValueError):
    """The bytes are no PDF, or a damaged one."""


def read_lines(pdf: bytes) -> tuple[tuple[str, ...], ...]:
    """Lines of each page as copying gives them, white space made one blank.

    Raises:
        UnreadablePdfError: It can't be read.
    """
    import pypdfium2

    with pdfium_lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdfError(str(error)) from None
        try:
            pages = []
            for index in range(len(document)):
                page = document[index]
                text_page = page.get_textpage()
                # A hyphen at the end of a line comes back as a sign of PDFium's own.
                text = text_page.get_text_range().replace("\ufffe", "-")
                text_page.close()
                page.close()
                lines = (_GAPS.sub(" ", line).strip() for line in text.splitlines())
                pages.append(tuple(line for line in lines if line))
            return tuple(pages)
        finally:
            document.close()


def compare(kept: bytes, found: bytes) -> tuple[Difference, ...]:
    """Where a copy differs from the archived sheet, page by page; empty when it says and shows the same.

    Raises:
        UnreadablePdfError: One of them can't be read.
    """
    kept_pages, found_pages = read_lines(kept), read_lines(found)
    differences: list[Difference] = []
    count = max(len(kept_pages), len(found_pages))
    for index in range(count):
        ours = kept_pages[index] if index < len(kept_pages) else ()
        theirs = found_pages[index] if index < len(found_pages) else ()
        differences += _line_differences(index + 1, ours, theirs)
    told = {each.page for each in differences}
    looks = _look_differences(kept, found) if len(kept_pages) == len(found_pages) else ()
    return (*differences, *(each for each in looks if each.page not in told))


def _line_differences(page: int, ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[Difference]:
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        kept_lines, found_lines = ours[a:b], theirs[c:d]
        for number in range(max(len(kept_lines), len(found_lines))):
            found.append(
                Difference(
                    page,
                    kept_lines[number] if number < len(kept_lines) else "",
                    found_lines[number] if number < len(found_lines) else "",
                )
            )
    return found


def _look_differences(kept: bytes, found: bytes) -> list[Difference]:
    differences = []
    with Preview(kept) as ours, Preview(found) as theirs:
        for index, (size, other) in enumerate(zip(ours.sizes, theirs.sizes, strict=True)):
            if abs(size.width - other.width) + abs(size.height - other.height) > _SAME_SIZE_PT:
                differences.append(Difference(index + 1, _paper(size), _paper(other), look=True))
                continue
            pictures = (each.page(index, _DPI, for_print=True) for each in (ours, theirs))
            if _look_apart(*pictures):
                differences.append(Difference(index + 1, look=True))
    return differences


def _paper(size: PageSize) -> str:
    return f"{size.width * _MM_PER_PT:.0f}×{size.height * _MM_PER_PT:.0f} mm"


def _look_apart(first: PageImage, second: PageImage) -> bool:
    from PIL import Image, ImageChops

    greys = []
    for picture in (first, second):
        image = Image.frombytes("RGBA", (picture.width, picture.height), picture.rgba)
        greys.append(image.convert("L"))
    if greys[0].size != greys[1].size:
        greys[1] = greys[1].resize(greys[0].size)
    apart = ImageChops.difference(*greys).point([0] * _VISIBLE + [255] * (256 - _VISIBLE))
    return apart.getbbox() is not None
