"""Draws a laid-out notice as PDF; the same notice gives the same bytes.

Fonts are embedded as subsets. The seal's place is an annotation that viewers show on screen and
leave out in print, so preview, archive and paper come from one file.
"""

import io
import math
import threading
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.document import Margins, Notice, Page, Paper
from desktop.reports.figure_map import FigureMap, figure_map
from desktop.reports.figure_marks import PlacedSpot
from desktop.reports.fonts import Role, Type, face, type_of
from desktop.reports.laid_page import MM, LaidNotice, LaidPage, PagedNotice
from desktop.reports.layout import lay_out_by_page
from desktop.reports.placed import PlacedLine, PlacedText
from desktop.reports.signed_sheet import SEAL_MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_WATERMARK = "草稿"
_PRODUCER = "村情通桌面版"
_lock = threading.Lock()  # the fonts' readers keep a position and serve one document at a time
_CORNER_PT, _CORNER_MM = 20, 8.0
_MOST_REMEMBERED = 1_000  # texts; what comes again on a sheet comes soon
_RED_RULE = 0.8  # points; finer rules drown in the colour of the paper
_CIRCLE = 0.5523  # control distance of a quarter circle drawn as a Bézier curve, in radii


def render(notice: Notice, draft: bool = True) -> bytes:
    """Print a notice to PDF.

    Args:
        notice: What it says.
        draft: Watermark on each page; stays until the notice is approved. A character that no
            font has prints as 〓 on a draft.

    Returns:
        The file. Equal arguments give equal bytes with one release of the program.

    Raises:
        ProblemError: As ``lay_out_by_page``; DOC-004 when ``draft`` is off and a character is in no font.
    """
    _refuse_missing(notice, draft)
    return _write(notice, lay_out_by_page(notice), draft)


def render_mapped(notice: Notice, draft: bool = True) -> tuple[bytes, FigureMap]:
    """As `render`, with the map from places on the sheet to the records behind them.

    Raises:
        ProblemError: As `render`.
    """
    _refuse_missing(notice, draft)
    paged = lay_out_by_page(notice)
    placed: list[tuple[Sequence[PlacedLine], Sequence[PlacedSpot]]] = []

    def noted() -> Iterator[LaidPage]:
        for page in paged.pages:
            placed.append((page.lines, page.spots))
            yield page

    pdf = _write(notice, replace(paged, pages=noted()), draft)
    return pdf, figure_map(notice, paged.edges, placed)


def render_internal(notice: Notice) -> bytes:
    """Print a paper of the office: no watermark, and 〓 where no font has a character.

    Raises:
        ProblemError: As ``lay_out_by_page``.
    """
    return _write(notice, lay_out_by_page(notice), draft=False)


def render_together(
    notices: Sequence[Notice], job: JobHandle | None = None, *, one_sided: bool = False
) -> bytes:
    """Print papers of the office into one file, one after another; each counts its own pages.

    Each begins on a sheet of its own, also when both sides are printed: then the back of its last page stays
    empty, or with ``one_sided`` the file asks printers for one side and holds no empty page.

    Args:
        notices: At least one.
        job: Told how many are laid out; may cancel.
        one_sided: For papers that are handed out or carried about one by one.

    Raises:
        ProblemError: As ``lay_out_by_page``.
        Cancelled: The user asked to stop.
    """
    from reportlab.pdfgen.canvas import Canvas

    job = job or NoJob()
    laid: list[tuple[Notice, PagedNotice]] = []
    for number, notice in enumerate(notices):
        job.check_cancelled()
        job.report(number, len(notices))
        pieces = lay_out_by_page(notice)
        if not one_sided and pieces.count % 2 and number < len(notices) - 1:
            pieces = replace(pieces, pages=chain(pieces.pages, (LaidPage(),)))
        laid.append((notice, pieces))
    with _lock:
        return _draw(Canvas, laid, draft=False, one_sided=one_sided)


def render_laid(title: str, laid: Sequence[LaidNotice]) -> bytes:
    """Print pages that were laid out elsewhere, such as what is added to other sheets."""
    from reportlab.pdfgen.canvas import Canvas

    page = Page(Paper.A4, False, Margins(0, 0, 0, 0), 10.5, 10.5, 10.5)
    notice = Notice((title,), "", page, (), coded=False)
    with _lock:
        return _draw(Canvas, [(notice, each) for each in laid], draft=False)


def _refuse_missing(notice: Notice, draft: bool) -> None:
    missing = () if draft else missing_characters(notice)
    if missing:
        raise ProblemError(missing)


