"""Lays out a chart: bars from the left, their amounts beside them, black on any paper.

Patterns instead of grey or colour, and the amount at each bar instead of an axis, because the sheet is read
standing, by old eyes, often on red paper. The same placed pieces go into the PDF and onto the screen.
reportlab's own charts were looked at: they have no hatching, and their labels pass by our fonts with their
fallback for rare characters (`docs/decisions/0031-charts.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.reports.document import Chart, ChartRow, Figure, Pattern
from desktop.reports.figure_marks import FigureMark, PlacedSpot
from desktop.reports.fonts import Role, type_of
from desktop.reports.line_breaking import break_lines
from desktop.reports.placed import PlacedRule, PlacedSquare, PlacedText

_BAR = 1.15  # height of a bar, in sizes
_BAR_GAP = 0.2
_ROW_GAP = 0.55
_STRIPE = 0.34  # from stripe to stripe, in sizes
_EDGE, _STRIPE_WEIGHT, _BASE = 0.8, 0.7, 1.0
_MOST_LABEL = 0.36  # of the width
_ASCENT = 0.88
_LEGEND = 1.9


@dataclass(frozen=True, slots=True)
class ChartArea:
    """Where a row stands, from the lower left corner of the chart, in points; ``key`` is the row's."""

    x: float
    y: float
    width: float
    height: float
    key: str


@dataclass(frozen=True, slots=True)
class LaidChart:
    """A chart placed in a box of its own, in points from its lower left corner."""

    width: float
    height: float
    texts: tuple[PlacedText, ...]
    rules: tuple[PlacedRule, ...]
    squares: tuple[PlacedSquare, ...]
    areas: tuple[ChartArea, ...]
    spots: tuple[PlacedSpot, ...] = ()


def open_chart_font() -> None:
    """Open the font of charts, off the GUI thread: its first use takes a quarter to half a second."""
    type_of(Role.BODY)


def lay_out_chart(
    chart: Chart, width: float, size_pt: float, grouped: bool = False, beside: Sequence[Chart] = ()
) -> LaidChart:
    """Place a chart in a width; it takes the height that it needs.

    Charts of one sheet (``beside``) have one scale and one edge, so that bars can be compared across them.
    A negative amount has no bar, only its figure.
    """
    return _Drawing(chart, width, size_pt, grouped, beside).laid()


