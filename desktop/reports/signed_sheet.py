"""What ends a sheet (落款): rows to sign on, notes, who issues it and when, room for the seal."""

from desktop.reports.document import WIDE_GAP
from desktop.reports.fonts import Role
from desktop.reports.laid_page import MM, LaidPage
from desktop.reports.line_breaking import break_lines
from desktop.reports.line_shaping import balanced
from desktop.reports.placed import PlacedRule, PlacedText
from desktop.reports.sheet_frame import ASCENT, SheetFrame
from desktop.reports.table_grid import INNER

SEAL_MM = 42.0
"""Diameter of the ring that shows where the seal goes; customary for village seals."""
_SIGN_ROOM = 76.0  # empty line for a signature, in points: about 27 mm
_ISSUER_LINE = 2.0  # lines between the text and the issuer, where the seal needs its height
_DATE_CHARACTERS = 4.0  # white at the right of the date


class SignedSheet(SheetFrame):
    """A sheet whose text ends with signatures, notes and issuer, which stay together."""

    def _signature_columns(self) -> int:
        """Signature lines beside each other: as many as leave room for a name each."""
        signature = self.notice.signature
        if signature is None or not signature.labels:
            return 0
        label = max(self.body.width(f"{each}：", self.size) for each in signature.labels)
        count = len(signature.labels)
        while count > 1 and label + _SIGN_ROOM > self.room / count:
            count -= 1
        rows = -(-len(signature.labels) // count)
        return -(-len(signature.labels) // rows)

    def _sign_rows(self) -> int:
        columns = self._signature_columns()
        signature = self.notice.signature
        return -(-len(signature.labels) // columns) if columns and signature else 0

    def _issuer_width(self) -> float:
        signature = self.notice.signature
        if signature is None or not signature.issuer:
            return 0.0
        size = self.size * 1.15
        return max(SEAL_MM * MM, *(self.body.width(line, size) for line in self._issuer_lines())) + self.size

    def _issuer_lines(self) -> list[str]:
        """The issuer's name, in lines of equal length when it would crowd the notes beside it."""
        assert self.notice.signature is not None
        return balanced(self.notice.signature.issuer, self.body, self.size * 1.15, self.room * 0.42)

    def _note_lines(self) -> list[str]:
        room = self.room if self.official else self.room - self._issuer_width() - self.size
        lines: list[str] = []
        for note in self.notice.notes:
            line = ""
            for part in note.split(WIDE_GAP):
                longer = f"{line}{WIDE_GAP}{part}" if line else part
                if line and self.body.width(longer, self.size) > room:
                    lines += break_lines(line, self.body, self.size, room)
                    longer = part
                line = longer
            lines += break_lines(line, self.body, self.size, room)
        return lines

    def tail_height(self) -> float:
        """Room that all of it takes."""
        signature = self.notice.signature
        notes = len(self._note_lines()) * self.size * 1.55
        issuer = 0.0
        if signature is not None and signature.issuer:
            issuer = (SEAL_MM * MM if signature.seal else 4 * self.size) + self.size * 0.4
        lower = max(notes, issuer)
        rows = self._sign_rows() * self.size * 2.7
        if self.official:
            return rows + self._official_issuer_height() + notes
        return rows + lower + (self.size * 0.8 if lower or rows else 0.0)

    def draw_tail(self, page: LaidPage, top: float) -> None:
        """Put it on a page, from a height downwards."""
        size = self.size
        signature = self.notice.signature
        y = top - size * 0.8
        if signature is not None and signature.labels:
            columns = self._signature_columns()
            width = self.room / columns
            for index, label in enumerate(signature.labels):
                row, column = divmod(index, columns)
                x = self.left + column * width
                base = y - row * size * 2.7 - size * 1.7
                text = f"{label}："
                page.texts.append(PlacedText(x, base, Role.BODY, size, text))
                start = x + self.body.width(text, size)
                page.rules.append(PlacedRule(start, base - 2.5, x + width - size, base - 2.5, INNER))
            y -= self._sign_rows() * size * 2.7
        lines, marks = self._note_lines(), self.notice.note_marks
        if self.official:
            y = top - self._sign_rows() * size * 2.7
            if signature is not None and signature.issuer:
                self._draw_official_issuer(page, y)
            y -= self._official_issuer_height()
        for number, line in enumerate(lines):
            base = y - number * size * 1.55 - size * 1.3
            page.texts.append(PlacedText(self.left, base, Role.BODY, size, line))
            marks = self.note_spots(page, line, marks, self.left, base, size)
        if signature is not None and signature.issuer and not self.official:
            self._draw_issuer(page, y - size * 0.4)

    def _official_issuer_height(self) -> float:
        """Issuer, date and seal: the seal's upper edge half a line below the text."""
        signature = self.notice.signature
        if signature is None or not signature.issuer:
            return 0.0
        least = _ISSUER_LINE + len(self._official_issuer_lines()) + 1.5
        seal = 0.5 + SEAL_MM * MM / self.pitch + 0.2 if signature.seal else 0.0
        return max(least, seal) * self.pitch

    def _official_issuer_lines(self) -> list[str]:
        assert self.notice.signature is not None
        size = self.notice.page.body_pt
        return balanced(self.notice.signature.issuer, self.body, size, self.room * 0.7)

    def _draw_official_issuer(self, page: LaidPage, top: float) -> None:
        """The date four characters from the edge, the issuer centred above it, the seal over both."""
        signature = self.notice.signature
        assert signature is not None
        size = self.notice.page.body_pt
        issuer = self._official_issuer_lines()
        lines = [*issuer, signature.issued_on]
        widest = max(self.body.width(line, size) for line in lines)
        dated = self.body.width(signature.issued_on, size)
        centre = self.right - _DATE_CHARACTERS * self.room / self.characters - dated / 2
        centre = min(centre, self.right - widest / 2)  # a long name pushes both to the left
        for number, text in enumerate(lines):
            middle = top - (_ISSUER_LINE + number + 0.5) * self.pitch
            base = middle - (ASCENT - 0.5) * size
            page.texts.append(
                PlacedText(centre - self.body.width(text, size) / 2, base, Role.BODY, size, text)
            )
        if signature.seal:
            page.seal = (centre, top - 0.5 * self.pitch - SEAL_MM * MM / 2)

    def _draw_issuer(self, page: LaidPage, top: float) -> None:
        signature = self.notice.signature
        assert signature is not None
        size = self.size * 1.15
        block = SEAL_MM * MM if signature.seal else 4 * self.size
        centre = self.right - self._issuer_width() / 2
        middle = top - block / 2
        lines = [*self._issuer_lines(), signature.issued_on]
        for number, text in enumerate(lines):
            base = middle + size * (0.45 + 1.7 * (len(lines) / 2 - 1 - number))
            x = centre - self.body.width(text, size) / 2
            page.texts.append(PlacedText(x, base, Role.BODY, size, text))
        if signature.seal:
            page.seal = (centre, middle)