def missing_characters(notice: Notice) -> tuple[Problem, ...]:
    """DOC-004 for each text with characters that no font has; empty when all can be printed.

    Titles and table heads borrow from the body font, so one question to that font answers for all.
    """
    body = type_of(Role.BODY)
    problems: dict[str, Problem] = {}
    characters: set[str] = set()
    for text in notice.texts():
        characters.update(text)
    if not body.missing("".join(characters)):
        return ()
    for text in notice.texts():
        lost = body.missing(text)
        if lost:
            codes = " ".join(f"U+{ord(character):04X}" for character in lost)
            problems[text] = Problem("DOC-004", {"text": text, "characters": lost, "codes": codes})
    return tuple(problems.values())


def _write(notice: Notice, laid: PagedNotice, draft: bool) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    with _lock:
        return _draw(Canvas, [(notice, laid)], draft)


def _draw(
    canvas_type: "type[Canvas]",
    pieces: Sequence[tuple[Notice, LaidNotice | PagedNotice]],
    draft: bool,
    one_sided: bool = False,
) -> bytes:
    notice, first = pieces[0]
    stream = io.BytesIO()
    canvas = canvas_type(
        stream,
        pagesize=(first.width, first.height),
        pageCompression=1,
        invariant=1,
        # Naming one of ours keeps Helvetica, which is never embedded, out of the file.
        initialFontName=face(Role.BODY).name,
        lang="zh-CN",
    )
    canvas.setTitle("".join(notice.title))
    canvas.setAuthor(notice.signature.issuer if notice.signature else "")
    canvas.setSubject(notice.number)
    canvas.setCreator(_PRODUCER)
    canvas.setProducer(_PRODUCER)
    canvas.setViewerPreference("PrintScaling", "None")  # to the millimetre
    if one_sided:
        canvas.setViewerPreference("Duplex", "Simplex")
    pen = _Pen(canvas)
    for notice, laid in pieces:
        canvas.setPageSize((laid.width, laid.height))
        for page in laid.pages:
            if draft:
                canvas.addLiteral(_draft_mark(pen, laid.width, laid.height, notice.red))
            canvas.addLiteral(_page_code(pen, page, _RED_RULE if notice.red else 0.0))
            if page.seal is not None:
                _mark_seal(canvas, page.seal)
            canvas.showPage()
            _pack(canvas)
    canvas.save()
    return stream.getvalue()


def _pack(canvas: "Canvas") -> None:
    """Compress the page just drawn, so that a long sheet is never held in plain operators as a whole."""
    from reportlab.pdfbase import pdfdoc

    page = canvas._doc.Pages.pages[-1]
    packed = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
    page.Contents = pdfdoc.PDFStream(packed, zlib.compress(page.stream.encode()))
    page.stream = None


class _Pen:
    """Turns text into PDF operators; remembers how texts were encoded in this document."""

    def __init__(self, canvas: "Canvas") -> None:
        self._document = canvas._doc  # the one way to an embedded font's codes
        self._shown: dict[tuple[Role, bool, str], list[tuple[str, str]]] = {}

    def shown(self, role: Role, figure: bool, text: str) -> list[tuple[str, str]]:
        """Pairs of a font's name in the file and the operator that shows part of the text."""
        key = (role, figure, text)
        if key not in self._shown:
            if len(self._shown) >= _MOST_REMEMBERED:
                self._shown.clear()
            type_ = type_of(role)
            self._shown[key] = self._figure(type_, text) if figure else self._plain(type_, text)
        return self._shown[key]

    def _plain(self, type_: Type, text: str) -> list[tuple[str, str]]:
        pairs = []
        for run in type_.runs(text):
            for subset, codes in run.face.font.splitString(run.text, self._document):
                name = run.face.font.getSubsetInternalName(subset, self._document)
                pairs.append((name, f"<{codes.hex()}> Tj"))
        return pairs

    def _figure(self, type_: Type, text: str) -> list[tuple[str, str]]:
        """All digits take the room of the widest, so that columns of figures stand in line."""
        if not any(type_.advances[c] < type_.digit_advance for c in text if c.isdigit()):
            return self._plain(type_, text)
        pairs = []
        for part, codes in self._plain_codes(type_, text):
            name = type_.face.font.getSubsetInternalName(part[0], self._document)
            pieces = []
            for character, code in zip(part[1], codes, strict=True):
                pieces.append(f"<{code:02x}>")
                if character.isdigit():
                    lack = type_.digit_advance - type_.advances[character]
                    if lack > 0:
                        shift = f"{-lack * 500:.0f}"
                        pieces[-1] = f"{shift}<{code:02x}>{shift}"
            pairs.append((name, f"[{''.join(pieces)}] TJ".replace("><", "")))
        return pairs

    def _plain_codes(self, type_: Type, text: str) -> list[tuple[tuple[int, str], bytes]]:
        result = []
        start = 0
        for subset, codes in type_.face.font.splitString(text, self._document):
            result.append(((subset, text[start : start + len(codes)]), codes))
            start += len(codes)
        return result


