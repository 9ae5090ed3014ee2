"""Issued sheets bound to one print job: a list on top, pages counted through.

The sheets are taken as they lie in the archive; each page is drawn whole, with the count of the batch in
the white above it. The archived files keep their bytes and hashes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from desktop.domain.job import JobHandle, NoJob
from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import (
    Align,
    Column,
    Figure,
    Fit,
    HeadLine,
    Margins,
    Notice,
    Page,
    Paper,
    Row,
    Table,
)
from desktop.reports.fonts import Role
from desktop.reports.laid_page import MM, LaidNotice, LaidPage
from desktop.reports.placed import PlacedText
from desktop.reports.preview import pdfium_lock
from desktop.reports.rendering import render_internal, render_laid

if TYPE_CHECKING:
    from datetime import date

_COVER = Page(Paper.A4, False, Margins(24, 20, 20, 22), 12, 22, 12)
_COUNT_PT = 9.0
_COUNT_TOP_MM, _COUNT_LEFT_MM = 9.0, 12.0  # printers leave out less than that


@dataclass(frozen=True, slots=True)
class BatchSheet:
    """One issued sheet: its bytes, and what the list on top says of it."""

    pdf: bytes
    number: str
    title: str
    pages: int
    check_code: str


@dataclass(frozen=True, slots=True)
class BatchPart:
    """Sheets that go to one board; an empty name for a batch that is not divided."""

    board: str
    sheets: tuple[BatchSheet, ...]


def cover_of(village: Village, part: BatchPart, printed_on: "date") -> Notice:
    """The list on top of the sheets of one board."""
    columns = (
        Column("序号", 8),
        Column("标题", 44, Align.LEFT),
        Column("编号", 30, Align.LEFT, Fit.SHRINK),
        Column("页数", 8, summed=True, decimals=0),
        Column("校验码", 14, fit=Fit.KEEP),
    )
    rows = tuple(
        Row((str(place), each.title, each.number, Figure(each.pages, 0), each.check_code))
        for place, each in enumerate(part.sheets, start=1)
    )
    return Notice(
        title=(village.name, "公开表打印清单"),
        period=day_words(printed_on),
        page=_COVER,
        blocks=(Table(columns, rows, total_label="合计"),),
        head=HeadLine(
            f"公开栏：{part.board}" if part.board else "", "", f"打印日期：{day_words(printed_on)}"
        ),
        notes=("此页不张贴。贴完一份，在序号上打勾；各份的编号和校验码与存档一致。",),
        coded=False,
    )


def bind(
    village: Village,
    parts: Sequence[BatchPart],
    printed_on: "date",
    double_sided: bool = False,
    job: JobHandle | None = None,
) -> tuple[bytes, int]:
    """Bind sheets to one file.

    Args:
        village: Whose sheets they are.
        parts: Each begins with a list of its sheets.
        printed_on: Stands on the lists.
        double_sided: Each list and sheet begins on a new leaf; the back of an odd last page stays white.
        job: Told of every sheet; may cancel.

    Returns:
        The file, and how many pages it has.

    Raises:
        Cancelled: The user asked to stop.
    """
    job = job or NoJob()
    bound = _Binding(double_sided)
    total = sum(len(part.sheets) for part in parts)
    done = 0
    for part in parts:
        bound.add("", render_internal(cover_of(village, part, printed_on)))
        for sheet in part.sheets:
            job.check_cancelled()
            job.report(done, total)
            done += 1
            bound.add(sheet.number, sheet.pdf)
    job.check_cancelled()
    return bound.finish(), len(bound.sizes)


class _Binding:
    """Pages of several files, and how large each is; None stands for a white back."""

    def __init__(self, double_sided: bool) -> None:
        self.double_sided = double_sided
        self.sizes: list[tuple[float, float]] = []
        self._pages: list[tuple[str, bytes, int] | None] = []

    def add(self, key: str, pdf: bytes) -> None:
        """Add all pages of a file."""
        import pypdfium2

        with pdfium_lock:
            document = pypdfium2.PdfDocument(pdf)
            sizes = [document.get_page_size(index) for index in range(len(document))]
            document.close()
        if self.double_sided and len(self._pages) % 2:
            self._pages.append(None)
            self.sizes.append(self.sizes[-1])
        self._pages += [(key, pdf, index) for index in range(len(sizes))]
        self.sizes += sizes

    def finish(self) -> bytes:
        """The bound file."""
        import pypdfium2

        counts = self._counts()
        with pdfium_lock:
            made = pypdfium2.PdfDocument.new()
            opened: dict[int, Any] = {}
            above = pypdfium2.PdfDocument(counts)
            try:
                for number, (size, source) in enumerate(zip(self.sizes, self._pages, strict=True)):
                    page = made.new_page(*size)
                    if source is not None:
                        _, pdf, index = source
                        if id(pdf) not in opened:
                            opened[id(pdf)] = pypdfium2.PdfDocument(pdf)
                        _stamp(page, opened[id(pdf)], index, made)
                        _stamp(page, above, number, made)
                    page.gen_content()
                    page.close()
                stream = BytesIO()
                made.save(stream)
            finally:
                above.close()
                for each in opened.values():
                    each.close()
                made.close()
        return stream.getvalue()

    def _counts(self) -> bytes:
        """A page with its count for each page of the batch."""
        count = len(self.sizes)
        laid = []
        for number, (width, height) in enumerate(self.sizes, start=1):
            text = PlacedText(
                _COUNT_LEFT_MM * MM,
                height - _COUNT_TOP_MM * MM,
                Role.BODY,
                _COUNT_PT,
                f"全批第 {number} 页　共 {count} 页",
            )
            laid.append(LaidNotice(width, height, (LaidPage(texts=[text]),)))
        return render_laid("", laid)


def _stamp(page: Any, source: Any, index: int, made: Any) -> None:
    """Draw a page of another file on a page, as it stands there."""
    drawn = source.page_as_xobject(index, made)
    page.insert_obj(drawn.as_pageobject())
    drawn.close()