class _Drawing:
    def __init__(
        self, chart: Chart, width: float, size_pt: float, grouped: bool, beside: Sequence[Chart]
    ) -> None:
        self._chart = chart
        self._width = width
        self._size = size_pt
        self._grouped = grouped
        self._all_rows = [row for each in (chart, *beside) for row in each.rows]
        self._body = type_of(Role.BODY)
        self._texts: list[PlacedText] = []
        self._rules: list[PlacedRule] = []
        self._squares: list[PlacedSquare] = []
        self._areas: list[ChartArea] = []
        self._spots: list[PlacedSpot] = []

    def laid(self) -> LaidChart:
        chart, size = self._chart, self._size
        labels = [self._body.width(row.label, size) for row in self._all_rows]
        label_width = min(max(labels, default=0.0), self._width * _MOST_LABEL)
        figures = [self._figure(value) for row in self._all_rows for value in row.values]
        figure_width = max((self._body.figure_width(text, size) for text in figures), default=0.0)
        lines = [break_lines(row.label, self._body, size, label_width + 0.01) for row in chart.rows]
        heights = [self._row_height(row, len(broken)) for row, broken in zip(chart.rows, lines, strict=True)]
        legend = _LEGEND * size if len(chart.series) > 1 else 0.0
        height = legend + sum(heights) if chart.rows else 2 * size
        if not chart.rows:
            self._text(size, height - 1.4 * size, chart.empty_text)
            return self._done(height)
        if legend:
            self._draw_legend(height - legend + 0.5 * size)
        left = label_width + 0.6 * size
        room = self._width - left - figure_width - 0.8 * size
        most = max((value for row in self._all_rows for value in row.values), default=0)
        top = height - legend
        base_top = top
        for row, broken, row_height in zip(chart.rows, lines, heights, strict=True):
            middle = top - row_height / 2
            first = middle + len(broken) * size * 1.2 / 2
            for number, line in enumerate(broken):
                x = label_width - self._body.width(line, size)
                self._text(x, first - number * size * 1.2 - _ASCENT * size - 0.1 * size, line)
            bar_top = middle + self._bars_height(row) / 2
            for place, (series, value) in enumerate(zip(chart.series, row.values, strict=True)):
                length = room * value / most if value > 0 and most else 0.0
                bottom = bar_top - _BAR * size
                self._bar(left, bottom, length, _BAR * size, series.pattern)
                text = self._figure(value)
                base = bottom + (_BAR * size - _ASCENT * size) / 2 + 0.1 * size
                self._texts.append(
                    PlacedText(left + length + 0.5 * size, base, Role.BODY, size, text, 0.0, figure=True)
                )
                if row.origins:
                    label = f"{row.label}　{series.heading}"
                    mark = FigureMark(text, label, "", row.origins[place])
                    self._spots.append(PlacedSpot(0.0, bottom, self._width, bar_top, mark))
                bar_top = bottom - _BAR_GAP * size
            self._areas.append(ChartArea(0.0, top - row_height, self._width, row_height, row.key))
            top -= row_height
        self._rules.append(PlacedRule(left, top, left, base_top, _BASE))
        return self._done(height)

    def _done(self, height: float) -> LaidChart:
        return LaidChart(
            self._width,
            height,
            tuple(self._texts),
            tuple(self._rules),
            tuple(self._squares),
            tuple(self._areas),
            tuple(self._spots),
        )

    def _figure(self, value: int) -> str:
        return Figure(value, self._chart.decimals).text(self._grouped)

    def _bars_height(self, row: ChartRow) -> float:
        return (len(row.values) * (_BAR + _BAR_GAP) - _BAR_GAP) * self._size

    def _row_height(self, row: ChartRow, lines: int) -> float:
        return max(self._bars_height(row), lines * 1.2 * self._size) + _ROW_GAP * self._size

    def _text(self, x: float, base: float, text: str) -> None:
        self._texts.append(PlacedText(x, base, Role.BODY, self._size, text))

    def _draw_legend(self, base: float) -> None:
        x = 0.0
        for series in self._chart.series:
            self._bar(x, base - 0.1 * self._size, 2 * self._size, 0.9 * self._size, series.pattern)
            self._text(x + 2.5 * self._size, base, series.heading)
            x += (3.7 * self._size) + self._body.width(series.heading, self._size)

    def _bar(self, x: float, y: float, width: float, height: float, pattern: Pattern) -> None:
        if width <= 0:
            return
        if pattern is Pattern.SOLID:
            self._squares.append(PlacedSquare(x, y, width, height))
            return
        right, top = x + width, y + height
        for x1, y1, x2, y2 in (
            (x, y, right, y),
            (x, top, right, top),
            (right, y, right, top),
            (x, y, x, top),
        ):
            self._rules.append(PlacedRule(x1, y1, x2, y2, _EDGE))
        if pattern is Pattern.STRIPES:
            self._rules += stripes(x, y, width, height, _STRIPE * self._size)


def stripes(x: float, y: float, width: float, height: float, gap: float) -> list[PlacedRule]:
    """Slanting lines that fill a rectangle and stay inside it."""
    found = []
    start = gap
    while start < width + height:
        # the line from (x + start, y) up to the left, cut at the edges
        x1, y1 = (x + start, y) if start <= width else (x + width, y + start - width)
        x2, y2 = (x, y + start) if start <= height else (x + start - height, y + height)
        found.append(PlacedRule(x1, y1, x2, y2, _STRIPE_WEIGHT))
        start += gap
    return found


def shifted(
    chart: LaidChart, x: float, y: float
) -> tuple[list[PlacedText], list[PlacedRule], list[PlacedSquare]]:
    """The pieces of a chart whose lower left corner stands at a point of a page."""
    return (
        [each._replace(x=each.x + x, y=each.y + y) for each in chart.texts],
        [
            each._replace(x1=each.x1 + x, y1=each.y1 + y, x2=each.x2 + x, y2=each.y2 + y)
            for each in chart.rules
        ],
        [each._replace(x=each.x + x, y=each.y + y) for each in chart.squares],
    )