def _page_code(pen: _Pen, page: LaidPage, least_weight: float) -> str:
    """Operators for the rules and texts of a page; no rule is finer than ``least_weight`` points."""
    code: list[str] = ["0 G 0 g 2 J"]
    weight = 0.0
    for rule in page.rules:
        if max(rule.weight, least_weight) != weight:
            weight = max(rule.weight, least_weight)
            code.append(f"{weight:g} w")
        code.append(f"{rule.x1:.2f} {rule.y1:.2f} m {rule.x2:.2f} {rule.y2:.2f} l S")
    if page.squares:
        # one path, so that no reader shows hairs of white between them
        code += [f"{each.x:.3f} {each.y:.3f} {each.width:.3f} {each.height:.3f} re" for each in page.squares]
        code.append("f")
    code.append("BT")
    font = ("", 0.0)
    spacing = x = y = 0.0
    for text in page.texts:
        if text.spacing_pt != spacing:
            spacing = text.spacing_pt
            code.append(f"{spacing:.3f} Tc")
        # from the line before, in hundredths of a point, so that nothing adds up
        next_x, next_y = round(text.x, 2), round(text.y, 2)
        code.append(f"{next_x - x:.2f} {next_y - y:.2f} Td")
        x, y = next_x, next_y
        font = _show(pen, text, font, code)
    code.append("ET")
    return "\n".join(code)


def _show(pen: _Pen, text: PlacedText, font: tuple[str, float], code: list[str]) -> tuple[str, float]:
    for name, operator in pen.shown(text.role, text.figure, text.text):
        if font != (name, text.size_pt):
            font = (name, text.size_pt)
            code.append(f"{name} {text.size_pt:.2f} Tf")
        code.append(operator)
    return font


def _draft_mark(pen: _Pen, width: float, height: float, red: bool) -> str:
    """The word that tells a draft: light and large under the text, on red paper black in the corner."""
    if not red:
        return _watermark(pen, width, height)
    shown = pen.shown(Role.TITLE, False, _WATERMARK)
    words = "\n".join(f"{name} {_CORNER_PT} Tf {operator}" for name, operator in shown)
    x, y = _CORNER_MM * MM, height - _CORNER_MM * MM - _CORNER_PT
    return f"q 0 g BT 1 0 0 1 {x:.2f} {y:.2f} Tm\n{words}\nET Q"


def _watermark(pen: _Pen, width: float, height: float) -> str:
    """The word across the page, under the text and light enough to read through."""
    type_ = type_of(Role.TITLE)
    size = min(width, height) * 0.36
    angle = math.atan2(height, width)
    cos, sin = math.cos(angle), math.sin(angle)
    gap = size * 0.5
    length = type_.width(_WATERMARK, size) + gap * (len(_WATERMARK) - 1)
    x = width / 2 - cos * length / 2 + sin * size * 0.38
    y = height / 2 - sin * length / 2 - cos * size * 0.38
    shown = pen.shown(Role.TITLE, False, _WATERMARK)
    words = "\n".join(f"{name} {size:.2f} Tf {operator}" for name, operator in shown)
    return (
        f"q 0.915 g BT {gap:.2f} Tc {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm\n"
        f"{words}\n0 Tc ET Q"
    )


def _mark_seal(canvas: "Canvas", centre: tuple[float, float]) -> None:
    """A faint ring as an annotation without the print flag.

    Source:
        ISO 32000-1, 12.5.3: an annotation whose Print flag is off is never printed.
    """
    from reportlab.pdfbase import pdfdoc

    radius = SEAL_MM * MM / 2
    x, y = centre
    rectangle = [x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1]
    form = pdfdoc.PDFFormXObject(*rectangle)
    k = radius * _CIRCLE
    form.setStreamList(
        [
            "0.90 0.55 0.52 RG 0.8 w [3 3] 0 d",
            f"{x + radius:.2f} {y:.2f} m",
            f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c",
            f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c",
            f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c",
            f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c S",
        ]
    )
    appearance = canvas._doc.Reference(form, f"seal{canvas.getPageNumber()}")
    annotation = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Circle"),
            "Rect": pdfdoc.PDFArray(rectangle),
            "F": 0,
            "Contents": pdfdoc.PDFText("盖章处"),
            "AP": pdfdoc.PDFDictionary({"N": appearance}),
        }
    )
    canvas._addAnnotation(annotation)
