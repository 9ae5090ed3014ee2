"""The rules around the cells of a table."""

from desktop.reports.laid_page import LaidPage
from desktop.reports.placed import PlacedRule
from desktop.reports.table_measures import TableMeasures, TableRow

FRAME, INNER = 1.2, 0.5  # line weights in points


class TableGrid:
    """The rules of one table's part on one page; upright ones are joined over rows."""

    def __init__(self, left: float, measures: TableMeasures, top: float) -> None:
        self.left = left
        self.measures = measures
        self.top = top
        self._open: dict[int, float] = {}  # inner edge -> top of the rule that is growing
        self._last: tuple[float, float] | None = None

    def add(self, page: LaidPage, row: TableRow, top: float, bottom: float, rule: float) -> None:
        """Note a row: its upright rules, and the rule below it."""
        right = self.left + self.measures.edges[-1]
        if self._last is not None:
            y, weight = self._last
            page.rules.append(PlacedRule(self.left, y, right, y, weight))
        edges = {cell.first for cell in row.cells if cell.first}
        for edge in [each for each in self._open if each not in edges]:
            self._upright(page, edge, top)
        for edge in edges:
            self._open.setdefault(edge, top)
        self._last = (bottom, rule)

    def _upright(self, page: LaidPage, edge: int, bottom: float) -> None:
        x = self.left + self.measures.edges[edge]
        page.rules.append(PlacedRule(x, bottom, x, self._open.pop(edge), INNER))

    def close(self, page: LaidPage, bottom: float) -> None:
        """End the part: open rules and the frame."""
        for edge in list(self._open):
            self._upright(page, edge, bottom)
        left, right = self.left, self.left + self.measures.edges[-1]
        for x1, y1, x2, y2 in (
            (left, self.top, right, self.top),
            (left, bottom, right, bottom),
            (left, bottom, left, self.top),
            (right, bottom, right, self.top),
        ):
            page.rules.append(PlacedRule(x1, y1, x2, y2, FRAME))
