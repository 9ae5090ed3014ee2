"""What papers of the office's own have in common: sheets, heads, where to cut, where a day is written."""

from datetime import date

from desktop.domain.period import day_words
from desktop.domain.village import Village
from desktop.reports.document import HeadLine, Margins, Page, Paper

ACROSS = Page(Paper.A4, True, Margins(18, 16, 16, 20), 10.5, 20, 12)
"""A4 with its long side at the bottom, in the type of tables."""

LETTER = Page(Paper.A4, False, Margins(22, 24, 16, 26), 12, 24, 15)
"""A4 upright, for a letter that somebody signs."""

CUT = "┄┄┄┄┄┄┄┄┄┄┄┄┄┄　从这里剪开　┄┄┄┄┄┄┄┄┄┄┄┄┄┄"
"""The line between two parts of one sheet."""

DAY_TO_WRITE = "　　　　年　　月　　日"
"""Room for a day written by hand."""


def internal_head(village: Village, printed_on: date, centre: str = "") -> HeadLine:
    """The village on the left, a word on the whole in the middle, the day of the print on the right."""
    place = village.county + village.town + village.name
    return HeadLine(place, centre, f"打印日期：{day_words(printed_on)}")
